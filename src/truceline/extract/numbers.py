"""Numbers in running text: "1,250", "10,00,000", "two and a half million", "tens of thousands"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from truceline.resources import any_of, table

_TABLE = table("number_words.toml")
_WORDS: dict[str, float] = _TABLE["words"]
SCALES: dict[str, float] = _TABLE["scales"]
_SUFFIXES: dict[str, float] = _TABLE["suffixes"]
_SEVERAL: dict[str, tuple[float, float]] = _TABLE["several"]
_SEVERAL_LONGEST_FIRST = sorted(_SEVERAL, key=len, reverse=True)
_VAGUE: dict[str, tuple[float, float]] = _TABLE["vague"]
_LARGEST = 1e15
"""A larger number is a slip or a jest, and a float no longer holds it exactly."""


@dataclass(frozen=True, slots=True)
class Number:
    """The number at `text[start:end]`, which lies in `[low, high]`. `scale` is what words or letters
    behind it multiplied it by; `suffix` is the letter of a "5m" that only a currency makes a number."""

    start: int
    end: int
    value: float
    low: float
    high: float
    scale: float = 1
    suffix: str = ""
    spelled: bool = False


_SCALE = rf"(?:{any_of(SCALES)})\b"
_WORD = rf"(?:{any_of([*_WORDS, *SCALES])})\b"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,15})(?:\.\d{1,9})?"
_AND_A_HALF = r"[ -]and[ -]a[ -]half\b"
_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)) and "
_NUMBER = re.compile(
    r"(?=\d)(?<![\w.,:/#^@])(?<![a-z]-)"
    rf"(?P<digits>{_DIGITS})(?:(?P<suffix>{any_of(_SUFFIXES)})"
    rf"|(?P<half>½| 1/2|{_AND_A_HALF})?(?P<scales>(?:[ -]{_SCALE})*))(?!(?!km\b|kg\b)\w|[.,:/^]\d)"
    rf"|(?=[a-z])\b(?<![a-z]-)(?:(?P<vague>{any_of(_VAGUE)})\b"
    rf"|(?P<words>(?:(?:half an?|an?(?: half)?|{any_of(_SEVERAL)})[ -](?={_SCALE}))?"
    rf"{_WORD}(?:(?:{_AND_A_HALF}[ -](?={_SCALE})|{_AND}|[ -]){_WORD})*(?:{_AND_A_HALF})?))"
)


def fold(text: str) -> str:
    """The text in lower case, every character at its place ("İ" has two characters in lower case)."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def scan(folded: str) -> Iterator[Number]:
    """The numbers of a text in lower case. One that is absurdly large, or makes no sense, is left out."""
    for match in _NUMBER.finditer(folded):
        if _is_negative(folded, match.start()):
            continue
        number = _read(match)
        if number is not None and math.isfinite(number.high) and number.high < _LARGEST:
            yield number


def has_number(folded: str) -> bool:
    return _NUMBER.search(folded) is not None


def _is_negative(folded: str, start: int) -> bool:
    signed = start > 0 and folded[start - 1] in "-−"
    return signed and not (start > 1 and (folded[start - 2].isalnum() or folded[start - 2] in "%)"))


def read(phrase: str) -> Number | None:
    """The number that a phrase in lower case is, from its first to its last character."""
    match = _NUMBER.fullmatch(phrase)
    return None if match is None else _read(match)


def _read(match: re.Match[str]) -> Number | None:
    if vague := match["vague"]:
        low, high = map(float, _VAGUE[vague])
        return Number(*match.span(), low, low, high, spelled=True)
    if match["digits"]:
        return _read_digits(match)
    several, words = _split_several(match["words"])
    value = _spoken(re.split("[ -]", words))
    if value is None:
        return None
    if several is not None:
        low, high = (value * factor for factor in several)
        return Number(*match.span(), low, low, high, spelled=True)
    return Number(*match.span(), value, value, value, _last_scale(words), spelled=True)


def _read_digits(match: re.Match[str]) -> Number:
    value = float(match["digits"].replace(",", "")) + (0.5 if match["half"] else 0)
    scale: float = _SUFFIXES[match["suffix"]] if match["suffix"] else 1
    for word in re.split("[ -]", match["scales"] or ""):
        scale *= SCALES.get(word, 1)
    value = float(round(value * scale, 6))
    return Number(*match.span(), value, value, value, scale, match["suffix"] or "")


def _split_several(words: str) -> tuple[tuple[float, float] | None, str]:
    several = next((known for known in _SEVERAL_LONGEST_FIRST if words.startswith(known + " ")), None)
    return (None, words) if several is None else (_SEVERAL[several], words[len(several) + 1 :])


def _last_scale(words: str) -> float:
    return SCALES.get(re.split("[ -]", words)[-1], 1)


def _spoken(words: list[str]) -> float | None:
    """The value of number words; None for those that are no number ("two three")."""
    total = current = last = 0.0
    for word in words:
        if word in ("a", "an", "and"):
            continue
        if word == "half":
            current += 0.5 * (last or 1)  # "a million and a half"
        elif (scale := SCALES.get(word)) is None:
            below = current % 100
            if current and below and not (below % 10 == 0 and below >= 20 and _WORDS[word] < 10):
                return None
            current += _WORDS[word]
        elif scale <= 100:
            current = (current or 1) * scale
        else:
            total, current, last = total + (current or 1) * scale, 0.0, scale
    return total + current
