"""Stories through whole records, against labelled ones: with the dates of the reports, and without.

    uv run --group benchmarks python benchmarks/stories.py DATA [--peers]

DATA is a folder with `stories/*.jsonl`; the scorer is `score/score_stories.py` beside it. `--peers` adds
what is commonly done, each with the threshold that is best on these very sets: agglomerative clustering
of TF-IDF vectors, Louvain communities of their graph, and a single pass over the reports.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from truceline.config import Config
from truceline.model.report import Given, RawReport
from truceline.run import digest, relating
from truceline.store import Record, queries


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("data", type=Path)
    options.add_argument("--peers", action="store_true")
    given = options.parse_args()
    data = given.data
    scorer, sets = data.parent / "score", sorted((data / "stories").glob("*.jsonl"))
    if not sets or not (scorer / "score_stories.py").exists():
        raise SystemExit(f"skipped: there are no stories in {data}, or no scorer beside it")
    sys.path.insert(0, str(scorer))
    scoring: Any = import_module("score_stories")
    print(f"{'set':20} {'dates':6} {'':26} {'B-cubed P':>10} {'R':>6} {'F1':>6} {'ARI':>6}")
    for path in sets:
        gold, _ = scoring.load_gold(path)
        rows = [row for row in map(json.loads, path.read_text("utf-8").splitlines()) if row["id"] in gold]
        for dated in (False, True):
            line(path.stem, dated, "Truceline", scoring.score(gold, found(rows, dated)))
            for name, tried in peers(rows, dated).items() if given.peers else ():
                scores = [scoring.score(gold, stories) for stories in tried]
                line(path.stem, dated, name, max(scores, key=lambda one: one["b3_F"] + one["ARI"]))


def line(name: str, dated: bool, who: str, figures: dict[str, float]) -> None:
    print(
        f"{name[:20]:20} {'yes' if dated else 'no':6} {who:26} {figures['b3_P']:10.3f}"
        f" {figures['b3_R']:6.3f} {figures['b3_F']:6.3f} {figures['ARI']:6.3f}"
    )


def peers(rows: list[dict[str, Any]], dated: bool) -> dict[str, list[dict[str, int]]]:
    """The stories of each peer for several thresholds; with dates, reports over 6 days apart are unlike."""
    cluster, text = (import_module(f"sklearn.{name}") for name in ("cluster", "feature_extraction.text"))
    networkx: Any = import_module("networkx")
    texts = [f"{row['title']} {row['text']}" for row in rows]
    vectors = text.TfidfVectorizer(sublinear_tf=True, stop_words="english", max_df=0.5).fit_transform(texts)
    alike = (vectors @ vectors.T).toarray()
    if dated:
        days = [date.fromisoformat(row["date"][:10]).toordinal() for row in rows]
        for a, one in enumerate(days):
            alike[a] *= [abs(one - other) <= 6 for other in days]
    ids = [str(row["id"]) for row in rows]
    found: dict[str, list[dict[str, int]]] = {
        "TF-IDF, agglomerative": [],
        "TF-IDF, Louvain": [],
        "single pass": [],
    }
    for least in (0.1, 0.14, 0.18, 0.22, 0.26, 0.3, 0.36):
        agglomerative = cluster.AgglomerativeClustering(
            None, metric="precomputed", linkage="average", distance_threshold=1 - least
        )
        labels = agglomerative.fit_predict(1 - alike.clip(0, 1))
        found["TF-IDF, agglomerative"].append(dict(zip(ids, map(int, labels), strict=True)))
        graph = networkx.Graph()
        graph.add_nodes_from(range(len(ids)))
        near = [(a, b) for a in range(len(ids)) for b in range(a) if alike[a, b] >= least]
        graph.add_weighted_edges_from((a, b, float(alike[a, b])) for a, b in near)
        parts = networkx.community.louvain_communities(graph, seed=1)
        found["TF-IDF, Louvain"].append(
            {ids[one]: number for number, part in enumerate(parts) for one in part}
        )
        found["single pass"].append(dict(zip(ids, single_pass(alike, least), strict=True)))
    return found


def single_pass(alike: Any, least: float) -> list[int]:
    """Each report joins the story with the report most like it so far, or opens one."""
    labels: list[int] = []
    for number in range(len(alike)):
        best = max(range(number), key=lambda other: alike[number, other], default=None)
        joins = best is not None and alike[number, best] >= least
        labels.append(labels[best] if joins and best is not None else number)
    return labels


def found(rows: list[dict[str, Any]], dated: bool) -> dict[str, str]:
    """{id: story} of a record of these reports."""
    raws = [
        RawReport(
            f"{number}",
            "text",
            row["text"],
            Given(id=str(row["id"]), title=row["title"], published=row["date"] if dated else None),
        )
        for number, row in enumerate(rows)
    ]
    config = Config()
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "r", create=True) as record:
        for digests, _ in digest.digest_all(raws, config, len(raws)):
            record.add(digests, "benchmark")
        relating.relate_new(record)
        names = {report.id: report.name for report in record.reports()}
        return {names[one]: story.id for story in queries.stories(record) for one in story.reports}


if __name__ == "__main__":
    main()
