"""People, bodies and places in the terminal: their faces, what is unsure of them, and what people decided."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from truceline.present.faces import DecisionLine, DoubtLine, KnownLine, RoleLine
from truceline.present.lines import EntityLine, Evidence
from truceline.present.views import Views, many

SHORT_ID = 6
"""Digits of an id that are shown."""


def entity(line: EntityLine, whole: bool) -> tuple[Text, list[str], Sequence[Evidence]]:
    """The heading, the notes and the evidence of an entity; the `whole` face, or what fits in a list."""
    head = Text.assemble((line.actor.name, "bold"), f"  {line.actor.kind}, {many(line.mentions, 'mention')}")
    notes = list(_whole(line) if whole else _short(line))
    if line.short:
        notes.append("only this short name is known; it may stand for several people")
    return head, notes, line.evidence


def _short(line: EntityLine) -> Iterator[str]:
    others = [name for name, _ in line.spellings if name != line.actor.name]
    if others:
        yield f"also written {', '.join(others)}"
    if line.roles:
        yield ", ".join(_office(role) for role in line.roles[:3])
    if line.doubts:
        yield f"may be one with {many(len(line.doubts), 'other')}: truceline show RECORD doubts"


def _whole(line: EntityLine) -> Iterator[str]:
    yield f"id {line.actor.id}, in {many(line.reports, 'report')}"
    yield "names: " + ", ".join(f"{name} ({times:,})" for name, times in line.spellings)
    if line.titles:
        yield "titles: " + ", ".join(f"{title} ({many(times, 'report')})" for title, times in line.titles)
    for role in line.roles:
        yield f"office: {_office(role)}, in {many(role.reports, 'report')}{_days(role.first, role.last)}"
    if line.speaks_for:
        yield "speaks for: " + ", ".join(line.speaks_for)
    if line.known:
        yield from _known(line.known)
    if line.references:
        yield f"meant without a name: {many(len(line.references), 'time')}"
    for doubt in line.doubts:
        other = doubt.other if doubt.one.id == line.actor.id else doubt.one
        yield f"unsure: may be {other.name} ({other.id[:SHORT_ID]}): {'; '.join(doubt.reasons)}"
    yield from map(decided, line.decisions)


def _office(role: RoleLine) -> str:
    return f"{role.title} of {role.of}" if role.of else role.title


def _days(first: str | None, last: str | None) -> str:
    if not first:
        return ""
    return f", {first}" if first == last else f", {first} to {last}"


def _known(known: KnownLine) -> Iterator[str]:
    life = f", {known.born or '?'} to {known.died or 'now'}" if known.born or known.died else ""
    yield f"known beforehand: {known.wikidata or 'no id at Wikidata'}{life}"
    for office in known.offices:
        of = f" of {office.of}" if office.of else ""
        yield f"known beforehand: {office.title}{of}, {office.first or '?'} to {office.last or 'now'}"
    if known.side:
        yield f"in the process: {known.side}"


def decided(line: DecisionLine) -> str:
    """A decision in one line."""
    what = ", ".join(line.names) or line.subject
    to = f" to {line.to}" if line.to else ""
    reason = f" ({line.reason})" if line.reason else ""
    undone = f", taken back by decision {line.undone_by}" if line.undone_by else ""
    return f"decision {line.number}: {line.action} {what}{to}, {line.by}, {line.made}{reason}{undone}"


def show_settled(views: Views, what: str, most: int, console: Console) -> None:
    """Print what is unsure with the commands that settle it, or what people decided."""
    lines: Sequence[DoubtLine | DecisionLine] = views.doubts if what == "doubts" else views.decisions
    if not lines:
        console.print("Nothing is unsure." if what == "doubts" else "Nobody has decided anything.")
    for line in lines[:most] if most else lines:
        if isinstance(line, DecisionLine):
            console.print(Text(decided(line)))
        else:
            _doubt(line, views, console)
    if most and len(lines) > most:
        console.print(f"… and {len(lines) - most:,} more: --limit 0 shows all", style="dim")


def _doubt(line: DoubtLine, views: Views, console: Console) -> None:
    one, other = (line.one, line.other)
    record, here, there = shlex.quote(str(views.path)), one.id[:SHORT_ID], other.id[:SHORT_ID]
    console.print(
        Text.assemble(
            (here, "cyan"), "  ", (one.name, "bold"), "  and  ", (there, "cyan"), "  ", (other.name, "bold"),
            f"  {line.score:.2f}",
        )
    )  # fmt: skip
    notes = [
        *line.reasons,
        f"one:  truceline entities merge {record} {here} {there}",
        f"two:  truceline entities split {record} {here} {shlex.quote(other.name)}",
    ]
    for note in notes:
        console.print(Padding(Text(note, style="dim"), (0, 0, 0, SHORT_ID + 2), expand=False))
    console.print()
