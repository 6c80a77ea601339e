"""What is typed into the search, as the desk understands it."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient


def _found(client: TestClient, typed: str, **more: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/search.json", params={"q": typed, **more}).json()
    return answer


def _kinds(page: dict[str, Any]) -> list[str]:
    return [group["kind"] for group in page["found"]]


def test_keys_narrow_as_the_fields_do(client: TestClient) -> None:
    assert _kinds(_found(client, "talks kind:statement")) == ["statement"]
    assert (
        _found(client, "talks kind:statement")["found"] == _found(client, "talks", kind="statement")["found"]
    )
    assert _kinds(_found(client, "kind:meetings")) == ["event"]
    by_person = _found(client, "person:Maddek")
    assert by_person["asked"]["person_name"] == "Jorun Maddek"
    assert by_person["found"] == _found(client, "", person="Maddek")["found"] != []
    by_outlet = _found(client, 'kind:report outlet:"kelvarra"')
    assert {line["outlet"] for line in by_outlet["found"][0]["reports"]} == {"Kelvarra Courier"}
    day = _found(client, "kind:report from:2031-05-10 to:2031-05")
    assert {line["published"][:10] for line in day["found"][0]["reports"]} == {"2031-05-10"}


def test_a_field_counts_before_a_key(client: TestClient) -> None:
    page = _found(client, "kind:figure person:Harket", kind="statement", person="Maddek")
    assert page["asked"]["person_name"] == "Jorun Maddek"
    assert _kinds(page) == ["statement"]


def test_a_place_and_a_person_are_both_asked_for(client: TestClient) -> None:
    both = _found(client, "person:Maddek place:Ferrow kind:event")
    assert both["place"]["name"] == "Ferrow"
    assert ["Ferrow" in str(line) for line in both["found"][0]["events"]] == [True]


@pytest.mark.parametrize(
    ("typed", "note"),
    [("person:Nobodyhere", "Nobody and nothing"), ("place:Nowherehere", "No place"),
     ("outlet:Nonesuch", "No outlet"), ("kind:rumour", "There is no kind rumour")],
)  # fmt: skip
def test_what_there_is_not_is_said(client: TestClient, typed: str, note: str) -> None:
    page = _found(client, typed)
    assert note in page["notes"][0]
    assert page["found"] == []


def test_phrases_and_whole_words(client: TestClient) -> None:
    title = _found(client, "kind:story")["found"][0]["stories"][0]["title"]
    words = title.split()
    phrase = " ".join(words[:3])
    assert title in [one["title"] for one in _found(client, f'"{phrase}" kind:story')["found"][0]["stories"]]
    assert _found(client, f'"{words[1]} {words[0]}" kind:story')["found"] == []
    longest = max(words, key=len)
    assert _found(client, f"{longest[:-2]} kind:story")["found"] == []
    assert _found(client, f"kind:story {longest[:-2]}")["found"] != []
