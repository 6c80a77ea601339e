"""Where a sentence speaks of an agreement, and what its words tell of it: its name, date, parties, place and
kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from truceline.folding import plain_words
from truceline.known import country_of_capital, country_of_demonym
from truceline.relate.passages import Word, plain, words_at
from truceline.resources import table, words

_BACK, _TAIL, _ASIDE, _ADJECTIVES = 8, 200, 90, 3
"""Words before the head of a mention; characters behind it that may tell who made it, and when."""
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_ARTICLES = ("the", "a", "an", "this", "that", "his", "her", "their", "its", "our")
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}}) )?(?P<m1>{_MONTH})(?: (?P<d2>\d{{1,2}})(?!\d))?,? (?P<y1>1[89]\d\d|20\d\d)\b"
    r"|\b(?P<y2>1[89]\d\d|20\d\d)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween (?P<one>[^.;:]{2,90}?) and (?P<other>[^.;:,]{2,90})")
_WITH = re.compile(r"\A[^.;:,]{0,24}?\bwith (?P<one>[^.;:,]{2,60})")
_MADE = re.compile(rf"\b(?:{'|'.join(table('agreement_names.toml')['made']['verbs'])})\b")
_PLACE = re.compile(r"\b(?:in|at) (?P<place>[A-Z]\w+(?:[ -][A-Z]\w+){0,2})")
_CLAUSE = re.compile(
    r"\b(?:that|which|who|because|while|after|before|but|has|have|had|is|are|was|were|will|would|must)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words for an agreement at `[start, end)`. `name` are the plain words of its name ("arusha"), `kinds`
    what it is ("ceasefire"); `parties` and `place` are plain words of names that the sentence gives it,
    `around` those of all other names of the sentence. `year`, `month` and `day` are None where they are not
    told. Of a `new` one no article says that readers know which is meant."""

    start: int
    end: int
    name: frozenset[str]
    kinds: frozenset[str]
    parties: tuple[frozenset[str], ...] = ()
    place: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    year: int | None = None
    month: int | None = None
    day: int | None = None
    numerals: frozenset[str] = frozenset()
    new: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is no more than "the truce"."""
        return not (self.name or self.parties or self.place or self.year)


NO_MENTION = Mention(0, 0, frozenset(), frozenset())
"""Of a sentence that speaks of no agreement by any word for one."""


@cache
def heads() -> dict[str, str]:
    """{plain word: kind}."""
    return {word: kind for kind, own in table("agreement_names.toml")["heads"].items() for word in own}


@cache
def modifiers() -> dict[str, str]:
    return {word: kind for kind, own in table("agreement_names.toml")["modifiers"].items() for word in own}


def mentions(text: str, start: int, end: int, found: tuple[Word, ...] | None = None) -> Iterator[Mention]:
    """The mentions in the sentence at `[start, end)`, whose words are `found`, in linear time."""
    found = words_at(text, start, end) if found is None else found
    if not any(word.plain in heads() for word in found):
        return
    capitals = frozenset(_names_in(text, found))
    last = -1
    for number, word in enumerate(found):
        if word.plain not in heads():
            continue
        behind = found[number + 1].plain if number + 1 < len(found) else ""
        if behind in heads() and text[word.end : found[number + 1].start] in (" ", "-"):
            continue  # "ceasefire agreement" is one
        first = _first(text, found, number, last)
        last = number
        new = _is_new(found[max(0, first - _ADJECTIVES) : first])
        yield _mention(text, found[first : number + 1], end, capitals, new)


def _first(text: str, found: tuple[Word, ...], head: int, last: int) -> int:
    first = head
    for number in range(head - 1, max(last, head - _BACK, -1), -1):
        word = found[number]
        gap = text[word.end : found[number + 1].start]
        if gap not in (" ", "-", "–", "/") and gap not in (" (", "’ ", "' "):
            break
        capital = text[word.start].isupper()
        fits = capital or word.plain in modifiers() or word.plain in heads() or word.lower[0].isdigit()
        if not fits or _stops(word, capital and number > 0):
            break
        first = number
    return first


def _is_new(before: tuple[Word, ...]) -> bool:
    """Whether no "the" or "their" tells that readers know which: "an open-ended ceasefire", "agreements"."""
    for word in reversed(before):
        if word.lower in _ARTICLES:
            return word.lower in ("a", "an")
        if word.lower in words("stop_words.txt"):
            return True
    return True


def _stops(word: Word, capital: bool) -> bool:
    """Whether a word belongs to no name; within a sentence a capital tells that it does ("Good Friday")."""
    return word.lower in _MONTHS or word.lower in (_ARTICLES if capital else words("stop_words.txt"))


def _mention(text: str, own: tuple[Word, ...], end: int, capitals: frozenset[str], new: bool) -> Mention:
    head = own[-1]
    tail = text[head.end : min(end, head.end + _TAIL)]
    kinds = {heads()[head.plain]} | {modifiers()[one.plain] for one in own if one.plain in modifiers()}
    if "ceasefire" in kinds or re.match(r" (?:of|on|to) (?:the )?(?:cessation|ceasefire|cease-fire)", tail):
        kinds.add("ceasefire")
    name = frozenset(_names_in(text, own[:-1]))
    parties = _parties(tail)
    clause = _clause(tail)
    date = _DATE.search(text, own[0].start, head.start) or _date_behind(tail, clause)
    place = _place(clause)
    numerals = frozenset(one.plain for one in own if re.fullmatch(r"i{1,3}|iv|v|\d", one.plain))
    behind = re.match(r" (I{1,3}|IV|V|\d)\b", tail)
    if behind:
        numerals |= {behind[1].casefold()}
    year, month, day = _read(date)
    told = frozenset().union(*parties) | place | name
    return Mention(
        own[0].start, head.end, name - numerals, frozenset(kinds - {"other"}), parties, place,
        capitals - told, year, month, day, numerals, new,
    )  # fmt: skip


def _names_in(text: str, found: tuple[Word, ...]) -> Iterator[str]:
    """The plain words of names; those of a people as those of its country."""
    common = frozenset(table("agreement_names.toml")["common"]["words"])
    for number, word in enumerate(found):
        if not text[word.start].isupper() or word.plain in common | heads().keys() | modifiers().keys():
            continue
        if _stops(word, number > 0):
            continue
        country = country_of_demonym(text[word.start : word.end])
        yield from name_parts(country.name if country is not None else text[word.start : word.end])


@lru_cache(maxsize=16384)
def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name without accents, parted at hyphens and apostrophes: "Linas-Marcoussis"."""
    found = re.split(r"[\s'’-]+", re.sub(r"['’]s\b", "", name))
    return tuple(plain(one) for one in (plain_words(part).replace(" ", "") for part in found) if len(one) > 1)


