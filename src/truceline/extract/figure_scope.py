"""What a figure says besides its number: of whom, in what state, since when, of which other one it is a part,
who gives it, whether it is promised, and what is doubtful about it.

All of it is read from the figure's own sentence.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from truceline.extract import circumstances, phrases
from truceline.extract.counted import Counted
from truceline.extract.reading import Reading
from truceline.extract.terms import governor, obligation
from truceline.model.claims import Figure, Portion, Telling
from truceline.resources import any_of, table, words

_WORDS = table("figure_scope.toml")
_STATES = {word: state for state, found in _WORDS["states"].items() for word in found}
_WHOM = {word: whom for whom, found in _WORDS["whom"].items() for word in found}
_ALL = frozenset(_WORDS["people"]["all"])
_DEGREES = frozenset(_WORDS["people"]["degrees"])
_GIVES = frozenset(_WORDS["gives"]["verbs"])
_WISHES, _DEEDS, _ATTEMPTS, _FAILED = (
    frozenset(_WORDS["wished"][key]) for key in ("verbs", "deeds", "attempts", "failed")
)
_SUGGESTS = frozenset(_WORDS["gives"]["suggests"])
_OBJECTS = frozenset(_WORDS["gives"]["objects"])
_STAY: dict[str, str] = _WORDS["stay"]["states"]
_ENTER = frozenset(_WORDS["stay"]["enter"])
_MOST_PEOPLE: int = _WORDS["flags"]["people"]
_PART = _WORDS["part"]

_BEFORE = re.compile(rf"\b(?:{any_of(_PART['before'])})\s+\Z", re.IGNORECASE)
_MORE_BEFORE = re.compile(rf"\b(?:{any_of(_PART['more'])})\s+\Z", re.IGNORECASE)
_BEHIND = re.compile(rf"\s+(?:{any_of(_PART['behind'])})\b", re.IGNORECASE)
_OF = re.compile(r"(?:\s+more)?\s+of\s+(?:the|those|these|them|whom|its|his|her|their|our)\b", re.IGNORECASE)
_DEAD, _HURT = any_of(_WORDS["both"]["dead"]), any_of(_WORDS["both"]["hurt"])
_BOTH = re.compile(
    rf"[^.;,\d]{{0,40}}?\b(?:(?:{_DEAD}) (?:and|or) (?:{_HURT})|(?:{_HURT}) (?:and|or) (?:{_DEAD}))\b"
)
_ONLY = re.compile(rf"[^.;\n]{{0,90}}?\b(?:{any_of(_PART['only'])})\b", re.IGNORECASE)
_EARLIER = re.compile(
    rf"\b(?:{any_of(_WORDS['earlier']['before'])})\b(?! (?:in|this|that|on|today)\b)[^.;:\d\n]{{0,50}}\Z",
    re.IGNORECASE,
)
_SAID_EARLIER = re.compile(
    rf"\bearlier\b[^.;:\d\n]{{0,80}}\b(?:{any_of(_WORDS['earlier']['given'])})\b[^.;:\d\n]{{0,20}}\Z",
    re.IGNORECASE,
)
_SO_FAR = re.compile(rf"\b(?:{any_of(_WORDS['since']['cumulative'])})\b", re.IGNORECASE)
_TIME = r"(?:\w+[ -])?(?:hours?|days?|weeks?|months?|years?|decades?|night)"
_WITHIN = re.compile(rf"\b(?:the )?(?:last|past|previous) {_TIME}\b", re.IGNORECASE)
_AFTER, _AHEAD = 70, 50
"""Characters behind and before a figure in which its sentence may say what time it is counted for."""
_SINCE = 60
_WEEKDAY = re.compile(r"XXXX-WXX-[1-7]")
_MARKS = frozenset(",;:.-–—")
_HEAD = re.compile(r"(?:\A|[\d.] )(?P<who>[A-Z][\w’'.-]*(?: [\w’'.-]+){0,4}): \Z")
_KINDS = frozenset(word for found in table("figure_sources.toml")["kinds"].values() for word in found)
_BODIES = (
    words("person_nouns.txt") | words("body_nouns.txt") | words("media_nouns.txt") | words("office_nouns.txt")
)
_THERE = frozenset((None, *_STAY.values()))
"""States that those counted are in, whatever else may come of them."""
_KNOWN = frozenset(("the", "these", "those", "its", "his", "her", "their", "our"))
_STEPS = 10


def with_scope(reading: Reading, figure: Figure, counted: Counted, number: Tokens) -> Figure:
    """The figure with all that its sentence says of it; `number` are the tokens of the number itself."""
    sentence = number.sent
    around = _Around(reading, figure, sentence)
    thing, whom, state = _thing(counted, figure)
    if state in ("killed", "injured") and _BOTH.match(around.behind):
        state = "killed or injured"
    if state is not None and number.end < len(number.doc) and number.doc[number.end].lower_ in _DEGREES:
        state = f"{number.doc[number.end].lower_} {state}"
    since, since_day = _since(reading, number, counted, figure.cumulative)
    waits, place = _waiting(reading, counted.noun)
    verb = governor(number.root)
    share = figure.unit in ("share", "%")
    part, earlier = portion(around.before, around.behind)
    on = None if figure.cumulative or figure.as_of else _day(reading, number)
    told = _told(number)
    if told == "possible" and (waits or state) in _THERE and _is_known(counted.noun):
        told = "fact"  # who will vote on "the 32 judges who wait" says that there are so many
    return replace(
        figure,
        thing=thing,
        whom=whom,
        state=waits or state,
        place=figure.place or place or _entered(reading, verb),
        share_of=figure.counted if share else None,
        since=since,
        since_day=since_day,
        within=None if figure.cumulative else _within(around),
        cumulative=figure.cumulative
        or since is not None
        or _SO_FAR.search(around.before[-30:] + figure.text + around.behind[:40]) is not None,
        part=None if share else part,
        earlier=earlier,
        on=on,
        as_of=figure.as_of or _said_on(reading, number, on),
        told=told,
        asserted_by=figure.asserted_by or _giver(reading, number) or _headed(around.before),
        flags=_flags(figure, thing),
    )


class _Around:
    """The words of a figure's sentence before and behind it."""

    def __init__(self, reading: Reading, figure: Figure, sentence: Tokens) -> None:
        place = reading.span(sentence)
        start = max(place.start, figure.span.start - 300)
        end = min(max(place.end, figure.span.end), figure.span.end + 300)
        text = reading.report.text
        self.before = text[start : figure.span.start].rpartition("\n")[2]
        self.behind = text[figure.span.end : end].partition("\n")[0]


