"""Whether words of the vocabulary tell of an event: of politics, done or meant, and no part of another."""

from __future__ import annotations

from spacy.tokens import Token

from truceline.extract import parties, phrases
from truceline.extract.action_codes import Matches
from truceline.extract.action_frames import is_passive, listed
from truceline.extract.action_matches import Match, is_armed
from truceline.extract.actors import Actors, Stage, is_of_a_nation, sector_of
from truceline.resources import table

_WALK = 12
_SENTENCE = 80
_GOVERNED = frozenset(
    {
        *(
            "xcomp",
            "ccomp",
            "dobj",
            "prep",
            "pobj",
            "pcomp",
            "conj",
            "acl",
            "dative",
            "advcl",
            "prt",
            "compound",
        ),
        *("amod", "nmod", "poss", "appos", "oprd", "acomp", "nsubj", "nsubjpass"),
    }
)
_VERBAL = frozenset({"AGREE", "REQUEST", "REJECT", "DISAPPROVE", "SUPPORT", "THREATEN", "CONSULT"})
_OF_WAR = frozenset({"ceasefire", "heavy-weapons", "territory"})
_STANCES = frozenset({"REQUEST", "REJECT", "DISAPPROVE", "THREATEN"})
_SPOKEN = frozenset({"REQUEST", "REJECT", "DISAPPROVE", "THREATEN", "SUPPORT"})
_WITHOUT_DOER = frozenset(
    {"ASSAULT", "COERCE", "FIGHT", "SANCTION", "MOBILIZE", "RETREAT", "INVESTIGATE", "CONCEDE", "AID"}
)
_OWNED_BY_EITHER = frozenset({"SANCTION", "COERCE", "INVESTIGATE"})
_STRONG = frozenset(
    {"government", "military", "rebel", "IGO", "legislative", "opposition", "intelligence", "party"}
)
_CIVIC = frozenset(
    {
        *("crowd", "civilian", "labor", "education", "opposition", "religious", "refugee", "party", "NGO"),
        *("media", "judicial"),
    }
)


def is_governed(match: Match, matches: Matches) -> bool:
    """Whether it is only what another event is about, or a part of it."""
    at, beside = match.token, match.light is None
    for _ in range(_WALK):
        if at.head.i == at.i or at.dep_ not in _GOVERNED:
            return False
        if at.dep_ == "advcl" and phrases.own_subject(at) is not None and not phrases.is_infinitive(at):
            return False
        if at.i == match.token.i and match.frame.code in _SPOKEN and _is_free(at):
            return False
        beside = beside and at.dep_ == "conj"
        at = at.head
        if at.i in matches and not beside and (match.light is None or at.i != match.light.i):
            return True
    return False


def _is_free(verb: Token) -> bool:
    """ "Rejected the plan, accusing Peru of ...": a second deed, behind a comma."""
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > verb.head.i and verb.nbor(-1).text == ","


def is_supposed(match: Match) -> bool:
    """Whether it is only thought of: "if the army attacks"."""
    at = match.token
    for _ in range(_WALK):
        marks = (left.lower_ for left in at.lefts if left.dep_ == "mark")
        if at.dep_ == "advcl" and any(mark in listed("supposed") for mark in marks):
            return True
        at = at.head
    return False


def hangs_on_a_condition(verb: Token) -> bool:
    """ "Would strike if ...": a deed that waits for something that has not happened."""
    helpers = {one.lower_ for one in phrases.children(verb, "aux")}
    return "would" in helpers and any(
        left.dep_ == "mark" and left.lower_ in ("if", "unless")
        for below in phrases.children(verb, "advcl")
        for left in below.lefts
    )


def is_supposed_attack(stage: Stage, code: str, match: Match, source: Actors, target: Actors) -> bool:
    """Whether what is only thought of is an attack by a side with a name or a nation on another one."""
    return (
        code in ("ASSAULT", "FIGHT")
        and match.verb is not None
        and any(one.entity or is_of_a_nation(stage, one) for one in source)
        and bool(target)
    )


def has_sides(match: Match, source: Actors, target: Actors) -> bool:
    """Whether enough is said of who did it and to whom. A passive without its doer is enough for deeds."""
    if match.verb is None:
        return bool(source and target) or (bool(source or target) and _is_subject_of_all(match.token))
    if match.frame.code == "FIGHT" and not target and len(source) < 2 and not match.frame.rest:
        return match.light is not None and any(one.entity for one in source)  # "launched an offensive"
    if match.light is not None and is_passive(match.light) and match.frame.code in _OWNED_BY_EITHER:
        return bool(source and target)  # "Peru's restrictions were made": by Peru, or for it
    if source:
        return True
    if not target or match.frame.attitude:
        return False
    if not is_passive(match.verb):
        return match.frame.code in ("ASSAULT", "FIGHT") and _is_by_an_attack(match.verb)
    unarmed = match.token.lemma_.lower() in listed("unarmed")
    return match.frame.code in _WITHOUT_DOER and (not unarmed or is_armed(match.verb))


