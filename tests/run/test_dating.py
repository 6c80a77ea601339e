"""The dating of reports by a record, on reports made for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from truceline.config import Config
from truceline.model.record import Dating
from truceline.model.report import RawReport
from truceline.present.export import record as whole
from truceline.present.views import Views
from truceline.run.digest import digest_all
from truceline.run.pipeline import build
from truceline.run.relating import relate_new
from truceline.store import Record, datings

DATED = """Published: 23 May 2031

PORT SELVA: Negotiators Emeric Halvany and Oru Tasman met in Port Selva on Tuesday to save the truce on the
river, officials said on Wednesday. Emeric Halvany said both sides had agreed to reopen the bridge.
"""
UNDATED = """Negotiators Emeric Halvany and Oru Tasman met in Port Selva on Tuesday to save the river truce, a
spokesman said. On Wednesday Oru Tasman met Ilse Kaverin in Port Selva. A third round of talks on prisoners is
expected in the capital.
"""
OFFICE = """Secretary of State John Kerry arrived in Geneva on Monday and said that talks would go on.
"""
WRONG = """Published: 3 March 2012

Secretary of State John Kerry said that talks would go on. Aid has grown since the fall of the Assad regime.
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("undated")
    for name, text in (("dated", DATED), ("undated", UNDATED), ("office", OFFICE), ("wrong", WRONG)):
        (folder / f"{name}.txt").write_text(text)
    build([folder], folder / "record.truceline")
    with Record.open(folder / "record.truceline") as opened:
        yield opened


def _id(record: Record, name: str) -> str:
    return next(one.id for one in record.reports() if Path(one.path).stem == name)


def _dating(record: Record, name: str) -> Dating | None:
    return datings.datings(record).get(_id(record, name))


def test_the_order_of_reports_makes_no_difference(tmp_path: Path) -> None:
    texts = {"dated": DATED, "undated": UNDATED, "office": OFFICE, "wrong": WRONG}
    raws = [RawReport(f"{name}.txt", "text", text) for name, text in texts.items()]
    ((digests, _),) = digest_all(raws, Config(workers=1), len(raws))
    found = []
    for number, order in enumerate((digests, digests[::-1], digests[1:] + digests[:1])):
        with Record.open(tmp_path / str(number), create=True) as record:
            for one in order:
                record.add([one], "test")
                relate_new(record, workers=1)
            found.append((whole(record), datings.datings(record)))
    assert found[0] == found[1] == found[2]
    assert len(found[0][1]) == 3


def test_an_event_that_a_dated_report_tells_dates_the_other(record: Record) -> None:
    found = _dating(record, "undated")
    assert found is not None
    assert (found.earliest, found.latest) == ("2031-05-20", "2031-05-24")
    assert any(one.kind == "weekday" and one.other == _id(record, "dated") for one in found.reasons)


def test_a_report_that_is_dated_so_dates_its_other_events(record: Record) -> None:
    events = {frozenset(one.name for one in event.participants): event for event in Views(record).events}
    assert events[frozenset({"Oru Tasman", "Ilse Kaverin"})].date == "2031-05-21"


def test_an_office_dates_a_report(record: Record) -> None:
    found = _dating(record, "office")
    assert found is not None
    assert (found.earliest, found.latest) == ("2013-02-01", "2017-01-20")
    assert found.confidence == "certain"


def test_a_report_with_a_date_has_none_inferred(record: Record) -> None:
    assert _dating(record, "dated") is None


def test_a_date_that_the_text_contradicts_is_told_and_kept(record: Record) -> None:
    found = _dating(record, "wrong")
    assert found is not None and (found.earliest, found.latest) == (None, None)
    assert {one.earliest for one in found.contradictions} == {"2013-02-01", "2024-12-08"}
    line = Views(record).reports[_id(record, "wrong")]
    assert (line.published, line.published_from, line.doubted) == ("2012-03-03", "header", True)


TOLL = """{header}PORT SELVA: The Northern Council and Arland traded fire along the river again, and the truce
on the bridge holds only in part. The health ministry of Selva said that {number} people have been killed in
Port Selva since the truce began in March. Negotiators Emeric Halvany and Oru Tasman called for calm there.
"""


def test_a_count_that_only_grows_dates_a_report(tmp_path: Path) -> None:
    texts = {
        "first": TOLL.format(header="Published: 2 May 2031\n\n", number="320"),
        "second": TOLL.format(header="Published: 6 May 2031\n\n", number="360"),
        "between": TOLL.format(header="", number="342").replace("again", "for one more night"),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text)
    build([tmp_path], tmp_path / "record.truceline")
    with Record.open(tmp_path / "record.truceline") as record:
        found = _dating(record, "between")
        assert found is not None
        counts = [one for one in found.reasons if one.kind == "count"]
        assert {one.other for one in counts} == {_id(record, "first"), _id(record, "second")}
        assert all("342" in one.text and one.span is not None for one in counts)
