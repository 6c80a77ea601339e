"""Vocabularies as data files. Each is read once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def text(name: str) -> str:
    """The content of a file of this folder."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a vocabulary with one entry a line; `#` begins a comment."""
    lines = (line.split("#")[0].strip() for line in text(name).splitlines())
    return frozenset(line for line in lines if line)


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML vocabulary."""
    return tomllib.loads(text(name))
