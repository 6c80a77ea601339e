"""Where a sentence says that something waits for somebody's consent."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.known import country_of_demonym
from truceline.relate.board_sentences import Sentence
from truceline.relate.passages import Word, phrases

_DEPENDS = ("depend", "hinge", "require", "need", "subject")
"""Words behind which what is waited for need not be called approval."""


def decider_words(sentence: Sentence) -> tuple[int, int] | None:
    """Where a sentence says that something waits for somebody: the numbers of the words after that."""
    for first, last in phrases("awaits").find(sentence.words):
        behind = sentence.words[last + 1 : last + 12]
        consent = phrases("consents").first(behind)
        if consent is not None and consent[0] > 0 and _decider_within(sentence, behind[: consent[0]]):
            return last + 1, last + 1 + consent[0]
        needed = not sentence.words[first].lower.startswith(_DEPENDS)
        if consent is not None or not needed:
            return last + 1, last + 1 + len(behind)
    return None


def _decider_within(sentence: Sentence, behind: Sequence[Word]) -> bool:
    """Whether somebody is named among these words: "Israeli approval" has all that is to be known."""
    return any(
        country_of_demonym(sentence.told.text[word.start : word.end]) is not None
        or any(name.start <= word.start < name.end for name in sentence.names)
        for word in behind
    )
