"""A real browser, Debian's Chromium driven by Playwright, on the static page and on the desk of the sample.

Every page that a test opens is watched: a request that leaves the loopback, an error on the console (which is
where the browser tells of what a Content-Security-Policy forbids) or an error of a script fails the test.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from truceline import build
from truceline.present.desk.app import desk as make_desk
from truceline.present.desk.keeping import Keeper
from truceline.present.page import write_page
from truceline.present.views import Views
from truceline.store import Record

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDTHS = (360, 768, 1440)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_LOCAL = ("data", "blob", "about")


@dataclass
class Watch:
    """What a page did that it must not do."""

    outside: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def seen(self) -> list[str]:
        return [f"request to {one}" for one in self.outside] + self.console


type Opened = tuple[Page, Watch]
type Opener = Callable[..., Page]


@pytest.fixture(
    scope="module"
)  # an open Playwright keeps an event loop running, in which no other may be run
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed to open pages with")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


def opened(browser: Browser, width: int, scheme: str = "light") -> tuple[BrowserContext, Page, Watch]:
    """A page of its own, so wide, light or dark, with what watches it."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        service_workers="block",
    )
    watch = Watch()

    def route(found: Route) -> None:
        address = urlsplit(found.request.url)
        if address.scheme in _LOCAL or address.hostname in _LOOPBACK:
            found.continue_()
        else:
            watch.outside.append(found.request.url)
            found.abort()

    context.route("**/*", route)
    page = context.new_page()
    page.on("console", lambda said: watch.console.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: watch.console.append(str(error)))
    return context, page, watch


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Opener]:
    """`open_page(address, width=360, scheme="dark")` gives a page that has loaded. At the end of the test,
    what any of them did that it must not do fails it."""
    found: list[tuple[BrowserContext, Watch]] = []

    def go(address: str, width: int = 1440, scheme: str = "light") -> Page:
        context, page, watch = opened(chromium, width, scheme)
        found.append((context, watch))
        page.goto(address, wait_until="load")
        return page

    yield go
    seen = [one for _, watch in found for one in watch.seen()]
    for context, _ in found:
        context.close()
    assert seen == []


# What is opened ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def sample_record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the sample."""
    path = tmp_path_factory.mktemp("record") / "sample.truceline"
    build([Path(str(files("truceline.resources") / "sample"))], path)
    return path


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def static_page(sample_record_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page that `truceline report` writes of the sample."""
    folder = tmp_path_factory.mktemp("page")
    with Record.open(sample_record_path) as record:
        html = "".join(write_page(Views(record), "Sample"))
    (folder / "index.html").write_text(html, encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def shown_desk(sample_record_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk of the sample that tests only read."""
    record = tmp_path_factory.mktemp("shown") / "sample.truceline"
    shutil.copy(sample_record_path, record)
    yield from serving(record)


@pytest.fixture
def desk(sample_record_path: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a desk of its own of the sample, which a test may decide on."""
    record = tmp_path / "sample.truceline"
    shutil.copy(sample_record_path, record)
    yield from serving(record)


def serving(record: Path) -> Iterator[str]:
    """Serves a record on a free port of the loopback, and ends it."""
    keeper = Keeper(record)
    keeper.open()
    app = make_desk(keeper, "reader")
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    keeper.close()
    listening.close()
