"""Doc to Extraction: what one report claims. One module a kind of claim; each is a plug-in."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from truceline import plugins
from truceline.extract.asserted import with_asserters
from truceline.extract.reading import Reading
from truceline.model.claims import Extraction
from truceline.model.offsets import CleanText
from truceline.model.report import Report

__all__ = ["Reading", "extract"]


def extract(report: Report, clean: CleanText, doc: Doc, rules_only: bool = False) -> Extraction:
    """All claims of one report, by every installed extractor; `doc` is the parse of `clean.text`.
    With `rules_only`, what was learnt from labelled texts is left aside."""
    reading = Reading(report, clean, doc, Extraction(report.id), rules_only)
    for extractor in plugins.extractors():
        claims = getattr(reading.found, extractor.fills) + extractor.find(reading)
        reading = reading.having(replace(reading.found, **{extractor.fills: claims}))
    return with_asserters(reading.found, report.text)
