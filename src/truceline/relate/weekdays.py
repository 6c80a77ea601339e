"""The weekday of a time whose day is not certain."""

from __future__ import annotations

import re

from truceline.model.claims import Time
from truceline.resources import table

_WORD = re.compile(r"[a-z]+")


def named_weekday(time: Time) -> int | None:
    """The weekday (Monday is 1) that a time without an interval names; its value may be a guess."""
    if time.earliest is not None:
        return None
    if time.value.startswith("XXXX-WXX-") and time.value[9:10].isdigit():
        return int(time.value[9])
    known: dict[str, int] = table("calendar.toml")["weekdays"]
    return next((known[word] for word in _WORD.findall(time.text.lower()) if word in known), None)
