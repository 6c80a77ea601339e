"""What keeps other pages out, and hostile reports harmless."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.present.desk.asking import ids, token
from tests.present.desk.conftest import Opened

from truceline import build
from truceline.present.desk.app import desk
from truceline.present.desk.keeping import Keeper
from truceline.present.desk.openapi import PAGES
from truceline.present.desk.security import POLICY

FORM = {"content-type": "application/x-www-form-urlencoded"}
HOSTILE = (
    """Talks in Oru <script>alert(1)</script>

"><img src=x onerror=alert(2)> President Ada "><svg onload=alert(3)> Marok met Prime Minister Bo Estmere
in Oru on 2 May 2031. "We agreed on a ceasefire</textarea><script>alert(4)</script>," said President Ada
Marok. {{ 7*7 }} {% raw %} 12 people were killed in Oru, the ministry said. \u202eevil\u202c \u0000\ufffd
"""
    + "A" * 20_000
)


def test_every_answer_has_the_headers(client: TestClient) -> None:
    for address in ("/", "/nowhere", "/static/desk.css", "/openapi.json", "/reports.json", "/search?q=a"):
        headers = client.get(address).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "evil@127.0.0.1", "10.0.0.1", "a:b"]
)
def test_other_hosts_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("host", ["127.0.0.1:8750", "localhost:8750", "localhost", "[::1]:8750"])
def test_own_hosts_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_an_open_desk_is_asked_for_by_address_but_not_by_any_name(sample_path: Path) -> None:
    keeper = Keeper(sample_path)
    keeper.open()
    client = TestClient(desk(keeper, "Ada", "0.0.0.0"), base_url="http://10.1.2.3:8750")
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    keeper.close()


def test_a_form_needs_the_token_the_cookie_and_the_origin(own: TestClient) -> None:
    data = {"subject": "x", "reason": "y"}
    assert own.post("/decide/note", data=data).status_code == 403
    good = token(own)
    assert own.post("/decide/note", data={**data, "token": "0" * 64}).status_code == 403
    for headers in ({"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        assert own.post("/decide/note", data={**data, "token": good}, headers=headers).status_code == 403
    cookies = dict(own.cookies)
    own.cookies.clear()
    assert own.post("/decide/note", data={**data, "token": good}).status_code == 403
    own.cookies.clear()  # the answer gave a new one
    own.cookies.update(cookies)
    assert own.get("/decisions.json").json()["decisions"] == []
    fine = own.post("/decide/note", data={**data, "token": good}, headers={"origin": "http://127.0.0.1:8750"})
    assert fine.status_code == 200
    assert len(own.get("/decisions.json").json()["decisions"]) == 1


def test_the_cookie_is_for_this_site_alone(client: TestClient) -> None:
    given = client.get("/").headers["set-cookie"].lower()
    assert "samesite=strict" in given
    assert "httponly" in given


def test_forms_that_are_none_are_refused(own: TestClient) -> None:
    assert own.post("/decide/note", content=b"a" * 100_000, headers=FORM).status_code == 413
    assert own.post("/decide/note", content=b"&".join([b"a=1"] * 600), headers=FORM).status_code == 413
    assert own.post("/decide/note", json={"a": 1}).status_code == 415
    assert own.post("/decide/note", content=b"\xff\xfe=%ff", headers=FORM).status_code == 403
    assert own.get("/decide/note").status_code == 405
    assert own.post("/decide/none", data={"token": token(own)}).status_code == 404


def test_no_decision_leads_elsewhere(own: TestClient) -> None:
    data = {"subject": "x", "reason": "y", "token": token(own)}
    for back in ("//evil.example/", "https://evil.example/a", "/\\evil.example", "javascript:alert(1)"):
        answer = own.post("/decide/note", data={**data, "back": back}, follow_redirects=False)
        assert answer.status_code == 303
        assert re.match(r"/(?![/\\])", answer.headers["location"])


def test_only_files_of_the_desk_are_served(client: TestClient) -> None:
    assert client.get("/static/desk.css").status_code == 200
    assert client.get("/static/page.css").status_code == 200
    for name in ("..%2Fapp.py", "%2e%2e/app.py", "app.py", "%2Fetc%2Fpasswd", "..%5Capp.py"):
        assert client.get(f"/static/{name}").status_code == 404


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def test_hostile_reports_stay_text(tmp_path: Path, opened: Opened) -> None:
    (tmp_path / "a.txt").write_text(HOSTILE, encoding="utf-8")
    given = {
        "text": "President Ada Marok met Bo Estmere in Oru on 2 May 2031.",
        "title": "<script>alert(5)</script>",
        "outlet": '"><script>alert(6)</script>',
        "url": "javascript:alert(7)",
        "published": "2031-05-03",
    }
    (tmp_path / "b.jsonl").write_text(json.dumps(given), encoding="utf-8")
    record = tmp_path / "hostile.truceline"
    build([tmp_path / "a.txt", tmp_path / "b.jsonl"], record)
    client = opened(record)
    pages = [page.path for page in PAGES if "{" not in page.path] + ["/search?q=alert", "/search?q=<script>"]
    for kind in ("stories", "people", "reports"):
        pages += [f"/{kind}/{one}" for one in ids(client, f"/{kind}", kind)]
    pages += [f"/lines/{one}" for one in ids(client, "/statements", "lines")]
    assert len(pages) > 25
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        for tag, attributes in Tags(answer.text).found:
            assert tag not in ("img", "iframe", "object", "embed", "textarea", "base", "style"), page
            assert not [name for name in attributes if name.startswith("on") or name == "style"], page
            if tag == "script":
                assert attributes["src"].startswith("/static/"), page
            if tag == "a" and not attributes["href"].startswith(("/", "#")):
                assert attributes["href"].startswith(("http://", "https://")), page
                assert set(attributes["rel"].split()) >= {"noopener", "nofollow"}, page
            assert not attributes.get("href", "").startswith("//"), page
    titles = [line["title"] for line in client.get("/reports.json").json()["lines"]]
    assert "<script>alert(5)</script>" in titles
