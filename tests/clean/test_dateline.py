"""Datelines."""

import pytest

from truceline.clean.dateline import find_dateline

NEWS = "The two sides met again and agreed to go on."


@pytest.mark.parametrize(
    ("written", "place", "agency", "day"),
    [
        ("DOHA: ", "DOHA", None, None),
        ("DOHA, Qatar — ", "DOHA, Qatar", None, None),
        ("CAIRO (AP) - ", "CAIRO", "AP", None),
        ("CAIRO (AP) _ ", "CAIRO", "AP", None),
        ("CAIRO (AP/AFP) — ", "CAIRO", None, None),
        ("PORT SELVA, May 3 (MPA) — ", "PORT SELVA", "MPA", (3, 5, None)),
        ("PORT SELVA, Arland, May 3, 2031 (MPA) — ", "PORT SELVA, Arland", "MPA", (3, 5, 2031)),
        ("GENEVA, Switzerland (Reuters) - ", "GENEVA, Switzerland", "Reuters", None),
        ("BEIRUT/GAZA CITY, Oct 10 - ", "BEIRUT/GAZA CITY", None, (10, 10, None)),
        ("A PORT/B TOWN/C CITY (Reuters) - ", "A PORT/B TOWN/C CITY", "Reuters", None),
        ("DAVOS, Switzerland/PORT SELVA (Reuters) - ", "DAVOS, Switzerland/PORT SELVA", "Reuters", None),
        ("PORT-AU-PRINCE, Haiti -- ", "PORT-AU-PRINCE, Haiti", None, None),
        ("PORT SELVA—", "PORT SELVA", None, None),
        ("SELVA BORDER, Arland– ", "SELVA BORDER, Arland", None, None),
        ("RIO DE JANEIRO – ", "RIO DE JANEIRO", None, None),
        ("ŞIRNAK — ", "ŞIRNAK", None, None),
        ("LEXINGTON, Va. — ", "LEXINGTON, Va.", None, None),
        ("MOSCOW, May 3. /TASS/. ", "MOSCOW", "TASS", (3, 5, None)),
        ("MOSCOW. May 3 (Interfax) - ", "MOSCOW", "Interfax", (3, 5, None)),
        ("Amman, May 3 (Petra) -- ", "Amman", "Petra", (3, 5, None)),
        ("Riyadh, May 03, 2031, SPA -- ", "Riyadh", "SPA", (3, 5, 2031)),
        ("Damascus, SANA-", "Damascus", "SANA", None),
        ("Tehran, IRNA – ", "Tehran", "IRNA", None),
        ("Berlin (dpa) - ", "Berlin", "dpa", None),
        ("ISTANBUL (AA) — ", "ISTANBUL", "Anadolu", None),
        ("Geneva, 3 May 2031 – ", "Geneva", None, (3, 5, 2031)),
        ("DOHA, Wednesday — ", "DOHA", None, None),
        ("NEW YORK, Nov. 19 (UPI) — ", "NEW YORK", "UPI", (19, 11, None)),
        ("LONDON (Port Selva Foundation) - ", "LONDON", None, None),
        ("(Reuters) - ", None, "Reuters", None),
    ],
)
def test_datelines(written: str, place: str | None, agency: str | None, day: tuple[int, ...] | None) -> None:
    text = f"Before. {written}{NEWS}"
    found = find_dateline(text, len("Before. "))
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert (tuple(found.day) if found.day else None) == day
    assert text[found.end :] == NEWS


@pytest.mark.parametrize(
    "text",
    [
        f"UPDATE: {NEWS}",
        f"BREAKING — {NEWS}",
        f"NATO — {NEWS}",
        "NATO - the alliance - said no.",
        f"HAMAS: {NEWS}",
        f"FILE - {NEWS}",
        "FILE - In this photo of May 3, a boat lies in Port Selva.",
        f"World Trade League (WTL) — {NEWS}",
        "Mira Dosten (PLO) told reporters that talks went on.",
        f"(MPA) — {NEWS}",
        "Ann Roe — Arland's chief of staff — met them.",
        "Port Selva — where the talks began — is shut.",
        f"Port Selva — {NEWS}",
        "The Regional Union (AU) said it would help.",
        "ROE: FATE OF ARLAND TALKS RESTS WITH ANN DOE OF PORT SELVA AND NOBODY ELSE",
        "PORT SELVA: Talks.",
        "PORT SELVA — ",
        "PORT SELVA\n\nThe talks went on.",
        "U.S.-led talks — The two sides met.",
        "EU—US trade went on.",
        "He said: The talks went on for a long time on Tuesday in the town hall.",
        f"Tuesday, May 3 — {NEWS}",
        f"TUESDAY — {NEWS}",
        f"Updated May 3 - {NEWS}",
        f"On May 3, 2031 - {NEWS}",
        f"UPDATE (MPA) — {NEWS}",
        "MAY 3 — The two sides met.",
        "",
        "—",
        "(",
    ],
)
def test_no_datelines(text: str) -> None:
    assert find_dateline(text, 0) is None


def test_the_credit_of_the_outlet_itself_names_no_agency() -> None:
    text = f"Port Selva (SNN) {NEWS}"
    assert find_dateline(text, 0) is None
    found = find_dateline(text, 0, "SNN (Web News)")
    assert found is not None
    assert (found.place, found.agency, text[found.end :]) == ("Port Selva", None, NEWS)
    alone = find_dateline(f"(SNN) {NEWS}", 0, "SNN")
    assert alone is not None
    assert alone.place is None


def test_a_colon_behind_speakers_who_speak_in_turn() -> None:
    assert find_dateline(f"ANN ROE: {NEWS}\n\nJANE DOE: {NEWS}\n\nANN ROE: {NEWS}", 0) is None


def test_a_line_of_its_own_needs_an_agency_or_a_day() -> None:
    text = f"PORT SELVA, Arland (AP) _\n {NEWS}"
    found = find_dateline(text, 0)
    assert found is not None
    assert text[found.end :].strip() == NEWS
