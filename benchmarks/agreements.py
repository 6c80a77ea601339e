"""How well the agreement is recognised that a sentence means.

    uv run python -m benchmarks.agreements DATA

DATA holds `promises/pax_agreements.jsonl`, the list of agreements; the sentences are our own
(`labels/agreements.jsonl`), each with the ids that it may mean: one, several (it is ambiguous), or none.
`sure` is the share of the sentences that mean one for which that one alone is given; `precision` is how many
of all that are given as sure are right; `unsure` is the share of the ambiguous ones for which none is given
as sure and one of the candidates is right; `none` is the share of those that mean none for which none is
given.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from truceline.relate.agreement_mentions import mentions
from truceline.relate.agreements import KnownAgreements, Meant, meant
from truceline.run.agreement_list import agreement_list

HERE = Path(__file__).parent


def best(text: str, known: KnownAgreements) -> Meant | None:
    """What a sentence means: of several mentions the first that is sure, else the first that may mean any."""
    found = [one for mention in mentions(text, 0, len(text)) if (one := meant(mention, known)) is not None]
    return next((one for one in found if one.sure), found[0] if found else None)


def score(rows: list[dict[str, Any]], known: KnownAgreements) -> dict[str, float]:
    """The shares that the head of this file explains."""
    found = [(row["means"], best(row["text"], known)) for row in rows]
    one = [(gold, guess) for gold, guess in found if len(gold) == 1]
    several = [(gold, guess) for gold, guess in found if len(gold) > 1]
    none = [guess for gold, guess in found if not gold]
    sure = [(gold, guess) for gold, guess in found if guess is not None and guess.sure]
    return {
        "sentences": len(rows),
        "sure": _share(g is not None and g.sure and g.agreements[0] == gold[0] for gold, g in one),
        "among candidates": _share(g is not None and gold[0] in g.agreements for gold, g in one),
        "precision": _share(guess.agreements[0] in gold for gold, guess in sure),
        "unsure": _share(
            g is not None and not g.sure and bool({*g.agreements} & {*gold}) for gold, g in several
        ),
        "none": _share(guess is None for guess in none),
    }


def _share(given: Iterable[bool]) -> float:
    every = list(given)
    return sum(every) / max(1, len(every))


def main() -> None:
    """Print one line of figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", action="store_true", help="print what is not right")
    given = parser.parse_args()
    known = KnownAgreements.of(agreement_list(given.data / "promises" / "pax_agreements.jsonl"))
    lines = (HERE / "labels" / "agreements.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    if given.show:
        for row in rows:
            guess = best(row["text"], known)
            if (guess.agreements if guess else ()) != tuple(row["means"]):
                print(row["means"], guess, row["text"])
    print("  ".join(f"{name} {value:.3g}" for name, value in score(rows, known).items()))


if __name__ == "__main__":
    main()
