"""What every test of an extractor needs: a text as an extractor is given it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.extract import Reading
from truceline.extract.names import find_names
from truceline.model.claims import Extraction
from truceline.model.report import Report
from truceline.parse import clean_text, load


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """`read(text, published=None, found=None)`: a parsed text. Without `found`, its names are found."""
    parse = load("en_core_web_md")

    def read(text: str, published: str | None = None, found: Extraction | None = None) -> Reading:
        report = Report(id="0" * 16, path="t", text=text, published=published)
        clean = clean_text(report)
        reading = Reading(report, clean, parse(clean.text), Extraction(report.id))
        found = found or Extraction(report.id, mentions=find_names(reading))
        return Reading(report, clean, reading.doc, found)

    return read
