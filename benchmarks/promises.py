"""How well promises and what became of them are read from the texts of an agency.

    uv run python -m benchmarks.promises DATA

DATA holds `promises/ukraine_corridors.jsonl`: promised humanitarian corridors, each with the agency's text,
where it leads from and to, and what became of it (`status_result`). The texts begin with "Status: ...;",
which is the label itself: it is cut off before anything is read, as are the addresses of sources. Labels are
made four: successful, failed, disputed, not told. The vocabulary (`resources/outcomes.toml`) is of the
language, not of these texts. `told` is the accuracy over those texts that have words left; `majority` is what
the most frequent label alone would get right in the same run. A passage is read from its own text and from
those on the other passages of its day, where they name it.

Whoever made the labels read more than these texts have: many that are labelled as successful have only the
plan, or nothing. `labels/corridors_untold.txt` lists those of the developers' half, by our own reading;
`decidable` is the share of all others, and `of decidable` the accuracy over them. `said` is the share for
which any outcome is told, and `right of said` how many of these are right.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from truceline.relate.outcomes import Passage, outcome_of, promised, skeleton
from truceline.relate.passages import words_at

_LABEL = re.compile(r"\A\s*Status\s*:[^;]*;+\s*", re.IGNORECASE)
_SOURCES = re.compile(r"\bsee source\b.*\Z|https?://\S+", re.IGNORECASE | re.DOTALL)
HERE = Path(__file__).parent
_KINDS = {
    "successful": "successful",
    "unsuccessful/disrupted": "failed",
    "disputed": "disputed",
    "proposed route/outcome unknown": "not told",
}


def text_of(row: dict[str, Any]) -> str:
    """The agency's text, without the label that it begins with, and without addresses."""
    return _SOURCES.sub(" ", _LABEL.sub("", row["text"]))


def score(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Shares of right outcomes, of the majority class, and of routes and hours that are found."""
    gold = [_KINDS.get(row["status_result"], "not told") for row in rows]
    texts = [text_of(row) for row in rows]
    guessed = outcomes(rows)
    told = [place for place, text in enumerate(texts) if len(text.split()) > 5]
    found = [promised(text).routes for text in texts]
    routes = [_has(rows[place], found[place]) for place in told]
    both = [place for place in told if _names_both(rows[place], texts[place])]
    untold = _untold()
    decidable = [place for place, row in enumerate(rows) if row["HC_ID"] not in untold]
    said = [place for place, one in enumerate(guessed) if one != "not told"]
    most = Counter(gold).most_common(1)[0][1] if gold else 0
    return {
        "texts": len(rows),
        "outcome": sum(one == other for one, other in zip(gold, guessed, strict=True)) / max(1, len(rows)),
        "told": sum(gold[place] == guessed[place] for place in told) / max(1, len(told)),
        "decidable": len(decidable) / max(1, len(rows)),
        "of decidable": sum(gold[place] == guessed[place] for place in decidable) / max(1, len(decidable)),
        "said": len(said) / max(1, len(rows)),
        "right of said": sum(gold[place] == guessed[place] for place in said) / max(1, len(said)),
        "majority": most / max(1, len(rows)),
        "with words": len(told) / max(1, len(rows)),
        "route": sum(routes) / max(1, len(routes)),
        "route where both are named": sum(_has(rows[place], found[place]) for place in both)
        / max(1, len(both)),
        "hours": sum(bool(promised(text).hours) for text in texts) / max(1, len(rows)),
    }


def outcomes(rows: list[dict[str, Any]]) -> list[str]:
    """What is told of each passage, by its own text and by those on other passages of its day."""
    texts = [text_of(row) for row in rows]
    days: defaultdict[str, list[str]] = defaultdict(list)
    starts: defaultdict[str, set[str]] = defaultdict(set)
    for row, text in zip(rows, texts, strict=True):
        if text not in days[row["date"]]:
            days[row["date"]].append(text)
        starts[row["date"]].add(row["From"] or "")
    return [
        outcome_of(
            Passage(row["From"] or "", row["To"] or "", row["date"]),
            text,
            (one for one in days[row["date"]] if one != text),
            starts[row["date"]],
        )
        for row, text in zip(rows, texts, strict=True)
    ]


def _has(row: dict[str, Any], routes: tuple[tuple[str, str], ...]) -> bool:
    start, end = (skeleton(row[key] or "") for key in ("From", "To"))
    return any(start == skeleton(one) and end == skeleton(other) for one, other in routes)


def _names_both(row: dict[str, Any], text: str) -> bool:
    """Whether a text names where a passage leads from and to at all."""
    there = {skeleton(text[one.start : one.end]) for one in words_at(text, 0, len(text))}
    return {skeleton(row["From"] or ""), skeleton(row["To"] or "")} <= there


def _untold() -> set[str]:
    """The ids of passages whose outcome their texts do not tell, by our own reading."""
    lines = (HERE / "labels" / "corridors_untold.txt").read_text(encoding="utf-8").splitlines()
    return {name for line in lines for name in line.partition("#")[0].split()}


def main() -> None:
    """Print one line of figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    path = parser.parse_args().data / "promises" / "ukraine_corridors.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    print("  ".join(f"{name} {value:.3g}" for name, value in score(rows).items()))


if __name__ == "__main__":
    main()
