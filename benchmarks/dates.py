"""Time expressions against the AQUAINT TimeML news of TempEval-3.

    python benchmarks/dates.py DATA [--peers]

DATA holds `dates/aquaint/*.tml`, and the scorer `score_dates.py` lies in the folder `score` beside it.
A line of F1: of spans (strict, relaxed), of type and of value, value counted as TempEval-3 does; for all
texts, and for two halves of them. The time is what finding the expressions takes beside the parse. With
`--peers`, also the dates and times of spaCy with values by dateparser, which takes the day of publication
as its base and prefers the past, as news does.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from dateparser.date import DateDataParser
from spacy.tokens import Doc, Span

from truceline.extract import Reading
from truceline.extract.times import find_times
from truceline.model.claims import Extraction
from truceline.model.report import Report
from truceline.parse import clean_text, load

_PERIODS = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "time": "%Y-%m-%dT%H:%M"}
"""How TIMEX3 writes what dateparser takes for a year, a month, a week or a time."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    folder = options.data / "dates" / "aquaint"
    scorer_file = options.data.parent / "score" / "score_dates.py"
    if not folder.is_dir() or not scorer_file.is_file():
        sys.exit(f"skipped: this benchmark needs {folder} and {scorer_file}")
    scorer = _module(scorer_file)
    gold = scorer.load_gold(str(folder))
    begun = time.perf_counter()
    readings = {name: _reading(name, one["text"], one["dct"]) for name, one in gold.items()}
    parsing = time.perf_counter() - begun
    finders = {"truceline": _ours, **({"spaCy and dateparser": _spacy} if options.peers else {})}
    for title, find in finders.items():
        begun = time.perf_counter()
        predicted = {name: find(reading) for name, reading in readings.items()}
        seconds = time.perf_counter() - begun
        parts = {"all": list(gold), "one half": sorted(gold)[::2], "other half": sorted(gold)[1::2]}
        for part, names in parts.items():
            figures = scorer.score({name: gold[name] for name in names}, predicted)
            scores = " ".join(
                f"{kind} {figures[f'{kind}_F']:.3f}" for kind in ("strict", "relaxed", "type", "value")
            )
            print(f"| {title} | AQUAINT, {part}: {len(names)} texts | {scores} |")
        pace, share = seconds * 1000 / max(len(gold), 1), 100 * seconds / parsing
        print(f"| {title} | {pace:.1f} ms a text, {share:.1f} % of the parse |")


def _ours(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"start": one.span.start, "end": one.span.end, "type": one.type, "value": one.value}
        for one in find_times(reading)
    ]


def _spacy(reading: Reading) -> list[dict[str, Any]]:
    """The entities of spaCy that are dates or times. What dateparser cannot read has no value."""
    base = datetime.fromisoformat((reading.report.published or "")[:10])
    parser = DateDataParser(languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"})
    found = []
    for entity in _entities(reading.doc):
        try:
            told = parser.get_date_data(entity.text)
        except (ValueError, OverflowError):
            told = None
        when, value = told.date_obj if told else None, ""
        if told and when:
            value = f"{when:{_PERIODS.get(told.period, '%Y-%m-%d')}}"
        span = reading.chars(entity.start_char, entity.end_char)
        kind = "TIME" if entity.label_ == "TIME" else "DATE"
        found.append({"start": span.start, "end": span.end, "type": kind, "value": value})
    return found


def _entities(doc: Doc) -> list[Span]:
    return [entity for entity in doc.ents if entity.label_ in ("DATE", "TIME")]


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
