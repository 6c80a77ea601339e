"""The clause that a reporting verb governs: what it reports without quotation marks."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from truceline.extract import phrases
from truceline.extract.cues import Cue, object_of
from truceline.extract.page import Page
from truceline.resources import table

type Place = tuple[int, int]
"""`[start, end)` in characters of the parsed text."""

_LONGEST_CLAUSE = 200
"""Tokens; longer ones come from a broken parse."""
_CONTRASTS = frozenset({"though", "although", "while", "whereas"})
_DASHES = frozenset({"-", "–", "—", "--"})
_STEPS_UP = 4
_OPENINGS = frozenset({"that", "but", "and", "yet", "so", "meanwhile", ","})


def reported_clause(page: Page, cue: Cue) -> list[Place]:
    """One place, or two where the cue stands within the clause; none where no clause is sure."""
    return _according(page, cue) if cue.verb.lower_ == "according" else _complement(page, cue)


def _complement(page: Page, cue: Cue) -> list[Place]:
    """The clause that the verb governs, without its "that" and without the cue."""
    verb = cue.verb
    clause = phrases.child(verb, "ccomp")
    if clause is None and "infinitive" in cue.takes:
        clause = phrases.child(verb, "xcomp")
        if clause is not None and not (phrases.is_infinitive(clause) and _has_object(cue)):
            clause = None
    elif clause is not None and not {"clause", "that"} & cue.takes:
        clause = None
    if clause is None and verb.dep_ == "parataxis" and verb.head.pos_ in ("VERB", "AUX"):
        clause = verb.head if "clause" in cue.takes else None
    if clause is None or _is_relative(verb):
        return []
    misread = page.cues.get(clause.i)
    if misread is not None and misread.start and page.doc[misread.start - 1].text == ",":
        return _shared(page, cue, clause, misread)
    first, last = clause.left_edge.i, clause.right_edge.i + 1
    if last - first > _LONGEST_CLAUSE:
        return []
    if first < verb.i and page.doc[first].lower_ in ("who", "which", "whom", "what"):
        return []  # "who, he said, will be tried"
    if first > verb.i:
        return _behind(page, cue, clause, last)
    if "clause" not in cue.takes:
        return []
    if last <= verb.i + 1 or last <= cue.end:
        return _in_front(page, cue, first)
    return _around(page, cue, first, last)


def _shared(page: Page, cue: Cue, clause: Token, other: Cue) -> list[Place]:
    """ "He said it was dead, his office said": one clause for both cues, which the parse nests."""
    inner = phrases.child(clause, "ccomp")
    if inner is None or inner.left_edge.i <= cue.verb.i:
        return []
    return [page.place(inner.left_edge.i, other.start)]


def _has_object(cue: Cue) -> bool:
    """ "House urged to vote" is a headline without its "is": nobody urges there."""
    return "addressee" not in cue.takes or object_of(cue.verb) is not None


def _is_relative(verb: Token) -> bool:
    """ "The deal, which he said was dead": the clause lacks its subject."""
    if any(below.lower_ == "what" for left in verb.lefts for below in left.subtree):
        return True
    return (
        verb.dep_ == "relcl"
        and phrases.own_subject(verb) is not None
        and not any(below.tag_ in ("WP", "WDT") and below.dep_ in phrases.SUBJECTS for below in verb.lefts)
    )


def _behind(page: Page, cue: Cue, clause: Token, last: int) -> list[Place]:
    doc = cue.verb.doc
    first = max(clause.left_edge.i, cue.verb.i + 1)
    has_that = False
    while first < clause.i and (
        doc[first].lower_ == "that" or (doc[first].is_punct and not doc[first].is_quote)
    ):
        has_that = has_that or doc[first].lower_ == "that"
        first += 1
        if has_that:
            break
    if has_that and doc[first].lower_ == "when" and doc[first].head.i == clause.i:
        return []  # "he said that when he came, but ...": "that" is what was said
    infinitive = clause.dep_ == "xcomp" or ("infinitive" in cue.takes and "clause" not in cue.takes)
    if not infinitive and not phrases.is_finite(clause):
        return []
    if not has_that and "clause" not in cue.takes and not infinitive:
        return []
    last = min(_behind_dashes(page, first, last), page.paragraph_end(cue.verb), _next_deed(cue, clause))
    last = _reporter_again(page, first, last)
    last = _reporters_aside(page, first, last)
    return [page.place(first, last)]


def _next_deed(cue: Cue, clause: Token) -> int:
    """Where the speaker's next deed begins: "said that seven had died and rejected the toll". A plain
    past behind another tense is not what was said, though the parse coordinates the two."""
    if cue.verb.tag_ == "VBD" and clause.tag_ != "VBD":
        for other in clause.conjuncts:
            helped = any(left.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for left in other.lefts)
            if other.i > clause.i and other.tag_ == "VBD" and not helped:
                return other.i - (other.i > 0 and other.nbor(-1).dep_ == "cc")
    return len(clause.doc)


def _reporter_again(page: Page, first: int, last: int) -> int:
    """Where the reporter takes the word back: ", according to ...", ", adding that", ", his office said."""
    doc = page.doc
    for i in range(first + 1, last):
        other = page.cues.get(i)
        if other is None or i in page.quoted:
            continue
        if (
            (doc[other.start - 1].text == "," or doc[other.start - 1].is_quote)
            and other.start > first + 1
            and other.end >= last - 1
        ):
            return other.start - 1
        comma = i - 1 - (doc[i - 1].pos_ == "ADV")
        if doc[comma].text == "," and (doc[i].tag_ == "VBG" or doc[i].lower_ == "according"):
            return comma
    return last


