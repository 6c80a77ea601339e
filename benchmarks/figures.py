"""How well figures are read: value, unit and what is counted.

    uv run python -m benchmarks.figures DATA

DATA holds `articles/world.jsonl`, `articles/syria.jsonl` and `figures/gaza_toll_headlines.jsonl`. The
labels are ours (`labels/figures.jsonl`: 300 sentences, 60 of each kind, one reader;
`labels/toll_headlines.jsonl`), and have offsets and figures only. A figure is right where value, bounds of a
vague number, unit and what is counted are: the noun, and whether killed, injured or displaced; the words for
the dead ("people", "lives", none) are one. The last column asks for whatever else has befallen them, too:
deployed, captured, destroyed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from truceline.model.claims import Figure
from truceline.model.report import Report
from truceline.run.pipeline import extract

LABELS = Path(__file__).with_name("labels")
KINDS = ("killed", "displaced", "aid", "money", "troops")
_PEOPLE = frozenset(
    {
        "people",
        "person",
        "others",
        "lives",
        "life",
        "deaths",
        "death",
        "toll",
        "casualties",
        "victims",
        "dead",
        "them",
        "more",
        "",
    }
)
_TOLD_APART = ("killed", "injured", "displaced")
_STATES = {
    "killed": (
        "killed",
        "died",
        "dead",
        "slain",
        "murdered",
        "massacred",
        "executed",
        "beheaded",
        "perished",
        "deaths",
        "fatalities",
        "lives",
        "drowned",
        "bodies",
    ),
    "injured": ("injured", "wounded", "hurt", "hospitalized"),
    "displaced": ("displaced", "fled", "evacuated", "homeless", "refugee", "uprooted"),
    "detained": ("detained", "arrested", "imprisoned", "jailed"),
    "deployed": ("deployed",),
    "delivered": ("delivered",),
    "released": ("released", "freed"),
    "captured": ("captured",),
    "rescued": ("rescued",),
    "damaged": ("damaged",),
    "destroyed": ("destroyed", "demolished"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what is missed and what is wrong")
    options = parser.parse_args()
    if not (options.data / "articles" / "world.jsonl").is_file():
        sys.exit(f"skipped: this benchmark needs {options.data / 'articles'}")
    labels = [json.loads(line) for line in (LABELS / "figures.jsonl").read_text("utf-8").splitlines()]
    found = figures_of(options.data / "articles", labels)
    print("F1              gold  found   value  and unit  and thing  and outcome")
    total: Counter[str] = Counter()
    for kind in KINDS:
        counts = Counter[str]()
        for label in labels:
            if label["kind"] == kind:
                counts += compare(label, found[label["file"], label["line"]], options.errors)
        _line(kind, counts)
        total += counts
    _line("all", total)
    headlines(options.data / "figures" / "gaza_toll_headlines.jsonl", options.errors)


def figures_of(
    articles: Path, labels: Iterable[Mapping[str, Any]]
) -> dict[tuple[str, int], Sequence[Figure]]:
    """The figures of each labelled article, read whole."""
    rows = {name: (articles / f"{name}.jsonl").read_text("utf-8").splitlines() for name in ("world", "syria")}
    wanted = sorted({(label["file"], label["line"]) for label in labels})
    texts = ({"id": f"{file} {line}", "text": json.loads(rows[file][line])["text"]} for file, line in wanted)
    return {(name.split()[0], int(name.split()[1])): figures for name, figures in _extracted(texts)}


def _extracted(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Sequence[Figure]]]:
    for report, figures in extracted(rows):
        yield str(report.given_id), figures


def extracted(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Report, Sequence[Figure]]]:
    """The figures of texts, with the report that each becomes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reports.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
        for report, extraction in extract([file]):  # type: ignore[misc]
            yield report, extraction.figures


def compare(label: Mapping[str, Any], figures: Sequence[Figure], errors: bool) -> Counter[str]:
    inside = [one for one in figures if label["start"] <= one.span.start < label["end"]]
    counts = Counter(gold=len(label["figures"]), found=len(inside))
    left = list(inside)
    for gold in label["figures"]:
        at = next(
            (one for one in left if one.span.start < gold["end"] and gold["start"] < one.span.end), None
        )
        if at is not None:
            left.remove(at)
            value = _same_value(gold, at)
            unit = value and (gold["unit"] or None) == _unit(at)
            thing = unit and _same_thing(gold, at)
            outcome = thing and _same_outcome(gold, at)
            counts += Counter(value=value, unit=unit, thing=thing, outcome=outcome)
            if errors and not outcome:
                print(
                    "wrong ", label["file"], label["line"], gold, "|", at.text, at.value, at.unit, at.counted
                )
        elif errors:
            print("missed", label["file"], label["line"], gold)
    if errors:
        for one in left:
            print("extra ", label["file"], label["line"], one.text, one.value, one.unit, one.counted)
    return counts


def _same_value(gold: Mapping[str, Any], one: Figure) -> bool:
    if gold["low"] is not None and gold["high"] is not None and gold["low"] != gold["high"]:
        return one.low is not None and bool(abs(one.low - gold["low"]) <= 0.2 * gold["low"])
    return bool(abs(one.value - gold["value"]) < 1e-3)


def _unit(one: Figure) -> str | None:
    return {"share": None, "bbl": "barrels"}.get(one.unit or "", one.unit)


def _same_thing(gold: Mapping[str, Any], one: Figure) -> bool:
    counted = (one.counted or "").casefold()
    if gold["state"] in _TOLD_APART and not _same_outcome(gold, one):
        return False
    thing = (gold["thing"] or "").casefold()
    if thing in _PEOPLE or (gold["unit"] is not None and not counted):
        return True
    return any(word in counted for word in thing.replace(",", " ").split() if word not in ("and", "or", "of"))


def _same_outcome(gold: Mapping[str, Any], one: Figure) -> bool:
    counted = (one.counted or "").casefold()
    return gold["state"] is None or any(word in counted for word in _STATES[gold["state"]])


def _line(name: str, counts: Counter[str]) -> None:
    def f1(right: int) -> float:
        return 2 * right / (counts["gold"] + counts["found"]) if counts["gold"] + counts["found"] else 0.0

    figures = (f1(counts[key]) for key in ("value", "unit", "thing", "outcome"))
    cells = "".join(f"{figure:>{width}.3f}" for figure, width in zip(figures, (8, 10, 11, 13), strict=True))
    print(f"{name:14}{counts['gold']:>6}{counts['found']:>7}{cells}")


def headlines(file: Path, errors: bool) -> None:
    """Tolls in headlines: value and "killed" right, against the toll that the headline tells."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    labels = [json.loads(line) for line in (LABELS / "toll_headlines.jsonl").read_text("utf-8").splitlines()]
    texts = ({"id": str(i), "text": row["title"], "published": row["date"]} for i, row in enumerate(rows))
    found = dict(_extracted(texts))
    told = [label for label in labels if label["counted"] == "killed"]
    right = 0
    for label in told:
        figures = found[str(label["line"])]
        hit = any(one.value == label["value"] and "killed" in (one.counted or "") for one in figures)
        right += hit
        if errors and not hit:
            print("headline", label["line"], label["value"], [(one.value, one.counted) for one in figures])
    print(f"\ntolls in headlines: value and what is counted right in {right} of {len(told)}")


if __name__ == "__main__":
    main()
