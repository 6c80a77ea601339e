"""The outlines are small, and of the whole world."""

from __future__ import annotations

from truceline.known.outlines import outlines
from truceline.resources import content


def test_the_outlines_are_small_and_whole() -> None:
    assert len(content("outlines.json.gz")) < 150_000
    assert b"Permission to use" in content("outlines.LICENSE.txt")
    boxes = [line.box for line in outlines().land]
    assert min(box[0] for box in boxes) <= -179
    assert max(box[2] for box in boxes) >= 179
    assert min(box[1] for box in boxes) == -90
    assert max(box[3] for box in boxes) > 83
