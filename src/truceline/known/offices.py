"""Which titles name one office: "spy chief" and "head of the National Intelligence Organization"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from truceline.folding import plain_words
from truceline.known.bodies import body_named
from truceline.known.countries import country_named, country_of_demonym
from truceline.resources import table

_LONGEST = 200
"""Characters. No title is longer; what is, is an office by itself."""


@dataclass(frozen=True, slots=True)
class Office:
    """`of` is the name of the country or body, as shown. `start` and `end` are YYYY, YYYY-MM or YYYY-MM-DD,
    None where they are not known; an office that was held when it was written down has no end either."""

    title: str
    of: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it is compared: `words` without what changes nothing, the place that it is `about` ("envoy
    for Yemen", "Yemen envoy"), and the body or country `of` which it says to be ("head of the Mossad",
    "UN envoy"). `vacant` is a title that nobody holds at that date ("former president")."""

    words: str
    about: str | None = None
    of: str | None = None
    vacant: bool = False


def same_office(title: str, of: str, office: Office) -> bool:
    """Whether a title names this office, where `of` is a country or body by its name as shown.

    Titles are equal as office_titles.toml has it: head noun and qualifier count, so that a "foreign minister"
    is no "minister". The head of an intelligence agency, an army or a parliament is also the country's."""
    asked, held = read_title(title), read_title(office.title)
    about = asked.about if asked.about != of else None
    if asked.vacant or (about and held.about and about != held.about):
        return False
    body = body_named(office.of)
    if of == office.of:
        level = "country" if body is None else "body"
        return bool(_groups(level, asked.words) & _groups(level, held.words)) or asked.words == held.words
    if body is None or body.of != of:
        return False
    office_of_country = table("office_titles.toml")["through"].get(body.kind)
    heads = "leader" in _groups("body", held.words) or office_of_country in _groups("country", held.words)
    return heads and office_of_country in _groups("country", asked.words)


def shown_name(name: str) -> str:
    """The name as shown of a country or body, and the name itself where it is not known."""
    found = body_named(name) or country_named(name)
    return found.name if found is not None else name


@lru_cache(maxsize=8192)
def read_title(title: str) -> Title:
    """What a title says: "acting president", "UN envoy for Yemen", "head of the Mossad"."""
    text = title[:_LONGEST]
    read = _read(text)
    if _known(read.words):
        return read
    head, of, rest = text.partition(" of ")
    if of and (owner := body_named(rest) or country_named(rest)) and _known((read := _read(head)).words):
        return replace(read, of=owner.name)
    words = text.split()
    for at in range(1, len(words)):
        body = body_named(" ".join(words[:at]))
        if body is not None and _known((read := _read(" ".join(words[at:]))).words):
            return replace(read, of=body.name)
    return _read(text)


def _read(title: str) -> Title:
    words = plain_words(title).split()
    marks = table("office_titles.toml")["words"]
    vacant = False
    while len(words) > 1 and (lead := _leading(words, (*marks["same"], *marks["no_holder"]))):
        if lead == ["state"] and words[1:2] == ["secretary"]:
            break
        vacant = vacant or " ".join(lead) in marks["no_holder"]
        words = words[len(lead) :]
    if words[-1:] in (["designate"], ["elect"]):
        return Title(" ".join(words), vacant=True)
    if _known(" ".join(words)):
        return Title(" ".join(words), vacant=vacant)
    for at, word in enumerate(words[1:-1], start=1):
        if word in marks["about"] and _known(" ".join(words[:at])):
            return Title(" ".join(words[:at]), _place(" ".join(words[at + 1 :])), vacant=vacant)
    for at in range(1, len(words)):
        if _known(" ".join(words[at:])) and (place := _country(" ".join(words[:at]))):
            return Title(" ".join(words[at:]), place, vacant=vacant)
    return Title(" ".join(words), vacant=vacant)


def _leading(words: list[str], marks: tuple[str, ...]) -> list[str]:
    return next((mark.split() for mark in marks if words[: len(mark.split())] == mark.split()), [])


def _place(name: str) -> str:
    return _country(name) or plain_words(name)


def _country(name: str) -> str | None:
    if name in table("office_titles.toml")["words"]["regions"]:
        return name
    found = country_named(name) or country_of_demonym(name)
    return found.name if found is not None else None


def _known(words: str) -> bool:
    return bool(_groups("country", words) or _groups("body", words))


def _groups(level: str, words: str) -> frozenset[str]:
    return _titles(level).get(words, frozenset())


@cache
def _titles(level: str) -> Mapping[str, frozenset[str]]:
    """{title: the offices that it may name}"""
    found: dict[str, set[str]] = {}
    for office, titles in table("office_titles.toml")[level].items():
        for title in titles:
            found.setdefault(plain_words(title), set()).add(office)
    return {title: frozenset(offices) for title, offices in found.items()}
