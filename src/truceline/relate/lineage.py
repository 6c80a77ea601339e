"""Who copied whom: for each report, where its text comes from, passage by passage.

Candidates share hashed runs of five words outside quotation marks, or are on the same thing (see
`stories`); each is then compared word by word. Candidates are found by containment, not by Jaccard: a
brief cut from a long story shares all of its own text, but little of the story's (Broder, "On the
resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b

from truceline.model.claims import Span
from truceline.model.digest import Credit, Traits
from truceline.model.record import Confidence, Derived, Lineage, Link, LinkKind, Passage
from truceline.model.report import Report, ReportId
from truceline.relate.derivation import LEAST_WORDS, NEAR_DAYS, WHOLLY, Derivation, Shared, derive
from truceline.relate.wording import Wording, wording

WIDTH = 5
SAMPLE = 8
"""One shingle in so many is posted to find candidates."""
STANDING = 3
"""The nearest earlier reports with a piece of text that tell whether it is a standing one."""
UNDATED = "9999"
POSTED = 120
"""A text with fewer shingles is posted under all of them."""
COMPARED, FEWEST, LEAST_SHARED = 4, 6, 0.02
"""The candidates that share most shingles are compared word by word, if they share so many (half of a short
text's) and so large a part: what is edited keeps few of them."""
RETOLD = 0.4
"""The least part of a report's main terms that another has whose text it tells in other words."""
NEARLY_ALL = 0.9
"""An origin of so large a share of a report is the one: the others are not looked at."""
AS_GOOD = 0.95
"""An earlier origin with so large a part of the words of the best one is preferred to it."""
MOST_ORIGINS = 3
EXCERPT = 0.6
"""A copy with fewer own words than this share of its origin's is an excerpt."""
COPY = 0.97
"""Likeness of all copied passages together from which nothing but slips was edited."""
CERTAIN_WORDS, LIKELY_WORDS = 60, 25
"""Own words in verbatim or edited passages; chance brings two reports to no more than a score."""

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, eq=False)
class Text:
    """A report as its lineage is traced; its words are found when they are asked for. `standing` are the keys
    of text that earlier reports have at different times."""

    report: Report
    traits: Traits
    standing: frozenset[int] = frozenset()

    def is_standing(self, first: int, last: int) -> bool:
        """Whether most of the words `[first, last)` are of standing text, by the keys known as such."""
        if not self.standing:
            return False
        start, end = self.wording.characters(first, last)
        own = set(shingles(self.report.text[:end], start)) & set(lineage_keys(self.traits))
        return bool(own) and 2 * len(own & self.standing) >= len(own)

    @cached_property
    def wording(self) -> Wording:
        return wording(self.report.text, self.report.body, self.traits.quotations)

    @property
    def id(self) -> ReportId:
        return self.report.id

    @property
    def order(self) -> str:
        return self.traits.order

    @property
    def published(self) -> str | None:
        return self.report.published

    @property
    def outlet(self) -> str | None:
        return self.report.outlet

    @property
    def credits(self) -> tuple[Credit, ...]:
        return self.traits.credits


def shingles(text: str, start: int = 0, quotations: Iterable[tuple[int, int]] = ()) -> tuple[int, ...]:
    """The distinct five-word shingles of a text from `start` on, as sorted signed 64-bit hashes; none
    spans a quotation, given as `(start, end)`. A text that is nearly all quotation is one as a whole."""
    folded, at = [], start
    for begin, end in (*quotations, (len(text), len(text))):
        folded.append(_WORD.findall(text[at:begin].casefold()))
        at = max(at, end)
    runs = [" ".join(words[i : i + WIDTH]) for words in folded for i in range(len(words) - WIDTH + 1)]
    if not runs and len(words := _WORD.findall(text[start:].casefold())) >= WIDTH:
        runs = [" ".join(words)]
    hashes = {
        int.from_bytes(blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)
        for run in runs
    }
    return tuple(sorted(hashes))


def lineage_keys(traits: Traits) -> tuple[int, ...]:
    """The keys under which a report is found by those that share text with it."""
    if len(traits.shingles) < POSTED:
        return traits.shingles
    return tuple(shingle for shingle in traits.shingles if shingle % SAMPLE == 0)


def is_standing(day: str, outlet: str | None, earlier: Sequence[tuple[str, str | None]]) -> bool:
    """Whether what a report of this day and outlet shares with earlier ones is standing text: printed over
    more days than a wire is, or by one outlet again and again. `earlier` are (day, outlet) of the nearest."""
    all_of = [one for one in (*earlier, (day, outlet)) if one[0] < UNDATED]
    if len(earlier) < 2 or len(all_of) < 3:
        return False
    days = [one for one, _ in all_of]
    own = [one for one, by in all_of if by == outlet is not None]
    return (days_apart(min(days), max(days)) or 0) > NEAR_DAYS or (len(own) > 2 and min(own) < max(own))


