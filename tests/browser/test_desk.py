"""The desk of the sample in a browser: a newcomer's way, deciding, search, phone, keyboard, print, axe."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import violations
from tests.browser.conftest import Opener

WITHIN = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def _first(page: Page, start: str) -> str:
    """The address of the first link of a page that begins so."""
    found = page.locator(f'main a[href^="{start}"]').first.get_attribute("href")
    assert found is not None
    return found


def test_from_the_first_page_to_a_sentence_and_back(open_page: Opener, shown_desk: str) -> None:
    page = open_page(shown_desk)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Figures").click()
    figure = page.locator("article.figure").first
    value = figure.locator(".value bdi").inner_text()
    figure.get_by_role("link", name="details").click()
    expect(page.locator("h1")).to_contain_text(value)
    page.locator("article.figure blockquote a.cite").first.click()
    expect(page).to_have_url(re.compile(r"/reports/[0-9a-f]+#c-[0-9a-f]+"))
    marked = page.locator(".m.on")
    expect(marked.first).to_be_visible()
    assert value in page.locator(".sentence", has=page.locator(".m.on")).inner_text()
    marked.first.click()
    panel = page.get_by_role("complementary", name="What rests on a sentence")
    expect(panel).to_contain_text("What rests on this sentence")
    expect(page).to_have_url(re.compile(r"/at/[0-9]+$"))
    panel.get_by_role("link", name=value, exact=True).first.click()
    expect(page.locator("h1")).to_contain_text(value)


def test_a_decision_and_taking_it_back(open_page: Opener, desk: str) -> None:
    page = open_page(f"{desk}/disagreements")
    first = page.locator("article.conflict").first
    title = first.locator("h3").inner_text()
    first.locator("summary", has_text="Settle it").click()
    first.get_by_label("Why", exact=True).fill("The ministry has corrected itself.")
    first.get_by_label("Who decides").fill("Ada")
    first.get_by_role("button", name="Settle").click()
    notice = page.get_by_role("status").filter(has_text="Decision 1 is kept")
    expect(notice).to_be_visible()
    page.goto(f"{desk}/decisions")
    expect(page.locator(".decisions")).to_contain_text("The ministry has corrected itself.")
    expect(page.locator(".decisions")).to_contain_text("Ada")
    assert page.locator(".local").count() == 1
    page.get_by_role("button", name="Take back decision 1").click()
    expect(page.locator(".decisions")).to_contain_text("taken back by decision 2")
    page.goto(f"{desk}/disagreements")
    assert page.locator("article.conflict").first.locator("h3").inner_text() == title


def test_results_come_while_one_types(open_page: Opener, shown_desk: str) -> None:
    page = open_page(f"{shown_desk}/search")
    page.get_by_label("Words").press_sequentially("Madde", delay=20)
    told = page.locator("#told")
    expect(told).to_contain_text("result", timeout=10_000)
    page.get_by_label("Words").fill("Maddek kind:statement")
    expect(told).to_contain_text("of kind statement", timeout=10_000)
    assert page.locator("#results section").count() == 1
    assert "q=Maddek" in page.url
    page.get_by_label("Words").fill("nobodyofthisname")
    expect(page.locator("#results")).to_contain_text("Nothing in the record has all of that.")
    assert told.inner_text() == ""


def test_search_works_without_script(open_page: Opener, shown_desk: str) -> None:
    page = open_page(shown_desk)
    field = page.get_by_role("searchbox", name="Search the record")
    field.fill("lorries")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=lorries"))
    expect(page.locator("#results h2", has_text="Figures")).to_be_visible()


def test_by_keyboard_alone(open_page: Opener, shown_desk: str) -> None:
    page = open_page(f"{shown_desk}/figures")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    seen = ""
    for _ in range(30):
        page.keyboard.press("Tab")
        seen = page.evaluate("document.activeElement.getAttribute('href') ?? ''")
        assert page.evaluate("document.activeElement.closest('main') !== null")
        if seen.startswith("/lines/"):
            break
    assert seen.startswith("/lines/")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{shown_desk}{seen}")


PAGES: dict[str, Callable[[Page, str], str]] = {
    "today": lambda page, desk: "/",
    "story": lambda page, desk: _of(page, desk, "/stories", "/stories/"),
    "report": lambda page, desk: _of(page, desk, "/reports", "/reports/"),
    "people": lambda page, desk: "/people",
    "person": lambda page, desk: _of(page, desk, "/people", "/people/"),
    "figures": lambda page, desk: "/figures",
    "board": lambda page, desk: "/board",
    "map": lambda page, desk: "/map",
    "network": lambda page, desk: "/network",
    "disagreements": lambda page, desk: "/disagreements",
    "search": lambda page, desk: "/search?q=the",
    "decisions": lambda page, desk: "/decisions",
}


def _of(page: Page, desk: str, pages: str, start: str) -> str:
    page.goto(desk + pages)
    return _first(page, start)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_nothing_stands_in_anybodys_way(open_page: Opener, shown_desk: str, width: int, scheme: str) -> None:
    """WCAG 2.2 AA as far as axe sees it, and no page is wider than the screen."""
    page = open_page(shown_desk, width, scheme)
    found: dict[str, list[str]] = {}
    for name, address in PAGES.items():
        page.goto(shown_desk + address(page, shown_desk))
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        wrong = violations(page)
        wrong += [] if page.evaluate(WITHIN) else ["wider than the screen"]
        if wrong:
            found[name] = wrong
    assert found == {}


def test_the_brief_is_printed_without_what_one_clicks(open_page: Opener, shown_desk: str) -> None:
    page = open_page(shown_desk)
    page.emulate_media(media="print")
    assert page.locator(".brief").is_visible()
    for hidden in ("nav", "form", "footer"):
        assert page.locator(hidden).first.is_hidden(), hidden
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
