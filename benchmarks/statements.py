"""Source, cue and content of statements against PolNeAR.

    python benchmarks/statements.py DATA [--part dev] [--limit 30]

DATA holds `attributions/<part>/text/*.txt` and `attributions/<part>/attributions/*.ann`, and the
scorer `score_attributions.py` lies in the folder `score` beside it. PolNeAR counts attitudes,
plans and questions as attributions, too, which are no statements for us: recall is low by design.
Statements that share a cue are one attribution there, and are joined before they are compared.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from pathlib import Path
from typing import Any

from truceline.extract import Reading
from truceline.extract.names import find_names
from truceline.extract.statements import find_statements
from truceline.model.claims import Extraction, Span, Statement
from truceline.model.report import Report
from truceline.parse import clean_text, load

_FIGURES = (
    "content_overlap",
    "content_tokens",
    "source_tokens_matched",
    "relation",
    "quoted_relation",
    "plain_relation",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--limit", type=int, default=None, help="only so many texts")
    parser.add_argument("--apart", action="store_true", help="do not join statements that share a cue")
    options = parser.parse_args()
    folder = options.data / "attributions" / options.part
    scorer_file = options.data.parent / "score" / "score_attributions.py"
    if not folder.is_dir() or not scorer_file.is_file():
        sys.exit(f"skipped: this benchmark needs {folder} and {scorer_file}")
    scorer = _module(scorer_file)
    gold = dict(list(scorer.load_gold(str(folder)).items())[: options.limit])
    predicted, seconds = {}, 0.0
    for name, (text, _) in gold.items():
        reading = _reading(name, text)
        begun = time.perf_counter()
        statements = find_statements(reading)
        seconds += time.perf_counter() - begun
        predicted[name] = _attributions(statements, join=not options.apart)
    _table(scorer.score(gold, predicted), seconds / max(len(gold), 1))


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _reading(name: str, text: str) -> Reading:
    report = Report(id="0" * 16, path=name, text=text)
    clean = clean_text(report)
    doc = load("en_core_web_md")(clean.text)
    mentions = find_names(Reading(report, clean, doc, Extraction(report.id)))
    return Reading(report, clean, doc, Extraction(report.id, mentions=mentions))


def _attributions(statements: tuple[Statement, ...], join: bool) -> list[dict[str, Any]]:
    found: dict[Any, dict[str, Any]] = {}
    for number, statement in enumerate(statements):
        key = statement.cue if join and statement.cue is not None else number
        entry = found.setdefault(
            key, {"source": _places(statement.source), "cue": _places(statement.cue), "content": []}
        )
        entry["content"] += [[span.start, span.end] for span in statement.content]
    return list(found.values())


def _places(span: Span | None) -> list[list[int]] | None:
    return [[span.start, span.end]] if span is not None else None


def _table(figures: dict[str, Any], seconds: float) -> None:
    counts = f"{figures['docs']} texts, {figures['gold']} attributions, {figures['pred']} found"
    print(f"{counts}, {seconds * 1000:.1f} ms a text")
    print(f"{'':24}{'precision':>10}{'recall':>10}{'F1':>10}")
    for name in _FIGURES:
        print(f"{name:24}" + "".join(f"{figures[f'{name}_{letter}']:>10.3f}" for letter in "PRF"))
    print(f"{'cue hit, matched':24}{figures['cue_hit_matched']:>10.3f}")


if __name__ == "__main__":
    main()
