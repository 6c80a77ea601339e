"""The words for a source: their head, its sort, and what stands around it."""

from __future__ import annotations

import re
from functools import cache

from truceline.known import country_named, country_of_demonym
from truceline.model.claims import Mention, Voice
from truceline.resources import table, words

_CUT = re.compile(
    r"[,;:(]|\s(?:of|for|from|with|at|in|on|to|by|who|whom|that|which|close|within|inside|near|outside|"
    r"based|speaking|briefed|familiar|involved|released|issued|published|after|during|about)\s"
)
_AND = re.compile(r"\s*(?:,|\band\b|\bor\b|\bas well as\b)\s*")
ARTICLE = re.compile(r"^(?:the|an?|one|another|some|several|many|this|that|these|those)\s+", re.IGNORECASE)
_PREPOSITIONS = frozenset(
    [
        "of",
        "for",
        "from",
        "with",
        "at",
        "in",
        "on",
        "to",
        "by",
        "near",
        "around",
        "outside",
        "within",
        "inside",
    ]
)
_SMALL = frozenset(["the", "so-called", "state", "official", "news", "agency", "broadcaster", "local"])
POSSESSIVE = re.compile(r"['’]s?$")


@cache
def issued_by() -> re.Pattern[str]:
    issued = sorted(table("channels.toml")["issued"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, issued))})\s+", re.IGNORECASE)


def sort_of(source: str) -> tuple[str, bool] | None:
    """The sort of the words for a source, and whether they stand for several; None where no noun tells."""
    found = [
        (sort, noun != part.split()[-1].casefold().strip(".,") or noun in ("staff", "media"))
        for part in _AND.split(head_of(source))
        if part.split()
        for noun, sort in [sorted_noun(part.split()[-1])]
        if sort is not None
    ]
    if not found:
        return None
    if head_of(source).casefold().endswith(("news agency", "news agencies")):
        return "media", found[0][1]
    return found[0][0], len(found) > 1 or found[0][1]


def sorted_noun(word: str) -> tuple[str, str | None]:
    """The noun in the singular, and its sort."""
    plain = POSSESSIVE.sub("", word.casefold().strip(".,"))
    for noun in (plain, plain.removesuffix("s"), f"{plain.removesuffix('ies')}y", plain.removesuffix("es")):
        if noun in _sorts():
            return noun, _sorts()[noun]
    if plain.endswith("men") and f"{plain[:-3]}man" in _sorts():
        return f"{plain[:-3]}man", _sorts()[f"{plain[:-3]}man"]
    return plain, None


@cache
def _sorts() -> dict[str, str]:
    return {noun: sort for sort, nouns in table("voices.toml")["sorts"].items() for noun in nouns}


def head_of(words_: str) -> str:
    """ "Two officials" of "Two officials from the ministry, who …"."""
    cut = _CUT.search(words_)
    head = words_[: cut.start()].strip() if cut else words_
    return head or words_


def is_plain(before: str) -> bool:
    """Whether what stands before a name is an article, a country or the like: "the Turkish", "so-called"."""
    parts = ARTICLE.sub("", before.strip() + " ").split()
    return all(
        country_of_demonym(part) or country_named(part) or part.lower() in _SMALL or part.endswith("-based")
        for part in parts
    )


def is_kind(behind: str) -> bool:
    """Whether nothing but what kind of body it is stands behind a name: "the Front group"."""
    return behind.strip().casefold() in ("", *table("voices.toml")["of"]["kinds"])


def is_owned(words_: str, voice: Voice) -> bool:
    return bool(voice.of) and not ARTICLE.match(words_)


def is_beside(words_: str) -> bool:
    """Allies and residents of a country do not speak for it."""
    last = head_of(words_).split()[-1:]
    return bool(last) and sorted_noun(last[0])[0] in words("beside_nouns.txt")


def owns(text: str, mention: Mention) -> bool:
    return text[mention.span.end : mention.span.end + 2] in ("'s", "’s")


def is_led(between: str) -> bool:
    """Whether the last preposition between a noun and a name leads to whom somebody speaks for."""
    small = [word for word in between.casefold().split() if word in _PREPOSITIONS]
    return bool(small) and small[-1] in table("voices.toml")["of"]["leading"]
