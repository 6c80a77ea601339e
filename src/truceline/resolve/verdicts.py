"""What an alignment of two names proves: the same, different, or unsure, with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from truceline.resolve.align import Alignment, Pair
from truceline.resolve.bodies import alike_forms, general_words, place_words
from truceline.resolve.nameparts import NameParts, Word
from truceline.resolve.spelling import SURE, full_names

Verdict = Literal["same", "different", "unsure"]
Weight = Literal["for", "doubt", "against"]
Finding = tuple[Weight, str]


def verdict(findings: list[Finding]) -> tuple[Verdict, tuple[str, ...]]:
    """One finding against makes two names different, one doubt unsure. The reasons for it come first."""
    weights = {weight for weight, _ in findings}
    found: Verdict = "different" if "against" in weights else "unsure" if "doubt" in weights else "same"
    order: dict[Weight, int] = {"against": 0, "doubt": 1, "for": 2}
    ranked = sorted(findings, key=lambda finding: order[finding[0]])
    return found, tuple(dict.fromkeys(reason for _, reason in ranked))


def person_findings(first: NameParts, second: NameParts, found: Alignment) -> Iterator[Finding]:
    """What speaks for and against two names of people being one person's."""
    yield from _whole_names(first, second)
    if first.generation != second.generation:
        one, other = first.generation or "none", second.generation or "none"
        both = first.generation and second.generation
        yield "against" if both else "doubt", f"a generation apart: {one}, {other}"
    for pair in found.pairs:
        yield from _pair(pair, found)
    yield from _left_out(found)
    yield from _order(found)
    if first.turned != second.turned and not found.turned:
        yield "for", "one has the family name first"
    if _is_single(found.first) or _is_single(found.second):
        yield "doubt", "one word alone names nobody for certain"


def _is_single(words: tuple[Word, ...]) -> bool:
    return len(words) < 2 or len([word for word in words if len(word.text) > 1]) < 2


def _whole_names(first: NameParts, second: NameParts) -> Iterator[Finding]:
    if first.cut or second.cut:
        yield "doubt", "a name is so long that only its beginning was compared"
    if first.plain == second.plain:
        yield "for", "the names are written alike"


def _pair(pair: Pair, found: Alignment) -> Iterator[Finding]:
    one, other = (shown(word) for word in (pair.first, pair.second))
    rough = pair.first.rough or pair.second.rough
    match pair.likeness:
        case "equal":
            return
        case "spelling" | "variant":
            yield "for", f"one name in two spellings: {one}, {other}"
        case "nickname":
            full = full_names(pair.first.text) or full_names(pair.second.text)
            yield "for" if len(full) == 1 else "doubt", f"one is short for the other: {one}, {other}"
        case "initial":
            yield "doubt", f"an initial may stand for the other: {one}, {other}"
        case "loose":
            yield "doubt", f"perhaps one name in two spellings: {one}, {other}"
        case "typo" | "near":
            yield "doubt", f"a letter or two apart: {one}, {other}"
        case "other" if rough:
            yield "doubt", f"not alike, but in scripts that can hardly be compared: {one}, {other}"
        case _:
            yield _unlike(pair, found), f"{_where(pair, found)}: {one}, {other}"


def _unlike(pair: Pair, found: Alignment) -> Weight:
    """Unlike words make two people, unless one may be a by-name ("Abu Mazen"), or one is a middle initial."""
    words = pair.first.text, pair.second.text
    if _by_name(found.first) != _by_name(found.second):
        return "doubt"
    ends = {0, len(found.first) - 1} if len(found.first) < len(found.second) else {0, len(found.second) - 1}
    if min(map(len, words)) == 1 and not ends & set(pair.places):
        return "doubt"
    return "against"


def _by_name(words: tuple[Word, ...]) -> bool:
    """Whether a name begins like "Abu Mazen", which may have nothing in common with the name in papers."""
    return words[0].text.startswith(("abu", "umm")) and len(words[0].text) > 5


