"""YAML whose mistakes are told with their lines."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from truceline.errors import ConfigError

_NULL = "tag:yaml.org,2002:null"
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def compose(path: Path) -> yaml.Node | None:
    """The nodes of a YAML file. Raises `ConfigError`, as all that follow do."""
    try:
        return yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{path} is no YAML file: {error}") from error


def mapping(path: Path, node: yaml.Node | None, allowed: set[str]) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise wrong(path, node, f"expected the keys {', '.join(sorted(allowed))}")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value not in allowed:
            raise wrong(path, key, f"unknown key {_shown(key)}; there are {', '.join(sorted(allowed))}")
        if key.value in found:
            raise wrong(path, key, f"the key {key.value!r} is there twice")
        found[key.value] = value
    return found


def _shown(key: yaml.Node) -> str:
    return repr(key.value) if isinstance(key, yaml.ScalarNode) else "that is no text"


def sequence(path: Path, node: yaml.Node) -> list[Any]:
    if not isinstance(node, yaml.SequenceNode):
        raise wrong(path, node, "expected a list")
    return list(node.value)


def items(path: Path, fields: dict[str, yaml.Node], key: str) -> list[Any]:
    return sequence(path, fields[key]) if key in fields else []


def word(path: Path, node: yaml.Node | None, within: yaml.Node | None, key: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.tag == _NULL or not node.value.strip():
        raise wrong(path, node or within, f"{key} must be a text")
    return str(node.value).strip()


def words(path: Path, fields: dict[str, yaml.Node], node: yaml.Node, key: str) -> tuple[str, ...]:
    return tuple(word(path, item, node, key) for item in items(path, fields, key))


def one_of[T: str](
    path: Path, node: yaml.Node | None, within: yaml.Node, key: str, choices: tuple[T, ...]
) -> T:
    given = word(path, node, within, key)
    found = next((choice for choice in choices if choice == given), None)
    if found is None:
        raise wrong(path, node, f"{key} must be one of {', '.join(choices)}, not {given!r}")
    return found


def date_of(path: Path, node: yaml.Node, key: str) -> str:
    given = word(path, node, node, key)
    try:
        if _DATE.fullmatch(given):
            date.fromisoformat(given + "-01-01"[len(given) - 4 :])
            return given
    except ValueError:
        pass
    raise wrong(path, node, f"{key} must be YYYY, YYYY-MM or YYYY-MM-DD, not {given!r}")


def wrong(path: Path, node: yaml.Node | None, message: str) -> ConfigError:
    line = f" line {node.start_mark.line + 1}" if node is not None else ""
    return ConfigError(f"{path}{line}: {message}")
