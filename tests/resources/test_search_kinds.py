"""What may stand behind `kind:` in a search."""

from __future__ import annotations

from truceline.present.desk.searching import KINDS
from truceline.resources import table


def test_each_kind_is_one_that_is_searched() -> None:
    listed = table("search_kinds.toml")["kinds"]
    assert {one["of"] for one in listed.values()} == set(KINDS)
    for word, kind in listed.items():
        assert word == word.casefold()
        same = listed[kind.get("as", word)]
        assert (same["of"], same.get("part")) == (kind["of"], kind.get("part"))
        assert "as" not in same
