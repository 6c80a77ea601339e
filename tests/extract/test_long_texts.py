"""Long texts that mean harm: read to their end, in time that grows with their length."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from spacy.tokens import Doc

from truceline.extract import Reading
from truceline.extract.statements import find_statements
from truceline.model.claims import Extraction, Mention
from truceline.parse import clean_text

Read = Callable[..., Reading]
MEGABYTE = 1_000_000
LAST = "Ana Ruiz said that the truce was dead."


def _long(read: Read, opening: str, filler: str, size: int) -> Reading:
    """The parse of `opening`, of `filler` as often as it takes, and of a last sentence, as of one text: the
    parser alone would take minutes and gigabytes for it."""
    parts = [read(f"{text}\n\n").doc for text in (opening, filler, LAST)]
    times = size // (len(parts[1].text) or 1) + 1
    doc = Doc.from_docs([parts[0], *[parts[1]] * times, parts[2]], ensure_whitespace=False)
    report = replace(read(LAST).report, text=doc.text)
    reading = Reading(report, clean_text(report), doc, Extraction(report.id))
    at = len(doc.text) - len(f"{LAST}\n\n")
    name = Mention(reading.chars(at, at + 8), "Ana Ruiz", "person", "Ana Ruiz")
    return reading.having(Extraction(report.id, mentions=(name,)))


@pytest.mark.parametrize(
    ("opening", "filler", "size"),
    [
        pytest.param(
            "“It was never closed",
            "the road and the bridge and the port of Harl. " * 400,
            5 * MEGABYTE,
            id="unclosed",
        ),
        pytest.param("“", "“\"'«" * 250, MEGABYTE // 5, id="marks"),  # each mark is a token
        pytest.param(
            "“‘«" * 4,
            "“‘«" * 4 + "the road" + "»’”" * 4 + ". " + "The bridge at Harl. " * 100,
            MEGABYTE,
            id="nested",
        ),
    ],
)
def test_the_rest_is_read(read: Read, opening: str, filler: str, size: int) -> None:
    reading = _long(read, opening, filler, size)
    assert len(reading.doc.text) > size
    begun = time.process_time()
    found = find_statements(reading)
    spent = time.process_time() - begun
    last = [one for one in found if one.cue is not None and one.speaker == "Ana Ruiz"]
    assert [reading.text(one.content[0]) for one in last] == ["the truce was dead"]
    assert spent < 120  # some ten seconds; what grows with the square would take hours
