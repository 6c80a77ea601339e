"""What is no breach of an agreement, the documents of a process, grades, and mistakes that leave a record as
it was. The reports are our own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from truceline import build, open_record
from truceline.errors import ConfigError
from truceline.present import export
from truceline.present.board_picture import by_day_and_place
from truceline.present.cli import main
from truceline.present.page import write_page
from truceline.present.process_view import process_view
from truceline.present.views import Views
from truceline.resources import text
from truceline.run import board_decisions as deciding
from truceline.store import Record

PROCESS = """name: Talks on Gaza
actors:
  - {name: Israel, kind: place, side: party}
  - {name: Hamas, kind: body, side: party}
agreements:
  - id: truce
    name: Gaza truce
    date: 2031-05-01
    place: Gaza
    parties: [Israel, Hamas]
    mediators: [Egypt]
    guarantors: [Qatar]
    terms:
      - {id: fire, who: [Israel, Hamas], what: cease_fire, text: Both sides cease fire., measured: reports}
      - id: specialists
        who: [Israel]
        what: let_in
        text: Rescue specialists from Egypt enter.
        counted: rescue specialists
        amount: 40
        decides: [Israel]
"""
REPORTS = (
    "Hamas said on Tuesday that Israel had violated the ceasefire in Gaza. At least 12 Palestinians have been"
    " killed in Israeli attacks since the truce began, health officials in Gaza said.\n\nMore than 2,000"
    " people were killed before the ceasefire took hold. An Israeli officer said: “To enter Israel is"
    " breaking the ceasefire.” Every previous lull ended in accusations over violations of the truce by"
    " Hamas.",
    "Egypt has sent 40 rescue specialists, who are awaiting Israeli approval to enter Gaza. Israel has only"
    " allowed a third of the trucks into Gaza.\n\nEgyptian Foreign Minister Badr Abdelatty met Hamas"
    " officials in Cairo on Monday.\n\nEgypt and Toral signed agreements on trade on Sunday. The visit ended"
    " with a ceasefire between Chad and Sudan.",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("views")
    lines = [
        json.dumps({"id": f"v-{number}", "outlet": f"P{number}", "published": "2031-05-14", "text": words})
        for number, words in enumerate(REPORTS)
    ]
    (folder / "own.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "own.yaml").write_text(PROCESS, encoding="utf-8")
    build([folder / "own.jsonl"], folder / "own.truceline", process=folder / "own.yaml")
    return folder / "own.truceline"


@pytest.fixture
def views(path: Path) -> Iterator[Views]:
    with open_record(path) as opened:
        yield opened


def test_only_what_is_said_to_break_the_agreement_is_a_sure_breach(views: Views) -> None:
    israel = next(one.id for one in views.actors.values() if one.name == "Israel")
    sure = [one for one in views.board().violations if not one.unsure]
    accused = {(one.named, one.accused) for one in sure if one.what != "figure"}
    assert ("Hamas", (israel,)) in accused
    assert all(who == (israel,) or not who for _, who in accused)
    assert not any("officer" in named and who for named, who in accused)
    (fire,) = [one for one in views.board().terms if one.id == "fire"]
    reasons = {one.named: one.reasons for one in fire.accounts}
    assert reasons["Hamas"] == ("says that it was broken",)
    assert ("counts people whom fire harmed since",) in reasons.values()
    assert [one.counted for one in sure if one.what == "figure"] == ["At least 12 Palestinians killed"]


def test_leave_that_was_given_for_something_else_is_no_consent(views: Views) -> None:
    (wait,) = [one for one in views.board().waiting if one.term == "specialists"]
    assert wait.came == "not reported"


def test_alleged_violations_are_counted_by_day_and_place(views: Views, path: Path) -> None:
    rows = by_day_and_place(views.board().violations)
    assert sum(row.number for row in rows) == len(views.board().violations)
    assert all(0 < row.width <= 160 and row.unsure <= row.number for row in rows)
    result = CliRunner().invoke(main, ["show", str(path), "violations"])
    assert "■" in result.output
    assert "according to Hamas, Israel broke it" in result.output


def test_the_process_has_its_documents_rounds_and_what_was_signed_by_the_way(
    views: Views, path: Path
) -> None:
    found = process_view(views)
    assert found is not None
    (document,) = found.documents
    assert document.roles == [
        ("parties", ("Israel", "Hamas")),
        ("mediators", ("Egypt",)),
        ("guarantors", ("Qatar",)),
    ]
    assert any("Hamas" in {actor.name for actor in line.event.participants} for line in found.rounds)
    assert ("Hamas", 1) in {(actor.name, number) for actor, number in found.attended}
    assert all(one.means == () for one in found.signed)
    result = CliRunner().invoke(main, ["show", str(path), "process"])
    assert result.exit_code == 0, result.output
    assert "guarantors: Qatar" in result.output
    assert 'id="process"' in "".join(write_page(views, "own"))


def test_violations_fit_the_schema_of_the_export(path: Path) -> None:
    schema = json.loads(text("schema/record.schema.json"))
    with Record.open(path) as record:
        whole = json.loads("".join(export.exporter.write(export.record(record))))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(whole)) == []
    assert any(term["violations"] for term in whole["board"])


def test_grades_stand_beside_what_is_counted(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.truceline"
    own.write_bytes(path.read_bytes())
    with Record.open(own) as record:
        deciding.decide_grade(record, "Hamas", "C", "A. Desk", None)
        deciding.decide_grade(record, "Hamas", "3", "A. Desk", None)
    result = CliRunner().invoke(main, ["show", str(own), "board", "fire"])
    assert "1 origin (graded by a person: reliability C, fairly reliable; credibility 3, possibly true)" in (
        result.output
    )


def test_a_brief_says_who_met_and_what_waits(path: Path) -> None:
    result = CliRunner().invoke(main, ["brief", str(path), "--since", "30d"])
    assert result.exit_code == 0, result.output
    assert " met in Cairo on 12 May 2031" in result.output
    assert "Waiting (term specialists) by Egypt; Israel must decide" in result.output
    assert "trade" not in result.output.partition("[^1]:")[0]


def test_a_list_of_agreements_is_for_the_log_of_agreements(path: Path) -> None:
    assert CliRunner().invoke(main, ["show", str(path), "board", "--known", "x"]).exit_code == 2
    assert CliRunner().invoke(main, ["show", str(path), "agreements"]).exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("date: 2031-05-01", "dated: 2031-05-01", 8, "unknown key 'dated'"),
        ("date: 2031-05-01", "date: 2031-05-01\n    until: 2031-04-01", 9, "before it begins"),
        ("amount: 40", "amount: 40\n        per: fortnight", 21, "per must be one of"),
        (", measured: reports", "", 14, "has no measure"),
    ],
)
def test_a_process_file_with_a_mistake_leaves_the_record_as_it_was(
    path: Path, tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    own, file = tmp_path / "own.truceline", tmp_path / "own.yaml"
    own.write_bytes(path.read_bytes())
    file.write_text(PROCESS.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        build([path.parent / "own.jsonl"], own, process=file)
    assert f"line {line}:" in str(error.value)
    assert message in str(error.value)
    assert own.read_bytes() == path.read_bytes()
