"""Learn from PolNeAR how statements look, and write the weights that `extract/attributions.py` uses.

    uv run --group benchmarks python tools/train_statements.py DATA [--cache FOLDER] [--out FOLDER]

DATA holds `attributions/train` and `attributions/dev` with `text/*.txt` and `attributions/*.ann`; the scorer
lies in the folder `score` beside it. Everything is chosen on train, each score there by a model that has not
seen the article; dev is only measured. The same data gives the same weights. What is written holds numbers
for hashed words, and no sentence of the data. It takes ten minutes on two cores; `--cache` keeps the parses.
"""

from __future__ import annotations

import argparse
import collections
import importlib.util
import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import SGDClassifier
from spacy.tokens import DocBin

from truceline.extract import Reading, contents, cue_features, place_features
from truceline.extract.attributions import (
    Attribution,
    distinct,
    find_attributions,
    unpacked,
    with_cue,
    with_none,
)
from truceline.extract.columns import Columns, columns
from truceline.extract.contents import Candidate
from truceline.extract.page import Page, read_quotes
from truceline.extract.place_features import Places
from truceline.model.claims import Extraction
from truceline.model.report import Report
from truceline.parse import BUNDLED, clean_text, load

FOLDS = 2
TREES = {"cue": (160, 6), "content": (120, 6), "source": (80, 5)}
LEAST_WORD, LEAST_CUE = -2.5, -1.2
ENOUGH = 0.5
"""The overlap from which the scorer counts a place as right."""
NEAR_BEST = 0.1
"""How far below the best candidate of a cue another may be to count as right, too."""
THRESHOLDS = (0.22, 0.26, 0.30, 0.34)

SHOWN = ("content_overlap", "content_samewords", "relation", "quoted_relation", "plain_relation")
type Rate = dict[tuple[str, str], float]


