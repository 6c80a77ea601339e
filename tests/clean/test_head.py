"""What stands before the news."""

import pytest

from truceline.clean.head import read_head

NEWS = "Delegates of Arland and the Northern Council met, and they signed a paper.\n\nIt is the first."
TITLE = "Coastal road opens for aid"


@pytest.mark.parametrize(
    ("above", "fields"),
    [
        ("", {}),
        ("\ufeff \n\n", {}),
        (" date 2031-05-04 PORT SELVA: ", {"published": "2031-05-04", "dateline": "PORT SELVA"}),
        ("date 2031-05-04 ", {"published": "2031-05-04"}),
        ("2031-05-04 10:20 ", {"published": "2031-05-04T10:20:00"}),
        ("Published: 3 May 2031\n\n", {"published": "2031-05-03"}),
        ("Published May 3 2031 ", {"published": "2031-05-03"}),
        ("Date of publication 3 May 2031\r\n", {"published": "2031-05-03"}),
        ("Posted on Sat 3 May 2031 at 15:14 | ", {"published": "2031-05-03"}),
        ("Date: 2/12/2031\n", {"published": None}),
        ("Updated at 5:10 p.m. ET\n\n", {"published": None}),
        ("By Jane Doe\n\n", {"byline": "Jane Doe"}),
        ("BY JANE DOE AND ANN VAN ROE\n", {"byline": "JANE DOE AND ANN VAN ROE"}),
        ("By Reuters\n\n", {"byline": "Reuters", "agency": "Reuters"}),
        ("Jane Doe and Ann Roe, Associated Press\n\n", {"agency": "AP"}),
        ("Agence France-Presse\n\n", {"agency": "AFP"}),
        ("AFP Sunday 4 May 2031 ", {"agency": "AFP", "published": "2031-05-04"}),
        ("Source: WAFA\n", {"outlet": "WAFA", "agency": "WAFA"}),
        ("Source: Selva Herald\nAuthor: Jane Doe\n", {"outlet": "Selva Herald", "byline": "Jane Doe"}),
        (f"Title: {TITLE}\n\n", {"title": TITLE}),
        (f"{TITLE}\n\n", {"title": TITLE}),
        (f"{TITLE}\n", {"title": TITLE}),
        (f"{TITLE}?\r\n\r\n", {"title": f"{TITLE}?"}),
        (
            f"{TITLE}\nBy Jane Doe\nMay 3, 2031\n\n",
            {"title": TITLE, "byline": "Jane Doe", "published": "2031-05-03"},
        ),
        (f"{TITLE}\n\nPORT SELVA (MPA) — ", {"title": TITLE, "dateline": "PORT SELVA", "agency": "MPA"}),
        (
            "(Updates with words of minister)\n\nBy Jane Doe\n\nPORT SELVA, May 3 (Reuters) - ",
            {"byline": "Jane Doe"},
        ),
        (f"{TITLE}\n\nA boat in Port Selva. Ann Roe/Getty Images\n\n", {"title": TITLE}),
        (
            "A boat in Port Selva on May 3. (AP Photo/Jane Doe)\n\nPORT SELVA (AP) — ",
            {"agency": "AP", "title": None},
        ),
        ("Jane Doe\n\nSelva Herald\n\nPORT SELVA — ", {"dateline": "PORT SELVA", "title": None}),
    ],
)
def test_the_body_begins_with_the_news(above: str, fields: dict[str, str | None]) -> None:
    text = above + NEWS
    head = read_head(text)
    assert text[head.body :] == NEWS
    for name, value in fields.items():
        assert getattr(head, name) == value, name


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        "May 3, 2031, was the day on which they met.\n\nIt rained.",
        "3 May 2031 was the day on which they met.\n\nIt rained.",
        "By the time they met, it was too late.\n\nIt rained.",
        "By Tuesday they had met\n\nIt rained all day long, and the boats lay in the port of Selva.\n",
        "Date set for talks, says minister.\n\nIt rained.",
        "The sides met on Tuesday.\n\nThey will meet again.",
        "The sides met in the hall of Port Selva on\nTuesday, and they signed a paper there.\nIt rained.",
        "“We will go on,” she said, “until there is an end,”\n\nand she left.",
        "Here is what is known:\n\nThe sides met.",
        "They met. Nobody spoke\n\nIt rained all day long, and the boats lay in the port of Selva.",
        "Jane Doe and Ann Roe\n\nIt rained all day long, and the boats lay in the port of Selva.",
        "One line alone without a full stop",
        "PORT SELVA",
    ],
)
def test_what_may_be_news_stays(text: str) -> None:
    head = read_head(text)
    if not text.startswith("By Tuesday"):
        assert head.title is None
        assert head.body == 0
    assert head.byline is None


def test_a_label_of_a_headline_is_no_byline() -> None:
    head = read_head("Author: how the talks were lost and found again by a man of the sea\n\nIt rained.")
    assert head.byline is None


def test_a_known_title_is_skipped_also_in_the_middle_of_a_line() -> None:
    for above in (
        f"{TITLE}\n",
        f"{TITLE.upper()}. ",
        f"3 May 2031 {TITLE} ",
        f"{TITLE} AFP Sunday 4 May 2031 ",
    ):
        text = above + NEWS
        assert text[read_head(text, TITLE).body :] == NEWS, above


def test_a_known_title_that_begins_a_sentence_stays() -> None:
    text = f"{TITLE} convoys after the talks of Tuesday.\n\nIt rained."
    assert read_head(text, TITLE).body == 0


def test_a_dateline_below_prose_says_where_but_the_prose_stays() -> None:
    text = f"The minister has left. This is new.\n\nPORT SELVA (MPA) — {NEWS}"
    head = read_head(text)
    assert (head.dateline, head.agency, head.body) == ("PORT SELVA", "MPA", 0)


def test_a_text_that_is_all_header_keeps_it() -> None:
    assert read_head("By Jane Doe\n3 May 2031\n").body == 0


def test_points_below_a_caption_are_no_headline() -> None:
    text = f"Story highlights The road is open\n\nMinister will speak on Tuesday\n\n{NEWS}"
    head = read_head(text)
    assert head.title is None
    assert text[head.body :].startswith("Minister will speak")
