"""The desk as a web application: which address shows which page, as HTML or as JSON."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from truceline.errors import RecordError
from truceline.present.desk import drawing, openapi
from truceline.present.desk.deciding import ACTIONS, Form, act
from truceline.present.desk.keeping import Keeper
from truceline.present.desk.pages import Asking, Refused
from truceline.present.desk.reading import MissingError, Reader
from truceline.present.desk.rendering import Renderer
from truceline.present.desk.searching import search
from truceline.present.desk.security import COOKIE, Guard, Tokens
from truceline.present.desk.shelves import Shelves
from truceline.present.desk.waiting import Waiting
from truceline.present.words import anchor

WAIT = 2.0
"""Seconds that a page waits for what it has decided to take effect."""
_LARGEST = 65_536
"""Bytes of a form."""
_STATIC = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json"}
_LAST = 10_000_000


@dataclass(frozen=True, slots=True)
class Made:
    """A page with the template that shows it and what is drawn on it."""

    template: str
    title: str
    page: Any
    drawn: dict[str, Any]


type Maker = Callable[[Reader, Shelves, Request], Made]


class Desk:
    """What serves one record; `still` says that nobody is there to search and decide, as in a folder."""

    def __init__(self, keeper: Keeper, login: str, still: bool = False) -> None:
        self._keeper = keeper
        self._login = login
        self._tokens = Tokens()
        self._shelves: Shelves | None = None
        self._still = still
        self._renderer = Renderer(lambda: self.shelves, still)

    @property
    def shelves(self) -> Shelves:
        """Those of the shelf that serves now; what is kept in memory goes with the shelf."""
        shelf = self._keeper.shelf
        if self._shelves is None or self._shelves.shelf is not shelf:
            self._shelves = Shelves(shelf, self._keeper.record)
        return self._shelves

    # Pages ----------------------------------------------------------------------------------------

    def shown(self, maker: Maker) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            shelves = self.shelves
            try:
                made = maker(Reader(shelves), shelves, request)
            except MissingError as error:
                return self.refused(request, 404, "Not here", str(error))
            return self._page(request, shelves, made)

        return answer

    def _page(self, request: Request, shelves: Shelves, made: Made, status: int = 200) -> Response:
        if _wants_json(request):
            body = msgspec.json.encode(made.page)
            return Response(body, status, media_type="application/json", headers={"vary": "accept"})
        cookie = self._tokens.cookie(request)
        part = request.headers.get("hx-request") == "true" and request.headers.get("hx-boosted") != "true"
        content = {
            "page": made.page,
            "title": made.title,
            "record": self._keeper.record.stem,
            "counts": shelves.page("counts", dict[str, int]),
            "behind": self._keeper.behind,
            "broken": self._keeper.error,
            "token": self._tokens.token(cookie),
            "login": self._login,
            "here": str(request.url.path),
            "address": _local(str(request.url)),
            "decided": _number(request.query_params.get("decided"), _LAST),
            "has_htmx": not self._still,
            "part": part,
            **made.drawn,
        }
        html = self._renderer.rendered(made.template, content)
        answer = Response(html, status, media_type="text/html", headers={"vary": "accept, hx-request"})
        if request.cookies.get(COOKIE) != cookie:
            answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict")
        return answer

    def refused(self, request: Request, status: int, title: str, message: str) -> Response:
        page = Refused(status, title, message)
        return self._page(request, self.shelves, Made("refused.html", title, page, {}), status)

    def claim(self, request: Request) -> Response:
        """The sentence of a claim, in its report."""
        try:
            place = Reader(self.shelves).claim(request.path_params["claim"])
        except MissingError as error:
            return self.refused(request, 404, "Not here", str(error))
        return RedirectResponse(f"/reports/{place.report}#{anchor(place.claim, 'c')}", 303)

    # Deciding -------------------------------------------------------------------------------------

    async def decide(self, request: Request) -> Response:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LARGEST:
                return Response("The form is too large.", 413, media_type="text/plain")
        kind = request.headers.get("content-type", "").split(";")[0].strip()
        if kind != "application/x-www-form-urlencoded":
            return Response("A form is expected.", 415, media_type="text/plain")
        try:
            fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=500)
        except ValueError:
            return Response("The form has too many fields.", 413, media_type="text/plain")
        return await run_in_threadpool(self._decide, request, Form(fields))

    def _decide(self, request: Request, form: Form) -> Response:
        if not self._tokens.fits(request, form.maybe("token") or ""):
            return self.refused(
                request, 403, "Not accepted",
                "This form did not come from a page of this desk, or the desk was started anew since."
                " Go back, load the page again, and send it once more.",
            )  # fmt: skip
        action = request.path_params["action"]
        if action not in ACTIONS:
            return self.refused(request, 404, "Not here", f"there is no action {action}")
        try:
            made = act(self._keeper.record, action, form, self._login, self.shelves)
        except RecordError as error:
            return self.refused(request, 409, "Not decided", _sentence(str(error)))
        self._keeper.wait(WAIT)
        back = _local(form.maybe("back") or "/decisions")
        path, _, query = back.partition("?")
        kept = [
            (name, value) for name, values in parse_qs(query).items() for value in values if name != "decided"
        ]
        return RedirectResponse(f"{path}?{urlencode([*kept, ('decided', made.number)])}", 303)


# What the addresses show ---------------------------------------------------------------------------


def _makers() -> dict[str, Maker]:
    def listed(
        kind: str, title: str, template: str, order: str = "newest", kinds: tuple[str, ...] = ()
    ) -> Maker:
        def make(reader: Reader, shelves: Shelves, request: Request) -> Made:
            page = reader.listing(kind, title, _asking(request), _start(request), order=order, kinds=kinds)
            return Made(template, title, page, {"listing": page})

        return make

    def logged(kind: str, title: str) -> Maker:
        def make(reader: Reader, shelves: Shelves, request: Request) -> Made:
            page = reader.log(kind, title, _asking(request), _start(request))
            return Made("log.html", title, page, {"listing": page, "kind": kind})

        return make

    names = ("person", "body", "place")
    kinds = ("contradiction", "source", "unsure", "update", "scope", "rounding")
    return {
        "/": lambda reader, *_: Made("today.html", "Today", reader.today(), {}),
        "/stories": listed("story", "Stories", "stories.html"),
        "/stories/{id}": _story,
        "/timeline": _timeline,
        "/people": listed("name", "People, bodies, places", "people.html", "order", names),
        "/people/{id}": _person,
        "/statements": _statements,
        "/figures": _figures,
        "/series/{id}": _series,
        "/disagreements": listed("conflict", "Disagreements", "disagreements.html", "order", kinds),
        "/board": _board,
        "/incidents": logged("incident", "Incidents"),
        "/meetings": logged("meeting", "Meetings"),
        "/agreements": logged("agreement", "Agreements"),
        "/map": _map,
        "/network": _network,
        "/reports": listed("report", "Reports", "reports.html", kinds=("not", "partly", "wholly")),
        "/reports/{id}": _report,
        "/reports/{id}/at/{offset:int}": _report,
        "/compare/{a}/{b}": _compare,
        "/lines/{id}": _line,
        "/search": _search,
        "/failures": lambda reader, *_: Made("failures.html", "Not read", reader.failures(), {}),
        "/decisions": lambda reader, *_: Made("decisions.html", "Decisions", reader.decisions(), {}),
    }  # fmt: skip


def _story(reader: Reader, shelves: Shelves, request: Request) -> Made:
    page = reader.story(request.path_params["id"])
    whole = reader.whole_story(page.story.id)
    return Made("story.html", page.story.title, page, drawing.story(reader, shelves, whole, page))


def _timeline(reader: Reader, shelves: Shelves, request: Request) -> Made:
    asking = _asking(request)
    page = reader.timeline(asking, _start(request))
    return Made("timeline.html", "Timeline", page, drawing.timeline(reader, page, asking))


def _person(reader: Reader, shelves: Shelves, request: Request) -> Made:
    page = reader.person(request.path_params["id"])
    return Made("person.html", page.line.actor.name, page, {})


def _statements(reader: Reader, shelves: Shelves, request: Request) -> Made:
    page = reader.statements(_asking(request), _start(request))
    return Made("statements.html", "Statements", page, {"listing": page.listing})


def _figures(reader: Reader, shelves: Shelves, request: Request) -> Made:
    page = reader.figures(_asking(request), _start(request))
    return Made("figures.html", "Figures", page, {"listing": page.listing})


def _map(reader: Reader, shelves: Shelves, request: Request) -> Made:
    page = reader.map()
    return Made("map.html", "Map", page, shelves.once("map", lambda: drawing.map_of(page)))


def _series(reader: Reader, shelves: Shelves, request: Request) -> Made:
    line = shelves.one("series", request.path_params["id"])
    if line is None:
        raise MissingError(f"the record has no series with the id {request.path_params['id']}")
    return Made("series.html", line.title, line, {"head": shelves.one("story", line.story)})


def _board(reader: Reader, shelves: Shelves, request: Request) -> Made:
    page = reader.board(_start(request))
    return Made("board.html", "Board", page, {"listing": page.violations})


def _network(reader: Reader, shelves: Shelves, request: Request) -> Made:
    asking = _asking(request)
    page = reader.network(asking)
    return Made(
        "network.html", "Who met whom", page, {"asking": asking, **drawing.network(reader, shelves, asking)}
    )


def _report(reader: Reader, shelves: Shelves, request: Request) -> Made:
    page = reader.report(request.path_params["id"], request.path_params.get("offset"))
    return Made("report.html", page.report.line.title or "Untitled", page, drawing.report(page))


def _still_report(reader: Reader, shelves: Shelves, request: Request) -> Made:
    """A report with what rests on each of its sentences, as no server will be there to ask for it."""
    page = reader.report(request.path_params["id"])
    drawn = {**drawing.report(page, still=True), "panels": drawing.panels(reader, page)}
    return Made("report.html", page.report.line.title or "Untitled", page, drawn)


def _compare(reader: Reader, shelves: Shelves, request: Request) -> Made:
    page = reader.compare(request.path_params["a"], request.path_params["b"])
    return Made("compare.html", "Side by side", page, drawing.compare(shelves, page))


def _line(reader: Reader, shelves: Shelves, request: Request) -> Made:
    page = reader.line(request.path_params["id"])
    return Made("line.html", drawing.title_of(page.line), page, {})


def _search(reader: Reader, shelves: Shelves, request: Request) -> Made:
    words = request.query_params.get("q", "")[:400]
    given = _asking(request)
    page = search(shelves, words, given)
    return Made("search.html", "Search", page, {"given": given})


def _asking(request: Request) -> Asking:
    given = request.query_params

    def field(name: str) -> str | None:
        return given.get(name, "").strip()[:300] or None

    return Asking(
        person=field("person"), outlet=field("outlet"), story=field("story"), kind=field("kind"),
        since=_day(field("from")), until=_day(field("to")),
    )  # fmt: skip


def _day(given: str | None) -> str | None:
    """A day; what is none is not asked for."""
    try:
        return date.fromisoformat(given).isoformat() if given else None
    except ValueError:
        return None


def _start(request: Request) -> int:
    return _number(request.query_params.get("start"), _LAST) or 0


def _number(given: str | None, most: int) -> int | None:
    if given is None or not (given.isascii() and given.isdecimal()) or len(given) > 9:
        return None
    return min(int(given), most)


def _local(address: str) -> str:
    """The path and query of an address, so that it leads nowhere else."""
    try:
        found = urlsplit(address)
    except ValueError:
        return "/"
    path = "/" + found.path.replace("\\", "/").lstrip("/")
    return f"{path}?{found.query}" if found.query else path


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _wants_json(request: Request) -> bool:
    if request.scope.get("json"):
        return True
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


class JsonPaths:
    """`/reports.json` is `/reports` as JSON, `/index.json` is `/`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if (
            scope["type"] == "http"
            and path.endswith(".json")
            and not path.startswith(("/static/", "/openapi"))
        ):
            path = path.removesuffix(".json")
            scope = {**scope, "path": "/" if path == "/index" else path, "json": True}
        await self._app(scope, receive, send)


