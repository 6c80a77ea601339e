"""Source, cue and content of statements against PolNeAR, with peers beside ours.

    python benchmarks/statements.py DATA [--part dev] [--limit 30] [--peers]

DATA holds `attributions/<part>/text/*.txt` and `attributions/<part>/attributions/*.ann`, and the scorer
`score_attributions.py` lies in the folder `score` beside it. With `--peers` (group `benchmarks`), textacy's
extractor of direct quotations and a baseline that takes what stands in quotation marks are measured, too.

Times are seconds of the processor; with `OPENBLAS_NUM_THREADS=1` one core does it all, as in a build.

PolNeAR's train is what the shipped weights were learnt from: measure on dev.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from truceline.extract import Reading
from truceline.extract.names import find_names
from truceline.extract.statements import find_statements
from truceline.model.claims import Extraction, Span, Statement
from truceline.model.report import Report
from truceline.parse import clean_text, load

type Labels = list[dict[str, Any]]

_FIGURES = ("content_exact", "content_samewords", "content_overlap", "source_tokens_matched", "relation")
_APART = ("quoted_relation", "plain_relation")
_ELSEWHERE = {
    "Citron, retrained": (0.552, 0.473, 0.607, 0.396, 1.7),
    "Gender Gap Tracker": (0.506, 0.420, 0.532, 0.339, 2.2),
}
"""F1 of content by overlap, of relations, of quoted and of plain ones, articles a second on one core: as
measured elsewhere on the held-out part, since neither can be installed from PyPI."""
_QUOTED = re.compile(r"[\"“«]([^\"“”«»]{2,2000})[\"”»]")
_SAID = re.compile(r"\b(said|says|told|added|wrote|asked|noted|called)\b")
_NAME = re.compile(r"\b(?:[A-Z][\w’'.-]+ ?)+\b")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--limit", type=int, default=None, help="only so many texts")
    parser.add_argument("--peers", action="store_true", help="measure textacy and a baseline, too")
    options = parser.parse_args()
    folder = options.data / "attributions" / options.part
    scorer_file = options.data.parent / "score" / "score_attributions.py"
    if not folder.is_dir() or not scorer_file.is_file():
        sys.exit(f"skipped: this benchmark needs {folder} and {scorer_file}")
    scorer = _module(scorer_file)
    gold = dict(list(scorer.load_gold(str(folder)).items())[: options.limit])
    begun = time.process_time()
    readings = {name: _reading(name, text) for name, (text, _) in gold.items()}
    parsing = time.process_time() - begun
    readings = {name: _named(reading) for name, reading in readings.items()}
    systems: dict[str, Callable[[Reading], Labels]] = {"Truceline": _ours, "Truceline, rules only": _by_rule}
    if options.peers:
        systems |= {"textacy": _textacy(), "quotation marks": _marks}
    count = sum(len(labels) for _, labels in gold.values())
    print(
        f"{len(gold)} texts of {options.part}, {count} attributions; ",
        end="",
    )
    print(f"bare spaCy reads {len(gold) / parsing:.1f} a second here\n")
    heads = ("content exact", "same words", "overlap", "source", "relation", "quoted", "plain", "P", "R")
    print(f"{'F1':24}" + "".join(f"{head:>14}" for head in (*heads, "a second", "of the parse")))
    for name, find in systems.items():
        _ = find(next(iter(readings.values())))  # vocabularies are read once
        seconds = math.inf
        for _ in range(3):  # the least of three: machines are shared
            begun = time.process_time()
            found = {key: find(replace(reading)) for key, reading in readings.items()}
            seconds = min(seconds, time.process_time() - begun)
        figures = scorer.score(gold, found)
        values = [figures[f"{figure}_F"] for figure in (*_FIGURES, *_APART)]
        values += [figures["content_overlap_P"], figures["content_overlap_R"]]
        rate = len(gold) / (seconds + parsing)
        cells = "".join(f"{value:>14.3f}" for value in values)
        print(f"{name:24}{cells}{rate:>14.1f}{seconds / parsing:>13.1%}")
    for name, (content, relation, quoted, plain, rate) in _ELSEWHERE.items():
        cells = "".join(
            f"{value:>14}" for value in ("", "", content, "", relation, quoted, plain, "", "", rate, "")
        )
        print(f"{name:24}{cells}  measured elsewhere")


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _reading(name: str, text: str) -> Reading:
    report = Report(id="0" * 16, path=name, text=text)
    clean = clean_text(report)
    return Reading(report, clean, load("en_core_web_md")(clean.text), Extraction(report.id))


def _named(reading: Reading) -> Reading:
    return reading.having(Extraction(reading.report.id, mentions=find_names(reading)))


def _ours(reading: Reading) -> Labels:
    return [_label(statement) for statement in find_statements(reading)]


def _by_rule(reading: Reading) -> Labels:
    return _ours(replace(reading, rules_only=True))


def _label(statement: Statement) -> dict[str, Any]:
    return {
        "source": _places(statement.source),
        "cue": _places(statement.cue),
        "content": [[span.start, span.end] for span in statement.content],
    }


def _places(span: Span | None) -> list[list[int]] | None:
    return [[span.start, span.end]] if span is not None else None


def _textacy() -> Callable[[Reading], Labels]:
    try:
        from textacy.extract.triples import direct_quotations  # noqa: PLC0415
    except ImportError:
        sys.exit(
            "textacy is in the group `benchmarks`: uv run --group benchmarks python benchmarks/statements.py"
        )

    def find(reading: Reading) -> Labels:
        def place(tokens: Any) -> list[int]:
            span = reading.span(tokens)
            return [span.start, span.end]

        try:
            found = list(direct_quotations(reading.doc))
        except ValueError:  # an odd number of marks, which it refuses
            return []
        return [
            {
                "source": [place(token) for token in one.speaker] or None,
                "cue": [place(token) for token in one.cue] or None,
                "content": [place(one.content)],
            }
            for one in found
        ]

    return find


def _marks(reading: Reading) -> Labels:
    """What stands in quotation marks, and the nearest capitalised words beside the nearest verb of saying."""
    text, found = reading.report.text, []
    for quoted in _QUOTED.finditer(text):
        start, end = max(0, quoted.start() - 80), min(len(text), quoted.end() + 80)
        near = [m for m in _SAID.finditer(text, start, end) if not quoted.start() <= m.start() < quoted.end()]
        cue = min(
            near,
            key=lambda m: min(abs(m.start() - quoted.end()), abs(quoted.start() - m.end())),
            default=None,
        )
        names = [
            m for m in _NAME.finditer(text, start, end) if not quoted.start() <= m.start() < quoted.end()
        ]
        name = min(names, key=lambda m: abs(m.start() - cue.start()), default=None) if cue else None
        found.append(
            {
                "source": [[name.start(), name.end()]] if name else None,
                "cue": [[cue.start(), cue.end()]] if cue else None,
                "content": [[quoted.start(), quoted.end()]],
            }
        )
    return found


if __name__ == "__main__":
    main()
