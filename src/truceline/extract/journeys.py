"""Journeys: who arrives where, and which stay of a journey it is. The words are in journeys.toml."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from truceline.extract import circumstances, parties, phrases
from truceline.extract.parties import Cast
from truceline.model.claims import EventMention, Leg, Participant
from truceline.resources import table

_LONGEST = 12
"""Tokens from the noun "leg" to the place where the tour began."""


def arrivals(cast: Cast) -> Iterator[EventMention]:
    """Who holds an office and travels to, or arrives in, a place with a name."""
    verbs: dict[str, list[str]] = table("journeys.toml")["verbs"]
    for verb in phrases.with_lemma(cast.reading.doc, verbs):
        if not verb.tag_.startswith("VB") or any(phrases.children(verb, "auxpass", "nsubjpass")):
            continue
        place = destination(cast, verb)
        subject = phrases.subject(verb) if place is not None else None
        if subject is None or place is None or not parties.is_visitor(cast, subject):
            continue
        travellers = parties.parties(cast, subject)
        if not any(one.entity for one in travellers):
            continue
        yield _visit(cast, verb, travellers, place)
    yield from _beginnings(cast)


def _visit(
    cast: Cast,
    trigger: Token,
    travellers: tuple[Participant, ...],
    place: Participant,
    leg: Leg | None = None,
) -> EventMention:
    when = circumstances.time(cast.reading, trigger, (trigger,))
    everybody = parties.joined(travellers, (place,))
    told = circumstances.modality(trigger)
    tense = circumstances.tense(trigger, None, told)
    span = cast.reading.span(trigger)
    return EventMention(
        *("CONSULT", span, "visit"), travellers, (place,), everybody, place, when, told, tense, leg=leg
    )


def destination(cast: Cast, verb: Token) -> Participant | None:
    """The place that a verb of the vocabulary leads to, or that is visited."""
    allowed = table("journeys.toml")["verbs"].get(verb.lemma_.lower(), ())
    for preposition in phrases.children(verb, "prep"):
        if preposition.lower_ in allowed:
            for noun in phrases.children(preposition, "pobj"):
                if (place := parties.visited(cast, noun)) is not None:
                    return place
    direct = phrases.child(verb, "dobj") if verb.lemma_ == "visit" else None
    return parties.visited(cast, direct) if direct is not None else None


def leg(cast: Cast, verb: Token) -> Leg | None:
    """Which stay of a journey the verb tells of, where its clause says so."""
    listed = table("journeys.toml")["words"]
    span = cast.reading.span
    for below in phrases.children(verb, "prep"):
        for noun in phrases.children(below, "pobj"):
            if noun.lemma_.lower() in listed["legs"] and (found := _numbered(cast, noun)) is not None:
                return found
            place = parties.visited(cast, noun) if below.lower_ in listed["from"] else None
            if place is not None:
                return Leg(span(below), behind=place)
        if below.lower_ in listed["after"]:
            for inner in phrases.children(below, "pcomp", "pobj"):
                place = destination(cast, inner) or _in(cast, inner)
                if place is not None:
                    return Leg(span(below), behind=place)
    above = verb.head if verb.dep_ == "pcomp" else None
    if above is not None and above.lower_ in listed["before"] and above.head.i != above.i:
        place = destination(cast, above.head) or _in(cast, above.head)
        if place is not None:
            return Leg(span(above), behind=place)
    for below in (*verb.lefts, *verb.rights):
        if below.lower_ in listed["next"] and below.dep_ in ("advmod", "npadvmod"):
            return Leg(span(below), next=True)
    return None


def _in(cast: Cast, verb: Token) -> Participant | None:
    """Where something is done: "after talks in Doha", "met her in Oslo before flying on"."""
    return circumstances.place(cast.reading, (verb,))


def _numbered(cast: Cast, noun: Token) -> Leg | None:
    """ "The second leg of a three-country tour"."""
    known = table("journeys.toml")
    number = next(
        (known["ordinals"][left.lower_] for left in noun.lefts if left.lower_ in known["ordinals"]), None
    )
    return Leg(cast.reading.span(noun), number, _legs(noun)) if number is not None else None


def _legs(noun: Token) -> int | None:
    """How many places the tour has, where its words say so."""
    known = table("journeys.toml")
    for preposition in phrases.children(noun, "prep"):
        for tour in phrases.children(preposition, "pobj"):
            inside = list(tour.doc[tour.left_edge.i : tour.right_edge.i + 1][:_LONGEST])
            for here, unit in zip(inside, [*inside[1:], *inside[-1:]], strict=False):
                after = unit if unit.text != "-" or unit.i + 1 >= len(unit.doc) else unit.nbor()
                if after.lemma_.lower() in known["words"]["countries"]:
                    number = known["numbers"].get(here.lower_)
                    if number is not None or (here.lower_.isdecimal() and len(here) < 3):
                        return number or int(here.lower_)
    return None


def _beginnings(cast: Cast) -> Iterator[EventMention]:
    """The first stay of "the second leg of a tour that began in Kuwait"."""
    listed = table("journeys.toml")["words"]
    for verb in phrases.with_lemma(cast.reading.doc, listed["beginning"]):
        tour = verb.head
        if verb.dep_ != "relcl" or tour.lemma_.lower() not in listed["tours"]:
            continue
        place = next(
            (
                found
                for preposition in phrases.children(verb, "prep")
                if preposition.lower_ in ("in", "with")
                for noun in phrases.children(preposition, "pobj")
                if (found := parties.visited(cast, noun)) is not None
            ),
            None,
        )
        above = phrases.clause_verb(tour)
        subject = phrases.subject(above) if above is not None else None
        if place is None or subject is None or not parties.is_visitor(cast, subject):
            continue
        travellers = parties.parties(cast, subject)
        if any(one.entity for one in travellers):
            yield _visit(cast, verb, travellers, place, Leg(cast.reading.span(tour), 1, None))
