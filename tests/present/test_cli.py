"""The command line as a newcomer uses it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from truceline.present.cli import main
from truceline.store import Record, queries

SAMPLE = Path(str(files("truceline.resources") / "sample"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_demo_builds_a_record_and_its_page(tmp_path: Path) -> None:
    done = run("demo", "--folder", tmp_path / "demo")
    assert done.exit_code == 0, done.output
    assert "16 reports read, 0 failed" in done.output
    page = (tmp_path / "demo" / "sample.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "Tomas Orrelan" in page
    again = run("demo", "--folder", tmp_path / "demo")
    assert "Nothing new: 16 already known" in again.output


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("stories", "Talks on winter truce end without result"),
        ("entities", "Tomas Orelan"),
        ("events", "Ansel Thornby"),
        ("statements", "Our guns have been cold since the ceasefire began"),
        ("figures", "source"),
        ("series", "lorries"),
        ("disagreements", "Lantern Aid"),
        ("timeline", "on 2 May 2031"),
        ("reports", "copied from Meridian Press Agency"),
        ("lineage", "copied from it"),
        ("failures", "Nothing failed"),
    ],
)
def test_show(sample_path: Path, what: str, expected: str) -> None:
    done = run("show", sample_path, what, "--limit", "0")
    assert done.exit_code == 0, done.output
    assert expected in done.output


def test_show_lineage_prints_the_trees_of_all_stories_of_several_reports(sample_path: Path) -> None:
    done = run("show", sample_path, "lineage")
    assert done.exit_code == 0, done.output
    trees = [block.splitlines() for block in done.output.strip().split("\n\n")]
    assert len(trees) == 4
    (talks,) = [tree for tree in trees if "Veldenia and Oru River Front hold first talks" in tree[0]]
    assert "6 reports, 5 outlets, 3 origins" in talks[1]
    depth = {line.strip(" │├└─")[:18]: line.index(line.strip(" │├└─")) for line in talks[2:]}
    copies = [depth[name] for name in ("Kelvarra Courier, ", "Selmar Coast News,")]
    assert copies[0] == copies[1] > depth["Meridian Press Age"]
    assert depth["Oru Valley Voice, "] <= depth["Meridian Press Age"]
    assert "an excerpt of it" in done.output
    assert [line.strip()[:2] for line in talks if line.strip()[0] in "├└"] == ["├─", "├─", "└─"]
    assert "same words" not in done.output
    one = run("show", sample_path, "lineage", "--limit", "1").output
    assert "… and 3 more: --limit 0 shows all" in one


def test_show_lineage_of_one_story_prints_passages_and_reasons(sample_path: Path) -> None:
    with Record.open(sample_path) as record:
        (story,) = [one.id for one in queries.stories(record) if len(one.reports) == 6]
    done = run("show", sample_path, "lineage", story[:6])
    assert done.exit_code == 0, done.output
    assert "1 passage of the same words (136 of its own, 180 in the longest)" in done.output
    assert "of the same day: which was first cannot be told, and the longer is taken for it" in done.output
    assert "both credit MPA" in done.output
    lines = [line.strip() for line in done.output.splitlines()]
    passages = [line for line in lines if line.startswith(("same words  ", "edited  "))]
    assert len(passages) >= 5
    assert all(line.count("Halvany") in (0, 2, 4) for line in passages if "…" not in line)
    assert any(line.endswith("No date has been set for a second round") for line in passages)


def test_show_lineage_of_a_story_of_one_report_and_of_none(sample_path: Path, tmp_path: Path) -> None:
    with Record.open(sample_path) as record:
        (story,) = [one.id for one in queries.stories(record) if len(one.reports) == 1]
    assert "1 report, 1 origin" in run("show", sample_path, "lineage", story).output
    missing = run("show", sample_path, "lineage", "zzz")
    assert (missing.exit_code, "nothing with the id or name zzz" in missing.output) == (1, True)
    Record.open(tmp_path / "empty", create=True).close()
    assert (
        "No story of the record has more than one report" in run("show", tmp_path / "empty", "lineage").output
    )


@pytest.mark.parametrize("what", ["events", "statements", "figures", "timeline", "entities"])
def test_every_line_shown_has_its_sentence_outlet_and_date(sample_path: Path, what: str) -> None:
    blocks = run("show", sample_path, what, "--limit", "0").output.strip().split("\n\n")
    assert blocks
    for block in blocks:
        quoted = [line for line in block.splitlines() if line.lstrip().startswith("│")]
        assert quoted, block
        assert all(line.rstrip().endswith("]") for line in quoted), block


def test_show_one_item_by_the_beginning_of_its_id(sample_path: Path) -> None:
    first = run("show", sample_path, "events").output.split()[0]
    done = run("show", sample_path, "events", first)
    assert done.exit_code == 0
    assert "│" in done.output
    report = run("show", sample_path, "reports", "mpa-talks")
    assert "We did not agree on" in report.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "no.truceline"), "there is no record"),
        (("export", "no.truceline"), "there is no record"),
        (("build", "no-such-file.txt", "--record", "r"), "no report could be read"),
        (("build", "x.txt", "--record", "r", "--process", "no.yaml"), "no.yaml"),
        (("build", "x.txt", "--record", "r", "--config", "no.toml"), "no.toml"),
    ],
)
def test_errors_are_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.exit_code == 1
    assert said in done.output
    assert "Traceback" not in done.output


def test_showing_a_record_needs_no_parser(sample_path: Path) -> None:
    code = (
        "import sys; from truceline.present.cli import main\n"
        f"main(['show', {str(sample_path)!r}], standalone_mode=False)\n"
        "assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_unknown_items_and_exporters(sample_path: Path) -> None:
    assert run("show", sample_path, "events", "zzz").exit_code == 1
    assert run("export", sample_path, "--format", "zzz").exit_code == 2


def test_extract_prints_a_line_a_report_and_names_what_failed(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", "utf-8")
    done = run("extract", SAMPLE / "bridge-queue.txt", tmp_path / "empty.txt")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["statements"]
    assert "empty.txt" in done.stderr


def test_export_to_a_file_equals_standard_output(sample_path: Path, tmp_path: Path) -> None:
    assert run("export", sample_path, "--to", tmp_path / "record.json").exit_code == 0
    assert (tmp_path / "record.json").read_text("utf-8") == run("export", sample_path).output
    assert [file.name for file in tmp_path.iterdir()] == ["record.json"]


def test_bad_files_are_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    good = "The envoy of Halmenia met Tomas Orrelan in Tavrin on Friday and said that the talks would go on."
    (folder / "good.txt").write_text(good, "utf-8")
    (folder / "bom.txt").write_bytes(b"\xef\xbb\xbf" + good.replace("Friday", "Monday").encode())
    (folder / "nul.txt").write_bytes(good.replace("Friday", "Sun\0day").encode())
    (folder / "utf16.txt").write_bytes(good.replace("Friday", "Tuesday").encode("utf-16"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (folder / "huge.txt").write_bytes(b"word " * 4_100_000)
    (folder / "long.txt").write_bytes(b"The minister spoke. " * 60_000)
    (folder / "page.html").write_text("<html><body><nav>Home</nav></body></html>", "utf-8")
    (folder / "wire.jsonl").write_text('{"text": 3}\nnot json\n{"id": "x"}\n', "utf-8")
    done = run("build", folder, "--record", tmp_path / "r")
    assert done.exit_code == 0, done.output
    assert "4 reports read" in done.output
    with Record.open(tmp_path / "r") as record:
        failed = {Path(failure.item).name: failure for failure in queries.failures(record)}
    assert set(failed) == {
        *("empty.txt", "image.txt", "huge.txt", "long.txt", "page.html"),
        *(f"wire.jsonl#{line}" for line in (1, 2, 3)),
    }
    assert all(failure.code and failure.message.strip() for failure in failed.values())
    (folder / "empty.txt").write_text(good.replace("Friday", "Thursday"), "utf-8")
    run("build", folder, "--record", tmp_path / "r")
    with Record.open(tmp_path / "r") as record:
        assert len(queries.failures(record)) == len(failed) - 1


def test_a_killed_build_is_completed(tmp_path: Path, sample_path: Path) -> None:
    record = tmp_path / "r"
    command = [sys.executable, "-m", "truceline", "build", str(SAMPLE), "--record", str(record)]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while not record.exists() and process.poll() is None:
        time.sleep(0.01)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    with Record.open(record) as opened:
        assert queries.counts(opened)["reports"] <= 16
    assert run("build", SAMPLE, "--record", record).exit_code == 0
    assert run("export", record).output == run("export", sample_path).output
