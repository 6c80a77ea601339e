"""Headers that a copy has flattened into the first line."""

import pytest

from truceline.clean.head import read_head

NEWS = "Delegates of Arland and the Northern Council met on Sunday and they signed a paper."
TITLE = "Coastal road opens for aid"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"Last updated at May 42031 {NEWS}", "2031-05-04"),
        (f"Last updated at May 142031 PORT SELVA {NEWS}", "2031-05-14"),
        (f"Posted on May 4 2031 by Jane Doe {TITLE} {NEWS}", "2031-05-04"),
        (f"{TITLE} Council tells of a second convoy AFP Sunday 4 May 2031 {NEWS}", "2031-05-04"),
        (f"{TITLE} AFP Sunday 4 May 2031 seventeen trucks came.", "2031-05-04"),
        (f"{TITLE} NGO Sunday 4 May 2031 Print Tweet Views 45 {NEWS}", "2031-05-04"),
        (f"{TITLE} 4 May 2031 Port Selva MPA-{NEWS}", "2031-05-04"),
        (f"{TITLE} Sun May 4 2031 102138 {NEWS}", "2031-05-04"),
        (f"14.05.2031(updated 1500 14.05.2031) Get short URL {NEWS}", "2031-05-14"),
        (f"14.05.2031) Get short URL {NEWS}", "2031-05-14"),
        (f"Sun May 4 2031 title: {TITLE}. {NEWS}", "2031-05-04"),
        # Of the two days that figures can be, the one that the first weekday of the news fits.
        (f"04-05-2031 {TITLE}. {NEWS}", "2031-05-04"),
        (f"04.05.2031 {NEWS}", "2031-05-04"),
        (f"04-05-2031 {TITLE}. Delegates met next Sunday.", None),
        (f"04-05-2031 {TITLE}. Delegates met.", None),
        (f"4-05-2031 {TITLE}. {NEWS}", None),  # a figure is lost
        # What is part of a sentence is no header.
        (f"{TITLE} The envoy told AFP Sunday 4 May 2031 that it holds.", None),
        (f"{TITLE} The council met on Sunday 4 May 2031 The envoy left.", None),
        (f"{TITLE} It was published on 4 May 2031 by Penguin.", None),
        (f"{TITLE} Council tells of a convoy AFP Monday 4 May 2031 {NEWS}", None),  # it was a Sunday
        (f"{NEWS} " * 8 + f"AFP Sunday 4 May 2031 {NEWS}", None),
    ],
)
def test_the_date_of_a_flattened_header(text: str, published: str | None) -> None:
    assert read_head(text, TITLE).published == published


def test_what_stands_before_the_date_is_still_read() -> None:
    text = f"{TITLE} Council tells of a second convoy AFP Sunday 4 May 2031 {NEWS}"
    head = read_head(text, TITLE)
    assert "Council tells of a second convoy" in text[head.body :]
    assert head.agency == "AFP"


def test_a_title_with_the_name_of_its_site() -> None:
    head = read_head(f"{TITLE} AFP Sunday 4 May 2031 {NEWS}", f"{TITLE} - Region - Selva Online")
    assert (head.title, head.published) == (TITLE, "2031-05-04")


@pytest.mark.parametrize("text", ["Sunday " * 100_000, "Posted on " * 100_000, "Posted on May 4" * 50_000])
def test_a_long_line_takes_no_longer(text: str) -> None:
    assert read_head(text, TITLE).published is None
