"""JSON of our own, of Trafilatura and of news-please."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.errors import Failure
from truceline.model.report import Given, RawReport
from truceline.read.json import document_reader, line_reader

NEWS = "The talks in Port Selva went on."


def read_one(value: Any) -> RawReport | Failure:
    (found,) = document_reader.read("a.json", json.dumps(value).encode())
    return found


def report(value: Any) -> RawReport:
    found = read_one(value)
    assert isinstance(found, RawReport), found
    return found


def codes(data: bytes) -> list[str]:
    return [item.code for item in document_reader.read("a.json", data) if isinstance(item, Failure)]


OURS = {
    "id": "7",
    "text": NEWS,
    "title": "Talks",
    "outlet": "Selva Herald",
    "byline": "Jane Doe",
    "published": "2031-05-03",
    "url": "https://herald.example/7",
    "language": "en",
}
TRAFILATURA = {
    "fingerprint": "7",
    "raw_text": NEWS,
    "title": "Talks",
    "source-hostname": "Selva Herald",
    "hostname": "herald.example",
    "author": "Jane Doe",
    "date": "2031-05-03",
    "source": "https://herald.example/7",
    "language": "en",
}
NEWS_PLEASE = {
    "filename": "7",
    "maintext": NEWS,
    "text": None,
    "title": "Talks",
    "source_domain": "Selva Herald",
    "authors": ["Jane Doe"],
    "date_publish": "2031-05-03",
    "url": "https://herald.example/7",
    "language": "en",
}


@pytest.mark.parametrize("value", [OURS, TRAFILATURA, NEWS_PLEASE])
def test_each_family_of_field_names(value: dict[str, Any]) -> None:
    found = report(value)
    assert (found.media, found.body) == ("text", NEWS)
    assert found.given == Given(
        id="7",
        title="Talks",
        outlet="Selva Herald",
        byline="Jane Doe",
        published="2031-05-03",
        url="https://herald.example/7",
        language="en",
    )


def test_several_authors_and_a_number_as_id() -> None:
    found = report({"text": NEWS, "authors": ["Jane Doe", 3, "", "Ann Roe"], "id": 17, "published": 20310503})
    assert found.given.byline == "Jane Doe, Ann Roe"
    assert (found.given.id, found.given.published) == ("17", "20310503")


def test_a_source_that_is_no_address_is_the_outlet() -> None:
    found = report({"text": NEWS, "source": "Selva Herald"})
    assert (found.given.outlet, found.given.url) == ("Selva Herald", None)


def test_the_surest_name_of_a_field_wins() -> None:
    found = report({"text": NEWS, "raw_text": "Other.", "sitename": "Herald", "hostname": "h.example"})
    assert (found.body, found.given.outlet) == (NEWS, "Herald")


@pytest.mark.parametrize(
    ("value", "media"),
    [
        ({"html": "<p>Talks"}, "html"),
        ({"body": "<p>Talks</p>"}, "html"),
        ({"body": "Talks went on."}, "text"),
        ({"body": "<p>Talks</p>", "text": NEWS}, "text"),
    ],
)
def test_a_page_where_the_text_is_missing(value: dict[str, str], media: str) -> None:
    assert report(value).media == media


def test_fields_of_the_wrong_type_are_left_out() -> None:
    found = report(
        {"text": NEWS, "title": 3, "outlet": {"name": "x"}, "id": True, "url": [], "language": " "}
    )
    assert found.given == Given()


@pytest.mark.parametrize(
    "value", [{}, {"text": None}, {"text": 5}, {"text": "  "}, {"title": "Talks"}, {"text": ["a"]}]
)
def test_no_text(value: dict[str, Any]) -> None:
    found = read_one(value)
    assert isinstance(found, Failure)
    assert (found.stage, found.item, found.code) == ("read", "a.json", "no-text")


@pytest.mark.parametrize("wrap", [list, lambda items: {"articles": items}, lambda items: {"reports": items}])
def test_a_list_of_reports_in_a_document(wrap: Any) -> None:
    data = json.dumps(wrap([{"text": "One."}, "two", {"text": "Three."}])).encode()
    one, two, three = document_reader.read("a.json", data)
    assert isinstance(one, RawReport)
    assert isinstance(three, RawReport)
    assert (one.origin, three.origin, three.body) == ("a.json#1", "a.json#3", "Three.")
    assert isinstance(two, Failure)
    assert (two.item, two.code) == ("a.json#2", "no-object")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[]", "empty"),
        (b'{"articles": []}', "empty"),
        (b"{", "bad-json"),
        (b'{"text": "caf\xe9"}', "bad-json"),
        (b"[" * 200_000, "bad-json"),
        (b'{"id": ' + b"9" * 5000 + b"}", "bad-json"),
        (b"17", "no-object"),
    ],
)
def test_broken_documents(data: bytes, code: str) -> None:
    assert codes(data) == [code]


def test_half_a_character_is_replaced_by_one_of_the_same_length() -> None:
    (found,) = line_reader.read("a.jsonl#1", b'{"text": "a\\ud83d b \\ud83d\\ude00", "title": "\\udc00x"}')
    assert isinstance(found, RawReport)
    assert found.body == "a\ufffd b \U0001f600"
    assert found.given.title == "\ufffdx"
    assert len(found.id) == 16


def test_a_byte_order_mark_and_windows_newlines() -> None:
    (found,) = line_reader.read("a.jsonl#1", b'\xef\xbb\xbf{"text": "One\\r\\ntwo."}\r\n')
    assert isinstance(found, RawReport)
    assert found.body == "One\r\ntwo."


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*OURS, *TRAFILATURA, "body"]), inner)
    ),
    max_leaves=12,
)


@given(_JSON | st.binary())
def test_reading_never_raises_and_gives_something(value: Any) -> None:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    assert list(document_reader.read("a", data))
    assert list(line_reader.read("a", data)) == list(line_reader.read("a", data))
