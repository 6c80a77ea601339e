"""Who a statement is given to: a name of the report, or what the text says of a source that has none.

The words for the source were found by the extractors. Here they are held against the names and references of
the report: "the emir" is who the reference says, and "a Turkish official" stays without a name, but speaks
for Turkey.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from truceline.known import country_named, country_of_capital, country_of_demonym
from truceline.model.claims import Extraction, Hop, Mention, Reference, Span, Statement, Voice, changed
from truceline.resolve.sources import (
    ARTICLE,
    POSSESSIVE,
    head_of,
    is_beside,
    is_kind,
    is_led,
    is_owned,
    is_plain,
    issued_by,
    owns,
    sort_of,
    sorted_noun,
)

_LONGEST = 300
"""Characters of the words for a source that are looked at."""
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*\.?")
_END = re.compile(r"[.!?…][\"”’)\]]*\s|\n")
_BESIDE = re.compile(r"[-‐‑]\w")
_NEAR = 8
"""Statements before one that are looked at."""
_SHORT = 3
_GOVERNMENTAL = frozenset(["official", "body", "source", "spokesperson"])


def with_voices(extraction: Extraction, text: str) -> tuple[Statement, ...]:
    """The statements with their speakers led to names of the report, or typed; `text` is the report's."""
    return tuple(_Sources(extraction, text).read())


@dataclass(frozen=True, slots=True)
class _Said:
    """Who spoke before: a body, and where."""

    name: str
    at: int


