"""What became of what was planned: whether a later report tells it as done, or denies it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice

from truceline.model.record import Event
from truceline.model.timeline import Plan
from truceline.model.when import Interval, Reason, When
from truceline.relate.intervals import agree, holds, intersection
from truceline.relate.told import Passage

WAIT = 2
"""Days behind a plan's last day before its silence says anything: reports come the day after."""
SOON = 60
"""Days behind the plan's report in which an event counts for a plan without a day."""
COMPARED = 20
"""Events at most that one plan is compared with."""
CLOSE = 7
"""Days that an event may be uncertain by to count for a plan."""


def plans(
    events: Sequence[Event],
    when: Mapping[str, When],
    passages: Mapping[str, Sequence[Passage]],
    newest: str | None,
    same_place: Callable[[str, str], bool],
    weak: Collection[str],
) -> dict[str, Plan]:
    """What became of each event that is planned, by its id, in O(n log n).

    `newest` is the day of the newest report. An event counts for a plan if all who are named in the plan took
    part, no place contradicts, its code and mode are the same, and its day lies within those of the plan.
    `weak` are countries and places: by themselves they do not tell two meetings apart.
    """
    done = _by_actor(event for event in events if event.modality in ("reported", "denied"))
    for found in done.values():
        found.sort(key=lambda event: (when[event.id].days.latest or "9999", event.id))
    lasts = {key: [when[event.id].days.latest or "9999" for event in found] for key, found in done.items()}
    result = {}
    for plan in events:
        if plan.modality == "reported":
            if (told := _history(passages[plan.id])) is not None:
                result[plan.id] = told
        elif plan.modality == "planned":
            near = _candidates(plan, when[plan.id].days, done, lasts)
            result[plan.id] = _outcome(plan, near, when, passages, newest, same_place, weak)
    return result


def _by_actor(events: Iterator[Event]) -> dict[tuple[str, str | None, str], list[Event]]:
    found: defaultdict[tuple[str, str | None, str], list[Event]] = defaultdict(list)
    for event in events:
        for actor in event.participants or event.places:
            found[event.code, event.mode, actor].append(event)
    return found


def _history(passages: Sequence[Passage]) -> Plan | None:
    """A plan that its own event's reports tell as done: they were joined when the event was made."""
    planned = [one for one in passages if one.mention.modality == "planned"]
    done = [one for one in passages if one.mention.modality == "reported"]
    if not planned or not done:
        return None
    sure = next((one for one in done if one.mention.tense == "past" or one.mention.time is not None), None)
    reasons = (Reason("told as to come", planned[0].claim), Reason("and as done", (sure or done[0]).claim))
    return Plan("happened" if sure is not None else "perhaps happened", None, reasons)


def _candidates(
    plan: Event,
    days: Interval,
    done: Mapping[tuple[str, str | None, str], Sequence[Event]],
    lasts: Mapping[tuple[str, str | None, str], Sequence[str]],
) -> Iterator[Event]:
    """The events with the rarest of those who are to take part that may be as late as the plan's first
    day."""
    keys = [(plan.code, plan.mode, actor) for actor in plan.participants or plan.places]
    if not keys or any(key not in done for key in keys):
        return iter(())
    key = min(keys, key=lambda key: len(done[key]))
    start = bisect_left(lasts[key], days.earliest or "")
    return islice(done[key], start, start + COMPARED)


def _outcome(
    plan: Event,
    near: Iterator[Event],
    when: Mapping[str, When],
    passages: Mapping[str, Sequence[Passage]],
    newest: str | None,
    same_place: Callable[[str, str], bool],
    weak: Collection[str],
) -> Plan:
    days = when[plan.id].days
    told = _told(passages[plan.id]) or days.earliest
    perhaps: Plan | None = None
    for event in near:
        reasons = _same(plan, event, when, passages, same_place, weak)
        if reasons is None:
            continue
        if event.modality == "denied":
            return Plan("called off", event.id, tuple(reasons))
        its = when[event.id].days
        sure = its.is_closed and days.is_closed and _length(its) <= CLOSE and holds(days, its)
        if sure:
            return Plan("happened", event.id, tuple(reasons))
        perhaps = perhaps or Plan("perhaps happened", event.id, tuple(reasons))
    if perhaps is not None:
        return perhaps
    last = days.latest
    if newest is None:
        return Plan("not reported", None, (Reason("no report has a date"),))
    known = Reason(f"the newest report is of {newest}")
    if last is not None:
        early = newest < _later(last, WAIT)
        outcome = Reason(f"it was to be on {last}" if days.is_day else f"it was to be by {last}")
        return Plan("too early to tell" if early else "not reported", None, (outcome, known))
    early = told is not None and newest <= _later(told, CLOSE)
    outcome = Reason("no day is told for it")
    return Plan("too early to tell" if early else "not reported", None, (outcome, known))


def _same(
    plan: Event,
    event: Event,
    when: Mapping[str, When],
    passages: Mapping[str, Sequence[Passage]],
    same_place: Callable[[str, str], bool],
    weak: Collection[str],
) -> list[Reason] | None:
    """Why an event may be the planned one; None where it is not."""
    who = {one for one in plan.participants if one not in plan.places}
    there = set(event.participants)
    if not who <= there or not (who - set(weak) or len(who) > 1 or (not who and plan.places)):
        return None
    if len(who) < 2 and plan.mode != "visit" and plan.participants:
        return None
    where = [one for one in plan.places for other in event.places if same_place(one, other)]
    if plan.places and event.places and not where:
        return None
    if plan.mode == "visit" and not where:
        return None
    days, its = when[plan.id].days, when[event.id].days
    told = [
        one.written.latest for one in passages[event.id] if one.written is not None and one.written.latest
    ]
    first = days.earliest or _told(passages[plan.id])
    if first is None or not told or max(told) < first:
        return None  # no report on it is as new as the plan
    window = Interval(first, days.latest or _later(first, SOON)) if (days.latest or first) >= first else days
    if not agree(window, its) or (its.earliest is None and its.latest is None):
        return None
    both = intersection(window, its)
    reasons = [Reason("the same people, bodies and kind of event" + (", at the same place" if where else ""))]
    if both is not None and its.is_day:
        reasons.append(Reason(f"its day, {its.earliest}, is within the days of the plan"))
    reasons.append(Reason("told as done", passages[event.id][0].claim))
    return reasons


def _told(passages: Sequence[Passage]) -> str | None:
    """The day of the first report that tells a plan."""
    days = [one.written.earliest for one in passages if one.written is not None and one.written.earliest]
    return min(days, default=None)


def _length(one: Interval) -> int:
    if one.earliest is None or one.latest is None:
        return 10**6
    return (date.fromisoformat(one.latest) - date.fromisoformat(one.earliest)).days


def _later(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return day
