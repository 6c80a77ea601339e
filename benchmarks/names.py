"""Pairs of names, labelled as one person's or body's or not: F1 of Truceline and of its peers.

    uv run python -m benchmarks.names DATA [--fit]
    uv run --with nomenklatura python -m benchmarks.names DATA

DATA is a folder with `names/name_bench.jsonl`; the scorer is `score/score_names.py` beside it. Peers get the
threshold that is best on these very pairs, all kinds together; those that are not installed are skipped.
(nomenklatura keeps the names of an entity by its id, so each name here has an id of its own.) `--fit` fits
the weights of the score (`resources/name_weights.toml`) by logistic regression, and cross-validates: F1 of
five folds, twenty times, pairs that share a name in one fold, and of each group of pairs with the weights
that the other groups give.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from truceline.model.claims import Kind
from truceline.resolve.align import align
from truceline.resolve.blocking import blocking_keys
from truceline.resolve.bodies import body_parts
from truceline.resolve.compare import compare_names, features
from truceline.resolve.nameparts import person_parts

Row = dict[str, Any]
Scores = list[float]
FITTED = {
    "person": ("edits", "worst", "missing", "alone", "guesses", "turned"),
    "body": ("edits", "worst", "missing", "alone", "forms"),
}
FOLDS, REPEATS, STRENGTH = 5, 20, 3.0


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("data", type=Path)
    options.add_argument("--fit", action="store_true")
    given = options.parse_args()
    path, scorer = given.data / "names" / "name_bench.jsonl", given.data.parent / "score"
    if not path.exists() or not (scorer / "score_names.py").exists():
        raise SystemExit(
            f"skipped: there is no names/name_bench.jsonl in {given.data}, or no scorer beside it"
        )
    sys.path.insert(0, str(scorer))
    scoring: Any = import_module("score_names")
    rows: list[Row] = scoring.load(path)
    truths = [scoring.truth(row) for row in rows]
    print(f"{'':34} {'P':>6} {'R':>6} {'F1':>6} {'F1 of persons':>14} {'at':>6}")
    ours(rows, scoring)
    for name, scores in peers(rows):
        if isinstance(scores, str):
            print(f"{name:34} skipped: {scores}")
        else:
            at = max(sorted(set(scores)), key=lambda least: f1([one >= least for one in scores], truths))
            line(name, rows, [one >= at for one in scores], scoring, f"{at:6.2f}")
    if given.fit:
        fit(rows, truths)


def line(name: str, rows: list[Row], matches: list[bool], scoring: Any, at: str = "") -> None:
    said = [{**row, "match": match} for row, match in zip(rows, matches, strict=True)]
    figures = scoring.score(rows, said)
    print(
        f"{name:34} {figures['all_P']:6.3f} {figures['all_R']:6.3f} {figures['all_F']:6.3f}"
        f" {figures['person_F']:14.3f} {at:>6}"
    )


def ours(rows: list[Row], scoring: Any) -> None:
    start = time.perf_counter()
    found = [compare_names(row["name1"], row["name2"], kind(row)) for row in rows]
    spent = (time.perf_counter() - start) / len(rows)
    line("Truceline", rows, [one.match for one in found], scoring, "0.50")
    guessed = [compare_names(row["name1"], row["name2"]).match for row in rows]
    line("Truceline, kind not given", rows, guessed, scoring, "0.50")
    line("Truceline, verdict is same", rows, [one.verdict == "same" for one in found], scoring)
    not_two = [one.verdict != "different" for one in found]
    line("Truceline, verdict not different", rows, not_two, scoring)
    met = [shares_key(row) for row in rows]
    line("Truceline, a blocking key in common", rows, met, scoring)
    print(f"{1e6 * spent:.0f} microseconds a pair, nothing cached")


def shares_key(row: Row) -> bool:
    first, second = (set(blocking_keys(row[name], kind(row))) for name in ("name1", "name2"))
    return not first.isdisjoint(second)


def kind(row: Row) -> Kind:
    return "person" if row["schema"] == "Person" else "body"


def f1(said: list[bool], truths: list[bool]) -> float:
    right = sum(a and b for a, b in zip(said, truths, strict=True))
    return 2 * right / max(1, sum(said) + sum(truths))


def peers(rows: list[Row]) -> Iterator[tuple[str, Scores | str]]:
    """Each peer's scores, or why it has none."""
    fuzz, utils = import_module("rapidfuzz.fuzz"), import_module("rapidfuzz.utils")
    for name in ("WRatio", "token_sort_ratio", "token_set_ratio"):
        ratio = getattr(fuzz, name)
        scores = [ratio(row["name1"], row["name2"], processor=utils.default_process) for row in rows]
        yield f"rapidfuzz {name}", scores
    others: dict[str, Callable[[list[Row]], Scores]] = {
        "nomenklatura logic-v2": logic_v2,
        "rigour compare_parts": rigour_parts,
    }
    for name, scores_of in others.items():
        try:
            yield name, scores_of(rows)
        except ImportError as error:
            yield name, f"{error} (needs nomenklatura and ICU)"


