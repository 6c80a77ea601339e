"""How many truly independent sources: of reports, of passages, and of what is told in them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from truceline.model.claims import Span
from truceline.model.digest import Credit
from truceline.model.record import Confidence, Derived, Lineage, Link, Passage, Wire
from truceline.relate.origins import AGENCY, Carriers, Member, Origins, wire

MPA, OTHER = "Meridian Press Agency", "Orlan News Agency"


def credit(agency: str, what: str) -> Credit:
    assert what in ("own", "whole", "told", "cited")
    return Credit(agency, what, 0, 9)  # type: ignore[arg-type]


def member(report: str, *credits_: Credit, derived: Derived = "wholly") -> Member:
    return Member(report, derived, credits_)


# The agency behind a tree -----------------------------------------------------------------------


def test_texts_that_nobody_credits_have_no_agency() -> None:
    assert wire("a", [member("a", derived="not"), member("b")]) is None


def test_an_agency_that_published_the_text_itself_is_seen() -> None:
    found = wire("a", [member("a", derived="not"), member("b", credit(MPA, "own")), member("c")])
    assert found == Wire("a", MPA, "b", "certain", f"published by {MPA} itself")


def test_an_agency_that_is_credited_is_not_seen() -> None:
    members = [member("a", derived="not"), *(member(one, credit(MPA, "whole")) for one in "bc")]
    assert wire("a", members) == Wire("a", MPA, None, "certain", f"credited to {MPA} by 2 of 3 reports")


def test_a_credit_of_a_single_report_is_enough() -> None:
    found = wire("a", [member("a", credit(MPA, "whole"))])
    assert found is not None
    assert (found.agency, found.seen, found.confidence) == (MPA, None, "certain")


@pytest.mark.parametrize(("telling", "confidence"), [("ab", "likely"), ("b", "unsure"), ("a", "unsure")])
def test_what_somebody_told_an_agency_shows_whose_text_it_is(telling: str, confidence: Confidence) -> None:
    members = [member(one, *[credit(MPA, "told")] * (one in telling)) for one in "abc"]
    found = wire("a", members)
    assert found is not None
    assert (found.agency, found.seen, found.confidence) == (MPA, None, confidence)
    assert f"{len(telling)} of 3 reports" in found.reason
    assert f"told {MPA}" in found.reason


def test_a_single_report_that_somebody_told_an_agency_something_is_its_own() -> None:
    assert wire("a", [member("a", credit(MPA, "told"), derived="not")]) is None


@pytest.mark.parametrize("what", ["whole", "told", "own"])
def test_of_two_agencies_none_is_behind_it(what: str) -> None:
    assert wire("a", [member("a", credit(MPA, what)), member("b", credit(OTHER, what))]) is None


def test_who_published_it_outweighs_who_was_told() -> None:
    members = [member("a", credit(OTHER, "told")), member("b", credit(OTHER, "told"), credit(MPA, "whole"))]
    found = wire("a", members)
    assert found is not None
    assert found.agency == MPA


def test_an_agency_that_is_only_cited_is_none() -> None:
    assert wire("a", [member("a", credit(MPA, "cited")), member("b", credit(MPA, "cited"))]) is None


def test_what_a_partly_derived_report_adds_may_be_of_another_agency() -> None:
    added = member("b", credit(OTHER, "told"), derived="partly")
    assert wire("a", [member("a", derived="not"), added]) is None
    found = wire("a", [member("a", credit(MPA, "told"), derived="not"), added])
    assert found is not None
    assert (found.agency, found.confidence) == (MPA, "unsure")
    both = member("c", credit(MPA, "told"), derived="partly")
    found = wire("a", [member("a", credit(MPA, "told"), derived="not"), added, both])
    assert found is not None
    assert (found.agency, found.confidence) == (MPA, "likely")


# Origins ----------------------------------------------------------------------------------------


def passage(here: str, there: str, start: int = 0, end: int = 100, at: int | None = None) -> Passage:
    """A passage `[start, end)` that stands from `at` on in its origin, by default at the same place."""
    begins = start if at is None else at
    return Passage("verbatim", Span(here, start, end), Span(there, begins, begins + end - start))


def linked(report: str, origin: str, derived: Derived = "wholly", *passages: Passage) -> Lineage:
    link = Link("passages" if derived == "partly" else "copy", origin, None, 0.9, "certain", (), passages)
    return Lineage(report, derived, 0.9, (link,))


def told(report: str, agency: str, start: int = 0, end: int = 50, more: Iterable[Link] = ()) -> Lineage:
    """A report in which somebody told an agency the sentence `[start, end)`."""
    link = Link("credit", None, agency, 0.1, "likely", (), (Passage("credited", Span(report, start, end)),))
    return Lineage(report, "partly" if more else "not", 0.1, (*more, link))


def origins(*lineages: Lineage, wires: Iterable[Wire] = ()) -> Origins:
    by_report = {one.report: one for one in lineages}

    def root(report: str) -> str:
        above = by_report[report].origin
        return report if above is None else root(above)

    return Origins(
        by_report, {report: root(report) for report in by_report}, {one.root: one for one in wires}
    )


A, B, C = Lineage("a", "not"), linked("b", "a"), linked("c", "b")
BEHIND = Wire("a", MPA, None, "likely", "a reason")


def test_all_that_is_wholly_derived_has_the_origin_of_the_first() -> None:
    found = origins(A, B, C)
    assert [found.of(one) for one in "abc"] == ["a", "a", "a"]


def test_an_agency_behind_the_first_is_the_origin_of_all() -> None:
    found = origins(A, B, C, Lineage("d", "not"), wires=[BEHIND])
    assert [found.of(one) for one in "abcd"] == [AGENCY + MPA, AGENCY + MPA, AGENCY + MPA, "d"]


def test_two_trees_of_one_agency_have_one_origin() -> None:
    found = origins(A, Lineage("d", "not"), wires=[BEHIND, Wire("d", MPA, "d", "certain", "its own")])
    assert found.of("a") == found.of("d")


def test_a_partly_derived_report_is_its_own_origin_but_not_for_what_it_took_over() -> None:
    part = linked("p", "a", "partly", passage("p", "a", 100, 200, at=0))
    found = origins(A, part)
    assert found.of("p") == "p"
    assert found.at(Span("p", 99, 100)) == "p"
    assert found.at(Span("p", 100, 105)) == "a"
    assert found.at(Span("p", 199, 230)) == "a"
    assert found.at(Span("p", 200, 230)) == "p"


def test_a_copy_of_a_partly_derived_report_has_the_origin_of_that_one() -> None:
    part = linked("p", "a", "partly", passage("p", "a", 0, 100))
    found = origins(A, part, linked("q", "p", "wholly", passage("q", "p", 0, 500)), linked("r", "q"))
    assert [found.of(one) for one in "pqr"] == ["p", "p", "p"]
    assert found.at(Span("q", 0, 9)) == "a"
    assert found.at(Span("q", 200, 209)) == "p"


def test_a_partly_derived_report_that_credits_the_agency_too_is_of_the_agency() -> None:
    link = Link("passages", "a", None, 0.3, "certain", (), (passage("p", "a"),))
    found = origins(A, told("p", MPA, more=[link]), linked("q", "p"), wires=[BEHIND])
    assert [found.of(one) for one in "apq"] == [AGENCY + MPA] * 3
    assert origins(A, linked("p", "a", "partly"), wires=[BEHIND]).of("p") == "p"


def test_passages_are_followed_through_all_that_took_them_over() -> None:
    found = origins(
        Lineage("a", "not"),
        linked("b", "a", "partly", passage("b", "a", 50, 100, at=0)),
        linked("c", "b", "partly", passage("c", "b", 200, 260, at=45)),
    )
    assert found.at(Span("c", 205, 206)) == "a"
    assert found.at(Span("c", 204, 206)) == "b"
    assert found.at(Span("c", 256, 257)) == "b"
    assert found.at(Span("c", 100, 101)) == "c"


def test_an_edited_passage_that_is_longer_here_ends_with_that_of_its_origin() -> None:
    edited = Passage("edited", Span("b", 0, 100), Span("a", 0, 20), 0.6)
    lineage = Lineage("b", "partly", 0.3, (Link("passages", "a", None, 0.3, "likely", (), (edited,)),))
    assert origins(A, lineage).at(Span("b", 90, 95)) == "a"


def test_what_somebody_told_an_agency_is_of_the_agency() -> None:
    found = origins(told("a", MPA, 10, 60), told("d", MPA, 0, 30))
    assert (found.of("a"), found.of("d")) == ("a", "d")
    assert found.at(Span("a", 10, 20)) == found.at(Span("d", 0, 9)) == AGENCY + MPA
    assert found.at(Span("a", 60, 70)) == "a"


def test_a_report_that_the_record_does_not_ask_about_ends_the_chain() -> None:
    found = Origins({"b": linked("b", "a", "wholly", passage("b", "a"))}, {"b": "a"}, {})
    assert found.of("b") == found.at(Span("b", 0, 1)) == "a"


def test_a_chain_of_ten_thousand_copies_ends() -> None:
    chain = [Lineage("0", "not")]
    for number in range(1, 10_000):
        one = str(number)
        chain.append(linked(one, str(number - 1), "wholly", passage(one, str(number - 1))))
    found = Origins({one.report: one for one in chain}, dict.fromkeys(map(str, range(10_000)), "0"), {})
    assert found.of("9999") == found.at(Span("9999", 0, 1)) == "0"


# Asserters --------------------------------------------------------------------------------------


def test_ten_reports_that_relay_one_ministry_have_one_asserter() -> None:
    found = origins(*(Lineage(str(number), "not") for number in range(10)))
    places = [Span(str(number), 5, 9) for number in range(10)]
    assert {found.asserter(place, "health-ministry") for place in places} == {"health-ministry"}
    assert len({found.asserter(place, None) for place in places}) == 10


def test_unnamed_speakers_of_two_origins_are_two() -> None:
    found = origins(A, B, Lineage("d", "not"))
    officials = {found.asserter(Span(one, 5, 9), "An official", unnamed=True) for one in "ad"}
    assert len(officials) == 2
    copies = {
        found.asserter(Span("a", 5, 9), "An official", unnamed=True),
        found.asserter(Span("b", 5, 9), "an official", unnamed=True),
    }
    assert len(copies) == 1


def test_unnamed_speakers_of_one_agency_are_one() -> None:
    found = origins(told("a", MPA), told("d", MPA))
    assert len({found.asserter(Span(one, 5, 9), "an official", unnamed=True) for one in "ad"}) == 1


def test_what_has_no_speaker_is_vouched_for_by_its_origin() -> None:
    found = origins(A, B, linked("p", "a", "partly", passage("p", "a", 0, 100)))
    assert [found.asserter(Span(one, 5, 9), None) for one in "abp"] == ["a", "a", "a"]
    assert found.asserter(Span("p", 150, 160), None) == "p"


# Carriers ---------------------------------------------------------------------------------------


def test_twins_carry_what_the_first_tells() -> None:
    carriers = Carriers({"b": ("c", "a")}, {"a": "Courier", "b": "Herald", "c": "Courier", "d": None})
    assert carriers.all_of(["d", "b", "d"]) == ("a", "b", "c", "d")
    assert carriers.all_of([]) == ()
    assert carriers.outlets_of("abcd") == 2
    assert carriers.outlets_of("d") == 0
