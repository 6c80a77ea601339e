"""What axe finds on a page against WCAG 2.2, level AA (https://www.w3.org/TR/WCAG22/)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_LAID_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
_NODES = 5
"""Places of one violation that are told."""


@cache
def _axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, within: str | None = None) -> list[str]:
    """The violations on a page, each with its rule, what is wrong, and where: an empty list is none.

    What is not on the screen is laid out too: else it would move while axe measures."""
    page.evaluate(_axe())
    page.evaluate(_LAID_OUT)
    found: dict[str, Any] = page.evaluate(
        "([where, tags]) => axe.run(where ?? document, {runOnly: {type: 'tag', values: tags},"
        " resultTypes: ['violations']})",
        [within, list(TAGS)],
    )
    return [_told(one) for one in found["violations"]]


def _told(one: dict[str, Any]) -> str:
    nodes = one["nodes"]
    places = [f"  {node['target']}: {node['failureSummary']!r:.300}" for node in nodes[:_NODES]]
    return "\n".join([f"{one['id']} ({len(nodes)}): {one['help']}", *places])
