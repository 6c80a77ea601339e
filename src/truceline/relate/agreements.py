"""Which of the agreements that are known a report means.

What a mention tells must not go against an agreement (another year, a party that has no part in it); among
those left, names that few agreements have say most. Where no single one stands out it is unsure, with the
candidates; a mention that names nothing ("a deal") means none.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from truceline.known import country_named, country_of_demonym
from truceline.relate.agreement_mentions import Mention, heads, modifiers, name_parts
from truceline.relate.passages import words_at
from truceline.resources import table

MOST = 6
"""Candidates that are shown; where more agreements fit equally well, none is named."""
_MARGIN, _ENOUGH = 1.6, 3.0
"""How far the best must be ahead of the next, and how much must speak for it at least."""
_BRACKETS = re.compile(r"\(([^()]{3,120})\)|['‘“\"]([^'’”\"]{3,120})['’”\"]")


@dataclass(frozen=True, slots=True)
class KnownAgreement:
    """An agreement as it may be meant. `names` are what it is called (its title first), `parties` those who
    made it, `about` further names that it has to do with, such as countries and the process; `date` and `end`
    are YYYY, YYYY-MM or YYYY-MM-DD."""

    id: str
    names: tuple[str, ...]
    date: str | None = None
    end: str | None = None
    parties: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meant:
    """The agreement that is meant, or several of which it may be one, the likeliest first; with reasons."""

    sure: bool
    agreements: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    known: KnownAgreement
    name: frozenset[str]
    parties: frozenset[str]
    about: frozenset[str]
    phrases: frozenset[frozenset[str]]
    kinds: frozenset[str]
    derived: int
    numerals: frozenset[str]

    @property
    def every(self) -> frozenset[str]:
        return self.name | self.parties | self.about


@dataclass(frozen=True, eq=False)
class KnownAgreements:
    """The agreements that are known, ready to be looked up."""

    entries: tuple[_Entry, ...]
    postings: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[KnownAgreement]) -> KnownAgreements:
        entries = tuple(_entry(one) for one in known)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            for word in entry.every:
                places[word].append(number)
        return cls(entries, {word: tuple(own) for word, own in places.items()})

    def weight(self, word: str) -> float:
        """How much a word tells: more where fewer agreements have it."""
        return math.log((len(self.entries) + 1) / (len(self.postings.get(word, ())) + 0.5)) / 2 + 0.5


type _Scored = tuple[float, int, tuple[str, ...], bool]


def meant(mention: Mention, known: KnownAgreements) -> Meant | None:
    """What a mention means among the agreements that are known; None where nothing speaks for any."""
    asked = mention.name | frozenset().union(*mention.parties) | mention.place
    if not asked and mention.year is None:
        return None
    near = asked or mention.around
    places = {place for word in near for place in known.postings.get(word, ())}
    scored: list[_Scored] = []
    for place in sorted(places):
        found = _score(mention, known.entries[place], known)
        if found is not None:
            scored.append((found[0], place, found[1], found[2]))
    scored.sort(key=lambda one: (-one[0], one[1]))
    if not scored or scored[0][0] < _ENOUGH:
        return None
    best = scored[0]
    rivals = [one for one in scored if best[0] - one[0] < _MARGIN]
    if len(rivals) > MOST and not mention.name:
        return None
    ids = tuple(known.entries[one[1]].known.id for one in rivals[:MOST])
    more = (f"and {len(rivals) - MOST} more fit as well",) if len(rivals) > MOST else ()
    alone = len(rivals) == 1 and not any(_speaks_more(mention, one, best, known) for one in scored[1:])
    return Meant(alone and best[3], ids, (*best[2], *more))


def _speaks_more(mention: Mention, one: _Scored, best: _Scored, known: KnownAgreements) -> bool:
    """Whether another agreement of the same name has more of the names around it."""
    own, other = known.entries[best[1]], known.entries[one[1]]
    return mention.name & own.name == mention.name & other.name and len(mention.around & other.every) > len(
        mention.around & own.every
    )


def _score(
    mention: Mention, entry: _Entry, known: KnownAgreements
) -> tuple[float, tuple[str, ...], bool] | None:
    """How well an agreement fits, why, and whether it may be sure; None where something goes against it."""
    dated = _dates(mention, entry.known.date)
    if dated is None or not _kinds_fit(mention, entry):
        return None
    score, reasons = dated, [f"it is of {entry.known.date}"] if dated else []
    for word in sorted(mention.name):
        if word in entry.name:
            score += 2 * known.weight(word)
            reasons.append(f"“{word}” is in its name")
        elif word in entry.every:
            score += known.weight(word)
            reasons.append(f"“{word}” has to do with it")
        else:
            return None
    for party in mention.parties:
        hits = party & entry.every
        if not hits:
            return None
        score += max(known.weight(word) for word in hits)
        reasons.append(f"{', '.join(f'“{word}”' for word in sorted(hits))} made it")
    hits = mention.place & entry.every
    score += sum(1.5 * known.weight(word) for word in hits)
    reasons += [f"“{word}” is where it was made or what it is about" for word in sorted(hits)]
    around = sorted((known.weight(word) for word in mention.around & entry.every), reverse=True)
    score += 0.7 * sum(around[:3])
    if mention.name and mention.name | mention.numerals in entry.phrases:
        score += 1.5
        reasons.append("it is called so")
    if mention.numerals != entry.numerals and (mention.numerals or entry.numerals):
        score -= 2 if mention.numerals else 1
    score -= 1.2 * min(entry.derived, 2)
    score += 0.4 * len(mention.kinds & entry.kinds)
    strong = (
        bool(mention.name & entry.name)
        or len(mention.parties) > 1
        or (bool(dated) and bool(mention.name or mention.parties or hits))
    )
    missed = bool(mention.place) and not hits and not mention.name & entry.name
    lonely = not (dated or around or mention.parties or hits) and not (
        mention.name and mention.name | mention.numerals in entry.phrases
    )
    return score, tuple(reasons), strong and not missed and not lonely


def _dates(mention: Mention, date: str | None) -> float | None:
    """What the date speaks for an agreement; None where it is another's."""
    if mention.year is None or date is None:
        return 0.0
    if str(mention.year) != date[:4]:
        return None
    score = 2.5
    for told, place in ((mention.month, slice(5, 7)), (mention.day, slice(8, 10))):
        if told is not None and len(date) >= place.stop:
            if int(date[place]) != told:
                return None
            score += 2
    return score