def _parties(tail: str) -> tuple[frozenset[str], ...]:
    between = _BETWEEN.search(tail[:_TAIL])
    if between is not None and between.start() < _ASIDE:
        parts = [between["one"], _CLAUSE.split(between["other"])[0]]
    else:
        found = _WITH.match(tail)
        parts = [_CLAUSE.split(found["one"])[0]] if found is not None else []
    names = (frozenset(_with_country(part)) for part in parts)
    return tuple(one for one in names if one)


def _with_country(part: str) -> Iterator[str]:
    """The words of names, and for a capital, which may stand for its government, those of its country."""
    for word in _names_in(part, words_at(part, 0, len(part))):
        yield word
        country = country_of_capital(word)
        if country is not None:
            yield from name_parts(country.name)


def _clause(tail: str) -> str:
    """What stands close behind: up to the end of the clause."""
    cut = re.search(r"[;:]|, (?:but|while|and) |\. ", tail)
    return tail[: cut.start()] if cut is not None else tail


def _date_behind(tail: str, clause: str) -> re.Match[str] | None:
    """The date that stands close behind a mention: "of July 1999", "signed in Oru in 1999"."""
    found = _DATE.search(clause)
    if found is None:
        return None
    before = clause[: found.start()]
    near = re.fullmatch(r"\W*(?:of|from|in|on|dated)?\W*(?:the )?", before) is not None
    made = _MADE.search(before) is not None or re.match(r" (?:between|with|in|on) ", tail) is not None
    return found if (near or made) and found.start() < _ASIDE * 2 else None


def _place(clause: str) -> frozenset[str]:
    made = _MADE.search(clause[:_ASIDE])
    found = _PLACE.search(clause, made.end()) if made is not None else None
    if found is None or found.start() - (made.end() if made else 0) > _ASIDE // 2:
        return frozenset()
    if found["place"].casefold().split()[0] in _MONTHS:
        return frozenset()
    return frozenset(name_parts(found["place"]))


def _read(date: re.Match[str] | None) -> tuple[int | None, int | None, int | None]:
    if date is None:
        return None, None, None
    if date["y2"]:
        return int(date["y2"]), None, None
    day = date["d1"] or date["d2"]
    return int(date["y1"]), _MONTHS.index(date["m1"].casefold()) + 1, int(day) if day else None
