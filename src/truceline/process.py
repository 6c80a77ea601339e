"""The process file: what a desk knows beforehand of the process that the reports are about.

name: The Oru talks
actors:
  - name: Oru River Front
    kind: body
    aliases: [ORF, the Front]
    side: party
  - name: Emeric Halvany
    kind: person
    roles:
      - {title: foreign minister, of: Marok, from: 2021-03, to: 2024}
    not: [Emeric Halvany Jr]
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

import yaml

from truceline.errors import ConfigError
from truceline.folding import plain_words
from truceline.model.claims import Kind

Side = Literal["party", "mediator", "guarantor", "monitor", "other"]

_KINDS: tuple[Kind, ...] = get_args(Kind)
_SIDES: tuple[Side, ...] = get_args(Side)
_NULL = "tag:yaml.org,2002:null"
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_WIKIDATA = re.compile("Q[1-9][0-9]{0,11}")
_ACTOR = {"name", "kind", "aliases", "roles", "side", "wikidata", "not"}
_NO_NOTES: Mapping[str, str] = MappingProxyType({})


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


@dataclass(frozen=True, slots=True)
class Process:
    """The process that a record is about."""

    name: str
    actors: tuple[KnownActor, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Process:
        """Read a process file. Raises `ConfigError`, which names the line."""
        try:
            node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        except OSError as error:
            raise ConfigError(f"{path}: {error.strerror}") from error
        except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
            raise ConfigError(f"{path} is no YAML file: {error}") from error
        top = _mapping(path, node, {"name", "actors"})
        entries = _sequence(path, top["actors"]) if "actors" in top else []
        actors = tuple(_actor(path, entry) for entry in entries)
        _refuse_twice(path, entries, actors)
        return cls(_word(path, top.get("name"), node, "name"), actors)

    def dump(self, notes: Mapping[str, str] = _NO_NOTES) -> str:
        """The YAML of a process file, which loads again. `notes` has comments to set above actors."""
        lines = [_yaml({"name": self.name})]
        if self.actors:
            lines.append("actors:\n")
        for actor in self.actors:
            lines += [f"  # {note}\n" for note in _printable(notes.get(actor.name, ""))]
            block = _yaml([_row(actor)])
            lines += [f"  {line}\n" for line in block.removesuffix("\n").split("\n")]
        return "".join(lines)


def _actor(path: Path, node: yaml.Node) -> KnownActor:
    fields = _mapping(path, node, _ACTOR)
    kind = _one_of(path, fields.get("kind"), node, "kind", _KINDS)
    actor = KnownActor(
        _word(path, fields.get("name"), node, "name"),
        kind,
        _words(path, fields, node, "aliases"),
        tuple(_role(path, role) for role in _list(path, fields, "roles")),
        _one_of(path, fields["side"], node, "side", _SIDES) if "side" in fields else None,
        _word(path, fields["wikidata"], node, "wikidata") if "wikidata" in fields else None,
        _words(path, fields, node, "not"),
    )
    if actor.wikidata is not None and not _WIKIDATA.fullmatch(actor.wikidata):
        raise _wrong(path, fields["wikidata"], f"wikidata must be like Q42, not {actor.wikidata!r}")
    own = {_key(name) for name in (actor.name, *actor.aliases)}
    for other, item in zip(actor.never, _list(path, fields, "not"), strict=True):
        if _key(other) in own:
            raise _wrong(path, item, f"{other!r} is a name of {actor.name!r} and under its 'not' too")
    return actor


def _role(path: Path, node: yaml.Node) -> Role:
    fields = _mapping(path, node, {"title", "of", "from", "to"})
    start, end = (_date(path, fields[key], key) if key in fields else None for key in ("from", "to"))
    if start and end and start[: len(end)] > end[: len(start)]:
        raise _wrong(path, fields["to"], f"a role ends ({end}) before it begins ({start})")
    title, of = (_word(path, fields.get(key), node, key) for key in ("title", "of"))
    return Role(title, of, start, end)


def _date(path: Path, node: yaml.Node, key: str) -> str:
    given = _word(path, node, node, key)
    try:
        if _DATE.fullmatch(given):
            date.fromisoformat(given + "-01-01"[len(given) - 4 :])
            return given
    except ValueError:
        pass
    raise _wrong(path, node, f"{key} must be YYYY, YYYY-MM or YYYY-MM-DD, not {given!r}")


def _refuse_twice(path: Path, entries: list[yaml.Node], actors: tuple[KnownActor, ...]) -> None:
    seen: dict[str, KnownActor] = {}
    for entry, actor in zip(entries, actors, strict=True):
        names = {_key(name): name for name in (actor.name, *actor.aliases)}
        if actor.wikidata is not None:
            names[f"wikidata {actor.wikidata}"] = actor.wikidata
        for key, name in names.items():
            other = seen.setdefault(key, actor)
            if other is not actor:
                raise _wrong(path, entry, f"{name!r} already stands for {other.name!r}")


def _key(name: str) -> str:
    """What a name is compared by; one without letters by itself."""
    return plain_words(name) or name


def _row(actor: KnownActor) -> dict[str, Any]:
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


class _Dumper(yaml.SafeDumper):
    """Quotes what YAML takes for the end of a line, which would come back as a blank."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    quoted = any(mark in text for mark in "\x85\u2028\u2029")
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if quoted else None)


_Dumper.add_representer(str, _text)


def _yaml(value: object) -> str:
    # one line however long: a name that is broken over lines comes back with other spaces
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6)


def _printable(note: str) -> list[str]:
    lines = ("".join(one if one.isprintable() else " " for one in line) for line in note.splitlines())
    return [line.strip() for line in lines if line.strip()]


def _one_of[T: str](
    path: Path, node: yaml.Node | None, within: yaml.Node, key: str, choices: tuple[T, ...]
) -> T:
    given = _word(path, node, within, key)
    found = next((choice for choice in choices if choice == given), None)
    if found is None:
        raise _wrong(path, node, f"{key} must be one of {', '.join(choices)}, not {given!r}")
    return found


def _words(path: Path, fields: dict[str, yaml.Node], node: yaml.Node, key: str) -> tuple[str, ...]:
    return tuple(_word(path, item, node, key) for item in _list(path, fields, key))


def _list(path: Path, fields: dict[str, yaml.Node], key: str) -> list[Any]:
    return _sequence(path, fields[key]) if key in fields else []


def _mapping(path: Path, node: yaml.Node | None, allowed: set[str]) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _wrong(path, node, f"expected the keys {', '.join(sorted(allowed))}")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value not in allowed:
            raise _wrong(path, key, f"unknown key {_shown(key)}; there are {', '.join(sorted(allowed))}")
        if key.value in found:
            raise _wrong(path, key, f"the key {key.value!r} is there twice")
        found[key.value] = value
    return found


def _shown(key: yaml.Node) -> str:
    return repr(key.value) if isinstance(key, yaml.ScalarNode) else "that is no text"


def _sequence(path: Path, node: yaml.Node) -> list[Any]:
    if not isinstance(node, yaml.SequenceNode):
        raise _wrong(path, node, "expected a list")
    return list(node.value)


def _word(path: Path, node: yaml.Node | None, within: yaml.Node | None, key: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.tag == _NULL or not node.value.strip():
        raise _wrong(path, node or within, f"{key} must be a text")
    return str(node.value).strip()


def _wrong(path: Path, node: yaml.Node | None, message: str) -> ConfigError:
    line = f" line {node.start_mark.line + 1}" if node is not None else ""
    return ConfigError(f"{path}{line}: {message}")
