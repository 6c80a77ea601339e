"""The page of `truceline report` in a real browser: for everyone, and without a network."""

from __future__ import annotations

from importlib.resources import files

import pytest
from jinja2 import Environment, PackageLoader
from playwright.sync_api import Browser
from tests.browser.accessibility import violations
from tests.browser.conftest import WIDTHS, Opener, opened

from truceline.present.map_picture import Place, picture
from truceline.present.views import many

OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.mark.parametrize(("width", "scheme"), list(zip(WIDTHS, ("dark", "light", "dark"), strict=True)))
def test_nothing_stands_in_anybodys_way(open_page: Opener, static_page: str, width: int, scheme: str) -> None:
    page = open_page(static_page, width, scheme)
    page.evaluate(OPEN_ALL)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_a_map_fits_and_stands_in_nobodys_way(
    chromium: Browser, static_page: str, width: int, scheme: str
) -> None:
    html = map_page()
    context, page, watch = opened(chromium, width, scheme)
    context.route(
        "**/map.html", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
    )
    page.goto(static_page.replace("index.html", "map.html"), wait_until="load")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("svg:visible circle").count() > 12
    page.locator("svg:visible a").first.press("Enter")
    assert page.evaluate("document.querySelector(':target') !== null")
    context.close()
    assert watch.seen() == []


def map_page() -> str:
    """A page with a map of towns that are not there, on land that is."""
    places = [
        Place(f"a{n}", f"Town with a name {n}", None, 30 + n / 2, 30 + n * 0.7, 1 + n % 6, 13 - n)
        for n in range(12)
    ]
    drawn = picture(places)
    environment = Environment(loader=PackageLoader("truceline.present"), autoescape=True)
    environment.filters["many"] = many
    template = environment.from_string(
        "<!doctype html><html lang='en'><meta name='viewport' content='width=device-width'><title>Map</title>"
        "<style>{{ style|safe }}</style><main class='page'>{% import 'map_picture.html' as m %}"
        "{{ m.picture(drawn, link) }}{{ m.list(drawn.places, [], link) }}"
        "{% for one in drawn.places %}<p id='{{ one.id }}'>{{ one.name }}</p>{% endfor %}</main></html>"
    )
    style = (files("truceline.present") / "templates" / "page.css").read_text(encoding="utf-8")
    return template.render(drawn=drawn, style=style, link=lambda place: f"#{place}")


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<img src='http://192.0.2.7/a.png' alt=''>", "request to http://192.0.2.7/a.png"),
        ("<script>throw new Error('broken')</script>", "broken"),
        (
            "<meta http-equiv='Content-Security-Policy' content=\"script-src 'none'\"><script>1</script>",
            "Content Security Policy",
        ),
    ],
)
def test_the_watch_sees_what_must_not_be(chromium: Browser, static_page: str, body: str, seen: str) -> None:
    """The other tests are worth something only if it does."""
    context, page, watch = opened(chromium, 768)
    context.route(
        "**/bad.html", lambda route: route.fulfill(body=f"<!doctype html>{body}", content_type="text/html")
    )
    page.goto(static_page.replace("index.html", "bad.html"), wait_until="load")
    page.wait_for_timeout(100)
    context.close()
    assert any(seen in one for one in watch.seen())


def test_axe_sees_what_is_wrong(open_page: Opener, static_page: str) -> None:
    page = open_page(static_page)
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert any(one.startswith("html-has-lang") for one in violations(page))
