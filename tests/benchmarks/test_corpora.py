"""The passes that only the coreference benchmark has, from plain descriptions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from benchmarks.corpora import COARSE, FINE, Grain, join_all
from numpy.typing import NDArray

from truceline.model.described import Described, Shape, Sort

_MEANINGS = {"ship": (1, 0.1), "vessel": (1, 0.2), "talks": (0, 1)}


def meaning(word: str) -> NDArray[np.float32]:
    return np.array(_MEANINGS.get(word, (0, 0)), dtype=np.float32)


def mentions(*given: tuple[str, Shape, Sort, dict[str, object]]) -> list[Described]:
    """One after another in one document, each in a sentence of its own."""
    found = []
    for place, (text, shape, sort, more) in enumerate(given):
        words = tuple(text.lower().split())
        one = Described("a", place, 10 * place, 10 * place + 5, text, shape, sort, words[-1], words)
        found.append(replace(one, **{"name": text if shape == "name" else None, **more}))  # type: ignore[arg-type]
    return found


def sets(found: list[Described], grain: Grain) -> list[list[int]]:
    clusters = join_all(found, {"a": "s"}, meaning, grain)
    return [sorted(clusters.members(top)) for top in clusters.tops()]


def test_a_pronoun_is_the_nearest_that_agrees() -> None:
    given = mentions(
        ("Ayşe Cengiz", "name", "person", {"gender": "female"}),
        ("Hakan Fidan", "name", "person", {"gender": "male"}),
        ("her", "pronoun", "person", {"gender": "female"}),
    )
    assert sets(given, FINE) == [[0, 2], [1]]


def test_a_weekday_is_one_day_of_a_story() -> None:
    given = mentions(
        ("Friday", "nominal", "time", {}),
        ("Friday night", "nominal", "time", {}),
        ("Sunday", "nominal", "time", {}),
    )
    assert sets(given, FINE) == [[0, 1], [2]]


def test_words_of_one_meaning_are_one_thing() -> None:
    given = mentions(
        ("the ship", "nominal", "other", {}),
        ("talks", "nominal", "other", {}),
        ("the vessel", "nominal", "other", {}),
    )
    assert sets(given, FINE) == [[0, 2], [1]]


def test_people_of_little_weight_stand_for_their_country_in_newswcl50_alone() -> None:
    given = mentions(
        ("Turkey", "name", "place", {"country": "Turkey", "of": "Turkey"}),
        ("Hakan Fidan", "name", "person", {"of": "Turkey"}),
    )
    assert sets(given, COARSE) == [[0, 1]]
    assert sets(given, FINE) == [[0], [1]]


def test_nothing_is_nothing() -> None:
    assert sets([], FINE) == []
