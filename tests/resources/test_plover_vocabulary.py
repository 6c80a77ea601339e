"""The vocabulary of political events holds what is asked of it: every code and mode has words, once each."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from truceline.extract import action_frames
from truceline.extract.action_frames import listed
from truceline.resources import table

PLOVER = table("plover.toml")
CODES = {
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "INVESTIGATE", "REQUEST"),
    *("DISAPPROVE", "REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "FIGHT"),
}
FLAGS = {"actor", "attitude", "joint", "crowd", "official", "armed", "clause", "intransitive", "own"}
KEYS = FLAGS | {"code", "mode", "words", "nouns", "subject", "about"}
MODES = {
    "ASSAULT": {"beat", "torture", "execute", "sexual", "assassinate", "primitive", "firearms", "explosives"}
    | {"suicide-attack", "other"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct"},
    "COERCE": {"seize", "restrict", "ban", "censor", "arrest", "deport", "martial-law", "curfew", "withhold"}
    | {"crowd-control"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "FIGHT": {"territory", "heavy-weapons", "firearms", "other"},
    "RETREAT": {"release", "ceasefire", "resign", "access", "disarm"},
    "CONSULT": {"meet", "mediate", "call", "visit", "host"},
}
LEAST = {
    "REQUEST": 90,
    "DISAPPROVE": 100,
    "SUPPORT": 100,
    "REJECT": 40,
    "THREATEN": 20,
    "AGREE": 40,
    "AID": 50,
}


def test_every_code_is_described() -> None:
    assert set(PLOVER["codes"]) == CODES
    for code, entry in PLOVER["codes"].items():
        assert re.fullmatch(r"\d\d", entry["root"]), code
        assert entry["kind"] in {"cooperate", "conflict", "neutral"}


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_words(code: str) -> None:
    words = {word for entry in PLOVER["verb"] if entry["code"] == code for word in entry["words"]}
    assert len(words) >= LEAST.get(code, 25)


@pytest.mark.parametrize("code", sorted(MODES))
def test_every_mode_has_words(code: str) -> None:
    modes = {
        entry["mode"]: entry["words"] for entry in PLOVER["verb"] if entry["code"] == code and "mode" in entry
    }
    assert set(modes) == MODES[code]
    assert all(modes.values())


def test_entries_are_well_formed() -> None:
    for entry in PLOVER["verb"]:
        assert set(entry) <= KEYS, entry
        assert entry["code"] in CODES
        assert all(entry[flag] is True for flag in FLAGS & set(entry))
        assert set(entry.get("about", ())) <= CODES
    for entry in PLOVER["noun"]:
        assert set(entry) <= {"code", "mode", "words", "alone", "of"}
        assert entry["code"] in CODES


def _frame(entry: dict[str, Any], word: str) -> tuple[object, ...]:
    flags = FLAGS - {"attitude", "joint"}
    asks = bool(entry.get("nouns")), bool(entry.get("subject")), bool(entry.get("about"))
    return word, frozenset(flags & set(entry)), asks


def test_no_lemma_stands_twice_in_one_frame() -> None:
    """Beside frames that tell by the noun, of which the first in the file counts."""
    frames = Counter(
        _frame(entry, word) for entry in PLOVER["verb"] if not entry.get("nouns") for word in entry["words"]
    )
    assert [frame for frame, times in frames.items() if times > 1] == []
    for entry in PLOVER["verb"]:
        assert len(entry["words"]) == len(set(entry["words"])), entry["code"]
    nouns = Counter(word for entry in PLOVER["noun"] for word in entry["words"])
    assert [word for word, times in nouns.items() if times > 1] == []


def test_words_are_lower_case_and_sets_are_there() -> None:
    lists = [entry[key] for entry in PLOVER["verb"] for key in ("words", "nouns", "subject") if key in entry]
    lists += [entry["words"] for entry in PLOVER["noun"]]
    lists += [*PLOVER["sets"].values(), *PLOVER["words"].values(), *PLOVER["contexts"].values()]
    lists += PLOVER["asked_words"].values()
    for words in lists:
        for word in words:
            assert word == word.lower().strip(), word
            assert not word.startswith("@") or word[1:] in PLOVER["sets"], word


def test_what_is_asked_has_a_mode_for_every_code() -> None:
    assert set(PLOVER["asked"]) == CODES


def test_every_list_that_is_read_is_there() -> None:
    read = {
        name
        for path in Path(action_frames.__file__).parent.glob("action*.py")
        for name in re.findall(r'listed\("(\w+)"\)', path.read_text("utf-8"))
    }
    assert read
    assert all(listed(name) for name in read)


def test_no_word_is_of_two_sectors() -> None:
    words = Counter(word for listed in table("sectors.toml")["words"].values() for word in listed)
    assert [word for word, times in words.items() if times > 1] == []
    kinds = {row["kind"] for row in table("bodies.toml")["bodies"]}
    assert set(table("sectors.toml")["kinds"]) == kinds
