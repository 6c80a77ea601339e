"""Who meets whom: countries and bodies that are reported to have met."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from truceline.known import country_named
from truceline.present.faces import Actor
from truceline.present.log_lines import LogLine, Network, NodeLine, PairLine, PartyLine

_MANY = 30
"""Sides of a meeting that are paired; more are a list of names."""


def network_of(meetings: Iterable[LogLine], actors: Iterable[Actor]) -> Network:
    """The network of the meetings that are told as held. People stand for those whose office they hold; of
    three sides, each pair has met."""
    by_name = {actor.name: actor for actor in actors if actor.kind != "person"}
    nodes: dict[str, NodeLine] = {}
    pairs: defaultdict[tuple[str, str], list[LogLine]] = defaultdict(list)
    times: Counter[str] = Counter()
    held: list[tuple[LogLine, tuple[str, ...]]] = []
    for line in meetings:
        if line.event.modality != "reported":
            continue
        sides = _sides(line)
        if not 2 <= len(sides) <= _MANY:
            continue
        for name, party in sides.items():
            nodes.setdefault(name, NodeLine(name, by_name.get(name) if party.body else party.actor))
        held.append((line, tuple(sides)))
        times.update(list(sides))
        for one, other in combinations(sorted(sides), 2):
            pairs[one, other].append(line)
    found = [PairLine(nodes[one], nodes[other], tuple(lines)) for (one, other), lines in pairs.items()]
    found.sort(key=lambda pair: (-len(pair.meetings), pair.one.name, pair.other.name))
    order = sorted(times, key=lambda name: (-times[name], name))
    return Network(found, [nodes[name] for name in order], held)


def _sides(line: LogLine) -> dict[str, PartyLine]:
    """Those who met, by name. A person of whom no side is told may be of one that is there, and stands for
    itself only where fewer than two others do."""
    able = [party for party in line.parties if _can_meet(party)]
    told = {_name(party): party for party in able if party.body is not None}
    return told if len(told) > 1 else {_name(party): party for party in able}


def _name(party: PartyLine) -> str:
    return party.body or party.actor.name


def _can_meet(party: PartyLine) -> bool:
    """Whether it is more than a place: a country can act, and no part of one."""
    if party.actor.kind != "place":
        return True
    known = country_named(party.actor.name)
    return known is not None and known.alpha3 is not None
