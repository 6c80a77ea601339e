"""Every page of the sample's desk, as HTML and as JSON."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient
from tests.present.desk.asking import ids

from truceline.present.desk import openapi

_LISTS = [
    page.path for page in openapi.PAGES if "{" not in page.path
]  # fmt: skip


def _addresses(client: TestClient) -> dict[str, str]:
    """One address for each path that names a thing."""
    report = ids(client, "/reports", "reports")[0]
    at = re.findall(rf'href="(/reports/{report}/at/[0-9]+)"', client.get(f"/reports/{report}").text)[0]
    pairs = [
        pair
        for story in ids(client, "/stories", "stories")
        for pair in re.findall(r'href="(/compare/[0-9a-f]+/[0-9a-f]+)"', client.get(f"/stories/{story}").text)
    ]
    return {
        "/stories/{id}": f"/stories/{ids(client, '/stories', 'stories')[0]}",
        "/people/{id}": f"/people/{ids(client, '/people', 'people')[0]}",
        "/series/{id}": f"/series/{ids(client, '/figures', 'series')[0]}",
        "/reports/{id}": f"/reports/{report}",
        "/reports/{id}/at/{offset}": at,
        "/compare/{a}/{b}": pairs[0],
        "/lines/{id}": f"/lines/{ids(client, '/statements', 'lines')[0]}",
    }


@pytest.fixture
def addresses(client: TestClient) -> dict[str, str]:
    return {path: path for path in _LISTS} | _addresses(client)


def test_each_page_is_there_as_html_and_as_json(client: TestClient, addresses: dict[str, str]) -> None:
    assert set(addresses) == {page.path for page in openapi.PAGES}
    described: Any = client.get("/openapi.json").json()
    for path, address in addresses.items():
        html = client.get(address, headers={"accept": "text/html"})
        assert html.status_code == 200, address
        assert html.headers["content-type"].startswith("text/html")
        assert '<html lang="en">' in html.text
        assert html.text.count("<h1") == 1, address
        assert html.text.count("<main") == 1
        json = client.get(address, headers={"accept": "application/json"})
        assert json.headers["content-type"] == "application/json"
        behind = "/index.json" if address == "/" else f"{address}.json"
        assert client.get(behind).json() == json.json()
        answer = described["paths"][path]["get"]["responses"]["200"]
        schema = {**answer["content"]["application/json"]["schema"], "components": described["components"]}
        Draft202012Validator(schema).validate(json.json())


def test_no_page_has_script_or_style_within(client: TestClient, addresses: dict[str, str]) -> None:
    for address in addresses.values():
        html = client.get(address).text
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)\s*=", html), address
        assert "<style" not in html
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
        assert not re.search(r'src="(?:https?:)?//', html), address


def test_ids_of_a_page_are_its_own(client: TestClient, addresses: dict[str, str]) -> None:
    for address in addresses.values():
        found = re.findall(r'\sid="([^"]+)"', client.get(address).text)
        assert len(found) == len(set(found)), (address, {one for one in found if found.count(one) > 1})


def test_each_field_has_a_label(client: TestClient, addresses: dict[str, str]) -> None:
    for address in addresses.values():
        html = client.get(address).text
        for tag in re.findall(r"<(?:input|select)[^>]*>", html):
            if 'type="hidden"' in tag or 'type="checkbox"' in tag:
                continue
            name = re.search(r'\sid="([^"]+)"', tag)
            assert name is not None, (address, tag)
            assert f'<label for="{name[1]}"' in html, (address, tag)


def test_every_link_within_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    for page in ("/", "/stories", "/timeline", "/disagreements", "/meetings", "/network", "/search?q=the"):
        for link in re.findall(r'href="(/[^"#]*)', client.get(page).text):
            seen.add(link.replace("&amp;", "&"))
    for link in sorted(seen):
        assert client.get(link).status_code == 200, link


def test_a_line_leads_to_its_sentence_and_the_sentence_to_the_line(client: TestClient) -> None:
    line = ids(client, "/figures", "lines")[0]
    page = client.get(f"/lines/{line}")
    report, claim = re.findall(r'href="/reports/([0-9a-f]+)#(c-[0-9a-f]+)"', page.text)[0]
    text = client.get(f"/reports/{report}").text
    assert f'id="{claim}"' in text
    places = client.get(f"/reports/{report}.json").json()["rests"]
    start = next(one["start"] for one in places if one["line"] == line)
    found = client.get(f"/reports/{report}/at/{start}.json").json()
    assert line in [one["id"] for one in found["lines"]]
    assert f"/lines/{line}" in client.get(f"/reports/{report}/at/{start}").text
    assert (
        client.get(f"/at/{claim[2:]}", follow_redirects=False).headers["location"]
        == f"/reports/{report}#{claim}"
    )


def test_a_part_of_a_page_for_htmx_is_no_whole_page(client: TestClient) -> None:
    part = client.get("/search?q=talks", headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert "<section" in part


@pytest.mark.parametrize(
    "address",
    ["/stories/0", "/people/0", "/series/0", "/reports/0", "/reports/0/at/3", "/compare/0/1", "/lines/0",
     "/at/0", "/nowhere", "/stories/%3Cscript%3E", "/static/none.css", "/decide/merge.json"],
)  # fmt: skip
def test_what_is_not_there_is_said(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (404, 405)
    assert "<script>" not in answer.text


def test_lists_come_in_parts(client: TestClient) -> None:
    whole = client.get("/statements.json").json()["listing"]
    assert whole["total"] > whole["size"] == len(whole["lines"])
    rest = client.get(f"/statements.json?start={whole['size']}").json()["listing"]
    assert len(rest["lines"]) == min(whole["size"], whole["total"] - whole["size"])
    both = [line["id"] for line in (*whole["lines"], *rest["lines"])]
    assert len(both) == len(set(both))
    assert client.get("/statements.json?start=999999").json()["listing"]["lines"] == []
    assert client.get("/statements.json?start=-3").json() == client.get("/statements.json?start=x").json()
    assert 'rel="next"' in client.get("/statements").text


def test_lists_are_narrowed(client: TestClient) -> None:
    story = ids(client, "/stories", "stories")[0]
    of_story = client.get(f"/reports.json?story={story}").json()
    assert {line["story"] for line in of_story["lines"]} == {story}
    outlet = next(line["outlet"] for line in client.get("/reports.json").json()["lines"] if line["outlet"])
    by_outlet = client.get("/reports.json", params={"outlet": outlet}).json()
    assert {line["outlet"] for line in by_outlet["lines"]} == {outlet}
    days = sorted(line["published"][:10] for line in by_outlet["lines"] if line["published"])
    on_day = client.get(f"/reports.json?from={days[0]}&to={days[0]}").json()
    assert {line["published"][:10] for line in on_day["lines"]} == {days[0]}
    both = client.get("/reports.json", params={"outlet": outlet, "from": days[0], "to": days[0]}).json()
    assert 0 < both["total"] <= min(by_outlet["total"], on_day["total"])
    for kind in ("person", "place"):
        assert {line["kind"] for line in client.get(f"/people.json?kind={kind}").json()["lines"]} == {kind}
    groups = client.get("/search.json?q=the&kind=statement").json()["found"]
    assert [group["kind"] for group in groups] == ["statement"]


def test_search_finds_words_and_beginnings(client: TestClient) -> None:
    title = client.get("/stories.json").json()["lines"][0]["title"]
    word = max(title.split(), key=len)
    found = client.get("/search.json", params={"q": word[:-1]}).json()["found"]
    assert title in [one["title"] for group in found for one in group["stories"]]
    for odd in ('"', "a AND OR NOT (", "*", "\0", "😀", "x" * 5000, "NEAR(a b, 2)", "-a", "body:"):
        assert client.get("/search", params={"q": odd}).status_code == 200


def test_the_timeline_is_in_order_and_zooms(client: TestClient) -> None:
    page = client.get("/timeline.json").json()
    days = [line["moment"]["when"]["days"] for line in page["listing"]["lines"]]
    known = [day["earliest"] or day["latest"] for day in days if day["earliest"] or day["latest"]]
    assert known == sorted(known)
    assert sum(step["events"] for step in page["steps"]) == len(known)
    step = page["steps"][0]
    inside = client.get(f"/timeline.json?from={step['first']}&to={step['last']}").json()
    assert inside["listing"]["total"] >= step["events"] > 0
