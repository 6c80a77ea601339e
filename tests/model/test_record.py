"""What a lineage says of the origin of a report."""

from __future__ import annotations

from truceline.model.record import Lineage, Link

CREDIT = Link("credit", None, "Meridian Press Agency", 1.0, "certain")
TWIN, COPY = Link("identical", "a", None, 1.0, "certain"), Link("copy", "b", None, 0.9, "likely")


def test_the_origin_is_the_report_that_most_is_from() -> None:
    assert Lineage("c", "not").origin is None
    assert Lineage("c", "wholly", 1.0, (CREDIT,)).origin is None
    assert Lineage("c", "wholly", 1.0, (CREDIT, COPY, TWIN)).origin == "b"


def test_only_the_very_same_words_make_a_twin() -> None:
    assert Lineage("c", "not").twin is None
    assert Lineage("c", "wholly", 1.0, (TWIN, CREDIT)).twin == "a"
    assert Lineage("c", "wholly", 1.0, (COPY, CREDIT)).twin is None
    assert Lineage("c", "wholly", 1.0, (CREDIT,)).twin is None
