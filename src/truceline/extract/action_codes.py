"""Which code an event has: that of its words, or of the attitude to it, and what that is about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Token

from truceline.extract import phrases
from truceline.extract.action_frames import kind, listed
from truceline.extract.action_matches import Match
from truceline.resources import table

type Matches = Mapping[int, Match]

_MOST = 40
"""Tokens that are looked at for what a demand or promise is about."""
_BELOW = frozenset({"xcomp", "ccomp", "dobj", "prep", "pobj", "pcomp", "conj", "acl", "compound", "amod"})


def coded(match: Match, matches: Matches) -> tuple[str, str | None] | None:
    """Its code and mode, None where it tells of no event: a deed that was not done."""
    code, mode, verb = match.frame.code, match.frame.mode, match.verb
    asked = _asked(match, matches)
    if match.frame.about and not any(
        token.i in matches and matches[token.i].frame.code in match.frame.about for token in _governed(match)
    ):
        return None
    if match.frame.attitude:
        about = asked or mode
        if code == "AGREE" and any(phrases.is_negated(one) for one in phrases.children(match.token, "xcomp")):
            return "REJECT", about
        if code == "AGREE" and asked is not None and _governs_conflict(match, matches):
            return "THREATEN", about
        if code != "SUPPORT":
            return code, about
    if code == "PROTEST" and verb is not None and _is_meant(verb) and _has_terms(verb):
        return "THREATEN", "protest"
    if code == "CONSULT" and verb is not None and _has_intent(verb):
        return "AGREE", "mediate" if mode == "mediate" else "meeting"
    if verb is None or mode == "resign" or code in ("CONSULT", "PROTEST"):
        return (code, mode) if verb is None or not phrases.is_negated(verb) or code == "CONSULT" else None
    negated = phrases.is_negated(verb)
    meant = _is_meant(verb)
    if negated:
        return ("REJECT", _mode_of(code)) if meant and kind(code) == "cooperate" else None
    if meant and kind(code) == "cooperate":
        return ("AGREE", _mode_of(code)) if code != "AGREE" else (code, mode)
    if meant and code in ("SANCTION", "COERCE", "ASSAULT", "FIGHT", "MOBILIZE"):
        return "THREATEN", mode if mode in ("curfew", "martial-law") else _mode_of(code)
    return code, mode


def _mode_of(code: str) -> str | None:
    found: str | None = table("plover.toml")["asked"].get(code)
    return found


def _is_meant(verb: Token) -> bool:
    """Whether the subject is said to be going to do it: "will", "is ready to", "may ... if"."""
    helpers = {one.lower_ for one in phrases.children(verb, "aux")}
    if helpers & {"will", "would", "'ll", "’ll", "shall", "wo"}:
        return True
    if helpers & {"may", "might", "could"}:
        return _has_terms(verb)
    return _has_intent(verb)


def _has_intent(verb: Token) -> bool:
    """Whether it is what somebody is ready, or plans, to do."""
    at = verb
    for _ in range(3):
        if at.dep_ == "conj":
            at = at.head
    if at.dep_ in ("acl", "relcl") and phrases.is_infinitive(at):
        return at.head.lemma_.lower() in listed("intentions")
    if at.dep_ != "xcomp":
        return False
    above = at.head
    if above.dep_ == "acomp" or above.pos_ == "ADJ":
        return above.lemma_.lower() in listed("intent")
    return above.lemma_.lower() in listed("intend") or (above.lower_ == "going")


def _has_terms(verb: Token) -> bool:
    """ "If" or "unless" something is done."""
    return any(
        left.dep_ == "mark" and left.lower_ in ("if", "unless")
        for one in phrases.children(verb, "advcl")
        for left in one.lefts
    )


def _complements(match: Match) -> list[Token]:
    token = match.token
    tops = [*phrases.children(token, "xcomp", "ccomp", "dobj", "pcomp", "nsubjpass")]
    tops += [one for one in phrases.children(token, "advcl") if phrases.is_infinitive(one)]
    for preposition in phrases.children(token, "prep"):
        tops += phrases.children(preposition, "pobj", "pcomp")
    if match.object is not None:
        tops.append(match.object)
    return tops


def _governed(match: Match) -> list[Token]:
    waiting = _complements(match)
    found: list[Token] = []
    while waiting and len(found) < _MOST:
        token = waiting.pop(0)
        found.append(token)
        waiting += [below for below in token.children if below.dep_ in _BELOW]
    return found


def _asked(match: Match, matches: Matches) -> str | None:
    """What a demand, promise or threat is about, by the first word below it that says so."""
    for token in _governed(match):
        if token.lemma_.lower() in _asked_words():
            return _asked_words()[token.lemma_.lower()]
        if token.i in matches and token.i != match.token.i:
            return _mode_of(matches[token.i].frame.code)
    return None


@cache
def _asked_words() -> Mapping[str, str]:
    listed = table("plover.toml")["asked_words"]
    return {str(word): str(mode) for mode in listed for word in listed[mode]}


def _governs_conflict(match: Match, matches: Matches) -> bool:
    for token in _governed(match):
        if token.i in matches and token.i != match.token.i and matches[token.i].token.tag_.startswith("VB"):
            code = matches[token.i].frame.code
            return kind(code) == "conflict" and code != "REJECT"
    return False
