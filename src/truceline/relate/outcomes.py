"""What became of a promised passage by the words of its report: successful, failed, disputed, or not told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from truceline.relate.passages import Phrases, phrases_of, sentences, words_at
from truceline.resources import table

PassageOutcome = Literal["successful", "failed", "disputed", "not told"]
_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
_FROM_TO = re.compile(rf"\b[Ff]rom (?P<starts>[^.;]{{2,240}}?) to (?:the \w+ of )?(?P<end>{_NAME})")
_BETWEEN = re.compile(rf"\bbetween (?P<starts>{_NAME}) and (?P<end>{_NAME})")
_CHAIN = re.compile(r"[A-Z][\w’']+(?: [A-Z][\w’']+)?(?:\s?[-–]\s?[A-Z][\w’']+(?: [A-Z][\w’']+)?){1,20}")
_DASH = re.compile(r"\s?[-–]\s?")
_STARTS = re.compile(_NAME)
_HOURS = re.compile(
    r"\bfrom (\d{1,2}(?:[:.]\d{2})?) ?([ap]\.?m\.?)? (?:to|until|till)"
    r" (\d{1,2}(?:[:.]\d{2})?) ?([ap]\.?m\.?)?"
    r"|\b(?:starting (?:at|from)?|at) (\d{1,2}(?:[:.]\d{2})?) ?([ap]\.?m\.?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Promised:
    """A passage as it was promised: routes as (from, to), and the words for its hours."""

    routes: tuple[tuple[str, str], ...]
    hours: tuple[str, ...]


def promised(text: str) -> Promised:
    """The routes and hours that a text tells of."""
    routes = [
        (start.group(), one["end"])
        for pattern in (_FROM_TO, _BETWEEN)
        for one in pattern.finditer(text)
        for start in _STARTS.finditer(one["starts"])
    ]
    for chain in _CHAIN.finditer(text):
        *starts, end = _DASH.split(chain.group())
        routes += [(start, end) for start in starts]
    hours = [" ".join(one.group().split()) for one in _HOURS.finditer(text)]
    return Promised(tuple(dict.fromkeys(routes)), tuple(dict.fromkeys(hours)))


def outcome(text: str) -> PassageOutcome:
    """What a text tells of a passage. Only what is told as done counts; both make it disputed."""
    found: set[str] = set()
    for start, end in sentences(text):
        words = words_at(text, start, end)
        for kind in ("success", "failure"):
            for first, _ in _words(kind).find(words):
                before = words[max(0, first - 6) : first]
                if _words("planned").first(before) is not None:
                    continue
                negated = _words("negated").first(before[-3:]) is not None
                found.add({"success": "failure", "failure": "success"}[kind] if negated else kind)
    if len(found) > 1:
        return "disputed"
    if found:
        return "successful" if "success" in found else "failed"
    return "not told"


@cache
def _words(kind: str) -> Phrases:
    return phrases_of(tuple(table("outcomes.toml")[kind]))
