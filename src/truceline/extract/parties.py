"""Who takes part in an event: every one of a coordinated phrase, and the body behind a delegation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from truceline.extract import phrases
from truceline.extract.reading import Reading
from truceline.known import country_named
from truceline.model.claims import Mention, Participant
from truceline.resources import table, words

_PEOPLE = frozenset({"he", "she", "they", "we", "i", "him", "her", "them", "us", "his", "their"})
_LONGEST_TITLE = 8
_TITLE_REACH = 3
_HEADING = frozenset({"lead", "head", "include", "chair", "compose", "make"})


@dataclass(frozen=True)
class Cast:
    """Everybody named in one report."""

    reading: Reading

    @cached_property
    def family_names(self) -> frozenset[str]:
        return frozenset(_last(one.name) for one in self.reading.found.mentions if one.kind == "person")

    @cached_property
    def office_holders(self) -> frozenset[str]:
        """The family names that stand behind an office somewhere: "Foreign Minister Hakan Fidan"."""
        found = set()
        for mention in self.reading.found.mentions:
            if mention.kind == "person":
                first = self.reading.tokens(mention.span).start
                before = self.reading.doc[max(0, first - _TITLE_REACH) : first]
                if any(is_guest(token) for token in before):
                    found.add(_last(mention.name))
        return frozenset(found)


def _last(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1]


def parties(cast: Cast, head: Token) -> tuple[Participant, ...]:
    """The people, bodies and countries of a noun phrase, in the order of the text; none for things."""
    found = [one for noun in phrases.conjuncts(head) for one in _party(cast, noun)]
    return _distinct(found)


def _party(cast: Cast, noun: Token) -> Iterator[Participant]:
    noun = _possessed(cast, noun)
    mention = phrases.head_mention(cast.reading, noun)
    phrase = phrases.noun_phrase(noun, without=("acl", "prep", "punct"))
    if mention is None:
        start = phrase.start
        for one, end in _listed_before(cast, noun, phrase):
            yield one
            start = end
        phrase = _with_of(noun, phrases.trim(noun.doc, start, phrase.end))
    if mention is not None:
        yield participant(cast, cast.reading.tokens(mention.span), mention.name, phrase)
    elif noun.pos_ == "PROPN" and noun.text in cast.family_names:
        yield participant(cast, phrase, noun.text)
    elif len(several := _countries(cast, noun)) > 1:
        yield from several
    elif noun.tag_ == "NNS" and is_guest(noun) and (both := _theirs(cast, noun)):
        yield from both
    elif noun.pos_ in ("NOUN", "PROPN") and is_guest(noun):
        behind = phrases.modifier_mention(cast.reading, noun)
        many = noun.tag_ in ("NNS", "NNPS") or noun.lemma_.lower() in words("crowd_nouns.txt")
        named = behind is not None and (behind.kind == "body" or many)
        yield participant(cast, phrase, behind.name if behind is not None and named else None)
    elif noun.lower_ in _PEOPLE or phrases.is_person_noun(noun) or phrases.is_body_noun(noun):
        behind = phrases.modifier_mention(cast.reading, noun) if noun.pos_ != "PRON" else None
        entity = behind.name if behind is not None and behind.kind == "body" else None
        yield participant(cast, phrase, entity)
    else:
        other = cast.reading.mention_at(noun)
        if other is not None and noun.tag_ in ("NNPS", "NNP"):
            yield participant(cast, phrase, other.name)
        return
    yield from _members(cast, noun)


def _listed_before(cast: Cast, noun: Token, phrase: Tokens) -> Iterator[tuple[Participant, int]]:
    """People of "A, B and Hamas officials", where the parse takes them for modifiers of the officials."""
    start = phrase.start
    for i in range(phrase.start, noun.i):
        if phrase.doc[i].text == "," or phrase.doc[i].dep_ == "cc":
            part = phrase.doc[start:i]
            mention = cast.reading.mention_at(part[-1]) if len(part) else None
            if mention is not None and mention.kind == "person":
                yield participant(cast, cast.reading.tokens(mention.span), mention.name, part), i + 1
            start = i + 1


def _with_of(noun: Token, phrase: Tokens) -> Tokens:
    """ "The secretary of state", "members of the bureau"."""
    preposition = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    owner = phrases.child(preposition, "pobj") if preposition.lower_ == "of" else None
    if owner is None or preposition.head.i != noun.i:
        return phrase
    return noun.doc[phrase.start : phrases.noun_phrase(owner, without=("acl", "prep", "punct")).end]


def _possessed(cast: Cast, noun: Token) -> Token:
    """The Emir of "Qatar's Emir Sheikh Tamim", where the parse stops at Qatar."""
    mark = next((below for below in noun.rights if below.tag_ == "POS"), None)
    if mark is None or noun.dep_ == "poss":
        return noun
    for i in range(mark.i + 1, min(mark.i + _LONGEST_TITLE, noun.sent.end)):
        token = noun.doc[i]
        mention = cast.reading.mention_at(token)
        if mention is not None and mention.kind == "person":
            return cast.reading.tokens(mention.span).root
        if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            break
    return noun


def _countries(cast: Cast, noun: Token) -> list[Participant]:
    """All of "the presidents of Estonia, Latvia and Lithuania"."""
    found = []
    if noun.tag_ in ("NNS", "NNPS") and is_guest(noun):
        for preposition in phrases.children(noun, "prep"):
            for top in phrases.children(preposition, "pobj") if preposition.lower_ == "of" else ():
                for country in phrases.conjuncts(top):
                    mention = cast.reading.mention_at(country)
                    if mention is not None and mention.kind in ("body", "place"):
                        found.append(participant(cast, cast.reading.tokens(mention.span), mention.name))
    return found


def _theirs(cast: Cast, noun: Token) -> tuple[Participant, ...]:
    """The two of "A and B stepped up efforts, with their leaders meeting": whose leaders they are."""
    owner = phrases.child(noun, "poss")
    if owner is None or owner.lower_ != "their":
        return ()
    for above in islice(noun.ancestors, 2 * _LONGEST_TITLE):
        subject = phrases.own_subject(above) if above.pos_ in ("VERB", "AUX") else None
        if subject is None or subject.i >= noun.i:
            continue
        mentions = [cast.reading.mention_at(one) for one in phrases.conjuncts(subject)]
        if len(mentions) != 2 or any(one is None or one.kind not in ("body", "place") for one in mentions):
            return ()
        known = [one for one in mentions if one is not None]
        return _leaders(cast, known) or tuple(Participant(one.span, one.text, one.name) for one in known)
    return ()


def _leaders(cast: Cast, countries: Iterable[Mention]) -> tuple[Participant, ...]:
    """Those whom the report calls the leaders of these countries, where it has one of each."""
    found = []
    titles = table("meetings.toml")["levels"]["leaders"]
    for country in countries:
        known = country_named(country.name)
        people = {
            one.name: one
            for one in cast.reading.found.mentions
            if one.kind == "person" and one.of and one.role and known is not None
            if country_named(one.of) == known and set(one.role.lower().split()) & set(titles)
            if "minister" not in one.role.lower()
        }
        if len(people) != 1:
            return ()
        (leader,) = people.values()
        found.append(Participant(leader.span, leader.text, leader.name))
    return tuple(found)


def _members(cast: Cast, noun: Token) -> Iterator[Participant]:
    """ "Led by X", "including X and Y"."""
    for right in noun.rights:
        if right.dep_ == "acl" and right.lemma_ in _HEADING:
            for agent in phrases.children(right, "agent"):
                for name in phrases.children(agent, "pobj"):
                    yield from named_only(cast, name)
        if right.dep_ in ("prep", "punct", "appos"):
            yield from included(cast, right)


def included(cast: Cast, top: Token) -> Iterator[Participant]:
    """The names behind the first "including" below a token."""
    for below in top.subtree:
        if below.lower_ == "including":
            for name in phrases.children(below, "pobj", "dobj"):
                yield from named_only(cast, name)
            return


def named_only(cast: Cast, head: Token) -> Iterator[Participant]:
    for noun in phrases.conjuncts(head):
        mention = phrases.head_mention(cast.reading, noun)
        if mention is not None and mention.kind in ("person", "body"):
            phrase = phrases.noun_phrase(noun, without=("acl", "prep", "punct"))
            yield participant(cast, phrase, mention.name)


def is_guest(noun: Token) -> bool:
    return noun.lemma_.lower() in words("guest_nouns.txt")


def is_visitor(cast: Cast, subject: Token) -> bool:
    """Whether the visitor holds an office: a tourist's visit is no diplomacy."""
    return any(
        is_guest(token)
        for noun in phrases.conjuncts(subject)
        for token in phrases.noun_phrase(noun, without=("acl",))
    ) or any(_holds_office(cast, noun) for noun in phrases.conjuncts(subject))