def _where(pair: Pair, found: Alignment) -> str:
    if pair.first.role == pair.second.role == "father":
        return "a generation apart, for the fathers' names differ"
    if "patronymic" in {pair.first.role, pair.second.role}:
        return "the fathers' names differ"
    if _by_name(found.first) != _by_name(found.second):
        return "one may be a by-name"
    if pair.places == (0, 0) and len(found.first) > 1 < len(found.second):
        return "the given names differ"
    if pair.places == (len(found.first) - 1, len(found.second) - 1) and pair.places[0]:
        return "the family names differ"
    return "names differ"


def _left_out(found: Alignment) -> Iterator[Finding]:
    """Words that only one name has. A patronymic or an initial is often left out; a middle name, or the
    name of the father, may tell a namesake."""
    for words, places, others in (
        (found.first, found.left, found.second),
        (found.second, found.right, found.first),
    ):
        texts = [word.text for word in words]
        for place in places:
            word = words[place]
            if word.role == "patronymic":
                yield "for", f"one leaves out the patronymic: {shown(word)}"
            elif len(word.text) == 1 and place and not any(len(other.text) == 1 for other in others):
                yield "for", f"one leaves out an initial: {shown(word)}"
            elif texts.count(word.text) > 1:
                yield "doubt", f"one says a word twice: {shown(word)}"
            else:
                yield "doubt", f"only one has: {shown(word)}"


def _order(found: Alignment) -> Iterator[Finding]:
    if father_and_son(found):
        yield "against", "father and son: one's name is the name of the other's father"
    elif found.turned:
        yield "doubt", "the words stand in another order"


def father_and_son(found: Alignment) -> bool:
    """Whether the first word of one name is the father's in the other."""
    return found.turned and any(
        {pair.first.role, pair.second.role} == {"", "father"} and 0 in pair.places
        for pair in found.pairs
        if pair.likeness in SURE
    )


def body_findings(first: NameParts, second: NameParts, found: Alignment, place: bool) -> Iterator[Finding]:
    """What speaks for and against two names of bodies, or places, being those of one."""
    yield from _whole_names(first, second)
    if not alike_forms(first.form, second.form):
        yield "doubt", "the legal forms differ"
    elif first.plain != second.plain and first.form != second.form:
        yield "for", "the legal forms may be those of one body"
    alike = [pair for pair in found.pairs if pair.likeness != "other"]
    for pair in found.pairs:
        yield from _body_pair(pair, found, bool(alike), place)
    known = {pair.first.text for pair in alike} - general_words()
    for word in [*(found.first[at] for at in found.left), *(found.second[at] for at in found.right)]:
        if known and (word.text in place_words() or word.text.isdigit()):
            yield "against", f"only one is of a place or number: {shown(word)}"
        else:
            yield "doubt", f"only one has: {shown(word)}"
    if found.turned:
        yield "doubt", "the words stand in another order"


def _body_pair(pair: Pair, found: Alignment, shared: bool, place: bool) -> Iterator[Finding]:
    one, other = shown(pair.first), shown(pair.second)
    if pair.likeness == "equal":
        return
    if pair.first.text.isdigit() or pair.second.text.isdigit():
        yield "against", f"the numbers differ: {one}, {other}"
    elif pair.likeness == "spelling":
        yield "for", f"one word in two spellings: {one}, {other}"
    elif pair.likeness != "other":
        yield "doubt", f"perhaps one word: {one}, {other}"
    elif shared or place or len(found.first) == len(found.second):
        yield "against", f"words differ: {one}, {other}"
    else:
        yield "doubt", f"no word in common: {one}, {other}"


@lru_cache(maxsize=65536)
def shown(word: Word) -> str:
    """A word as a reason shows it."""
    text = word.native or word.text
    for joined in ("abd", "abu", "umm"):
        if text.startswith(joined) and len(text) > 5 and text != "abdullah":
            return f"{joined.capitalize()} {text[len(joined) :][:40].capitalize()}"
    return f"{text.upper()}." if len(text) == 1 and text.isalpha() else text[:40].capitalize()
