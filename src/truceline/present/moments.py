"""The lines of the timeline: an event with its days, what became of a plan, and journeys."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from truceline.errors import RecordError
from truceline.model.claims import is_talk
from truceline.model.timeline import Journey, Moment, Outcome, Plan, Stay
from truceline.model.when import Interval, Reason, When
from truceline.present.faces import Actor
from truceline.present.lines import EventLine
from truceline.present.words import MONTHS, day, days, short_day
from truceline.resources import table

WORDS = {
    "meet": "Meeting",
    "call": "Call",
    "visit": "Visit",
    "sign": "Signing",
    "acquire": "Purchase",
    "ceasefire": "Ceasefire",
    "ceasefire_end": "End of a ceasefire",
}
"""The modes of events as the views write them."""


@dataclass(frozen=True, slots=True)
class MomentLine:
    """An event on the timeline. `on` is its day in words ("on 21 October 2025", "by 31 July 2024"). `first`
    and `last` are the layers of what is surely before what, from 0, in which it may stand."""

    event: EventLine
    what: str
    when: When
    on: str
    first: int
    last: int
    plan: Plan | None

    @property
    def id(self) -> str:
        return self.event.id

    @property
    def status(self) -> str:
        """What happened, or what became of it: "reported", "planned, not reported", "denied"."""
        if self.event.modality == "reported":
            return "reported"
        return f"{self.event.modality}, {self.plan.outcome}" if self.plan else self.event.modality


@dataclass(frozen=True, slots=True)
class JourneyLine:
    """The stays of one traveller, each with its day in words."""

    journey: Journey
    traveller: Actor
    stays: tuple[tuple[Stay, str], ...]


def named_what(mode: str, code: str) -> str:
    """What an event is, in words; a ceasefire is agreed, or takes effect; what is no talk goes by the
    words of log.toml."""
    if mode == "ceasefire":
        return "Ceasefire agreed" if code == "AGREE" else "Ceasefire takes effect"
    plain = WORDS.get(mode, mode.replace("_", " ").capitalize())
    named = {} if is_talk(code, mode) else table("log.toml")["what"].get(code, {})
    return str(named.get(mode, named.get("", plain)))


def moment_line(moment: Moment, event: EventLine) -> MomentLine:
    return MomentLine(
        event,
        named_what(event.what, event.code),
        moment.when,
        on(moment.when),
        moment.first,
        moment.last,
        moment.plan,
    )


def journey_line(journey: Journey, actors: Mapping[str, Actor]) -> JourneyLine:
    stays = tuple((stay, on_days(stay.days)) for stay in journey.stays)
    return JourneyLine(journey, actors[journey.traveller], stays)


def on(when: When, short: bool = False) -> str:
    """The day of an event in words."""
    if when.edtf.startswith("XXXX-") and len(when.edtf) == 7:
        return f"in {MONTHS[int(when.edtf[5:]) - 1]}, year not known"
    if when.edtf.startswith("XXXX-"):
        return f"on {_yearless(when.edtf)}, year not known"
    about = "about " if "~" in when.edtf else ""
    return about + on_days(when.days, short)


def _yearless(value: str) -> str:
    """ "XXXX-10-10" as "10 October"."""
    return day(f"2000{value[4:]}").removesuffix(" 2000") if len(value) == 10 else value


def on_days(found: Interval, short: bool = False) -> str:
    """An interval in words: "on 21 October 2025", "between 10 and 14 October 2025", "by 31 July 2024"."""
    first, last = found.earliest, found.latest
    one = short_day if short else day
    if first is None and last is None:
        return "day not known"
    if first is None:
        return f"by {one(last)}"
    if last is None:
        return f"on or after {one(first)}"
    if first == last:
        return f"on {one(first)}"
    if first[5:] == "01-01" and last[5:] == "12-31" and first[:4] == last[:4]:
        return f"in {first[:4]}"
    whole = days((first, last)).replace(" to ", " and ", 1)
    return f"between {one(first)} and {one(last)}" if short else f"between {whole}"


def chosen(
    lines: Iterable[MomentLine],
    since: str | None = None,
    until: str | None = None,
    names: Collection[str] = (),
    found: Mapping[str, Collection[str]] | None = None,
) -> Iterator[MomentLine]:
    """The lines that may lie between two days, both included, with all of these people, bodies or places,
    given by name or the beginning of an id; `found` leads each of them to the ids it may stand for."""
    wanted = [set((found or {}).get(name, ())) for name in names]
    for line in lines:
        first, last = line.when.days.earliest, line.when.days.latest
        if since is not None and (last is not None and last < since):
            continue
        if until is not None and (first is not None and first > until):
            continue
        if (since is not None or until is not None) and line.when.days == Interval():
            continue
        who = {actor.id for actor in line.event.participants} | set(line.event.place_ids)
        if all(one & who for one in wanted):
            yield line


def asked(
    names: Iterable[str], actors: Mapping[str, Actor], spellings: Mapping[str, Collection[str]]
) -> dict[str, set[str]]:
    """The entities that each name, or beginning of an id, stands for. Raises `RecordError` for one that none
    has."""
    result = {}
    for name in names:
        folded = name.casefold()
        found = {one for one in actors if one.startswith(folded)} if len(folded) > 3 else set()
        found |= {
            one for one, written in spellings.items() if folded in {word.casefold() for word in written}
        }
        if not found:
            words = set(folded.split())
            found = {
                one
                for one, written in spellings.items()
                if any(words <= set(word.casefold().split()) for word in written)
            }
        if not found:
            raise RecordError(f"the record has nobody with the id or name {name}")
        result[name] = found
    return result


OUTCOMES: dict[Outcome, str] = {
    "happened": "told as done",
    "perhaps happened": "may have been done",
    "called off": "denied or called off",
    "not reported": "no report that it was done",
    "too early to tell": "too early to tell",
}


# For the export ----------------------------------------------------------------------------------


def moment(line: MomentLine) -> dict[str, Any]:
    """A line of the timeline as plain values."""
    when, plan = line.when, line.plan
    return {
        "event": line.id,
        **_days(when.days),
        "edtf": when.edtf,
        "what": line.event.what,
        "modality": line.event.modality,
        "certain": when.certain,
        "reasons": _reasons(when.reasons),
        "others": [_days(other) for other in when.others],
        "layers": {"first": line.first, "last": line.last},
        "plan": {"outcome": plan.outcome, "event": plan.event, "reasons": _reasons(plan.reasons)}
        if plan
        else None,
    }


def journey(found: Journey) -> dict[str, Any]:
    """A journey as plain values."""
    return {
        "id": found.id,
        "traveller": found.traveller,
        "legs": found.legs,
        "stays": [
            {
                "place": stay.place,
                "number": stay.number,
                "events": list(stay.events),
                **_days(stay.days),
                "edtf": stay.edtf,
                "planned": stay.planned,
                "certain": stay.certain,
                "reasons": _reasons(stay.reasons),
            }
            for stay in found.stays
        ],
    }


def _days(found: Interval) -> dict[str, str | None]:
    return {"earliest": found.earliest, "latest": found.latest}


def _reasons(found: Iterable[Reason]) -> list[dict[str, str | None]]:
    return [{"words": one.words, "mention": one.claim} for one in found]
