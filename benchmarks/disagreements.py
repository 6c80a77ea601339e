"""How well it is told why two figures differ.

    uv run python -m benchmarks.disagreements DATA

The pairs are ours (`labels/figure_pairs.jsonl`: 100, one reader, offsets and labels alone), from the
articles, headlines and claims of DATA. Rules were drawn up with the errors of all of them in view; the halves
are those with an odd and those with an even number. Where the program does not find one of the two figures in
the text, its number alone is taken; how many that are is printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.figures import LABELS, extracted

from truceline.extract.figure_scope import portion
from truceline.extract.numbers import fold
from truceline.extract.quantities import find_quantities
from truceline.model.claims import Figure, Span
from truceline.model.report import Report
from truceline.relate.counted import counted_of
from truceline.relate.figures import explain_figures

FOLDERS = ("articles", "figures", "claims")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", action="store_true", help="print the pairs told wrong")
    options = parser.parse_args()
    if not (options.data / "claims").is_dir():
        sys.exit(f"skipped: this benchmark needs {options.data / 'claims'}")
    pairs = [json.loads(line) for line in (LABELS / "figure_pairs.jsonl").read_text("utf-8").splitlines()]
    rows = _rows(options.data, pairs)
    texts = (
        {"id": "|".join(map(str, key)), "text": row[key[2]], "published": _day(row)}
        for key, row in rows.items()
    )
    read = {str(report.given_id): (report, figures) for report, figures in extracted(texts)}
    evaluate(pairs, read, options.errors)


def evaluate(
    pairs: Sequence[Mapping[str, Any]], read: Mapping[str, tuple[Report, Sequence[Figure]]], errors: bool
) -> None:
    results: list[tuple[str, str]] = []
    unseen = 0
    for number, pair in enumerate(pairs):
        sides = [_side(pair[side], read) for side in ("a", "b")]
        unseen += sum(not found for _, _, found in sides)
        (report, figure, _), (other_report, other_figure, _) = sides
        one = counted_of("a", report, figure, read["|".join(_key(pair["a"]))][1])
        other = counted_of("b", other_report, other_figure, read["|".join(_key(pair["b"]))][1])
        told = explain_figures(one, other)
        results.append((pair["label"], told.kind))
        if errors and told.kind != pair["label"]:
            print(number, pair["label"], "told as", told.kind, told.reasons, "|", pair["why"])
    print(f"figures that are not found in the text: {unseen} of {2 * len(pairs)}")
    for name, part in (("one half", results[1::2]), ("the other", results[::2]), ("all", results)):
        right = sum(label == told for label, told in part)
        false = sum(told == "contradiction" != label for label, told in part)
        unsure = sum(told == "unsure" for _, told in part)
        print(
            f"{name:10} {len(part):4} pairs  right {right / len(part):.2f}  "
            f"false contradictions {false}  unsure {unsure}"
        )
    table = Counter(results)
    kinds = sorted({kind for pair in results for kind in pair})
    print("label \\ told".ljust(16) + "".join(kind.rjust(14) for kind in kinds))
    for label in kinds:
        print(label.ljust(16) + "".join(str(table[label, told] or "·").rjust(14) for told in kinds))


def _key(side: Mapping[str, Any]) -> tuple[str, str, str]:
    return side["file"], str(side["line"]), side["field"]


def _side(
    side: Mapping[str, Any], read: Mapping[str, tuple[Report, Sequence[Figure]]]
) -> tuple[Report, Figure, bool]:
    report, figures = read["|".join(_key(side))]
    for one in figures:
        if one.span.start < side["end"] and side["start"] < one.span.end:
            return report, one, True
    bare = Figure(
        Span(report.id, side["start"], side["end"]),
        report.text[side["start"] : side["end"]],
        side["value"], side["value"], side["value"], False, None, None,
    )  # fmt: skip
    for found in find_quantities(fold(report.text)):
        if found.inner < side["end"] and side["start"] < found.outer:
            bare = Figure(
                bare.span, bare.text, found.value, found.low, found.high, found.approximate, found.unit, None,
                modifier=found.modifier,
            )  # fmt: skip
    before, behind = (
        report.text[max(0, side["start"] - 100) : side["start"]],
        report.text[side["end"] :][:100],
    )
    part, earlier = portion(before, behind)
    bare = replace(bare, part=part, earlier=earlier)
    return report, bare, False


def _rows(data: Path, pairs: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str, str], Mapping[str, Any]]:
    files: dict[str, Any] = {}
    found: dict[tuple[str, str, str], Mapping[str, Any]] = {}
    for pair in pairs:
        for side in (pair["a"], pair["b"]):
            if side["file"] not in files:
                files[side["file"]] = _file(data, side["file"])
            found[_key(side)] = files[side["file"]][side["line"]]
    return found


def _file(data: Path, name: str) -> Any:
    for folder in FOLDERS:
        lines, whole = data / folder / f"{name}.jsonl", data / folder / f"{name}.json"
        if lines.is_file():
            return [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
        if whole.is_file():
            return json.loads(whole.read_text("utf-8"))["data"]
    sys.exit(f"skipped: this benchmark needs {name} in {data}")


def _day(row: Mapping[str, Any]) -> str | None:
    given = row.get("date")
    if not given or "/" not in str(given):
        return given
    month, day, year = str(given).split("/")
    return f"{year}-{int(month):02}-{int(day):02}"


if __name__ == "__main__":
    main()
