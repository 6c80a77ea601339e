"""Which lines of a shelf are asked for, as queries that read by index alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, case, exists, func, literal_column, select

from truceline.store.shelf_tables import RANGE, facets, lines, sums


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines are wanted: those with all of these (facet, value), of which the days may lie between
    `since` and `until`, both included; `undated` asks for those without a day, or for the others."""

    facets: tuple[tuple[str, str], ...] = ()
    since: str | None = None
    until: str | None = None
    undated: bool | None = None


def choice(kind: str, asked: Asked) -> tuple[ColumnElement[int], list[ColumnElement[bool]], Table]:
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


def ordered(kind: str, number: int, asked: Asked, order: str) -> Iterator[Select[Any]]:
    """The places of lines of a kind with this number in an order (see `Shelf.chosen`), as queries of which
    one goes on where the one before ends."""
    place, where, by = choice(kind, asked)
    if order == "order" and by is lines:  # else SQLite may look for the kind in the order of all places
        where = [place >= number * RANGE, place < (number + 1) * RANGE, *where[1:]]
    query = select(place.label("place")).where(*where)
    if order == "newest":
        yield query.order_by(by.c.first.desc(), place.desc())
    elif order == "oldest":
        yield query.order_by(by.c.first, place)
    elif order == "order":
        yield query.order_by(place)
    else:
        one: ColumnElement[int] = literal_column(
            "1"
        )  # as a parameter, it would keep SQLite from the index of the others
        yield query.where(by.c.rank > one).order_by(by.c.rank.desc(), place)
        single = query.where(by.c.rank <= one).order_by(by.c.first, place)
        yield single.where(by.c.first != "")
        yield single.where(by.c.first == "")


def total(kind: str, asked: Asked) -> Select[Any] | None:
    """How many lines are asked for, from the sums by day; NULL where there are none, and None where sums do
    not tell it. A line is in a time unless it ends before it or begins behind it."""
    where = _summed(kind, asked)
    if where is None or (asked.since and asked.until and asked.since > asked.until):
        return None
    begins = [sums.c.side == "first"]
    if asked.undated is not None:
        begins.append(sums.c.day == "" if asked.undated else sums.c.day != "")
    if asked.since is not None or asked.until is not None:
        begins.append(sums.c.day != "")
    if asked.until is not None:
        begins.append(sums.c.day <= asked.until)
    cases: list[tuple[ColumnElement[bool], ColumnElement[int]]] = [(and_(*begins), sums.c.number)]
    if asked.since is not None and asked.undated is not True:
        ends = and_(sums.c.side == "last", sums.c.day != "", sums.c.day < asked.since)
        cases.append((ends, -sums.c.number))
    return select(func.sum(case(*cases, else_=0))).where(*where)


def by_day(kind: str, asked: Asked) -> Iterator[Select[Any]]:
    """How many lines begin on each day between `since` and `until`: from the sums, and where there are none,
    counted."""
    where = _summed(kind, asked)
    if where is not None:
        found = select(sums.c.day, sums.c.number).where(*where, sums.c.side == "first")
        yield _between(found, sums.c.day, asked).order_by(sums.c.day)
    place, chosen, by = choice(kind, asked)
    counted = select(by.c.first, func.count(place)).where(*chosen).group_by(by.c.first)
    yield _between(counted, by.c.first, asked).order_by(by.c.first)


def _between(query: Select[Any], day: ColumnElement[str], asked: Asked) -> Select[Any]:
    query = query.where(day >= (asked.since or "0"))
    return query.where(day <= asked.until) if asked.until is not None else query


def _summed(kind: str, asked: Asked) -> list[ColumnElement[bool]] | None:
    """Which sums are of all lines with this facet; None where several are asked for."""
    if len(asked.facets) > 1:
        return None
    facet, value = asked.facets[0] if asked.facets else ("", "")
    return [sums.c.facet == facet, sums.c.value == value, sums.c.kind == kind]


def match(words: Iterable[str], is_open: bool) -> str | None:
    """Words as FTS5 asks for all of them, each quoted, so that none is an operator."""
    plain = [one.replace('"', "").replace("\0", "") for one in words]
    quoted = [f'"{one}"' for one in plain if any(letter.isalnum() for letter in one)]
    return " ".join(quoted) + "*" * is_open if quoted else None
