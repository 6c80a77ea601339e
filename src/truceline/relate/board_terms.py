"""The terms of agreements as they are looked for in reports: by their deeds, by what they are about, and by
the names of who owes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from truceline.process import Agreement, Obligation
from truceline.relate.agreement_meaning import Fitting, fittings
from truceline.relate.board_sentences import Known, Sentence
from truceline.relate.passages import find_plain, forms, past_forms, plain, words_at
from truceline.resources import table, words

FIRE = ("cease_fire", "refrain")


@dataclass(frozen=True, slots=True)
class Sought:
    """A term as it is looked for. `own` are the plain words of what it is about."""

    term: Obligation
    agreement: Agreement
    who: frozenset[str]
    verbs: frozenset[str]
    past: frozenset[str]
    nouns: frozenset[str]
    counted: tuple[str, ...]
    own: frozenset[str]
    aliases: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Treaty:
    """An agreement as it is looked for: who and what place it is about, how mentions
    fit it, and its names."""

    agreement: Agreement
    about: frozenset[str]
    parties: frozenset[str]
    fitting: Fitting
    aliases: tuple[tuple[str, ...], ...]
    terms: tuple[Sought, ...]


def treaties(agreements: Iterable[Agreement], known: Known) -> tuple[Treaty, ...]:
    """Agreements with their terms, as they are looked for in reports."""
    return tuple(_treaty(one, known) for one in agreements)


def _treaty(one: Agreement, known: Known) -> Treaty:
    def ids(names: Iterable[str | None]) -> frozenset[str]:
        return frozenset(found for name in names if name and (found := known.entity(name)))

    parties = ids(one.parties)
    about = parties | ids(
        (*_place_names(one.place), *(place for term in one.terms for place in _place_names(term.place)))
    )
    generic = tuple((plain(word),) for word in table("board.toml")["generic"])
    aliases = tuple(plain_phrase(alias) for alias in (one.name, *one.aliases))
    terms = tuple(_sought(term, one, ids(term.who), ids((*term.whom, *term.decides))) for term in one.terms)
    return Treaty(
        one,
        about,
        parties | ids(name for term in one.terms for name in term.who),
        fittings((one,))[0],
        (*aliases, *generic),
        terms,
    )


def _place_names(place: str | None) -> tuple[str, ...]:
    return (place, *place.split(", ")) if place else ()


def plain_phrase(phrase: str) -> tuple[str, ...]:
    return tuple(
        word.plain for word in words_at(phrase, 0, len(phrase)) if word.lower not in ("the", "a", "an")
    )


def _sought(term: Obligation, agreement: Agreement, who: frozenset[str], others: frozenset[str]) -> Sought:
    deed = table("obligations.toml")["deeds"][term.what]
    verbs = frozenset(form for verb in deed["verbs"] for form in forms(verb))
    names = (
        *term.who,
        *term.whom,
        *term.decides,
        *agreement.parties,
        *_place_names(term.place),
        *_place_names(agreement.place),
    )
    named = {part for name in names for part in plain_phrase(name)}
    common = words("stop_words.txt") | set(table("board.toml")["plain"])
    own = frozenset(
        word.plain
        for word in words_at(term.text, 0, len(term.text))
        if len(word.lower) > 2
        and word.lower not in common
        and word.plain not in named | verbs
        and not word.lower[0].isdigit()
    )
    return Sought(
        term,
        agreement,
        who,
        verbs,
        frozenset(form for verb in deed["verbs"] for form in past_forms(verb)),
        frozenset(plain(noun) for noun in deed["nouns"]),
        plain_phrase(term.counted) if term.counted else (),
        own,
        tuple(plain_phrase(alias) for alias in term.aliases),
    )


def speaks_of(sentence: Sentence, treaty: Treaty) -> bool:
    """Whether a sentence has a word for an agreement."""
    return any(find_plain(sentence.words, alias) is not None for alias in treaty.aliases)
