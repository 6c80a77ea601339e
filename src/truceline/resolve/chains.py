"""The hands through which words went, as the text tells: who says it, in what, and who passes it on.

"X said in a statement carried by the agency" has three hops. What the report as a whole is credited to, and
who prints it, is not told beside the words; that is added where a record is shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from truceline.model.claims import Extraction, Hop, Mention, Reference, Span, Statement, changed
from truceline.resolve.media import is_media
from truceline.resources import any_of, table

_REACH = 300
"""Characters on each side of a cue that are looked at."""
_NEAR = 60
"""Characters between words such as "quoted by" and the name that they lead to."""
_END = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[\"“‘«A-Z0-9])|\n")
_GONE = "\0"


def with_chains(extraction: Extraction, text: str) -> tuple[Statement, ...]:
    """The statements with the hops of each, from the speaker on; `text` is the report's."""
    reader = _Reader(extraction, text)
    own = [reader.read(said) for said in extraction.statements]
    return tuple(
        changed(said, chain=_once((*said.chain, *(_passing_on(own[i]) for i in above))))
        for said, above in zip(own, _above(own, text), strict=True)
    )


def _once(hops: Sequence[Hop]) -> tuple[Hop, ...]:
    """Each hand once: the agency that was told something, and is credited with it, is one."""
    return tuple({(hop.role, hop.name.casefold()): hop for hop in reversed(hops)}.values())[::-1]


def _passing_on(said: Statement) -> Hop:
    assert said.speaker is not None
    assert said.source is not None
    return Hop("relay", said.speaker, said.source)


class _Reader:
    """The names of one report by place."""

    def __init__(self, extraction: Extraction, text: str) -> None:
        self._text = text
        self._media = sorted(
            (one for one in extraction.mentions if one.kind in ("body", "other") and is_media(one.name)),
            key=lambda one: one.span,
        )
        self._outlets = {one.name for one in self._media}
        self._starts = [one.span.start for one in self._media]
        named: list[Mention | Reference] = [*extraction.mentions, *extraction.references]
        self._names = sorted(named, key=lambda one: (one.span.start, -one.span.end))
        self._from = [one.span.start for one in self._names]

    def read(self, said: Statement) -> Statement:
        """A statement with what stands beside its cue."""
        if said.source is None:
            return said
        start, end, beside = self._beside(said)
        hops = []
        cited = self._cited(said, start, beside)
        if cited is not None:
            name, span, reason = cited
            assert said.source is not None
            medium = Hop(
                "relay", said.speaker or self._text[said.source.start : said.source.end], said.source
            )
            named = name if isinstance(name, str) else None
            said = replace(
                said, speaker=named, source=said.source, anonymous=False, voice=None, reasons=(reason,)
            )
            hops = [
                Hop("speaker", named or " ".join(self._text[span.start : span.end].split()), span),
                medium,
            ]
        elif said.speaker is not None and said.source is not None:
            hops = [Hop("speaker", said.speaker, said.source)]
        hops += said.chain
        hops += self._channels(said, start, beside)
        hops += self._relays(said, start, end, beside)
        return replace(said, chain=_once(hops))

    def _beside(self, said: Statement) -> tuple[int, int, str]:
        """The sentence of cue and source, what is said left out: where it starts and ends, and the words."""
        assert said.source is not None
        own = [said.source, *([said.cue] if said.cue else [])]
        first, last = min(one.start for one in own), max(one.end for one in own)
        last = min(last, first + 2 * _REACH)
        left = max(0, first - _REACH)
        start = max(
            [left, *(one.end() for one in _END.finditer(self._text, left, first + 1) if one.end() <= first)]
        )
        stop = _END.search(self._text, last, last + _REACH)
        end = stop.start() if stop else min(len(self._text), last + _REACH)
        words = list(self._text[start:end])
        for one in said.content:
            for at in range(max(one.start, start), min(one.end, end)):
                words[at - start] = _GONE
        return start, end, "".join(words)

    def _cited(self, said: Statement, start: int, beside: str) -> tuple[str | None, Span, str] | None:
        """ "TRT reported, citing security sources": these speak, and TRT passes it on."""
        if said.speaker is None or said.speaker not in self._outlets:
            return None
        found = _citing().search(beside)
        if found is None:
            return None
        one = self._at(start + found.end(), start + found.end() + _NEAR)
        if one is None:
            return None
        name = one.name
        shown = name or " ".join(one.text.split())
        return name, one.span, f"{said.speaker} passes on what {shown} said"

    def _at(self, start: int, end: int) -> Mention | Reference | None:
        """The name, or words for somebody, that begin here or a few words further on."""
        at = bisect_left(self._from, start)
        for one in self._names[at : at + 1]:
            if one.span.start < end and len(self._text[start : one.span.start].split()) <= 3:
                return one
        return None

    def _channels(self, said: Statement, start: int, beside: str) -> Iterator[Hop]:
        for match in _channel().finditer(beside):
            span = Span(said.content[0].report, start + match.start("what"), start + match.end("what"))
            if (
                said.source is None
                or span.start >= said.source.end
                or span.end <= said.source.start
                or (span.start > said.source.start + len(said.speaker or ""))
            ):
                yield Hop("channel", " ".join(match["what"].split()), span)
                return

    def _relays(self, said: Statement, start: int, end: int, beside: str) -> Iterator[Hop]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        for one in self._media[first:last]:
            at = one.span.start - start
            inside = said.source is not None and said.source.start <= one.span.start < said.source.end
            if inside or beside[at] == _GONE or (said.speaker or "").casefold() == one.name.casefold():
                continue
            before = beside[max(0, at - _NEAR) : at]
            behind = beside[one.span.end - start : one.span.end - start + 40]
            if _leads(before) or _passes_on().match(behind):
                yield Hop("relay", one.name, one.span)


