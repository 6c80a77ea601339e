"""Who copied whom, by containment of five-word shingles outside quotation marks.

Containment, not Jaccard: a brief cut from a long story shares all of its own text, but little of
the story's (Broder, "On the resemblance and containment of documents", 1997). What stands in
quotation marks is left out, since two reports on one speech share its words without copying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from truceline.model.digest import Traits
from truceline.model.record import Link, LinkKind

WIDTH = 5
SAMPLE = 8
"""One shingle in so many is posted to find candidates; all are compared."""
COPY, DERIVED = 0.6, 0.08
"""Shares of a report's shingles. Without quotations, independent reports on one event share up to
.03 (read on 45 pairs of real articles), and rewrites of one wire .10 and more."""
FEWEST = 20
"""Shared shingles: fewer are stock phrases or an outlet's standing lines."""
FLASH, FLASH_SHARE = 6, 0.9
"""A text too short for that is a copy when it shares so many, and nearly all, with another short one."""
POSTED = 120
"""A text with fewer shingles is posted under all of them."""
EXCERPT = 0.6
"""A copy shorter than this share of its origin is an excerpt."""

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^”\n]{1,1500}”?|\"[^\"\n]{1,1500}\"")


def shingles(text: str) -> tuple[int, ...]:
    """The distinct five-word shingles of a text as sorted signed 64-bit hashes; none spans a quotation."""
    parts = (_WORD.findall(part) for part in _QUOTED.split(text.casefold()))
    runs = (" ".join(words[i : i + WIDTH]) for words in parts for i in range(len(words) - WIDTH + 1))
    return tuple(
        sorted(
            {
                int.from_bytes(
                    blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True
                )
                for run in runs
            }
        )
    )


def lineage_keys(traits: Traits) -> tuple[int, ...]:
    """The keys under which a report is found by those that share text with it."""
    if len(traits.shingles) < POSTED:
        return traits.shingles
    return tuple(shingle for shingle in traits.shingles if shingle % SAMPLE == 0)


def trace(report: Traits, earlier: Iterable[Traits]) -> Link:
    """Where the text of a report comes from, among earlier reports that share a sampled shingle."""
    own = frozenset(report.shingles)
    best: tuple[float, str, Traits] | None = None
    for other in earlier:
        shared = len(own.intersection(other.shingles))
        share = shared / len(own) if own else 0.0
        flash = shared >= FLASH and share >= FLASH_SHARE and len(other.shingles) <= 2 * len(own)
        enough = shared >= FEWEST or flash
        if enough and share >= DERIVED and (best is None or (-share, other.order) < best[:2]):
            best = -share, other.order, other
    if best is None:
        return Link(report.report, "original", agency=report.agency)
    share, origin = -best[0], best[2]
    kind: LinkKind = "rewrite"
    if share >= COPY:
        kind = "excerpt" if len(own) < EXCERPT * len(origin.shingles) else "copy"
    return Link(report.report, kind, origin.report, round(share, 3), report.agency)
