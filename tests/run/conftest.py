"""The sample, read once, and digests made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from truceline import plugins
from truceline.config import Config
from truceline.extract.quotations import quotations
from truceline.model.claims import Extraction
from truceline.model.dating import TextDates
from truceline.model.digest import Digest, Traits, sort_key
from truceline.model.record import DateReason
from truceline.model.report import RawReport, Report, content_id
from truceline.read import read_reports
from truceline.relate.credits import credited
from truceline.relate.lineage import shingles
from truceline.relate.stories import terms
from truceline.run.digest import digest_all
from truceline.store import Record


@pytest.fixture(scope="session")
def sample() -> list[Path]:
    """The files of the sample."""
    folder = Path(str(files("truceline.resources") / "sample"))
    return sorted(folder.iterdir())


@pytest.fixture(scope="session")
def digests(sample: list[Path]) -> list[Digest]:
    config = Config(workers=1)
    raws = [
        raw
        for raw in read_reports(sample, plugins.load(plugins.Reader), config)
        if isinstance(raw, RawReport)
    ]
    return [one for found, _ in digest_all(raws, config, len(raws)) for one in found]


def _unparsed(
    text: str,
    published: str | None = None,
    *,
    body: int = 0,
    name: str = "",
    title: str | None = None,
    outlet: str | None = None,
    agency: str | None = None,
    weekdays: str = "",
    bounds: tuple[str | None, str | None] = (None, None),
    claims: Callable[[str], Extraction] = Extraction,
) -> Digest:
    identity = content_id(name, text, published, title, outlet)
    report = Report(
        identity, name or "a.txt", text, body, title=title, outlet=outlet, agency=agency, published=published
    )
    quoted = tuple((one.start, one.end) for one in quotations(text))
    traits = Traits(
        report=identity,
        order=sort_key(report),
        published=published,
        shingles=shingles(text, body, quoted),
        terms=terms(report),
        weekdays=weekdays,
        quotations=quoted,
        credits=credited(report),
        earliest=bounds[0],
        latest=bounds[1],
    )
    reasons = (DateReason("date", *bounds, "by what it says"),) if any(bounds) else ()
    return Digest(report, claims(identity), traits, "none", b"", TextDates(reasons))


@pytest.fixture(scope="session")
def unparsed() -> Callable[..., Digest]:
    """`unparsed(text, published)`: a digest with everything that needs no parse; `claims` makes those of a
    report with the given id."""
    return _unparsed


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """An empty record."""
    with Record.open(tmp_path / "record.truceline", create=True) as found:
        yield found
