"""Who is who within one report: short names join the full one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from truceline.model.claims import EventMention, Extraction, Participant, changed
from truceline.model.described import Sighting
from truceline.resolve.chains import with_chains
from truceline.resolve.happened import with_actors
from truceline.resolve.names import person_words
from truceline.resolve.referring import with_names
from truceline.resolve.voices import with_voices


def resolve_within(extraction: Extraction, sighted: Sequence[Sighting] = (), text: str = "") -> Extraction:
    """The same claims, each name in the fullest form that this report has for it.

    "Kalin" becomes "Ibrahim Kalin" where one full name alone fits; where two do ("Al Thani"), the
    short name stays as it is. References get the name they stand for where that is clear; this takes
    `sighted`, what each mention and then each reference shows (`ValueError` for another number). Statements
    get their speakers and the chain behind them; this takes the `text` of the report. Events get who they
    were by these references, and who says so.
    """
    extraction = _with_full_names(extraction)
    if sighted:
        extraction = replace(extraction, references=with_names(extraction, sighted))
    if text:
        extraction = replace(extraction, statements=with_voices(extraction, text))
        extraction = replace(extraction, statements=with_chains(extraction, text))
    return replace(extraction, events=with_actors(extraction))


def _with_full_names(extraction: Extraction) -> Extraction:
    full = _full_names({mention.name for mention in extraction.mentions if mention.kind == "person"})
    if not full:
        return extraction

    def named(name: str | None) -> str | None:
        return full.get(name, name) if name is not None else None

    def participants(found: tuple[Participant, ...]) -> tuple[Participant, ...]:
        return tuple(changed(one, entity=named(one.entity)) for one in found)

    def event(found: EventMention) -> EventMention:
        return changed(
            found,
            source=participants(found.source),
            target=participants(found.target),
            participants=participants(found.participants),
            hosts=participants(found.hosts),
            mediators=participants(found.mediators),
            by=named(found.by),
        )

    return replace(
        extraction,
        mentions=tuple(
            changed(m, name=full.get(m.name, m.name)) if m.kind == "person" else m
            for m in extraction.mentions
        ),
        references=tuple(
            changed(one, name=named(one.name), of=named(one.of)) for one in extraction.references
        ),
        statements=tuple(
            changed(s, speaker=s.speaker if s.anonymous else named(s.speaker), told_to=named(s.told_to))
            for s in extraction.statements
        ),
        events=tuple(event(found) for found in extraction.events),
        figures=tuple(
            changed(f, asserted_by=named(f.asserted_by), relayed_by=named(f.relayed_by))
            for f in extraction.figures
        ),
    )


def _full_names(people: Iterable[str]) -> dict[str, str]:
    """{short: full} for every short name that one full name alone explains."""
    keyed = sorted((name, person_words(name)) for name in people)
    holders: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name, parts in keyed:
        for part in set(parts):
            holders.setdefault(part, []).append((name, parts))
    full = {}
    for short, parts in keyed:
        if not parts:
            continue
        longer = [
            (name, other)
            for name, other in holders[parts[-1]]
            if len(other) > len(parts) and set(parts) < set(other)
        ]
        longest = [
            (name, other)
            for name, other in longer
            if not any(set(other) < set(another) for _, another in longer)
        ]
        ends = [(name, other) for name, other in longest if parts[-1] in (other[0], other[-1])]
        called = ends or longest  # nobody is called by the word in the middle of his name
        if len({other for _, other in called}) == 1:
            full[short] = called[0][0]
    return full
