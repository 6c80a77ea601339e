"""The pages as OpenAPI 3.1: the schemas are those of the dataclasses, so they cannot differ from the JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from truceline import __version__
from truceline.present.desk.pages import (
    BoardPage,
    Compare,
    Decisions,
    Failures,
    Ledger,
    LinePage,
    Listing,
    MapPage,
    NetworkPage,
    Person,
    Refused,
    ReportPage,
    Search,
    Statements,
    StoryPage,
    TimelinePage,
    Today,
)
from truceline.present.desk.shapes import Entry, Named, StoryHead
from truceline.present.ledger import SeriesLine
from truceline.present.lines import ConflictLine, ReportLine

_LIST = ("person", "outlet", "story", "kind", "from", "to", "start")
_SAID = {
    "person": "The id of a person, body or place; of a search also words of its name.",
    "outlet": "The name of an outlet.",
    "story": "The id of a story.",
    "kind": "A kind of the list.",
    "from": "From this day on (2031-05-02).",
    "to": "Until this day.",
    "start": "The number of the first line, from 0.",
    "q": "Words, the last as a beginning.",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path, its shape, what it is, and what may be asked of it."""

    path: str
    shape: Any
    summary: str
    asks: tuple[str, ...] = ()


PAGES = (
    Page("/", Today, "What is new, what moved, what is open"),
    Page("/stories", Listing[StoryHead], "Stories, the newest first", _LIST),
    Page("/stories/{id}", StoryPage, "One story"),
    Page("/timeline", TimelinePage, "Talks, agreements and incidents in the order of time", _LIST),
    Page("/people", Listing[Named], "People, bodies and places, the most often named first", _LIST),
    Page("/people/{id}", Person, "One person, body or place"),
    Page("/statements", Statements, "Statements, the newest first", _LIST),
    Page("/figures", Ledger, "The ledger of figures, the newest first", _LIST),
    Page("/series/{id}", SeriesLine, "One series of figures"),
    Page("/disagreements", Listing[ConflictLine], "Disagreements, the open and most important first", _LIST),
    Page("/board", BoardPage, "The board of obligations", ("start",)),
    Page("/incidents", Listing[Entry], "Incidents, the newest first", _LIST),
    Page("/meetings", Listing[Entry], "Meetings, the newest first", _LIST),
    Page("/agreements", Listing[Entry], "Agreements, the newest first", _LIST),
    Page("/map", MapPage, "Places of events"),
    Page("/network", NetworkPage, "Who met whom", ("from", "to")),
    Page("/reports", Listing[ReportLine], "Reports, the newest first", _LIST),
    Page("/reports/{id}", ReportPage, "One report with what rests on it"),
    Page("/reports/{id}/at/{offset}", ReportPage, "The lines that rest on the sentence at an offset"),
    Page("/compare/{a}/{b}", Compare, "Two reports side by side"),
    Page("/lines/{id}", LinePage, "One line with all its evidence"),
    Page("/search", Search, "Search", ("q", "person", "outlet", "story", "kind", "from", "to")),
    Page("/failures", Failures, "What could not be read"),
    Page("/decisions", Decisions, "What people decided"),
)  # fmt: skip


@cache
def described() -> bytes:
    """The description of all pages, as JSON."""
    shapes = [page.shape for page in PAGES]
    names, components = msgspec.json.schema_components(
        [*shapes, Refused], ref_template="#/components/schemas/{name}"
    )
    schemas = dict(zip((page.path for page in PAGES), names, strict=False))
    refused = {"description": "There is no such page.", "content": _json(names[-1])}
    paths = {
        page.path: {
            "get": {
                "summary": page.summary,
                "parameters": list(_parameters(page)),
                "responses": {
                    "200": {"description": page.summary, "content": _json(schemas[page.path])},
                    "404": refused,
                },
            }
        }
        for page in PAGES
    }
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Truceline: the desk",
                "version": __version__,
                "description": "The pages of a record. Each is HTML, or JSON with `Accept: application/json`"
                " or with `.json` behind its path (`/index.json` for `/`).",
            },
            "paths": paths,
            "components": {"schemas": components},
        }
    )


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _parameters(page: Page) -> Iterable[dict[str, Any]]:
    for part in page.path.split("/"):
        if part.startswith("{"):
            kind = "integer" if part == "{offset}" else "string"
            yield {"name": part[1:-1], "in": "path", "required": True, "schema": {"type": kind}}
    for name in page.asks:
        kind = "integer" if name == "start" else "string"
        yield {"name": name, "in": "query", "description": _SAID[name], "schema": {"type": kind}}
