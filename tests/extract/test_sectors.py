"""Of which sector somebody is."""

from __future__ import annotations

import pytest

from truceline.extract.sectors import is_actor_noun, sector


@pytest.mark.parametrize(
    ("head", "others", "name", "expected"),
    [
        ("minister", ["foreign"], None, "government"),
        ("leader", ["rebel"], None, "government"),
        ("supporter", ["president"], None, "government"),
        ("soldier", [], None, "military"),
        ("gunmen", [], None, "rebel"),
        ("teacher", [], None, "education"),
        ("nation", ["united"], "United Nations", "IGO"),
        ("hamas", [], "Hamas", "rebel"),
        ("peru", [], "Peru", "government"),
        ("officer", ["police"], None, "police"),
        ("banana", [], None, None),
        ("smith", [], "John Smith", None),
    ],
)
def test_sector(head: str, others: list[str], name: str | None, expected: str | None) -> None:
    assert sector(head, others, name) == expected


def test_actors_are_people_and_bodies() -> None:
    assert is_actor_noun("rebel")
    assert not is_actor_noun("storm")
    assert not is_actor_noun("cooperation")
