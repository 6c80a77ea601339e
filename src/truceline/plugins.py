"""What can be added from outside: readers of files, extractors of claims, exporters of records.

A plug-in is an object of one of the classes here, named in a package's entry points:

    [project.entry-points."truceline.readers"]
    docx = "my_package:reader"

The groups are `truceline.readers`, `truceline.extractors` and `truceline.exporters`. Truceline's own
are registered in the same way, and nothing else knows them by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import entry_points
from typing import Any

from truceline.errors import ConfigError, Failure
from truceline.model.claims import Extraction
from truceline.model.report import RawReport


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files whose names end in one of `suffixes` (lower case, with the dot).

    `read(origin, data)` gives a report or a failure for each report of the file; it never raises
    for what the file holds. With `by_line`, a file of any size is read, and `read` is called once
    for each line that is not blank, with `path#number` as its origin.
    """

    suffixes: tuple[str, ...]
    read: Callable[[str, bytes], Iterator[RawReport | Failure]]
    by_line: bool = False


@dataclass(frozen=True, slots=True)
class Extractor:
    """Finds claims of one kind: `fills` is the field of `Extraction` they go to.

    `find(reading)` takes a `truceline.extract.Reading` and gives the claims in the order of the
    text. It runs behind the extractors of the fields in `after`, and finds their claims in
    `reading.found`. Two extractors may fill one field.
    """

    fills: str
    find: Callable[[Any], tuple[Any, ...]]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exporter:
    """Writes the whole record: `write(record)` takes the record as plain dictionaries and lists (the
    published JSON Schema describes it) and gives the text in pieces."""

    write: Callable[[Mapping[str, Any]], Iterator[str]]


_FIELDS = frozenset(Extraction.__dataclass_fields__) - {"report"}


@cache
def load[P: (Reader, Extractor, Exporter)](kind: type[P]) -> dict[str, P]:
    """The installed plug-ins of a kind by name, in the order of their names. Raises `ConfigError`."""
    group = f"truceline.{kind.__name__.lower()}s"
    found: dict[str, P] = {}
    for entry in sorted(entry_points(group=group), key=lambda entry: entry.name):
        try:
            plugin = entry.load()
        except (ImportError, AttributeError) as error:
            raise ConfigError(f"the plug-in {entry.value} of {group} cannot be loaded: {error}") from error
        if not isinstance(plugin, kind):
            raise ConfigError(f"the plug-in {entry.value} of {group} is no {kind.__name__}")
        found[entry.name] = plugin
    return found


@cache
def extractors() -> tuple[Extractor, ...]:
    """All extractors, each behind those whose claims it needs. Raises `ConfigError`."""
    installed = tuple(load(Extractor).values())
    for extractor in installed:
        if unknown := {extractor.fills, *extractor.after} - _FIELDS:
            raise ConfigError(
                f"an extractor names {', '.join(sorted(unknown))}; claims are {', '.join(sorted(_FIELDS))}"
            )
    needs = {field: set[str]() for field in sorted(extractor.fills for extractor in installed)}
    for extractor in installed:
        needs[extractor.fills].update(set(extractor.after) & needs.keys() - {extractor.fills})
    try:
        graph = {field: sorted(after) for field, after in needs.items()}  # a set has no order of its own
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise ConfigError(f"extractors wait for each other: {', '.join(error.args[1])}") from error
    return tuple(sorted(installed, key=lambda extractor: order.index(extractor.fills)))
