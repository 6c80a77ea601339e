"""The actors of a process file: how people, bodies and places are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from truceline.folding import plain_words
from truceline.model.claims import Kind
from truceline.process.lines import date_of, items, mapping, one_of, word, words, wrong

Side = Literal["party", "mediator", "guarantor", "monitor", "other"]

_KINDS: tuple[Kind, ...] = get_args(Kind)
_SIDES: tuple[Side, ...] = get_args(Side)
_WIKIDATA = re.compile("Q[1-9][0-9]{0,11}")
_ACTOR = {"name", "kind", "aliases", "roles", "side", "wikidata", "not"}


@dataclass(frozen=True, slots=True)
class Role:
    """An office: `of` is the country or body. `start` and `end` are YYYY, YYYY-MM or YYYY-MM-DD."""

    title: str
    of: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A person, body or place under the name it shall be shown with; `aliases` are its other names, and
    `never` those that must not join it (`not` in the file)."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    side: Side | None = None
    wikidata: str | None = None
    never: tuple[str, ...] = ()


def actor_of(path: Path, node: yaml.Node) -> KnownActor:
    fields = mapping(path, node, _ACTOR)
    kind = one_of(path, fields.get("kind"), node, "kind", _KINDS)
    found = KnownActor(
        word(path, fields.get("name"), node, "name"),
        kind,
        words(path, fields, node, "aliases"),
        tuple(_role(path, role) for role in items(path, fields, "roles")),
        one_of(path, fields["side"], node, "side", _SIDES) if "side" in fields else None,
        word(path, fields["wikidata"], node, "wikidata") if "wikidata" in fields else None,
        words(path, fields, node, "not"),
    )
    if found.wikidata is not None and not _WIKIDATA.fullmatch(found.wikidata):
        raise wrong(path, fields["wikidata"], f"wikidata must be like Q42, not {found.wikidata!r}")
    own = {key_of(name) for name in (found.name, *found.aliases)}
    for other, item in zip(found.never, items(path, fields, "not"), strict=True):
        if key_of(other) in own:
            raise wrong(path, item, f"{other!r} is a name of {found.name!r} and under its 'not' too")
    return found


def _role(path: Path, node: yaml.Node) -> Role:
    fields = mapping(path, node, {"title", "of", "from", "to"})
    start, end = (date_of(path, fields[key], key) if key in fields else None for key in ("from", "to"))
    if start and end and start[: len(end)] > end[: len(start)]:
        raise wrong(path, fields["to"], f"a role ends ({end}) before it begins ({start})")
    title, of = (word(path, fields.get(key), node, key) for key in ("title", "of"))
    return Role(title, of, start, end)


def refuse_twice(path: Path, entries: list[yaml.Node], actors: tuple[KnownActor, ...]) -> None:
    seen: dict[str, KnownActor] = {}
    for entry, actor in zip(entries, actors, strict=True):
        names = {key_of(name): name for name in (actor.name, *actor.aliases)}
        if actor.wikidata is not None:
            names[f"wikidata {actor.wikidata}"] = actor.wikidata
        for key, name in names.items():
            other = seen.setdefault(key, actor)
            if other is not actor:
                raise wrong(path, entry, f"{name!r} already stands for {other.name!r}")


def key_of(name: str) -> str:
    """What a name is compared by; one without letters by itself."""
    return plain_words(name) or name


def actor_row(actor: KnownActor) -> dict[str, Any]:
    roles = [
        {
            key: value
            for key, value in (("title", role.title), ("of", role.of), ("from", role.start), ("to", role.end))
            if value
        }
        for role in actor.roles
    ]
    row = {
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "roles": roles,
        "side": actor.side,
        "wikidata": actor.wikidata,
        "not": list(actor.never),
    }
    return {key: value for key, value in row.items() if value}