class _Sources:
    """The sources of one report, looked up by place."""

    def __init__(self, extraction: Extraction, text: str) -> None:
        self._statements = extraction.statements
        self._text = text
        self._mentions = sorted(extraction.mentions, key=lambda one: one.span)
        self._starts = [one.span.start for one in self._mentions]
        self._spoken = sorted(
            (said.source.start, i) for i, said in enumerate(self._statements) if said.source is not None
        )
        self._references = sorted(extraction.references, key=lambda one: one.span)
        self._from = [one.span.start for one in self._references]
        self._bodies = {one.name for one in extraction.mentions if one.kind == "body"}
        self._people = {one.name for one in extraction.mentions if one.kind == "person"}
        self._names = {one.name for one in extraction.mentions}
        self._quoted = _places(one for said in extraction.statements for one in said.content)

    def read(self) -> Iterator[Statement]:
        by_source = sorted(
            range(len(self._statements)),
            key=lambda i: (self._statements[i].source or self._statements[i].content[0], i),
        )
        found: dict[int, Statement] = {}
        before: _Said | None = None
        known: dict[tuple[Span, str | None], Statement] = {}
        spoken: dict[str, Voice | None] = {}
        for i in by_source:
            said = self._statements[i]
            if said.source is None:
                found[i] = replace(said, reasons=("no words for a speaker stand beside it",))
                continue
            if (said.source, said.speaker) not in known:
                known[said.source, said.speaker] = self._named(said, said.source, before)
            who = known[said.source, said.speaker]
            if who.anonymous and who.speaker is not None:
                voice = spoken.setdefault(who.speaker, who.voice)
                if who.voice is None or not who.voice.of:
                    who = replace(who, voice=voice)
            found[i] = changed(
                said,
                speaker=who.speaker,
                anonymous=who.anonymous,
                voice=who.voice,
                chain=who.chain,
                reasons=who.reasons,
            )
            if found[i].speaker in self._names and self._is_body(said.source, found[i].speaker or ""):
                before = _Said(found[i].speaker or "", said.source.start)
        yield from (found[i] for i in range(len(self._statements)))

    def _named(self, said: Statement, source: Span, before: _Said | None) -> Statement:
        words_ = " ".join(self._text[source.start : min(source.end, source.start + _LONGEST)].split())
        if said.speaker in self._names and not said.anonymous:
            return replace(said, reasons=(self._why(words_, said.speaker or "", source),))
        document = self._document(said, source, words_, before)
        if document is not None:
            return document
        reference = self._meant(source, words_)
        if reference is not None and reference.name is not None:
            return replace(said, speaker=reference.name, anonymous=False, reasons=reference.reasons)
        mention = self._body_at_end(source, words_)
        if mention is not None:
            return replace(
                said, speaker=mention.name, anonymous=False, reasons=(f"{mention.name} is named here",)
            )
        called = self._called(words_)
        if called is not None:
            reason = f"{called} is the only body of the report with these words in its name"
            return replace(said, speaker=called, anonymous=False, reasons=(reason,))
        together = self._together(source, words_)
        if together:
            return replace(said, speaker=None, anonymous=False, reasons=(together,))
        if words_.casefold() == "it" and before is not None and self._alone_since(before, source.start):
            return replace(
                said,
                speaker=before.name,
                reasons=(f"{before.name} spoke before and is the only body named since",),
            )
        voice = self._voice(words_, source)
        if voice is not None and not voice.of and words_.casefold().startswith(("his ", "her ")):
            voice = replace(voice, of=self._one_who_speaks(said))
        if (
            said.speaker is None
            and voice is not None
            and voice.sort in ("body", "media")
            and is_owned(words_, voice)
        ):
            return replace(said, speaker=words_, voice=voice, reasons=(f"the words are “{words_[:80]}”",))
        if said.anonymous and (said.speaker or "").casefold() != words_.casefold():
            return replace(said, voice=voice, reasons=("the one without a name who spoke before",))
        if said.speaker is not None:
            why = (
                "the report gives no name" if said.anonymous else "a body that the report gives no other name"
            )
            return replace(said, voice=voice, reasons=(why,))
        return replace(said, voice=voice, reasons=(f"the report does not make clear who “{words_[:80]}” is",))

    def _document(self, said: Statement, source: Span, words_: str, before: _Said | None) -> Statement | None:
        """ "A statement released by the office": the office speaks, in a statement."""
        found = sort_of(words_)
        if found is None or found[0] != "document":
            return None
        text = self._text[source.start : min(source.end, source.start + _LONGEST)]
        channel = Hop("channel", head_of(words_), source)
        issued = issued_by().search(text)
        if issued is not None:
            own = head_of(text[issued.end() :]).rstrip()
            if own:
                start = source.start + issued.end()
                inner = Span(source.report, start, start + len(own))
                mention = next((one for one in self._within(inner) if one.span == inner), None)
                plain = replace(said, speaker=mention.name if mention else None, anonymous=False)
                who = self._named(plain, inner, before)
                if who.speaker is not None:
                    return replace(who, chain=(channel,))
        voice = self._voice(words_, source)
        if (
            voice is not None
            and len(voice.of) == 1
            and voice.of[0] in self._names
            and is_owned(words_, voice)
        ):
            (name,) = voice.of
            reason = f"a document of {name}"
            return replace(said, speaker=name, anonymous=False, chain=(channel,), reasons=(reason,))
        return replace(said, voice=voice, chain=(channel,), reasons=("a document of which nobody is named",))

    def _one_who_speaks(self, said: Statement) -> tuple[str, ...]:
        """Who alone speaks in the same sentence: "X said …, his office said"."""
        assert said.source is not None
        at = said.source.start
        first = bisect_left(self._spoken, (max(0, at - _LONGEST), -1))
        last = bisect_left(self._spoken, (at, -1))
        near = [self._statements[i] for _, i in self._spoken[max(first, last - _NEAR) : last]]
        people = {
            other.speaker
            for other in near
            if other.source is not None
            and not _END.search(self._text, other.source.end, at)
            and self._is_person(other)
        }
        return tuple(name for name in people if name) if len(people) == 1 else ()

    def _is_person(self, said: Statement) -> bool:
        return said.speaker in self._people and not said.anonymous

    def _why(self, words_: str, name: str, source: Span) -> str:
        named = {word.casefold() for word in _WORD.findall(name)}
        if named & {POSSESSIVE.sub("", word.casefold()) for word in _WORD.findall(words_)}:
            return f"{name} is named here"
        reference = self._meant(source, words_)
        if reference is not None and reference.name == name and reference.reasons:
            return reference.reasons[0]
        if words_.casefold() in ("he", "she"):
            return f"{name} spoke before, and nobody else is named between"
        return f"“{words_[:80]}” is {name}"

    def _meant(self, source: Span, words_: str) -> Reference | None:
        """The reference that the words for the source are, as a whole or without what follows its head."""
        at = bisect_left(self._from, source.start)
        head = head_of(words_)
        for one in self._references[at : at + 3]:
            if one.span.end > source.end:
                break
            within = one.span.end - one.span.start
            if one.form == "pronoun" and within < source.end - source.start:
                continue
            plain = ARTICLE.sub("", " ".join(one.text.split())).casefold()
            if plain == ARTICLE.sub("", head).casefold() or plain == ARTICLE.sub("", words_).casefold():
                return one
        return None

    def _within(self, source: Span) -> Sequence[Mention]:
        first = bisect_left(self._starts, source.start)
        last = bisect_left(self._starts, min(source.end, source.start + _LONGEST))
        return self._mentions[first:last]

    def _body_at_end(self, source: Span, words_: str) -> Mention | None:
        """ "The Turkish Foreign Ministry": a name that ends where the head of the phrase does."""
        text = self._text[source.start : min(source.end, source.start + _LONGEST)]
        end = source.start + len(head_of(text).rstrip())
        for one in self._within(source):
            covers = one.span.start < end and is_kind(self._text[one.span.end : end])
            if one.kind == "body" and covers and is_plain(self._text[source.start : one.span.start]):
                return one
        return None

    def _called(self, words_: str) -> str | None:
        """ "The Observatory": the one body of the report whose name has these words."""
        asked = ARTICLE.sub("", words_)
        if (
            asked == words_
            or len(asked.split()) > _SHORT
            or not all(word[:1].isupper() for word in asked.split())
        ):
            return None
        wanted = set(asked.split())
        found = {name for name in self._bodies if wanted < set(name.split())}
        return min(found) if len(found) == 1 else None

    def _together(self, source: Span, words_: str) -> str | None:
        """ "Sources and the Oru Observatory": with a name among them they are not one, and not unnamed."""
        parts = [part for part in re.split(r"\s(?:and|as well as)\s", words_) if part]
        if len(parts) < 2 or not any(sorted_noun(part.split()[-1])[1] for part in map(head_of, parts)):
            return None
        last = " ".join(ARTICLE.sub("", parts[-1]).split())
        named = [one.text for one in self._within(source) if one.kind in ("body", "person")]
        if any(last.startswith(" ".join(name.split())) and is_kind(last[len(name) :]) for name in named):
            return f"several speak together: {' and '.join(parts)[:80]}"
        return None

    def _is_body(self, source: Span, name: str) -> bool:
        return any(one.kind == "body" and one.name == name for one in self._within(source))

    def _alone_since(self, before: _Said, at: int) -> bool:
        """Whether no other body or country stands since who spoke, and no paragraph was left out between."""
        if self._text.count("\n\n", before.at, at) > 1 or at - before.at > 3 * _LONGEST:
            return False
        first, last = bisect_left(self._starts, before.at), bisect_left(self._starts, at)
        return all(
            one.kind not in ("body", "place")
            or one.name == before.name
            or _inside(self._quoted, one.span.start)
            for one in self._mentions[first:last]
        )

    def _voice(self, words_: str, source: Span) -> Voice | None:
        found = sort_of(words_)
        if found is None:
            return None
        sort, several = found
        at = bisect_left(self._from, source.start)
        inside = [one for one in self._references[at : at + 4] if one.span.end <= source.end]
        named = [one.name for one in inside if one.form == "pronoun" and one.name is not None]
        owners = named if sort in ("body", "document") else []
        named = [*self._of(words_, source), *(one.of for one in inside if one.of)]
        if sort in _GOVERNMENTAL:
            named = [country.name if (country := country_of_capital(name)) else name for name in named]
        of = tuple(dict.fromkeys((*owners, *named)))
        return Voice(sort, of, several)

    def _of(self, words_: str, source: Span) -> Iterator[str]:
        """Whom the words name: before the noun ("Turkish"), as its owner, or behind "of" or "for"."""
        if is_beside(words_):
            return
        head = head_of(words_)
        mentions = self._within(source)
        for word in head.split():
            bare = POSSESSIVE.sub("", word).strip(".,")
            country = country_of_demonym(bare) or (country_named(bare) if bare[:1].isupper() else None)
            if country is not None and not any(bare in one.text.split() for one in mentions):
                yield country.name
        reach = source.start + self._text[source.start : source.end].find(head.split()[-1])
        for one in mentions:
            if _BESIDE.match(self._text, one.span.end):
                continue  # a London-based group speaks for no country, and a Tarn-backed one not for Tarn
            if one.span.start < reach:
                if one.kind in ("body", "place") or owns(self._text, one):
                    yield one.name
            elif one.kind != "other" and is_led(self._text[reach : one.span.start]):
                yield one.name
                return


def _places(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Stretches that spans cover, in order, none touching another."""
    found: list[tuple[int, int]] = []
    for one in sorted(spans):
        if found and one.start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], one.end)
        else:
            found.append((one.start, one.end))
    return found


def _inside(places: Sequence[tuple[int, int]], at: int) -> bool:
    i = bisect_left(places, (at + 1, 0)) - 1
    return i >= 0 and at < places[i][1]
