"""Who acts and who is acted on: a name, or a noun for people or a body, behind quantities and possessors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from spacy.tokens import Token

from truceline.extract import parties, phrases
from truceline.extract.action_frames import listed
from truceline.extract.parties import Cast
from truceline.extract.reading import Reading
from truceline.extract.sectors import is_actor_noun, sector
from truceline.known import country_named, country_of_demonym
from truceline.model.claims import Participant, Span
from truceline.resources import words

type Actors = tuple[Participant, ...]

_MODIFIERS = ("poss", "amod", "compound", "nmod")
_PEOPLE = frozenset({"he", "she", "they", "it", "him", "her", "them"})
_PLURALS = frozenset({"gunmen", "muslims", "forces"})
_STEPS = 4
_LONGEST = 15
_SPEECH_STEPS = 4


@dataclass(frozen=True)
class Stage:
    """Everybody who can act in one report."""

    reading: Reading

    @cached_property
    def cast(self) -> Cast:
        return Cast(self.reading)

    @cached_property
    def sectors(self) -> dict[Span, str | None]:
        """What `sector_of` has found so far."""
        return {}

    @cached_property
    def roles(self) -> dict[str, str]:
        """{name: the office that the report gives beside it}."""
        return {one.name: one.role for one in self.reading.found.mentions if one.role is not None}

    @cached_property
    def countries(self) -> dict[str, str]:
        """{country: the name that this report has for it}."""
        found: dict[str, str] = {}
        for mention in self.reading.found.mentions:
            country = country_named(mention.name)
            if country is not None:
                found.setdefault(country.name, mention.name)
        return found

    @cached_property
    def meant(self) -> dict[int, str]:
        """{where a pronoun begins: the name it stands for, where that is sure}."""
        return {
            one.span.start: one.name
            for one in self.reading.found.references
            if one.form == "pronoun" and one.name is not None
        }


def actors(stage: Stage, head: Token) -> Actors:
    """The actors of a noun phrase and of those coordinated with it, in the order of the text."""
    return parties.joined(one for noun in phrases.conjuncts(head) for one in _actor(stage, noun))


def owners(stage: Stage, head: Token, of: bool = True) -> Actors:
    """Whose a thing is: "Peru's plan", "Israeli tanks", "the withdrawal of the rebels"."""
    for below in head.lefts:
        if below.dep_ in _MODIFIERS:
            found = _owner(stage, below)
            if found:
                return found
    for preposition in phrases.children(head, "prep") if of else ():
        if preposition.lower_ in ("of", "by", "from", "with"):
            for noun in phrases.children(preposition, "pobj"):
                found = actors(stage, noun) or owners(stage, noun, of=False)
                if found:
                    return found
    return ()


def _owner(stage: Stage, below: Token) -> Actors:
    if below.lower_ == "its":
        return _own(stage, below)
    if below.pos_ == "PRON" or below.lower_ in ("its", "their", "his", "her"):
        return ()
    if is_nationality(below):
        return (_national(stage, below),)
    if below.dep_ == "poss" or stage.reading.mention_at(below):
        return actors(stage, below)
    lemma = below.lemma_.lower()
    if below.dep_ in ("compound", "amod") and is_actor_noun(lemma) and lemma not in listed("adjectives"):
        return (_plain(stage, below),)  # "rebel positions"
    return ()


def _own(stage: Stage, its: Token) -> Actors:
    """Whose "its" is: that of whom a reproach is made, of the subject, or of that of the clause before."""
    verb = phrases.clause_verb(its)
    if verb is None:
        return ()
    below = its
    for _ in range(_STEPS):
        if below.head.i == verb.i or below.head.i == below.i:
            break
        below = below.head
    if below.dep_ in ("nsubj", "nsubjpass"):  # "Peru did not comply; its attacks killed nine"
        beside = verb.head if verb.dep_ in ("conj", "parataxis", "ccomp", "advcl") else None
        other = _holds_clause(verb) or beside
        subject = phrases.own_subject(other) if other is not None else None
    else:
        direct = phrases.child(verb, "dobj")
        reproached = below.dep_ == "prep" and below.lower_ in ("for", "over") and direct is not None
        subject = direct if reproached else phrases.subject(verb)
    mention = stage.reading.mention_at(subject) if subject is not None else None
    if subject is None or mention is None or mention.kind not in ("body", "place"):
        return ()
    if any(phrases.children(subject, "conj")):
        return ()
    return actors(stage, subject)[:1]


def _holds_clause(verb: Token) -> Token | None:
    """The clause before, which a parse takes for a part of this one."""
    return next((one for one in phrases.children(verb, "ccomp") if one.i < verb.i), None)


def is_nationality(token: Token) -> bool:
    return token.ent_type_ == "NORP" or (
        token.pos_ in ("ADJ", "PROPN")
        and token.text[:1].isupper()
        and country_of_demonym(token.text) is not None
    )


def _national(stage: Stage, token: Token) -> Participant:
    country = country_of_demonym(token.text)
    entity = stage.countries.get(country.name) if country is not None else None
    return parties.participant(stage.cast, token.doc[token.i : token.i + 1], entity)


def _actor(stage: Stage, noun: Token) -> Iterator[Participant]:
    noun = _counted(stage, noun)
    if any(left.lower_ == "no" for left in noun.lefts):
        return
    mention = stage.reading.mention_at(noun)
    if mention is not None and mention.kind == "other" and not is_nationality(noun):
        mention = None
    if noun.pos_ == "PRON":
        yield from _pronoun(stage, noun)
    elif mention is not None or phrases.head_mention(stage.reading, noun) is not None:
        found = parties.parties(stage.cast, noun)
        yield from found[:1] if found else (_plain(stage, noun),)
    elif is_nationality(noun) and (
        noun.tag_ in ("NNPS", "NNS", "NNP") or noun.dep_ in ("pobj", "nsubj", "dobj")
    ):
        yield _national(stage, noun)
    elif is_noun_for_actor(noun) or (noun.tag_ in ("NNP", "NNPS") and _is_unknown_name(stage, noun)):
        yield _plain(stage, noun)


def _is_unknown_name(stage: Stage, noun: Token) -> bool:
    return (
        noun.text[:1].isupper()
        and not noun.text.isupper()
        and noun.ent_type_ in ("GPE", "ORG", "PERSON", "NORP")
        and stage.reading.mention_at(noun) is None
    )


def is_noun_for_actor(noun: Token) -> bool:
    """Whether it is a noun for people or bodies, with or without a name."""
    if noun.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    lemma = noun.lemma_.lower()
    return (
        is_actor_noun(lemma)
        or is_actor_noun(noun.lower_)
        or phrases.is_person_noun(noun)
        or phrases.is_body_noun(noun)
        or lemma in words("people_nouns.txt")
    )


def _plain(stage: Stage, noun: Token) -> Participant:
    phrase = phrases.noun_phrase(noun, without=("acl", "punct"))
    behind = phrases.modifier_mention(stage.reading, noun)
    entity = behind.name if behind is not None and behind.kind == "body" else None
    if entity is None and _acts_for_a_country(noun):
        entity = _country(stage, noun)
    return parties.participant(stage.cast, phrase, entity)


def _acts_for_a_country(noun: Token) -> bool:
    """Whether it is a government or an army as a whole: "troops", "the government", not "a soldier"."""
    lemma = noun.lemma_.lower()
    return lemma in listed("states") or (noun.tag_ in ("NNS", "NNPS") and lemma in listed("state_people"))


def _country(stage: Stage, noun: Token) -> str | None:
    """That of "Peruvian troops", "Peru's government", by the name that the report has for it."""
    for below in noun.lefts:
        if below.dep_ in _MODIFIERS:
            mention = stage.reading.mention_at(below)
            if mention is not None and mention.kind == "place" and country_named(mention.name) is not None:
                return mention.name
            country = country_of_demonym(below.text) if is_nationality(below) else None
            if country is not None:
                return stage.countries.get(country.name)
    return None


def _counted(stage: Stage, noun: Token) -> Token:
    """Those of "dozens of protesters", "two of its nationals", "a group of refugees"."""
    for _ in range(_STEPS):
        below = next((one for one in phrases.children(noun, "prep") if one.lower_ in ("of", "from")), None)
        counted = phrases.child(below, "pobj") if below is not None else None
        quantity = noun.lemma_.lower() in listed("quantities") or noun.pos_ == "NUM"
        if counted is None or not quantity or stage.reading.mention_at(noun) is not None:
            break
        noun = counted
    return noun


def _pronoun(stage: Stage, noun: Token) -> Iterator[Participant]:
    """Who "he" is, where the report's references are sure; else who says of himself that he will."""
    if noun.lower_ not in _PEOPLE:
        return
    name = stage.meant.get(stage.reading.span(noun).start)
    if name is not None:
        yield parties.participant(stage.cast, noun.doc[noun.i : noun.i + 1], name)
        return
    verb = phrases.clause_verb(noun)
    for _ in range(_SPEECH_STEPS):
        if verb is None or verb.head.i == verb.i or verb.dep_ not in ("ccomp", "xcomp", "conj"):
            break
        verb = verb.head
        if verb.lemma_.lower() in listed("saying"):
            speaker = phrases.own_subject(verb)
            if speaker is not None and speaker.pos_ != "PRON" and verb.dep_ != "parataxis":
                yield from actors(stage, speaker)
                return
    if noun.lower_ != "it":
        yield parties.participant(stage.cast, noun.doc[noun.i : noun.i + 1], None)