@dataclass
class Article:
    """`gold` are the tokens of cue, content and source of each attribution, `anchors` the cue's own token."""

    name: str
    page: Page
    cols: Columns
    near: cue_features.Surroundings
    at: np.ndarray
    gold: list[tuple[frozenset[int], frozenset[int], frozenset[int]]]
    labels: list[dict[str, Any]]
    anchors: list[int] = field(default_factory=list)
    odds: np.ndarray | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, default=None, help="a folder in which parses are kept")
    parser.add_argument("--out", type=Path, default=Path("src/truceline/resources"))
    parser.add_argument("--date", default="", help="for the manifest")
    options = parser.parse_args()
    scorer = _module(options.data.parent / "score" / "score_attributions.py")
    train, dev = (_articles(options, scorer, part) for part in ("train", "dev"))
    rate = None
    for _ in range(3):
        rate = _anchored(train, rate)
    _anchored(train, rate)
    arrays: dict[str, Any] = {}
    _learn_cues(train, arrays)
    unseen = {name: _learn_places(train, name, arrays) for name in ("content", "source")}
    manifest: dict[str, Any] = {"least": 0.0, "least_word": LEAST_WORD, "least_cue": LEAST_CUE}
    gold = {article.name: (article.page.reading.report.text, article.labels) for article in train}
    held_out = {}
    for least in THRESHOLDS:
        held_out[least] = scorer.score(gold, _held_out(train, unseen, least))
        _print(least, held_out[least])
    manifest["least"] = max(
        THRESHOLDS, key=lambda t: held_out[t]["content_overlap_F"] + held_out[t]["relation_F"]
    )
    weights = unpacked(arrays, manifest)
    found = {article.name: _as_labels(article, find_attributions(article.page, weights)) for article in dev}
    figures = scorer.score({a.name: (a.page.reading.report.text, a.labels) for a in dev}, found)
    _print("dev", figures)
    manifest |= {
        "trained_on": "PolNeAR 1.0, train",
        "articles": len(train),
        "attributions": sum(len(article.gold) for article in train),
        "parser": BUNDLED,
        "date": options.date,
        "folds_of_train": _figures(held_out[manifest["least"]]),
        "dev": _figures(figures),
    }
    options.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.out / "statements.npz", **arrays)
    (options.out / "statements.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _figures(scores: dict[str, Any]) -> dict[str, float]:
    return {name: scores[f"{name}_F"] for name in SHOWN}


def _print(label: object, scores: dict[str, Any]) -> None:
    print(label, scores["pred"], _figures(scores), flush=True)


def _articles(options: argparse.Namespace, scorer: Any, part: str) -> list[Article]:
    gold = scorer.load_gold(str(options.data / "attributions" / part))
    nlp = load(BUNDLED)
    reports = [Report(id="0" * 16, path=name, text=text) for name, (text, _) in gold.items()]
    cleaned = [clean_text(report) for report in reports]
    kept = options.cache / f"{part}.spacy" if options.cache else None
    if kept is not None and kept.is_file():
        docs = list(DocBin().from_disk(kept).get_docs(nlp.vocab))
    else:
        docs = list(nlp.pipe((clean.text for clean in cleaned), batch_size=32))
        if kept is not None:
            DocBin(docs=docs).to_disk(kept)
    return [
        _article(Reading(report, clean, doc, Extraction(report.id)), gold[report.path][1])
        for report, clean, doc in zip(reports, cleaned, docs, strict=True)
    ]


def _article(reading: Reading, labels: list[dict[str, Any]]) -> Article:
    page = read_quotes(reading)
    cols = columns(page)
    near = cue_features.surroundings(cols)
    ends = [token.idx + len(token) for token in reading.doc]
    starts = [token.idx for token in reading.doc]
    words = cols.words[1:] > cols.words[:-1]

    def tokens(spans: list[list[int]] | None, all_of_them: bool = False) -> frozenset[int]:
        found = set()
        for start, end in spans or ():
            first = reading.clean.from_source(start)
            last = reading.clean.from_source(end - 1) + 1
            found |= set(range(bisect_right(ends, first), bisect_left(starts, last)))
        return frozenset(i for i in found if all_of_them or words[i])

    gold = [(tokens(one["cue"], True), tokens(one["content"]), tokens(one["source"])) for one in labels]
    return Article(reading.report.path, page, cols, near, cue_features.possible(cols), gold, labels)


def _anchored(articles: list[Article], rate: Rate | None) -> Rate:
    """Choose one token of each cue: the one whose lemma is one most often, or that the others hang on."""
    anchors: collections.Counter[tuple[str, str]] = collections.Counter()
    seen: collections.Counter[tuple[str, str]] = collections.Counter()
    for article in articles:
        cols, able = article.cols, set(article.at.tolist())
        lemmas = [token.lemma_.lower() for token in article.page.doc]
        seen.update((lemmas[i], cols.pos[i]) for i in able)
        article.anchors = []
        for cue, content, _ in article.gold:
            known = {i: rate.get((lemmas[i], cols.pos[i]), 0.0) if rate else 0.0 for i in cue & able}
            best = max(known, key=lambda i: (known[i] + 0.05 * (cols.head[i] not in cue), i), default=-1)
            article.anchors.append(best if content else -1)
        anchors.update((lemmas[i], cols.pos[i]) for i in set(article.anchors) - {-1})
    return {key: (anchors[key] + 0.1) / (count + 1) for key, count in seen.items()}


def _folds(sizes: list[int]) -> np.ndarray:
    return np.repeat(np.arange(len(sizes)) % FOLDS, sizes)


def _linear(hashes: np.ndarray, labels: np.ndarray, bits: int) -> tuple[np.ndarray, float, float]:
    """Weights of a logistic regression, rounded to eighths of a byte's range: numbers, scale, bias."""
    model = SGDClassifier(alpha=2e-5, loss="log_loss", average=True, max_iter=6, tol=None, random_state=0)
    model.fit(_sparse(hashes, bits), labels)
    scale = float(np.abs(model.coef_).max()) / 127
    return np.round(model.coef_.ravel() / scale).astype(np.int8), scale, float(model.intercept_[0])


def _sparse(hashes: np.ndarray, bits: int) -> sp.csr_matrix:
    count, templates = hashes.shape
    ends = np.arange(0, count * templates + 1, templates)
    return sp.csr_matrix(
        (np.ones(count * templates, np.float32), hashes.ravel(), ends), shape=(count, 1 << bits)
    )


def _odds(linear: tuple[np.ndarray, float, float], hashes: np.ndarray) -> np.ndarray:
    weights, scale, bias = linear
    return (weights[hashes].sum(axis=1, dtype=np.int32) * scale + bias).astype(np.float32)


def _trees(name: str) -> HistGradientBoostingClassifier:
    count, depth = TREES[name]
    return HistGradientBoostingClassifier(
        max_iter=count, max_depth=depth, max_leaf_nodes=40, learning_rate=0.1, min_samples_leaf=40,
        l2_regularization=5, random_state=0, early_stopping=False,
    )  # fmt: skip


def _stacked(
    name: str, hashes: np.ndarray, labels: np.ndarray, fold: np.ndarray, use: np.ndarray, bits: int, rows: Any
) -> tuple[np.ndarray, tuple[Any, ...], HistGradientBoostingClassifier, np.ndarray]:
    """Both models of a step. The trees are given words' scores by models that have not seen the article, as
    they will be for new articles; their own scores of each fold come from trees that have not seen it."""
    words = np.zeros(len(labels), np.float32)
    for number in range(FOLDS):
        rest = use & (fold != number)
        words[fold == number] = _odds(_linear(hashes[rest], labels[rest], bits), hashes[fold == number])
    linear = _linear(hashes[use], labels[use], bits)
    given, looked_at = rows(words)
    odds = np.full(len(labels), -30, np.float32)
    for number in range(FOLDS):
        rest, own = use & looked_at & (fold != number), looked_at & (fold == number)
        odds[own] = _trees(name).fit(given[rest], labels[rest]).decision_function(given[own])
    return words, linear, _trees(name).fit(given[use & looked_at], labels[use & looked_at]), odds


def _learn_cues(articles: list[Article], arrays: dict[str, Any]) -> None:
    hashes = np.concatenate([cue_features.hashes(a.cols, a.near, a.at) for a in articles]).astype(np.uint32)
    numbers = np.concatenate([cue_features.numbers(a.cols, a.near, a.at) for a in articles])
    labels = np.concatenate([np.isin(a.at, a.anchors) for a in articles]).astype(np.int8)
    fold = _folds([len(a.at) for a in articles])
    every = np.ones(len(labels), bool)
    _, linear, trees, odds = _stacked(
        "cue", hashes, labels, fold, every, cue_features.BITS,
        lambda words: (np.column_stack([words, numbers]), words >= LEAST_WORD),
    )  # fmt: skip
    _keep("cue", linear, trees, arrays)
    at = 0
    for article in articles:
        article.odds = odds[at : at + len(article.at)]
        at += len(article.at)


def _learn_places(
    articles: list[Article], name: str, arrays: dict[str, Any]
) -> list[list[tuple[int, Any, float]]]:
    """For each article its candidates with their log-odds by trees that have not seen it."""
    finder = contents.candidates if name == "content" else with_none
    hashes, numbers, labels, cue_odds, cues, rows, right = [], [], [], [], [], [], []
    for number, article in enumerate(articles):
        assert article.odds is not None
        known = dict(zip(article.at.tolist(), article.odds.tolist(), strict=True))
        looked = [c for c in article.at.tolist() if known[c] >= LEAST_CUE or c in article.anchors]
        own = [(cue, one) for cue in looked for one in finder(article.cols, cue)]
        places = Places.of(own)
        hashes.append(place_features.hashes(article.cols, article.near, places).astype(np.uint32))
        numbers.append(place_features.numbers(article.cols, article.near, places))
        labels.append(_right(article, name, own))
        cue_odds.append([known[cue] for cue, _ in own])
        right.append([cue in article.anchors for cue, _ in own])
        cues.append(places.cue + number * 10**7)
        rows.append(own)
    fold = _folds([len(own) for own in rows])
    joined, odds = np.concatenate(numbers), np.concatenate(cue_odds).astype(np.float32)
    wanted = np.concatenate(right).astype(bool)
    every = np.ones(len(joined), bool)
    use = every if name == "content" else wanted
    groups = np.concatenate(cues)
    _, linear, trees, result = _stacked(
        name, np.concatenate(hashes), np.concatenate(labels).astype(np.int8), fold, use, place_features.BITS,
        lambda words: (with_cue(words, odds, groups, joined), every),
    )  # fmt: skip
    _keep(name, linear, trees, arrays)
    found, at = [], 0
    for own in rows:
        found.append([(cue, one, float(result[at + k])) for k, (cue, one) in enumerate(own)])
        at += len(own)
    return found


def _right(article: Article, name: str, rows: list[tuple[int, Candidate]]) -> list[bool]:
    """Which candidates overlap enough with what is labelled, and about as much as the cue's best one."""
    words = article.cols.words
    labelled: dict[int, list[frozenset[int]]] = {}
    for anchor, (_, content, source) in zip(article.anchors, article.gold, strict=True):
        labelled.setdefault(anchor, []).append(content if name == "content" else source)
    overlaps, best = [], dict.fromkeys((cue for cue, _ in rows), ENOUGH + NEAR_BEST)
    for cue, one in rows:
        mine = {i for first, end in one.ranges for i in range(first, end) if words[i + 1] > words[i]}
        shares = [len(mine & own) / len(mine | own) if mine | own else 1.0 for own in labelled.get(cue, ())]
        overlaps.append(max(shares, default=0.0))
        best[cue] = max(best[cue], overlaps[-1])
    return [
        overlap >= ENOUGH and overlap >= best[cue] - NEAR_BEST
        for overlap, (cue, _) in zip(overlaps, rows, strict=True)
    ]


def _keep(
    name: str, linear: tuple[Any, ...], trees: HistGradientBoostingClassifier, arrays: dict[str, Any]
) -> None:
    """The model as arrays; each tree is made a full one of its depth, whose added nodes lead left."""
    depth = TREES[name][1]
    grown = [predictors[0].nodes for predictors in trees._predictors]
    features = np.zeros((len(grown), 2**depth - 1), np.uint8)
    limits = np.full(features.shape, np.inf, np.float32)
    leaves = np.zeros((len(grown), 2**depth), np.float32)
    for number, nodes in enumerate(grown):
        waiting = [(0, 0, 0)]
        while waiting:
            node, place, level = waiting.pop()
            if level == depth:
                leaves[number, place - features.shape[1]] = nodes[node]["value"]
            elif nodes[node]["is_leaf"]:
                waiting += [(node, 2 * place + 1, level + 1), (node, 2 * place + 2, level + 1)]
            else:
                features[number, place] = nodes[node]["feature_idx"]
                limits[number, place] = nodes[node]["num_threshold"]
                waiting.append((int(nodes[node]["left"]), 2 * place + 1, level + 1))
                waiting.append((int(nodes[node]["right"]), 2 * place + 2, level + 1))
    weights, scale, bias = linear
    arrays |= {
        f"{name}_linear": weights, f"{name}_scale": np.float32(scale), f"{name}_bias": np.float32(bias),
        f"{name}_features": features, f"{name}_limits": limits, f"{name}_leaves": leaves.astype(np.float16),
        f"{name}_base": np.float32(trees._baseline_prediction.ravel()[0]),
    }  # fmt: skip


def _held_out(
    articles: list[Article], unseen: dict[str, list[list[tuple[int, Any, float]]]], least: float
) -> dict[str, Any]:
    found = {}
    for number, article in enumerate(articles):
        assert article.odds is not None
        likely_cues = set(article.at[article.odds >= LEAST_CUE].tolist())
        best = {name: _best(unseen[name][number], likely_cues) for name in unseen}
        sure = {cue: odds for cue, (_, odds) in best["content"].items()}
        chosen = {cue: one for cue, (one, _) in best["content"].items()}
        kept = []
        for cue in distinct(article.cols, chosen, sure):
            one, odds = best["content"][cue]
            whose, source_odds = best["source"][cue]
            likely = _likely(odds) * _likely(source_odds) ** 0.5
            if likely >= least:
                kept.append(Attribution(cue, one.ranges, whose.ranges, likely))
        found[article.name] = _as_labels(article, kept)
    return found


def _best(rows: list[tuple[int, Any, float]], cues: set[int]) -> dict[int, tuple[Any, float]]:
    """The best place of each of these cues; labelled ones that no model would look at stay out."""
    found: dict[int, tuple[Any, float]] = {}
    for cue, one, odds in rows:
        if cue in cues and (cue not in found or odds > found[cue][1]):
            found[cue] = one, odds
    return found


def _likely(odds: float) -> float:
    return float(1 / (1 + np.exp(-odds)))


def _as_labels(article: Article, found: list[Attribution]) -> list[dict[str, Any]]:
    reading = article.page.reading

    def spans(ranges: tuple[tuple[int, int], ...]) -> list[list[int]] | None:
        places = [reading.span(reading.doc[first:end]) for first, end in ranges]
        return [[place.start, place.end] for place in places] or None

    return [
        {"source": spans(a.source), "cue": spans(((a.cue, a.cue + 1),)), "content": spans(a.content)}
        for a in found
    ]


if __name__ == "__main__":
    main()
