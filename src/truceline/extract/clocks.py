"""Times of day: "9 a.m. EST", "15:30 GMT", "4 in the morning", "noon"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.extract.antecedents import unsettled
from truceline.extract.timex import Found, Shift
from truceline.resources import any_of, table

_NOONS: dict[str, str] = table("calendar.toml")["clock"]
CLOCK = (
    r"(?:(?:0?\d|1\d|2[0-3])(?:[:.][0-5]\d)? ?[ap](?:m\b|\.m\.?)|(?:[01]?\d|2[0-3]):[0-5]\d\b"
    r"|(?:1[0-2]|[1-9])(?:[:.][0-5]\d)?(?: o[’']clock(?: in the (?:morning|afternoon|evening)| at night)?"
    r"| in the (?:morning|afternoon|evening)| at night)\b"
    rf"|(?:[01]\d|2[0-3])[0-5]\d(?= GMT\b| UTC\b| hours\b)|\b(?:{any_of(_NOONS)})\b)"
    r"(?: (?:GMT|UTC|E[SD]?T|local time)\b)?"
)
"""A time of day; it has no named groups, so that other patterns can hold it."""
_AT_CLOCK = re.compile(rf"(?<![\w.,:/$-]){CLOCK}(?!\w|[:.]\d)")
_BEFORE_CLOCK = re.compile(r"\b(?:at|by|until|till|from|to|since|around|about|before|after|between|and) \Z")


def find_clocks(text: str) -> Iterator[Found]:
    """The times of day of a text, whose days are still to be found."""
    for match in _AT_CLOCK.finditer(text):
        if match.group()[-1].isdigit() and not _BEFORE_CLOCK.search(
            text, max(0, match.start() - 10), match.start()
        ):
            continue  # how long a film is
        yield *match.span(), unsettled(Shift("D", 0, hour(match.group())))


def hour(clock: str) -> str:
    """ "9 a.m. EST" as "09:00", in the time zone that it is given in."""
    words = clock.lower()
    for noon, value in _NOONS.items():
        if words.startswith(noon):
            return value
    digits = re.findall(r"\d+", words)
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), digits[1] if len(digits) > 1 else "00"
    half = re.search(r"[ap](?=\.?m\b)|morning|afternoon|evening|night", words)
    if half is not None and hour <= 12:
        is_late = half.group() in ("p", "afternoon", "evening") or (half.group() == "night" and 5 < hour < 12)
        hour = hour % 12 + (12 if is_late else 0)
    return f"{hour:02}:{minute}"
