"""Truceline reads reports about a negotiation and keeps one record, every line of which leads back to
the sentences it rests on.

    from truceline import build, extract, open_record

    build(["reports/"], "talks.truceline")
    with open_record("talks.truceline") as record:
        for story in record.stories:
            print(story.title, story.origins)

The parser is loaded by `build` and `extract`, not by importing this package.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from types import ModuleType
from typing import TYPE_CHECKING, Any

from truceline.config import Config
from truceline.errors import (
    ConfigError,
    EvidenceError,
    Failure,
    InputError,
    ParserError,
    RecordError,
    TrucelineError,
)

if TYPE_CHECKING:
    from truceline.present.library import open_record
    from truceline.resolve.compare import NameComparison, compare_names
    from truceline.run.pipeline import BuildSummary, build, extract

__all__ = [
    "BuildSummary",
    "Config",
    "ConfigError",
    "EvidenceError",
    "Failure",
    "InputError",
    "NameComparison",
    "ParserError",
    "RecordError",
    "TrucelineError",
    "build",
    "compare_names",
    "extract",
    "open_record",
]
__version__ = version("truceline")

_LATER = {
    "BuildSummary": "truceline.run.pipeline",
    "NameComparison": "truceline.resolve.compare",
    "build": "truceline.run.pipeline",
    "compare_names": "truceline.resolve.compare",
    "extract": "truceline.run.pipeline",
    "open_record": "truceline.present.library",
}


def __getattr__(name: str) -> Any:
    """spaCy takes seconds to import: only what is used brings it in."""
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Package(ModuleType):
    """The folder `extract`, once imported, must not take the place of the function `extract`."""

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _LATER or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
