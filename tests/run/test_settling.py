"""A disagreement that a person settles stays settled until its series has a new figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.errors import RecordError
from truceline.model.claims import Extraction, Figure, Span
from truceline.model.digest import Digest
from truceline.present.lines import ConflictLine
from truceline.present.views import Views
from truceline.run import deciding, relating, settling
from truceline.run.deciding import Signature
from truceline.store import Record

type Unparsed = Callable[..., Digest]

WHY = Signature("desk", "the ministry counts the market alone")


def report(
    unparsed: Unparsed, number: int, toll: int, by: str, on: str = "2031-03-04", more: str = ""
) -> Digest:
    text = (
        f"Shells hit the crowded market of Kessary at dawn on Monday, killing {toll} people among the fish"
        f" stalls, said {by}. It was the worst breach of the ceasefire along the river, no. {number}."
    )

    def claims(identity: str) -> Extraction:
        at = text.index(f"{toll} people")
        span = Span(identity, at, at + len(str(toll)))
        figure = Figure(
            span, str(toll), toll, toll, toll, False, None, "people killed", asserted_by=by, thing="people",
            state="killed",
        )  # fmt: skip
        return Extraction(identity, figures=(figure,))

    return unparsed(text, on, name=f"{number}", outlet=f"Outlet {number}{more}", claims=claims)


def take(record: Record, *digests: Digest) -> None:
    record.add(digests, "test")
    relating.relate_new(record)


def the_one(record: Record) -> ConflictLine:
    (line,) = Views(record).conflicts
    return line


@pytest.fixture
def two(record: Record, unparsed: Unparsed) -> Record:
    take(record, report(unparsed, 1, 14, "the ministry"), report(unparsed, 2, 19, "the Front"))
    return record


def test_it_is_settled_with_a_reason(two: Record) -> None:
    assert the_one(two).kind == "source"
    assert len(Views(two).ledger.open) == 1
    made = settling.settle(two, the_one(two).id[:6], WHY)
    assert made.action == "settle"
    line = the_one(two)
    assert line.settled is not None
    assert line.settled.reason == WHY.reason
    assert Views(two).ledger.open == []


def test_undoing_opens_it_again(two: Record) -> None:
    made = settling.settle(two, the_one(two).id, WHY)
    deciding.undo(two, made.number, Signature("desk"))
    assert the_one(two).settled is None
    assert len(Views(two).ledger.open) == 1


def test_a_new_figure_reopens_it_and_a_copy_does_not(two: Record, unparsed: Unparsed) -> None:
    settling.settle(two, the_one(two).id, WHY)
    take(two, report(unparsed, 1, 14, "the ministry", more="b"))  # the very same words, from elsewhere
    assert the_one(two).settled is not None
    take(two, report(unparsed, 3, 23, "the mayor", "2031-03-05"))
    lines = [line for line in Views(two).conflicts if set(line.values) == {"14", "19"}]
    assert [(line.settled, line.reopened is not None) for line in lines] == [(None, True)]


@pytest.mark.parametrize(
    ("wanted", "signed", "message"),
    [
        ("nothing", WHY, "no disagreement with the id nothing"),
        ("", WHY, "no disagreement"),
        ("it", Signature("desk"), "say why"),
        ("it", Signature("desk", "  "), "say why"),
    ],
)
def test_what_cannot_be_settled(two: Record, wanted: str, signed: Signature, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        settling.settle(two, the_one(two).id if wanted == "it" else wanted, signed)
    assert Views(two).decisions == []


def test_what_is_settled_is_not_settled_twice(two: Record) -> None:
    settling.settle(two, the_one(two).id, WHY)
    with pytest.raises(RecordError, match="decision 1 has settled it"):
        settling.settle(two, the_one(two).id, WHY)
