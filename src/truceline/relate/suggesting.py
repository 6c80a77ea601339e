"""Terms that reports tell of, proposed for a process file: quantities that are owed, promises, and what a
coming phase is said to bring. A person decides on each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from truceline.model.claims import Span, Term
from truceline.relate.board_sentences import Told, sentences_of
from truceline.relate.passages import Word, forms, phrases, plain, words_at
from truceline.resources import any_of, table

_LONGEST = 160
"""Characters of a proposed term."""
_SPLIT = re.compile(r",\s*(?:and\s+)?|\s+and\s+|;\s*")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term that a sentence tells of; `who` are entities that it names, `phase` its words for a phase."""

    what: str
    text: str
    span: Span
    why: str
    who: tuple[str, ...] = ()
    counted: str | None = None
    amount: float | None = None
    per: str | None = None
    phase: str | None = None


@cache
def _verbs() -> dict[str, str]:
    """{form of a verb: deed}; a form that several deeds have is the first one's."""
    found: dict[str, str] = {}
    for deed, row in table("obligations.toml")["deeds"].items():
        for verb in row["verbs"]:
            for form in forms(verb):
                found.setdefault(form, deed)
    return found


def deed_of(words: Iterable[Word]) -> str | None:
    """The deed whose verbs and nouns most of these words are."""
    counts: dict[str, int] = {}
    for word in words:
        for deed, row in table("obligations.toml")["deeds"].items():
            hit = any(word.plain in forms(verb) for verb in row["verbs"])
            hit = hit or word.plain in {plain(noun) for noun in row["nouns"]}
            if hit:
                counts[deed] = counts.get(deed, 0) + 1
    return max(counts, key=lambda deed: counts[deed], default=None)


def proposals(told: Iterable[Told], terms: Iterable[Term], promises: Iterable[Span]) -> Iterator[Proposal]:
    """Proposals in the order of the record, each once."""
    owed = {(one.span.report, one.span.start): one for one in terms}
    bound = {(one.report, one.start) for one in promises}
    seen: set[tuple[str, str]] = set()
    for report in told:
        starts = sorted(start for name, start in owed if name == report.report)
        spoken = sorted(start for name, start in bound if name == report.report)
        for sentence in sentences_of(report):
            here = [one for one in starts if sentence.span.start <= one < sentence.span.end]
            found = [_owed(owed[report.report, one], report, sentence.span, sentence.words) for one in here]
            if not here and any(sentence.span.start <= one < sentence.span.end for one in spoken):
                found.append(_promised(report, sentence.span, sentence.words))
            found += _phased(report, sentence.span)
            who = tuple(dict.fromkeys(name.entity for name in sentence.names))
            for one in found:
                if one is not None and (one.what, one.text.casefold()) not in seen:
                    seen.add((one.what, one.text.casefold()))
                    yield Proposal(
                        one.what,
                        one.text,
                        one.span,
                        one.why,
                        who,
                        one.counted,
                        one.amount,
                        one.per,
                        one.phase,
                    )


def _owed(term: Term, report: Told, span: Span, words: tuple[Word, ...]) -> Proposal | None:
    if term.counted is None or plain(term.counted.split()[-1]) in {plain(one) for one in _generic()}:
        return None  # "five ceasefires" are no quantity
    per = f" each {term.period}" if term.period else ""
    near = [word for word in words if abs(word.start - term.span.start) < 90]
    deed = deed_of(near) or "supply"
    text = f"{term.text} {term.counted}{per}"
    period = term.period if term.period in ("day", "week", "month", "year") else None
    return Proposal(deed, text, span, "a quantity that is owed", (), term.counted, term.value, period)


def _promised(report: Told, span: Span, words: tuple[Word, ...]) -> Proposal | None:
    deed = deed_of(words)
    capitals = all(report.text[word.start : word.end].isupper() for word in words[:2])
    if deed is None or capitals or phrases("negated").first(words) is not None:
        return None  # a caption, or something that is not promised
    text = " ".join(report.text[span.start : span.end].split())
    text = text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return Proposal(deed, text, span, "somebody promises it")


def _generic() -> tuple[str, ...]:
    return tuple(table("board.toml")["generic"])


@cache
def _phase() -> re.Pattern[str]:
    rows = table("board.toml")
    which, brings = any_of(rows["phases"]), any_of(rows["brings"])
    return re.compile(rf"\b((?:{which}) (?:phase|stage)\b)[^.;]{{0,80}}?\b(?:{brings})\b", re.IGNORECASE)


def _phased(report: Told, span: Span) -> list[Proposal | None]:
    """ "the next phase, which centers on disarming A, forming an authority and deploying a force"."""
    found = _phase().search(report.text, span.start, span.end)
    if found is None:
        return []
    made: list[Proposal | None] = []
    rest = report.text[found.end() : span.end].partition(". ")[0]
    for piece in _SPLIT.split(rest.rstrip(".")):
        words = words_at(piece, 0, len(piece))
        deed = _verbs().get(words[0].plain) if words else None
        if deed is not None and words[0].lower.endswith("ing") and len(words) > 1:
            text = " ".join(piece.split())[:_LONGEST]
            why = "a coming phase is said to bring it"
            made.append(
                Proposal(deed, text[0].upper() + text[1:], span, why, phase=found.group(1).casefold())
            )
    return made
