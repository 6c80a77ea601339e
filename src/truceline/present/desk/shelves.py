"""What is read from a shelf, as lines: decoded, and by kind."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from truceline.errors import RecordError
from truceline.model.report import ReportId
from truceline.present.desk.shapes import (
    Alleged,
    Entry,
    FullReport,
    Met,
    Named,
    PlaceHead,
    StoryHead,
    TermLine,
    Waiting,
)
from truceline.present.ledger import SeriesLine
from truceline.present.lines import (
    ConflictLine,
    DisputeLine,
    EntityLine,
    FigureLine,
    ReportLine,
    StanceLine,
    StatementLine,
    StoryLine,
)
from truceline.store.shelf import Asked, Shelf

KINDS: dict[str, Any] = {
    "report": ReportLine, "full": FullReport, "story": StoryHead, "whole story": StoryLine, "name": Named,
    "entity": EntityLine, "event": Entry, "statement": StatementLine, "figure": FigureLine,
    "series": SeriesLine, "conflict": ConflictLine, "term": TermLine, "violation": Alleged,
    "wait": Waiting, "met": Met,
    "place": PlaceHead, "stance": StanceLine, "series of": str, "dispute": DisputeLine,
}  # fmt: skip
_decoders: Mapping[str, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(shape) for kind, shape in KINDS.items()
}
_TEXTS = 200
_OUTLETS = 40


class Shelves:
    """The lines of the shelf of a record. `Any` stands for the shape of the kind in `KINDS`."""

    def __init__(self, shelf: Shelf, record: Path | None = None) -> None:
        self.shelf = shelf
        self.record = record
        self._outlets: dict[str, tuple[str, ...]] = {}
        self._made: dict[str, Any] = {}
        self._texts: OrderedDict[ReportId, str] = OrderedDict()

    def decoded(self, kind: str, data: bytes) -> Any:
        try:
            return _decoders[kind].decode(data)
        except msgspec.DecodeError as error:
            raise RecordError(f"{self.shelf.path} is damaged; delete it, and it is made anew") from error

    def chosen(
        self, kind: str, asked: Asked, limit: int, start: int = 0, order: str = "newest"
    ) -> tuple[Any, ...]:
        found = self.shelf.chosen(kind, asked, limit, start, order)
        return tuple(self.decoded(kind, data) for data in found)

    def one(self, kind: str, item: str) -> Any:
        """The line of a kind with this id, None for none."""
        found = self.shelf.line(item, (kind,))
        return self.decoded(kind, found[1]) if found else None

    def some(self, kind: str, ids: Iterable[str]) -> tuple[Any, ...]:
        return tuple(self.decoded(kind, data) for data in self.shelf.some(ids, kind))

    def search(
        self, kind: str, words: Iterable[str], asked: Asked, limit: int, start: int = 0, is_open: bool = True
    ) -> tuple[tuple[Any, ...], int]:
        found, total = self.shelf.search(kind, words, asked, limit, start, is_open)
        return tuple(self.decoded(kind, data) for data in found), total

    def outlets(self, kind: str) -> tuple[str, ...]:
        """The outlets that lines of a kind are most often from, by name; counted once."""
        if kind not in self._outlets:
            self._outlets[kind] = tuple(
                sorted(name for name, _ in self.shelf.values("outlet", kind, _OUTLETS))
            )
        return self._outlets[kind]

    def page[P](self, name: str, shape: type[P]) -> P:
        data = self.shelf.page(name)
        if data is None:
            raise RecordError(f"{self.shelf.path} has no page {name}; delete it, and it is made anew")
        return msgspec.json.decode(data, type=shape)

    def once[M](self, name: str, make: Callable[[], M]) -> M:
        """What is made of the whole shelf, and so once for each."""
        if name not in self._made:
            self._made[name] = make()
        made: M = self._made[name]
        return made

    def text(self, report: ReportId) -> str:
        """A report's text, "" for none; the last ones that were asked for are kept."""
        text = self._texts.pop(report, None)
        if text is None:
            text = self.shelf.text(report) or ""
        self._texts[report] = text
        while len(self._texts) > _TEXTS:
            self._texts.popitem(last=False)
        return text


class Reports(Mapping[ReportId, ReportLine]):
    """The lines of reports, each read when it is asked for."""

    def __init__(self, shelves: Shelves, known: Iterable[ReportLine] = ()) -> None:
        self._shelves = shelves
        self._known = {line.id: line for line in known}

    def __getitem__(self, report: ReportId) -> ReportLine:
        if report not in self._known:
            line = self._shelves.one("report", report)
            if line is None:
                raise KeyError(report)
            self._known[report] = line
        return self._known[report]

    def __iter__(self) -> Iterator[ReportId]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
