"""Events: who met, called or visited whom. The words and their PLOVER codes are in events.toml.

A verb or noun of the vocabulary is an event only if its frame holds: two parties at least, one of
them with a name. "Met the criteria", "talks collapsed" and "received aid" have no such parties.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from truceline.extract import circumstances, journeys, parties, phrases
from truceline.extract.actions import beside_meetings, find_actions
from truceline.extract.agreements import agreements
from truceline.extract.frames import Found, Frame, Parties, listed, vocabulary
from truceline.extract.meeting_details import with_details
from truceline.extract.offsets import with_offsets
from truceline.extract.parties import Cast
from truceline.extract.reading import Reading
from truceline.known import country_named
from truceline.model.claims import EventMention, Participant
from truceline.plugins import Extractor

_ASIDES = frozenset({"expl", "csubj", "csubjpass"})
_TALKS_WITH = ("with", "alongside")
_DURING = frozenset({"during", "in", "at", "after", "following", "before"})


def find_events(reading: Reading) -> tuple[EventMention, ...]:
    """The events of a report in the order of the text."""
    verbs, nouns = vocabulary()
    events: list[EventMention] = []
    cast = Cast(reading)
    for token in phrases.with_lemma(reading.doc, {*verbs, *nouns}):
        found = None
        lemma = token.lemma_.lower()
        if token.tag_.startswith("VB") and lemma in verbs:
            found = _verb(cast, token, verbs[lemma])
        elif token.tag_.startswith("NN") and lemma in nouns:
            found = _noun(cast, token, nouns[lemma])
            if found is None and events:
                found = _same_meeting(cast, token, nouns[lemma], events[-1])
            if found is None and events:
                found = _only_meeting(cast, token, nouns[lemma], events)
            if found is None and events:
                found = _only_visit(cast, token, nouns[lemma], events)
        if found is not None:
            events.append(_event(cast, found))
    return with_details(cast, with_offsets(reading, _with_journeys(cast, events)))


def _with_journeys(cast: Cast, events: list[EventMention]) -> list[EventMention]:
    """With arrivals, agreements, and which stay of a journey each visit is; in the order of the text."""
    told = {event.trigger for event in events}
    more = [one for one in (*journeys.arrivals(cast), *agreements(cast)) if one.trigger not in told]
    found = [
        replace(one, leg=one.leg or journeys.leg(cast, cast.reading.tokens(one.trigger).root))
        if one.mode == "visit"
        else one
        for one in (*events, *more)
    ]
    return sorted(found, key=lambda one: one.trigger)


def _event(cast: Cast, found: Found) -> EventMention:
    everybody = parties.joined(found.source, found.target)
    noun = found.trigger if found.trigger.pos_ not in ("VERB", "AUX") else None
    place = circumstances.place(cast.reading, found.anchors)
    if found.frame.mode == "visit" and place is None:
        place = _visited(cast, found.target)
    if place is None and noun is not None and found.frame.mode != "visit":
        place = _named_for(cast, noun)
    if place is None and noun is not None:
        place = circumstances.arrival(cast.reading, found.trigger)
    modality = circumstances.modality(found.verb, noun)
    return EventMention(
        found.frame.code,
        cast.reading.span(found.trigger),
        found.frame.mode,
        found.source,
        found.target,
        everybody,
        place,
        circumstances.time(cast.reading, found.trigger, found.anchors),
        modality,
        circumstances.tense(found.verb, noun, modality),
    )


def _named_for(cast: Cast, noun: Token) -> Participant | None:
    """The town of "the Oslo meeting"; a country is rather who takes part ("the Peru talks")."""
    for left in noun.lefts:
        mention = cast.reading.mention_at(left) if left.dep_ in ("compound", "nmod", "amod") else None
        if mention is not None and mention.kind == "place" and country_named(mention.name) is None:
            return Participant(mention.span, mention.text, mention.name)
    return None


# Verbs


def _verb(cast: Cast, verb: Token, frame: Frame) -> Found | None:
    if verb.dep_ in ("amod", "compound") or not _has(verb, frame.needs):
        return None
    if any(phrases.children(verb, "auxpass", "nsubjpass")):
        return _passive(cast, verb, frame)
    subject = phrases.subject(verb)
    if subject is None or subject.dep_ in _ASIDES or (verb.tag_ == "VBN" and not _is_perfect(verb)):
        return None
    source = parties.parties(cast, subject)
    target, heads = _object(cast, verb, frame)
    if not target and not heads and "joint" in frame.frames:
        target = ()
        if len(source) < 2:
            return None
    elif not target:
        return None
    if not source or not parties.are_two(parties.joined(source, target)):
        return None
    if (
        "place" in frame.frames
        and _visited(cast, target) is not None
        and not parties.is_visitor(cast, subject)
    ):
        return None
    return Found(frame, verb, verb, source, target, (verb, *heads))


def _is_perfect(verb: Token) -> bool:
    return any(helper.lemma_ == "have" for helper in phrases.children(verb, "aux")) or verb.dep_ == "conj"


def _has(verb: Token, needs: frozenset[str]) -> bool:
    return not needs or any(below.lower_ in needs for below in phrases.clause(verb))


def _object(cast: Cast, verb: Token, frame: Frame) -> tuple[Parties, tuple[Token, ...]]:
    """The other side, and the heads of whatever stands in its place, party or not."""
    heads: list[Token] = []
    found: list[Participant] = []
    direct = phrases.child(verb, "dobj")
    if direct is not None:
        heads.append(direct)
        if frame.frames & {"object", "place"} or ("guest" in frame.frames and _is_person(cast, direct)):
            found += parties.parties(cast, direct)
        if found and "place" not in frame.frames and _is_thing(cast, direct):
            found = []
    if frame.frames & {"with", "object"} and direct is None:
        for preposition in phrases.children(verb, "prep"):
            if preposition.lower_ in _TALKS_WITH or (frame.needs and preposition.lower_ == "to"):
                for noun in phrases.children(preposition, "pobj"):
                    heads.append(noun)
                    found += parties.parties(cast, noun)
                found += parties.included(cast, preposition) if not found else ()
    if found:
        for preposition in phrases.children(verb, "prep"):
            if preposition.lower_ == "including":
                for noun in phrases.children(preposition, "pobj"):
                    found += parties.named_only(cast, noun)
    if direct is not None and not found and "with" in frame.frames:
        heads.append(direct)
    return parties.joined(found), tuple(heads)


def _is_person(cast: Cast, noun: Token) -> bool:
    mention = phrases.head_mention(cast.reading, noun)
    return mention.kind == "person" if mention is not None else parties.is_guest(noun)


def _is_thing(cast: Cast, noun: Token) -> bool:
    """Whether an object is what something belongs to a party, and no party: "met Israel's demands"."""
    return (
        phrases.head_mention(cast.reading, noun) is None
        and not (
            phrases.is_person_noun(noun)
            or phrases.is_body_noun(noun)
            or parties.is_guest(noun)
            or noun.pos_ == "PRON"
        )
        and cast.reading.mention_at(noun) is None
    )


def _passive(cast: Cast, verb: Token, frame: Frame) -> Found | None:
    """ "A was received by B"; but "A was met by protesters" is no meeting."""
    agent, patient = phrases.child(verb, "agent"), phrases.child(verb, "nsubjpass")
    host = phrases.child(agent, "pobj") if agent is not None else None
    if host is None or patient is None or "guest" not in frame.frames or not _is_person(cast, patient):
        return None
    source, target = parties.parties(cast, host), parties.parties(cast, patient)
    if not source or not target or not parties.are_two(parties.joined(source, target)):
        return None
    return Found(frame, verb, verb, source, target, (verb, host))


def _visited(cast: Cast, target: Parties) -> Participant | None:
    places = {mention.span for mention in cast.reading.found.mentions if mention.kind == "place"}
    return next((one for one in target if one.span in places), None)


# Nouns


def _noun(cast: Cast, noun: Token, frame: Frame) -> Found | None:
    if noun.dep_ in ("compound", "amod", "nmod") or not _described(noun, frame.needs):
        return None
    if noun.dep_ == "nsubj" and noun.head.lemma_ in listed("faring"):
        return None
    between = _sides(cast, noun, "between")
    verb = phrases.clause_verb(noun) if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") else None
    light = verb is not None and noun.dep_ == "dobj" and noun.head.i == verb.i
    anchors: tuple[Token, ...] = (noun, verb) if verb is not None and noun.head.i == verb.i else (noun,)
    anchors += tuple(other for top in anchors for other in _with(top))
    governing = verb if noun.dep_ != "pobj" else None
    if len(between) > 1:
        host = _holder(cast, noun, verb) if light and verb is not None and verb.lemma_ == "host" else ()
        return _checked(
            Found(frame, noun, governing, host or between[:1], between if host else between[1:], anchors)
        )
    target = _sides(
        cast, noun, *(("to",) if frame.mode == "visit" else _TALKS_WITH), verb=verb if light else None
    )
    if not target and light and verb is not None and verb.lemma_ in listed("holding"):
        together = _holder(cast, noun, verb)
        joint = Found(frame, noun, verb, together, (), anchors)
        return joint if frame.mode != "visit" and parties.are_two(together) else None
    both = _between_them(cast, noun) if frame.mode != "visit" and not target else ()
    if both:
        return Found(frame, noun, None, both[:1], both[1:], (noun,))
    source = _possessor(cast, noun) or _holder(cast, noun, verb)
    return _checked(Found(frame, noun, governing, source, target, anchors))


def _with(top: Token) -> Iterator[Token]:
    """The parties behind "with", on which a parse may hang the place: "talks with B in Doha"."""
    for preposition in phrases.children(top, "prep"):
        if preposition.lower_ in ("with", "between"):
            for noun in phrases.children(preposition, "pobj"):
                yield from phrases.conjuncts(noun)


def _checked(found: Found) -> Found | None:
    if not found.source or not found.target:
        return None
    return found if parties.are_two(parties.joined(found.source, found.target)) else None


def _described(noun: Token, needs: frozenset[str]) -> bool:
    return not needs or any(left.lower_ in needs for left in noun.lefts)


def _sides(cast: Cast, noun: Token, *prepositions: str, verb: Token | None = None) -> Parties:
    """Those behind "between" or "with", which may hang on the verb: "held talks on Monday with B"."""
    found: list[Participant] = []
    for top in (noun, verb):
        for preposition in phrases.children(top, "prep") if top is not None else ():
            if preposition.lower_ in prepositions:
                for other in phrases.children(preposition, "pobj"):
                    found += parties.parties(cast, other)
                found += parties.included(cast, preposition) if found else ()
    return parties.joined(found)


def _possessor(cast: Cast, noun: Token) -> Parties:
    owner = phrases.child(noun, "poss")
    if owner is None or cast.reading.time_at(owner) is not None:
        return ()
    return parties.parties(cast, owner)


def _between_them(cast: Cast, noun: Token) -> Parties:
    """The two of "during their talks, A told B": the subject and the object of the clause."""
    owner = phrases.child(noun, "poss")
    if owner is None or owner.lower_ != "their" or noun.dep_ != "pobj" or noun.head.lower_ not in _DURING:
        return ()
    verb = phrases.clause_verb(noun)
    subject = phrases.own_subject(verb) if verb is not None else None
    other = phrases.child(verb, "dobj", "dative") if verb is not None else None
    if subject is None or other is None or verb is None or verb.i != noun.head.head.i:
        return ()
    sides = parties.parties(cast, subject), parties.parties(cast, other)
    both = parties.joined(*sides)
    return both if all(len(side) == 1 for side in sides) and parties.are_two(both) else ()


def _holder(cast: Cast, noun: Token, verb: Token | None) -> Parties:
    """The subject that takes part: "A held talks", "A left after talks", "A cancelled the talks"."""
    if verb is None:
        return ()
    if noun.dep_ == "dobj":
        lemmas = {*listed("holding"), *listed("planning"), *listed("denying")}
        if verb.lemma_ not in lemmas:
            return ()
    elif noun.dep_ != "pobj" or noun.head.lower_ not in listed("occasions"):
        return ()
    elif noun.head.head.i != verb.i:
        return _possessor(cast, noun.head.head)  # "Trump's words in a call with Erdogan"
    subject = phrases.subject(verb)
    if subject is None or subject.i == noun.i or any(phrases.children(verb, "auxpass", "nsubjpass")):
        return ()
    return parties.parties(cast, subject)


def _same_meeting(cast: Cast, noun: Token, frame: Frame, before: EventMention) -> Found | None:
    """ "The meeting, which included C": the meeting of the sentence before, and one more who was there."""
    definite = any(left.lower_ in ("the", "this") for left in noun.lefts)
    clause = phrases.child(noun, "relcl")
    including = clause if clause is not None and clause.lemma_ == "include" else noun.head
    if not definite or including.lemma_ != "include" or before.mode != frame.mode:
        return None
    first = noun.sent.start
    if not first or cast.reading.tokens(before.trigger).sent.end < first - 1:
        return None
    more = [one for name in phrases.children(including, "dobj") for one in parties.named_only(cast, name)]
    if not more:
        return None
    return Found(frame, noun, None, before.participants, tuple(more), (noun,))


def _only_meeting(cast: Cast, noun: Token, frame: Frame, before: list[EventMention]) -> Found | None:
    """ "The Oslo meeting came two days after": the one meeting that the report has told of so far."""
    sides = {frozenset(one.entity for one in event.participants if one.entity) for event in before}
    if noun.dep_ not in ("nsubj", "nsubjpass") or frame.mode != "meet" or len(sides) != 1:
        return None
    if any(event.mode != "meet" or event.modality != "reported" for event in before):
        return None
    definite = False
    for left in noun.lefts:
        mention = cast.reading.mention_at(left)
        if left.lower_ in ("the", "this") or cast.reading.time_at(left) is not None:
            definite = True
        elif left.lower_ not in listed("formats") and not (mention is not None and mention.kind == "place"):
            return None
    if not definite or noun.tag_ != ("NNS" if noun.lower_ == "talks" else "NN"):
        return None
    if any(below.dep_ == "prep" and below.lower_ in ("of", "between", "with") for below in noun.rights):
        return None
    first = before[0]
    return Found(frame, noun, phrases.clause_verb(noun), first.source, first.target, (noun,))


def _only_visit(cast: Cast, noun: Token, frame: Frame, before: list[EventMention]) -> Found | None:
    """ "Halvany's visit": the one visit of Halvany that the report has told of so far."""
    owner = phrases.child(noun, "poss")
    mention = cast.reading.mention_at(owner) if owner is not None else None
    if frame.mode != "visit" or mention is None or noun.dep_ not in ("nsubj", "nsubjpass", "pobj"):
        return None
    last = mention.name.rsplit(maxsplit=1)[-1]
    told = [
        event
        for event in before
        if event.mode == "visit"
        and event.modality == "reported"
        and any(one.entity and one.entity.rsplit(maxsplit=1)[-1] == last for one in event.source)
    ]
    if len({tuple(one.entity for one in event.target) for event in told}) != 1:
        return None
    return Found(frame, noun, None, told[0].source, told[0].target, (noun,))


def find_all(reading: Reading) -> tuple[EventMention, ...]:
    """Meetings and all other political events, in the order of the text."""
    return beside_meetings(find_events(reading), find_actions(reading))


extractor = Extractor(fills="events", find=find_all, after=("mentions", "times", "references"))
