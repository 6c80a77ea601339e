"""Where and when an event took place, and whether it did, as its own clause has it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from truceline.extract import phrases
from truceline.extract.reading import Reading
from truceline.model.claims import EventTense, Modality, Participant, Time
from truceline.resources import table

_TIME_PREPOSITIONS = frozenset({"on", "in", "at", "during", "over", "of", "late", "early"})
_PASSING = frozenset(
    {
        "npadvmod",
        "pobj",
        "prep",
        "nmod",
        "compound",
        "det",
        "advmod",
        "amod",
        "poss",
        "nummod",
        "appos",
        "case",
    }
)
_STEPS = 6
_LONGEST_SENTENCE = 150
_MOST_ANCHORS = 10


def place(reading: Reading, anchors: Collection[Token]) -> Participant | None:
    """ "In Doha", "at the White House": said of the verb, of its object, or of the day."""
    for anchor in (one for top in anchors for one in _bearers(top)):
        for preposition in phrases.children(anchor, "prep"):
            found = _place_of(reading, preposition)
            if found is not None:
                return found
            for noun in phrases.children(preposition, "pobj"):
                if reading.time_at(noun) is not None:
                    for inner in phrases.children(noun, "prep"):
                        found = found or _place_of(reading, inner)
            if found is not None:
                return found
    return None


def _bearers(anchor: Token) -> Iterator[Token]:
    """What a parse may hang the place on: each of the parties, or "led by B" beside one."""
    if anchor.pos_ in ("VERB", "AUX"):
        yield anchor
        return
    for noun in phrases.conjuncts(anchor):
        yield noun
        for led in phrases.children(noun, "acl"):
            if led.lemma_ in ("lead", "head"):
                yield led
                yield from (name for by in phrases.children(led, "agent") for name in by.children)


def _place_of(reading: Reading, preposition: Token) -> Participant | None:
    if preposition.lower_ not in ("in", "at"):
        return None
    for noun in phrases.children(preposition, "pobj"):
        mention = reading.mention_at(noun)
        if mention is not None and mention.kind == "place":
            return Participant(mention.span, mention.text, mention.name)
    return None


def arrival(reading: Reading, trigger: Token) -> Participant | None:
    """The one place that somebody of the sentence arrived in: "talks with B, after A landed in Doha"."""
    sentence = trigger.sent
    found = [
        (preposition, there)
        for preposition in (sentence if len(sentence) < _LONGEST_SENTENCE else ())
        if preposition.dep_ == "prep" and (there := _place_of(reading, preposition)) is not None
    ]
    if len(found) == 1 and found[0][0].head.lemma_ in table("events.toml")["words"]["arriving"]:
        return found[0][1]
    return None


def time(reading: Reading, trigger: Token, anchors: Collection[Token]) -> Time | None:
    """The nearest date or time of day of the clause; another clause's is not this event's."""
    best: tuple[int, Time] | None = None
    for anchor in list(anchors)[:_MOST_ANCHORS]:
        for token in _own(anchor):
            found = reading.time_at(token)
            if found is None or found.type not in ("DATE", "TIME") or found.value == "PRESENT_REF":
                continue  # "now" places nothing
            if _reaches(token, anchor):
                distance = abs(token.i - trigger.i)
                best = min(best or (distance, found), (distance, found), key=lambda pair: pair[0])
    return best[1] if best is not None else None


def _own(anchor: Token) -> Iterator[Token]:
    if anchor.pos_ in ("VERB", "AUX"):
        yield from phrases.clause(anchor)
    else:
        waiting = [anchor]
        while waiting:
            token = waiting.pop()
            yield token
            waiting += [below for below in token.children if below.dep_ in _PASSING]


def _reaches(token: Token, anchor: Token) -> bool:
    """Whether a time hangs on the anchor itself, through nothing but its own preposition."""
    at = token
    for _ in range(_STEPS):
        if at.i == anchor.i:
            return True
        if at.dep_ not in _PASSING:
            return False
        if at.dep_ == "prep" and at.lower_ not in _TIME_PREPOSITIONS:
            return False
        if at.pos_ in ("NOUN", "PROPN") and at.ent_type_ not in ("DATE", "TIME"):
            return False
        at = at.head
    return False


def modality(verb: Token | None, noun: Token | None = None) -> Modality:
    """Whether it is told as done: by the helpers of the verb, by the verbs above it, by adjectives."""
    listed = table("events.toml")["words"]
    if noun is not None:
        before = {left.lower_ for left in noun.lefts}
        for kind, key in (("denied", "denied"), ("planned", "planned"), ("conditional", "possible")):
            if before & set(listed[key]):
                return kind  # type: ignore[return-value]
        if noun.dep_ == "pobj" and noun.head.lower_ == "for":
            return "planned"
    at, relation = verb, "self"
    for _ in range(_STEPS):
        if at is None:
            break
        found = _told(at, relation, noun is not None)
        if found is not None:
            return found
        if at.dep_ not in ("xcomp", "ccomp", "acl", "pcomp", "conj", "advcl", "dobj") or at.head.i == at.i:
            break
        infinitive = phrases.is_infinitive(at)
        relation = "infinitive" if infinitive else at.dep_
        if at.dep_ == "conj" and (phrases.own_subject(at) is not None or (not infinitive and _tensed(at))):
            break
        at = phrases.governor(at) if at.dep_ == "pcomp" else at.head
        if at is not None and relation == "infinitive":
            above = _told(at, relation, True)
            return above if above in ("denied", "conditional") else "planned"
    return "reported"


def _tensed(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP")


def _told(at: Token, relation: str, governs: bool) -> Modality | None:
    """What one verb of the chain says of the event below it."""
    listed = table("events.toml")["words"]
    helpers = {left.lower_ for left in at.lefts if left.dep_ in ("aux", "auxpass")}
    same = relation in ("self", "infinitive", "xcomp")
    if same and (phrases.is_negated(at) or (at.dep_ == "acomp" and phrases.is_negated(at.head))):
        return "denied"
    if relation == "infinitive" and at.lemma_ in listed["doubtful"]:
        return "conditional"
    if any(left.dep_ == "mark" and left.lower_ in listed["conditional"] for left in at.lefts):
        return "conditional"
    if (relation != "self" or governs) and relation != "advcl":
        if at.lemma_ in listed["denying"]:
            return "denied"
        if at.lemma_ in listed["planning"] and relation != "ccomp":
            return "planned"
    if helpers & set(listed["future"]) and (same or relation in ("pcomp", "advcl")):
        return "planned"
    if not same:
        return None
    if relation == "self" and at.tag_ == "VB" and not helpers and phrases.own_subject(at) is not None:
        return "planned"  # "insisted that he meet"
    if "would" in helpers and at.dep_ == "ccomp" and at.head.tag_ in ("VBD", "VBN"):
        return "planned"  # "said he would meet": what he said was "will"
    if helpers & set(listed["unsure"]):
        return "conditional"
    return None


_SAID_AT = frozenset({"after", "following", "in", "at", "during"})
_HAVE = frozenset({"have", "has", "had", "'ve", "’ve"})
_WAS = frozenset({"was", "were"})
_IS = frozenset({"is", "are", "'s", "’s", "'re", "’re"})


def tense(verb: Token | None, noun: Token | None, told: Modality) -> EventTense | None:
    """On which side of the writing the clause puts an event; None where it does not tell: "talks with B",
    "invited him to visit"."""
    if noun is not None:
        verb = _teller(noun, verb)
    found = _tense(verb, _STEPS) if verb is not None else None
    fits = {"reported": "past", "planned": "future"}
    return found if found is not None and fits.get(told) == found else None


def _teller(noun: Token, verb: Token | None) -> Token | None:
    """The verb whose tense is that of a noun: "held talks", "the talks lasted", "left after talks", "said in
    talks"."""
    listed = table("events.toml")["words"]
    if noun.dep_ == "pobj" and noun.head.lower_ in _SAID_AT:
        above = noun.head.head
        return phrases.clause_verb(above) if above.i != noun.head.i else None
    if verb is None or noun.head.i != verb.i:
        return None
    if noun.dep_ == "dobj":
        return verb if verb.lemma_ in listed["holding"] else None
    silent = {"be", "seem", "appear", *listed["planning"], *listed["denying"], *listed["faring"]}
    return verb if noun.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ not in silent else None


