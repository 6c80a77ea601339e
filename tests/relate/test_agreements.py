"""Which agreement a sentence means. All agreements here are invented but for how they are called."""

from __future__ import annotations

import time

import pytest

from truceline.process import Agreement
from truceline.relate.agreement_meaning import fittings, meaning
from truceline.relate.agreement_mentions import Mention, mentions
from truceline.relate.agreements import KnownAgreement, KnownAgreements, Meant, meant

LISTED = KnownAgreements.of(
    [
        KnownAgreement("1", ("Peace of Marok and the Oru River Front (Velda Agreement)",), "2031-03-04",
                       about=("Marok",)),
        KnownAgreement("2", ("Ceasefire Agreement (Velda Accord)",), "2034-06-01", about=("Toral",)),
        KnownAgreement("3", ("Annex I to the Sill Agreement",), "2029-01-05", about=("Marok",)),
        KnownAgreement("4", ("Sill Agreement",), "2029-01-05", about=("Marok",)),
        KnownAgreement("5", ("Dané-Lumo Protocol",), "2030-02-02", about=("Anset",)),
    ]
)  # fmt: skip
OWN = fittings(
    [
        Agreement("old", "Velda truce", "2031-03-04", end="2031-12-31", parties=("Marok", "Oru River Front")),
        Agreement("new", "Sill truce", "2032-05-01", parties=("Marok", "Oru River Front")),
        Agreement("other", "Anset deal", "2031-01-01", parties=("Anset", "Toral")),
    ]
)


def found(text: str) -> list[Mention]:
    return list(mentions(text, 0, len(text)))


def listed(text: str) -> Meant | None:
    (mention,) = found(text)
    return meant(mention, LISTED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marok and the Front signed the Velda agreement in March 2031.", "1"),
        ("The agreement between Marok and the Oru River Front of 2031 holds.", "1"),
        ("The Velda ceasefire of June 2034 holds in Toral.", "2"),
        ("The Sill agreement gave Marok a new border.", "4"),
        ("The Dane-Lumo protocol is in force in Anset.", "5"),
    ],
)
def test_one_that_stands_out_is_meant(text: str, expected: str) -> None:
    given = listed(text)
    assert given is not None
    assert given.sure
    assert given.agreements == (expected,)
    assert given.reasons


def test_what_may_be_several_is_unsure_with_its_candidates() -> None:
    given = listed("Nobody speaks of the Velda agreement.")
    assert given is not None
    assert not given.sure
    assert set(given.agreements) == {"1", "2"}


@pytest.mark.parametrize(
    "text",
    [
        "They are close to a deal.",
        "The Velda agreement of 2050 is dead.",
        "The agreement between Bure and Anset held.",
        "The Lumenia accord fell apart.",
        "The truce of 2031 between Marok and the Oru River Front held.",
    ],
)
def test_what_goes_against_all_means_none(text: str) -> None:
    given = listed(text)
    assert given is None or not given.sure


def test_a_bare_mention_means_the_one_in_force() -> None:
    (mention,) = found("They broke the truce.")
    early, late = meaning(mention, OWN[:2], "2031-06-01"), meaning(mention, OWN[:2], "2032-06-01")
    assert early is not None
    assert late is not None
    assert (early.sure, early.agreements) == (True, ("old",))
    assert (late.sure, late.agreements) == (True, ("new",))
    several = meaning(mention, OWN, "2031-06-01")
    assert several is not None
    assert not several.sure
    assert meaning(mention, OWN[:1], "2033-01-01") is None


def test_a_name_a_year_or_parties_choose_among_those_of_a_process() -> None:
    (named,) = found("They broke the Velda truce.")
    (years,) = found("They recalled the truce of 2032.")
    (foreign,) = found("They broke the truce between Bure and Lumo.")
    (new,) = found("They agreed to an open-ended ceasefire.")
    (many,) = found("He signed agreements.")
    (others,) = found("He signed the agreement between Estmere and Bure.")
    assert meaning(named, OWN, "2032-06-01") == Meant(
        True, ("old",), ("what it is called, and its date, fit",)
    )
    assert [one.agreements for one in [meaning(years, OWN, None)] if one] == [("new",)]
    for one in (foreign, new, many, others):
        assert meaning(one, OWN, "2031-06-01") is None


def test_what_a_mention_tells_is_read() -> None:
    text = "They signed the 1999 ceasefire agreement between Marok and the Front in Estmere on 3 May 1999."
    (one,) = found(text)
    assert (one.year, one.kinds >= {"ceasefire"}) == (1999, True)
    assert one.parties[0] == frozenset({"marok"})
    (dated,) = found("The deal signed in Estmere on 3 May 2031 holds.")
    assert (dated.year, dated.month, dated.day, dated.place) == (2031, 5, 3, frozenset({"estmere"}))
    assert found("A dealer and an accordion.") == []


def test_hostile_text_takes_time_in_proportion_to_its_length() -> None:
    began = time.monotonic()
    for text in (
        "the Velda agreement between A and ",
        "deal " * 3,
        "Velda " * 3,
        "between ",
        "agreement of May 1 ",
    ):
        for one in found(text * 8_000):
            meant(one, LISTED)
            meaning(one, OWN, "2031-06-01")
    assert time.monotonic() - began < 30
