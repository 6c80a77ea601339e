"""A name taken apart for comparison: its words in order, and what was said around them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from anyascii import anyascii

from truceline.resources import table, words

MOST_LETTERS, MOST_WORDS, LONGEST_WORD = 400, 24, 60
"""Of a longer name only the beginning is compared; the verdict is then never "same". Of a word too."""

_WORD = re.compile("[a-z0-9]+")
_CAMEL = re.compile("(?<=[a-z]{3})(?=[A-Z])")
_HEBREW = str.maketrans("בו", "bw")
_GLUED = (
    (re.compile("^abd[aeou]l+ah?$"), "abdullah"),
    (re.compile("^abd(?!ullah)(?:[aeou]u?[lrsz])(?=.{3})"), "abd"),
    (re.compile("(?<=...)(?:[aeui]l|[aeui]d|[aeui])d(?:in|een|ine)$"), "din"),
    (re.compile("(?<=..)[aeou]l+ah$"), "ullah"),
)
_LINKS = frozenset({"ul", "ur", "ud", "us", "uz"})


@dataclass(frozen=True, slots=True)
class Word:
    """`text` in lower case Latin letters; `native` as it was, in lower case; `vowels` says whether its
    script writes them; `role` is "father" behind "bin", "patronymic" or "";
    `rough`: of a script that tells little of how the name is written in Latin letters."""

    text: str
    native: str = ""
    vowels: bool = True
    role: str = ""
    rough: bool = False


@dataclass(frozen=True, slots=True)
class NameParts:
    """`plain` is the whole name without case and marks; `turned` says that "SMITH, John" was put in order;
    `generation` is "jr", "ii" and the like; `form` is the class of a body's legal form; `cut`, that it is too
    long and only its beginning is here."""

    plain: str
    words: tuple[Word, ...]
    turned: bool = False
    titles: tuple[str, ...] = ()
    generation: str = ""
    form: str = ""
    cut: bool = False


@lru_cache(maxsize=65536)
def person_parts(name: str) -> NameParts:
    """The words of a person's name without titles, particles and what follows a name."""
    shown = visible(name)
    sides = [side for side in shown.split(",") if side.strip()]
    turned = len(sides) > 1 and not _endings().issuperset(_WORD.findall(sides[1].lower()))
    if turned:
        sides = [*sides[1:], sides[0]]
    titles: list[str] = []
    found: list[Word] = []
    for side in sides:
        more = _tokens(side)
        while len(more) > (not found) and more[0].text in _titles():
            titles.append(more.pop(0).text)
        found += more
    generation = ""
    while len(found) > 1 and found[-1].text in _endings():
        last = found.pop().text
        generation = last if last in table("name_parts.toml")["endings"]["generation"] else generation
    whole = _compose(found[:MOST_WORDS])
    cut = len(name) > MOST_LETTERS or len(found) > MOST_WORDS
    return NameParts(" ".join(word.text for word in found), whole, turned, tuple(titles), generation, cut=cut)


def visible(name: str) -> str:
    """The first `MOST_LETTERS` letters of a name in one form of Unicode, without marks of direction, other
    characters that cannot be seen, and pictures."""
    composed = unicodedata.normalize("NFKC", name[:MOST_LETTERS])
    return "".join(letter for letter in composed if letter.isspace() or _is_seen(letter))


def _is_seen(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category[0] != "C" and category != "So"


def _tokens(text: str) -> list[Word]:
    found = []
    for piece in re.split(r"[\s\-‐-―._/\\(){}\[\]\"“”«»:;・·]+", _CAMEL.sub(" ", text)):
        written = piece.casefold()
        vowels = not piece or unicodedata.bidirectional(piece[0]) not in {"R", "AL"}
        latin = anyascii(piece.translate(_HEBREW) if not vowels else piece)
        parts = _WORD.findall(_CAMEL_ANY.sub(" ", latin).lower() if not piece.isascii() else latin.lower())
        parts = ["".join(parts)] if "'" in latin or "`" in latin else parts
        native = written if len(parts) == 1 and not piece.isascii() else ""
        found += [Word(part[:LONGEST_WORD], native, vowels, "", _rough(piece)) for part in parts if part]
    return found


def _rough(piece: str) -> bool:
    script = unicodedata.name(piece[0], "").split(" ")[0]
    return not piece.isascii() and piece[0].isalpha() and script not in _NEAR_SCRIPTS


_NEAR_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN"})
_CAMEL_ANY = re.compile("(?<=[a-z])(?=[A-Z])")


def _compose(found: list[Word]) -> tuple[Word, ...]:
    """Words that are one name joined, particles left out, the father marked."""
    parts = table("name_parts.toml")["particles"]
    made: list[Word] = []
    role, before, link = "", "", False
    for place, word in enumerate(found):
        text, last = word.text, place == len(found) - 1
        if not last and not before and text in parts["servant"]:
            before = "abd"
        elif not last and not before and text in parts["joins_next"]:
            before = "umm" if text[0] in "uo" else "abu"
        elif made and not last and text in parts["father"]:
            role = "father"
        elif made and not last and text in _LINKS:
            link = True
        elif (
            not last and (text in parts["article"] or text in words("particles.txt")) and (made or place == 0)
        ):
            continue
        elif made and (link or (text in parts["joins_last"] and found[place - 1].text in parts["article"])):
            made[-1] = replace(made[-1], text=_whole(made[-1].text + _LAST.get(text, text)), native="")
            link = False
        else:
            if before:
                word = replace(word, text=before + text, native="")
            elif len(text) > 5:
                word = replace(word, text=_whole(text))
            made.append(replace(word, role=role) if role else word)
            role = before = ""
    return tuple(_patronymic(made)) or tuple(found)


_LAST = {"deen": "din", "dine": "din", "ddin": "din", "rehman": "rahman", "haqq": "haq"}


def _whole(text: str) -> str:
    for pattern, to in _GLUED:
        text = pattern.sub(to, text)
    return text


def _patronymic(made: list[Word]) -> list[Word]:
    """Of three words the second, else the third, is a patronymic if it ends as one."""
    endings = table("name_parts.toml")["patronymics"]
    for place, which in ((1, "middle"), (2, "last")):
        if len(made) == 3 and len(made[place].text) > 6 and made[place].text.endswith(tuple(endings[which])):
            return [*made[:place], replace(made[place], role="patronymic"), *made[place + 1 :]]
    return made


@cache
def _titles() -> frozenset[str]:
    more = table("name_parts.toml")["titles"]["words"]
    return words("titles.txt") | words("honorifics.txt") | frozenset(more)


@cache
def _endings() -> frozenset[str]:
    endings = table("name_parts.toml")["endings"]
    return frozenset(endings["words"]) | frozenset(endings["generation"])
