"""Decisions made in the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.present.desk.asking import ids, token
from tests.present.desk.conftest import Opened

from truceline import build
from truceline.model.record import Decision
from truceline.store import Record, queries

PROCESS = """
name: Talks of Oru
agreements:
  - id: truce
    name: Oru truce
    date: 2031-05-01
    parties: [Marok, Oru River Front]
    terms:
      - id: aid
        who: [Marok]
        whom: [Oru River Front]
        what: let_in
        text: 600 aid trucks enter each day.
        counted: aid trucks
        amount: 600
        per: day
"""


def _made(client: TestClient) -> list[Any]:
    found: list[Any] = client.get("/decisions.json").json()["decisions"]
    return found


def _kept(path: Path) -> list[Decision]:
    with Record.open(path) as record:
        return queries.decisions(record)


def _two_people(client: TestClient) -> tuple[Any, Any]:
    lines = client.get("/people.json?kind=person").json()["lines"]
    return lines[0], lines[1]


def test_people_are_merged_and_the_decision_taken_back(own: TestClient, tmp_path: Path) -> None:
    one, other = _two_people(own)
    form = {"token": token(own), "one": one["id"], "other": other["id"], "by": "Bo", "reason": "the same"}
    answer = own.post("/decide/merge", data={**form, "back": f"/people/{one['id']}"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/people/{one['id']}?decided=1"
    (decision,) = _made(own)
    assert (decision["action"], decision["by"], decision["reason"]) == ("merge", "Bo", "the same")
    names = {line["name"] for line in own.get("/people.json?kind=person").json()["lines"]}
    assert not {one["name"], other["name"]} <= names
    own.post("/decide/undo", data={"token": form["token"], "number": "1"})
    undo, merge = _made(own)
    assert (undo["action"], merge["undone_by"]) == ("undo", 2)
    after = {line["name"] for line in own.get("/people.json?kind=person").json()["lines"]}
    assert {one["name"], other["name"]} <= after
    assert [one.by for one in _kept(tmp_path / "own.truceline")] == ["Bo", "Ada"]


def test_what_cannot_be_is_refused_with_a_reason(own: TestClient) -> None:
    one, _ = _two_people(own)
    form = {"token": token(own), "one": one["id"], "other": one["id"]}
    answer = own.post("/decide/merge", data=form)
    assert answer.status_code == 409
    assert "are one already" in answer.text
    assert own.post("/decide/undo", data={**form, "number": "7"}).status_code == 409
    assert own.post("/decide/undo", data={**form, "number": "x"}).status_code == 409
    assert own.post("/decide/split", data=form).status_code == 409
    assert _made(own) == []


def test_a_person_is_renamed(own: TestClient) -> None:
    one, _ = _two_people(own)
    own.post("/decide/rename", data={"token": token(own), "one": one["id"], "to": "Ada of Oru"})
    assert "Ada of Oru" in {line["name"] for line in own.get("/people.json").json()["lines"]}


def test_a_disagreement_is_settled_by_a_reason(own: TestClient) -> None:
    line = next(
        one
        for one in own.get("/disagreements.json").json()["lines"]
        if one["kind"] in ("contradiction", "source", "unsure") and one["settled"] is None
    )
    form = {"token": token(own), "conflict": line["id"], "back": f"/lines/{line['id']}"}
    assert own.post("/decide/settle", data=form).status_code == 409
    shown = own.post("/decide/settle", data={**form, "reason": "the later one"})
    assert shown.status_code == 200
    assert "Take it back" in shown.text
    after = own.get(f"/lines/{line['id']}.json").json()["line"]["conflict"]
    assert after["settled"]["reason"] == "the later one"


def test_a_note_is_kept_and_changes_nothing_else(own: TestClient) -> None:
    before = own.get("/statements.json").json()
    own.post("/decide/note", data={"token": token(own), "subject": "Oru", "reason": "<b>look</b> again"})
    (note,) = _made(own)
    assert (note["action"], note["subject"], note["reason"]) == ("note", "Oru", "<b>look</b> again")
    assert "<b>look</b>" not in own.get("/decisions").text
    assert own.get("/statements.json").json() == before
    own.post("/decide/undo", data={"token": token(own), "number": "1"})
    assert _made(own)[1]["undone_by"] == 2


@pytest.fixture
def board(tmp_path: Path, opened: Opened) -> TestClient:
    (tmp_path / "process.yaml").write_text(PROCESS, encoding="utf-8")
    (tmp_path / "a.txt").write_text(
        "Oru, 5 May 2031 - Marok let 400 aid trucks a day into Oru, the United Nations said on Monday.\n\n"
        "Prime Minister Bo Estmere said 9 people were killed in Oru on Sunday.\n",
        encoding="utf-8",
    )
    record = tmp_path / "board.truceline"
    build([tmp_path / "a.txt"], record, process=tmp_path / "process.yaml")
    return opened(record)


def test_what_bears_on_a_term_is_bound_unbound_graded_and_scored(board: TestClient) -> None:
    (term,) = board.get("/board.json").json()["terms"]
    assert term["state"]["id"] == "aid"
    good = token(board, "/board")
    figures = board.get("/figures.json").json()["listing"]["lines"]
    killed = next(line for line in figures if line["figure"]["text"] == "9")
    claim = killed["evidence"][0]["claim"]
    assert "It bears on a term" in board.get(f"/lines/{killed['id']}").text
    board.post("/decide/bind", data={"token": good, "term": "aid", "claim": claim, "reason": "it does"})
    (bound,) = [one for one in _bound(board) if one["sure"] == "decided"]
    board.post("/decide/grade", data={"token": good, "subject": bound["id"], "grade": "2"})
    assert next(one for one in _bound(board) if one["id"] == bound["id"])["grade"] == "2"
    board.post("/decide/unbind", data={"token": good, "term": "aid", "binding": bound["id"]})
    assert bound["id"] not in [one["id"] for one in _bound(board)]
    board.post("/decide/score", data={"token": good, "term": "aid", "score": "2"})
    assert board.get("/board.json").json()["terms"][0]["state"]["score"] == 2
    board.post("/decide/grade", data={"token": good, "subject": "Oru Herald", "grade": "C"})
    assert ["reliability of Oru Herald", "C"] in board.get("/board.json").json()["grades"]
    assert board.post("/decide/bind", data={"token": good, "term": "none", "claim": claim}).status_code == 409
    assert board.post("/decide/score", data={"token": good, "term": "aid", "score": "9"}).status_code == 409


def _bound(client: TestClient) -> list[Any]:
    found: list[Any] = client.get("/lines/aid.json").json()["line"]["term"]["bound"]
    return found


def test_names_are_parted(own: TestClient) -> None:
    for entity in ids(own, "/people", "people"):
        line = own.get(f"/people/{entity}.json").json()["line"]
        if len(line["spellings"]) > 1 and line["actor"]["kind"] == "person":
            name = line["spellings"][-1][0]
            answer = own.post("/decide/split", data={"token": token(own), "one": entity, "name": name})
            if answer.status_code == 200:
                assert _made(own)[0]["action"] == "split"
                return
    pytest.fail("nobody in the sample has two names that can be parted")