def logic_v2(rows: list[Row]) -> Scores:
    matching, proxy = import_module("nomenklatura.matching"), import_module("followthemoney.proxy")
    algorithm = matching.get_algorithm("logic-v2")
    config = algorithm.default_config()
    scores = []
    for number, row in enumerate(rows):
        pair = [
            proxy.EntityProxy.from_dict(
                {"id": f"{number} {name}", "schema": row["schema"], "properties": {"name": [row[name]]}}
            )
            for name in ("name1", "name2")
        ]
        scores.append(float(algorithm.compare(*pair, config).score))
    return scores


def rigour_parts(rows: list[Row]) -> Scores:
    """The likeness of aligned parts, each weighted by its letters."""
    names, compare = import_module("rigour.names"), import_module("rigour.names.compare")
    scores = []
    for row in rows:
        tag = names.NameTypeTag.PER if kind(row) == "person" else names.NameTypeTag.ORG
        parts = [
            [part for one in names.analyze_names(tag, [row[name]]) for part in one.parts]
            for name in ("name1", "name2")
        ]
        found = compare.compare_parts(*parts, None)
        sizes = [sum(len(part.comparable) for part in (*one.qps, *one.rps)) for one in found]
        total = sum(one.score * size for one, size in zip(found, sizes, strict=True))
        scores.append(total / max(1, sum(sizes)))
    return scores


def fit(rows: list[Row], truths: list[bool]) -> None:
    """Print the weights that fit all pairs, and F1 on pairs that the weights were not fitted on."""
    try:
        linear: Any = import_module("sklearn.linear_model")
    except ImportError:
        print("fit: skipped: scikit-learn is not installed (uv run --group benchmarks ...)")
        return
    values = [measured(row) for row in rows]

    def predicted(train: list[int], test: list[int]) -> dict[int, bool]:
        found: dict[int, bool] = {}
        for which, names in FITTED.items():
            taught = [one for one in train if kind(rows[one]) == which]
            asked = [one for one in test if kind(rows[one]) == which]
            if asked:
                model = linear.LogisticRegression(C=STRENGTH, max_iter=1000)
                model.fit(
                    [[values[one][name] for name in names] for one in taught], [truths[o] for o in taught]
                )
                said = model.predict([[values[one][name] for name in names] for one in asked])
                found |= dict(zip(asked, map(bool, said), strict=True))
        return found

    def result(of: list[int], found: dict[int, bool]) -> float:
        return f1([found[one] for one in of], [truths[one] for one in of])

    def tested(folds: list[Any]) -> tuple[float, float]:
        found: dict[int, bool] = {}
        for fold in set(folds):
            train = [one for one, other in enumerate(folds) if other != fold]
            found |= predicted(train, [one for one, other in enumerate(folds) if other == fold])
        people = [one for one in found if kind(rows[one]) == "person"]
        return result(list(found), found), result(people, found)

    for which, names in FITTED.items():
        chosen = [one for one, row in enumerate(rows) if kind(row) == which]
        model = linear.LogisticRegression(C=STRENGTH, max_iter=1000)
        model.fit([[values[o][name] for name in names] for o in chosen], [truths[o] for o in chosen])
        weights = zip(names, model.coef_[0], strict=True)
        shown = ", ".join(f"{name} {weight:.1f}" for name, weight in weights)
        print(f"fitted weights, {which}: constant {model.intercept_[0]:.1f}, {shown}")
    results = []
    for seed in range(REPEATS):
        order = Random(seed)
        fold = {name: order.randrange(FOLDS) for name in sorted({row["name2"].casefold() for row in rows})}
        results.append(tested([fold[row["name2"].casefold()] for row in rows]))
    mean = [sum(one) / REPEATS for one in zip(*results, strict=True)]
    print(f"cross-validated F1, {FOLDS} folds {REPEATS} times: all {mean[0]:.3f}, persons {mean[1]:.3f}")
    left = tested([row["case_group"] for row in rows])
    print(f"F1 of each group with the weights of the others: all {left[0]:.3f}, persons {left[1]:.3f}")


def measured(row: Row) -> dict[str, float]:
    parts = person_parts if kind(row) == "person" else body_parts
    one, other = (parts(name) for name in sorted((row["name1"], row["name2"])))
    return features(one, other, align(one.words, other.words), kind(row))


if __name__ == "__main__":
    main()
