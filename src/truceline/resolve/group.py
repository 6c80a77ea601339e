"""Which forms of names are one person, body or place: joined only where all of them agree.

The answer depends on the forms, the pairs that are alike and what people decided, not on any order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from truceline.model.claims import Kind
from truceline.model.record import Entity
from truceline.model.report import content_id
from truceline.resolve.namer import Namer, words_of

MOST = 150
"""Forms that are looked at together. Where more hang together, as no person's names do, none is joined."""

type Pair = tuple[str, str]
"""Two forms, the smaller first."""
type Differ = Callable[[str, str], bool]
"""Whether two forms are known not to be one."""


@dataclass(frozen=True, slots=True)
class NameCount:
    """How often a name stands in the record, and for what the reports take it."""

    name: str
    kind: Kind
    mentions: int


@dataclass(frozen=True, slots=True)
class Bonds:
    """What people decided: forms that are one, forms that are not, and forms with the name to show."""

    joined: tuple[frozenset[str], ...] = ()
    apart: frozenset[Pair] = frozenset()
    renamed: tuple[tuple[str, str], ...] = ()


def pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def cluster(
    forms: Iterable[str], same: Mapping[Pair, float], differ: Differ, bonds: Bonds
) -> list[list[str]]:
    """The forms in groups of one person, body or place each.

    Two forms that are the `same` are joined unless a third fits one of them and differs from the other:
    "Mohammed Al Thani" joins "Mohammed bin Abdulrahman Al Thani" only while nothing else could claim
    it. No group has two forms that `differ`. What people decided then joins whole groups.
    """
    kept = sorted(set(forms))
    inside = set(kept)
    edges = {
        ends: score for ends, score in same.items() if ends not in bonds.apart and inside.issuperset(ends)
    }
    decided = {pair(one, other) for joined in bonds.joined for one, other in combinations(sorted(joined), 2)}
    memory: dict[Pair, bool] = {}

    def two(one: str, other: str) -> bool:
        ends = pair(one, other)
        if ends not in memory:
            memory[ends] = ends in bonds.apart or not (ends in edges or ends in decided or not differ(*ends))
        return memory[ends]

    groups = [group for part, inner in _parts(kept, edges) for group in _consistent(part, inner, two)]
    return sorted(sorted(group) for group in _joined(groups, bonds))


def _joined(groups: Iterable[list[str]], bonds: Bonds) -> list[list[str]]:
    """Groups that somebody joined as one, in order of the decisions: one that would join what is apart is
    void."""
    holder = {form: group for group in groups for form in group}
    for joined in bonds.joined:
        found = {id(holder[form]): holder[form] for form in sorted(joined) if form in holder}
        whole = [form for group in found.values() for form in group]
        if len(found) > 1 and not _any_apart(whole, bonds):
            holder.update(dict.fromkeys(whole, whole))
    return list({id(group): group for group in holder.values()}.values())


def _any_apart(forms: Iterable[str], bonds: Bonds) -> bool:
    inside = set(forms)
    return any(one in inside and other in inside for one, other in bonds.apart)


def _consistent(part: Sequence[str], edges: Mapping[Pair, float], two: Differ) -> list[list[str]]:
    """The groups of forms that hang together by `edges`."""
    if len(part) > MOST:
        return [[one] for one in part]
    if not any(two(*ends) for ends in combinations(part, 2)):
        return [list(part)]
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in edges:
        near[one].add(other)
        near[other].add(one)
    clear = {
        (one, other): score
        for (one, other), score in edges.items()
        if not any(two(other, third) for third in near[one] - {other})
        and not any(two(one, third) for third in near[other] - {one})
    }
    return [group for inside, inner in _parts(part, clear) for group in _complete(inside, inner, two)]


def _complete(part: Sequence[str], edges: Mapping[Pair, float], two: Differ) -> list[list[str]]:
    """Groups without two that differ, the likest joined first."""
    group_of = {one: [one] for one in part}
    for one, other in sorted(edges, key=lambda ends: (-edges[ends], ends)):
        here, there = group_of[one], group_of[other]
        if here is not there and not any(two(a, b) for a in here for b in there):
            whole = here + there
            group_of.update(dict.fromkeys(whole, whole))
    return list({id(group): group for group in group_of.values()}.values())


def _parts(
    nodes: Iterable[str], edges: Mapping[Pair, float]
) -> Iterator[tuple[list[str], dict[Pair, float]]]:
    """The connected parts of a graph, each with its edges."""
    near: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in edges:
        near[one].append(other)
        near[other].append(one)
    seen: set[str] = set()
    for node in nodes:
        if node in seen:
            continue
        seen.add(node)
        part = [node]
        for at in part:  # grows while it is gone through
            for end in near[at]:
                if end not in seen:
                    seen.add(end)
                    part.append(end)
        ends = (pair(one, other) for one in part for other in near[one])
        yield sorted(part), {found: edges[found] for found in ends}


def entity_of(
    forms: Mapping[str, Sequence[NameCount]], namer: Namer, renamed: Iterable[tuple[str, str]] = ()
) -> tuple[Entity, str | None]:
    """The entity that these forms, each with its names, are, and the main name by which it is known
    beforehand. `renamed` are forms with the name that somebody gave them, the last one counts."""
    spellings: Counter[str] = Counter()
    kinds: Counter[Kind] = Counter()
    kind_of: dict[str, Kind] = {}
    for counts in forms.values():
        for count in counts:
            spellings[count.name] += count.mentions
            kinds[count.kind] += count.mentions
            kind_of[count.name] = count.kind
    ordered = sorted(spellings.items(), key=lambda item: (-item[1], item[0]))
    fullest = min(forms, key=lambda form: (-len(words_of(form)), form))
    most_words = len(words_of(fullest))
    full = {
        count.name for form, counts in forms.items() if len(words_of(form)) == most_words for count in counts
    }
    mains = [main for name, _ in ordered if (main := namer.main(name, kind_of[name]))]
    most = min(kinds, key=lambda kind: (-kinds[kind], kind))
    name = mains[0][0] if mains else next(name for name, _ in ordered if name in full)
    fixed = mains and (mains[0][1] == "person" or namer.is_given(mains[0]))
    kind = mains[0][1] if fixed else most
    shown = [to for form, to in renamed if form in forms]
    entity = Entity(
        id=content_id("entity", fullest),
        kind=kind,
        name=shown[-1] if shown else name,
        spellings=tuple(ordered),
        short=kind == "person" and all(len(words_of(form)) <= 1 for form in forms),
    )
    return entity, mains[0][0] if mains else None
