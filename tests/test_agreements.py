"""The agreements of a process file: what they say, and where they are wrong."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from truceline.errors import ConfigError
from truceline.present.cli import main
from truceline.process import Agreement, Obligation, Phase, Process
from truceline.resources import table, text

HEAD = (
    "name: Oru\nagreements:\n  - id: truce\n    name: Oru truce\n    date: 2031-03-04\n    until: 2031-09\n"
)
TERMS = HEAD + "    phases: [{id: one, name: First}, {id: two, name: Second, after: one}]\n    terms:\n"
TRUCKS = "      - {id: trucks, who: [Marok], what: let_in, text: 600 trucks a day, counted: aid trucks, "


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "oru.yaml"


def test_terms_say_who_owes_what_to_whom(file: Path) -> None:
    file.write_text(TERMS + TRUCKS + "amount: 600, per: day, whom: [Front], phase: one, after: [two]}\n")
    (found,) = Process.load(file).agreements
    phases = Phase("one", "First"), Phase("two", "Second", after="one")
    trucks = Obligation(
        "trucks", ("Marok",), "let_in", "600 trucks a day", ("Front",), "aid trucks", 600, "day",
        phase="one", after=("two",),
    )  # fmt: skip
    assert found == Agreement(
        "truce", "Oru truce", "2031-03-04", end="2031-09", phases=phases, terms=(trucks,)
    )
    assert found.phase_of(trucks) == phases[0]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (HEAD + "    duration: 6 months\n", 7, "unknown key 'duration'"),
        (HEAD.replace("2031-09", "2031-02"), 6, "an agreement ends (2031-02) before it begins (2031-03-04)"),
        (TERMS + TRUCKS + "amount: many}\n", 9, "amount must be a number above 0, not 'many'"),
        (TERMS + TRUCKS + "amount: -3}\n", 9, "amount must be a number above 0"),
        (TERMS + TRUCKS + "amount: .inf}\n", 9, "amount must be a number above 0"),
        (TERMS + TRUCKS + "amount: 5, per: fortnight}\n", 9, "per must be one of day, week, month, year"),
        (TERMS + TRUCKS + "per: day}\n", 9, "has 'per', but no 'amount'"),
        (TERMS + TRUCKS + "phase: three}\n", 9, "there is no phase 'three'"),
        (TERMS + TRUCKS + "after: [trees]}\n", 9, "there is no 'trees' to come after"),
        (TERMS + TRUCKS + "after: [trucks]}\n", 9, "'trucks' waits for itself"),
        (TERMS + TRUCKS + "until: 2030}\n", 9, "'trucks' ends (2030) before the agreement begins"),
        (TERMS + TRUCKS + "from: 2032}\n", 9, "'trucks' begins (2032) after the agreement ends"),
        (TERMS + "      - {id: one, who: [M], what: pay, text: x, measured: y}\n", 9, "'one' is there twice"),
        (TERMS + "      - {id: x y, who: [M], what: pay, text: x, measured: y}\n", 9, "an id is letters"),
        (TERMS + "      - {id: p, who: [M], what: pay, text: x}\n", 9, "the term 'p' has no measure"),
        (TERMS + "      - {id: p, who: [], what: pay, text: x, measured: y}\n", 9, "nobody who owes it"),
        (TERMS + "      - {id: p, who: [M], what: fly, text: x, measured: y}\n", 9, "what must be one of"),
        (TERMS + "      - {id: p, who: [M], what: pay, text: x, amount: 5}\n", 9, "an amount of what?"),
    ],
)
def test_mistakes_are_told_with_their_line(file: Path, content: str, line: int, message: str) -> None:
    file.write_text(content)
    with pytest.raises(ConfigError) as error:
        Process.load(file)
    assert f"line {line}:" in str(error.value)
    assert message in str(error.value)


def test_a_circle_of_terms_is_found(file: Path) -> None:
    terms = "".join(
        f"      - {{id: {one}, who: [M], what: pay, text: x, measured: y, after: [{other}]}}\n"
        for one, other in ("ab", "bc", "ca")
    )
    file.write_text(TERMS + terms)
    with pytest.raises(ConfigError, match="waits for itself"):
        Process.load(file)


def test_the_template_loads_and_comes_back(file: Path) -> None:
    result = CliRunner().invoke(main, ["process", "new", str(file)])
    assert result.exit_code == 0, result.output
    found = Process.load(file)
    assert {term.what for term in found.agreements[0].terms} >= {"cease_fire", "let_in", "deploy"}
    again = file.with_name("again.yaml")
    again.write_text(found.dump())
    assert Process.load(again) == found
    assert CliRunner().invoke(main, ["process", "new", str(file)]).exit_code == 1
    checked = CliRunner().invoke(main, ["process", "check", str(again)])
    assert checked.output == "The Oru talks: 4 actors, 1 agreements, 4 terms\n"


def test_the_schema_has_what_the_loader_has() -> None:
    schema = json.loads(text("schema/process.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    template = yaml.load(text("process_template.yaml"), Loader=yaml.BaseLoader)
    jsonschema.validate(json.loads(json.dumps(template)), schema)
    agreement = schema["properties"]["agreements"]["items"]["properties"]
    assert agreement["terms"]["items"]["properties"]["what"]["enum"] == list(
        table("obligations.toml")["deeds"]
    )
