"""An empty record, and digests made by hand: nothing here is parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from truceline.model.claims import Extraction
from truceline.model.digest import Credit, Digest, Traits, sort_key
from truceline.model.report import Report, content_id
from truceline.store import Record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record.truceline", create=True) as found:
        yield found


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """One record for all examples of a property; each is undone (see `undone`)."""
    with Record.open(tmp_path_factory.mktemp("shared") / "record.truceline", create=True) as found:
        yield found


class _UndoError(Exception):
    pass


@contextmanager
def _undone(record: Record) -> Iterator[None]:
    with suppress(_UndoError), record.transaction():
        yield
        raise _UndoError


@pytest.fixture(scope="session")
def undone() -> Callable[[Record], AbstractContextManager[None]]:
    """`with undone(record):` what is written inside is taken back at the end."""
    return _undone


def _digest(
    text: str = "Talks in Veltra ended.",
    claims: Extraction | None = None,
    *,
    name: str | None = None,
    published: str | None = None,
    title: str | None = None,
    path: str = "desk/one.txt",
    outlet: str | None = None,
    credits_: tuple[Credit, ...] = (Credit("Meridian Press Agency", "told", 0, 5),),
) -> Digest:
    report = Report(name or content_id(text), path, text, title=title, published=published, outlet=outlet)
    traits = Traits(
        report=report.id,
        order=sort_key(report),
        published=published,
        shingles=(-7, 5, 2**62),
        terms=(("talk", 1.5),),
        weekdays="2",
        quotations=((0, 5), (8, 14)),
        credits=credits_,
    )
    return Digest(
        report,
        claims or Extraction(report.id),
        traits,
        "en_core_web_md",
        b"parse of " + text.encode(errors="replace"),
    )


@pytest.fixture(scope="session")
def digest() -> Callable[..., Digest]:
    """A digest of a text, whose id is a hash of it unless `name` gives one."""
    return _digest
