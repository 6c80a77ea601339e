"""What tests read from pages."""

from __future__ import annotations

import re

from starlette.testclient import TestClient


def token(client: TestClient, page: str = "/decisions") -> str:
    """The token of the forms of a page; the client keeps the cookie that it goes with."""
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get(page).text)
    if found is None:  # a page without a form
        found = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/disagreements").text)
    assert found is not None
    return found[1]


def ids(client: TestClient, page: str, kind: str) -> list[str]:
    """The ids of the things of a kind ("stories") that a page leads to."""
    return list(dict.fromkeys(re.findall(rf'href="/{kind}/([0-9a-f]{{16}})', client.get(page).text)))
