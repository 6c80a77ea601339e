"""A web page to its report: the main text, and what the page's head says plainly of it.

Trafilatura finds the text. Its guesses at titles, names and outlets are left aside: they are wrong too often.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import htmldate
import trafilatura

from truceline import resources
from truceline.clean.dates import parse_date
from truceline.clean.language import is_english
from truceline.errors import InputError

_EARLIEST, _LATEST = "1990-01-01", "2100-12-31"
"""Fixed, so that the same page has the same date on every day that it is read."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST_FIELD = 500
_LEAST_WORDS = 12
"""Shorter than any report: a menu, or a page that its site no longer has."""
_MOST_ELEMENTS = 30_000
"""News pages have a few thousand. Finding the text takes the square of their number: seconds for so many."""
_LONGEST_JSONLD = 200_000
_ADDRESS = re.compile(r"https?://\S{1,2000}")

for _library in ("trafilatura", "htmldate"):
    # They log each page they cannot read; here that is a failure with a code.
    logging.getLogger(_library).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Page:
    text: str
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    url: str | None
    language: str | None


def read_page(html: str, url: str | None) -> Page:
    """Raises `InputError` for a page without an article, and for one that no parser can make sense of."""
    try:
        return _read(html, url)
    except InputError:
        raise
    except Exception as error:  # three libraries may raise what they like for a broken page
        message = "This page is broken, and no article can be found in it; save its text and read that."
        raise InputError("bad-html", message) from error


def _read(html: str, url: str | None) -> Page:
    tree = trafilatura.load_html(_CONTROL.sub(" ", html))
    if tree is not None and sum(1 for _ in islice(tree.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
        raise InputError(
            "too-long", "This page is too large for a single report; save its text and read that."
        )
    text = _main_text(tree) if tree is not None else ""
    if len(text.split()) < _LEAST_WORDS:
        message = "There is no article on this page; leave it out, or save its text and read that."
        raise InputError("no-article", message)
    return _with_fields(tree, text, url)


def _main_text(tree: Any) -> str:
    document: Any = trafilatura.bare_extraction(
        tree, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
    )
    return str(document.text).strip() if document is not None and document.text else ""


def _with_fields(tree: Any, text: str, url: str | None) -> Page:
    meta, article = _meta(tree), _article(tree)

    def field(name: str) -> Iterator[str]:
        names = resources.table("page_fields.toml")[name]
        yield from (meta[key] for key in names["meta"] if key in meta)
        yield from _at_path(article, names["jsonld"])

    url = url or _address(tree, meta)
    outlet = next(field("outlet"), None)
    language = next((tag for tag in (*field("language"), tree.get("lang") or "") if tag), None)
    return Page(
        text=text,
        title=_title(tree, field("title"), outlet),
        outlet=outlet,
        byline=next((name for name in field("byline") if "://" not in name), None),
        published=next(filter(None, map(parse_date, field("published"))), None) or _date(tree, url),
        url=url,
        language=language if language and is_english(language) else None,
    )


def _title(tree: Any, titles: Iterator[str], outlet: str | None) -> str | None:
    headings = [heading.text_content() for heading in islice(tree.iterfind(".//h1"), 2)]
    heading = headings[0] if len(headings) == 1 else None
    title = _plain(next(titles, None) or heading or tree.findtext(".//title"))
    if outlet:
        title = re.sub(rf" ?[|–—-] ?{re.escape(outlet)}$", "", title)
    return title or None


def _date(tree: Any, url: str | None) -> str | None:
    """The date in the page's markup or address; dates somewhere in its text are not searched."""
    return htmldate.find_date(
        tree, extensive_search=False, original_date=True, url=url, min_date=_EARLIEST, max_date=_LATEST
    )


def _address(tree: Any, meta: dict[str, str]) -> str | None:
    links = (link.get("href") or "" for link in tree.iterfind(".//link[@rel='canonical']"))
    return next(
        (address for address in (*links, meta.get("og:url", "")) if _ADDRESS.fullmatch(address)), None
    )


def _meta(tree: Any) -> dict[str, str]:
    """The first value of each <meta> element, by its name in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        value = _plain(element.get("content"))
        for key in ("property", "name", "itemprop", "http-equiv"):
            if value and (name := element.get(key)):
                found.setdefault(name.strip().lower(), value)
    return found


def _article(tree: Any) -> dict[str, Any]:
    """The first schema.org article of the page."""
    types = set(resources.table("page_fields.toml")["types"]["report"])
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            value = json.loads((script.text or "")[:_LONGEST_JSONLD])
        except (ValueError, RecursionError):
            continue
        for thing in _things(value):
            kinds = thing.get("@type")
            if types.intersection(
                kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
            ):
                return thing
    return {}


def _things(value: Any) -> Iterator[dict[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (
                (thing for thing in graph if isinstance(thing, dict)) if isinstance(graph, list) else ()
            )


def _at_path(thing: Any, path: Iterable[str]) -> Iterator[str]:
    """The strings at a path of properties; of several things, all of them as one string."""
    things = [thing]
    for name in path:
        inner = [item.get(name) if isinstance(item, dict) else item for item in things]
        things = [item for value in inner for item in (value if isinstance(value, list) else [value])]
    found = ", ".join(text for item in things if isinstance(item, str) and (text := _plain(item)))
    if found:
        yield found[:_LONGEST_FIELD]


def _plain(value: str | None) -> str:
    return " ".join((value or "")[:_LONGEST_FIELD].split())
