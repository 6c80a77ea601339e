"""Reports without a date, and dates that a text contradicts, as they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from truceline.present.cli import main
from truceline.present.dates import between_days, when
from truceline.present.export import record as whole
from truceline.present.page import write_page
from truceline.present.views import Views
from truceline.run.pipeline import build
from truceline.store import Record

TEXTS = {
    "old": "Secretary of State John Kerry arrived in Port Selva on Monday and said that talks would go on.",
    "bare": "Rain fell on the market of Kessary, traders said, and the bridge stayed closed.",
    "wrong": "Published: 3 March 2012\n\nAid has grown since the fall of the Assad regime, officials said.",
    "right": "Published: 4 March 2031\n\nMayor Ilse Kaverin closed the harbour of Oruhaven, the mayor said.",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("dates")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text)
    build([folder], folder / "record.truceline")
    yield folder / "record.truceline"


def test_intervals_in_words() -> None:
    assert between_days("2031-05-01", "2031-06-30") == "2031-05-01 to 2031-06-30"
    assert between_days(None, "2031-06-30") == "not after 2031-06-30"
    assert when(None, "2031-05-01", None) == "undated (not before 2031-05-01)"
    assert (when(None, None, None), when("2031-05-03", None, None)) == ("undated", "2031-05-03")


def test_the_export_says_when_and_why(path: Path) -> None:
    with Record.open(path) as record:
        found = {Path(one["paths"][0]).stem: one for one in whole(record)["reports"]}
    old, bare, wrong, right = (found[name] for name in TEXTS)
    assert (old["published"], old["published_from"]) == (None, "inferred")
    assert (old["earliest"], old["latest"], old["edtf"]) == (
        "2013-02-01", "2017-01-20", "2013-02-01/2017-01-20",
    )  # fmt: skip
    kinds = {one["kind"] for one in old["dating"]["reasons"]}
    assert kinds == {"office", "weekday"}
    for one in old["dating"]["reasons"]:
        assert 0 <= one["place"]["start"] < one["place"]["end"] <= len(old["text"])
    assert (bare["published_from"], bare["edtf"], bare["dating"]["confidence"]) == (None, None, "unsure")
    assert (wrong["published"], wrong["published_from"]) == ("2012-03-03", "header")
    assert [one["earliest"] for one in wrong["dating"]["contradictions"]] == ["2024-12-08"]
    assert (right["dating"], right["edtf"], right["earliest"]) == (None, "2031-03-04", "2031-03-04")


def test_the_command_lists_undated_and_contradicted_reports_with_their_sentences(path: Path) -> None:
    shown = CliRunner().invoke(main, ["show", str(path), "dates"]).output
    assert "undated (2013-02-01 to 2017-01-20)" in shown and TEXTS["old"] in shown
    assert "2012-03-03 (contradicted)" in shown and "its text contradicts that date" in shown
    assert "nothing in the record says when it was written" in shown
    assert "Oruhaven" not in shown


def test_one_report_is_shown_with_its_date(path: Path) -> None:
    with Record.open(path) as record:
        old = next(one.id for one in record.reports() if one.path.endswith("old.txt"))
    for what in ("dates", "reports"):
        shown = CliRunner().invoke(main, ["show", str(path), what, old]).output
        assert "2013-02-01 to 2017-01-20" in shown and "not after 2017-01-20: names John Kerry" in shown
        assert "Assad" not in shown


def test_the_page_says_when_and_why(path: Path) -> None:
    with Record.open(path) as record:
        page = "".join(write_page(Views(record), "dates"))
    assert "undated, 1 February 2013 to 20 January 2017" in page
    assert "(contradicted by its text)" in page and "its text contradicts its date" in page