# Files and the application ------------------------------------------------------------------------


def _folder() -> Path:
    return Path(str(files("truceline.present.desk"))) / "static"


def _static(request: Request) -> Response:
    """A file of the desk's own; names have no folders, so none leads out."""
    name = request.path_params["name"]
    kind = _STATIC.get(Path(name).suffix)
    shared = Path(str(files("truceline.present"))) / "templates"
    place = (shared if name == "page.css" else _folder()) / name
    if kind is None or Path(name).name != name or not place.is_file():
        return Response("Not here.", 404, media_type="text/plain")
    return Response(place.read_bytes(), media_type=kind, headers={"cache-control": "max-age=3600"})


def _openapi(request: Request) -> Response:
    return Response(openapi.described(), media_type="application/json")


def desk(keeper: Keeper, login: str, host: str = "127.0.0.1", still: bool = False) -> Starlette:
    """The application of an opened shelf. `login` is who decides where a form does not say it; `still` leaves
    out forms, for a folder of pages."""
    made = Desk(keeper, login, still)

    async def failed(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            message = (
                f"There is no page {request.url.path[:200]}." if error.status_code == 404 else error.detail
            )
            title = "Not here" if error.status_code == 404 else "Not possible"
            return await run_in_threadpool(made.refused, request, error.status_code, title, message)
        return await run_in_threadpool(made.refused, request, 500, "Cannot be shown", _sentence(str(error)))

    is_open = host not in ("127.0.0.1", "localhost", "::1")
    hosts = {"localhost", host, *([socket.gethostname()] if is_open else [])}
    makers = _makers() | ({"/reports/{id}": _still_report} if still else {})
    routes = [Route(path, made.shown(maker), methods=["GET"]) for path, maker in makers.items()]
    routes += [
        Route("/at/{claim}", made.claim, methods=["GET"]),
        Route("/decide/{action}", made.decide, methods=["POST"]),
        Route("/openapi.json", _openapi, methods=["GET"]),
        Route("/static/{name}", _static, methods=["GET"]),
    ]
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Guard, hosts=hosts, is_open=is_open),
            Middleware(Waiting, keeper=keeper),
            Middleware(JsonPaths),
        ],
        exception_handlers={HTTPException: failed, RecordError: failed},
    )
