"""Lists of one kind, and of a time: what is chosen, how many there are, and how the time is divided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

from truceline.present.desk.pages import (
    Asking,
    Ledger,
    Listing,
    NetworkPage,
    Pair,
    Statements,
    Step,
    TimelinePage,
)
from truceline.present.desk.shapes import Entry, Met
from truceline.present.desk.shelves import Shelves
from truceline.present.moments import JourneyLine
from truceline.present.words import day, short_day
from truceline.store.shelf import Asked

SIZE = 50
"""Lines of a page."""
FEW = 12
"""Lines of each kind on a page that shows several kinds."""
_MEETINGS = 5_000
"""Meetings, the newest, from which the network of a time is made."""
_DRAWN = 60
"""Meetings that its picture may draw."""
_STEPS = 31
"""Years, months or days that a time is divided into."""
_TOGETHER = {("log", "timeline"): "logged", ("said", "said"): "said by"}
"""What the shelf has for a person and one of these at once."""


def asked_of(asking: Asking, *more: tuple[str, str]) -> Asked:
    """What a list is asked for, as the shelf has it; the narrowest first."""
    person = "entity"
    if asking.person and more and more[0] in _TOGETHER:
        person, more = _TOGETHER[more[0]], more[1:]
    facets = [
        (name, value)
        for name, value in (
            ("story", asking.story), (person, asking.person), ("outlet", asking.outlet),
            ("kind", asking.kind),
        )
        if value
    ]  # fmt: skip
    return Asked((*facets, *more), asking.since, asking.until)


class Lists:
    """Makes the lists of one shelf."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._shelf = shelves.shelf

    # Lists ----------------------------------------------------------------------------------------

    def listing(
        self, kind: str, title: str, asking: Asking, start: int, *more: tuple[str, str],
        order: str = "newest", kinds: Sequence[str] = (),
    ) -> Listing[Any]:  # fmt: skip
        asked = asked_of(asking, *more)
        if asking.person and asking.person_name is None:
            named = self._shelves.one("name", asking.person)
            asking = replace(asking, person_name=named.name if named else asking.person)
        return Listing(
            title, self._shelf.count(kind, asked), start, SIZE, asking, tuple(kinds),
            self._shelves.outlets(kind),
            self._shelves.chosen(kind, asked, SIZE, start, order),
        )  # fmt: skip

    def statements(self, asking: Asking, start: int) -> Statements:
        said = () if asking.kind else (("said", "said"),)
        kinds = ("direct", "indirect", "mixed", "promise", "threat")
        listing = self.listing("statement", "Statements", asking, start, *said, kinds=kinds)
        told = Asked((("story", asking.story),) if asking.story else ())
        first = not start and not asking.person
        disputes = self._shelves.chosen("dispute", told, FEW, order="order") if first else ()
        return Statements(listing, disputes)

    def figures(self, asking: Asking, start: int) -> Ledger:
        asked = asked_of(asking)
        return Ledger(
            self.listing("figure", "Figures", asking, start),
            self._shelves.chosen("series", asked, FEW, order="order") if not start else (),
            self._shelf.count("series", asked),
        )

    def log(self, kind: str, title: str, asking: Asking, start: int) -> Listing[Entry]:
        return self.listing("event", title, replace(asking, kind=None), start, ("kind", kind))

    # The timeline, meetings and the network -------------------------------------------------------

    def timeline(self, asking: Asking, start: int) -> TimelinePage:
        timed = ("log", "timeline")
        listing = self.listing("event", "Timeline", asking, start, timed, order="oldest")
        if not asking.since and not asking.until:  # what has no day comes behind what has one
            listing = replace(listing, lines=self._behind(asking, start, timed))
        whole = not asked_of(asking).facets and not asking.since and not asking.until and not start
        return TimelinePage(
            listing,
            self.steps("event", asking, timed),
            self._shelves.page("journeys", tuple[JourneyLine, ...])[:FEW] if whole else (),
        )

    def _behind(self, asking: Asking, start: int, timed: tuple[str, str]) -> tuple[Entry, ...]:
        known = replace(asked_of(asking, timed), undated=False)
        unknown = replace(asked_of(asking, timed), undated=True)
        number = self._shelf.count("event", known)
        found = self._shelves.chosen("event", known, SIZE, start, "oldest")
        room = SIZE - len(found)
        more = self._shelves.chosen("event", unknown, room, max(0, start - number)) if room else ()
        return (*found, *more)

    def most_told(self, asking: Asking, most: int = 40) -> tuple[Entry, ...]:
        """The events of the timeline that most reports tell, in the order of time."""
        asked = replace(asked_of(asking, ("log", "timeline")), undated=False)
        found = self._shelves.chosen("event", asked, most, order="most")
        return tuple(sorted(found, key=when_of))

    def steps(self, kind: str, asking: Asking, *more: tuple[str, str]) -> tuple[Step, ...]:
        """Years, months or days, whichever there are few of."""
        asked = asked_of(asking, *more)
        days = self._shelf.days(kind, asked)
        found: Counter[str] = Counter()
        for letters in (10, 7, 4):
            found = Counter()
            for first, number in days:
                found[first[:letters]] += number
            if len(found) <= _STEPS:
                break
        return tuple(step_of(start, found[start]) for start in sorted(found)[-_STEPS:])

    def network(self, asking: Asking) -> NetworkPage:
        asked = Asked((), asking.since, asking.until)
        mets: tuple[Met, ...] = self._shelves.chosen("met", asked, _MEETINGS)
        nodes = self._shelves.page("nodes", dict[str, str])
        times: Counter[tuple[str, str]] = Counter()
        newest: dict[tuple[str, str], Met] = {}
        for met in mets:
            for pair in combinations(sorted(met.names), 2):
                times[pair] += 1
                newest.setdefault(pair, met)
        order = sorted(times, key=lambda pair: (-times[pair], pair))[: 2 * SIZE]
        pairs = tuple(
            Pair(one, nodes.get(one), other, nodes.get(other), times[one, other], met.event, met.on)
            for one, other in order
            for met in (newest[one, other],)
        )
        drawn = self._shelves.some("event", [met.event for met in mets[:FEW]])
        steps = self.steps("met", replace(asking, person=None, outlet=None, story=None, kind=None))
        return NetworkPage(asking.since, asking.until, self._shelf.count("met", asked), pairs, drawn, steps)

    def mets(self, asking: Asking) -> tuple[Met, ...]:
        """The newest meetings between two days, in the order of time."""
        return self._shelves.chosen("met", Asked((), asking.since, asking.until), _DRAWN)[::-1]


def when_of(line: Entry) -> tuple[str, str]:
    days = line.moment.when.days
    return days.earliest or days.latest or "", line.id


def step_of(start: str, number: int) -> Step:
    """A year ("2031"), month ("2031-05") or day, with its first and last day."""
    if len(start) == 4:
        return Step(f"{start}-01-01", f"{start}-12-31", start, number)
    if len(start) == 7:
        year, month = int(start[:4]), int(start[5:])
        after = date(year + month // 12, month % 12 + 1, 1)
        last = date.fromordinal(after.toordinal() - 1)
        return Step(f"{start}-01", last.isoformat(), day(f"{start}-01").split(" ", 1)[1], number)
    return Step(start, start, short_day(start), number)
