"""Mentions of events as the record compares them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from truceline.model.claims import EventMention, Span
from truceline.model.report import ReportId
from truceline.relate.weekdays import named_weekday
from truceline.resources import table

_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?…][\"'”’»)\]]*\s|\n")
_KNOWN = re.compile(
    r"(?:\b(?:the|this|that|these|those|its|his|her|their)|\w['’]s|s['’])(?:\s+[\w-]+){0,3}\s+\Z",
    re.IGNORECASE,
)
_REACH = 400
"""Characters on each side of a word in which its sentence is looked for."""
_BEFORE = 60
_FORCE = frozenset({"beat", "torture", "crowd-control", "arrest", "seize", "curfew", "deport"})


@dataclass(frozen=True, slots=True)
class Told:
    """One mention with its claim id, the entities of those who took part, the origin of the text that it
    stands in, and who vouches for it.

    `sources`, `targets`, `hosts` and `mediators` are entities too; `sentence` has the words around it without
    case and marks, `published` is the day of its report ("" where unknown), and `definite` says that it is
    told of as known: "the strike", "its strike". A `caption` is that of a picture; `figures` are the numbers
    in the words for the harm ("9")."""

    claim: str
    report: ReportId
    mention: EventMention
    actors: frozenset[str]
    place: str | None
    origin: str = ""
    asserter: str = ""
    sources: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    mediators: frozenset[str] = frozenset()
    by: str | None = None
    sentence: str = ""
    published: str = ""
    definite: bool = False
    caption: bool = False
    figures: frozenset[str] = frozenset()

    @property
    def dates(self) -> tuple[str, str] | None:
        time = self.mention.time
        if time is None or time.earliest is None or time.latest is None:
            return None
        return time.earliest, time.latest

    @property
    def day(self) -> str | None:
        """The one day that the text gives."""
        return self.dates[0] if self.dates is not None and self.dates[0] == self.dates[1] else None

    @property
    def weekday(self) -> int | None:
        """1 to 7 where the text gives a day, or a bare weekday ("XXXX-WXX-2")."""
        if self.day is not None:
            return date.fromisoformat(self.day).isoweekday()
        time = self.mention.time
        return named_weekday(time) if time is not None else None


def is_incident(mention: EventMention) -> bool:
    """Whether it is what ceasefire monitors write down: attacks, fighting, force against people or what is
    theirs, and troops that are moved."""
    if mention.code in ("ASSAULT", "FIGHT", "MOBILIZE"):
        return True
    return mention.code == "COERCE" and bool(mention.harm or mention.means or mention.mode in _FORCE)


def sentence(text: str, at: Span) -> str:
    """The words of the sentence around a place, without case and marks, and where in them it stands: copies
    of one text have the same."""
    left, right = max(0, at.start - _REACH), min(len(text), at.end + _REACH)
    start = max((end.end() for end in _END.finditer(text, left, at.start)), default=left)
    last = _END.search(text, at.end, right)
    before = _WORD.findall(text[start : at.start].casefold())
    words = [*before, *_WORD.findall(text[at.start : last.start() if last else right].casefold())]
    return f"{len(before)} {' '.join(words)}"


def figures_of_harm(text: str, mention: EventMention) -> frozenset[str]:
    """The numbers in the words for who was hurt and what was destroyed: "nine civilians" has "9". One is no
    figure: it tells no two attacks apart."""
    words = table("number_words.toml")["words"]
    found = set()
    for span in mention.harm:
        for word in _WORD.findall(text[span.start : min(span.end, span.start + _REACH)].casefold()):
            if word.isdigit() or word in words:
                found.add(str(words.get(word, word)))
    return frozenset(found - {"1"})


def is_definite(text: str, at: Span) -> bool:
    """Whether words tell of something as known: "the strike", "Veldenia's deadly strike"."""
    return bool(_KNOWN.search(text[max(0, at.start - _BEFORE) : at.start]))
