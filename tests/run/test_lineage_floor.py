"""Who copied whom and which reports are one story, on real articles where they are at hand: never worse than
this."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from truceline.extract.quotations import quotations
from truceline.model.digest import Digest
from truceline.relate.derivation import derive
from truceline.relate.wording import Wording, wording
from truceline.run import relating
from truceline.store import Record, queries

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT.parent / "shared" / "data" / "articles"
LABELS = ROOT / "benchmarks" / "labels" / "copying.jsonl"
BASIL = ROOT.parent / "shared" / "data" / "stories" / "basil.jsonl"
KINDS = ("wholly", "partly", "not")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def day(when: str) -> date:
    """An ISO date, or month/day/year."""
    return date.fromisoformat(when[:10]) if "-" in when else datetime.strptime(when, "%m/%d/%Y").date()


def words_of(text: str) -> Wording:
    return wording(text, 0, [(one.start, one.end) for one in quotations(text)])


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="there are no articles in shared/data/articles")
def test_pairs_that_were_labelled_by_hand() -> None:
    known = {
        (name, str(article["id"])): article
        for name in ("world", "syria")
        for article in rows(ARTICLES / f"{name}.jsonl")
    }
    found: Counter[tuple[str, str]] = Counter()
    for row in rows(LABELS):
        a, b = known[row["set"], row["a"]], known[row["set"], row["b"]]
        days = abs((day(a["date"]) - day(b["date"])).days) if a["date"] and b["date"] else None
        what = derive(words_of(a["text"]), words_of(b["text"]), days, a["outlet"] == b["outlet"])
        found[row["label"], what.derived] += 1
    assert sum(found.values()) == 158
    assert mean_f1(found) >= 0.85
    independent = sum(found["not", kind] for kind in KINDS)
    assert (found["not", "wholly"] + found["not", "partly"]) <= 0.03 * independent


def mean_f1(confusion: Mapping[tuple[str, str], int]) -> float:
    def f1(kind: str) -> float:
        called = sum(confusion.get((other, kind), 0) for other in KINDS)
        labelled = sum(confusion.get((kind, other), 0) for other in KINDS)
        return 2 * confusion.get((kind, kind), 0) / (called + labelled)

    return sum(map(f1, KINDS)) / len(KINDS)


@pytest.mark.skipif(not BASIL.is_file(), reason="there are no stories in shared/data/stories")
@pytest.mark.parametrize("dated", [False, True])
def test_stories_of_three_outlets_each(unparsed: Callable[..., Digest], tmp_path: Path, dated: bool) -> None:
    articles = rows(BASIL)
    times = Counter(one["id"] for one in articles)
    articles = [one for one in articles if times[one["id"]] == 1]
    digests = [
        unparsed(one["text"], one["date"] if dated else None, name=one["id"], title=one["title"])
        for one in articles
    ]
    with Record.open(tmp_path / "r", create=True) as record:
        record.add(digests, "test")
        relating.relate_new(record, workers=1)
        name = {one.report.id: one.report.path for one in digests}
        found = {name[one]: story.id for story in queries.stories(record) for one in story.reports}
    assert b_cubed({one["id"]: one["story"] for one in articles}, found) >= 0.95


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> float:
    """B-cubed F1 (Bagga and Baldwin, 1998)."""
    assert gold.keys() == found.keys()
    there, called = Counter(gold.values()), Counter(found.values())
    both = Counter((gold[one], found[one]) for one in gold)
    precision = sum(times**2 / called[story] for (_, story), times in both.items()) / len(gold)
    recall = sum(times**2 / there[story] for (story, _), times in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)
