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
agreements:
  - id: truce
    name: Oru truce
    date: 2031-03-04
    terms:
      - id: trucks
        who: [Marok]
        what: let_in
        text: 600 aid trucks enter each day
        counted: aid trucks
        amount: 600
        per: day
figures:
  - name: ministry
    source: Oru health ministry
    date: report_date
    series:
      - {field: killed_total, counted: people killed, state: killed, place: Oru, since: 2031-03-02}
      - {field: killed, counted: people killed, state: killed, place: Oru, period: day}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import yaml

from truceline.process.actors import KnownActor, Role, Side, actor_of, actor_row, refuse_twice
from truceline.process.agreements import Agreement, Obligation, Phase, agreement_row, agreements_of
from truceline.process.feeds import Feed, FeedSeries, feed_of, feed_row
from truceline.process.lines import compose, items, mapping, word, wrong

__all__ = ["Agreement", "Feed", "FeedSeries", "KnownActor", "Obligation", "Phase", "Process", "Role", "Side"]

_NO_NOTES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Process:
    """The process that a record is about."""

    name: str
    actors: tuple[KnownActor, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    figures: tuple[Feed, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Process:
        """Read a process file. Raises `ConfigError`, which names the line."""
        node = compose(path)
        top = mapping(path, node, {"name", "actors", "agreements", "figures"})
        entries = items(path, top, "actors")
        actors = tuple(actor_of(path, entry) for entry in entries)
        refuse_twice(path, entries, actors)
        agreements = agreements_of(path, items(path, top, "agreements"))
        feeds = tuple(feed_of(path, entry) for entry in items(path, top, "figures"))
        if len({feed.name for feed in feeds}) < len(feeds):
            raise wrong(path, top["figures"], "two feeds have one name")
        return cls(word(path, top.get("name"), node, "name"), actors, agreements, feeds)

    def dump(self, notes: Mapping[str, str] = _NO_NOTES) -> str:
        """The YAML of a process file, which loads again. `notes` has comments to set above actors."""
        lines = [_yaml({"name": self.name})]
        if self.actors:
            lines.append("actors:\n")
        for actor in self.actors:
            lines += [f"  # {note}\n" for note in _printable(notes.get(actor.name, ""))]
            block = _yaml([actor_row(actor)])
            lines += [f"  {line}\n" for line in block.removesuffix("\n").split("\n")]
        if self.agreements:
            lines.append(_yaml({"agreements": [agreement_row(one) for one in self.agreements]}))
        if self.figures:
            lines.append(_yaml({"figures": [feed_row(feed) for feed in self.figures]}))
        return "".join(lines)


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
