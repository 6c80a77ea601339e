"""Within one report, a short name is the one person whose full name holds it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from truceline.model.claims import (
    EventMention,
    Extraction,
    Figure,
    Kind,
    Mention,
    Participant,
    Reference,
    Span,
    Statement,
)
from truceline.model.described import Sighting
from truceline.resolve import resolve_within

REPORT = "0123456789abcdef"
SPAN = Span(REPORT, 0, 5)


def naming(*names: str | tuple[str, Kind]) -> Extraction:
    """An extraction with mentions of these names, of people where not said otherwise."""
    given: list[tuple[str, Kind]] = [(name, "person") if isinstance(name, str) else name for name in names]
    mentions = tuple(
        Mention(Span(REPORT, i, i + 1), name, kind, name) for i, (name, kind) in enumerate(given)
    )
    return Extraction(REPORT, mentions=mentions)


def resolved(*names: str | tuple[str, Kind]) -> list[str]:
    return [mention.name for mention in resolve_within(naming(*names)).mentions]


def test_a_family_name_is_the_full_name_of_the_report() -> None:
    assert resolved("Ibrahim Kalin", "Kalin") == ["Ibrahim Kalin", "Ibrahim Kalin"]


def test_the_full_name_may_come_later() -> None:
    assert resolved("Kalin", "Ibrahim Kalin") == ["Ibrahim Kalin", "Ibrahim Kalin"]


def test_a_given_name_alone_will_do() -> None:
    assert resolved("Tamim bin Hamad Al Thani", "Tamim") == ["Tamim bin Hamad Al Thani"] * 2


def test_another_spelling_joins_too() -> None:
    assert resolved("Mohammed Darwish", "DARWISH", "Muhammad")[1:] == ["Mohammed Darwish"] * 2


def test_with_two_holders_of_a_family_name_it_stays() -> None:
    names = ["Ibrahim Kalin", "Yusuf Kalin", "Kalin", "Yusuf"]
    assert resolved(*names) == ["Ibrahim Kalin", "Yusuf Kalin", "Kalin", "Yusuf Kalin"]


def test_a_family_name_that_is_a_given_name_as_well_stays() -> None:
    assert resolved("Ibrahim Kalin", "Yusuf Ibrahim", "Ibrahim")[2] == "Ibrahim"


def test_the_fullest_of_several_names_is_taken() -> None:
    names = ["Saad", "Omar Saad", "Omar Jamal Saad"]
    assert resolved(*names) == ["Omar Jamal Saad"] * 3


def test_two_spellings_of_the_full_name_are_no_ambiguity() -> None:
    assert resolved("Ibrahim Kalın", "Ibrahim Kalin", "Kalin")[2] in ("Ibrahim Kalin", "Ibrahim Kalın")


def test_a_body_or_place_is_no_one_to_join() -> None:
    assert resolved(("Oru Front", "body"), "Front") == ["Oru Front", "Front"]
    assert resolved("Denzel Marsh", ("Marsh", "place")) == ["Denzel Marsh", "Marsh"]


def test_a_place_stays_a_place_when_a_person_bears_its_name() -> None:
    found = resolve_within(naming("Denzel Marsh", ("Marsh", "place"), "Marsh")).mentions
    assert (found[1].name, found[1].kind) == ("Marsh", "place")


def test_the_words_of_the_text_stay() -> None:
    found = resolve_within(naming("Ibrahim Kalin", "Kalin"))
    assert [mention.text for mention in found.mentions] == ["Ibrahim Kalin", "Kalin"]


@pytest.mark.parametrize("names", [(), ("Kalin",), ("…", "习近平", "\u200f", "")])
def test_without_a_full_name_nothing_changes(names: tuple[str, ...]) -> None:
    assert resolve_within(naming(*names)) == naming(*names)


def test_to_resolve_twice_is_to_resolve_once() -> None:
    once = resolve_within(naming("Saad", "Omar Saad", "Omar Jamal Saad", "Kalin"))
    assert resolve_within(once) == once


def figure(asserted_by: str | None, relayed_by: str | None) -> Figure:
    return Figure(
        SPAN, "12", 12, 12, 12, False, None, "lorries", asserted_by=asserted_by, relayed_by=relayed_by
    )


def test_all_claims_are_of_the_full_name() -> None:
    kalin, front = Participant(SPAN, "Kalin", "Kalin"), Participant(SPAN, "the Front", "Front")
    found = resolve_within(
        Extraction(
            REPORT,
            mentions=naming("Ibrahim Kalin", "Kalin").mentions,
            statements=(Statement((SPAN,), "direct", speaker="Kalin", told_to="Kalin"),),
            events=(EventMention("CONSULT", SPAN, "meet", (kalin,), (front,), (kalin, front)),),
            figures=(figure("Kalin", "Front"), figure(None, "Kalin")),
        )
    )
    (statement,), (event,) = found.statements, found.events
    assert (statement.speaker, statement.told_to) == ("Ibrahim Kalin", "Ibrahim Kalin")
    assert event.source == (Participant(SPAN, "Kalin", "Ibrahim Kalin"),)
    assert event.target == (front,)
    assert [one.entity for one in event.participants] == ["Ibrahim Kalin", "Front"]
    assert [(one.asserted_by, one.relayed_by) for one in found.figures] == [
        ("Ibrahim Kalin", "Front"),
        (None, "Ibrahim Kalin"),
    ]


ANONYMOUS = Extraction(
    REPORT,
    mentions=naming("Ibrahim Kalin", "Kalin").mentions,
    statements=(Statement((SPAN,), "direct", speaker="Kalin", anonymous=True, told_to="Kalin"),),
)


def test_the_words_for_an_unnamed_source_are_no_name() -> None:
    assert resolve_within(ANONYMOUS).statements[0].speaker == "Kalin"


def test_who_an_unnamed_source_spoke_to_is_a_name() -> None:
    assert resolve_within(ANONYMOUS).statements[0].told_to == "Ibrahim Kalin"


def test_sightings_must_be_of_these_claims() -> None:
    with pytest.raises(ValueError, match="sightings"):
        resolve_within(naming("Ibrahim Kalin"), [Sighting(0, 0, "x", False, None, False, False, ())] * 2)


def _he_is(describes: bool) -> str | None:
    """Whom "he" is led to, behind "The Fidan plan", or behind "Fidan"."""
    found = replace(
        naming("Hakan Fidan"),
        references=(Reference(Span(REPORT, 40, 42), "he", "pronoun", "person", several=False),),
    )
    shown = (
        Sighting(0, 0, "fidan", False, None, True, False, (), describes),
        Sighting(40, 0, "he", False, "male", True, False, ()),
    )
    return resolve_within(found, shown).references[0].name


def test_he_is_nobody_who_only_describes_a_noun() -> None:
    assert _he_is(describes=False) == "Hakan Fidan"
    assert _he_is(describes=True) is None
