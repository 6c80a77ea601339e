"""Statements of one story that are one utterance, and the same words given to two speakers.

Statements with the same words by the same speaker are one at once. The others meet under the rarest words
that they share (blocking), and each is compared with the few that share most: the cost grows with the number
of statements. Pairs are joined from the surest on, never so that an utterance has two speakers.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from truceline.model.claims import StatementKind
from truceline.model.record import Dispute, Echo, Utterance
from truceline.model.report import ReportId, content_id
from truceline.relate.origins import Carriers
from truceline.relate.sameness import IN_OTHER_WORDS, compare, verbatim
from truceline.relate.sayers import MAYBE, Said, between, disputes, one_source

RARE = 40
"""Statements of a story that may share a word under which they meet."""
KEYS, COMPARED = 8, 12
"""Words of a statement under which it meets others, and how many of these it is compared with."""
_EXACT: Mapping[StatementKind, int] = {"direct": 0, "mixed": 1, "indirect": 2}


def merge(
    story: ReportId, said: Iterable[Said], carriers: Carriers
) -> tuple[tuple[Utterance, ...], tuple[Dispute, ...]]:
    """The utterances of a story and its disputes over who speaks, whatever the order of its statements."""
    alike: defaultdict[tuple[object, ...], list[Said]] = defaultdict(list)
    for one in sorted(said, key=lambda one: (one.order, one.claim)):
        alike[one.key].append(one)
    firsts = [group[0] for group in alike.values()]
    everyone = {group[0].claim: group for group in alike.values()}
    found = _Story(firsts)
    groups, echoes, maybe = found.joined()
    heads = {number: _head(group) for number, group in groups.items()}
    ids = {
        number: content_id(
            "utterance", *sorted(one.claim for first in group for one in everyone[first.claim])
        )
        for number, group in groups.items()
    }
    made = tuple(
        _utterance(
            story,
            ids[number],
            heads[number],
            [(first, everyone[first.claim]) for first in group],
            echoes,
            tuple(replace(echo, claim=ids[other]) for other, echo in maybe[number]),
            carriers,
        )
        for number, group in sorted(groups.items())
    )
    return made, tuple(disputes(story, found.disputed, found.group_of))


type _Pair = tuple[float, str, str, str, int, int]
"""How surely two are one, as a negative number; how they are alike; their claims, and their numbers."""


class _Story:
    """The different statements of a story, in order, and what they have in common."""

    def __init__(self, firsts: Sequence[Said]) -> None:
        self._said = firsts
        self._often = Counter(stem for one in firsts for stem in one.words.telling)
        self._rarity = {stem: 1.0 + math.log(len(firsts) / times) for stem, times in self._often.items()}
        self.disputed: list[tuple[Said, Said, str]] = []
        self.group_of: dict[str, int] = {}

    def joined(
        self,
    ) -> tuple[dict[int, list[Said]], dict[str, dict[str, Echo]], dict[int, list[tuple[int, Echo]]]]:
        """The groups by the number of their first member; how members are like others; what is unsure."""
        sure: list[_Pair] = []
        unsure: list[tuple[int, int, Echo]] = []
        echoes: defaultdict[str, dict[str, Echo]] = defaultdict(dict)
        for i, j in self._pairs():
            one, other = self._said[i], self._said[j]
            same = one_source(one.source, other.source)
            if same is None:
                self._dispute(one, other)
                continue
            echo = compare(one.words, other.words, self._rarity.__getitem__, _beside(one, other))
            if echo is None or (same == "maybe" and echo.kind == "unsure"):
                continue
            if one.report == other.report and echo.kind in (*IN_OTHER_WORDS, "unsure"):
                continue  # what one report tells as two statements are two
            if same == "words":
                if not verbatim(one.words, other.words):
                    continue
                echo = replace(
                    echo, reasons=(*echo.reasons, "one of the two reports does not say who says it")
                )
            elif same == "maybe" and (echo.kind in IN_OTHER_WORDS or not verbatim(one.words, other.words)):
                if echo.score < 0.7 and not _beside(one, other):
                    echo = replace(echo, kind="unsure")
                echo = replace(echo, reasons=(*echo.reasons, "neither report gives the source a name"))
            if echo.kind == "unsure":
                unsure.append((i, j, echo))
            else:
                sure.append((-echo.score, echo.kind, one.claim, other.claim, i, j))
                echoes[one.claim][other.claim] = echoes[other.claim][one.claim] = echo
        groups = self._clusters(sorted(sure))
        maybe: defaultdict[int, list[tuple[int, Echo]]] = defaultdict(list)
        for i, j, echo in sorted(unsure, key=lambda pair: (-pair[2].score, pair[0], pair[1])):
            for this, that in ((i, j), (j, i)):
                mine, theirs = self.group_of[self._said[this].claim], self.group_of[self._said[that].claim]
                there = [number for number, _ in maybe[mine]]
                if mine != theirs and len(there) < MAYBE and theirs not in there:
                    maybe[mine].append((theirs, echo))
        return groups, echoes, maybe

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Each statement with the earlier ones that share most of its rarest words with it."""
        under: defaultdict[str, list[int]] = defaultdict(list)
        worded: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for i, one in enumerate(self._said):
            met: Counter[int] = Counter(worded[one.words.plain][:COMPARED])
            rare = sorted(one.words.telling, key=lambda stem: (self._often[stem], stem))[:KEYS]
            for stem in rare:
                if self._often[stem] <= RARE:
                    met.update(under[stem][-RARE:])
            for j, _ in sorted(met.items(), key=lambda item: (-item[1], -item[0]))[:COMPARED]:
                yield j, i
            for stem in one.words.telling:
                if self._often[stem] <= RARE:
                    under[stem].append(i)
            worded[one.words.plain].append(i)

    def _clusters(self, sure: Iterable[_Pair]) -> dict[int, list[Said]]:
        """Joins from the surest on, each only if no more than one entity speaks in what is joined; what one
        report tells as two statements is not joined by way of other words."""
        top = list(range(len(self._said)))
        speakers = [{one.source.entity} - {None} for one in self._said]
        reports = [{one.report} for one in self._said]

        def find(i: int) -> int:
            while top[i] != i:
                top[i] = top[top[i]]
                i = top[i]
            return i

        for _, kind, _, _, i, j in sure:
            a, b = sorted((find(i), find(j)))
            apart = kind in IN_OTHER_WORDS and not reports[a].isdisjoint(reports[b])
            if a != b and not apart and len(speakers[a] | speakers[b]) <= 1:
                top[b] = a
                speakers[a] |= speakers[b]
                reports[a] |= reports[b]
        groups: defaultdict[int, list[Said]] = defaultdict(list)
        for i, one in enumerate(self._said):
            groups[find(i)].append(one)
            self.group_of[one.claim] = find(i)
        return groups

    def _dispute(self, one: Said, other: Said) -> None:
        """The same words, given by two reports to two speakers."""
        exact = "indirect" not in (one.kind, other.kind)
        if one.report != other.report and exact and verbatim(one.words, other.words):
            self.disputed.append((one, other, between(one.source, other.source)))