def _thing(counted: Counted, figure: Figure) -> tuple[str | None, str | None, str | None]:
    """What is counted, of whom, and in what state, from the short text of it: "Palestinians killed" is people
    of whom it says Palestinians, killed."""
    told = (counted.text or figure.counted or "").split()
    if not told:
        return None, None, None
    lower = [word.casefold().strip("\"'“”’") for word in told]
    state = _STATES.get((counted.outcome or "").casefold()) or _STATES.get(lower[-1])
    kept = [
        word
        for word, low in zip(told, lower, strict=True)
        if not (state is not None and low in _STATES and low == lower[-1] and low not in _WHOM)
        and low not in ("more", "other")
    ]
    if state is None and len(kept) > 1 and kept[-1].casefold() in _ALL and kept[0].casefold() in _STATES:
        state, kept = _STATES[kept[0].casefold()], kept[1:]  # "140 injured people"
    head = kept[-1].casefold() if kept else ""
    is_person = (
        head in _ALL
        or head in _WHOM
        or _singular(head) in words("person_nouns.txt")
        or (counted.noun is not None and counted.noun.ent_type_ == "NORP")
        or (not kept and state is not None)
    )
    if not is_person:
        return " ".join(kept) or None, None, state or _STATES.get((counted.outcome or "").casefold())
    whom = " ".join(kept) if kept and head not in _ALL - {"civilians"} else None
    if counted.noun is not None and _is_mixed(counted.noun):
        return "people", None, state  # "men, women and children"
    if whom is None and len(kept) > 1:
        whom = " ".join(kept[:-1])
    return "people", whom, state


