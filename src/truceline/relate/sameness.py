"""Whether two statements are one utterance: the same words, cut or edited, or the same in other words.

Words are compared without case and endings. Those that are rare among the statements of a story count for
more (inverse document frequency, Spärck Jones, 1972), and words for the same country or thing count as one
(`resources/same_words.toml`). A number, or a "not", that only one of the two has is never passed over in
silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

from rapidfuzz.distance import LCSseq

from truceline.known import countries
from truceline.model.record import Echo
from truceline.relate.wording import content, folded_words
from truceline.resources import table

MOST = 400
"""Words of a statement that are compared."""
VERBATIM, EDITED = 0.9, 0.7
"""Share of the shorter one's words that stand in the other in the same order: cut; edited."""
IN_OTHER_WORDS = ("reworded", "translated")
FEWEST = 5
"""Words below which the same words may be chance, and count only as a whole."""
RUN = 10
"""Words in a row that two statements have by no chance."""
REWORDED, HALF, NEAR = 0.58, 0.5, 0.42
"""Share of the weight of the shorter one's telling words that both have: one utterance; one if their
sentences are alike too; unsure."""
MUTUAL = 0.3
"""The same share of the words of both together, so that a short one is not in every long one."""
COMMON = 3
"""Telling words that both must have."""
CHANCE = 6
"""Words in a row that two translations, made apart, seldom have in common."""


@dataclass(frozen=True)
class Words:
    """A statement as it is compared: `plain` are its words in order, `telling` the stems that tell what it is
    about, `sentence` is the text of its sentence, `names` are the words that it has with a
    capital within a sentence, by what stands for them. With `exact`, it stands in quotation marks."""

    plain: tuple[str, ...]
    telling: frozenset[str]
    sentence: str = ""
    names: frozenset[str] = frozenset()
    exact: bool = False

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(word for word in self.plain if word[:1].isdigit())

    @cached_property
    def negated(self) -> bool:
        return any(word in _negations() for word in self.plain)

    @cached_property
    def around(self) -> frozenset[str]:
        """What the sentence is about."""
        return telling(folded_words(self.sentence)[:MOST])


def words_of(text: str, sentence: str = "", exact: bool = False) -> Words:
    """The words of a statement, and its sentence."""
    plain = folded_words(text)[:MOST]
    names = telling(tuple(word for name in _NAME.findall(text)[:MOST] for word in folded_words(name)))
    return Words(plain, telling(plain), sentence, names, exact)


def telling(words: tuple[str, ...]) -> frozenset[str]:
    """What words are about: stems, with one for all words for a country or for the same thing."""
    same = _same()
    return content([same.get(word, word) for word in words])


type Weight = Callable[[str], float]


def compare(one: Words, other: Words, weight: Weight, beside: bool = False) -> Echo | None:
    """How two statements by one speaker are alike; None where nothing says so. `beside` says that their
    sentences were found to be the same passage of two texts."""
    fewest = min(len(one.plain), len(other.plain))
    if one.plain == other.plain:
        return Echo("same", 1.0)
    ordered = LCSseq.similarity(one.plain, other.plain) / max(1, fewest)
    common = one.telling & other.telling
    weighed = sum(map(weight, sorted(common)))
    lighter = min(sum(map(weight, sorted(words.telling))) for words in (one, other))
    share = weighed / lighter if lighter else 0.0
    both = weighed / (sum(map(weight, sorted(one.telling | other.telling))) or 1.0)
    numbers = _numbers(one, other)
    negated = one.negated != other.negated
    length = fewest / max(1, len(one.plain), len(other.plain))
    if fewest >= FEWEST and share >= REWORDED:
        if ordered >= VERBATIM and length < 0.8:
            return Echo("cut", round(ordered, 2), ("the words of the one stand in the other",))
        if ordered >= EDITED and length >= 0.6:
            if negated:
                return Echo("unsure", round(ordered, 2), ("only one of the two has a “not”",))
            said = "most words are the same, in the same order"
            return Echo("edited", round(ordered, 2), (said, *([numbers] if numbers else [])))
    if _run(one.plain, other.plain, RUN):
        return Echo("cut", round(ordered, 2), (f"they have {RUN} words and more in a row in common",))
    around = len(one.around & other.around) / max(1, min(len(one.around), len(other.around)))
    helped = beside or around >= 0.6
    enough = share >= REWORDED and len(common) >= COMMON and both >= MUTUAL
    if not enough and helped:
        least = (NEAR, 2) if beside else (HALF, COMMON)
        enough = share >= least[0] and len(common) >= least[1] and (beside or both >= MUTUAL)
    why = f"{share:.0%} of the weight of the telling words of one is in the other"
    reasons = (why, *(["their sentences tell the same"] if helped else []))
    if enough:
        if numbers and not one.numbers & other.numbers:
            return Echo("unsure", round(share, 2), (why, numbers))
        if negated and length >= 0.5:
            return Echo("unsure", round(share, 2), (why, "only one of the two has a “not”"))
        return _in_other_words(one, other, share, reasons)
    if one.exact and other.exact and share >= NEAR and both >= MUTUAL and len(common) >= COMMON:
        named = one.names == other.names and one.names and one.numbers == other.numbers
        if named:
            reasons = (*reasons, "they have the same names")
        if named and not negated and length >= 0.5 and share >= HALF:
            return _in_other_words(one, other, share, reasons)
        return Echo("unsure", round(share, 2), reasons)
    if share >= NEAR and len(common) >= COMMON and both >= MUTUAL / 2:
        return Echo("unsure", round(share, 2), reasons)
    return None


