"""What all that is known of an event's day comes to, with what contradicts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from truceline.model.when import Interval, Reason, When
from truceline.relate.edtf import edtf, unspecified
from truceline.relate.intervals import agree, holds, intersection
from truceline.relate.told import Evidence, Passage, of_report, quoted
from truceline.relate.weekdays import named_weekday


def settled(evidence: Sequence[Evidence]) -> tuple[Interval | None, list[Evidence], list[Interval]]:
    """The days that most evidence leaves, the evidence that agrees with them, and the days that do not.

    What is told counts before what follows; of days told, those told most often.
    """
    if not evidence:
        return None, [], []
    times: defaultdict[Interval, int] = defaultdict(int)
    for one in evidence:
        times[one.days] += 1
    ranked = sorted(evidence, key=lambda one: (not one.certain, -times[one.days], one.days, one.reason.words))
    days = ranked[0].days
    used, others = [], []
    for one in ranked:
        both = intersection(days, one.days)
        if both is None:
            others.append(one.days)
        else:
            days = both
            used.append(one)
    return days, used, sorted(set(others), key=_key)


def _key(one: Interval) -> tuple[str, str]:
    return one.earliest or "", one.latest or "9999"


def when_of(evidence: Sequence[Evidence], passages: Sequence[Passage], beside: Sequence[Reason]) -> When:
    days, used, others = settled(evidence)
    bound, why = _bound(passages)
    reasons = list(dict.fromkeys(one.reason for one in used))
    if days is None:
        days, reasons = bound, [*why, *beside]
        if (yearless := _yearless(passages)) is not None and not days.is_closed:
            value, reason = yearless
            return When(days, value, False, (reason, *reasons), ())
    else:
        told = {one.claim for one in reasons}
        reasons += [one for one in _agreeing(days, passages) if one.claim not in told]
    if not agree(days, bound):
        reasons.append(Reason(f"contradicts: {why[0].words}" if why else "contradicts the reports"))
    elif used and not holds(bound, days):
        days = intersection(days, bound) or days
        reasons += why
    rough = {
        one.claim for one in passages if one.mention.time is not None and one.mention.time.mod == "APPROX"
    }
    about = bool(used) and all(one.reason.claim in rough for one in used)
    return When(days, edtf(days, about), any(one.certain for one in used), tuple(reasons), tuple(others))


def _yearless(passages: Sequence[Passage]) -> tuple[str, Reason] | None:
    """The day of the year, where that is all that the passages tell, and they agree."""
    found = {
        value: Reason(f"{quoted(one.mention.time)}{of_report(one.written)}", one.claim)
        for one in passages
        if one.mention.time is not None and (value := unspecified(one.mention.time.value))
    }
    return found.popitem() if len(found) == 1 else None


def _agreeing(days: Interval, passages: Sequence[Passage]) -> Iterator[Reason]:
    """The passages that name the weekday of the day that was found."""
    if days.is_day and days.earliest is not None:
        weekday = date.fromisoformat(days.earliest).isoweekday()
        for one in passages:
            time = one.mention.time
            if time is not None and named_weekday(time) == weekday:
                yield Reason(f"the same weekday: {quoted(time)}{of_report(one.written)}", one.claim)


def _bound(passages: Sequence[Passage]) -> tuple[Interval, list[Reason]]:
    """Between the last report that tells it as to come and the first that tells it as past."""
    ahead, past = [], []
    for one in passages:
        if one.written is None:
            continue
        if one.mention.tense == "past" and one.written.latest is not None:
            past.append((one.written.latest, one.claim, of_report(one.written)))
        elif one.mention.tense == "future" and one.written.earliest is not None:
            ahead.append((one.written.earliest, one.claim, of_report(one.written)))
    latest, earliest = min(past, default=None), max(ahead, default=None)
    if latest is not None and earliest is not None and latest[0] < earliest[0]:
        earliest = None  # an old text that is printed again, or a plan for another time
    reasons = []
    if earliest is not None:
        reasons.append(Reason(f"still to come{earliest[2]}", earliest[1]))
    if latest is not None:
        reasons.append(Reason(f"told as past{latest[2]}", latest[1]))
    return Interval(earliest[0] if earliest else None, latest[0] if latest else None), reasons