def _kinds_fit(mention: Mention, entry: _Entry) -> bool:
    return "ceasefire" not in mention.kinds or "ceasefire" in entry.kinds


# What is known -----------------------------------------------------------------------------------


@cache
def _common() -> frozenset[str]:
    given = table("agreement_names.toml")
    return frozenset(given["common"]["words"]) | heads().keys() | modifiers().keys()


def plain_names(names: Iterable[str]) -> frozenset[str]:
    """The plain words of names that tell one agreement from another."""
    found: set[str] = set()
    for name in names:
        for word in words_at(name, 0, len(name)):
            own = name[word.start : word.end]
            country = country_of_demonym(own)
            found.update(name_parts(own), name_parts(country.name) if country is not None else ())
        for part in re.split(r"[/(),:]", name):
            country = country_named(part.strip())
            found.update(name_parts(country.name) if country is not None else ())
    return frozenset(word for word in found if len(word) > 1 and word not in _common())


def _entry(one: KnownAgreement) -> _Entry:
    titles = [*one.names, *(part for name in one.names for part in _called(name))]
    plain = [
        part
        for name in one.names
        for word in words_at(name, 0, len(name))
        for part in (word.plain, *name_parts(word.lower))
    ]
    kinds = {kind for word in plain for kind in (heads().get(word), modifiers().get(word)) if kind}
    derived = table("agreement_names.toml")["derived"]["words"]
    romans = frozenset(word for word in plain if re.fullmatch(r"i{1,3}|iv", word))
    return _Entry(
        one,
        plain_names(one.names) - romans,
        plain_names(one.parties),
        plain_names(one.about),
        frozenset(filter(None, (plain_names((title,)) for title in titles))),
        frozenset(kinds - {"other"}),
        len({word for word in plain if word in derived}),
        romans,
    )


def _called(title: str) -> Iterable[str]:
    """What a title gives as its short name: "(Arusha Agreement)"; two names are parted at "or"."""
    for found in _BRACKETS.finditer(title):
        yield from re.split(r"\bor\b", found[1] or found[2])


def candidates_named(meaning: Meant, names: Mapping[str, str]) -> Collection[str]:
    """What is meant, by name."""
    return [names.get(one, one) for one in meaning.agreements]