def _holds_office(cast: Cast, noun: Token) -> bool:
    mention = cast.reading.mention_at(noun)
    return (
        mention is not None and mention.kind == "person" and mention.name.split()[-1] in cast.office_holders
    )


def visited(cast: Cast, noun: Token) -> Participant | None:
    """The place that a noun names."""
    mention = cast.reading.mention_at(noun)
    if mention is None or mention.kind != "place":
        return None
    return Participant(mention.span, mention.text, mention.name)


def participant(cast: Cast, tokens: Tokens, entity: str | None, phrase: Tokens | None = None) -> Participant:
    """With the whole phrase as its text where that holds the name: "Foreign Minister Hakan Fidan".

    A continent is nobody: "African leaders" stay without a name.
    """
    if entity is not None and entity.lower() in words("region_nouns.txt"):
        entity = None
    if phrase is not None and phrase.start <= tokens.start and tokens.end <= phrase.end:
        tokens = phrase
    span = cast.reading.span(tokens)
    return Participant(span, cast.reading.text(span), entity)


def _distinct(found: Iterable[Participant]) -> tuple[Participant, ...]:
    """One for each name, and one for each phrase without a name."""
    seen: dict[object, Participant] = {}
    for one in found:
        seen.setdefault(one.entity or one.span, one)
    return tuple(seen.values())


def joined(*sides: Iterable[Participant]) -> tuple[Participant, ...]:
    """All participants of both sides in the order of the text, each once."""
    return tuple(sorted(_distinct(one for side in sides for one in side), key=lambda one: one.span))


def are_two(participants: tuple[Participant, ...]) -> bool:
    """Two parties at least, one of them with a name."""
    return len(participants) > 1 and any(one.entity is not None for one in participants)