def _is_mixed(noun: Token) -> bool:
    """Whether one number counts people of several kinds."""
    beside = [child for child in noun.rights if child.dep_ == "conj"]
    beside += [noun.head] if noun.dep_ == "conj" else []
    return any(
        one.lower_ in _WHOM and not any(child.dep_ == "nummod" for child in one.lefts)
        for one in beside
        if _WHOM.get(one.lower_) != _WHOM.get(noun.lower_)
    )


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _since(reading: Reading, number: Tokens, counted: Counted, toll: bool) -> tuple[str | None, str | None]:
    """Since when it is counted, in the words of the text, and the day where these are one."""
    sentence = number.sent
    above = {number.root.i} | ({counted.noun.i} if counted.noun is not None else set())
    verb = governor(counted.noun if counted.noun is not None else number.root) or counted.verb
    if verb is not None:
        above |= {verb.i} | {child.i for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")}
    for token in sentence:
        if token.lower_ != "since":
            continue
        if token.dep_ == "advmod" and token.head.i in above and counted.outcome is None:
            continue  # "has since risen"
        bound = token.head if token.dep_ in ("prep", "advmod") else token.head.head
        if not toll and bound.i not in above and token.head.i not in above:
            continue  # another clause is since then
        top = token if token.dep_ == "prep" else token.head
        last = max((one.i for one in top.subtree), default=token.i) + 1
        behind = sentence.doc[token.i + 1 : min(last, sentence.end)]
        end = next(
            (one.i for one in behind if one.text in _MARKS and _is_end(one)), token.i + 1 + len(behind)
        )
        told = sentence.doc[token.i + 1 : max(end, token.i + 1)]
        if len(told) and told[0].lower_ == "then":
            return "then", None
        if not len(told) or token.dep_ == "advmod":
            return "then", None
        times = [time for one in told if (time := reading.time_at(one)) is not None]
        day = next((time.earliest for time in times if time.earliest and time.earliest == time.latest), None)
        first = times[0] if times and times[0].type == "DATE" else None
        return (first.text if first is not None else told.text[:_SINCE].strip()), day
    return None, None


def _is_end(mark: Token) -> bool:
    """Whether a mark ends a clause: the full stop of "Oct. 7" does not."""
    return mark.text != "." or not (
        mark.i and mark.nbor(-1).shape_.startswith("Xx") and mark.i + 1 < len(mark.doc)
    )


def _within(around: _Around) -> str | None:
    """ "The past two weeks": nearest behind the figure, else before it."""
    behind = _WITHIN.search(around.behind[:_AFTER])
    if behind is not None and not re.search(r"\d{2,}|;", around.behind[: behind.start()]):
        return behind.group().casefold()
    before = list(_WITHIN.finditer(around.before[-_AHEAD:]))
    return before[-1].group().casefold() if before else None


def portion(before: str, behind: str) -> tuple[Portion | None, bool]:
    """Whether a figure is a part of another one or comes on top of it, and whether it is told as superseded,
    by the words of its sentence before and behind it."""
    earlier = _EARLIER.search(before) is not None or _SAID_EARLIER.search(before) is not None
    if _MORE_BEFORE.search(before[-40:]) or _BEHIND.match(behind):
        return "more", earlier
    if _BEFORE.search(before[-40:]) or _OF.match(behind) or _ONLY.match(behind):
        return "part", earlier
    return None, earlier


def _waiting(reading: Reading, noun: Token | None) -> tuple[str | None, str | None]:
    """Whether those counted wait, or are kept, somewhere, and where: "81 experts, stationed at the border,
    awaiting a permit"."""
    state = place = None
    for clause in noun.rights if noun is not None else ():
        if clause.dep_ not in ("acl", "relcl") or clause.lemma_ not in _STAY:
            continue
        below = (*clause.children, *(noun.head.rights if noun is not None else ()))
        for verb in (clause, *(one for one in below if one.dep_ in ("advcl", "acl", "conj"))):
            if verb.lemma_ in _STAY and state != "waiting":
                state = _STAY[verb.lemma_]
        for preposition in clause.rights:
            if place is None and preposition.lower_ in ("at", "in", "near", "on", "outside"):
                held = next((child for child in preposition.children if child.dep_ == "pobj"), None)
                if held is not None and reading.time_at(held) is None:
                    mention = reading.mention_at(held)
                    place = mention.name if mention is not None else _named(held)
    return state, place


def _entered(reading: Reading, verb: Token | None) -> str | None:
    """The place that those counted enter: "600 lorries were to enter Oru each day"."""
    for one in (verb, *verb.rights) if verb is not None else ():
        if one.lemma_ in _ENTER and (one == verb or one.dep_ == "xcomp"):
            for child in one.rights:
                mention = reading.mention_at(child) if child.dep_ == "dobj" else None
                if mention is not None and mention.kind == "place":
                    return mention.name
    return None


def _named(noun: Token) -> str:
    own = [child for child in noun.lefts if child.dep_ in ("amod", "compound", "det", "poss")]
    return " ".join(one.text for one in [*own, noun])


def _day(reading: Reading, number: Tokens) -> str | None:
    """The day that the clause of a figure names ("killed 15 on Saturday"), or a weekday of an unknown
    week."""
    verb = phrases.clause_verb(number.root)
    time = circumstances.time(reading, verb, [verb]) if verb is not None else None
    if time is None:
        return None
    if time.earliest is None and time.latest is None and _WEEKDAY.fullmatch(time.value):
        return time.value
    return time.earliest if time.earliest == time.latest else None


def _said_on(reading: Reading, number: Tokens, on: str | None) -> str | None:
    """The day on which somebody gave a figure: "reported on Thursday that 90 people had been killed"."""
    verb = phrases.clause_verb(number.root)
    if verb is None or verb.dep_ != "ccomp" or verb.head.lemma_ not in _GIVES:
        return None
    time = circumstances.time(reading, verb.head, [verb.head])
    day = time.earliest if time is not None and time.earliest == time.latest else None
    return day if day != on else None


def _headed(before: str) -> str | None:
    """Who stands before a figure as in a headline: "Rovian opposition: 1,300 killed"."""
    found = _HEAD.search(before)
    return found["who"] if found and found["who"].split()[-1].casefold() in _KINDS else None


def _told(number: Tokens) -> Telling:
    """Whether it is told as a fact, as owed, as what may be, or as what is not so."""
    verb = governor(number.root)
    if _is_not_done(number.root):
        return "possible"
    if verb is None:
        return "fact"
    if obligation(verb) is not None:
        return "promised"
    children = list(verb.children)
    if any(child.dep_ == "neg" for child in children):
        return "denied"
    if any(child.tag_ == "MD" for child in children if child.dep_ == "aux"):
        return "possible"
    to = any(child.dep_ == "aux" and child.tag_ == "TO" for child in children)
    return "possible" if to and verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl", "acl") else "fact"


def _is_known(noun: Token | None) -> bool:
    """Whether those counted are told of as known: "the", "its"."""
    return noun is not None and any(
        one.dep_ in ("det", "poss") and one.lower_ in _KNOWN for one in noun.lefts
    )


def _is_not_done(number: Token) -> bool:
    """Whether a figure is of a deed that somebody waits for, asks or hopes for ("are waiting for the release
    of our 20 captives"), or that did not succeed: "the attempted murder of two people"."""
    at, of_deed = number, False
    for step in range(_STEPS):
        if at.head.i == at.i:
            return False
        at = at.head
        if (
            step
            and at.pos_ == "NOUN"
            and (at.lemma_.lower() in _ATTEMPTS or any(one.lower_ in _FAILED for one in at.lefts))
        ):
            return True
        of_deed = of_deed or (at.pos_ == "NOUN" and at.lemma_.lower() in _DEEDS)
        if at.pos_ == "VERB":
            return of_deed and at.lemma_.lower() in _WISHES
    return False


def _giver(reading: Reading, number: Tokens) -> str | None:
    """Who gives a figure by a verb of counting: "the Observatory put the death toll at 58"."""
    token = number.root
    for _ in range(_STEPS):
        head = token.head
        if head == token:
            return None
        if head.pos_ == "VERB":
            if head.dep_ == "ccomp" and head.head.tag_ == "VBG" and head.head.lemma_ in _SUGGESTS:
                return _subject(reading, head.head)
            for subject in head.lefts:  # "with analysts suggesting that", as a parse may have it
                if subject.dep_ == "nsubj" and _suggests(subject):
                    return _called(reading, subject)
            break
        token = head
    else:
        return None
    if token.head.lemma_.lower() not in _GIVES:
        return None
    direct = token.dep_ in ("dobj", "prep", "obl") and (
        token.lemma_.lower() in _OBJECTS
        or any(child.dep_ == "dobj" and child.lemma_.lower() in _OBJECTS for child in token.head.rights)
        or (
            token.dep_ == "dobj"
            and token.head.lemma_.lower() in ("record", "count", "tally", "document", "register")
        )
    )
    if not direct and not _puts_it(token.head, number.root):
        return None
    verb = token.head
    while verb.dep_ in ("conj", "xcomp", "advcl") and not any(one.dep_ == "nsubj" for one in verb.lefts):
        if verb.head == verb or verb.head.pos_ not in ("VERB", "AUX"):
            return None
        verb = verb.head
    return _subject(reading, verb)


def _puts_it(verb: Token, number: Token) -> bool:
    """ "Officials put it closer to 3,630"."""
    between = verb.doc[verb.i + 1 : number.i]
    return (
        verb.lemma_.lower() == "put"
        and len(between) < _STEPS
        and len(between) > 1
        and between[0].lower_ == "it"
    )


def _suggests(subject: Token) -> bool:
    return any(one.dep_ == "acl" and one.tag_ == "VBG" and one.lemma_ in _SUGGESTS for one in subject.rights)


def _subject(reading: Reading, verb: Token) -> str | None:
    subject = next((one for one in verb.lefts if one.dep_ == "nsubj"), None)
    return None if subject is None or not _may_give(reading, subject) else _called(reading, subject)


def _may_give(reading: Reading, subject: Token) -> bool:
    """Whether it is somebody who can give a figure: no attack does."""
    if subject.pos_ == "PROPN" or subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    noun = subject.lemma_.lower()
    known = noun in _KINDS or subject.lower_ in _KINDS or noun in _BODIES
    return subject.pos_ == "NOUN" and (known or reading.mention_at(subject) is not None)


def _called(reading: Reading, subject: Token) -> str:
    mention = reading.mention_at(subject)
    if mention is not None:
        return mention.name
    words_of = [one for one in subject.lefts if one.dep_ in ("compound", "amod", "poss", "nmod")]
    return " ".join(one.text for one in [*words_of, subject])


def _flags(figure: Figure, thing: str | None) -> tuple[str, ...]:
    found = []
    scripts = {unicodedata.name(char, "?").partition("DIGIT")[0] for char in figure.text if char.isdigit()}
    if len(scripts) > 1:
        found.append("digits of several scripts")
    if thing == "people" and figure.unit is None and figure.value > _MOST_PEOPLE:
        found.append("more people than there are")
    if figure.unit == "share" and figure.value > 1:
        found.append("a share of more than all")
    return tuple(found)
