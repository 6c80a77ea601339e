"""Which names of a block are one entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from truceline.model.claims import Kind
from truceline.model.record import Entity
from truceline.model.report import content_id
from truceline.resolve.names import Namer


@dataclass(frozen=True, slots=True)
class NameCount:
    """How often a name stands in the record, and for what the reports take it."""

    name: str
    kind: Kind
    mentions: int


def group(block: str, names: Iterable[NameCount], namer: Namer) -> tuple[Entity, ...]:
    """The entities of one block, whatever the order of its names.

    Names of people in a block share their first and last word. "Mohammed Al Thani" joins "Mohammed
    bin Abdulrahman Al Thani" only while no other name of the block could claim it: with "Mohammed
    bin Hamad Al Thani" beside them, the three stay apart.
    """
    by_words: defaultdict[tuple[str, ...], list[NameCount]] = defaultdict(list)
    for count in names:
        by_words[namer.key(count.name, count.kind).words].append(count)
    joined: defaultdict[tuple[str, ...], list[NameCount]] = defaultdict(list)
    for parts, counts in by_words.items():
        fuller = [other for other in by_words if set(parts) < set(other)]
        fullest = [other for other in fuller if not any(set(other) < set(another) for another in fuller)]
        joined[fullest[0] if len(fullest) == 1 else parts].extend(counts)
    return tuple(_entity(block, parts, counts, namer) for parts, counts in sorted(joined.items()))


def _entity(block: str, parts: tuple[str, ...], counts: list[NameCount], namer: Namer) -> Entity:
    spellings: Counter[str] = Counter()
    kinds: Counter[Kind] = Counter()
    for count in counts:
        spellings[count.name] += count.mentions
        kinds[count.kind] += count.mentions
    ordered = sorted(spellings.items(), key=lambda item: (-item[1], item[0]))
    words = {count.name: len(namer.key(count.name, count.kind).words) for count in counts}
    full = next(name for name, _ in ordered if words[name] == max(words.values()))
    most = min(kinds, key=lambda kind: (-kinds[kind], kind))
    name, kind = namer.main(full) or (full, most)
    return Entity(
        id=content_id("entity", block, list(parts)),
        kind=kind,
        name=name,
        spellings=tuple(ordered),
        short=kind == "person" and len(parts) == 1,
    )
