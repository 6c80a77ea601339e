"""What a speaker does with the words: says, denies, promises them, or only believes or intends them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from spacy.tokens import Token

from truceline.extract import phrases
from truceline.extract.cues import NOBODY, can_speak, is_said
from truceline.model.claims import SAID, Act, StatementKind
from truceline.resources import table

_HELD = frozenset({"believed", "wished", "expected"})
_NOBODY = frozenset({"nobody", "none", "neither"})
_THINGS = frozenset({"this", "that", "these", "those", "there", "what", "it"})


@dataclass(frozen=True, slots=True)
class Done:
    """`negated`: the report says that it was not done ("did not say"); `conditional`: that it could, would
    or will be ("might say", "if they claim")."""

    act: Act
    negated: bool = False
    conditional: bool = False


def act_of(cue: Token | None, source: Token | None, kind: StatementKind, quoted: bool) -> Done:
    """By the cue's lemma and its helping verbs; words without a cue are said. A source that cannot speak
    ("the deal suggests"), or a pronoun within another's words (`quoted`), says nothing for the record."""
    if cue is None:
        return Done("said")
    is_verb = cue.pos_ in ("VERB", "AUX")
    act = _act(cue, is_verb, kind)
    if act in SAID and source is not None and kind != "direct":
        it = source.lower_ in _THINGS and not (is_verb and source.lower_ == "it" and _it_speaks(cue, act))
        it = it or (source.lower_ in NOBODY and not quoted)  # "by signing up you agree"
        if it or not (can_speak(source, False) or source.pos_ == "NUM"):
            act = "other"
    if act in SAID and is_verb and kind == "indirect" and _is_deed(cue):
        act = "other"
    if act in SAID and source is None and kind != "direct":
        act = "other"  # "asked whether", "is said to": nobody says it
    if act in SAID and quoted and source is not None and source.pos_ == "PRON":
        act = "other"
    negated = phrases.is_negated(cue) or _is_nobody(source)
    if not is_verb or act not in SAID:
        return Done(act, negated)
    refused = cue.dep_ in ("xcomp", "ccomp") and _acts().get(cue.head.lemma_.lower()) == "refused"
    negated = negated or refused
    return Done(act, negated, not negated and not is_said(cue))


def _it_speaks(cue: Token, act: Act) -> bool:
    """Not in "it shows that", "it is worth repeating", "it came after reports, warning that"."""
    entry = table("reporting_verbs.toml")["verbs"].get(cue.lemma_.lower())
    if entry is not None and entry["implies"] in ("finding", "guess"):
        return False
    own = phrases.own_subject(cue)
    known = table("reporting_verbs.toml")["verbs"]
    return own is not None or cue.tag_ != "VBG" or cue.head.lemma_.lower() in known


def _is_deed(cue: Token) -> bool:
    """Whether the verb has no more than an object: "concluded a visit"."""
    known, lemma = table("statement_acts.toml"), cue.lemma_.lower()
    thing = phrases.child(cue, "dobj")
    on_object = lemma in known["deeds_on_object"] and thing is not None
    people = thing is not None and (phrases.is_person_noun(thing) or thing.ent_type_ == "PERSON")
    to_people = people and lemma in known["deeds_to_people"]
    if not (on_object or to_people or lemma in known["deeds"]) or cue.dep_ == "parataxis":
        return False
    if any(phrases.children(cue, "ccomp", "xcomp", "parataxis", "oprd", "attr")):
        return False
    if on_object and phrases.child(cue, "acomp") is not None:
        return False
    return not any(right.lower_ == "for" for right in phrases.children(cue, "prep"))


def _act(cue: Token, is_verb: bool, kind: StatementKind) -> Act:
    lemma = cue.lemma_.lower()
    if is_verb and cue.i + 1 < len(cue.doc) and cue.nbor().lower_ == "into":
        return "other"  # "slammed into the car"
    known = not (is_verb and lemma in table("statement_acts.toml")["as_noun_only"])
    act = (_acts().get(lemma) or _acts().get(cue.lower_)) if known else None
    verbs = table("reporting_verbs.toml")["verbs"]
    if is_verb and lemma in verbs and act not in _HELD:
        return _by_implied(_entry(cue, lemma, verbs)["implies"])
    return act or ("said" if kind == "direct" else "other")


def _entry(cue: Token, lemma: str, verbs: dict[str, Any]) -> dict[str, Any]:
    """That of "call for" rather than of "call"."""
    following = cue.nbor().lower_ if cue.i + 1 < len(cue.doc) else ""
    entry: dict[str, Any] = verbs.get(f"{lemma} {following}") or verbs[lemma]
    return entry


def _is_nobody(source: Token | None) -> bool:
    if source is None:
        return False
    return source.lower_ in _NOBODY or any(left.lower_ in ("no", "neither") for left in source.lefts)


@cache
def _acts() -> dict[str, Act]:
    acts = table("statement_acts.toml")["acts"]
    return {lemma: cast(Act, act) for act, lemmas in acts.items() for lemma in lemmas}


def _by_implied(implied: str) -> Act:
    return cast(Act, table("statement_acts.toml")["by_implied"][implied])
