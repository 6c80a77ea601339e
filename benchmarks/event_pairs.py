"""How much speaks for two mentions of happenings being one: figures of a pair, for the benchmark alone.

A record joins events by code, sides, place and day (`relate.deeds`); ECB+ marks every verb and noun that
tells of anything at all, mostly without any of these. So the words themselves are compared: lemma, meaning
(vectors), who did it and to whom in the clause, the words around, and how alike the reports are. What the
mentions of one word in one story have on average counts too: a single sentence often leaves out half.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from truceline.resources import table

type Table = NDArray[np.float64]
type Words = frozenset[str]

_KEPT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_NAMES = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART")
_PLACES = ("GPE", "LOC", "FAC")
_TIMES = ("DATE", "TIME")
_ENDINGS = (
    *("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ance", "ence"),
    *("ers", "er", "or", "ed", "es", "s", "al", "y", "e"),
)
_STEM = 4
_NEAR = 6
_HIGHER = 3


@dataclass(frozen=True)
class Mention:
    """A marked word with what stands around it. `doers`, `done_to` and `others` are the lemmas of its clause;
    `shape` is v, n, p (pronoun) or o; `meaning` and `sense` are unit vectors of the head and of the lemma."""

    document: str
    sentence: int
    lemma: str
    word: str
    stem: str
    text: str
    shape: str
    plural: bool
    reports: bool
    particle: str
    doers: Words
    done_to: Words
    others: Words
    around: Words
    near: Words
    names: Words
    times: Words
    numbers: Words
    places: Words
    meaning: Any
    sense: Any
    phrase: Any


def mention(document: str, sentence: int, tokens: Tokens) -> Mention:
    head = tokens.root
    lemma = head.lemma_.lower()
    clause = head.sent
    inside = {token.i for token in tokens}
    doers, done_to, others = _sides(head)
    near = head.doc[max(clause.start, head.i - _NEAR) : min(clause.end, head.i + _NEAR + 1)]
    vectors = head.vocab.get_vector
    said: list[Any] = [vectors(token.lower_) for token in tokens if token.is_alpha and not token.is_stop]
    return Mention(
        document,
        sentence,
        lemma,
        head.lower_,
        stem(lemma),
        " ".join(token.lemma_.lower() for token in tokens if len(tokens) == 1 or not token.is_stop),
        _shape(head),
        head.tag_ in ("NNS", "NNPS"),
        lemma in _reporting(),
        " ".join(child.lower_ for child in head.children if child.dep_ == "prt"),
        frozenset(doers),
        frozenset(done_to),
        frozenset(others),
        frozenset(_lemmas(token for token in clause if token.i not in inside)),
        frozenset(_lemmas(token for token in near if token.i not in inside)),
        frozenset(_of(clause, _NAMES, ("PROPN", "ADJ"))),
        frozenset(_of(clause, _TIMES, ("PROPN", "NUM", "NOUN"))),
        frozenset(token.lower_ for token in clause if token.pos_ == "NUM" and token.ent_type_ not in _TIMES),
        frozenset(_of(clause, _PLACES, ("PROPN",))),
        _unit(vectors(head.lower_)),
        _unit(vectors(lemma)),
        _unit(np.mean(said, axis=0)) if said else _unit(vectors(head.lower_)),
    )


def stem(lemma: str) -> str:
    """What "arrest" and "arrests", "explode" and "explosion" nearly share; four letters at least."""
    ending = next((one for one in _ENDINGS if lemma.endswith(one) and len(lemma) - len(one) >= _STEM), "")
    return lemma.removesuffix(ending)


@cache
def _reporting() -> frozenset[str]:
    return frozenset(table("reporting_verbs.toml")["verbs"])


def _shape(head: Token) -> str:
    if head.pos_ in ("VERB", "AUX"):
        return "v"
    if head.pos_ in ("NOUN", "PROPN"):
        return "n"
    return "p" if head.pos_ in ("PRON", "DET") else "o"


def _lemmas(tokens: Iterable[Token]) -> Iterable[str]:
    return (token.lemma_.lower() for token in tokens if token.pos_ in _KEPT and not token.is_stop)


def _of(clause: Tokens, labels: Sequence[str], parts: Sequence[str]) -> Iterable[str]:
    return (token.lower_ for token in clause if token.ent_type_ in labels and token.pos_ in parts)


def _phrase(head: Token) -> set[str]:
    beside = {left.lemma_.lower() for left in head.lefts if left.dep_ in ("compound", "nmod", "poss", "amod")}
    return beside | {head.lemma_.lower()} | {other.lemma_.lower() for other in head.conjuncts}


def _sides(head: Token) -> tuple[set[str], set[str], set[str]]:
    """Who does it, to whom, and what else hangs on it, by the parse."""
    doers: set[str] = set()
    done_to: set[str] = set()
    others: set[str] = set()
    for child in head.children:
        if child.dep_ in ("nsubj", "csubj", "poss"):
            doers |= _phrase(child)
        elif child.dep_ in ("dobj", "nsubjpass", "attr", "oprd"):
            done_to |= _phrase(child)
        elif child.dep_ in ("prep", "agent"):
            for noun in child.children:
                if noun.dep_ in ("pobj", "pcomp"):
                    {"agent": doers, "of": done_to}.get(
                        "agent" if child.dep_ == "agent" else child.lower_, others
                    ).update(_phrase(noun))
        elif child.dep_ in ("compound", "amod", "nmod", "advmod", "npadvmod", "prt", "nummod"):
            others.add(child.lemma_.lower())
    if head.pos_ in ("VERB", "AUX") and not doers:
        _above(head, doers, done_to)
    if head.pos_ in ("NOUN", "PROPN") and head.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass"):
        verb = head.head.head if head.dep_ == "pobj" else head.head
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.i != head.i:
                doers |= _phrase(child)
    return doers, done_to, others


def _above(verb: Token, doers: set[str], done_to: set[str]) -> None:
    """The subject of a verb without one stands by the verb that governs it, or is the noun it describes."""
    at = verb
    for _ in range(_HIGHER):
        if at.dep_ in ("acl", "relcl"):
            (done_to if verb.tag_ == "VBN" and not done_to else doers).update(_phrase(at.head))
            return
        if at.dep_ not in ("conj", "xcomp", "advcl", "ccomp"):
            return
        at = at.head
        subjects = [child for child in at.children if child.dep_ in ("nsubj", "nsubjpass")]
        for child in subjects:
            doers |= _phrase(child)
        if subjects:
            return


def likeness(documents: Sequence[Doc]) -> tuple[Table, Mapping[str, float]]:
    """How alike documents are (cosine of weighted words), and the weight of each word among them."""
    counts = [Counter(_lemmas(doc)) for doc in documents]
    spread = Counter(word for one in counts for word in one)
    weights = {word: math.log((len(documents) + 0.5) / count) for word, count in spread.items()}
    columns = {word: i for i, word in enumerate(sorted(word for word in spread if spread[word] > 1))}
    rows = np.zeros((len(documents), len(columns) + 1))
    for row, one in zip(rows, counts, strict=True):
        for word, count in one.items():
            if word in columns:
                row[columns[word]] = (1 + math.log(count)) * weights[word]
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(lengths, lengths, 1)
    return rows @ rows.T, weights


def features(
    mentions: Sequence[Mention],
    documents: Mapping[str, int],
    alike: Table,
    weights: Mapping[str, float],
    stories: Mapping[str, str],
) -> Mapping[str, Table]:
    """Figures of all pairs of mentions of one topic, by name, each a square table."""
    at = np.array([documents[one.document] for one in mentions])
    story_names = sorted(set(stories.values()))
    story = np.array([story_names.index(stories[one.document]) for one in mentions])
    here = (at[:, None] == at[None, :]).astype(float)
    found: dict[str, Table] = {
        "lemma": _equal([one.lemma for one in mentions]),
        "word": _equal([one.word for one in mentions]),
        "text": _equal([one.text for one in mentions]),
        "here": here,
        "reports alike": np.where(here > 0, 1.0, alike[at[:, None], at[None, :]]),
        "one story": (story[:, None] == story[None, :]).astype(float),
        "meaning": _cosine([one.meaning for one in mentions]),
        "sense": _cosine([one.sense for one in mentions]),
        "phrase": _cosine([one.phrase for one in mentions]),
        "plural": 1 - _equal([str(one.plural) for one in mentions]),
        "particle": 1 - _equal([one.particle for one in mentions]),
    }
    found["stem"] = _equal([one.stem for one in mentions]) * (1 - found["lemma"])
    found["around"] = _shared([one.around for one in mentions], weights, "mean")
    found["near"] = _shared([one.near for one in mentions], weights, "mean")
    everything = [one.doers | one.done_to | one.others for one in mentions]
    sets: Mapping[str, Sequence[Words]] = {
        "doers": [one.doers for one in mentions],
        "done to": [one.done_to for one in mentions],
        "sides": everything,
        "names": [one.names for one in mentions],
        "times": [one.times for one in mentions],
        "numbers": [one.numbers for one in mentions],
        "places": [one.places for one in mentions],
    }
    for name, words in sets.items():
        found[name] = _shared(words, weights, "least")
        told = np.array([bool(one) for one in words], dtype=float)
        found[f"{name} differ"] = np.outer(told, told) * (_shared(words, {}, "least") == 0)
    shapes = {shape: np.array([one.shape == shape for one in mentions], dtype=float) for shape in "vnp"}
    found["pronoun"] = np.maximum.outer(shapes["p"], shapes["p"])
    found["both verbs"] = np.outer(shapes["v"], shapes["v"])
    found["both nouns"] = np.outer(shapes["n"], shapes["n"])
    found["verb and noun"] = np.outer(shapes["v"], shapes["n"]) + np.outer(shapes["n"], shapes["v"])
    reports = np.array([one.reports for one in mentions], dtype=float)
    found["reporting"] = np.outer(reports, reports) * found["lemma"]
    sentences = np.array([one.sentence for one in mentions])
    lead = (sentences < 2).astype(float)
    found["a lead"] = np.maximum.outer(lead, lead)
    found["two leads"] = np.outer(lead, lead)
    apart = np.minimum(np.abs(sentences[:, None] - sentences[None, :]), 10) / 10
    found["apart"] = here * apart
    found["one sentence"] = here * (apart == 0)
    often = np.array([Counter(one.lemma for one in mentions)[one.lemma] for one in mentions], dtype=float)
    found["seldom"] = np.log1p(np.minimum.outer(often, often))
    found["often"] = np.log1p(np.maximum.outer(often, often))
    _with_groups(found, at)
    for name in ("reports alike", "around", "sides", "sides differ", "one story", "seldom", "names"):
        for other in ("lemma", "meaning"):
            found[f"{other} x {name}"] = found[other] * found[name]
    for name in ("doers", "doers differ", "around", "here", "names"):
        found[f"reporting x {name}"] = found["reporting"] * found[name]
    found["pronoun x apart"] = found["pronoun"] * found["apart"]
    found["pronoun x here"] = found["pronoun"] * here
    found["reports x around"] = found["reports alike"] * found["around"]
    found["reports squared"] = found["reports alike"] ** 2
    return found


def _with_groups(found: dict[str, Table], at: NDArray[np.int_]) -> None:
    """What all mentions of one lemma in one story have with all of another, on average."""
    group = found["lemma"] * found["one story"]
    share = group / group.sum(axis=1, keepdims=True)
    for name in ("around", "near", "doers", "done to", "sides", "sides differ", "names", "reports alike"):
        own = found[name].copy()
        np.fill_diagonal(own, 0)
        all_of_both = share @ own @ share.T
        found[f"all {name}"] = all_of_both
        found[f"lemma x all {name}"] = all_of_both * found["lemma"]
        found[f"meaning x all {name}"] = all_of_both * found["meaning"]
    inside = (np.eye(int(at.max()) + 1)[at].T @ group > 0).astype(float).T
    spread = inside.sum(axis=1)
    found["side by side"] = (inside @ inside.T) / np.minimum.outer(spread, spread)
    found["fewest reports"] = np.log(np.minimum.outer(spread, spread))
    found["most reports"] = np.log(np.maximum.outer(spread, spread))
    again = group.sum(axis=1) / spread
    found["again"] = np.maximum.outer(again, again)
    for name in ("side by side", "fewest reports", "most reports", "again"):
        found[f"lemma x {name}"] = found[name] * found["lemma"]
        found[f"meaning x {name}"] = found[name] * found["meaning"]


def _equal(values: Sequence[str]) -> Table:
    known = {value: i for i, value in enumerate(sorted(set(values)))}
    numbers = np.array([known[value] for value in values])
    same: Table = (numbers[:, None] == numbers[None, :]).astype(float)
    return same


def _cosine(vectors: Sequence[Any]) -> Table:
    rows = np.array(vectors, dtype=float)
    cosines: Table = rows @ rows.T
    return cosines


def _shared(sets: Sequence[Words], weights: Mapping[str, float], by: str) -> Table:
    """The weight of the words that both have, of the smaller of two sets, or of their geometric mean."""
    known = {word: i for i, word in enumerate(sorted(set().union(*sets)))}
    rows = np.zeros((len(sets), len(known) + 1))
    for row, words in zip(rows, sets, strict=True):
        for word in words:
            row[known[word]] = max(weights.get(word, 1.0), 1e-6)
    if by == "mean":
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows /= np.where(lengths, lengths, 1)
        cosines: Table = rows @ rows.T
        return cosines
    total = rows.sum(axis=1)
    both = (rows > 0).astype(float) @ rows.T
    least = np.minimum.outer(total, total)
    return np.divide(both, least, out=np.zeros_like(both), where=least > 0)


def _unit(vector: Any) -> Any:
    length = np.linalg.norm(vector)
    return vector / length if length else vector
