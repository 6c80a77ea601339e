"""The title of a story: that of one of its reports, the one that says most of what they all tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from truceline.model.report import Report
from truceline.relate.wording import content

LONGEST = 110
"""Characters of a title that is made from a first sentence."""
_WORDS = 12
"""Content words of a title; one that has more is not better for it."""


def headline(reports: Sequence[Report]) -> str:
    """A title of the reports, given in the order of publication, or a first sentence where none has one.

    Extractive, by the words in it that most reports have in title and first sentence (a centroid, Radev
    et al., 2004); of equals the earliest is taken.
    """
    beginnings = [first_sentence(report) for report in reports]
    titles = [title for report in reports if (title := report.title)] or beginnings
    often = Counter(
        word
        for report, beginning in zip(reports, beginnings, strict=True)
        for word in _words(f"{report.title or ''} {beginning}")
    )
    return max(titles, key=lambda title: _told(title, often))


def _told(title: str, often: Counter[str]) -> float:
    shares = sorted((often[word] for word in _words(title)), reverse=True)[:_WORDS]
    return sum(shares) / (len(shares) + 2) if shares else 0.0


def _words(text: str) -> Iterable[str]:
    return content(word.casefold().strip("'’") for word in text.replace("-", " ").split())


def first_sentence(report: Report) -> str:
    """The beginning of the news, up to a clause's end."""
    line = next((line.strip() for line in report.text[report.body :].splitlines() if line.strip()), "")
    sentence = line.split(". ")[0].rstrip(".")
    if len(sentence) <= LONGEST:
        return sentence
    cut = sentence[:LONGEST]
    for mark in (", ", " "):
        if mark in cut[LONGEST // 2 :]:
            return cut[: cut.rindex(mark)] + " …"
    return cut + "…"
