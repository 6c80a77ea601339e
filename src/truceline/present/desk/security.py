"""What keeps other pages out: reports are untrusted, and any page of the web may send requests to this
machine.

The policy allows nothing but the desk's own style and scripts. Requests must name this server as their host
(against DNS rebinding), and a form must come from one of its own pages, with the token of this browser.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Other sites get no referrer. This one does: else browsers would send `Origin: null` with its forms.
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
COOKIE = "truceline"


class Guard:
    """Every answer gets the headers; a request for another host is refused with 421."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], is_open: bool) -> None:
        """`hosts` are names of this server; `is_open` says that it may be asked for by any address."""
        self._app = app
        self._hosts = {host.casefold() for host in hosts}
        self._is_open = is_open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if not self._is_own(Headers(scope=scope).getlist("host")):
            answer = PlainTextResponse("This is not the host that the desk is served on.", status_code=421)
            await answer(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)

    def _is_own(self, given: list[str]) -> bool:
        """A name can be made to lead here by anybody, an address cannot."""
        if len(given) != 1:
            return False
        name = _host(given[0])
        if name is None:
            return False
        if name in self._hosts:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or self._is_open


def _host(given: str) -> str | None:
    """The name in a Host header, without the port."""
    try:
        found = urlsplit(f"//{given}")
        if found.username is not None or found.path or found.query or found.fragment:
            return None
        _ = found.port
    except ValueError:
        return None
    return found.hostname


class Tokens:
    """Tokens of forms: each is signed with a secret of this process for the cookie of one browser."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def cookie(self, request: Request) -> str:
        """The browser's cookie, a new one where it has none."""
        found = request.cookies.get(COOKIE, "")
        return found if found.isalnum() and len(found) == 32 else secrets.token_hex(16)

    def token(self, cookie: str) -> str:
        return hmac.new(self._secret, cookie.encode(), sha256).hexdigest()

    def fits(self, request: Request, given: str) -> bool:
        """Whether a form came from a page of this desk in this browser."""
        cookie = request.cookies.get(COOKIE, "")
        same = hmac.compare_digest(self.token(cookie).encode(), given.encode("utf-8", "replace"))
        return bool(cookie) and same and is_own_origin(request)


def is_own_origin(request: Request) -> bool:
    """Whether the page that sends a form is one of this server, as far as the browser says it."""
    site = request.headers.get("sec-fetch-site")
    if site not in (None, "same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc == request.headers.get("host") and origin != "null"