def _is_by_an_attack(verb: Token) -> bool:
    """ "The raid that killed the envoy": done by somebody, who is not said."""
    subject = phrases.own_subject(verb)
    if subject is not None and subject.pos_ == "PRON" and verb.dep_ == "relcl":
        subject = verb.head
    if subject is None or not verb.tag_.startswith(("VBD", "VBN")):
        return False
    sets = table("plover.toml")["sets"]
    return subject.lemma_.lower() in {*sets["attack"], *sets["bomb"]}


def _is_subject_of_all(noun: Token) -> bool:
    """Whether it is what a main clause tells of: "a raid on the town killed nine"."""
    top = noun.head
    said = top.dep_ == "ccomp" and top.head.lemma_.lower() in listed("saying")
    told = top.tag_ in ("VBD", "VBN", "VBG") and (top.dep_ == "ROOT" or said)
    return noun.dep_ in ("nsubj", "nsubjpass") and told


def is_political(stage: Stage, code: str, mode: str | None, source: Actors, target: Actors) -> bool:
    """Whether one side at least is of politics or of war; a crime or a match is no event."""
    doers = {sector_of(stage, one) for one in source}
    others = {sector_of(stage, one) for one in target}
    nations = any(is_of_a_nation(stage, one) for one in (*source, *target))
    if code == "PROTEST":
        return bool(doers & (_CIVIC | _STRONG) - {"media", "judicial"})
    if code == "CONSULT" and not (
        doers & _STRONG
        and (others & _STRONG or len(source) > 1)
        and parties.are_two(parties.joined(source, target))
    ):
        return False
    if code in _VERBAL:
        if not target and mode is None and len(source) < 2:
            return False
        known = bool(doers & _CIVIC) or any(one.entity for one in source)
        return bool(doers & _STRONG) or (known and (nations or bool(others & _STRONG)))
    if doers & _STRONG or others & _STRONG or nations or (source and mode in _OF_WAR):
        return True
    return bool(doers & {"police", "judicial"} and others & (_CIVIC - {"civilian"}))


def is_done(verb: Token, code: str, deed: str) -> bool:
    """Whether it is told as done or as meant to be done, not as what could, ought to or usually does happen.

    `deed` is the code of the words, `code` that of the event: another one is already that of a plan."""
    if (code not in _STANCES and _is_habit(verb)) or _is_asked(verb):
        return False
    if phrases.is_infinitive(verb) and code == deed:
        return _is_done_infinitive(verb)
    if verb.dep_ == "pcomp" and verb.head.lower_ not in listed("doing"):
        above = verb.head.head.lemma_.lower()
        return above in listed("transparent") or above == "deny"
    helpers = {one.lower_ for one in phrases.children(verb, "aux")}
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG" and code == deed:
        return verb.head.lemma_.lower() in listed("kept")
    if verb.dep_ == "ccomp" and verb.tag_ == "VB" and not helpers:
        return False  # "suggested that Peru send troops"
    if verb.dep_ == "conj" and verb.tag_ == "VB":  # "would oversee the truce and train the police"
        helpers |= {one.lower_ for one in phrases.children(verb.head, "aux")}
    if "would" in helpers and not _is_said(verb):
        return False
    return code != deed or not helpers & listed("possible")


def _is_done_infinitive(verb: Token) -> bool:
    at = verb
    for _ in range(_WALK):
        if at.dep_ != "conj" or not phrases.is_infinitive(at.head):
            break
        at = at.head
    if at.dep_ == "advcl":  # "met to condemn the raid"
        above = at.head
        helpers = {one.lower_ for one in phrases.children(above, "aux")}
        return not (phrases.is_infinitive(above) or phrases.is_negated(above) or helpers & listed("possible"))
    if at.dep_ in ("acl", "relcl"):
        return at.head.lemma_.lower() in listed("decisions")
    if at.dep_ == "xcomp":
        return at.head.lemma_.lower() in listed("done") or at.head.lemma_ == "be"
    return at.dep_ == "ROOT"


def _is_said(verb: Token) -> bool:
    said = verb.head.lemma_.lower() in listed("saying")
    return (verb.dep_ == "ccomp" and said) or (verb.dep_ == "conj" and (said or verb.head.dep_ == "ccomp"))


def _is_asked(verb: Token) -> bool:
    """ "Does the army attack?"."""
    subject = phrases.own_subject(verb)
    doing = next((one for one in phrases.children(verb, "aux") if one.lower_ in ("do", "does", "did")), None)
    return subject is not None and doing is not None and doing.i < subject.i


def _is_habit(verb: Token) -> bool:
    """Whether a plain present tells what is usual; a headline, without a full stop, tells what was done."""
    if verb.tag_ not in ("VBZ", "VBP") or any(phrases.children(verb, "aux", "auxpass")):
        return False
    if verb.dep_ == "advcl" and any(left.lower_ in ("as", "while") for left in verb.lefts):
        return False  # "as the army presses its offensive": now
    doc = verb.doc
    end = next(
        (i for i in range(verb.i + 1, min(verb.i + _SENTENCE, len(doc))) if doc[i].is_sent_start), len(doc)
    )
    return doc[end - 1].text in (".", "?", "!") or doc[end - 1].is_space
