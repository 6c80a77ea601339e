"""How fast the desk answers: `uv run benchmarks/desk.py RECORD [--reports N] [--rounds N] [--keep FOLDER]`.

The record's shelf is filled, and multiplied with other ids, names and days until it holds so many reports.
Every page is then asked for again and again, in process (the application alone) and through HTTP on the
loopback, and for each the median and the 95th percentile are printed, with the bytes of the first view. In
process, the processor's time is printed too: it says what a page costs where other programs run as well.

What is multiplied: each line with all that it is found by, so that lists, filters and searches go through as
much as with so many reports. A copy's words have its number, so that search finds a line among its copies,
and not the same line so many times.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import re
import shutil
import socket
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

PAGES = (
    "/", "/stories", "/timeline", "/timeline?from=2016-01-01&to=2036-12-31", "/people", "/people?kind=person",
    "/statements", "/figures", "/disagreements", "/board", "/incidents", "/meetings", "/agreements", "/map",
    "/network", "/reports", "/search?q=", "/search?q=the+min", "/search?q=ceasefire",
    "/search?q=%22took+place%22",
    "/failures", "/decisions",
)  # fmt: skip
OF_ONE = {
    "story": "/stories/{}", "name": "/people/{}", "report": "/reports/{}", "event": "/lines/{}",
    "statement": "/lines/{}", "figure": "/lines/{}", "series": "/series/{}",
}  # fmt: skip
MEDIAN, PERCENTILE, WEIGHT = 100.0, 300.0, 300_000
"""What is promised: milliseconds at the median and the 95th percentile, bytes of the first view."""
_LEAST_ID = re.compile(r"[0-9a-f]{8,64}")
_APART = 11
"""Days between a copy and the next."""

type Ask = Callable[[str], tuple[int, bytes]]


def multiplied(path: Path, reports: int) -> int:
    """Multiplies the lines of a shelf until it holds so many reports; how many it holds then."""
    with sqlite3.connect(path, isolation_level=None) as shelf:
        there = shelf.execute("SELECT count(*) FROM lines WHERE kind = 'report'").fetchone()[0]
        copies = -(-reports // max(there, 1)) - 1
        ids = {one for (one,) in shelf.execute("SELECT id FROM lines") if _LEAST_ID.fullmatch(one)}
        ids |= {one for (one,) in shelf.execute("SELECT claim FROM evidence") if _LEAST_ID.fullmatch(one)}
        shelf.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
        rows = {
            name: shelf.execute(f"SELECT * FROM {name}").fetchall()
            for name in ("lines", "facets", "texts", "evidence")
        }
        bodies = _bodies(shelf)
        columns = {name: [row[1] for row in shelf.execute(f"PRAGMA table_info({name})")] for name in rows}
        step = max(row[columns["lines"].index("place")] % (1 << 32) for row in rows["lines"]) + 1
        for copy in range(1, copies + 1):
            other = Copy(copy, ids, step)
            for name, found in rows.items():
                marks = ",".join("?" * len(columns[name]))
                shelf.executemany(
                    f"INSERT OR IGNORE INTO {name} VALUES ({marks})",
                    (other.row(columns[name], row) for row in found),
                )
            shelf.executemany(
                "INSERT INTO words(rowid, body) VALUES (?, ?)",
                ((place + copy * step, f"{body} copy{copy}") for place, body in bodies),
            )
        shelf.execute("DELETE FROM sums")
        for statement in import_module("truceline.store.shelf_writing").SUMS:
            shelf.execute(statement)
        shelf.execute("COMMIT")
        shelf.execute("PRAGMA optimize")
        return int(shelf.execute("SELECT count(*) FROM lines WHERE kind = 'report'").fetchone()[0])


def _bodies(shelf: sqlite3.Connection) -> list[tuple[int, str]]:
    """The words of each line. The index keeps no text, so they are read from its terms."""
    shelf.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, instance)")
    found: dict[int, list[tuple[int, str]]] = {}
    for term, place, offset in shelf.execute('SELECT term, doc, "offset" FROM temp.terms'):
        found.setdefault(place, []).append((offset, term))
    return [(place, " ".join(term for _, term in sorted(terms))) for place, terms in found.items()]


class Copy:
    """One copy of all lines: other ids, later days, other places in the list."""

    def __init__(self, number: int, ids: set[str], step: int) -> None:
        self._number, self._ids, self._step = number, ids, step
        self._later = timedelta(days=number * _APART)
        self._days: dict[str, str] = {}

    def row(self, columns: list[str], row: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(self._value(name, value) for name, value in zip(columns, row, strict=True))

    def _value(self, name: str, value: Any) -> Any:
        if name == "place":
            return value + self._number * self._step
        if name in ("first", "last"):
            return self._day(value)
        if isinstance(value, bytes):
            return _LEAST_ID.sub(lambda found: self._id(found[0]), value.decode()).encode()
        return self._id(value) if isinstance(value, str) and value in self._ids else value

    def _id(self, one: str) -> str:
        return f"{one[:-4]}{(int(one[-4:], 16) + self._number) % 0x10000:04x}" if one in self._ids else one

    def _day(self, day: str) -> str:
        if not day:
            return day
        if day not in self._days:
            try:
                self._days[day] = (date.fromisoformat(day) + self._later).isoformat()
            except (ValueError, OverflowError):
                self._days[day] = day
        return self._days[day]


def addresses(path: Path) -> Iterator[str]:
    """Every page, with that of the first and of a middle line of each kind."""
    yield from PAGES
    with sqlite3.connect(path) as shelf:
        for kind, address in OF_ONE.items():
            ids = [row[0] for row in shelf.execute(
                "SELECT id FROM lines WHERE kind = ? ORDER BY rank DESC, place LIMIT 200", (kind,)
            )]  # fmt: skip
            for number in sorted({0, len(ids) // 2} if ids else set()):
                yield address.format(ids[number])


def in_process(app: Any) -> Ask:
    """Asks the application itself, as a server would."""

    def ask(address: str) -> tuple[int, bytes]:
        path, _, query = address.partition("?")
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
            "scheme": "http",
            "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(b"host", b"127.0.0.1"), (b"accept", b"text/html")],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
        }  # fmt: skip
        status, body = 0, bytearray()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            nonlocal status
            status = message.get("status", status)
            body.extend(message.get("body", b""))

        asyncio.run(app(scope, receive, send))
        return status, bytes(body)

    return ask


def through_http(base: str) -> Ask:
    def ask(address: str) -> tuple[int, bytes]:
        with urlopen(Request(base + address, headers={"accept": "text/html"}), timeout=60) as answer:
            return answer.status, answer.read()

    return ask


@dataclass
class Cost:
    """What one page costs: milliseconds that passed, and of the processor, and its bytes."""

    passed: list[float] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)
    size: int = 0


def timed(ask: Ask, pages: list[str], rounds: int) -> dict[str, Cost]:
    """The cost of every page. The pages take turns, so that none is asked for warm."""
    found = {page: Cost() for page in pages}
    for number in range(rounds + 1):
        for page, cost in found.items():
            started, processor = time.perf_counter(), time.process_time()
            status, body = ask(page)
            passed, spent = time.perf_counter() - started, time.process_time() - processor
            if status != 200:
                raise SystemExit(f"{page} answers {status}")
            if number:
                cost.passed.append(passed * 1000)
                cost.spent.append(spent * 1000)
            cost.size = len(body)
    return found


def first_view(ask: Ask) -> int:
    """Bytes of the first page with the styles and scripts that it asks for."""
    body = ask("/")[1]
    parts = re.findall(rb'(?:src|href)="(/static/[^"]+)"', body)
    return len(body) + sum(len(ask(part.decode())[1]) for part in set(parts))


def printed(title: str, found: dict[str, Cost]) -> bool:
    """Prints the table; whether all pages are as fast as is promised."""
    print(f"\n{title}\n{'page':44} {'median':>8} {'95th':>8} {'CPU':>8} {'95th':>8} {'kB':>7}")
    kept = True
    for page, cost in found.items():
        slow = statistics.median(cost.passed) > MEDIAN or percentile(cost.passed) > PERCENTILE
        kept = kept and not slow
        print(f"{page[:44]:44} {_times(cost)} {cost.size / 1000:7.1f}{'  slow' if slow else ''}")
    every = Cost(
        [one for cost in found.values() for one in cost.passed],
        [one for cost in found.values() for one in cost.spent],
    )
    print(f"{'all':44} {_times(every)}")
    return kept


def _times(cost: Cost) -> str:
    return " ".join(
        f"{statistics.median(times):8.1f} {percentile(times):8.1f}" for times in (cost.passed, cost.spent)
    )


def percentile(found: list[float], part: float = 0.95) -> float:
    ordered = sorted(found)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--keep", type=Path, help="a folder for the multiplied shelf, to ask it again")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder: Path = given.keep or Path(made)
        record = folder / f"{given.reports}.truceline"
        if not record.exists():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(given.record, record)
            multiply(record, given.reports)
        measure(record, given.rounds)


def multiply(record: Path, reports: int) -> None:
    """Fill the shelf of a record, and multiply it."""
    keeping = import_module("truceline.present.desk.keeping")
    started, processor = time.perf_counter(), time.process_time()
    filling = keeping.Keeper(record)
    filling.open()
    filling.close()
    passed, spent = time.perf_counter() - started, time.process_time() - processor
    print(
        f"shelf of {record.stat().st_size / 1e6:.0f} MB of record, filled in {passed:.1f} s ({spent:.1f} CPU)"
    )
    held = multiplied(filling.place, reports)
    print(f"{held:,} reports, {filling.place.stat().st_size / 1e6:.0f} MB of shelf")


def measure(record: Path, rounds: int) -> None:
    uvicorn = import_module("uvicorn")
    desk = import_module("truceline.present.desk.app").desk
    keeping = import_module("truceline.present.desk.keeping")
    keeper = keeping.Keeper(record)
    keeper.open()
    app = desk(keeper, "reader")
    gc.collect()
    gc.freeze()  # as `truceline open` does
    pages = list(addresses(keeper.place))
    kept = printed("in process (ms)", timed(in_process(app), pages, rounds))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    ask = through_http(f"http://127.0.0.1:{listening.getsockname()[1]}")
    kept = printed("through HTTP on the loopback (ms)", timed(ask, pages, rounds)) and kept
    weight = first_view(ask)
    print(f"\nfirst view: {weight / 1000:.0f} kB{'' if weight < WEIGHT else '  heavy'}")
    print("as promised" if kept and weight < WEIGHT else "not as promised")
    server.should_exit = True
    thread.join(10)
    keeper.close()


if __name__ == "__main__":
    main()
