"""When the project's own undated reports were written, where they are at hand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from truceline.model.record import Dating
from truceline.present.lines import EventLine
from truceline.present.views import Views
from truceline.run.pipeline import build
from truceline.store import Record, datings

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason=f"there are no reports in {SEEDS.parent.name}/seeds"
)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    path = tmp_path_factory.mktemp("seeds") / "record"
    build([SEEDS], path)
    with Record.open(path) as record:
        yield Views(record)


def _id(views: Views, name: str) -> str:
    return next(one.id for one in views.texts.values() if Path(one.path).name.startswith(name))


def _dating(views: Views, name: str) -> Dating:
    return views.datings[_id(views, name)]


def _days(views: Views, name: str) -> dict[str, str]:
    """{words: the day that they mean}"""
    text = views.texts[_id(views, name)].text
    return {text[one.span.start : one.span.end]: one.day for one in _dating(views, name).days}


def _meeting(views: Views, *names: str) -> EventLine:
    return next(event for event in views.events if set(names) <= {actor.name for actor in event.participants})


def test_the_older_report_lies_between_an_office_and_a_death(views: Views) -> None:
    found = _dating(views, "003")
    assert found.earliest is not None and found.earliest.startswith("2023-06")
    assert found.latest == "2024-07-31"
    assert {one.fact for one in found.reasons} >= {"Ibrahim Kalin", "Ismail Haniyeh"}
    assert all(one.span is not None for one in found.reasons)


def test_the_older_report_is_of_no_story_of_the_others(views: Views) -> None:
    (story,) = [one for one in views.stories if any(line.id == _id(views, "003") for line in one.reports)]
    assert len(story.reports) == 1


def test_the_reports_on_doha_are_of_the_days_after_the_talks(views: Views) -> None:
    for name in ("000", "002"):
        found = _dating(views, name)
        assert (found.earliest, found.latest) == ("2025-10-21", "2025-10-25")
        assert any(one.kind == "weekday" and one.other == _id(views, "001") for one in found.reasons)
        assert not found.contradictions


def test_what_their_weekdays_mean(views: Views) -> None:
    assert _days(views, "000") == {"Wednesday": "2025-10-22", "Tuesday evening": "2025-10-21"}
    found = _days(views, "002")
    assert found["Tuesday night"] == found["Tuesday"] == "2025-10-21"  # Hamas in Doha, and Kuwait
    assert found["Wednesday morning"] == "2025-10-22"
    assert found["Sunday"] == "2025-10-19"  # the ceasefire of Afghanistan and Pakistan


def test_the_meetings_of_doha_have_their_days(views: Views) -> None:
    hamas = _meeting(views, "Ibrahim Kalin", "Hakan Fidan", "Hamas")
    assert (hamas.date, hamas.reports) == ("2025-10-21", 3)
    emir = _meeting(views, "Recep Tayyip Erdogan", "Tamim bin Hamad Al Thani")
    assert (emir.date, emir.reports) == ("2025-10-22", 3)


def test_the_report_on_cairo_tells_of_a_tuesday_after_the_truce(views: Views) -> None:
    found = _dating(views, "004")
    assert (found.earliest, found.latest) == ("2025-10-10", None)
    assert found.reasons[0].fact == "the Gaza truce of 10 October 2025"
    assert any("Tuesday" in one.text for one in found.reasons)


def test_a_dated_report_is_not_contradicted(views: Views) -> None:
    assert _id(views, "001") not in views.datings


def test_a_report_without_its_date_has_the_days_of_its_copies(tmp_path: Path) -> None:
    for file in SEEDS.iterdir():
        shutil.copy(file, tmp_path)
    first = next(one for one in tmp_path.iterdir() if one.name.startswith("001"))
    text = first.read_text(encoding="utf-8")
    (tmp_path / "undated.txt").write_text(text[text.index("DOHA:") :], encoding="utf-8")
    build([tmp_path], tmp_path / "record")
    with Record.open(tmp_path / "record") as record:
        undated = next(one.id for one in record.reports() if one.path.endswith("undated.txt"))
        found = datings.datings(record)[undated]
    assert (found.earliest, found.latest) == ("2025-10-21", "2025-10-25")
    assert {one.kind for one in found.reasons} >= {"copy", "weekday"}