def candidates(report: Traits, earlier: Sequence[Traits]) -> tuple[ReportId, ...]:
    """The earlier reports that share most shingles, `COMPARED` at most, each with some that those before it
    do not share; of nearly equal ones the earliest."""
    own = frozenset(report.shingles)
    fewest = max(min(FEWEST, len(own) // 2 + 1), LEAST_SHARED * len(own))
    shared = {other.report: own.intersection(other.shingles) for other in earlier}
    order = {other.report: other.order for other in earlier}
    chosen: list[ReportId] = []
    while len(chosen) < COMPARED:
        left = {other: len(common) for other, common in shared.items() if len(common) >= fewest}
        if not left:
            break
        most = max(left.values())
        best = min(
            (other for other, common in left.items() if common >= AS_GOOD * most), key=order.__getitem__
        )
        explained = shared.pop(best)
        chosen.append(best)
        shared = {other: common - explained for other, common in shared.items()}
    return tuple(chosen)


def may_retell(terms: frozenset[str], of_other: frozenset[str]) -> bool:
    """Whether a report shares so many of its main terms with another that it may tell its text in other
    words."""
    return len(terms & of_other) >= RETOLD * len(terms)


def trace(report: Text, earlier: Iterable[Source]) -> Lineage:
    """Where the text of a report comes from, among what it has from earlier reports, the likeliest first,
    and the agencies that it credits."""
    found = []
    for what, other in earlier:
        if what.derived != "not":
            found.append((what, other))
        if what.share >= NEARLY_ALL:
            break
    chosen = _origins(found)
    links = [_link(report, other, what) for what, other in chosen]
    share = _together(report, [what for what, _ in chosen])
    links += _credited(report)
    derived: Derived = "not" if not chosen else "wholly" if share >= WHOLLY else "partly"
    if any(credit.what == "whole" for credit in report.credits):
        derived, share = "wholly", 1.0
    return Lineage(report.id, derived, round(share, 3), tuple(links))


type Source = tuple[Derivation, Text]
"""An earlier report, and what a later one has from it."""
type Asked = tuple[Text, list[Text], list[Text]]
"""A report, those that share text with it, the likeliest first, and those whose text it may tell again."""


def trace_all(asked: Iterable[Asked]) -> list[Lineage]:
    """The lineage of each report; each pair is compared when the ones before it did not give enough."""
    return [
        trace(report, ((derive_from(report, one), one) for one in (*sources, *retold)))
        for report, sources, retold in asked
    ]


def is_copy(found: Lineage) -> bool:
    """Whether a report has its text from another in the same words, so that it adds nothing to a story."""
    return found.derived == "wholly" and found.links[0].kind in ("identical", "copy", "edited", "excerpt")


def derive_from(report: Text, other: Text) -> Derivation:
    one_outlet = report.outlet is not None and report.outlet == other.outlet
    days = days_apart(report.published, other.published)
    return derive(report.wording, other.wording, days, one_outlet, report.is_standing)


def days_apart(one: str | None, other: str | None) -> int | None:
    """Days between two dates of publication, None where one is not known."""
    if one is None or other is None:
        return None
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)


def _origins(found: Sequence[Source]) -> list[Source]:
    """The origins of a report, the main one first: a report made of two wires has two."""
    left = sorted(found, key=lambda one: (-one[0].words, one[1].order))
    chosen: list[Source] = []
    taken: list[Shared] = []
    while left and len(chosen) < MOST_ORIGINS:
        most = max(_new_words(what, taken) for what, _ in left)
        if chosen and most < LEAST_WORDS:
            break
        best = min(
            (one for one in left if _new_words(one[0], taken) >= AS_GOOD * most),
            key=lambda one: one[1].order,
        )
        chosen.append(best)
        taken += best[0].passages
        left = [one for one in left if one is not best]
    return chosen


def _new_words(what: Derivation, taken: Sequence[Shared]) -> float:
    """The words that an origin gives beyond the passages that others gave."""
    return sum(
        passage.counted
        for passage in what.passages
        if not any(
            2 * (min(passage.here_end, one.here_end) - max(passage.here, one.here))
            > passage.here_end - passage.here
            for one in taken
        )
    )


def _together(report: Text, chosen: Sequence[Derivation]) -> float:
    """The share of a report's own words that it has from all its origins."""
    if not chosen:
        return 0.0
    taken: list[Shared] = []
    words = 0.0
    for what in chosen:
        words += _new_words(what, taken)
        taken += what.passages
    return max(chosen[0].share, min(1.0, words / report.wording.own if report.wording.own else 0.0))


def _link(report: Text, other: Text, what: Derivation) -> Link:
    told_again = sum(passage.own for passage in what.passages if passage.kind == "rewritten")
    copied = [passage for passage in what.passages if passage.kind in ("verbatim", "edited")]
    words = sum(passage.own for passage in copied)
    likeness = sum(passage.own * passage.likeness for passage in copied) / words if words else 0.0
    kind: LinkKind = "passages"
    if what.derived == "wholly":
        if report.wording.words == other.wording.words:
            kind = "identical"
        elif told_again > words:
            kind = "rewrite"
        elif report.wording.own < EXCERPT * other.wording.own:
            kind = "excerpt"
        else:
            kind = "copy" if likeness >= COPY and not told_again else "edited"
    confidence: Confidence = "unsure"
    if words * likeness >= CERTAIN_WORDS or (what.share >= 1.0 and not told_again):
        confidence = "certain"
    elif words * likeness >= LIKELY_WORDS:
        confidence = "likely"
    return Link(
        kind=kind,
        origin=other.id,
        agency=None,
        share=what.share,
        confidence=confidence,
        reasons=tuple(_reasons(report, other, what, round(words))),
        passages=tuple(_passage(report, other, passage) for passage in what.passages),
    )


def _passage(report: Text, other: Text, passage: Shared) -> Passage:
    here = Span(report.id, *report.wording.characters(passage.here, passage.here_end))
    there = Span(other.id, *other.wording.characters(passage.there, passage.there_end))
    return Passage(passage.kind, here, there, passage.likeness)


def _reasons(report: Text, other: Text, what: Derivation, words: int) -> Iterable[str]:
    """What speaks for a link, in plain words."""
    kinds = [passage.kind for passage in what.passages]
    copied = kinds.count("verbatim") + kinds.count("edited")
    if copied:
        longest = max(p.here_end - p.here for p in what.passages if p.kind in ("verbatim", "edited"))
        yield f"{_many(copied, 'passage')} of the same words ({words} of its own, {longest} in the longest)"
    if again := kinds.count("rewritten"):
        yield f"{_many(again, 'sentence')} told again in other words, mostly in the same order"
    if quoted := kinds.count("quotation"):
        yield f"{_many(quoted, 'quotation')} in common"
    if figures := _common_figures(report, other, what):
        yield f"the same figures in them: {', '.join(figures)}"
    both = {credit.agency for credit in report.credits} & {credit.agency for credit in other.credits}
    if both:
        yield f"both credit {' and '.join(sorted(both))}"
    yield _which_first(report, other)


def _common_figures(report: Text, other: Text, what: Derivation) -> list[str]:
    """Figures that stand in both sides of a passage that was told again, years aside."""
    found: dict[str, None] = {}
    for passage in what.passages:
        if passage.kind == "rewritten":
            theirs = set(other.wording.words[passage.there : passage.there_end])
            for word in report.wording.words[passage.here : passage.here_end]:
                if word in theirs and _FIGURE.fullmatch(word) and not _YEAR.fullmatch(word):
                    found.setdefault(word)
    return list(found)[:4]


def _which_first(report: Text, other: Text) -> str:
    days = days_apart(report.published, other.published)
    if days is None:
        return "which of the two was first cannot be told: " + (
            "both are undated" if report.published == other.published else "one is undated"
        )
    if days:
        return f"published {_many(days, 'day')} after it"
    if report.published != other.published and all("T" in (one.published or "") for one in (report, other)):
        return "published after it on the same day"
    return "of the same day: which was first cannot be told, and the longer is taken for it"


def _credited(report: Text) -> Iterable[Link]:
    """The agencies that a report credits, with its whole text or with sentences."""
    for agency in dict.fromkeys(credit.agency for credit in report.credits if credit.what != "own"):
        own = [credit for credit in report.credits if credit.agency == agency]
        if any(credit.what == "whole" for credit in own):
            reason = f"its dateline, byline or last line credits {agency} with the text as a whole"
            yield Link("credit", None, agency, 1.0, "certain", (reason,))
            continue
        spans = [Span(report.id, credit.start, credit.end) for credit in own]
        told = sum(credit.what == "told" for credit in own)
        reason = f"{_many(told, 'sentence')} of what somebody told {agency}" if told else ""
        cited = f"{agency} is cited for {_many(len(own) - told, 'sentence')}" if len(own) > told else ""
        words = sum(report.wording.own_in(span.start, span.end) for span in spans)
        yield Link(
            kind="credit",
            origin=None,
            agency=agency,
            share=round(min(1.0, words / max(1, report.wording.own)), 3),
            confidence="likely",
            reasons=tuple(filter(None, (reason, cited))),
            passages=tuple(Passage("credited", span) for span in spans),
        )


def _many(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
