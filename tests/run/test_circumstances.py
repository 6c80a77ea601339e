"""What is told beside the names of two who may be one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.model.claims import Extraction, Mention, Span
from truceline.model.digest import Digest
from truceline.run import relating
from truceline.run.doubts import doubts
from truceline.store import Record

type Take = Callable[[str | None, tuple[str, ...]], None]


@pytest.fixture
def take(record: Record, unparsed: Callable[..., Digest]) -> Take:
    """`take(day, names)`: a report of a day that names these comes into the record."""
    numbers = iter(range(1, 100))

    def take(day: str | None, names: tuple[str, ...]) -> None:
        number = next(numbers)
        text = f"Report {number}. " + " ".join(names)

        def claims(identity: str) -> Extraction:
            places = [(text.index(name), name) for name in names]
            mentions = [
                Mention(Span(identity, at, at + len(name)), name, "person", name) for at, name in places
            ]
            return Extraction(identity, mentions=tuple(mentions))

        record.add([unparsed(text, day, name=f"{number}", claims=claims)], "test")
        relating.relate_new(record, workers=1)

    return take


def reasons(record: Record) -> list[str]:
    (doubt,) = doubts(record)
    return list(doubt.reasons)


def test_companions_of_both(record: Record, take: Take) -> None:
    take("2031-03-01", ("Kate Halvany", "Toral Vessin", "Oru Pelling"))
    take("2031-03-04", ("Katherine Halvany", "Toral Vessin", "Oru Pelling"))
    assert "both are named with Oru Pelling, Toral Vessin" in reasons(record)


def test_one_companion_says_nothing(record: Record, take: Take) -> None:
    take("2031-03-01", ("Kate Halvany", "Toral Vessin"))
    take("2031-03-04", ("Katherine Halvany", "Toral Vessin"))
    assert not any("named with" in one for one in reasons(record))


def test_a_report_that_names_both(record: Record, take: Take) -> None:
    take("2031-03-01", ("Kate Halvany", "Katherine Halvany"))
    assert "1 report names both" in reasons(record)


def test_days_far_apart(record: Record, take: Take) -> None:
    take("2031-03-01", ("Katherine Halvany",))
    take("2027-03-01", ("Kate Halvany",))
    assert "one is named until 2027-03-01, the other from 2031-03-01 on" in reasons(record)


def test_undated_reports_say_nothing_of_days(record: Record, take: Take) -> None:
    take("2031-03-01", ("Katherine Halvany",))
    take(None, ("Kate Halvany",))
    assert not any("until" in one for one in reasons(record))
