"""What a token looks like that may be a cue: hashed codes for its words, numbers for its surroundings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from spacy.strings import get_string_id

from truceline.extract.columns import Columns, Ints
from truceline.extract.forest import Codes, Floats, hashed
from truceline.resources import table, words

BITS = 18
_CHILDREN = (
    "nsubj",
    "nsubjpass",
    "csubj",
    "dobj",
    "dative",
    "ccomp",
    "xcomp",
    "advcl",
    "acomp",
    "attr",
    "oprd",
    "prep",
    "agent",
    "aux",
    "auxpass",
    "neg",
    "mark",
    "prt",
    "poss",
    "acl",
    "relcl",
    "parataxis",
    "conj",
    "det",
    "amod",
    "compound",
    "advmod",
    "appos",
    "pobj",
    "pcomp",
)
_DEPS = (*_CHILDREN, "ROOT", "punct", "dep")
_TAGS = (
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBP",
    "VBZ",
    "NN",
    "NNS",
    "NNP",
    "NNPS",
    "JJ",
    "IN",
    "RB",
    ":",
    "PRP",
    "PRP$",
    "WP",
    "WDT",
    "DT",
    "MD",
)
_FRAME = (
    "nsubj",
    "nsubjpass",
    "dobj",
    "ccomp",
    "xcomp",
    "advcl",
    "acomp",
    "prep",
    "agent",
    "acl",
    "poss",
    "oprd",
    "attr",
)
_CANDIDATES = ("VERB", "NOUN", "ADJ", "ADP", "ADV", "AUX", "PROPN")
_IMPLIED = (
    "neutral",
    "claim",
    "fact",
    "deny",
    "doubt",
    "demand",
    "promise",
    "threat",
    "warning",
    "praise",
    "blame",
    "question",
    "answer",
    "guess",
    "wish",
    "finding",
)
_MARKS = (":", "—", "-", "–", "--")
_CHAIN = ("xcomp", "conj", "advcl", "acl", "relcl", "pcomp", "ccomp", "parataxis")
_FAR = 40
_ROUNDS = 4


@dataclass(frozen=True)
class Surroundings:
    """Numbers of every token that several features are made of. Places are -1 where there is none."""

    has: dict[str, np.ndarray[Any, np.dtype[np.bool_]]]
    first: dict[str, Ints]
    own_subject: Ints
    subject: Ints
    quote_before: Ints
    quote_behind: Ints
    dep: Ints
    tag: Ints


def _code(text: str) -> np.uint64:
    return np.uint64(get_string_id(text))


@cache
def _sorted(names: tuple[str, ...]) -> tuple[Codes, Ints]:
    codes = np.array([get_string_id(name) for name in names], np.uint64)
    order = np.argsort(codes)
    return codes[order], order


def _numbered(codes: Codes, names: tuple[str, ...]) -> Ints:
    """The place of each code among the names; as many as there are for one that is not among them."""
    known, order = _sorted(names)
    at = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    return np.where(known[at] == codes, order[at], len(names))


@cache
def _implied() -> tuple[tuple[str, ...], Ints]:
    """The reporting verbs, and the number of what each implies; -1 for no such verb."""
    verbs = {
        lemma: entry for lemma, entry in table("reporting_verbs.toml")["verbs"].items() if " " not in lemma
    }
    return tuple(verbs), np.array([*(_IMPLIED.index(entry["implies"]) for entry in verbs.values()), -1])


def surroundings(cols: Columns) -> Surroundings:
    """Found once a report."""
    n, heads, here = len(cols), cols.heads, np.arange(len(cols))
    has, first = {}, {}
    for name in _CHILDREN:
        below = np.flatnonzero((cols.codes["DEP"] == _code(name)) & (heads != here))
        flag, place = np.zeros(n, bool), np.full(n, -1, np.int64)
        flag[heads[below]] = True
        place[heads[below[::-1]]] = below[::-1]
        has[name], first[name] = flag, place
    own = np.where(has["nsubj"], first["nsubj"], first["nsubjpass"])
    own = np.where(own < 0, first["csubj"], own)
    chained = np.isin(cols.codes["DEP"], [_code(name) for name in _CHAIN])
    subject = own.copy()
    for _ in range(_ROUNDS):
        subject = np.where((subject < 0) & chained, subject[heads], subject)
    before, behind = np.full(n, -1, np.int64), np.full(n, -1, np.int64)
    ends = np.array([end for _, end in cols.quotes] or [0])
    starts = np.array([start for start, _ in cols.quotes] or [0])
    if cols.quotes:
        at = np.searchsorted(ends, here, side="right") - 1
        before = np.where(at >= 0, here - ends[at], -1)
        at = np.searchsorted(starts, here, side="right")
        behind = np.where(at < len(starts), starts[np.minimum(at, len(starts) - 1)] - here, -1)
    return Surroundings(
        has,
        first,
        own,
        subject,
        before,
        behind,
        _numbered(cols.codes["DEP"], _DEPS),
        _numbered(cols.codes["TAG"], _TAGS),
    )


def possible(cols: Columns) -> Ints:
    """The tokens that could be a cue."""
    pos = cols.codes["POS"]
    found = np.isin(pos, [_code(name) for name in _CANDIDATES])
    found |= np.isin(cols.codes["LOWER"], [_code(mark) for mark in _MARKS])
    return np.flatnonzero(found)


def hashes(cols: Columns, near: Surroundings, at: Ints) -> Codes:
    """Hashed words and frames, shape `(tokens, templates)`, each below `2**BITS`."""
    lemma, lower, tag, dep, pos = (cols.codes[name] for name in ("LEMMA", "LOWER", "TAG", "DEP", "POS"))
    n = len(cols)
    frame = np.zeros(n, np.uint64)
    for name in _FRAME:
        frame = frame * np.uint64(2) + near.has[name].astype(np.uint64)

    def of(column: Codes, place: Ints) -> Codes:
        return np.where(place >= 0, column[np.maximum(place, 0)], np.uint64(0))

    here = np.arange(n)
    head = np.where(cols.heads == here, -1, cols.heads)
    previous, following = here - 1, np.where(here + 1 < n, here + 1, -1)
    subject_lemma, subject_ent, subject_tag = (
        of(cols.codes[x], near.subject) for x in ("LEMMA", "ENT_TYPE", "TAG")
    )
    columns = [
        (lemma, pos), (lemma, tag), (lemma, dep), (lemma, frame), (lower,), (lemma, of(lemma, head)),
        (lemma, of(lemma, near.first["prep"])), (lemma, of(lemma, near.first["prt"])),
        (lemma, of(lemma, near.first["dobj"])), (lemma, of(lemma, near.first["xcomp"])),
        (pos, frame), (tag, dep, frame), (lemma, subject_lemma), (subject_ent, subject_tag, frame),
        (lemma, of(lower, previous)), (lemma, of(lower, following)), (tag, of(lower, following)),
        (tag, of(lower, previous)), (lemma, of(lower, near.first["aux"])), (of(lemma, head), dep),
        (subject_lemma, dep), (lemma, subject_ent), (of(lemma, head), of(lemma, near.first["prep"]), pos),
        (lemma, of(dep, head)), (of(lemma, near.first["ccomp"]), pos),
        (lemma, of(lemma, near.first["acomp"])),
    ]  # fmt: skip
    return hashed(BITS, [tuple(c[at] for c in column) for column in columns])


def numbers(cols: Columns, near: Surroundings, at: Ints) -> Floats:
    """The surroundings as numbers, shape `(tokens, features)`."""
    n = len(cols)
    heads = cols.heads
    in_quote = cols.quoted[:n]
    size = np.array(cols.right) - np.array(cols.left) + 1
    starts, ends = (edges[:n] for edges in cols.sentences)
    here = np.arange(n)
    own, subject = near.own_subject, near.subject
    verbs, implies = _implied()
    implied = implies[_numbered(cols.codes["LEMMA"], verbs)]
    person = _listed(cols, "person_nouns.txt")
    body = _listed(cols, "body_nouns.txt")
    document = _listed(cols, "document_nouns.txt")
    ent = _numbered(cols.codes["ENT_TYPE"], ("PERSON", "ORG", "GPE", "NORP", "DATE", "CARDINAL", ""))

    def of(column: np.ndarray[Any, Any], place: Ints) -> np.ndarray[Any, Any]:
        return np.where(place >= 0, np.asarray(column)[np.maximum(place, 0)], -1)

    sibling = {name: near.first[name][heads] for name in ("ccomp", "xcomp", "dobj", "prep")}
    columns = [
        near.dep, near.tag, near.dep[heads], near.tag[heads], *(near.has[name] for name in _CHILDREN),
        in_quote, np.clip(near.quote_before, -1, _FAR), np.clip(near.quote_behind, -1, _FAR),
        np.clip(own - here, -_FAR, _FAR) * (own >= 0), subject >= 0, of(ent, subject), of(near.tag, subject),
        of(person, subject), of(body, subject), of(document, subject), of(in_quote, subject),
        implied, np.clip(here - starts, 0, _FAR), np.clip(ends - here, 0, _FAR), np.clip(starts, 0, _FAR),
        size, implied[heads], near.has["ccomp"][heads], near.has["nsubj"][heads], person, body, document,
        of(implied, near.first["xcomp"]), of(near.tag, near.first["ccomp"]),
        of(near.tag, near.first["xcomp"]),
        of(size, near.first["dobj"]), of(size, near.first["ccomp"]), of(ent, near.first["dobj"]),
        *(np.clip(place - here, -_FAR, _FAR) * (place >= 0) for place in sibling.values()),
        heads < here, of(near.has["relcl"] | near.has["acl"], near.first["dobj"]),
        cols.codes["LOWER"] == _code(":"),
        of(ent, near.first["poss"]), of(ent, near.first["compound"]), np.array(cols.paragraph) == 0,
        of(near.tag, np.where(here + 1 < n, here + 1, -1)), of(near.tag, here - 1),
    ]  # fmt: skip
    return np.stack([np.asarray(column)[at].astype(np.float32) for column in columns], axis=1)


def _listed(cols: Columns, name: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return _numbered(cols.codes["LEMMA"], tuple(words(name))) < len(words(name))
