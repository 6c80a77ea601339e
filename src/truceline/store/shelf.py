"""The shelf: all lines of a record, written once, so that a page reads what it shows by index.

It is an SQLite file of its own and can be thrown away at any time: all that is on it is made from the record.
`store.shelf_writing` fills it, and this reads it. Lines are kept as JSON; `present` says of which shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, Select, create_engine, exists, func, select
from sqlalchemy.pool import QueuePool

from truceline.errors import RecordError
from truceline.store.database import told
from truceline.store.shelf_choice import Asked, by_day, choice, match, ordered, total
from truceline.store.shelf_tables import RANGE, VERSION, Place, evidence, facets, lines, meta, pages, texts
from truceline.store.shelf_tables import found as words_found

__all__ = ["MANY", "VERSION", "Asked", "Place", "Shelf", "opened"]

MANY = 2_000
"""Results of a search up to which they are ranked by their words; more come in the order of the list."""
_kind = lines.c.kind.concat("")
"""The kind, so that SQLite looks for the id, of which there are few, and not for the kind."""


class Shelf:
    """A shelf that is filled. It may be read by several threads at once; every method raises `RecordError`
    where the file cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._numbers: dict[str, int | None] = {}
        url = URL.create("sqlite", database=str(path.absolute()))
        self._engine: Engine = create_engine(
            url, poolclass=QueuePool, pool_size=8, max_overflow=32, isolation_level="AUTOCOMMIT",
            connect_args={"check_same_thread": False},
        )  # fmt: skip

    def close(self) -> None:
        self._engine.dispose()

    def _rows(self, query: Select[Any]) -> list[tuple[Any, ...]]:
        with told(self.path), self._engine.connect() as connection:
            return [tuple(row) for row in connection.execute(query).all()]

    def _first(self, query: Select[Any]) -> Any:
        found = self._rows(query)
        return found[0][0] if found else None

    # Single things --------------------------------------------------------------------------------

    def note(self, key: str) -> str | None:
        found = self._first(select(meta.c.value).where(meta.c.key == key))
        return str(found) if found is not None else None

    def page(self, name: str) -> bytes | None:
        return _bytes(self._first(select(pages.c.data).where(pages.c.name == name)))

    def text(self, report: str) -> str | None:
        found = self._first(select(texts.c.text).where(texts.c.report == report))
        return str(found) if found is not None else None

    def line(self, item: str, kinds: Sequence[str] = ()) -> tuple[str, bytes] | None:
        """(kind, data) of the line with this id."""
        query = select(lines.c.kind, lines.c.data).where(lines.c.id == item).order_by(lines.c.place)
        if kinds:
            query = query.where(_kind.in_(kinds))
        found = self._rows(query.limit(1))
        return (str(found[0][0]), _bytes(found[0][1]) or b"") if found else None

    def some(self, ids: Iterable[str], kind: str) -> list[bytes]:
        """The lines of a kind with these ids, in the order of the ids."""
        wanted = list(dict.fromkeys(ids))
        query = select(lines.c.id, lines.c.data).where(lines.c.id.in_(wanted), _kind == kind)
        found = {str(item): _bytes(data) or b"" for item, data in self._rows(query)} if wanted else {}
        return [found[item] for item in wanted if item in found]

    # Lists ----------------------------------------------------------------------------------------

    def chosen(
        self, kind: str, asked: Asked, limit: int, start: int = 0, order: str = "newest"
    ) -> list[bytes]:
        """Lines of a kind: the "newest" first, the "oldest" first, in the "order" of the record, or
        those that "most" reports tell, of those of a single one the oldest first."""
        places: list[int] = []
        number = self._number(kind)
        for query in ordered(kind, number, asked, order) if number is not None else ():
            wanted = start + limit - len(places)
            if wanted > 0:
                places += [row[0] for row in self._rows(query.limit(wanted))]
        places = places[start:]
        found = dict(self._rows(select(lines.c.place, lines.c.data).where(lines.c.place.in_(places))))
        return [_bytes(found[one]) or b"" for one in places]

    def count(self, kind: str, asked: Asked | None = None) -> int:
        asked = asked or Asked()
        summed = total(kind, asked)
        number = self._first(summed) if summed is not None else None
        if number is None:
            place, where, _ = choice(kind, asked)
            number = self._first(select(func.count(place)).where(*where))
        return int(str(number or 0))

    def days(self, kind: str, asked: Asked) -> list[tuple[str, int]]:
        """How many lines begin on each day of the time that is asked for, in the order of time."""
        for query in by_day(kind, asked):
            rows = self._rows(query)
            if rows:
                return [(str(day), int(str(number))) for day, number in rows]
        return []

    def values(self, facet: str, kind: str, most: int) -> list[tuple[str, int]]:
        """The values of a facet with how many lines have each, the most frequent first."""
        query = (
            select(facets.c.value, func.count().label("number"))
            .where(facets.c.facet == facet, facets.c.kind == kind)
            .group_by(facets.c.value)
            .order_by(func.count().desc(), facets.c.value)
            .limit(most)
        )
        return [(str(value), int(str(number))) for value, number in self._rows(query)]

    # Evidence -------------------------------------------------------------------------------------

    def evidence(self, report: str) -> list[Place]:
        """All that lines rest on in a report, in the order of its text."""
        return self._places(select(evidence).where(evidence.c.report == report))

    def claim(self, claim: str) -> Place | None:
        found = self._places(select(evidence).where(evidence.c.claim == claim).limit(1))
        return found[0] if found else None

    def _places(self, query: Select[Any]) -> list[Place]:
        names = list(Place.__dataclass_fields__)
        with told(self.path), self._engine.connect() as connection:
            rows = connection.execute(query.order_by(evidence.c.start, evidence.c.claim, evidence.c.kind))
            return [Place(**{name: getattr(row, name) for name in names}) for row in rows]

    # Search ---------------------------------------------------------------------------------------

    def search(
        self, kind: str, words: Iterable[str], asked: Asked, limit: int, start: int = 0, is_open: bool = True
    ) -> tuple[list[bytes], int]:
        """Lines of a kind with all of these words, the last as a beginning where `is_open`, and how many
        there are, counted up to `MANY`. The best come first, or where there are many, the newest."""
        wanted = match(words, is_open)
        number = self._number(kind)
        if wanted is None or number is None:
            return [], 0
        found = words_found.c.rowid
        base = select(found.label("place")).where(
            words_found.c.words.op("MATCH")(wanted), found >= number * RANGE, found < (number + 1) * RANGE
        )
        if asked != Asked():
            place, where, _ = choice(kind, asked)
            base = base.where(exists(select(place).where(*where, place == found)))
        total = int(str(self._first(select(func.count()).select_from(base.limit(MANY).subquery()))))
        ordered = base.order_by(words_found.c.rank if total < MANY else found.desc())
        places = [row[0] for row in self._rows(ordered.limit(limit).offset(start))]
        data = dict(self._rows(select(lines.c.place, lines.c.data).where(lines.c.place.in_(places))))
        return [_bytes(data[one]) or b"" for one in places], total

    def _number(self, kind: str) -> int | None:
        if kind not in self._numbers:
            found = self.note(f"kind {kind}")
            self._numbers[kind] = int(found) if found is not None else None
        return self._numbers[kind]


def opened(path: Path, stamp: str) -> Shelf | None:
    """The shelf in this file where it is whole and has this stamp; None where it must be filled anew."""
    if not path.is_file():
        return None
    shelf = Shelf(path)
    try:
        fits = shelf.note("stamp") == stamp and shelf.note("shape") == str(VERSION)
    except RecordError:
        fits = False
    if not fits:
        shelf.close()
    return shelf if fits else None


def _bytes(value: object) -> bytes | None:
    return value if isinstance(value, bytes) else None
