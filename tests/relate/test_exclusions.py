"""Claims on one event that exclude each other."""

from __future__ import annotations

from truceline.model.claims import EventMention, Modality, Span, Time
from truceline.model.record import Conflict
from truceline.relate.events import Told
from truceline.relate.exclusions import exclusions

ANN, BEN = "ann", "ben"
COUNTRIES = frozenset({"veldenia"})
TUESDAY, WEDNESDAY = "2031-03-04", "2031-03-05"


def told(
    claim: str, *, place: str | None = None, when: str | None = TUESDAY, modality: Modality = "reported",
    actors: tuple[str, ...] = (ANN, BEN), by: str = "",
) -> Told:  # fmt: skip
    report = claim * 16
    time = Time(Span(report, 20, 27), "then", "DATE", when, when, when) if when else None
    mention = EventMention("CONSULT", Span(report, 4, 7), "meet", time=time, modality=modality)
    return Told(claim, report, mention, frozenset(actors), place, report, by or report)


def found(*mentions: Told) -> tuple[Conflict, ...]:
    return exclusions("story", mentions, COUNTRIES)


def test_two_places_of_one_meeting_on_one_day() -> None:
    (one,) = found(told("a", place="tavrin"), told("b", place="solvane"))
    assert (one.about, one.kind, one.counted) == ("event", "contradiction", "place of meet")
    assert set(one.values) == {"tavrin", "solvane"}
    assert one.evidence == ("a", "b")


def test_where_each_is_given_to_a_source_the_sources_differ() -> None:
    (one,) = found(told("a", place="tavrin", by="Ministry"), told("b", place="solvane", by="Front"))
    assert one.kind == "source"


def test_told_and_denied() -> None:
    (one,) = found(told("a"), told("b", modality="denied"))
    assert one.values == ("reported", "denied")
    assert one.kind == "contradiction"


def test_two_days_may_be_two_meetings() -> None:
    (one,) = found(told("a", place="tavrin"), told("b", place="tavrin", when=WEDNESDAY))
    assert (one.kind, one.counted) == ("unsure", "date of meet")


def test_what_does_not_exclude_the_other() -> None:
    assert found(told("a", place="tavrin"), told("b", place="tavrin")) == ()
    assert found(told("a", place="veldenia"), told("b", place="solvane")) == ()
    assert found(told("a", place="tavrin"), told("b", place="solvane", when=None)) == ()
    assert found(told("a", place="tavrin"), told("b", place="solvane", actors=(ANN, "cyr"))) == ()
    assert found(told("a", place="tavrin"), told("b", place="solvane", when="2031-04-01")) == ()
    assert found(told("a"), told("b", modality="planned")) == ()


def test_the_order_of_the_mentions_does_not_matter() -> None:
    mentions = [told("a", place="tavrin"), told("b", place="solvane"), told("c", modality="denied")]
    assert found(*mentions) == found(*mentions[::-1])
