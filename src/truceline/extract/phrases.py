"""Reading the parse: noun phrases, their conjuncts, and the subjects and clauses of verbs.

Labels are those of spaCy's English pipelines (ClearNLP): nsubj, nsubjpass, dobj, dative, ccomp, relcl.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from itertools import islice

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from truceline.extract.reading import Reading
from truceline.model.claims import Mention
from truceline.resources import words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "parataxis", "csubj"})
_LOOSE = frozenset({"relcl", "advcl", "cc", "conj", "preconj", "parataxis", "ccomp"})
_LONGEST_PHRASE = 30
_LONGEST_WALK = 8
"""Steps up the parse; real sentences need three or four, only broken ones more."""
_MARKS = "\"'“”‘’«»„‟"


def with_lemma(doc: Doc, lemmas: Collection[str]) -> Iterator[Token]:
    """The tokens whose lemma, in lower case, is one of these; all at once, since asking each token for
    its lemma takes longer than what is done with the few that are found."""
    wanted = _hashes(frozenset(lemmas))
    return (doc[i] for i, lemma in enumerate(doc.to_array("LEMMA").tolist()) if lemma in wanted)


@cache
def _hashes(lemmas: frozenset[str]) -> frozenset[int]:
    """The numbers by which every spaCy vocabulary knows these words, as they may be written."""
    return frozenset(
        get_string_id(form) for lemma in lemmas for form in (lemma, lemma.capitalize(), lemma.upper())
    )


def conjuncts(head: Token) -> Iterator[Token]:
    """The token and all that are coordinated with it: "A, B and C"."""
    waiting = [head]
    while waiting:
        token = waiting.pop(0)
        yield token
        waiting += [child for child in token.rights if child.dep_ == "conj"]


def children(token: Token, *labels: str) -> Iterator[Token]:
    return (child for child in token.children if child.dep_ in labels)


def child(token: Token, *labels: str) -> Token | None:
    return next(children(token, *labels), None)


def noun_phrase(head: Token, without: Collection[str] = (), depth: int = 0) -> Tokens:
    """The phrase of a noun with its apposition, without coordinated phrases and loose clauses.

    `without` names more labels at which the phrase ends. A phrase too long to be one is the head
    and what stands before it.
    """
    end = head.i + 1
    for right in head.rights:
        if right.dep_ in _LOOSE or right.dep_ in without or "\n" in right.text:
            break
        if right.dep_ == "prep" and any(noun.ent_type_ in ("DATE", "TIME") for noun in right.children):
            break
        if right.dep_ == "appos" and depth < _LONGEST_WALK:
            end = noun_phrase(right, without, depth + 1).end
        elif right.dep_ != "punct":
            end = min(right.right_edge.i + 1, _loose_end(right))
    start = head.left_edge.i
    for i in range(head.i - 1, start - 1, -1):
        if "\n" in head.doc[i].text or head.doc[i].tag_ in ("WP", "WDT"):
            start = i + 1
            break
    if head.i - start > _LONGEST_PHRASE:
        start = head.i
    if end - start > _LONGEST_PHRASE:
        end = head.i + 1
    unpaired = sum(token.is_quote for token in head.doc[start:end]) % 2 == 1
    for i in range(head.i + 1, end):
        if "\n" in head.doc[i].text or (unpaired and head.doc[i].is_quote):
            end = i
            break
    marks = [token.text for token in head.doc[start : end + 1] if token.text in "()"]
    if marks and end < len(head.doc) and head.doc[end].text == ")" and len(marks) % 2 == 0:
        end += 1  # "many (44 percent)"
    return trim(head.doc, start, end)


def _loose_end(token: Token) -> int:
    """Where a relative clause with a comma before it breaks off what hangs on a noun."""
    for descendant in token.subtree:
        if descendant.dep_ == "relcl" and descendant.left_edge.i > 0:
            return descendant.left_edge.i
    return len(token.doc)


def trim(doc: Doc, start: int, end: int) -> Tokens:
    """`doc[start:end]` without marks and blanks at its ends, but with at least one token."""
    while start < end - 1 and (doc[start].is_space or (doc[start].is_punct and doc[start].text != "(")):
        start += 1
    while end - 1 > start and (
        doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text not in ")%")
    ):
        end -= 1
    return doc[start:end]


def without_article(tokens: Tokens) -> str:
    """The words of a phrase as one line, without a leading article or demonstrative."""
    parts = tokens.text.split()
    if len(parts) > 1 and parts[0].lower() in ("the", "a", "an", "this", "that", "these", "those"):
        parts = parts[1:]
    return " ".join(parts).strip(_MARKS)


def is_finite(verb: Token) -> bool:
    """Whether the verb, with its auxiliaries, can stand in a sentence of its own."""
    if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(aux.tag_ in ("VBD", "VBZ", "VBP", "MD") for aux in children(verb, "aux", "auxpass"))


def is_infinitive(verb: Token) -> bool:
    return any(left.lower_ == "to" and left.dep_ == "aux" for left in verb.lefts)


def _of_noun(verb: Token) -> Token | None:
    """Who does it in "Trump's plan to host", "made an offer to host", "the man saying"."""
    noun = verb.head
    if not is_infinitive(verb) or is_person_noun(noun):
        return noun
    owner = child(noun, "poss")
    if owner is None and noun.dep_ == "dobj":
        return own_subject(noun.head)
    return owner


def own_subject(verb: Token) -> Token | None:
    return child(verb, "nsubj", "nsubjpass", "csubj", "csubjpass")


def subject(verb: Token) -> Token | None:
    """Who does it: the subject of the verb, or of the verb it is coordinated with or hangs on.

    For "who" and "which" it is the noun they stand for.
    """
    at: Token | None = verb
    for _ in range(_LONGEST_WALK):
        if at is None:
            break
        found = own_subject(at)
        if found is not None:
            return _antecedent(found, at)
        if at.dep_ == "acl" or (at.dep_ == "relcl" and not is_finite(at)):
            return _of_noun(at)
        if at.dep_ == "advcl" and is_finite(at):
            return None
        told = _told_to_do(at)
        if told is not None:
            return told
        at = governor(at)
    return None


def governor(verb: Token) -> Token | None:
    """The verb that one without a subject hangs on: "is due to meet", "left after meeting"."""
    if verb.dep_ == "pcomp":
        return next((up for up in islice(verb.ancestors, 3) if up.pos_ in ("VERB", "AUX")), None)
    if verb.dep_ not in ("conj", "xcomp", "advcl", "dep"):
        return None
    above = verb.head.head if verb.head.dep_ == "acomp" else verb.head
    return above if above.pos_ in ("VERB", "AUX") else None


def _told_to_do(verb: Token) -> Token | None:
    """The teams of "told his teams to meet"."""
    told = child(verb.head, "dobj", "dative") if verb.dep_ in ("xcomp", "advcl") else None
    if told is None or told.i > verb.i or verb.head.pos_ not in ("VERB", "AUX"):
        return None
    if verb.dep_ == "xcomp":
        return told
    able = is_person_noun(told) or is_body_noun(told) or told.ent_type_ == "PERSON"
    return told if able and is_infinitive(verb) else None


def _antecedent(found: Token, verb: Token) -> Token | None:
    if found.tag_ not in ("WDT", "WP"):
        return found
    clause = verb
    for _ in range(_LONGEST_WALK):
        if clause.dep_ == "relcl":
            return clause.head
        if clause.dep_ not in ("conj", "xcomp", "ccomp"):
            return None
        clause = clause.head
    return None


def clause_verb(token: Token) -> Token | None:
    """The verb of the clause that a token stands in."""
    at = token
    for _ in range(4 * _LONGEST_WALK):
        if at.pos_ in ("VERB", "AUX") and at.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return at
        if at.head.i == at.i:
            return None
        at = at.head
    return None


def clause(verb: Token) -> Iterator[Token]:
    """The tokens of a verb's own clause: not those of clauses inside it, nor of coordinated ones."""
    waiting = [verb]
    while waiting:
        token = waiting.pop()
        yield token
        for below in token.children:
            verbal = below.pos_ in ("VERB", "AUX")
            if below.dep_ in _CLAUSES or (below.dep_ == "conj" and verbal and token.pos_ in ("VERB", "AUX")):
                continue
            waiting.append(below)