def sector_of(stage: Stage, one: Participant) -> str | None:
    """The sector of a participant, by its name, the office beside it, and the words of its phrase."""
    if one.span not in stage.sectors:
        stage.sectors[one.span] = _sector(stage, one)
    return stage.sectors[one.span]


def _sector(stage: Stage, one: Participant) -> str | None:
    tokens = stage.reading.tokens(one.span)
    root = tokens.root
    role = stage.roles.get(one.entity or "", "").lower().split()
    head = root.lower_ if root.lower_ in _PLURALS else root.lemma_.lower()
    before = [token.lemma_.lower() for token in tokens if token.i < root.i and token.dep_ != "poss"]
    if is_nationality(root) and root.tag_ not in ("NNS", "NNPS"):
        return "government"
    found = sector(head, [*before, *role], one.entity)
    if (
        found is None
        and one.entity is not None
        and one.entity.rsplit(maxsplit=1)[-1] in stage.cast.office_holders
    ):
        return "government"
    if found is None and is_nationality(root):
        return "crowd"
    if found is None:  # "Ana Ruiz, the coordinator of the United Nations"
        for other in phrases.children(root, "appos", "compound"):
            mention = stage.reading.mention_at(other)
            lemmas = [token.lemma_.lower() for token in islice(other.subtree, _LONGEST)]
            found = found or sector(other.lemma_.lower(), lemmas, mention.name if mention else None)
    return found


def is_of_a_nation(stage: Stage, one: Participant) -> bool:
    """Whether the phrase says of which nation they are: "Peruvian sailors"."""
    return any(is_nationality(token) for token in stage.reading.tokens(one.span))
