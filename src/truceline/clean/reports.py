"""RawReport to Report: decode it, refuse what cannot be read, and find what its head and end say of it."""

from __future__ import annotations

import re

from truceline.clean.agencies import agency_at_end, agency_in_byline, agency_of_outlet
from truceline.clean.dates import date_in_address, parse_date
from truceline.clean.decode import decode, refuse_binary
from truceline.clean.head import read_head
from truceline.clean.header import Head
from truceline.clean.language import refuse_other_languages
from truceline.clean.page import Page, read_page
from truceline.config import Config
from truceline.errors import InputError
from truceline.model.report import Given, PublishedFrom, RawReport, Report

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_FIELD = 500


def clean(raw: RawReport, config: Config) -> Report:
    """The report, ready to be parsed. Raises `InputError` for what cannot be read.

    `text` is exactly what was given, without a byte order mark; of a web page, its main text.
    """
    source = _decoded(raw)
    if not source.strip("\ufeff\x00 \t\r\n\f\v"):
        raise InputError("empty", "There is no text in this report; fetch it again or leave it out.")
    page = read_page(source, raw.given.url) if raw.media == "html" else None
    text = page.text if page else source
    if len(text) > config.max_characters:
        limit = f"{config.max_characters:,} characters"
        raise InputError("too-long", f"This text is longer than {limit}; split it, or raise max_characters.")
    refuse_other_languages(text, _field(raw.given.language))
    return _report(raw, text, page)


def _decoded(raw: RawReport) -> str:
    if isinstance(raw.body, bytes):
        return decode(raw.body, is_page=raw.media == "html")
    refuse_binary(raw.body)
    return _LONE_SURROGATE.sub("\ufffd", raw.body)


def _report(raw: RawReport, text: str, page: Page | None) -> Report:
    given = raw.given
    title = _field(given.title) or (_field(page.title) if page else None)
    outlet = _field(given.outlet) or (_field(page.outlet) if page else None)
    url = _field(given.url) or (_field(page.url) if page else None)
    head = read_head(text, title, outlet)
    byline = _byline(given.byline) or (_byline(page.byline) if page else None) or _byline(head.byline)
    published, published_from = _published(given, page, head, url)
    return Report(
        id=raw.id,
        path=raw.origin,
        text=text,
        body=head.body,
        given_id=_LONE_SURROGATE.sub("\ufffd", given.id) if given.id else None,
        title=title or _field(head.title),
        outlet=outlet or _field(head.outlet),
        byline=byline,
        agency=_agency(text, head, byline, outlet, url),
        dateline=_field(head.dateline),
        published=published,
        published_from=published_from,
        url=url,
        language=_field(given.language) or (page.language if page else None),
    )


def _agency(text: str, head: Head, byline: str | None, outlet: str | None, url: str | None) -> str | None:
    """The agency that the report credits, in falling order of trust."""
    return (
        head.agency
        or agency_in_byline(byline or "")
        or agency_at_end(text)
        or agency_of_outlet(outlet or _field(head.outlet), url)
    )


def _published(
    given: Given, page: Page | None, head: Head, url: str | None
) -> tuple[str | None, PublishedFrom | None]:
    """The first date that is certain, in falling order of trust."""
    hints = {*_YEAR.findall(given.published or ""), *_YEAR.findall(url or "")}
    year = int(hints.pop()) if len(hints) == 1 else None
    candidates: tuple[tuple[PublishedFrom, str | None], ...] = (
        ("given", parse_date(given.published or "")),
        ("page", (page.published if page else None) or date_in_address(url or "")),
        ("dateline", head.day.iso(year) if head.day else None),
        ("header", head.published),
    )
    return next(((date, origin) for origin, date in candidates if date), (None, None))


def _byline(value: str | None) -> str | None:
    found = _field(value)
    return (re.sub(r"^by[ :]\s*", "", found, flags=re.IGNORECASE) or None) if found else None


def _field(value: str | None) -> str | None:
    """A field on one line, without characters that nobody sees; None if nothing is left."""
    if not value:
        return None
    seen = _UNSEEN.sub(" ", _LONE_SURROGATE.sub("\ufffd", value[:_LONGEST_FIELD]))
    return " ".join(seen.split()) or None
