"""A user's list of agreements."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.errors import ConfigError
from truceline.run.agreement_list import agreement_list


def test_a_list_is_read_from_json_lines_and_csv(tmp_path: Path) -> None:
    lines = tmp_path / "list.jsonl"
    lines.write_text(
        '{"AgtId": "7", "Agt": "Velda\\u2028Accord", "Dat": "2031-03-04", "Con": "Marok"}\n\n', "utf-8"
    )
    (one,) = agreement_list(lines)
    assert (one.id, one.date, one.about) == ("7", "2031-03-04", ("Marok",))
    table = tmp_path / "list.csv"
    table.write_text("AgtId,Agt,Dat\n7,Velda Accord,2031-03-04\n", "utf-8")
    assert [one.id for one in agreement_list(table)] == ["7"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "line 1"),
        ("[]", "line 1: an agreement is an object"),
        ('{"AgtId": "1"}', "agreement 1: Agt is missing"),
        ("[" * 100_000, "line 1"),
    ],
)
def test_what_is_no_list_is_told_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(ConfigError) as error:
        agreement_list(path)
    assert message in str(error.value)
    with pytest.raises(ConfigError):
        agreement_list(tmp_path / "none.jsonl")
