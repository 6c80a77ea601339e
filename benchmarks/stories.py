"""Stories through whole records, against labelled ones: with the dates of the reports, and without.

    uv run python benchmarks/stories.py DATA

DATA is a folder with `stories/*.jsonl`; the scorer is `score/score_stories.py` beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
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
    data = options.parse_args().data
    scorer, sets = data.parent / "score", sorted((data / "stories").glob("*.jsonl"))
    if not sets or not (scorer / "score_stories.py").exists():
        raise SystemExit(f"skipped: there are no stories in {data}, or no scorer beside it")
    sys.path.insert(0, str(scorer))
    scoring: Any = import_module("score_stories")
    print(f"{'set':24} {'dates':6} {'B-cubed P':>10} {'R':>6} {'F1':>6} {'ARI':>6}")
    for path in sets:
        gold, _ = scoring.load_gold(path)
        rows = [row for row in map(json.loads, path.read_text("utf-8").splitlines()) if row["id"] in gold]
        for dated in (False, True):
            figures = scoring.score(gold, found(rows, dated))
            print(
                f"{path.stem:24} {'yes' if dated else 'no':6} {figures['b3_P']:10.3f} {figures['b3_R']:6.3f}"
                f" {figures['b3_F']:6.3f} {figures['ARI']:6.3f}"
            )


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
