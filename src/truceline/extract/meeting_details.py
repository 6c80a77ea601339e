"""How a meeting was held: its format and level, what it was on, what came of it, who held it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from spacy.tokens import Token

from truceline.extract import parties, phrases
from truceline.extract.parties import Cast
from truceline.extract.reading import Reading
from truceline.model.claims import EventMention, Format, Participant, Span
from truceline.resources import table

_NEAR = 60
"""Tokens of a clause that are looked at; only a broken parse has more."""
_FAR = 400
"""Characters behind a meeting in which what came of it is looked for."""
_LONGEST = 40
_LOOSE = frozenset({"nsubj", "nsubjpass", "prep", "advcl", "mark", "advmod", "pobj"})


def with_details(cast: Cast, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """The meetings with all that the text says of them; other events as they are."""
    starts = [one.trigger.start for one in events if one.code == "CONSULT"]
    found = []
    for one in events:
        if one.code == "CONSULT":
            following = next((start for start in starts if start > one.trigger.start), None)
            one = _detailed(cast, one, following)
        found.append(one)
    return tuple(found)


def _detailed(cast: Cast, event: EventMention, following: int | None) -> EventMention:
    trigger = cast.reading.tokens(event.trigger).root
    verb = phrases.clause_verb(trigger)
    around = list(_around(trigger, verb))
    hosts, mediators = _hosts(cast, event, trigger, verb), _mediators(cast, trigger, verb)
    visit = event.mode == "visit"
    more = _companions(cast, verb) if verb is not None and visit else ()
    return replace(
        event,
        format=_format(trigger, around, bool(mediators)),
        level=_level(cast, event, trigger),
        subject=_subject(cast.reading, trigger, verb, visit),
        outcome=None if visit else _outcome(cast.reading, event, trigger, following),
        hosts=hosts,
        mediators=mediators,
        participants=parties.joined(event.participants, hosts, mediators, more),
    )


def _around(trigger: Token, verb: Token | None) -> Iterator[Token]:
    """What stands beside the word itself, and in its clause where it is the verb or its object."""
    yield trigger
    yield from trigger.lefts
    if verb is not None and (verb.i == trigger.i or trigger.head.i == verb.i):
        yield from islice(phrases.clause(verb), _NEAR)


def _format(trigger: Token, around: Sequence[Token], mediated: bool) -> Format | None:
    near = {one.lower_ for one in around}
    left = trigger.left_edge.i
    before = trigger.doc[left : trigger.i + 1].text.lower() if trigger.i - left < _LONGEST else ""
    doors = any(one.lower_ == "doors" and "closed" in {below.lower_ for below in one.lefts} for one in around)
    found: Format
    for found, listed in table("meetings.toml")["formats"].items():
        if near & set(listed) or any(f"{word} " in before for word in listed):
            return found
    if doors:
        return "closed door"
    return (
        "indirect"
        if mediated and trigger.lemma_.lower() in ("talk", "negotiation") and "through" in near
        else None
    )


def _level(cast: Cast, event: EventMention, trigger: Token) -> str | None:
    """That of the highest who took part, by the words of the text for them."""
    listed = table("meetings.toml")
    words = {left.lower_ for left in trigger.lefts}
    if words & {"technical", "expert-level", "technical-level"}:
        return "technical"
    if "ministerial" in words:
        return "ministers"
    found = []
    roles = {one.name: one.role for one in cast.reading.found.mentions if one.role is not None}
    levels = list(listed["levels"])
    for one in event.participants:
        said = f"{one.text} {roles.get(one.entity or '', '')}".lower().replace("-", " ").split()
        singular = {word.rstrip(",.").removesuffix("’s").removesuffix("'s") for word in said}
        singular |= {word.removesuffix("s") for word in singular}
        rank = next((i for i, level in enumerate(levels) if singular & set(listed["levels"][level])), None)
        if rank is not None:
            lower = rank < 2 and bool(singular & set(listed["deputies"]["words"]))
            found.append(2 if lower else rank)
    return levels[min(found)] if found else None


# What it was on, and what came of it -------------------------------------------------------------


def _subject(reading: Reading, trigger: Token, verb: Token | None, visit: bool) -> Span | None:
    listed = table("meetings.toml")["subject"]
    for top in (trigger, verb) if verb is not None and trigger.head.i == verb.i else (trigger,):
        if top is None:
            continue
        for below in top.rights:
            if below.dep_ == "prep" and below.lower_ in listed["prepositions"] and not visit:
                for noun in phrases.children(below, "pobj", "pcomp"):
                    if reading.time_at(noun) is None and reading.mention_at(noun) is None:
                        return passage(reading, noun)
            if below.dep_ in ("xcomp", "advcl", "acl") and below.lemma_.lower() in listed["verbs"]:
                thing = phrases.child(below, "dobj", "ccomp")
                if thing is not None and (phrases.is_infinitive(below) or below.tag_ == "VBG"):
                    return passage(reading, thing)
    if verb is not None and trigger.dep_ == "nsubj" and trigger.head.i == verb.i:
        if verb.lemma_.lower() in listed["verbs"]:
            thing = phrases.child(verb, "dobj")
            return passage(reading, thing) if thing is not None else None
        for below in verb.rights:
            if verb.lemma_.lower() in listed["on"] and below.lower_ in ("on", "around"):
                for noun in phrases.children(below, "pobj", "pcomp"):
                    return passage(reading, noun)
    return None


def passage(reading: Reading, noun: Token) -> Span | None:
    """The noun or clause with what hangs on it."""
    doc = noun.doc
    start, end = noun.left_edge.i, min(noun.right_edge.i + 1, noun.i + _LONGEST)
    for i in range(noun.i + 1, end):
        loose = doc[i].dep_ == "mark" or (doc[i].text == "," and i + 1 < end and doc[i + 1].dep_ in _LOOSE)
        if "\n" in doc[i].text or (loose and doc[i].lower_ != "that"):
            end = i
            break
    return reading.span(phrases.trim(doc, start, end)) if start < end else None


def _outcome(reading: Reading, event: EventMention, trigger: Token, following: int | None) -> Span | None:
    """In its own sentence, or where the next words speak of "the talks" again, before another meeting."""
    doc = trigger.doc
    last = doc[min(trigger.i + _FAR // 3, len(doc) - 1)]
    for token in doc[trigger.sent.start : last.i + 1]:
        at = reading.span(token).start
        if at > event.trigger.start + _FAR or (following is not None and at >= following):
            break
        if token.pos_ not in ("VERB", "AUX"):
            continue
        if _is_outcome(token, trigger):
            return _phrase_of_clause(reading, token)
    return None


def _is_outcome(verb: Token, trigger: Token) -> bool:
    listed = table("meetings.toml")["outcome"]
    lemma = verb.lemma_.lower()
    own = verb.i == trigger.i or lemma not in {*listed["verbs"], *listed["making"], "break"}
    if own or verb.dep_ in ("amod", "compound") or phrases.is_infinitive(verb):
        return False
    done = {one.lower_ for one in phrases.children(verb, "aux")} & {
        "will",
        "would",
        "may",
        "might",
        "could",
        "should",
    }
    if done:
        return False
    subject = phrases.subject(verb)
    passive = phrases.child(verb, "nsubjpass")
    if passive is not None and lemma in listed["making"]:
        return passive.lemma_.lower() in listed["nouns"] and _speaks_of(passive.sent, trigger)
    if subject is None or verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
        return False
    of_meeting = subject.lemma_.lower() == trigger.lemma_.lower() or subject.i == trigger.i
    if of_meeting and lemma in listed["of_meeting"]:
        return lemma != "break" or phrases.child(verb, "prt") is not None
    if lemma in listed["of_meeting"]:
        return False
    things = {one.lemma_.lower() for one in phrases.children(verb, "dobj")}
    if lemma in listed["making"] and lemma not in listed["verbs"] and not things & set(listed["nouns"]):
        return False
    if lemma in ("reach", "sign", "adopt", "approve") and not things & set(listed["nouns"]):
        return False
    sides = subject.lemma_.lower() in listed["sides"] and subject.i > trigger.i
    return (sides and verb.sent.start <= trigger.sent.end) or of_meeting


def _speaks_of(sentence: object, trigger: Token) -> bool:
    """Whether a sentence is that of a meeting, or speaks of "the talks" by the same noun."""
    tokens = list(islice(sentence, 120))  # type: ignore[call-overload]
    if any(one.i == trigger.i for one in tokens):
        return True
    return any(
        one.lemma_.lower() == trigger.lemma_.lower()
        and one.pos_ == "NOUN"
        and any(left.lower_ in ("the", "these", "this") for left in one.lefts)
        for one in tokens
    )


def _phrase_of_clause(reading: Reading, verb: Token) -> Span:
    tokens = sorted(islice(verb.subtree, 2 * _LONGEST), key=lambda one: one.i)
    start, end = tokens[0].i, tokens[-1].i + 1
    if end - start > _LONGEST:
        subject = phrases.own_subject(verb)
        start = min(subject.left_edge.i if subject is not None else verb.i, verb.i)
        end = min(end, verb.i + _LONGEST)
    return reading.span(phrases.trim(verb.doc, start, end))


# Who held it -------------------------------------------------------------------------------------


def _hosts(cast: Cast, event: EventMention, trigger: Token, verb: Token | None) -> tuple[Participant, ...]:
    listed = table("meetings.toml")["held"]["hosting"]
    if verb is not None and (verb.i == trigger.i or trigger.head.i == verb.i):
        if verb.lemma_.lower() in listed and not any(phrases.children(verb, "nsubjpass")):
            subject = phrases.subject(verb)
            return parties.parties(cast, subject) if subject is not None else ()
        if verb.lemma_.lower() in listed:
            return _by(cast, verb)
    return _by_clause(cast, trigger, listed)


def _mediators(cast: Cast, trigger: Token, verb: Token | None) -> tuple[Participant, ...]:
    listed = table("meetings.toml")["held"]["mediating"]
    found = _by_clause(cast, trigger, listed)
    if not found and verb is not None and trigger.head.i == verb.i and verb.lemma_.lower() in listed:
        subject = phrases.subject(verb) if not any(phrases.children(verb, "nsubjpass")) else None
        found = parties.parties(cast, subject) if subject is not None else _by(cast, verb)
    if found:
        return found
    for top in (trigger, verb) if verb is not None else (trigger,):
        for preposition in phrases.children(top, "prep"):
            if preposition.lower_ in ("through", "via"):
                for noun in phrases.children(preposition, "pobj"):
                    if "mediat" in noun.lower_ or "mediator" in {left.lemma_.lower() for left in noun.lefts}:
                        found += parties.parties(cast, noun)
    return found or _mediated_before(cast, trigger, listed)


def _by_clause(cast: Cast, noun: Token, verbs: Sequence[str]) -> tuple[Participant, ...]:
    """ "Talks hosted by A", "which were brokered by A"."""
    for clause in noun.rights:
        if clause.dep_ in ("acl", "relcl") and clause.lemma_.lower() in verbs:
            return _by(cast, clause)
    return ()


def _by(cast: Cast, verb: Token) -> tuple[Participant, ...]:
    agent = phrases.child(verb, "agent")
    by = phrases.child(agent, "pobj") if agent is not None else None
    return parties.parties(cast, by) if by is not None else ()


def _mediated_before(cast: Cast, noun: Token, verbs: Sequence[str]) -> tuple[Participant, ...]:
    """ "Egyptian-mediated talks", "US-brokered talks"."""
    for left in noun.lefts:
        if left.tag_ == "VBN" and left.lemma_.lower() in verbs:
            for below in left.lefts:
                mention = cast.reading.mention_at(below)
                if mention is not None and mention.kind in ("body", "place"):
                    return (Participant(mention.span, mention.text, mention.name),)
    return ()


def _companions(cast: Cast, verb: Token) -> tuple[Participant, ...]:
    """ "Alongside a 14-member delegation of ministers", "accompanied by his foreign minister"."""
    found: tuple[Participant, ...] = ()
    for below in verb.children:
        if below.dep_ == "prep" and below.lower_ == "alongside":
            for noun in phrases.children(below, "pobj"):
                found += parties.parties(cast, noun)
        elif below.dep_ in ("advcl", "acl") and below.lower_ == "accompanied":
            found += _by(cast, below)
    return found
