"""What is signed, with whom and on what, and what is only sought."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.extract.parties import Cast
from truceline.extract.reading import Reading
from truceline.extract.signings import signings
from truceline.model.claims import EventMention

type Read = Callable[[str], Reading]


def _found(read: Read, text: str) -> list[tuple[str | None, str, list[str | None], str | None]]:
    def words(event: EventMention) -> str | None:
        return text[event.subject.start : event.subject.end] if event.subject else None

    return [
        (one.mode, one.modality, [who.entity for who in one.participants], words(one))
        for one in signings(Cast(read(text)))
    ]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Norway signed an agreement on maritime transport with Kenya on Monday.", "maritime transport"),
        ("Norway signed agreements on trade and mining with Kenya.", "trade and mining"),
        ("Norway signed a trade agreement with Kenya.", "trade"),
        ("Norway signed an agreement with Kenya.", None),
    ],
)
def test_what_is_signed_has_its_subject(read: Read, text: str, on: str | None) -> None:
    assert _found(read, text) == [("sign", "reported", ["Norway", "Kenya"], on)]


def test_what_is_only_sought(read: Read) -> None:
    (found,) = _found(read, "Norway is seeking to acquire some of Kenya’s used patrol boats.")
    assert found == ("acquire", "planned", ["Norway", "Kenya"], "some of Kenya’s used patrol boats")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Borel hopes to buy a house from her sister.",
        "Norway does not want to buy boats from Kenya.",
        "Norway is seeking to acquire new boats.",
    ],
)
def test_what_no_two_states_seek(read: Read, text: str) -> None:
    assert _found(read, text) == []
