"""What a sentence itself says are the same, and what it says is done to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from truceline.extract import phrases

_ACTS = {"nsubj": "by", "agent": "by", "nsubjpass": "of", "dobj": "of", "attr": "is", "dative": "to"}
_STEPS = 4
"""From a relative pronoun up to the verb of its clause."""


def act(head: Token) -> str | None:
    """What its verb does to it: "of shoot" for what was shot, "by shoot" for who shot."""
    if head.dep_ in _ACTS:
        return f"{_ACTS[head.dep_]} {head.head.lemma_.lower()}"
    if head.dep_ == "pobj":
        above = head.head
        return f"{above.lower_} {above.head.lemma_.lower()}" if above.head.pos_ in ("VERB", "NOUN") else None
    return None


def equals(head: Token, *, is_person: bool, is_name: bool) -> Iterator[Token]:
    """The tokens at whose phrase the sentence says the same thing as at this head."""
    if head.dep_ == "appos":
        yield head.head
    if head.lower_ in ("who", "which", "that", "where", "whom"):
        yield from _antecedent(head)
    if head.lower_.endswith("self") or head.lower_.endswith("selves"):
        verb = phrases.clause_verb(head)
        subject = phrases.subject(verb) if verb is not None else None
        if subject is not None:
            yield subject
    if head.dep_ in ("compound", "nmod") and head.head.ent_type_ == "PERSON" and is_person and not is_name:
        yield head.head
    if head.dep_ == "attr" and is_person and head.head.lemma_ == "be" and not phrases.is_negated(head.head):
        yield from phrases.children(head.head, "nsubj")
    if is_person and not is_name and head.i + 1 < len(head.doc):
        after = head.doc[head.i + 1]
        if after.text == "," and head.i + 2 < len(head.doc):
            after = head.doc[head.i + 2]
            if after.ent_type_ != "PERSON" or head.dep_ == "conj":
                return
        if after.ent_type_ == "PERSON" and after.ent_iob_ == "B":
            yield _end_of_name(after)


def _antecedent(relative: Token) -> Iterator[Token]:
    verb = relative.head
    for _ in range(_STEPS):
        if verb.dep_ == "relcl":
            yield verb.head
            return
        verb = verb.head


def _end_of_name(first: Token) -> Token:
    doc, i = first.doc, first.i
    while i + 1 < len(doc) and doc[i + 1].ent_iob_ == "I":
        i += 1
    return doc[first.i : i + 1].root
