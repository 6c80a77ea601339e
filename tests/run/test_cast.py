"""Whom and what a story is about, in a record of our own reports."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from truceline import build, open_record
from truceline.errors import RecordError
from truceline.present.terminal import show
from truceline.run.cast import CastMember

_REPORTS = {
    "a.txt": (
        "Orlin Dast, the foreign minister of Turkey, met leaders of Hamas in Doha on Tuesday. Dast said the"
        " truce was fragile. Turkish officials said the truce would hold if Hamas agreed. Hamas officials met"
        " Dast again on Wednesday. Turkey wants the truce to last. The movement asked Turkey for guarantees."
        " The truce began in March."
    ),
    "b.txt": (
        "Orlin Dast met leaders of Hamas in Doha on Tuesday, the foreign minister of Turkey said. The truce"
        " is fragile, Dast said. The truce will hold if Hamas agrees, Turkish officials said. Hamas"
        " negotiators met Dast again. Turkey hopes that the truce will last. An aid worker saw the minister."
        " The truce began in March."
    ),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cast")
    for name, text in _REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    build([folder], folder / "record")
    return folder / "record"


@pytest.fixture(scope="module")
def cast(path: Path) -> Mapping[str, CastMember]:
    with open_record(path) as views:
        (story,) = views.stories
        return {member.name: member for member in views.cast(story.id)}


def _words(member: CastMember) -> set[str]:
    return {one.text for one in member.wordings if one.reason is not None}


def test_people_bodies_and_things(cast: Mapping[str, CastMember]) -> None:
    assert {"Dast", "Hamas", "Turkey", "the truce"} <= set(cast)
    assert cast["Dast"].sort == "person"
    assert cast["the truce"].sort == "other"
    assert cast["the truce"].entity is None


def test_officials_stand_for_those_they_are_of(cast: Mapping[str, CastMember]) -> None:
    assert {"Turkish officials"} <= _words(cast["Turkey"])
    assert {"Hamas officials", "Hamas negotiators", "leaders of Hamas"} & _words(cast["Hamas"])


def test_nobody_named_is_taken_into_another(cast: Mapping[str, CastMember]) -> None:
    assert not any("Dast" in one.text for name in ("Turkey", "Hamas") for one in cast[name].wordings)


def test_each_other_word_has_its_reason_and_place(path: Path, cast: Mapping[str, CastMember]) -> None:
    with open_record(path) as views:
        for member in cast.values():
            for one in member.wordings:
                assert views.texts[one.span.report].text[one.span.start : one.span.end] == one.text
                assert (one.reason is None) == (one.confidence == 1)


def test_the_terminal_needs_a_story(path: Path) -> None:
    with open_record(path) as views, pytest.raises(RecordError, match="name a story"):
        show(views, "cast", None, 0, Console())


def test_in_the_terminal(path: Path) -> None:
    out = StringIO()
    with open_record(path) as views:
        show(views, "cast", views.stories[0].id, 0, Console(file=out, width=200))
    assert "Orlin Dast  person" in out.getvalue()
    assert "“turkish officials”  they are of Turkey" in out.getvalue()
