"""Vocabularies as data files. Each is read once a process."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


def text(name: str) -> str:
    """The content of a file of this folder."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def content(name: str) -> bytes:
    """The content of a file of this folder that is no text."""
    return files(__name__).joinpath(name).read_bytes()


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a vocabulary with one entry a line; `#` begins a comment."""
    lines = (line.split("#")[0].strip() for line in text(name).splitlines())
    return frozenset(line for line in lines if line)


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML vocabulary."""
    return tomllib.loads(text(name))


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of some phrases, the longest first, to be put in a group. It is written as a tree of
    their letters, since `re` tries alternatives one by one."""
    tree: dict[str, Any] = {}
    for phrase in phrases:
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return "|".join(_ways(tree))


def _ways(node: dict[str, Any]) -> list[str]:
    ways = []
    for letter, behind in sorted(node.items(), reverse=True):  # "", the end of a shorter phrase, is last
        rest = _ways(behind)
        ways.append(
            re.escape(letter) + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})" if rest else "")
        )
    return ways
