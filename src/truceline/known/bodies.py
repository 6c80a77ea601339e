"""International bodies, missions, armed groups, parties, agencies and the like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from truceline.known.index import entries, look_up
from truceline.resources import table


@dataclass(frozen=True, slots=True)
class Body:
    """`kind` is one of those that bodies.toml lists; `of` is the country or body it belongs to."""

    name: str
    kind: str
    abbreviation: str | None = None
    aliases: tuple[str, ...] = ()
    of: str | None = None
    wikidata: str | None = None


@cache
def bodies() -> tuple[Body, ...]:
    """All of them."""
    return tuple(
        Body(
            row["name"],
            row["kind"],
            row.get("abbr"),
            tuple(row.get("aliases", ())),
            row.get("of"),
            row.get("wikidata"),
        )
        for row in table("bodies.toml")["bodies"]
    )


def body_named(name: str) -> Body | None:
    """The body with this name or short form: "Harakat al-Muqawama al-Islamiya", "the RSF".

    None for what stands for two, and for a form of up to three letters without its capitals ("who")."""
    return look_up(_by_name(), name)


@cache
def _by_name() -> Mapping[str, Body]:
    return entries((name, one) for one in bodies() for name in _names(one))


def _names(body: Body) -> Iterator[str]:
    yield from filter(None, (body.name, body.abbreviation, *body.aliases))
