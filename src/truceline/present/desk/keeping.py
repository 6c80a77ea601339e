"""The shelf of a record that is served: filled where it does not fit the record, and anew when that changes,
while the old one goes on serving."""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
import time
from pathlib import Path

from truceline import __version__
from truceline.errors import RecordError, TrucelineError
from truceline.present.desk.filling import Progress, fill
from truceline.store import Record, schema
from truceline.store.shelf import VERSION, Shelf, opened
from truceline.store.shelf_writing import part_of

_LOOK = 1.0
"""Seconds after which it is looked whether the record has changed."""


def stamp_of(record: Path) -> str:
    """What changes when the record does: its file and its write-ahead log. Raises `RecordError`."""
    parts: list[object] = [__version__, schema.VERSION, VERSION]
    try:
        for path in (record, record.with_name(record.name + "-wal")):
            state = path.stat() if path.exists() else None
            parts.append((state.st_size, state.st_mtime_ns) if state and state.st_size else None)
    except OSError as error:
        raise RecordError(f"{record} cannot be read: {error.strerror}") from error
    return repr(parts)


def place_of(record: Path) -> Path:
    """Where the shelf of a record is kept: beside it, or where nothing can be written there, in the user's
    folder for what can be made anew."""
    beside = record.with_name(record.name + ".desk")
    if os.access(beside if beside.exists() else record.parent, os.W_OK):
        return beside
    name = hashlib.sha256(os.fsencode(record.absolute())).hexdigest()[:24] + ".desk"
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "truceline"
    try:
        base.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.access(base, os.W_OK):
            return base / name
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="truceline-")) / name


def _silent(what: str, done: int, total: int) -> None:
    pass


class Keeper:
    """Keeps a shelf that fits a record. `open` first; `shelf` is the one that serves."""

    def __init__(self, record: Path) -> None:
        self.record = record
        self.place = place_of(record)
        self.error: str | None = None
        self.stage = ("", 0, 0)
        """What is being filled: in words, which step from 0 on, and of how many."""
        self._shelf: Shelf | None = None
        self._stamp = ""
        self._looked = 0.0
        self._lock = threading.Lock()
        self._filling: threading.Thread | None = None

    def open(self, progress: Progress = _silent) -> None:
        """Open the shelf, or fill it. Raises `RecordError`."""
        with Record.open(self.record):  # that it is one, and of this version
            pass
        stamp = stamp_of(self.record)
        self._shelf = opened(self.place, stamp)
        self._stamp = stamp
        if self._shelf is None:
            self._fill(progress)

    def begin(self, progress: Progress, seconds: float) -> None:
        """Open the shelf, or begin to fill it, and wait so long at most. Raises `RecordError`."""
        with Record.open(self.record):
            pass
        self._stamp = stamp_of(self.record)
        self._shelf = opened(self.place, self._stamp)
        if self._shelf is not None:
            return
        with self._lock:
            self._filling = threading.Thread(target=self._refill, daemon=True)
            self._filling.start()
        until, shown = time.monotonic() + seconds, self.stage
        while self._filling.is_alive() and time.monotonic() < until:
            self._filling.join(0.05)
            if self.stage != shown:
                shown = self.stage
                progress(*shown)
        if self.error is not None:
            raise RecordError(self.error)

    @property
    def is_open(self) -> bool:
        return self._shelf is not None

    @property
    def shelf(self) -> Shelf:
        if self._shelf is None:
            raise RecordError(f"the shelf of {self.record} is not open")
        return self._shelf

    @property
    def behind(self) -> bool:
        """Whether the record has changed since; then it is being filled anew."""
        now = time.monotonic()
        if now - self._looked >= _LOOK:
            self._looked = now
            self.look()
        return self._filling is not None and self._filling.is_alive()

    def look(self) -> None:
        """Begin to fill the shelf anew where the record has changed."""
        with self._lock:
            running = self._filling is not None and self._filling.is_alive()
            if not running and stamp_of(self.record) != self._stamp:
                self._filling = threading.Thread(target=self._refill, daemon=True)
                self._filling.start()

    def wait(self, seconds: float) -> bool:
        """Wait until the shelf is up to date, so long at most; whether it is."""
        self.look()
        until = time.monotonic() + seconds
        filling = self._filling
        while filling is not None and filling.is_alive() and time.monotonic() < until:
            filling.join(0.02)
        return filling is None or not filling.is_alive()

    def close(self) -> None:
        if self._shelf is not None:
            self._shelf.close()
        part_of(self.place).unlink(missing_ok=True)  # what a thread is filling ends with the program

    def _note(self, what: str, done: int, total: int) -> None:
        self.stage = (what, done, total)

    def _refill(self) -> None:
        try:
            self._fill(self._note)
            self.error = None
        except TrucelineError as error:  # the old shelf goes on serving, and says so
            self.error = str(error)
            self._stamp = stamp_of(self.record)

    def _fill(self, progress: Progress) -> None:
        stamp = stamp_of(self.record)  # before anything is read: what comes later is seen as a change
        with Record.open(self.record) as record:
            fill(record, self.place, stamp, progress)
        made = opened(self.place, stamp)
        if made is None:
            raise RecordError(f"{self.place} cannot be read after it was written")
        before, self._shelf, self._stamp = self._shelf, made, stamp
        if before is not None:
            before.close()
