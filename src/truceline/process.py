"""The process file: what a desk knows beforehand of the process that the reports are about.

name: The Oru talks
actors:
  - name: Oru River Front
    kind: body
    aliases: [ORF, the Front]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml
from anyascii import anyascii

from truceline.errors import ConfigError
from truceline.model.claims import Kind

_KINDS: tuple[Kind, ...] = get_args(Kind)
_NULL = "tag:yaml.org,2002:null"
_WORD = re.compile("[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A person, body or place under the name it shall be shown with; `aliases` are its other names."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()


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


def _actor(path: Path, node: yaml.Node) -> KnownActor:
    fields = _mapping(path, node, {"name", "kind", "aliases"})
    given = _word(path, fields.get("kind"), node, "kind")
    kind = next((kind for kind in _KINDS if kind == given), None)
    if kind is None:
        raise _wrong(path, fields["kind"], f"kind must be one of {', '.join(_KINDS)}, not {given!r}")
    aliases = _sequence(path, fields["aliases"]) if "aliases" in fields else []
    return KnownActor(
        _word(path, fields.get("name"), node, "name"),
        kind,
        tuple(_word(path, alias, node, "aliases") for alias in aliases),
    )


def _refuse_twice(path: Path, entries: list[yaml.Node], actors: tuple[KnownActor, ...]) -> None:
    seen: dict[str, KnownActor] = {}
    for entry, actor in zip(entries, actors, strict=True):
        for name in (actor.name, *actor.aliases):
            other = seen.setdefault(_folded(name), actor)
            if other is not actor:
                raise _wrong(path, entry, f"{name!r} already stands for {other.name!r}")


def _folded(name: str) -> str:
    """A name without what it is looked up without: case, accents, marks and a leading article."""
    plain = anyascii(name).casefold().replace(".", "").replace("-", " ").replace("'s", "")
    return " ".join(_WORD.findall(plain)).removeprefix("the ") or name


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
