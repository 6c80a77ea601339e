"""Settings from a TOML file, and what is wrong with one."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from truceline.config import Config
from truceline.errors import ConfigError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "truceline.toml"


def test_a_file_says_only_what_differs(file: Path) -> None:
    file.write_text('pipeline = "en_core_web_trf"  # if it is installed\nworkers = 3\n')
    assert Config.load(file) == Config(pipeline="en_core_web_trf", workers=3)


def test_an_empty_file_changes_nothing(file: Path) -> None:
    file.touch()
    assert Config.load(file) == Config()


def test_every_setting_can_be_set(file: Path) -> None:
    settings = Config("a_pipeline", 1, 2, 3, False)
    given = {field.name: getattr(settings, field.name) for field in fields(Config)}
    file.write_text("\n".join(f"{name} = {json.dumps(value)}" for name, value in given.items()))
    assert Config.load(file) == settings


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "worker = 3",
            r"unknown setting 'worker'; there are pipeline, workers, max_characters, max_bytes, rules_only",
        ),
        ("[workers]\nnumber = 3", r"workers must be of type int, not \{'number': 3\}"),
        ("workers = '3'", r"workers must be of type int, not '3'"),
        ("workers = true", r"workers must be of type int, not True"),
        ("workers = 3.0", r"workers must be of type int, not 3\.0"),
        ("pipeline = 3", r"pipeline must be of type str, not 3"),
        ("workers 3", r"line 1"),
        ("workers = 3\nworkers = 4\n", r"line 2"),
        ("workers = \n", r"line 1"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_what_is_wrong(
    file: Path, content: str, message: str
) -> None:
    file.write_text(content)
    with pytest.raises(ConfigError, match=rf"truceline\.toml: .*{message}"):
        Config.load(file)


def test_a_file_that_is_no_text_is_named(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"truceline\.toml: .*decode"):
        Config.load(file)


def test_a_missing_file_is_named(file: Path) -> None:
    with pytest.raises(ConfigError, match=r"truceline\.toml: .*No such file"):
        Config.load(file)


def test_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Is a directory"):
        Config.load(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("workers = -1", "workers must be at least 0, not -1"),
        ("max_characters = 0", "max_characters must be at least 1, not 0"),
        ("max_bytes = -5", "max_bytes must be at least 1, not -5"),
        ("workers = " + "9" * 5000, "4300 digits"),
    ],
)
def test_a_number_that_cannot_be_meant_is_refused(file: Path, content: str, message: str) -> None:
    file.write_text(content)
    with pytest.raises(ConfigError, match=rf"truceline\.toml: .*{message}"):
        Config.load(file)


def test_a_deeply_nested_file_is_refused(file: Path) -> None:
    file.write_text("workers = " + "[" * 10_000)
    with pytest.raises(ConfigError, match=r"truceline\.toml"):
        Config.load(file)
