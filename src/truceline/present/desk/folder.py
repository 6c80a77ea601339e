"""The desk as a folder of pages, for any host of files: what the server shows, without search and decisions.

Pages are asked for in the process, without a server, from the first one on along their own links, so that
what is written is what is linked. Those of a report, story or list come before those of single lines, and a
link to what there was no room for is none.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape, unescape
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from starlette.types import ASGIApp, Message

from truceline.errors import RecordError
from truceline.present.desk.app import desk
from truceline.present.desk.keeping import Keeper
from truceline.present.words import cut

MOST = 20_000
"""Pages that are written."""
_LINK = re.compile(r'\b(href|src)="(/[^"]*)"')
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,60}")
_LATER = ("/lines/", "/compare/", "/at/")
"""Pages of single things, which come last."""
_HOST = b"127.0.0.1"


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages there are in the folder, and how many that are linked were left out."""

    pages: int
    left_out: int


def write_folder(
    keeper: Keeper,
    folder: Path,
    most: int = MOST,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Written:
    """Write the pages of an opened shelf; `index.html` is the first. What lies in the folder under the same
    names is replaced, what else lies there stays. Raises `RecordError` where it cannot be written."""
    crawl = _Crawl(desk(keeper, "", still=True), folder, most)
    try:
        asyncio.run(crawl.run(progress))
        for address in crawl.pages:  # only now is it known which pages there are
            to = folder / name_of(address)
            to.write_bytes(crawl.rewritten(address, to.read_bytes()))
    except OSError as error:
        raise RecordError(f"cannot write {folder}: {error.strerror}") from error
    return Written(sum(not one.startswith("/static/") for one in crawl.pages), len(crawl.left_out))


def name_of(address: str) -> str:
    """The file of an address: `/people?kind=body` is `people_kind-body.html`, and `/` is `index.html`."""
    path, _, query = address.partition("?")
    parts = [_plain(unquote(one)) for one in path.strip("/").split("/")]
    if parts[0] == "static":
        return path.strip("/")
    asked = "_".join(f"{name}-{_plain(value)}" for name, value in sorted(parse_qsl(query)))
    name = "/".join(parts) if path != "/" else "index"
    return f"{name}{'_' + _plain(asked.replace('_', '--')) if asked else ''}.html"


def _plain(words: str) -> str:
    """Words that any file system takes as a name, and that no others have."""
    return (
        words if _PLAIN.fullmatch(words) else "x-" + sha256(words.encode("utf-8", "replace")).hexdigest()[:24]
    )


def _normal(address: str) -> str:
    """An address without what makes no difference: an empty query, a place on the page, its order."""
    found = urlsplit(address)
    query = "&".join(sorted(found.query.split("&"))) if found.query else ""
    return f"{found.path}?{query}" if query else found.path


@dataclass(slots=True)
class _Crawl:
    """All pages that lead from the first to each other."""

    app: ASGIApp
    folder: Path
    most: int
    pages: dict[str, None] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    async def run(self, progress: Callable[[str, int, int], None]) -> None:
        soon, later = deque(["/"]), deque[str]()
        seen = {"/"}
        while soon or later:
            address = (soon or later).popleft()
            if len(self.pages) >= self.most and not address.startswith("/static/"):
                self.left_out.add(address)
                continue
            for link in await self._page(address):
                if link not in seen:
                    seen.add(link)
                    (later if link.startswith(_LATER) else soon).append(link)
            progress("pages", len(self.pages), min(len(seen), self.most))

    async def _page(self, address: str) -> list[str]:
        """Write a page, and give where it leads."""
        status, headers, body = await _asked(self.app, address)
        if status == 303:
            self.moved[address] = headers["location"]
            return [_normal(headers["location"])]
        if status != 200:
            self.left_out.add(address)
            return []
        to = self.folder / name_of(address)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(body)
        self.pages[address] = None
        if not headers.get("content-type", "").startswith("text/html"):
            return []
        found = _LINK.finditer(body.decode("utf-8"))
        return [_normal(unescape(one[2])) for one in found]

    def rewritten(self, address: str, body: bytes) -> bytes:
        """A page with links that lead to files, seen from its own."""
        if address.startswith("/static/"):
            return body
        up = "../" * name_of(address).count("/")

        def link(found: re.Match[str]) -> str:
            given = unescape(found[2])
            to = _normal(given)
            spot = urlsplit(given).fragment
            if to in self.moved:
                spot = urlsplit(self.moved[to]).fragment
                to = _normal(self.moved[to])
            if to not in self.pages:
                return 'data-left="out"'
            same = to == address and spot
            file = "" if same else up + name_of(to)
            return f'{found[1]}="{escape(file + ("#" + spot if spot else ""))}"'

        return _LINK.sub(link, body.decode("utf-8")).encode("utf-8")


async def _asked(app: ASGIApp, address: str) -> tuple[int, dict[str, str], bytes]:
    """The answer of an application to a request of this process."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", _HOST), (b"accept", b"text/html")], "client": None, "server": ("127.0.0.1", 80),
    }  # fmt: skip
    status, headers, body = 0, dict[str, str](), b""

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, headers, body
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = {name.decode().lower(): value.decode("latin-1") for name, value in message["headers"]}
        else:
            body += message.get("body", b"")

    await app(scope, receive, send)
    if status >= 500:
        raise RecordError(f"the page {cut(address, 200)} cannot be made")
    return status, headers, body