def _above(statements: Sequence[Statement], text: str) -> list[list[int]]:
    """For each statement those that pass it on, the nearest first: it is told within their words, or its
    sentence ends with the office of who speaks: "he told the emir …, his office said".

    Contents are looked at in the order of the text, with those that are still open on a stack.
    """
    found: list[list[int]] = [[] for _ in statements]
    starts = sorted((one.start, -one.end, i) for i, said in enumerate(statements) for one in said.content)
    cues = sorted((said.source.start, i) for i, said in enumerate(statements) if said.source is not None)
    open_: list[tuple[int, int]] = []
    at = 0
    for place, i in cues:
        while at < len(starts) and starts[at][0] <= place:
            open_ = [one for one in open_ if one[0] > starts[at][0]][-_DEEPEST:]
            open_.append((-starts[at][1], starts[at][2]))
            at += 1
        for end, outer in reversed(open_):
            if place < end and outer != i and _passes(statements[outer], statements[i]):
                found[i].append(outer)
    for number, (place, office) in enumerate(cues):
        voice = statements[office].voice
        if voice is None or not voice.of:
            continue
        for before, i in reversed(cues[max(0, number - _DEEPEST) : number]):
            if _END.search(text, before, place):
                break
            if _speaks_for(statements[office], statements[i]) and office not in found[i]:
                found[i].append(office)
    return found


_DEEPEST = 12
"""Statements within statements that are followed."""


def _passes(outer: Statement, inner: Statement) -> bool:
    return outer.speaker is not None and outer.source is not None and outer.speaker != inner.speaker


def _speaks_for(one: Statement, other: Statement) -> bool:
    """Whether one is the office of the other."""
    return (
        one.voice is not None and one.speaker is not None and one.source is not None
        and other.voice is None and other.speaker in one.voice.of
    )  # fmt: skip


def _leads(before: str) -> bool:
    ends = [match.end() for match in _told().finditer(before)]
    return bool(ends) and not re.search(r"[.;:\0]", before[ends[-1] :])


@cache
def _told() -> re.Pattern[str]:
    phrases = table("credit_phrases.toml")
    return re.compile(rf"\b(?i:{any_of((*phrases['told'], *phrases['cited'], 'citing', 'quoting'))})\s")


@cache
def _passes_on() -> re.Pattern[str]:
    return re.compile(rf"['’]?s?\s+(?:{any_of(table('credit_phrases.toml')['reports'])})\b")


@cache
def _citing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(table('channels.toml')['citing'])})\s+", re.IGNORECASE)


@cache
def _channel() -> re.Pattern[str]:
    known = table("channels.toml")
    return re.compile(
        r"\b(?:in|on|at|during|via|through|by)\s+(?P<what>(?:an?|the|his|her|its|their|this|one|another)\s+"
        rf"(?:[\w-]+\s+){{0,3}}?(?:{any_of(known['nouns'])})(?![\w-])|(?:{any_of(known['platforms'])})(?!\w))"
    )
