"""Numbers, dates, addresses and ids as the page writes them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from urllib.parse import urlsplit

from truceline.model.claims import Figure
from truceline.model.report import content_id

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
_HEXADECIMAL = re.compile(r"[0-9a-f]{1,64}")


def anchor(item: str, prefix: str) -> str:
    """An id for the page: a prefix and hexadecimal digits, whatever the item's own id is."""
    return f"{prefix}-{item if _HEXADECIMAL.fullmatch(item) else content_id(item)}"


def day(when: str | None) -> str:
    """A date as it is written in English; what is no ISO date stays as it is."""
    if not when:
        return "undated"
    try:
        found = date.fromisoformat(when[:10])
    except ValueError:
        return when
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def short_day(when: str | None) -> str:
    """The same where there is little room: "5 Sep 2031"."""
    return re.sub(r"(?<=[A-Z][a-z]{2})[a-z]+ (?=[0-9]{4}$)", " ", day(when))


def days(dates: tuple[str, str]) -> str:
    first, last = dates
    if first == last:
        return day(first)
    if first[:7] == last[:7] and day(first) != first:
        return f"{int(first[8:10])} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def percent(share: float) -> str:
    return f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}%")


def number(value: float) -> str:
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.4f}".rstrip("0").rstrip(".")


def reading(figure: Figure) -> str:
    """How a figure's words are understood as numbers, "" where they say the number themselves."""
    value, low, high = figure.value, figure.low, figure.high
    if low is None and high is None:
        told = f"about {number(value)}"
    elif high is None:
        told = f"{number(low or 0)} or more"
    elif low is None:
        told = f"{number(high)} or fewer"
    elif low != high:
        told = f"{number(low)} to {number(high)}"
    else:
        exact = number(value)
        told = "" if exact in figure.text or exact.replace(",", "") in figure.text else exact
    return f"{told} {figure.unit}" if told and figure.unit else told


def cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def fitted(words: str, most: int) -> str:
    """Words that a picture has room for: `most` letters, of which wide ones count twice."""
    room = most
    for place, letter in enumerate(words):
        room -= 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 0:
            return words[: max(1, place - 1)].rstrip() + "…"
    return words


def safe_url(url: str | None) -> str | None:
    """The address of a page of the web, None for anything else that calls itself an address."""
    try:
        found = urlsplit(url or "")
        return url if found.scheme in ("http", "https") and found.hostname else None
    except ValueError:
        return None


def folded(words: str) -> str:
    """Words without case and marks, to tell whether two are the same."""
    return " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())
