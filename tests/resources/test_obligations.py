"""What parties bind themselves to."""

from __future__ import annotations

from truceline.resources import table


def test_every_deed_is_whole() -> None:
    for key, deed in table("obligations.toml")["deeds"].items():
        assert set(deed) == {"name", "verbs", "nouns", "codes", "breach"}, key
        assert deed["name"]
        assert all(word == word.lower() for word in (*deed["verbs"], *deed["nouns"]))


def test_codes_and_modes_are_those_of_the_vocabulary_of_events() -> None:
    plover = table("plover.toml")
    known = {(one["code"], one.get("mode")) for kind in ("verb", "noun") for one in plover[kind]}
    codes = {code for code, _ in known}
    for key, deed in table("obligations.toml")["deeds"].items():
        for coded in (*deed["codes"], *deed["breach"]):
            code, _, mode = coded.partition(":")
            assert code in codes, (key, coded)
            assert not mode or (code, mode) in known, (key, coded)
