"""How well promises and what became of them are read from the texts of an agency.

    uv run python -m benchmarks.promises DATA

DATA holds `promises/ukraine_corridors.jsonl`: promised humanitarian corridors, each with the agency's text,
where it leads from and to, and what became of it (`status_result`). The texts begin with "Status: ...;",
which is the label itself: it is cut off before anything is read, as are the addresses of sources. Labels are
made four: successful, failed, disputed, not told. The vocabulary (`resources/outcomes.toml`) is of the
language, not of these texts. `told` is the accuracy over those texts that have words left; `majority` is what
the most frequent label alone would get right in the same run. Many texts of passages that are labelled as
successful have only the plan, or nothing: of these the answer is "not told".
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from truceline.folding import plain_words
from truceline.relate.outcomes import outcome, promised

_LABEL = re.compile(r"\A\s*Status\s*:[^;]*;+\s*", re.IGNORECASE)
_SOURCES = re.compile(r"\bsee source\b.*\Z|https?://\S+", re.IGNORECASE | re.DOTALL)
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
    guessed = [outcome(text) for text in texts]
    told = [place for place, text in enumerate(texts) if len(text.split()) > 5]
    found = [promised(text).routes for text in texts]
    routes = [_has(rows[place], found[place]) for place in told]
    most = Counter(gold).most_common(1)[0][1] if gold else 0
    return {
        "texts": len(rows),
        "outcome": sum(one == other for one, other in zip(gold, guessed, strict=True)) / max(1, len(rows)),
        "told": sum(gold[place] == guessed[place] for place in told) / max(1, len(told)),
        "majority": most / max(1, len(rows)),
        "with words": len(told) / max(1, len(rows)),
        "route": sum(routes) / max(1, len(routes)),
        "hours": sum(bool(promised(text).hours) for text in texts) / max(1, len(rows)),
    }


def _has(row: dict[str, Any], routes: tuple[tuple[str, str], ...]) -> bool:
    start, end = ({*plain_words(row[key] or "").split()} for key in ("From", "To"))
    return any(
        start & set(plain_words(one).split()) and end & set(plain_words(other).split())
        for one, other in routes
    )


def main() -> None:
    """Print one line of figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    path = parser.parse_args().data / "promises" / "ukraine_corridors.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    print("  ".join(f"{name} {value:.3g}" for name, value in score(rows).items()))


if __name__ == "__main__":
    main()
