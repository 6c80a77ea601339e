"""Files, folders and globs."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from truceline.config import Config
from truceline.errors import Failure
from truceline.model.report import RawReport
from truceline.plugins import Reader
from truceline.read import find_files, read_reports
from truceline.read.html import reader as html_reader
from truceline.read.json import document_reader, line_reader
from truceline.read.text import reader as text_reader

READERS = {"html": html_reader, "json": document_reader, "jsonl": line_reader, "text": text_reader}
SUFFIXES = (".txt", ".jsonl")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, data: bytes | str = "Talks went on.") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def found(*paths: str) -> list[str]:
    return [
        f"{item.item}: {item.code}" if isinstance(item, Failure) else item.as_posix()
        for item in find_files(map(Path, paths), SUFFIXES)
    ]


def read(*paths: str, config: Config | None = None) -> list[RawReport | Failure]:
    return list(read_reports(map(Path, paths), READERS, config or Config()))


def outcome(items: list[RawReport | Failure]) -> list[tuple[str, str]]:
    return [
        (item.item, item.code) if isinstance(item, Failure) else (item.origin, item.media) for item in items
    ]


def test_a_folder_is_read_to_its_depth_in_order_without_hidden_files(here: Path) -> None:
    for name in ("in/b.txt", "in/a.TXT", "in/c/d.jsonl", "in/.e.txt", "in/.f/g.txt", "in/h.md", "in/a/z.txt"):
        write(name)
    assert found("in") == ["in/a.TXT", "in/b.txt", "in/a/z.txt", "in/c/d.jsonl"]


def test_globs(here: Path) -> None:
    for name in ("in/b.txt", "in/a.txt", "in/c.md", "in/deep/d.txt", "in/odd[1].txt"):
        write(name)
    assert found("in/*.txt") == ["in/a.txt", "in/b.txt", "in/odd[1].txt"]
    assert found("in/**/d.*") == ["in/deep/d.txt"]
    assert found("in/d*p") == ["in/deep/d.txt"]
    assert found("in/odd[1].txt") == ["in/odd[1].txt"]


def test_a_file_named_twice_is_given_once(here: Path) -> None:
    write("in/a.txt")
    assert found("in/a.txt", "in", "./in/a.txt", "in/*") == ["in/a.txt"]


def test_what_cannot_be_found_is_a_failure_that_says_what_to_do(here: Path) -> None:
    write("a.docx")
    write("empty/a.md")
    os.mkfifo("pipe.txt")
    assert found("no.txt", "a.docx", "empty", "no*.txt", "pipe.txt") == [
        "no.txt: not-found",
        "a.docx: unknown-format",
        "empty: no-reports",
        "no*.txt: no-reports",
        "pipe.txt: no-file",
    ]
    (failure,) = find_files([Path("a.docx")], SUFFIXES)
    assert isinstance(failure, Failure)
    assert failure.stage == "read"
    assert "save it as one of .jsonl, .txt" in failure.message


def test_a_name_that_no_system_takes(here: Path) -> None:
    assert found("x" * 5000 + ".txt")[0].endswith(": unreadable")


def test_links_in_a_circle_end(here: Path) -> None:
    write("in/a.txt")
    Path("in/again").symlink_to(Path("in").absolute())
    assert found("in") == ["in/a.txt"]


def test_the_reader_is_chosen_by_suffix_and_the_origin_is_the_path_as_given(here: Path) -> None:
    write("in/a.txt")
    write("in/b.HTM", "<p>x</p>")
    write("in/c.json", '[{"text": "One."}, {"text": "Two."}]')
    assert outcome(read("./in")) == [
        ("in/a.txt", "text"),
        ("in/b.HTM", "html"),
        ("in/c.json#1", "text"),
        ("in/c.json#2", "text"),
    ]
    assert outcome(read(str(here / "in/a.txt"))) == [((here / "in/a.txt").as_posix(), "text")]


def test_the_longer_suffix_wins(here: Path) -> None:
    def packed(origin: str, data: bytes) -> Iterator[RawReport | Failure]:
        yield RawReport(origin, "html", data)

    write("a.big.txt")
    readers = {"big": Reader((".big.txt",), packed), **READERS}
    assert outcome(list(read_reports([Path("a.big.txt")], readers, Config()))) == [("a.big.txt", "html")]


def test_a_broken_line_is_one_failure_and_the_rest_goes_on(here: Path) -> None:
    lines = [
        b'{"text": "One."}',
        b"",
        b"{broken",
        b'{"title": "no text"}',
        b'{"text": "Five."}\r',
        b"\xff\xfe",
        b"7",
    ]
    write("a.jsonl", b"\n".join(lines))
    assert outcome(read("a.jsonl")) == [
        ("a.jsonl#1", "text"),
        ("a.jsonl#3", "bad-json"),
        ("a.jsonl#4", "no-text"),
        ("a.jsonl#5", "text"),
        ("a.jsonl#6", "bad-json"),
        ("a.jsonl#7", "no-object"),
    ]


def test_a_long_line_is_left_out_without_being_held_in_memory(here: Path) -> None:
    small = Config(max_bytes=100)
    write("a.jsonl", b'{"text": "' + b"x" * 200_000 + b'"}\n{"text": "Two."}\n' + b"y" * 101)
    assert outcome(read("a.jsonl", config=small)) == [
        ("a.jsonl#1", "too-large"),
        ("a.jsonl#2", "text"),
        ("a.jsonl#3", "too-large"),
    ]


def test_a_line_may_be_as_long_as_the_limit(here: Path) -> None:
    line = b'{"text": "Talks."}'
    write("a.jsonl", line + b"\n" + line)
    assert outcome(read("a.jsonl", config=Config(max_bytes=len(line)))) == [
        ("a.jsonl#1", "text"),
        ("a.jsonl#2", "text"),
    ]


def test_a_file_of_many_lines_may_be_longer_than_the_limit(here: Path) -> None:
    write("a.jsonl", b'{"text": "Talks."}\n' * 50)
    assert len(read("a.jsonl", config=Config(max_bytes=100))) == 50


def test_a_whole_file_may_not(here: Path) -> None:
    write("a.txt", b"x" * 101)
    write("b.txt", b"x" * 100)
    assert outcome(read("a.txt", "b.txt", config=Config(max_bytes=100))) == [
        ("a.txt", "too-large"),
        ("b.txt", "text"),
    ]


@pytest.mark.parametrize("data", [b"", b" \n\r\n\t"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl"])
def test_an_empty_file(here: Path, name: str, data: bytes) -> None:
    write(name, data)
    assert outcome(read(name)) == [(name, "empty")]


@pytest.mark.parametrize("data", ['{"text": "x"}\n'.encode("utf-16"), b"\x1f\x8b\x08" + b"\x00" * 20])
def test_a_file_without_lines_is_one_failure(here: Path, data: bytes) -> None:
    write("a.jsonl", data)
    assert outcome(read("a.jsonl")) == [("a.jsonl", "binary")]


def test_a_file_that_the_system_does_not_open(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    write("a.txt")
    write("b.txt")
    monkeypatch.setattr(Path, "open", refuse)
    (first, second) = read("a.txt", "b.txt")
    assert isinstance(first, Failure)
    assert (first.code, "Permission denied" in first.message) == ("unreadable", True)
    assert isinstance(second, Failure)


def test_a_path_that_is_no_utf_8_can_be_stored(here: Path) -> None:
    try:
        write(os.fsdecode(b"in/caf\xe9.txt"))
    except OSError:
        pytest.skip("this file system takes UTF-8 alone")
    (report,) = read("in")
    assert isinstance(report, RawReport)
    assert report.origin == "in/caf\ufffd.txt"
    assert report.origin.encode()
