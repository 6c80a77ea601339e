"""Who is who, on the command line: faces, doubts, decisions, and what can be learnt for a process file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from truceline.model.claims import Extraction, Mention, Reference, Span
from truceline.model.digest import Digest, Traits, sort_key
from truceline.model.report import Report, content_id
from truceline.present.cli import main
from truceline.present.library import open_record
from truceline.process import Process
from truceline.resources import text
from truceline.run import relating
from truceline.store import Record, queries

type Run = Callable[..., Result]
NAMES = (
    ("Emeric Halvany", ("Mr",), "foreign minister", "Marok"),
    ("Emerik Halvany", ("Mr", "Minister"), "Foreign Minister", "Marok"),
    ("Emeric Dorvan Tarun", (), None, None),
    ("Dorvan Tarun", (), None, None),
)


def digest(number: int) -> Digest:
    name, titles, role, of = NAMES[number]
    words = f"{name} spoke on day {number}. He left."
    published = f"2031-03-0{number + 1}"
    identity = content_id(words)
    report = Report(identity, f"{number}.txt", words, published=published, outlet="Courier")
    at = words.index("He")
    claims = Extraction(
        identity,
        mentions=(Mention(Span(identity, 0, len(name)), name, "person", name, titles, role, of),),
        references=(Reference(Span(identity, at, at + 2), "He", "pronoun", "person", False, name),),
    )
    return Digest(report, claims, Traits(identity, sort_key(report), published, (), ()), "none", b"")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "talks.truceline"
    with Record.open(path, create=True) as record:
        record.add([digest(number) for number in range(len(NAMES))], "test")
        relating.relate_new(record, workers=1)
    return path


@pytest.fixture
def run(path: Path) -> Run:
    """`run("entities", "merge", ...)`: the record is put in the place of RECORD."""

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(path) if one == "RECORD" else str(one) for one in arguments])

    return run


def test_a_face_has_names_titles_offices_and_whom_it_speaks_for(run: Run) -> None:
    shown = run("show", "RECORD", "entities", "Emeric Halvany").output
    assert "names: Emeric Halvany (1), Emerik Halvany (1)" in shown
    assert "titles: Mr (2 reports), Minister (1 report)" in shown
    assert "of Marok, in 2 reports, 2031-03-01 to 2031-03-02" in shown
    assert "speaks for: Marok" in shown
    assert "meant without a name: 2 times" in shown


def test_what_reports_say_is_in_the_export(run: Run) -> None:
    run("entities", "rename", "RECORD", "Dorvan Tarun", "Dorvan the Elder")
    exported = json.loads(run("export", "RECORD").output)
    jsonschema.validate(exported, json.loads(text("schema/record.schema.json")))
    face = next(one for one in exported["entities"] if one["name"] == "Emeric Halvany")
    assert [one["reports"] for one in face["roles"]] == [2]
    assert face["known"] is None
    assert sorted(one["form"] for one in face["mentions"]) == ["name", "name", "pronoun", "pronoun"]


def test_a_doubt_is_shown_with_the_commands_that_settle_it(run: Run, path: Path) -> None:
    shown = run("entities", "doubts", "RECORD").output
    assert "Emeric Dorvan Tarun" in shown
    command = next(line for line in shown.splitlines() if line.strip().startswith("two:"))
    assert "truceline entities split" in command
    with open_record(path) as views:
        (doubt,) = views.doubts
    done = run("entities", "split", "RECORD", doubt.one.id, doubt.other.name)
    assert done.exit_code == 0, done.output
    assert run("show", "RECORD", "doubts").output == "Nothing is unsure.\n"


def test_decisions_are_made_shown_and_taken_back(run: Run) -> None:
    assert run("show", "RECORD", "decisions").output == "Nobody has decided anything.\n"
    merged = run("entities", "merge", "RECORD", "Dorvan Tarun", "Emeric Dorvan Tarun", "--by", "desk",
                 "--reason", "his card says so")  # fmt: skip
    assert merged.exit_code == 0, merged.output
    assert merged.output.startswith("Decision 1: merge Dorvan Tarun = Emeric Dorvan Tarun\n")
    assert run("entities", "rename", "RECORD", "Dorvan Tarun", "Dorvan the Elder").exit_code == 0
    assert run("entities", "undo", "RECORD", 2).exit_code == 0
    shown = run("show", "RECORD", "decisions").output.splitlines()
    assert "merge" in shown[0] and "desk" in shown[0] and "(his card says so)" in shown[0]
    assert "to Dorvan the Elder" in shown[1] and "taken back by decision 3" in shown[1]
    assert "decision 1" in run("show", "RECORD", "entities", "Emeric Dorvan Tarun").output


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("merge", "RECORD", "Nobody", "Dorvan Tarun"), 1, "'Nobody'"),
        (("merge", "RECORD", "Dorvan Tarun"), 2, "at least two"),
        (("split", "RECORD", "Dorvan Tarun", "Emeric Halvany"), 1, "has no name 'Emeric Halvany'"),
        (("rename", "RECORD", "Dorvan Tarun", "Emeric Halvany"), 1, "merge them"),
        (("undo", "RECORD", "9"), 1, "no decision 9"),
        (("merge", "none.truceline", "a", "b"), 1, "there is no record"),
    ],
)
def test_what_cannot_be_is_one_sentence(run: Run, arguments: tuple[str, ...], code: int, says: str) -> None:
    done = run("entities", *arguments)
    assert done.exit_code == code
    assert says in done.output
    assert "Traceback" not in done.output


def test_what_was_learnt_is_a_process_file_that_gives_the_same_people(
    run: Run, path: Path, tmp_path: Path
) -> None:
    run("entities", "merge", "RECORD", "Dorvan Tarun", "Emeric Dorvan Tarun")
    run("entities", "split", "RECORD", "Emeric Halvany", "Emerik Halvany")
    to = tmp_path / "process.yaml"
    learnt = run("entities", "learn", "RECORD", "--to", to)
    assert learnt.exit_code == 0, learnt.output
    written = to.read_text(encoding="utf-8")
    assert "# Foreign Minister of Marok: 1 report, 2031-03-02" in written
    process = Process.load(to)
    assert {one.name: one.never for one in process.actors}["Emeric Halvany"] == ("Emerik Halvany",)

    with Record.open(path) as record:
        before = {frozenset(one.spellings) for one in queries.entities(record)}
    other = tmp_path / "other.truceline"
    with Record.open(other, create=True) as record:
        relating.adopt(record, process)
        record.add([digest(number) for number in range(len(NAMES))], "test")
        relating.relate_new(record, workers=1)
        assert {frozenset(one.spellings) for one in queries.entities(record)} == before
