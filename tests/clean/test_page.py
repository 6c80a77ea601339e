"""Web pages."""

import json
import time
from typing import Any

import pytest

from truceline.clean.page import read_page
from truceline.errors import InputError

PARAGRAPHS = (
    "Delegates of Arland and the Northern Council met in Port Selva and signed a paper on the coastal road.",
    "The paper lets 40 trucks a day pass the checkpoint at Old Mill, said Mira Dosten for the mediators.",
    "It is the first agreement of the two sides since the truce of March, which both have broken.",
    "A second round of talks is planned for next week, and observers of the union will be there.",
)
ARTICLE = "<article>" + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) + "</article>"


def html(head: str = "", body: str = ARTICLE, attributes: str = "") -> str:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>"


def code(source: str) -> str:
    with pytest.raises(InputError) as caught:
        read_page(source, None)
    return caught.value.code


def test_main_text_by_paragraphs() -> None:
    menu = "<nav><a href='/'>Home</a> <a href='/w'>World</a></nav>"
    around = f"{menu}{ARTICLE}<footer>All rights reserved.</footer>"
    assert read_page(html(body=around), None).text == "\n".join(PARAGRAPHS)


def test_what_the_meta_elements_say() -> None:
    found = read_page(
        html(
            "<title>Road opens | Selva Herald</title>"
            "<meta property='og:title' content='Road opens - Selva Herald'>"
            "<meta property='og:site_name' content='Selva Herald'>"
            "<meta property='article:published_time' content='2031-05-03T10:00:00Z'>"
            "<meta name='author' content='Jane Doe'>"
            "<link rel='canonical' href='https://herald.example/road'>",
            attributes="lang='en-GB'",
        ),
        None,
    )
    assert (found.title, found.outlet, found.byline) == ("Road opens", "Selva Herald", "Jane Doe")
    assert (found.published, found.language) == ("2031-05-03T10:00:00+00:00", "en-GB")
    assert found.url == "https://herald.example/road"


@pytest.mark.parametrize(
    "wrap", [lambda article: article, lambda article: [article], lambda article: {"@graph": [{}, article]}]
)
def test_what_the_linked_data_say(wrap: Any) -> None:
    article = {
        "@type": ["NewsArticle"],
        "headline": "Road opens",
        "datePublished": "2031-05-03",
        "author": [{"name": "Jane Doe"}, {"name": "Ann Roe"}],
        "publisher": {"name": "Selva Herald"},
    }
    found = read_page(html(f"<script type='application/ld+json'>{json.dumps(wrap(article))}</script>"), None)
    assert (found.title, found.outlet, found.byline) == ("Road opens", "Selva Herald", "Jane Doe, Ann Roe")
    assert found.published == "2031-05-03"


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[" * 100_000,
        "17",
        '[{"@type": {"a": []}, "author": 3}]',
        '{"@type": "NewsArticle", "author": [3]}',
    ],
)
def test_broken_linked_data_are_left_aside(data: str) -> None:
    assert read_page(html(f"<script type='application/ld+json'>{data}</script>"), None).byline is None


def test_nothing_is_guessed() -> None:
    found = read_page(
        html("<meta name='author' content='https://herald.example/jane'>", attributes="lang='tr'"), None
    )
    assert (found.title, found.outlet, found.byline, found.published, found.language) == (None,) * 5


def test_the_only_heading_or_else_the_title_element() -> None:
    assert (
        read_page(html("<title>Herald</title>", f"<h1>Road  opens</h1>{ARTICLE}"), None).title == "Road opens"
    )
    assert read_page(html("<title>Road\nopens</title>"), None).title == "Road opens"


def test_a_date_in_the_markup_or_the_address() -> None:
    marked = html(body=ARTICLE.replace("<article>", "<article><time datetime='2031-05-03'>May 3</time>"))
    assert read_page(marked, None).published == "2031-05-03"
    assert read_page(html(), "https://herald.example/2031/05/03/road").published == "2031-05-03"


@pytest.mark.parametrize(
    "source",
    [
        "",
        "Talks",
        "<html></html>",
        html(body="<p>Hi</p>"),
        html(body="<a href='x'>Home</a>" * 100),
        "<" * 10_000,
        "\x00",
    ],
)
def test_no_article(source: str) -> None:
    assert code(source) == "no-article"


def test_whatever_the_libraries_raise(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    assert code(html()) == "bad-html"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 50_000 + ARTICLE + "</div>" * 50_000,
        "<article><p>" + "<span>word </span>" * 100_000,
        "<p>" * 100_000,
        "<table><tr><td>" * 20_000,
        "<b>" * 50_000 + "x",
        "<!--" + "-" * 500_000,
        "&amp;" * 200_000,
    ],
    ids=["divs", "spans", "paragraphs", "tables", "bold", "comment", "entities"],
)
def test_hostile_pages_end_quickly(body: str) -> None:
    start = time.monotonic()
    assert code(html(body=body)) in {"no-article", "bad-html", "too-long"}
    assert time.monotonic() - start < 5


def test_control_characters_and_an_xml_declaration() -> None:
    found = read_page("<?xml version='1.0' encoding='utf-16'?>" + html(body=f"\x00{ARTICLE}\x0b"), None)
    assert found.text == "\n".join(PARAGRAPHS)
