"""What became of a promised passage by the words of its report: successful, failed, disputed, or not told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from truceline.folding import plain_words
from truceline.relate.passages import Phrases, Word, phrases_of, sentences, words_at
from truceline.resources import table

PassageOutcome = Literal["successful", "failed", "disputed", "not told"]
_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
_FROM_TO = re.compile(rf"\b[Ff]rom (?P<starts>[^.;]{{2,240}}?) to (?:the \w+ of )?(?P<end>{_NAME})")
_BETWEEN = re.compile(rf"\bbetween (?P<starts>{_NAME}) and (?P<end>{_NAME})")
_OF_TO = re.compile(rf"\bof the (?:town|city|village) of (?P<starts>{_NAME}) to (?P<end>{_NAME})")
_TO_FROM = re.compile(
    rf"\bto (?P<end>{_NAME})(?:, [^.;,]{{2,40}},)?(?: [^.;]{{0,60}}?)? from (?P<starts>[^.;]{{2,240}})"
)
_LINKS = re.compile(r"\blink(?:s|ed|ing)? [^.;]{2,400}")
_WITH = re.compile(rf"(?P<starts>{_NAME}(?:(?:, and |, | and ){_NAME}){{0,9}}) with (?P<end>{_NAME})")
_ASIDE = re.compile(r"\((?!from )[^()]{0,80}\)")
_CHAIN = re.compile(r"[A-Z][\w’']+(?: [A-Z][\w’']+)?(?:\s?[-–]\s?[A-Z][\w’']+(?: [A-Z][\w’']+)?){1,20}")
_DASH = re.compile(r"\s?[-–]\s?")
_STARTS = re.compile(_NAME)
_HOURS = re.compile(
    r"\bfrom (\d{1,2}(?:[:.]\d{2})?) ?([ap]\.?m\.?)? (?:to|until|till)"
    r" (\d{1,2}(?:[:.]\d{2})?) ?([ap]\.?m\.?)?"
    r"|\b(?:starting(?: at| from)?|at) (\d{1,2}(?:[:.]\d{2})?) ?([ap]\.?m\.?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Promised:
    """A passage as it was promised: routes as (from, to), and the words for its hours."""

    routes: tuple[tuple[str, str], ...]
    hours: tuple[str, ...]


def promised(text: str) -> Promised:
    """The routes and hours that a text tells of. What stands in brackets is left out of routes, unless it
    is one itself."""
    plain = " ".join(_ASIDE.sub(" ", text).split())
    found = [one for pattern in (_FROM_TO, _BETWEEN, _OF_TO, _TO_FROM) for one in pattern.finditer(plain)]
    found += [one for link in _LINKS.finditer(plain) for one in _WITH.finditer(link.group())]
    routes = [(start.group(), one["end"]) for one in found for start in _STARTS.finditer(one["starts"])]
    for chain in _CHAIN.finditer(plain):
        *starts, end = _DASH.split(chain.group())
        routes += [(start, end) for start in starts]
    hours = [" ".join(one.group().split()) for one in _HOURS.finditer(text)]
    return Promised(tuple(dict.fromkeys(routes)), tuple(dict.fromkeys(hours)))


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it was promised: where it leads from, and, where `day` is given, for which day."""

    start: str
    end: str = ""
    day: str | None = None


def outcome(text: str, passage: Passage | None = None, others: Collection[str] = ()) -> PassageOutcome:
    """What a text tells of a passage; without one, of all that it tells of.

    Only what is told as done counts; told both ways, and told as an accusation, it is disputed. Sentences
    that name the place where it begins decide before all others; those that name only one of the `others`,
    which are where other passages begin, say nothing of it. In linear time in the length of the text.
    """
    keys = frozenset(skeleton(one) for one in others)
    named, open_ended = _told(text, passage, keys)
    return _one(named or open_ended)


def outcome_of(
    passage: Passage, own: str, beside: Iterable[str] = (), others: Collection[str] = ()
) -> PassageOutcome:
    """What reports tell of a passage: its `own` report, and those `beside` it, of the same day, which count
    only where they name it, or speak of all passages."""
    keys = frozenset(skeleton(one) for one in others)
    named, open_ended = _told(own, passage, keys)
    for text in beside:
        named |= _told(text, passage, keys)[0]
    return _one(named or open_ended)


def _one(found: Collection[str]) -> PassageOutcome:
    if len(found) > 1 or "alleged" in found:
        return "disputed"
    if found:
        return "successful" if "success" in found else "failed"
    return "not told"


def _told(text: str, passage: Passage | None, others: frozenset[str]) -> tuple[set[str], set[str]]:
    """What sentences tell that name a passage, and what those tell that name none."""
    own = skeleton(passage.start) if passage is not None else ""
    named: set[str] = set()
    open_ended: set[str] = set()
    last: set[str] = set()
    for start, end in sentences(text):
        words = words_at(text, start, end)
        found = _of_sentence(words)
        places = {skeleton(text[one.start : one.end]) for one in words if text[one.start].isupper()}
        if not found and _words("goes_on").first(words[:4]) is not None:
            found = last
        last = found
        if not found or _words("elsewhere").first(words) is not None:
            continue
        if not own or own in places or _words("all").first(words) is not None:
            named |= found
        elif not places & (others - {own}):
            open_ended |= found
    return named, open_ended


def _of_sentence(words: tuple[Word, ...]) -> set[str]:
    found: set[str] = set()
    for kind in ("success", "failure"):
        for first, _ in _words(kind).find(words):
            before = words[max(0, first - 6) : first]
            if _words("planned").first(before) is not None:
                continue
            negated = _words("negated").first(before[-3:]) is not None
            found.add({"success": "failure", "failure": "success"}[kind] if negated else kind)
    return {"alleged"} if found and _words("accused").first(words) is not None else found


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """The consonants of the first word of a name, behind its first letter: what the spellings of one Cyrillic
    or Arabic name in Latin letters share ("Melitopol", "Melytopil"). "" for a name too short for it."""
    first = plain_words(name).partition(" ")[0]
    bare = "".join(one for one in first[1:] if one not in "aeiouyh")
    key = first[:1] + "".join(one for place, one in enumerate(bare) if one != bare[place - 1 : place])
    return key if len(key) > 2 else first


@cache
def _words(kind: str) -> Phrases:
    return phrases_of(tuple(table("outcomes.toml")[kind]))