def _tense(verb: Token, steps: int) -> EventTense | None:
    listed = table("events.toml")["words"]
    helpers = {left.lower_ for left in verb.lefts if left.dep_ in ("aux", "auxpass")}
    if helpers & set(listed["future"]):
        return "future"
    if helpers & set(listed["unsure"]) or (verb.dep_ == "advcl" and _is_condition(verb)):
        return None
    if verb.tag_ == "VBD" or (verb.tag_ in ("VBN", "VBG") and helpers & (_HAVE | _WAS)):
        return "past"
    if not steps:
        return None
    above = verb.head
    if phrases.is_infinitive(verb) and verb.dep_ == "xcomp":
        at = above.head if above.dep_ == "acomp" else above
        below = {left.lower_ for left in at.lefts if left.dep_ in ("aux", "auxpass")}
        ahead = above.lemma_ in ("be", *listed["planning"])
        now = at.tag_ in ("VBZ", "VBP") or below & _IS
        return "future" if ahead and now else None
    if verb.dep_ == "pcomp" and above.lower_ in ("after", "following"):
        governing = phrases.clause_verb(above)
        return "past" if governing is not None and _tense(governing, steps - 1) == "past" else None
    if (
        verb.dep_ == "conj"
        and above.pos_ in ("VERB", "AUX")
        and not helpers
        and not phrases.is_infinitive(verb)
    ):
        return _tense(above, steps - 1)
    return None


def _is_condition(verb: Token) -> bool:
    words = table("events.toml")["words"]["conditional"]
    return any(left.dep_ == "mark" and left.lower_ in words for left in verb.lefts)