def is_negated(verb: Token) -> bool:
    return any(
        below.dep_ == "neg" or below.lower_ in ("never", "hardly", "without", "nor") for below in verb.lefts
    )


def head_mention(reading: Reading, head: Token) -> Mention | None:
    """The name that a noun phrase is: at its head, or in apposition to it."""
    mention = reading.mention_at(head)
    if mention is not None and mention.kind != "other":
        return mention
    for apposition in children(head, "appos"):
        mention = reading.mention_at(apposition)
        if mention is not None and mention.kind == "person" and is_person_noun(head):
            return mention
    return _behind_comma(reading, head) if is_person_noun(head) else None


def _behind_comma(reading: Reading, head: Token) -> Mention | None:
    """ "The Emir of Qatar, Sheikh Tamim", where the parse has the name beside something else."""
    comma = noun_phrase(head, without=("appos", "punct", "acl")).end
    doc = head.doc
    if comma + 1 < len(doc) and doc[comma].text == ",":
        for i in range(comma + 1, min(comma + 4, len(doc))):
            mention = reading.mention_at(doc[i])
            if mention is not None and mention.kind == "person":
                root = reading.tokens(mention.span).root
                return mention if root.dep_ == "appos" and root.head.i < comma else None
            if doc[i].pos_ not in ("PROPN", "NOUN"):
                return None
    return None


def modifier_mention(reading: Reading, head: Token) -> Mention | None:
    """The body or country that a person or group belongs to: "Hamas officials", "leaders of Hamas"."""
    before = [below for below in head.lefts if below.dep_ in ("compound", "poss", "nmod", "amod")]
    for below in before:
        mention = reading.mention_at(below)
        if mention is not None and mention.kind in ("body", "place"):
            return mention
    for preposition in children(head, "prep"):
        if preposition.lower_ in ("of", "from"):
            for noun in children(preposition, "pobj"):
                mention = reading.mention_at(noun) or modifier_mention(reading, noun)
                if mention is not None and mention.kind in ("body", "place"):
                    return mention
    return None


def is_person_noun(token: Token) -> bool:
    """Whether it is a noun for people: officials, envoy, delegation, sources."""
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and token.lemma_.lower() in words("person_nouns.txt")


def is_body_noun(token: Token) -> bool:
    """Whether it is a noun for what can act and speak and is no person: ministry, army, office."""
    return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in words("body_nouns.txt")
