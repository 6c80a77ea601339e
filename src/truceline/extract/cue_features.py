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
_ENTITIES = ("PERSON", "ORG", "GPE", "NORP", "DATE", "CARDINAL", "")
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
    dep = _numbered(cols.codes["DEP"], _DEPS)
    below = np.flatnonzero((dep < len(_CHILDREN)) & (heads != here))[::-1]  # the first is set last
    has, first = np.zeros((len(_CHILDREN), n), bool), np.full((len(_CHILDREN), n), -1, np.int64)
    has[dep[below], heads[below]] = True
    first[dep[below], heads[below]] = below
    has_of, first_of = dict(zip(_CHILDREN, has, strict=True)), dict(zip(_CHILDREN, first, strict=True))
    own = np.where(has_of["nsubj"], first_of["nsubj"], first_of["nsubjpass"])
    own = np.where(own < 0, first_of["csubj"], own)
    chained = np.isin(cols.codes["DEP"], [_code(name) for name in _CHAIN])
    subject = own.copy()
    for _ in range(_ROUNDS):
        subject = np.where((subject < 0) & chained, subject[heads], subject)
    before, behind = np.full(n, -1, np.int64), np.full(n, -1, np.int64)
    if cols.quotes:
        starts, ends = np.array(cols.quotes).T
        at = np.searchsorted(ends, here, side="right") - 1
        before = np.where(at >= 0, here - ends[at], -1)
        at = np.searchsorted(starts, here, side="right")
        behind = np.where(at < len(starts), starts[np.minimum(at, len(starts) - 1)] - here, -1)
    tag = _numbered(cols.codes["TAG"], _TAGS)
    return Surroundings(has_of, first_of, own, subject, before, behind, dep, tag)


def possible(cols: Columns) -> Ints:
    """The tokens that could be a cue."""
    pos = cols.codes["POS"]
    found = np.isin(pos, [_code(name) for name in _CANDIDATES])
    found |= np.isin(cols.codes["LOWER"], [_code(mark) for mark in _MARKS])
    return np.flatnonzero(found)


def hashes(cols: Columns, near: Surroundings, at: Ints) -> Codes:
    """Hashed words and frames, shape `(tokens, templates)`, each below `2**BITS`."""
    names = ("LEMMA", "LOWER", "TAG", "DEP", "POS", "ENT_TYPE")
    n = len(cols)
    table = np.zeros((len(names), n + 1), np.uint64)  # 0 stands for no token: -1, and behind the text
    for number, name in enumerate(names):
        table[number, :n] = cols.codes[name]
    frames = np.zeros(n, np.uint64)
    for name in _FRAME:
        frames = frames * np.uint64(2) + near.has[name]
    frame = frames[at]
    own, up = table[:, at], table[:, np.where(cols.heads[at] == at, -1, cols.heads[at])]
    subject, previous, following = table[:, near.subject[at]], table[:, at - 1], table[:, at + 1]
    lemma, lower, tag, dep, pos, ent = range(len(names))

    def first(name: str, attribute: int = lemma) -> Codes:
        found: Codes = table[attribute, near.first[name][at]]
        return found

    prep = first("prep")
    return hashed(BITS, [
        (own[lemma], own[pos]), (own[lemma], own[tag]), (own[lemma], own[dep]), (own[lemma], frame),
        (own[lower],), (own[lemma], up[lemma]),
        (own[lemma], prep), (own[lemma], first("prt")),
        (own[lemma], first("dobj")), (own[lemma], first("xcomp")),
        (own[pos], frame), (own[tag], own[dep], frame), (own[lemma], subject[lemma]),
        (subject[ent], subject[tag], frame),
        (own[lemma], previous[lower]), (own[lemma], following[lower]), (own[tag], following[lower]),
        (own[tag], previous[lower]), (own[lemma], first("aux", lower)), (up[lemma], own[dep]),
        (subject[lemma], own[dep]), (own[lemma], subject[ent]), (up[lemma], prep, own[pos]),
        (own[lemma], up[dep]), (first("ccomp"), own[pos]),
        (own[lemma], first("acomp")),
    ])  # fmt: skip


def numbers(cols: Columns, near: Surroundings, at: Ints) -> Floats:
    """The surroundings as numbers, shape `(tokens, features)`."""
    n = len(cols)
    verbs, implies = _implied()
    starts, ends = (edges[at] for edges in cols.sentences)
    lemmas = cols.codes["LEMMA"]
    columns = (
        near.tag, _numbered(cols.codes["ENT_TYPE"], _ENTITIES), implies[_numbered(lemmas, verbs)],
        _listed(lemmas, "person_nouns.txt"), _listed(lemmas, "body_nouns.txt"),
        _listed(lemmas, "document_nouns.txt"), cols.quoted[:n], cols.edges[1] - cols.edges[0] + 1,
        near.dep,
    )  # fmt: skip
    table = np.full((len(columns), n + 1), -1, np.int64)  # -1 stands for no token: -1, and behind the text
    for number, column in enumerate(columns):
        table[number, :n] = column
    tag, ent, implied, person, body, document, quoted, size, dep = range(len(columns))
    up = cols.heads[at]
    own, above, subject = table[:, at], table[:, up], table[:, near.subject[at]]

    def first(name: str) -> Ints:
        return near.first[name][at]

    siblings = [near.first[name][up] for name in ("ccomp", "xcomp", "dobj", "prep")]
    own_subject, thing, clause, infinitive = (
        near.own_subject[at],
        first("dobj"),
        first("ccomp"),
        first("xcomp"),
    )
    result = [
        own[dep], own[tag], above[dep], above[tag], *(near.has[name][at] for name in _CHILDREN),
        own[quoted], np.clip(near.quote_before[at], -1, _FAR), np.clip(near.quote_behind[at], -1, _FAR),
        np.clip(own_subject - at, -_FAR, _FAR) * (own_subject >= 0), near.subject[at] >= 0, subject[ent],
        subject[tag], subject[person], subject[body], subject[document], subject[quoted],
        own[implied], *np.clip((at - starts, ends - at, starts), 0, _FAR),
        own[size], above[implied], near.has["ccomp"][up], near.has["nsubj"][up],
        own[person], own[body], own[document],
        table[implied, infinitive], table[tag, clause], table[tag, infinitive],
        table[size, thing], table[size, clause], table[ent, thing],
        *(np.clip(place - at, -_FAR, _FAR) * (place >= 0) for place in siblings),
        up < at, _or_none(near.has["relcl"] | near.has["acl"], thing),
        cols.codes["LOWER"][at] == _code(":"),
        table[ent, first("poss")], table[ent, first("compound")], cols.paragraphs[at] == 0,
        table[tag, at + 1], table[tag, at - 1],
    ]  # fmt: skip
    return np.stack(result, axis=1).astype(np.float32)


def _or_none(flags: np.ndarray[Any, np.dtype[np.bool_]], place: Ints) -> Ints:
    return np.where(place >= 0, flags[place], -1)


def _listed(lemmas: Codes, name: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return _numbered(lemmas, tuple(words(name))) < len(words(name))
