"""The documentation says what the code does: its commands and examples are run, its tables are complete."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import truceline
from truceline import plugins, resources
from truceline.config import Config
from truceline.errors import Failure
from truceline.extract import Reading
from truceline.extract.names import find_names
from truceline.model.claims import Extraction
from truceline.model.report import RawReport, Report
from truceline.parse import clean_text, load
from truceline.present import dates, faces, lines, views
from truceline.present.cli import main
from truceline.process import Process
from truceline.relate import counted, derivation, figures, lineage, measures, stories
from truceline.run.pipeline import BuildSummary

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
RUN = (DOCS / "tutorial.md", ROOT / "README.md")
"""Pages whose commands are run, with the output that they show."""
WIDE = "4000"
"""Columns, so that no sentence is cut or wrapped."""
LINES = (
    lines.StoryLine,
    lines.EventLine,
    lines.StatementLine,
    lines.FigureLine,
    lines.ConflictLine,
    lines.EntityLine,
    lines.ReportLine,
    dates.DateLine,
    dates.ReasonLine,
    faces.Actor,
    faces.RoleLine,
    faces.OfficeLine,
    faces.KnownLine,
    faces.DoubtLine,
    faces.DecisionLine,
    lines.Evidence,
)

_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^`(\S+)`:\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A file that the reader is to write: its name on a line, and its content."""
_UV_RUN = re.compile(r"^uv run (?:--group \w+ )?")
_ID = re.compile(r"\b[0-9a-f]{6,16}\b")


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(text: str, *kinds: str) -> Iterator[tuple[str, str]]:
    """(kind, body) of the code blocks of a page."""
    for found in _BLOCK.finditer(text):
        if found["kind"] in kinds:
            yield found["kind"], found["body"]


@dataclass(frozen=True)
class Step:
    """A command line and the output that the page shows behind it."""

    command: tuple[str, ...]
    output: str


def steps(text: str) -> Iterator[Step]:
    for _, body in blocks(text, "console"):
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            line, _, output = part.partition("\n")
            for command in line.split(" && "):
                yield Step(tuple(shlex.split(_UV_RUN.sub("", command))), output)


def table_rows(text: str) -> str:
    """The first cells of all tables of a page."""
    return "\n".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| "))


def named(word: str, text: str) -> bool:
    return f"`{word}`" in text


# Commands ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(main.commands))
def test_each_command_and_each_of_its_options_is_explained(name: str) -> None:
    text = page("commands.md")
    assert f"`truceline {name}" in table_rows(text)
    for parameter in main.commands[name].params:
        if isinstance(parameter, click.Option):
            assert any(option in text for option in parameter.opts), f"{parameter.opts} of {name}"


def test_the_page_of_commands_has_the_help_of_all() -> None:
    directive = page("commands.md").split("::: mkdocs-click")[1]
    options = dict(re.findall(r"^ +:(\w+): (\S+)$", directive, flags=re.MULTILINE))
    assert options == {
        "module": main.callback.__module__,
        "command": "main",
        "prog_name": "truceline",
        "depth": "1",
    }


