"""RawReport to Report."""

import hypothesis
import pytest
from hypothesis import strategies as st

from truceline.clean import clean
from truceline.config import Config
from truceline.errors import InputError
from truceline.model.report import Given, Media, RawReport, Report

NOTHING = Given()
NEWS = "Delegates of Arland met in Port Selva on Tuesday, and they signed a paper on the coastal road."
PAGE = (
    "<html><head><title>Road opens</title></head><body><article>"
    + f"<p>{NEWS}</p>"
    + "</article></body></html>"
)


def cleaned(body: bytes | str, given: Given = NOTHING, media: Media = "text") -> Report:
    return clean(RawReport("in/a.txt", media, body, given), Config())


def code(
    body: bytes | str, media: Media = "text", config: Config | None = None, given: Given = NOTHING
) -> str:
    with pytest.raises(InputError) as caught:
        clean(RawReport("in/a.txt", media, body, given), config or Config())
    return caught.value.code


def test_the_text_is_exactly_the_given_one() -> None:
    text = f"\r\n Road opens again\r\n\r\n{NEWS}\u00a0 \x00\r\n"
    for body in (text, text.encode(), b"\xef\xbb\xbf" + text.encode()):
        report = cleaned(body)
        assert report.text == text
        assert report.text[report.body :].startswith("Delegates")


def test_all_that_the_head_says() -> None:
    text = f" date 2031-05-04 PORT SELVA: {NEWS}"
    report = cleaned(text)
    assert (report.published, report.published_from) == ("2031-05-04", "header")
    assert (report.dateline, report.agency, report.text[report.body :]) == ("PORT SELVA", None, NEWS)
    assert (report.path, report.name) == ("in/a.txt", report.id)


def test_given_fields_come_first() -> None:
    text = f"Other title here\nBy Ann Roe\n4 May 2031\n\n{NEWS}"
    given = Given("7", " Road\n opens\x00 ", "Herald", "By Jane Doe", "2031-05-03")
    report = cleaned(text, given)
    assert (report.title, report.outlet, report.byline) == ("Road opens", "Herald", "Jane Doe")
    assert (report.published, report.published_from, report.name) == ("2031-05-03", "given", "7")


def test_a_page_and_its_fields() -> None:
    report = cleaned(PAGE, media="html")
    assert (report.text, report.title, report.language) == (NEWS, "Road opens", None)
    assert report.text == cleaned(PAGE.encode("utf-16"), media="html").text


@pytest.mark.parametrize(
    ("text", "fields", "published", "origin"),
    [
        (NEWS, {"published": "2/12/2031"}, None, None),
        (NEWS, {"published": "2031-13-45"}, None, None),
        (NEWS, {"published": "0000-00-00"}, None, None),
        (f"3 May 2031 {NEWS}", {"published": "soon"}, "2031-05-03", "header"),
        (f"3 May 2031 {NEWS}", {"url": "https://a.example/2031/05/04/x"}, "2031-05-04", "page"),
        (f"PORT SELVA, May 3 — {NEWS}", {}, None, None),
        (f"PORT SELVA, May 3, 2031 — {NEWS}", {}, "2031-05-03", "dateline"),
        (f"PORT SELVA, May 3 — {NEWS}", {"url": "https://a.example/2031/x"}, "2031-05-03", "dateline"),
        (f"PORT SELVA, May 3 — {NEWS}", {"published": "3/5/2031"}, "2031-05-03", "dateline"),
        (f"PORT SELVA, May 3 — {NEWS}", {"url": "https://a.example/2030/2031/x"}, None, None),
    ],
)
def test_published(text: str, fields: dict[str, str], published: str | None, origin: str | None) -> None:
    report = cleaned(text, Given(**fields))
    assert (report.published, report.published_from) == (published, origin)


@pytest.mark.parametrize(
    ("text", "fields", "agency"),
    [
        (f"PORT SELVA (AP) — {NEWS}", {"outlet": "Selva Herald"}, "AP"),
        (f"PORT SELVA (MPA) — {NEWS}\n— AFP", {"byline": "Reuters"}, "MPA"),
        (NEWS, {"byline": "Jane Doe, Reuters"}, "Reuters"),
        (f"{NEWS} — AFP", {}, "AFP"),
        (NEWS, {"outlet": "Xinhua"}, "Xinhua"),
        (f"“It is over,” she told AFP. {NEWS} A man told Reuters the same.", {}, None),
        (f"{NEWS}\n\nThe Associated Press contributed to this report.", {}, None),
    ],
)
def test_the_agency_that_is_credited_with_the_text(
    text: str, fields: dict[str, str], agency: str | None
) -> None:
    assert cleaned(text, Given(**fields)).agency == agency


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "empty"),
        (" \ufeff\n\x00", "empty"),
        (b"%PDF-1.7", "binary"),
        ("\x01\x02" * 20, "binary"),
        (b"\xff\xfea", "encoding"),
        ("17 - 42", "no-text"),
        ("Делегация прибыла в порт.", "language"),
        (NEWS * 20, "too-long"),
    ],
)
def test_what_cannot_be_read(body: bytes | str, expected: str) -> None:
    assert code(body, config=Config(max_characters=1000)) == expected


def test_a_page_that_cannot_be_read() -> None:
    assert code("<html></html>", "html") == "no-article"
    assert code(" ", "html") == "empty"
    assert code(PAGE, "html", Config(max_characters=50)) == "too-long"


def test_a_language_that_is_given() -> None:
    assert code(NEWS, given=Given(language="tr")) == "language"
    assert cleaned(NEWS, Given(language="en-GB")).language == "en-GB"


def test_half_characters_can_be_stored() -> None:
    report = cleaned(f"\ud800{NEWS}\udfff", Given(title="a\ud800", id="\udc00"))
    assert (report.text, report.title, report.given_id) == (f"\ufffd{NEWS}\ufffd", "a\ufffd", "\ufffd")


_PIECES = st.sampled_from(
    [
        "PORT SELVA",
        "DOHA",
        " (AP)",
        " — ",
        ": ",
        "\n",
        "\n\n",
        "By Jane Doe",
        "3 May 2031",
        "date ",
        "Published: ",
        "Source: ",
        "<p>",
        "</p>",
        "<div>",
        "<html>",
        "(",
        ")",
        "/",
        ", ",
        "May 3",
        "AFP",
        "\ufeff",
        "\x00",
        "\r",
        "“",
        ". ",
        "-",
        "FILE - ",
        "The talks went on in Port Selva for a very long time, and nobody spoke.",
    ]
)
_TEXTS = st.text() | st.lists(_PIECES, max_size=30).map("".join)
_FIELDS = st.builds(
    Given,
    title=st.none() | _TEXTS,
    outlet=st.none() | _TEXTS,
    byline=st.none() | _TEXTS,
    published=st.none() | st.text(),
    url=st.none() | st.text(),
)


@hypothesis.settings(deadline=None)
@hypothesis.given(st.binary() | _TEXTS | _TEXTS.map(str.encode), st.sampled_from(["text", "html"]), _FIELDS)
def test_nothing_but_an_input_error_and_the_same_twice(
    body: bytes | str, media: Media, fields: Given
) -> None:
    raw = RawReport("a", media, body, fields)
    outcomes: list[object] = []
    for _ in range(2):
        try:
            report = clean(raw, Config())
        except InputError as error:
            outcomes.append((error.code, str(error)))
        else:
            outcomes.append(report)
            assert 0 <= report.body < len(report.text)
            assert report.text[report.body :].strip()
            assert media == "html" or isinstance(body, bytes) or report.text == body
    assert outcomes[0] == outcomes[1]
