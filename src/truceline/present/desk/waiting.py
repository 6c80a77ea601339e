"""What is answered while a record is being read for the first time: a plain page that asks again."""

from __future__ import annotations

import msgspec
from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from truceline.present.desk.keeping import Keeper
from truceline.present.desk.pages import Refused

_AGAIN = 2
"""Seconds after which the page asks again."""
_PAGE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width">{}<title>{}</title>'
    '<link rel="stylesheet" href="/static/page.css"><link rel="stylesheet" href="/static/desk.css"></head>'
    '<body><main id="main"><h1>{}</h1><p role="status">{}</p></main></body></html>'
)


class Waiting:
    """Answers 503 for the keeper's record until that has a shelf; styles are served at once."""

    def __init__(self, app: ASGIApp, keeper: Keeper) -> None:
        self._app = app
        self._keeper = keeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._keeper.is_open or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        page = self._page()
        headers = {"retry-after": str(_AGAIN), "vary": "accept"}
        accepted = Headers(scope=scope).get("accept", "")
        if scope["path"].endswith(".json") or ("text/html" not in accepted and "json" in accepted):
            body, kind = msgspec.json.encode(page), "application/json"
        else:
            again = Markup('<meta http-equiv="refresh" content="{}">').format(_AGAIN)
            failed = self._keeper.error is not None
            html = _PAGE.format(Markup("") if failed else again, page.title, page.title, page.message)
            body, kind = html.encode(), "text/html"
        await Response(body, page.status, headers, kind)(scope, receive, send)

    def _page(self) -> Refused:
        name, error = self._keeper.record.stem, self._keeper.error
        if error is not None:
            return Refused(503, f"{name} cannot be shown", error)
        what, done, total = self._keeper.stage
        steps = f" {what}, step {done + 1} of {total}." if total else ""
        message = f"Its lines are put in order once; this page then shows them by itself.{steps}"
        return Refused(503, f"{name} is being read", message)
