"""What can go wrong.

    TrucelineError            the base of all that Truceline raises on purpose
    ├── ConfigError           a configuration or process file that cannot be used
    ├── InputError            one report that cannot be read; becomes a `Failure`
    ├── ParserError           the language pipeline is missing or is not the pinned one
    └── RecordError           a record that cannot be opened, read or written
        └── EvidenceError     a claim without a sentence to rest on

One report's trouble never ends a run: an `InputError` becomes a `Failure`, which is stored and shown.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """`item` (a path, or a path with a line) could not pass `stage`. `code` is a word for programs,
    `message` one sentence that says what is wrong and what to do."""

    stage: str
    item: str
    code: str
    message: str


class TrucelineError(Exception):
    """The base of all errors that Truceline raises on purpose."""


class ConfigError(TrucelineError):
    """A configuration or process file that cannot be used; the message names file and line."""


class InputError(TrucelineError):
    """One report that cannot be read."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def failure(self, stage: str, item: str) -> Failure:
        return Failure(stage, item, self.code, str(self))


class ParserError(TrucelineError):
    """The language pipeline is not installed, or its files are not the pinned ones."""


class RecordError(TrucelineError):
    """A record that cannot be opened, read or written."""


class EvidenceError(RecordError):
    """A claim without a span, or with one that is not in its report."""
