"""When undated reports were written, by the rest of the record.

    python -m benchmarks.undated DATA [--records FOLDER] [--learn]

DATA holds `articles/world.jsonl` and `articles/syria.jsonl`. Some of the dated articles are read again as
if they had no date, and all are related anew: neither their dates, nor their order, nor any time that was
resolved with them is left. Each is then dated, and the interval compared with the date that was hidden. An
article whose own text prints its date in a header is dated by that and is left out: it is not undated.

The articles are drawn from two halves. What is learned of likeness (`resources/near_dates.toml`) is learned
anew from each half of world, and measured on the other; `--learn` prints what both together give. FOLDER may
have ready records, `world.truceline` and `syria.truceline`; else they are built first, which takes minutes.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from truceline.model.dating import NOTHING, TextDates
from truceline.model.record import Dating
from truceline.model.report import Report, ReportId
from truceline.relate.dating import dating
from truceline.relate.day_density import shortest
from truceline.relate.near_dates import CLOSE, Surroundings, density_of, from_neighbours, likeliest, places
from truceline.resources import table
from truceline.run.digest import digest_again
from truceline.run.likely_dates import surroundings
from truceline.run.pipeline import build
from truceline.run.relating import relate_new
from truceline.store import Record, datings, stories

HIDDEN = {"world": 300, "syria": 100}
"""Articles of each set whose dates are hidden at once."""
HOLD, SAFETY = 0.993, 4.0
"""The share of intervals that are to hold, of those learned from; and by how much less of the density than
they is then left out, since the examples are few."""


@dataclass(frozen=True)
class Case:
    """One article with the date that was hidden, whether the record with all dates has another dated report
    of its story, what its text says, its dating by sure reasons, and what the record has around it."""

    report: ReportId
    true: date
    has_story: bool
    text: TextDates
    sure: Dating
    around: Surroundings | None

    def likely(self, learned: Mapping[str, Any]) -> Dating:
        one = self.sure
        reasons = (
            from_neighbours(self.around, self.text, one.earliest, one.latest, learned) if self.around else ()
        )
        return dating(self.report, (*one.reasons, *one.contradictions, *reasons))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--learn", action="store_true")
    options = parser.parse_args()
    articles = {name: options.data / "articles" / f"{name}.jsonl" for name in HIDDEN}
    if not all(map(Path.is_file, articles.values())):
        sys.exit(f"skipped: this benchmark needs {' and '.join(map(str, articles.values()))}")
    with tempfile.TemporaryDirectory() as folder:
        records = options.records or Path(folder)
        for name, file in articles.items():
            if not (records / f"{name}.truceline").exists():
                build([file], records / f"{name}.truceline")
        world = [_cases(records / "world.truceline", half, HIDDEN["world"], Path(folder)) for half in (0, 1)]
        syria = _cases(records / "syria.truceline", 1, HIDDEN["syria"], Path(folder))
    if options.learn:
        _print(learn([*world[0], *world[1]]))
        return
    learned = [learn(half) for half in world]
    crossed = [(case, case.likely(learned[1 - half])) for half in (0, 1) for case in world[half]]
    print(_line("world, sure reasons alone", [(case, case.sure) for case in (*world[0], *world[1])]))
    print(_line("world", crossed))
    print(_line("FA-KES (syria)", [(case, case.likely(table("near_dates.toml"))) for case in syria]))


def _halves(record: Record) -> tuple[list[Report], list[Report]]:
    """The articles whose date was given with them, by chance in two halves."""
    dated = sorted((one for one in record.reports() if one.published_from == "given"), key=lambda one: one.id)
    random.Random(7).shuffle(dated)
    return dated[0::2], dated[1::2]


def _cases(source: Path, half: int, count: int, folder: Path) -> list[Case]:
    with Record.open(source) as whole:
        drawn = {one.id: one for one in _halves(whole)[half][:count]}
        known = _with_story(whole, drawn)
    with _hidden(source, list(drawn), folder) as record:
        sure = datings.datings(record, drawn)
        undated = datings.undated(record, drawn)
        texts = datings.text_dates(record, undated)
        around = dict(surroundings(record, sorted(undated)))
    return [
        Case(
            one,
            date.fromisoformat((drawn[one].published or "")[:10]),
            one in known,
            texts.get(one, NOTHING),
            sure[one],
            around.get(one),
        )
        for one in sorted(undated)
    ]


def _with_story(record: Record, hidden: Iterable[ReportId]) -> set[ReportId]:
    """Those that share their story with a dated report that is not hidden."""
    story = {
        one: of for one, (_, of) in stories.members_by_report(record, datings.dated(record).keys()).items()
    }
    hidden = set(hidden)
    sizes = Counter(of for one, of in story.items() if one not in hidden)
    return {one for one in hidden if one in story and sizes[story[one]] > 0}


def _hidden(source: Path, hidden: Sequence[ReportId], folder: Path) -> Record:
    """A copy of a record in which these reports are read again without their dates, and all related anew."""
    path = folder / "hidden.truceline"
    shutil.copy(source, path)
    record = Record.open(path)
    again = [
        digest_again(replace(report, published=None, published_from=None), pipeline, parse)
        for report, pipeline, parse in record.parses(hidden)
    ]
    with record.transaction() as connection:
        for one in hidden:
            connection.exec_driver_sql("DELETE FROM reports WHERE id = ?", (one,))
        record.add(again, "undated")
    stories.unrelate_all(record)
    relate_new(record)
    return record


# What is measured ----------------------------------------------------------------------------------


def _line(name: str, cases: list[tuple[Case, Dating]]) -> str:
    some = [(case, found) for case, found in cases if found.earliest or found.latest]
    near = [
        (case, found)
        for case, found in cases
        if _width(found) <= 2 * max(table("near_dates.toml")["days"]) + 1
    ]
    both = sum(bool(found.earliest and found.latest) for _, found in cases) / len(cases)
    years = sum(_middle_year(found) == case.true.year for case, found in some) / len(some)
    widths = {
        known: median([_width(found) for case, found in cases if case.has_story is known] or [0])
        for known in (True, False)
    }
    return (
        f"| undated | {name}, {len(cases)} | an interval {len(some) / len(cases):.3f}, both ends {both:.3f}"
        f" | hold {_held(some):.3f}"
        f" | the record is said to have the story of {len(near)}: hold {_held(near):.3f},"
        f" median days {median([_width(found) for _, found in near] or [0]):.0f}"
        f" | median days: story in truth known {widths[True]:.0f}, not known {widths[False]:.0f}"
        f" | right year {years:.2f} |"
    )


def _held(cases: list[tuple[Case, Dating]]) -> float:
    held = [(one.earliest or "") <= case.true.isoformat() <= (one.latest or "9999") for case, one in cases]
    return sum(held) / max(len(held), 1)


def _width(one: Dating) -> int:
    """Days; an interval without an end is as long as a century."""
    if not (one.earliest and one.latest):
        return 36_525
    return (date.fromisoformat(one.latest) - date.fromisoformat(one.earliest)).days + 1


def _middle_year(one: Dating) -> int:
    ends = [date.fromisoformat(day).toordinal() for day in (one.earliest, one.latest) if day]
    return date.fromordinal(sum(ends) // len(ends)).year


# Learning ------------------------------------------------------------------------------------------


def learn(cases: Iterable[Case]) -> dict[str, Any]:
    """The weights, and the mass of the density, as near_dates.toml has them; the thresholds stay."""
    kept = table("near_dates.toml")
    found = [
        (case, case.around, places(case.around.near, case.text, case.sure.earliest, case.sure.latest))
        for case in cases
        if case.around is not None and _held([(case, case.sure)])
    ]
    traits = [place.traits for _, _, there in found for place in there]
    close = [abs((place.day - case.true).days) <= CLOSE for case, _, there in found for place in there]
    weights = _fitted(traits, close)
    masses = [
        _mass_needed(
            density_of(around, case.sure.earliest, case.sure.latest),
            around.time.step(case.true.toordinal()),
        )
        for case, around, there in found
        if likeliest(there, weights)[1] < min(kept["story"])
    ]
    return {**kept, "weights": weights, "mass": _level(masses)}


def _print(learned: Mapping[str, Any]) -> None:
    print("weights = [" + ", ".join(f"{weight:.4f}" for weight in learned["weights"]) + "]")
    print(f"mass = {learned['mass']:.5f}")


def _level(masses: list[float]) -> float:
    """The quantile that makes intervals hold, with the correction for few examples of conformal
    prediction."""
    ordered = sorted(masses)
    at = min(int(np.ceil((len(ordered) + 1) * HOLD)) - 1, len(ordered) - 1)
    return 1 - (1 - ordered[at]) / SAFETY if ordered else 1.0


def _mass_needed(shares: NDArray[np.float64], step: int) -> float:
    """The least mass of a shortest range that comes within a step of this one."""
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        first, last = shortest(shares, middle)
        low, high = (low, middle) if first - 1 <= step <= last + 1 else (middle, high)
    return high


def _fitted(traits: list[tuple[float, ...]], labels: list[bool], ridge: float = 3.0) -> list[float]:
    """Logistic regression by Newton's method with a ridge, on standardised traits; the constant first."""
    x, y = np.array(traits), np.array(labels, float)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.column_stack([np.ones(len(x)), (x - mean) / spread])
    weights, ridges = np.zeros(z.shape[1]), np.array([0.01] + [ridge] * x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-z @ weights))
        hessian = (z * (p * (1 - p))[:, None]).T @ z + np.diag(ridges)
        weights += np.linalg.solve(hessian, z.T @ (y - p) - ridges * weights)
    scaled = weights[1:] / spread
    return [float(weights[0] - scaled @ mean), *map(float, scaled)]


if __name__ == "__main__":
    main()