def _beside(one: Said, other: Said) -> bool:
    return _stands_in(one, other.passages) or _stands_in(other, one.passages)


def _stands_in(one: Said, places: Iterable[tuple[ReportId, int, int]]) -> bool:
    return any(one.report == report and start <= one.order[1] < end for report, start, end in places)


def _head(group: Iterable[Said]) -> Said:
    """The statement that has the words most exactly, most of them, and first."""
    return min(group, key=lambda one: (_EXACT[one.kind], -len(one.words.plain), one.order, one.claim))


def _utterance(
    story: ReportId,
    name: str,
    head: Said,
    members: Sequence[tuple[Said, Sequence[Said]]],
    echoes: Mapping[str, Mapping[str, Echo]],
    maybe: tuple[Echo, ...],
    carriers: Carriers,
) -> Utterance:
    everyone = [one for _, group in members for one in group]
    reports = carriers.all_of(one.report for one in everyone)
    found = []
    for first, group in members:
        like = _echo(first, head, echoes)
        found += [replace(like, claim=one.claim) for one in group if one.claim != head.claim]
    return Utterance(
        id=name,
        story=story,
        speaker=next((one.source.entity for one in everyone if one.source.entity), None),
        head=head.claim,
        evidence=tuple(one.claim for one in sorted(everyone, key=lambda one: (one.order, one.claim))),
        echoes=tuple(sorted(found, key=lambda echo: echo.claim)),
        maybe=maybe,
        reports=reports,
        outlets=carriers.outlets_of(reports),
        origins=len({one.origin for one in everyone}),
        asserters=len({one.asserter for one in everyone}),
        relays=len({one.relay for one in everyone}),
    )


def _echo(first: Said, head: Said, echoes: Mapping[str, Mapping[str, Echo]]) -> Echo:
    """How a statement is like the head; one that is like another of the utterance, by that."""
    if first.claim == head.claim:
        return Echo("same", 1.0)
    found = echoes.get(first.claim, {})
    if head.claim in found:
        return found[head.claim]
    best = max(found.values(), key=lambda echo: echo.score, default=Echo("reworded", 0.0))
    return replace(best, reasons=(*best.reasons, "by way of another report"))