def _in_other_words(one: Words, other: Words, share: float, reasons: tuple[str, ...]) -> Echo:
    """Reworded; where both stand in quotation marks and nothing long is the same, two translations."""
    if one.exact and other.exact and not _run(one.plain, other.plain, CHANCE):
        return Echo("translated", round(share, 2), (*reasons, _TRANSLATED))
    return Echo("reworded", round(share, 2), reasons)


def _run(one: tuple[str, ...], other: tuple[str, ...], run: int) -> bool:
    """Whether a long run of words, with some that tell, stands in both: each was cut at another end."""
    if min(len(one), len(other)) < run:
        return False
    least = COMMON + 1 if run == RUN else 1
    there = {other[at : at + run] for at in range(len(other) - run + 1)}
    return any(
        one[at : at + run] in there and len(telling(one[at : at + run])) >= least
        for at in range(len(one) - run + 1)
    )


def verbatim(one: Words, other: Words) -> bool:
    """Whether the very words of one, at least eight with four that tell, stand in the other in the same
    order."""
    fewest = min(len(one.plain), len(other.plain))
    if one.plain == other.plain and fewest >= 8:
        return True
    if fewest < 8 or len(one.telling & other.telling) < 4:
        return False
    return LCSseq.similarity(one.plain, other.plain) >= VERBATIM * fewest


def _numbers(one: Words, other: Words) -> str:
    mine, theirs = sorted(one.numbers - other.numbers), sorted(other.numbers - one.numbers)
    if not (mine and theirs):
        return ""
    return f"the numbers differ: {', '.join(mine[:3])} here, {', '.join(theirs[:3])} there"


@cache
def _same() -> dict[str, str]:
    """{word: what stands for it}: countries by their names and adjectives of one word, and sets of words."""
    found = {
        word.casefold(): f"{country.name.lower().replace(' ', '-')}-"
        for country in countries()
        for word in (country.name, *country.aliases, *country.demonyms)
        if " " not in word
    }
    found.pop("us", None)  # without its capitals it is a pronoun
    plural = {f"{word}s": name for word, name in found.items()}
    sets = {word: alike[0] for alike in table("same_words.toml")["sets"] for word in alike}
    return plural | found | sets


@cache
def _negations() -> frozenset[str]:
    return frozenset(table("same_words.toml")["negations"])


def sentence_of(text: str, start: int, end: int) -> str:
    """The sentence around some characters of a text, cut where it is long."""
    left = max(0, start - _AROUND)
    first = max([left, *(found.end() for found in _END.finditer(text, left, start))])
    stop = _END.search(text, max(start, end - 1), end + _AROUND)
    return text[first : stop.start() + 1 if stop else end + _AROUND]


_NAME = re.compile(r"(?<=[\w,;’'] )[A-ZÀ-ÞĀ-Ž][\w’'-]+")
_TRANSLATED = "both stand in quotation marks in other words: two translations, or one is not exact"
_AROUND = 250
"""Characters on either side of a statement that are looked at for its sentence."""
_END = re.compile(r"[.!?…][\"”’)\]]*\s|\n")
