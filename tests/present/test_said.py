"""What was said, in the terminal, on the page and in the export: three reports that tell it differently."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from truceline import build, open_record
from truceline.present import export
from truceline.present.cli import main
from truceline.present.differences import differences
from truceline.present.page import write_page
from truceline.store import Record

ROAD = "“The road will stay open for every {} of flour until the winter,” Veldenian minister Elira Vosse"
FIELD = "“You cannot clear a field of mines with good wishes alone in one spring,”"
REPORTS = {
    "a.txt": (
        "TAVRIN, May 2, 2031 (MPA) - Envoys of Veldenia met negotiators of the Oru River Front on Friday.",
        ROAD.format("lorry") + " told AFP in a statement.",
        "Vosse vowed to free 120 prisoners held since the winter.",
        "A Veldenian official said the list of prisoners held by the Front was incomplete.",
        "The regime of the island sent nobody to the talks in Tavrin.",
    ),
    "b.txt": (
        "TAVRIN, May 2, 2031 - Envoys of Veldenia met negotiators of the Oru River Front, on Friday.",
        ROAD.format("truck") + " said.",
        "Tomas Orrelan, the negotiator of the Front, threatened to close the bridge over “violations”.",
        FIELD + " Orrelan said of the talks in Tavrin.",
    ),
    "c.txt": (
        "TAVRIN, May 2, 2031 - Veldenia and the Oru River Front met on Friday, envoys and negotiators.",
        FIELD + " Veldenian minister Elira Vosse said of the talks in Tavrin.",
    ),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("said")
    for name, text in REPORTS.items():
        (folder / name).write_text("\n\n".join(text), encoding="utf-8")
    build([folder], folder / "record")
    return folder / "record"


@pytest.fixture
def whole(path: Path) -> Iterator[dict[str, Any]]:
    with Record.open(path) as record:
        yield json.loads("".join(export.exporter.write(export.record(record))))


def show(path: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["show", str(path), *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_changed_word_is_shown(path: Path) -> None:
    output = show(path, "statements", "Vosse")
    assert "What Elira Vosse said" in output
    assert "lorry" in output
    assert "[-lorry-]" in output or "[-truck-]" in output
    assert "words changed" in output


def test_the_chain_is_shown_from_the_speaker_to_the_agency(path: Path) -> None:
    assert "Elira Vosse → in a statement → by way of AFP → MPA (dateline)" in show(
        path, "statements", "Vosse"
    )


def test_promises_and_threats_are_lists_of_their_own(path: Path) -> None:
    assert "to free 120 prisoners" in show(path, "promises")
    assert "to close the bridge" in show(path, "threats")
    assert "to close the bridge" not in show(path, "promises")
    assert "The record has no" not in show(path, "threats", "Orrelan")


def test_the_same_words_of_two_speakers_are_shown_with_both_sentences(path: Path) -> None:
    output = show(path, "statements")
    assert "contradiction  who said it:" in output
    assert output.index("who said it") < output.index("Elira Vosse → in a statement")


def test_days_and_stories_choose_among_statements(path: Path) -> None:
    assert "no statements" in show(path, "statements", "--from", "2031-05-03")
    assert "lorry" in show(path, "statements", "--from", "2031-05-02", "--to", "2031-05-02")
    assert "no statements" in show(path, "statements", "--story", "ffffffffffffffff")
    result = CliRunner().invoke(main, ["show", str(path), "statements", "--from", "May"])
    assert result.exit_code == 2
    assert "is no day" in result.output


def test_a_statement_is_found_by_its_id_and_an_unknown_name_is_told(
    path: Path, whole: dict[str, Any]
) -> None:
    name = whole["utterances"][0]["id"]
    assert "who says it:" in show(path, "statements", name)
    result = CliRunner().invoke(main, ["show", str(path), "statements", "Nobody Here"])
    assert result.exit_code == 1
    assert "Nobody Here" in result.output


def test_loaded_words_are_filed(path: Path) -> None:
    output = show(path, "stance")
    assert "regime…  (ruler)  asserted in 1 report" in output
    assert "violat…" in output


def test_the_export_has_utterances_with_chains_and_changes(whole: dict[str, Any]) -> None:
    names = {one["id"]: one["name"] for one in whole["entities"]}
    statements = {one["id"]: one for one in whole["statements"]}
    found = next(one for one in whole["utterances"] if "flour" in one["words"])
    assert names[found["entity"]] == "Elira Vosse"
    assert (found["reports"], found["relays"], found["asserters"], len(found["chains"])) == (2, 2, 1, 2)
    (variant,) = found["variants"]
    assert variant["kind"] == "edited"
    assert {"lorry", "truck"} == {piece["words"] for piece in variant["changes"] if piece["kind"] != "same"}
    roles = {tuple(hop["role"] for hop in hops) for hops in found["chains"]}
    assert ("speaker", "channel", "relay", "agency") in roles
    assert {statements[one]["utterance"] for one in found["statements"]} == {found["id"]}
    assert all(
        one["utterance"] in {each["id"] for each in whole["utterances"]} for one in statements.values()
    )
    (dispute,) = whole["disputes"]
    assert {names[side["entity"]] for side in dispute["sides"]} == {"Elira Vosse", "Tomas Orrelan"}
    assert {use["stance"] for one in whole["stance"] for use in one["uses"]} >= {"asserted"}


def test_an_unnamed_source_is_typed_and_has_no_entity(whole: dict[str, Any]) -> None:
    one = next(one for one in whole["statements"] if one["anonymous"])
    assert one["entity"] is None
    assert one["voice"] == {"sort": "official", "of": ["Veldenian"], "several": False}


def test_the_page_has_chains_changes_and_the_link_to_what_somebody_said(path: Path) -> None:
    with open_record(path) as views:
        page = "".join(write_page(views, "record"))
        vosse = next(actor for actor in views.actors.values() if actor.name == "Elira Vosse")
    assert f'id="q-{vosse.id}"' in page
    assert f'href="#q-{vosse.id}"' in page
    assert "by way of" in page
    assert "<del>" in page
    assert "<ins>" in page
    assert 'id="stance"' in page
    assert 'id="promises"' in page


def test_differences_are_word_by_word_and_long_ones_are_cut() -> None:
    assert [(piece.kind, piece.words) for piece in differences("we stay here", "we will stay")] == [
        ("same", "we"),
        ("in", "will"),
        ("same", "stay"),
        ("out", "here"),
    ]
    long = " ".join(f"w{number}" for number in range(5_000))
    (piece,) = differences(long, "")[:1]
    assert piece.words == "w0 w1 w2 … w397 w398 w399"
    assert differences("", "") == ()
