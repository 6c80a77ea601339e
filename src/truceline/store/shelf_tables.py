"""The tables of a shelf; see `store.shelf`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    column,
    table,
)

VERSION = 3
"""The shape described here; a shelf of another one is filled anew."""
RANGE = 1 << 32
"""Places of one kind: `kind number * RANGE + number of the line`."""
LEAST_SUMMED = 1_000
"""Lines of a facet from which on they are also counted by day."""

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
Index(
    "facets_by_rank", facets.c.facet, facets.c.value, facets.c.kind, facets.c.rank.desc(), facets.c.place,
    facets.c.first, facets.c.last, sqlite_where=facets.c.rank > 1,
)  # fmt: skip
"""Only a few lines are told by several reports; the others need no order by that."""

sums = Table(
    "sums",
    metadata,
    Column("facet", String, primary_key=True),
    Column("value", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("side", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""How many lines of a facet that has many begin ("first") and end ("last") on a day, "" where none is known;
facet and value are "" for all lines of the kind."""

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
found = table("words", column("rowid", Integer), column("words", Text), column("rank", Float))


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
