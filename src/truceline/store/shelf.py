"""The shelf: all lines of a record, written once, so that a page reads what it shows by index.

It is an SQLite file of its own and can be thrown away at any time: all that is on it is made from the record.
`store.shelf_writing` fills it, and this reads it. Lines are kept as JSON; `present` says of which shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    ColumnElement,
    Engine,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    String,
    Table,
    Text,
    column,
    create_engine,
    exists,
    func,
    select,
    table,
)
from sqlalchemy.pool import QueuePool

from truceline.errors import RecordError
from truceline.store.database import told

VERSION = 2
"""The shape described here; a shelf of another one is filled anew."""
RANGE = 1 << 32
"""Places of one kind: `kind number * RANGE + number of the line`."""
MANY = 2_000
"""Results of a search up to which they are ranked by their words; more come in the order of the list."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

lines = Table(
    "lines",
    metadata,
    Column("place", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False, index=True),
    Column("first", String, nullable=False),
    Column("last", String, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("lines_by_day", "kind", "first", "place", "last", "rank"),
)
"""Lines in the order of their kind; `first` and `last` are days, "" where none is known, and `rank` says how
many reports tell it."""

_kind = lines.c.kind.concat("")
"""The kind, so that SQLite looks for the id, of which there are few, and not for the kind."""

facets = Table(
    "facets",
    metadata,
    Column("facet", String, primary_key=True),
    Column("value", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("first", String, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("last", String, nullable=False),
    Column("rank", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""By what lines are chosen: ("entity", an id), ("outlet", its name), ("story", an id), ("kind", ...)."""

texts = Table(
    "texts", metadata, Column("report", String, primary_key=True), Column("text", Text, nullable=False)
)

evidence = Table(
    "evidence",
    metadata,
    Column("report", String, primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("claim", String, primary_key=True, index=True),
    Column("kind", String, primary_key=True),
    Column("end", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("line", String, nullable=False),
    Column("label", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What lines rest on, in the order of each report's text."""

pages = Table(
    "pages", metadata, Column("name", String, primary_key=True), Column("data", LargeBinary, nullable=False)
)
"""What is made once for the whole record."""

WORDS = (
    "CREATE VIRTUAL TABLE words USING fts5(body, content='', tokenize=\"unicode61 remove_diacritics 2\","
    " prefix='2 3')"
)
"""The words of lines and texts, by the place of the line."""
_words = table("words", column("rowid", Integer), column("words", Text), column("rank", Float))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines are wanted: those with all of these (facet, value), of which the days may lie between
    `since` and `until`, both included; `undated` asks for those without a day, or for the others."""

    facets: tuple[tuple[str, str], ...] = ()
    since: str | None = None
    until: str | None = None
    undated: bool | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a report's text that a line rests on, with the sentence around it."""

    report: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    claim: str
    kind: str
    line: str
    label: str


class Shelf:
    """A shelf that is filled. It may be read by several threads at once; every method raises `RecordError`
    where the file cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
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
        those that "most" reports tell."""
        place, where, by = _choice(kind, asked)
        ordered = {
            "newest": (by.c.first.desc(), place.desc()),
            "oldest": (by.c.first, place),
            "order": (place,),
            "most": (by.c.rank.desc(), place),
        }[order]
        inner = select(place.label("place")).where(*where).order_by(*ordered).limit(limit).offset(start)
        places = [row[0] for row in self._rows(inner)]
        found = dict(self._rows(select(lines.c.place, lines.c.data).where(lines.c.place.in_(places))))
        return [_bytes(found[one]) or b"" for one in places]

    def count(self, kind: str, asked: Asked | None = None) -> int:
        place, where, _ = _choice(kind, asked or Asked())
        return int(str(self._first(select(func.count(place)).where(*where)) or 0))

    def days(self, kind: str, asked: Asked) -> list[tuple[str, int]]:
        """How many lines begin on each day, in the order of time."""
        place, where, by = _choice(kind, asked)
        first = by.c.first
        query = select(first, func.count(place)).where(*where, first != "").group_by(first).order_by(first)
        return [(str(day), int(str(number))) for day, number in self._rows(query)]

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
        match = _match(words, is_open)
        number = self._number(kind)
        if match is None or number is None:
            return [], 0
        found = _words.c.rowid
        base = select(found.label("place")).where(
            _words.c.words.op("MATCH")(match), found >= number * RANGE, found < (number + 1) * RANGE
        )
        if asked != Asked():
            place, where, _ = _choice(kind, asked)
            base = base.where(exists(select(place).where(*where, place == found)))
        total = int(str(self._first(select(func.count()).select_from(base.limit(MANY).subquery()))))
        ordered = base.order_by(_words.c.rank if total < MANY else found.desc())
        places = [row[0] for row in self._rows(ordered.limit(limit).offset(start))]
        data = dict(self._rows(select(lines.c.place, lines.c.data).where(lines.c.place.in_(places))))
        return [_bytes(data[one]) or b"" for one in places], total

    def _number(self, kind: str) -> int | None:
        found = self.note(f"kind {kind}")
        return int(found) if found is not None else None


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


def _choice(kind: str, asked: Asked) -> tuple[ColumnElement[int], list[ColumnElement[bool]], Table]:
    """From which index lines are chosen, and how: that of the first facet, if there is one."""
    first, *more = asked.facets or [None]
    by = lines if first is None else facets
    where: list[ColumnElement[bool]] = [by.c.kind == kind]
    if first is not None:
        where += [by.c.facet == first[0], by.c.value == first[1]]
    for facet in more:
        if facet is not None:
            other = facets.alias()
            where.append(
                exists(
                    select(other.c.place).where(
                        other.c.facet == facet[0], other.c.value == facet[1], other.c.kind == kind,
                        other.c.first == by.c.first, other.c.place == by.c.place,
                    )
                )
            )  # fmt: skip
    if asked.undated is not None:
        where.append(by.c.first == "" if asked.undated else by.c.first != "")
    if asked.until is not None:
        where += [by.c.first <= asked.until, by.c.first != ""]
    if asked.since is not None:
        where += [by.c.last >= asked.since, by.c.first != ""]
    return by.c.place, where, by


def _match(words: Iterable[str], is_open: bool) -> str | None:
    """Words as FTS5 asks for all of them, each quoted, so that none is an operator."""
    plain = [one.replace('"', "").replace("\0", "") for one in words]
    quoted = [f'"{one}"' for one in plain if any(letter.isalnum() for letter in one)]
    return " ".join(quoted) + "*" * is_open if quoted else None


def _bytes(value: object) -> bytes | None:
    return value if isinstance(value, bytes) else None


def batches[T](items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Items in lists of `size`."""
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
