"""Which agency a report credits with its text."""

import pytest

from truceline.clean.agencies import (
    agency_at_end,
    agency_in_byline,
    agency_in_dateline,
    agency_of_outlet,
    known_agency,
)


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("AFP", "AFP"),
        ("Agence France-Presse", "AFP"),
        ("The Associated Press", "AP"),
        ("REUTERS", "Reuters"),
        ("Reuters Staff", "Reuters"),
        ("Anadolu Agency", "Anadolu"),
        ("ASSOCIATED PRESS", "AP"),
        ("Associated Press of Pakistan", "APP"),
        ("map", None),
        ("Selva Herald", None),
        ("", None),
    ],
)
def test_credits(credit: str, agency: str | None) -> None:
    assert known_agency(credit) == agency


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("AP", "AP"),
        ("MPA", "MPA"),
        ("AP, AFP", None),
        ("Wafa", "WAFA"),
        ("Herald", None),
        ("ABCDEF", None),
        ("A", None),
    ],
)
def test_an_unknown_agency_of_a_dateline_is_taken_as_written(credit: str, agency: str | None) -> None:
    assert agency_in_dateline(credit) == agency


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("Reuters", "Reuters"),
        ("Agence France-Presse", "AFP"),
        ("Jane Doe, Associated Press", "AP"),
        ("Jane Doe and Ann Roe | Reuters", "Reuters"),
        ("JANE DOE Associated Press", "AP"),
        ("Jane Doe of The Associated Press", "AP"),
        ("Jane Doe for AFP in Port Selva", "AFP"),
        ("Reuters and AFP", None),
        ("Petra Doe", None),
        ("Jane Doe", None),
    ],
)
def test_bylines(byline: str, agency: str | None) -> None:
    assert agency_in_byline(byline) == agency


@pytest.mark.parametrize(
    ("end", "agency"),
    [
        ("\n\n— AFP", "AFP"),
        (" — AFP", "AFP"),
        ("-AFP", "AFP"),
        (" (AFP)", "AFP"),
        ("\nSource: WAFA\n", "WAFA"),
        ("\n(Reuters)\n", "Reuters"),
        ("\n\nCopyright 2031 The Associated Press. All rights reserved.", "AP"),
        ("\n© 2031 AFP", "AFP"),
        ("\n(Reporting by Jane Doe; Editing by Ann Roe)", "Reuters"),
        ("\nOur Standards: The Thomson Reuters Trust Principles.", "Reuters"),
        ("\n(Reporting by Jane Doe in Port Selva)", None),
        ("\nThe Associated Press contributed to this report.", None),
        ("\nAFP contributed to this report.", None),
        ("\n(With AFP and Reuters)", None),
        ("\n- AFP\n- Reuters", None),
        ("\nPhoto: AFP", None),
        ("\n“It is over,” he told AFP.", None),
        ("\nThat is what she told the Associated Press (AP).", None),
    ],
)
def test_closing_lines(end: str, agency: str | None) -> None:
    assert agency_at_end("The talks went on in Port Selva." + end) == agency


@pytest.mark.parametrize(
    ("outlet", "url", "agency"),
    [
        ("reuters", None, "Reuters"),
        ("The Associated Press", None, "AP"),
        ("www.aa.com.tr", None, "Anadolu"),
        (None, "https://english.wafa.ps/news/1", "WAFA"),
        ("Selva Herald", "https://reuters.com/1", None),
        (None, "https://notreuters.com/1", None),
        (None, "https://herald.example/reuters.com", None),
        (None, "http://[broken", None),
        (None, None, None),
    ],
)
def test_outlets_that_are_agencies(outlet: str | None, url: str | None, agency: str | None) -> None:
    assert agency_of_outlet(outlet, url) == agency
