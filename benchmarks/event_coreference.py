"""Which mentions of happenings are one, against the events of ECB+ and the actions of NewsWCL50.

    python -m benchmarks.event_coreference DATA [--learn | --crossed]

DATA holds `coreference/ecbplus/<Part>_Event_gold_mentions.json` with `<Part>_corpus.txt`, and
`coreference/newswcl50.tsv`; the scorer `score_coreference.py` lies in the folder `score` beside it. The
corpus says which words are mentions, and documents are compared within their topic. Figures are the CoNLL F1.

Two mentions are one by a logistic model over the figures of a pair (`benchmarks/event_pairs.py`), looked at
a second time with what the first look says of those beside them; then they are joined by average linkage.
The weights stand in `labels/event_pairs.json`, learnt from the parts of ECB+ that are for developing.
`--learn` learns them anew; `--crossed` learns on four fifths of the topics and measures on the fifth.
Beside it: all mentions of one lemma in a topic, or in a story. NewsWCL50 is joined coarsely, as in
`benchmarks/coreference.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.coreference import (
    Document,
    _by_document,
    _ecb_documents,
    _module,
    joined_coarsely,
    parsed,
    stories_of,
    topics,
)
from benchmarks.event_pairs import Mention, Table, features, likeness, mention

_WEIGHTS = Path(__file__).parent / "labels" / "event_pairs.json"
_FOLDS = 5
_UNLIKE = 0.15
"""The share of pairs that are not one that is learnt from."""
_LEAST = 1e-4

type Key = tuple[str, int, tuple[int, ...], int]
type Weights = Mapping[str, float]


@dataclass(frozen=True)
class Topic:
    """The mentions of a topic, the figures of their pairs, and which are one."""

    name: str
    keys: Sequence[Key]
    mentions: Sequence[Mention]
    stories: Mapping[str, str]
    figures: Mapping[str, Table]
    gold: Sequence[str]


@dataclass(frozen=True)
class Model:
    """The weights of both looks, by the names of the figures ("" is the constant), and how
    likely two sets must be one, on average, to be joined."""

    first: Weights
    second: Weights
    joined: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--learn", action="store_true", help="learn the weights anew")
    parser.add_argument("--crossed", action="store_true", help="learn on other topics than are measured")
    options = parser.parse_args()
    folder = options.data / "coreference"
    scorer_file = options.data.parent / "score" / "score_coreference.py"
    if not folder.is_dir() or not scorer_file.is_file():
        sys.exit(f"skipped: this benchmark needs {folder} and {scorer_file}")
    scorer = _module(scorer_file)
    sets = {name: list(found) for name, found in _sets(folder, scorer)}
    learnt = [topic for name, found in sets.items() if name.startswith("ECB+") for topic in found]
    if options.learn:
        model = learn(learnt, scorer)
        _WEIGHTS.write_text(json.dumps(vars(model), indent=1, sort_keys=True) + "\n", "utf-8")
    model = Model(**json.loads(_WEIGHTS.read_text("utf-8")))
    found: dict[Key, str] = {}
    if options.crossed:
        for i in range(_FOLDS):
            rest = [topic for j, topic in enumerate(learnt) if j % _FOLDS != i]
            own = learn(rest, scorer)
            for topic in learnt[i::_FOLDS]:
                found |= clusters(topic, own)
    print(f"{'':40}{'ours':>8}{'lemma':>8}{'in story':>10}{'seconds':>9}")
    news = folder / "newswcl50.tsv"
    if news.is_file():
        _news(news, scorer)
    for name, of_set in sets.items():
        begun = time.perf_counter()
        ours = {key: one for topic in of_set for key, one in clusters(topic, model).items()}
        ours |= {key: found[key] for key in ours if key in found}
        taken = time.perf_counter() - begun
        lemma = {k: m.lemma for t in of_set for k, m in zip(t.keys, t.mentions, strict=True)}
        story = {k: f"{lemma[k]} {t.stories[k[0]]}" for t in of_set for k in t.keys}
        gold = {key: one for topic in of_set for key, one in zip(topic.keys, topic.gold, strict=True)}
        ours_f, lemma_f, story_f = (scorer.score(gold, one)["conll_F"] for one in (ours, lemma, story))
        print(f"{name:40}{ours_f:>8.3f}{lemma_f:>8.3f}{story_f:>10.3f}{taken:>9.1f}")


def _sets(folder: Path, scorer: Any) -> Iterator[tuple[str, Iterator[Topic]]]:
    for mentions in sorted((folder / "ecbplus").glob("*_Event_gold_mentions.json")):
        part = mentions.name.split("_")[0]
        documents = parsed(_ecb_documents(mentions.with_name(f"{part}_corpus.txt")))
        yield f"ECB+ events, {part}", _topics(documents, scorer.read_ecb(str(mentions)))


def _news(news: Path, scorer: Any) -> None:
    """As `benchmarks/coreference.py` joins all mentions there, by the passes of a record; actions alone."""
    begun = time.perf_counter()
    gold, sentences = scorer.read_newswcl(str(news))
    of_events = {key: one for key, one in gold.items() if one.endswith(("_ACTION", "_EVENT"))}
    documents = parsed(_by_document(sentences))
    ours, lemma = joined_coarsely(of_events, documents)
    figures = [scorer.score(of_events, one)["conll_F"] for one in (ours, lemma)]
    taken = time.perf_counter() - begun
    name = "NewsWCL50, actions and events"
    print(f"{name:40}{figures[0]:>8.3f}{figures[1]:>8.3f}{'':>10}{taken:>9.1f}")


def _topics(documents: Sequence[Document], gold: Mapping[Key, str]) -> Iterator[Topic]:
    marked: defaultdict[str, list[Key]] = defaultdict(list)
    for key in sorted(gold):
        marked[key[0]].append(key)
    for topic in topics(documents):
        keys: list[Key] = []
        mentions = []
        for document in topic:
            for key in marked[document.name]:
                _, sentence, tokens, _ = key
                start, end = document.places[sentence, tokens[0]][0], document.places[sentence, tokens[-1]][1]
                span = document.reading.doc.char_span(start, end, alignment_mode="expand")
                if span is None:
                    continue
                keys.append(key)
                mentions.append(mention(document.name, sentence, span))
        if not keys:
            continue
        stories = stories_of(topic)
        alike, weights = likeness([one.reading.doc for one in topic])
        numbers = {document.name: i for i, document in enumerate(topic)}
        figures = features(mentions, numbers, alike, weights, stories)
        yield Topic(topic[0].topic, keys, mentions, stories, figures, [gold[key] for key in keys])


# Joining -----------------------------------------------------------------------------------------


def clusters(topic: Topic, model: Model) -> dict[Key, str]:
    """Which mentions of a topic are one."""
    return _joined(topic, likely(topic, model), model.joined)


def likely(topic: Topic, model: Model) -> Table:
    """How likely each pair of mentions is one, from 0 to 1."""
    first = _chance(topic.figures, model.first)
    return _chance({**topic.figures, **_beside(topic, first)}, model.second)


def _chance(figures: Mapping[str, Table], weights: Weights) -> Table:
    total = weights[""] + sum(weight * figures[name] for name, weight in weights.items() if name)
    chance: Table = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    np.fill_diagonal(chance, 1)
    return chance


def _beside(topic: Topic, chance: Table) -> dict[str, Table]:
    """What the first look says of a pair and of those beside it."""
    rows = chance / np.linalg.norm(chance, axis=1, keepdims=True)
    together = rows @ rows.T
    group = topic.figures["lemma"] * topic.figures["one story"]
    share = group / group.sum(axis=1, keepdims=True)
    others = chance - np.eye(len(chance))
    path = np.zeros_like(chance)
    for row in others:
        np.maximum(path, np.minimum.outer(row, row), out=path)
    best = others.max(axis=1)
    size = np.log(chance.sum(axis=1))
    return {
        "chance": chance,
        "odds": np.log((chance + _LEAST) / (1 - chance + _LEAST)),
        "together": together,
        "together squared": together**2,
        "by lemma": share @ chance @ share.T,
        "by way of another": path,
        "of the better": chance / np.maximum(np.maximum.outer(best, best), 0.001),
        "of the other": chance / np.maximum(np.minimum.outer(best, best), 0.001),
        "smaller set": np.minimum.outer(size, size),
        "chance x together": chance * together,
        "together x by lemma": together * (share @ chance @ share.T),
    }


def _joined(topic: Topic, chance: Table, least: float) -> dict[Key, str]:
    """Average linkage: the two sets most likely to be one are joined, as long as they are likely enough."""
    alike = chance.copy()
    np.fill_diagonal(alike, -1)
    sets: dict[int, list[int]] = {i: [i] for i in range(len(chance))}
    while len(sets) > 1:
        one, other = divmod(int(alike.argmax()), len(alike))
        if alike[one, other] < least:
            break
        a, b = len(sets[one]), len(sets[other])
        merged = (a * alike[one] + b * alike[other]) / (a + b)
        alike[one], alike[:, one] = merged, merged
        alike[other], alike[:, other] = -1, -1
        alike[one, one] = -1
        gone = [i for i in range(len(alike)) if i not in sets or i == other]
        alike[one, gone], alike[gone, one] = -1, -1
        sets[one] += sets.pop(other)
    return {topic.keys[i]: f"{topic.name} {top}" for top, members in sets.items() for i in members}


# Learning ----------------------------------------------------------------------------------------


def learn(found: Sequence[Topic], scorer: Any) -> Model:
    """Both looks; the second is learnt from what models of other topics say at the first."""
    first = _fit(found, [topic.figures for topic in found])
    looked: list[Mapping[str, Table]] = [{} for _ in found]
    for i in range(_FOLDS):
        rest = [j for j in range(len(found)) if j % _FOLDS != i]
        weights = _fit([found[j] for j in rest], [found[j].figures for j in rest])
        for j in range(i, len(found), _FOLDS):
            beside = _beside(found[j], _chance(found[j].figures, weights))
            looked[j] = {**found[j].figures, **beside}
    chances: list[Table] = [np.zeros(0) for _ in found]
    for i in range(_FOLDS):
        rest = [j for j in range(len(found)) if j % _FOLDS != i]
        weights = _fit([found[j] for j in rest], [looked[j] for j in rest])
        for j in range(i, len(found), _FOLDS):
            chances[j] = _chance(looked[j], weights)
    gold = {key: one for topic in found for key, one in zip(topic.keys, topic.gold, strict=True)}
    scores = []
    for least in np.arange(0.2, 0.6, 0.04):
        own: dict[Key, str] = {}
        for topic, chance in zip(found, chances, strict=True):
            own |= _joined(topic, chance, float(least))
        scores.append((scorer.score(gold, own)["conll_F"], round(float(least), 2)))
    return Model(first, _fit(found, looked), max(scores)[1])


def _fit(found: Sequence[Topic], figures: Sequence[Mapping[str, Table]]) -> dict[str, float]:
    linear: Any = import_module("sklearn.linear_model")
    names = sorted(figures[0])
    chosen = np.random.default_rng(0)
    rows, same, counted = [], [], []
    for topic, own in zip(found, figures, strict=True):
        at = np.triu_indices(len(topic.keys), 1)
        gold = np.array(topic.gold)
        one = gold[at[0]] == gold[at[1]]
        kept = one | (chosen.random(len(one)) < _UNLIKE)
        rows.append(np.array([own[name][at][kept] for name in names]).T)
        same.append(one[kept])
        counted.append(np.where(one[kept], 1, 1 / _UNLIKE))
    table = np.concatenate(rows)
    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    fitted = linear.LogisticRegression(C=0.3, max_iter=400)
    fitted.fit((table - middle) / spread, np.concatenate(same), np.concatenate(counted))
    weights = fitted.coef_[0] / spread
    constant = float(fitted.intercept_[0] - weights @ middle)
    return {"": round(constant, 4)} | {
        name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)
    }


if __name__ == "__main__":
    main()
