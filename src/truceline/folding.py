"""One way to compare names of bodies and places: what is looked up without case, accents and marks."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile("[a-z0-9]+")


@lru_cache(maxsize=65536)
def plain_words(name: str) -> str:
    """A name without case, accents, marks and a leading article; "" where it has neither letter nor digit."""
    plain = anyascii(name).lower().replace(".", "").replace("-", " ").replace("'s", "")
    return " ".join(_WORD.findall(plain)).removeprefix("the ")
