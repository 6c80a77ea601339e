"""Time expressions against the AQUAINT TimeML news of TempEval-3.

    python benchmarks/dates.py DATA

DATA holds `dates/aquaint/*.tml`, and the scorer `score_dates.py` lies in the folder `score` beside it.
One line: F1 of spans (strict, relaxed), of type and of value, value counted as TempEval-3 does. We find
fewer "now" and "future" than are labelled there, and where a text does not tell the day we say so: both
cost recall, by design.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from pathlib import Path
from typing import Any

from truceline.extract import Reading
from truceline.extract.times import find_times
from truceline.model.claims import Extraction
from truceline.model.report import Report
from truceline.parse import clean_text, load


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    folder = options.data / "dates" / "aquaint"
    scorer_file = options.data.parent / "score" / "score_dates.py"
    if not folder.is_dir() or not scorer_file.is_file():
        sys.exit(f"skipped: this benchmark needs {folder} and {scorer_file}")
    scorer = _module(scorer_file)
    gold = scorer.load_gold(str(folder))
    predicted, seconds = {}, 0.0
    for name, document in gold.items():
        reading = _reading(name, document["text"], document["dct"])
        begun = time.perf_counter()
        found = find_times(reading)
        seconds += time.perf_counter() - begun
        predicted[name] = [
            {
                "doc": name,
                "start": one.span.start,
                "end": one.span.end,
                "type": one.type,
                "value": one.value,
            }
            for one in found
        ]
    figures = scorer.score(gold, predicted)
    pace = seconds * 1000 / max(len(gold), 1)
    scores = " ".join(f"{name} {figures[f'{name}_F']:.3f}" for name in ("strict", "relaxed", "type", "value"))
    print(f"| dates | AQUAINT, {len(gold)} texts | {scores} | {pace:.1f} ms a text |")


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _reading(name: str, text: str, published: str) -> Reading:
    report = Report(id="0" * 16, path=name, text=text, published=published)
    clean = clean_text(report)
    return Reading(report, clean, load("en_core_web_md")(clean.text), Extraction(report.id))


if __name__ == "__main__":
    main()