def _behind_dashes(page: Page, first: int, last: int) -> int:
    """The end of the sentence, where the parse ends a clause with the second dash of "— as he said —"."""
    doc = page.doc
    end = last - (doc[last - 1].text in _DASHES)
    dashes = sum(doc[i].text in _DASHES for i in range(first, end))
    closes = dashes == 1 and end < len(doc) and doc[end].text in _DASHES
    return page.sentence(doc[first])[1] if closes else last


def _reporters_aside(page: Page, first: int, last: int) -> int:
    """Where the reporter sets something beside what was said: ", though ...", ", compared with ..."."""
    doc = page.doc
    for i in range(first + 2, last - 1):
        if i in page.quoted:
            continue
        if doc[i].lower_ in _CONTRASTS and doc[i].dep_ == "mark" and doc[i].head.i in page.cues:
            return i  # "though the ministry said it had"
        comma = i - 1 - doc[i - 1].is_quote
        if doc[comma].text == "," and doc[i].lower_ != "as" and _sets_beside(doc[i]):
            return i
    return last


def _sets_beside(token: Token) -> bool:
    following = token.nbor().lower_
    if token.lower_ in ("though", "although", "as"):
        return token.dep_ == "mark" and phrases.own_subject(token.head) is not None  # not "though late"
    if token.lower_ == "with":
        verbs = table("reporting_verbs.toml")["verbs"]
        near = [below for right in token.rights for below in (right, *right.children)]
        return any(below.tag_ == "VBG" and below.lemma_.lower() in verbs for below in near)
    if token.lower_ == "even" and following == "as":
        return _sets_beside(token.nbor())
    return token.lower_ == "compared" and following in ("to", "with")


def _in_front(page: Page, cue: Cue, first: int) -> list[Place]:
    """ "The talks failed, he said.\""""
    doc, end = cue.verb.doc, cue.start
    before = doc[end - 1] if end else None
    if before is None or not (before.text in (",", "—", "–") or before.is_quote) or end <= first:
        return []
    objects = {"ccomp", "xcomp", "advcl"} | ({"dobj"} if "addressee" not in cue.takes else set())
    if any(below.dep_ in objects for below in cue.verb.rights if below.i >= cue.end):
        return []
    first = max(page.sentence_start(first), page.utterance_start(cue.start))
    while first < end and doc[first].lower_ in _OPENINGS:
        first += 1
    return [page.place(first, end)]


def _around(page: Page, cue: Cue, first: int, last: int) -> list[Place]:
    """ "The talks, he said, will go on.\""""
    doc = cue.verb.doc
    start, end = cue.start, max(cue.end, cue.verb.i + 1)
    if doc[first].text == ",":  # the parse lost what is before it to the sentence above
        first = page.sentence(cue.verb)[0]
        if any(doc[i].text in (",", *_DASHES) for i in range(first, start - 1)):
            return []
    if not first < start or doc[start - 1].text not in (",", "—", "–"):
        return []
    while end < last and doc[end].text not in (",", "—", "–"):
        end += 1
    first = max(page.sentence_start(first), page.utterance_start(start))
    if end >= last - 1:
        return [page.place(first, start)]
    return [page.place(first, start), page.place(end + 1, last)]


def _according(page: Page, cue: Cue) -> list[Place]:
    """The sentence that "according to" stands in, or the clause it hangs on."""
    doc, start, end = cue.verb.doc, cue.start, cue.end
    first, last = page.sentence(cue.verb)
    if end < last and doc[end].text == ",":
        if start <= first + 1:
            return [page.place(end + 1, last)]
        if start > first + 1 and doc[start - 1 - doc[start - 1].is_quote].text == ",":
            parts = [page.place(first, start), page.place(end + 1, last)]
            return parts[:1] if _is_apposition(page, end + 1, last) else parts
    verb = phrases.clause_verb(cue.verb.head)
    if verb is not None and verb.dep_ == "relcl" and phrases.own_subject(verb):
        first = max(first, verb.left_edge.i)
    first = max(first, page.utterance_start(start))
    while first < start and doc[first].lower_ in _OPENINGS:
        first += 1
    return [page.place(first, start)] if start > first else []


def _is_apposition(page: Page, first: int, last: int) -> bool:
    """Whether "a group that watches the truce" stands there, and no clause."""
    if first >= last or page.doc[first].pos_ not in ("DET", "ADJ", "NOUN", "PROPN"):
        return False
    for verb in (page.doc[i] for i in range(first, last) if page.doc[i].pos_ in ("VERB", "AUX")):
        above = [verb, *islice(verb.ancestors, _STEPS_UP)]
        if not any(up.dep_ in ("relcl", "acl") and up.i >= first for up in above):
            return False
    return True