def test_whatever_show_can_show_is_in_the_docs() -> None:
    what = next(parameter for parameter in main.commands["show"].params if parameter.name == "what")
    assert isinstance(what.type, click.Choice)
    text = (ROOT / "README.md").read_text(encoding="utf-8") + page("tutorial.md") + page("commands.md")
    assert [one for one in what.type.choices if not named(one, text)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_line_of_the_docs_is_understood(path: Path) -> None:
    for step in steps(path.read_text(encoding="utf-8")):
        program, *arguments = step.command
        if program == "truceline":
            command = main.commands[arguments[0]]
            command.make_context(arguments[0], arguments[1:], resilient_parsing=False)
        elif program == "./run.sh":
            assert re.search(rf"\b{arguments[0]}\b", (ROOT / "run.sh").read_text(encoding="utf-8"))
        elif program == "python":
            named = arguments[1].replace(".", "/") + ".py" if arguments[0] == "-m" else arguments[0]
            assert (ROOT / named).is_file()
        else:
            assert program in {"pip", "uv", "pytest"}, step


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with the sample's reports and its record, as `truceline demo` builds it, and its output."""
    folder = tmp_path_factory.mktemp("sample")
    reports = str(files("truceline.resources") / "sample")
    shutil.copytree(reports, folder / "reports", ignore=shutil.ignore_patterns("expected.json"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(main, ["demo"])
    assert result.exit_code == 0, result.output
    return folder, result.output


@pytest.fixture
def workshop(sample: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a copy of the sample's, to work in."""
    shutil.copytree(sample[0], tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", WIDE)
    return tmp_path


@pytest.mark.parametrize("path", RUN, ids=lambda path: path.name)
def test_commands_print_what_the_docs_show(path: Path, workshop: Path, sample: tuple[Path, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for name, content in _FILE.findall(text):
        (workshop / name).write_text(content, encoding="utf-8")
    for step in steps(text):
        if step.command[0] != "truceline":
            continue
        output = sample[1]
        if step.command != ("truceline", "demo"):
            result = CliRunner().invoke(main, step.command[1:])
            assert result.exit_code == 0, result.output
            output = result.output
        at = 0
        for part in step.output.split("[…]"):
            found = plain(output).find(plain(part), at)
            assert found >= 0, f"{shlex.join(step.command)} prints\n{plain(output)}\nand not\n{plain(part)}"
            at = found + len(plain(part))


def plain(output: str) -> str:
    """Output on one line, with ids masked: they are hashes of what was found, which will improve."""
    return _ID.sub("ID", " ".join(output.split()))


# Library ----------------------------------------------------------------------------------------


def test_the_examples_of_the_library_run(workshop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    printed = ""
    for kind, body in blocks(page("library.md"), "python", "text"):
        if kind == "python":
            exec(compile(body, "library.md", "exec"), names)
            printed = capsys.readouterr().out
        else:
            assert printed == body


def test_the_library_page_has_every_public_name() -> None:
    text = page("library.md")
    assert [name for name in (*truceline.__all__, "__version__") if name not in text] == []
    assert [field.name for field in fields(BuildSummary) if not named(field.name, text)] == []


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.__name__)
def test_the_library_page_has_every_field_of_a_line(line: Any) -> None:
    row = next(row for row in page("library.md").splitlines() if row.startswith(f"| `{line.__name__}` |"))
    assert [field.name for field in fields(line) if not named(field.name, row)] == []


def test_the_library_page_has_whatever_a_record_gives() -> None:
    text = table_rows(page("library.md"))
    public = [name for name in vars(views.Views) if not name.startswith("_") and name != "evidence"]
    assert [name for name in public if not re.search(rf"`{name}[`(]", text)] == []


# Settings, failures, formats, plug-ins ----------------------------------------------------------


def test_every_setting_is_explained_with_its_default() -> None:
    rows = page("configuration.md").splitlines()
    for field in fields(Config):
        row = next(row for row in rows if row.startswith(f"| `{field.name}` |"))
        assert json.dumps(field.default) in row


def test_the_example_of_a_configuration_can_be_loaded(tmp_path: Path) -> None:
    ((_, body),) = blocks(page("configuration.md"), "toml")
    (tmp_path / "settings.toml").write_text(body, encoding="utf-8")
    assert Config.load(tmp_path / "settings.toml").workers == 4


def test_the_examples_of_a_process_file_can_be_loaded(tmp_path: Path) -> None:
    found = []
    for _, body in blocks(page("process.md"), "yaml"):
        (tmp_path / "talks.yaml").write_text(body, encoding="utf-8")
        found.append(Process.load(tmp_path / "talks.yaml"))
    assert found[0].actors[0].aliases == ("ORF", "the Front")
    assert found[1].agreements[0].terms[0].amount == 600


def codes() -> Iterator[tuple[str, str]]:
    """(stage, code) of every failure in the source."""
    place = {"Failure": 2, "_failure": 1, "InputError": 0}
    for file in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in place:
                words = [getattr(argument, "value", None) for argument in node.args]
                code = dict(enumerate(words)).get(place[node.func.id])
                stage = words[0] if node.func.id == "Failure" else file.parent.name
                if isinstance(stage, str) and isinstance(code, str):
                    yield stage, code


def test_every_code_of_a_failure_is_in_the_table_with_its_stage() -> None:
    table = page("reading.md").split("## Failures")[1]
    rows = {row.split("`")[1]: row.split("|")[2] for row in table.splitlines() if row.startswith("| `")}
    found = set(codes())
    assert {code for _, code in found} == rows.keys()
    assert [(stage, code) for stage, code in found if stage not in rows[code]] == []


def test_every_name_of_a_field_of_json_is_in_the_table() -> None:
    table = page("reading.md")
    names = {name for names in resources.table("report_fields.toml").values() for name in names}
    assert [name for name in names if not named(name, table)] == []


def test_every_ending_that_is_read_is_in_the_table() -> None:
    rows = table_rows(page("reading.md"))
    endings = {suffix for reader in plugins.load(plugins.Reader).values() for suffix in reader.suffixes}
    assert [ending for ending in endings if not named(ending, rows)] == []


@pytest.mark.parametrize("name", ["extract", "record"])
def test_every_field_of_the_formats_is_explained(name: str) -> None:
    schema = json.loads((files("truceline.resources") / "schema" / f"{name}.schema.json").read_text("utf-8"))
    text = page("formats.md")
    missing = {key for key in properties(schema) if not re.search(rf"`{key}`|[{{ ]{key}[,}}]", text)}
    assert missing == set()


def properties(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from properties(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from properties(value)


def test_every_group_of_plug_ins_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = table_rows(page("plugins.md"))
    assert [group for group in project["entry-points"] if not named(group, rows)] == []
    for kind in (plugins.Reader, plugins.Extractor, plugins.Exporter):
        assert kind.__name__ in page("plugins.md")


@pytest.fixture(scope="module")
def plug_ins() -> dict[str, Any]:
    """The names that the examples of plug-ins define."""
    names: dict[str, Any] = {"__name__": "truceline_mail"}
    for number, (_, body) in enumerate(blocks(page("plugins.md"), "python")):
        exec(compile(body, f"plugins.md[{number}]", "exec"), names)
    return names


def test_the_example_of_a_reader_reads(plug_ins: dict[str, Any]) -> None:
    reader = plug_ins["reader"]
    assert isinstance(reader, plugins.Reader)
    mail = (
        b"From: Ada Orl <ada@desk.example>\nSubject: Talks in Tavrin\nDate: Fri, 2 May 2031 16:40:00 +0000\n"
        b"Content-Type: text/plain\n\nThe talks have begun.\n"
    )
    (report,) = reader.read("talks.eml", mail)
    assert isinstance(report, RawReport)
    assert report.media == "text"
    assert report.given.title == "Talks in Tavrin"
    (failure,) = reader.read("empty.eml", b"Content-Type: image/png\n\n")
    assert isinstance(failure, Failure)


def test_the_example_of_an_extractor_finds(plug_ins: dict[str, Any]) -> None:
    extractor = plug_ins["extractor"]
    assert isinstance(extractor, plugins.Extractor)
    report = Report(
        "0" * 16, "talks.txt", "Veldenia freed 120 prisoners on Friday. Halmenia did not free anyone."
    )
    clean = clean_text(report)
    reading = Reading(report, clean, load(Config().pipeline)(clean.text), Extraction(report.id))
    found = Extraction(report.id, mentions=find_names(reading))
    (event,) = extractor.find(Reading(report, clean, reading.doc, found))
    assert reading.text(event.trigger) == "freed"
    assert [one.entity for one in event.source] == ["Veldenia"]


def test_the_example_of_an_exporter_writes(plug_ins: dict[str, Any]) -> None:
    line = {
        "event": "0" * 16,
        "earliest": "2031-05-02",
        "latest": "2031-05-02",
        "what": "meet",
        "modality": "reported",
    }
    exporter = plug_ins["exporter"]
    assert isinstance(exporter, plugins.Exporter)
    assert "".join(exporter.write({"timeline": [line]})).splitlines()[1] == "2031-05-02,2031-05-02,meet"


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md")]
    assert [name for name in pages if f": {name}\n" not in navigation] == []


def test_the_numbers_of_the_design_are_those_of_the_code() -> None:
    how = page("how-it-works.md")
    assert (
        f"from {derivation.LEAST_WORDS} of its own words and {derivation.LEAST_SHARE:.0%}".replace(
            "%", " per cent"
        )
        in how
    )
    assert f"within {figures.BESIDE} characters" in how
    assert f"({counted.AROUND} characters on either side, in the same paragraph)" in how
    assert f"has {figures.SHARED} content words in common" in how
    assert f"not {measures.FAR:g} times" in how
    assert f"within {measures.ROUNDING:.0%}".replace("%", " per cent") in how
    assert f"more than {figures.MOST}" in how
    note = page("design/0006-stories.md")
    for number in (
        stories.LIKE,
        stories.LOOSER,
        stories.TIGHTER,
        stories.DATED,
        stories.SAME_WEEKDAY,
        stories.OTHER_WEEKDAY,
        stories.STRONGEST,
        stories.KEYS,
        stories.FREQUENT,
        stories.OF_PROCESS,
    ):
        assert re.search(rf"\b{number:g}\b", note), number
    note = page("design/0007-lineage.md")
    for number in (
        derivation.LEAST_WORDS,
        derivation.FAR_WORDS,
        derivation.FAR_PASSAGE,
        lineage.POSTED,
    ):
        assert re.search(rf"\b{number:g}\b", note), number
    for share in (derivation.LEAST_SHARE, derivation.FAR_SHARE, lineage.AS_GOOD, lineage.RETOLD):
        assert f"{share:.0%}".replace("%", " per cent") in note, share
