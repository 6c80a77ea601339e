"""The name of a body or place taken apart for comparison: plain words, and its legal form."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from anyascii import anyascii

from truceline.folding import plain_words
from truceline.known import bodies, countries, country_named
from truceline.model.claims import Kind
from truceline.resolve.nameparts import LONGEST_WORD, MOST_LETTERS, MOST_WORDS, NameParts, Word, visible
from truceline.resources import table, words

_ACRONYM = re.compile(r"\b(?:[a-z0-9]\.\s?){2,}(?:[a-z0-9]\b)?")
_CAMEL = re.compile("(?<=[a-z]{3})(?=[A-Z])")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_SIGNS = str.maketrans({"&": " and ", "+": " and ", "%": " percent ", "'": "", "`": "", "’": ""})
_TENS = frozenset(str(ten) for ten in range(20, 100, 10))
_ONES = frozenset("123456789")
_PIECES = re.compile(r"\d+|[a-z]+")


@lru_cache(maxsize=65536)
def body_parts(name: str) -> NameParts:
    """The words of a body's name: short ones written out, numbers as digits, its legal form apart."""
    shown = anyascii(_CAMEL.sub(" ", visible(name))).lower().translate(_SIGNS)
    shown = _ACRONYM.sub(lambda found: found[0].replace(".", "").replace(" ", "") + " ", shown)
    found = [piece[:LONGEST_WORD] for piece in _PIECES.findall(_ORDINAL.sub("", shown))[: 2 * MOST_WORDS]]
    plain = " ".join(found)
    kept, form = _without_form(found)
    made: list[str] = []
    for place, word in enumerate(kept):
        made += _written_out(word, place).split()
        if len(made) > 1 and made[-2] in _TENS and made[-1] in _ONES and not word.isdigit():
            made[-2:] = [str(int(made[-2]) + int(made[-1]))]
    full = [word for word in made if word not in _small()]
    short = [Word(word) for word in (full or made or found)[:MOST_WORDS]]
    return NameParts(plain, tuple(short), form=form, cut=len(name) > MOST_LETTERS or len(full) > MOST_WORDS)


def _written_out(word: str, place: int) -> str:
    forms = table("organisation_forms.toml")
    if word.isdigit():
        return str(int(word)) if len(word) < MOST_WORDS else word
    if word in forms["ordinals"]:
        return str(forms["ordinals"][word])
    if place and word in forms["roman"]:
        return str(forms["roman"][word])
    numbers = table("number_words.toml")["words"]
    if word in numbers:
        return str(numbers[word])
    return str(forms["short"].get(word, word))


def _without_form(found: list[str]) -> tuple[list[str], str]:
    """The words without the legal forms that begin or end the name, and the class of the last of those forms;
    of the classes, "corporate" says least."""
    classes: list[str] = []
    kept = found
    while True:
        for size in range(min(_longest(), len(kept) - 1), 0, -1):
            if (form := _forms().get(tuple(kept[-size:]))) is not None:
                kept = kept[:-size]
                break
            if (form := _forms().get(tuple(kept[:size]))) is not None and _opens(kept[:size]):
                kept = kept[size:]
                break
        else:
            break
        classes.append(form)
    named = [form for form in classes if form != "corporate"] or classes
    return kept, named[0] if named else ""


def _opens(words_: list[str]) -> bool:
    """Whether a legal form may begin a name: those that do in Russian and Ukrainian, or are told in full."""
    return len(words_) > 1 or words_[0] in table("organisation_forms.toml")["opening"]["words"]


@lru_cache(maxsize=65536)
def guess_kind(first: str, second: str) -> Kind:
    """A body if either name has a word, legal form or sign that only names of bodies have, a place if both
    are countries; else a person."""
    if country_named(first) is not None and country_named(second) is not None:
        return "place"
    if _is_body(first) or _is_body(second):
        return "body"
    return "body" if initials_of(body_parts(first), body_parts(second)) else "person"


def initials_of(first: NameParts, second: NameParts) -> bool:
    """Whether one name is one word made of the initials of the other's words."""
    short, full = sorted((first.words, second.words), key=len)
    return len(short) == 1 and len(full) > 1 and short[0].text == "".join(word.text[:1] for word in full)


@lru_cache(maxsize=65536)
def _is_body(name: str) -> bool:
    parts = body_parts(name)
    if parts.form or re.search(r"[&\d%]", name[:MOST_LETTERS]):
        return True
    if parts.plain in _known_bodies():
        return True
    plain = parts.plain.split()
    return not _nouns().isdisjoint(plain) or not _BETWEEN.isdisjoint(plain[1:-1])


@cache
def _known_bodies() -> frozenset[str]:
    return frozenset(body_parts(name).plain for one in bodies() for name in (one.name, *one.aliases))


_BETWEEN = frozenset({"of", "for", "in", "and"})
"""Words that do not stand within the name of a person."""


@cache
def _forms() -> dict[tuple[str, ...], str]:
    return {
        tuple(spelling.split()): form
        for form, spellings in table("organisation_forms.toml")["forms"].items()
        for spelling in spellings
    }


@cache
def _longest() -> int:
    return max(map(len, _forms()))


@cache
def alike_forms(first: str, second: str) -> bool:
    """Whether two classes of legal forms may be those of one body."""
    if first == second or not first or not second:
        return True
    return any({first, second} == set(pair) for pair in table("organisation_forms.toml")["alike"]["pairs"])


@cache
def _small() -> frozenset[str]:
    return frozenset(table("organisation_forms.toml")["small"]["words"])


@cache
def _nouns() -> frozenset[str]:
    return (
        words("body_nouns.txt")
        | words("group_nouns.txt")
        | frozenset(table("organisation_forms.toml")["nouns"]["words"])
    )


@cache
def general_words() -> frozenset[str]:
    """Words that many bodies have in their names."""
    return _nouns() | frozenset(table("organisation_forms.toml")["general"]["words"])


@cache
def place_words() -> frozenset[str]:
    """Words of place that make a body another one."""
    single = frozenset(plain_words(one.name) for one in countries() if " " not in one.name)
    return single | frozenset(table("organisation_forms.toml")["places"]["words"])
