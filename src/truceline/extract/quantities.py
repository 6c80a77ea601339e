"""Numbers with what the text says about them: bounds ("at least 342"), ranges ("10 to 15"), shares ("1/3 of",
"one in five"), currencies and measures. Nothing here looks at the parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from truceline.extract.numbers import SCALES, Number, read, scan
from truceline.resources import any_of, table

_UNITS = table("units.toml")
_SIGNS: dict[str, str] = _UNITS["currency_signs"]
_NAMES: dict[str, str] = _UNITS["currency_names"]
_MEASURES: dict[str, str] = _UNITS["measures"]
_CURRENCIES = frozenset((*_SIGNS.values(), *_NAMES.values()))
_TABLE = table("quantities.toml")
_BOUND_OF = {phrase: bound for bound, phrases in _TABLE["before"].items() for phrase in phrases}
_BEHIND_OF = {phrase: bound for bound, phrases in _TABLE["behind"].items() for phrase in phrases}
_FACTORS: dict[str, list[float]] = _TABLE["bounds"]
_DENOMINATORS: dict[str, int] = table("number_words.toml")["fractions"]

_JOIN = re.compile(r"(?:%| percent| per cent)?(?P<join> to | or |-|–| and )(?:us)?[$€£₹₪]?")
_RATIO = re.compile(r" (?:in|(?P<far>in every|out of|out of every|of every)) ")
_OF = re.compile(r" of\b")
_WHOLE = re.compile(rf" an? (?P<scale>{any_of(SCALES)})\b")
_SHARE = re.compile(
    rf"(?<![\w/.-])(?:(?P<half>half)"
    rf"|(?P<count>one|two|three|four|an?|\d)[ -](?P<part>{any_of(_DENOMINATORS)})"
    r"|(?P<top>\d)/(?P<bottom>\d{1,2}))\Z"
)
_SIGN = re.compile(rf"(?<![a-z])(?:{any_of(_SIGNS)})\Z")
_BOUND = re.compile(rf"(?<!\w)(?P<bound>{any_of(_BOUND_OF)}) ?(?:an? )?\Z")
_BETWEEN = re.compile(r"\bbetween (?:us)?[$€£₹₪]?\Z")
_FROM = re.compile(r"\b(?:from (?:us)?[$€£₹₪]?|since [a-z]{3,9}\.? )\Z")
_BEHIND = re.compile(rf"(?:{any_of(_BEHIND_OF)})(?!\w)")
_CURRENCY = re.compile(rf"(?:-| of)? ?(?P<name>{any_of(_NAMES)})\b")
_MEASURE = re.compile(rf"(?:{any_of(_MEASURES)})(?!\w)")
_SHORT = re.compile(r"\d[kmb]\Z")
"""Without a currency, "5m" may be metres."""
PREPOSITIONS = frozenset(("about", "around", "over", "under", "above", "below"))
_FARTHEST = 10
"""The ends of a range with a hyphen lie no farther apart than by this factor."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]` is the whole phrase, `text[inner:outer]` its number or numbers."""

    start: int
    end: int
    inner: int
    outer: int
    value: float
    low: float | None
    high: float | None
    approximate: bool = False
    unit: str | None = None
    spelled: bool = False
    modifier: str | None = None
    """The words that bound it, as the text has them."""


def find_quantities(folded: str) -> Iterator[Quantity]:
    """The quantities of a text in lower case, in its order."""
    shares = list(_shares(folded))
    taken = {place for share in shares for place in range(share.inner, share.outer)}
    numbers = [number for number in scan(folded) if number.start not in taken]
    joined = list(_join(folded, numbers))
    for quantity in sorted(shares + joined, key=lambda quantity: quantity.start):
        whole = _with_surroundings(folded, quantity)
        if whole.unit in _CURRENCIES or not _SHORT.search(folded, max(0, whole.outer - 2), whole.outer):
            yield whole


def _shares(folded: str) -> Iterator[Quantity]:
    """ "A third of", "half of", "1/3 of"."""
    for of in _OF.finditer(folded):
        match = _SHARE.search(folded, max(0, of.start() - 16), of.start())
        if match is None or (share := _share(match)) is None:
            continue
        whole = _WHOLE.match(folded, of.end())
        yield share if whole is None else _part_of(share, whole)


def _part_of(share: Quantity, whole: re.Match[str]) -> Quantity:
    """ "A quarter of a million" is a number."""
    value = _rounded(share.value * SCALES[whole["scale"]])
    end = whole.end()
    return replace(share, end=end, outer=end, value=value, low=value, high=value, unit=None, spelled=True)


def _share(match: re.Match[str]) -> Quantity | None:
    if match["half"]:
        value: float | None = 0.5
    elif match["part"]:
        count = read(match["count"]) if match["count"] not in ("a", "an") else None
        value = (count.value if count else 1) / _DENOMINATORS[match["part"]]
    else:
        top, bottom = int(match["top"]), int(match["bottom"])
        value = top / bottom if 0 < top < bottom <= 10 else None
    if value is None or not 0 < value < 1:
        return None
    value = round(value, 4)
    return Quantity(*match.span(), *match.span(), value, value, value, unit="share")


def _join(folded: str, numbers: list[Number]) -> Iterator[Quantity]:
    """Single numbers, and pairs that make one quantity; the two sides of a score or a vote make none."""
    place = 0
    while place < len(numbers):
        first = numbers[place]
        chain = _chain(folded, numbers, place)
        if chain > 1:
            place += chain + 1  # "555-12-34"
            continue
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        pair = _pair(folded, first, following) if following is not None else None
        if pair is None:
            yield _single(first)
            place += 1
        else:
            place += 2
            if pair.start < pair.end:
                yield pair


def _chain(folded: str, numbers: list[Number], place: int) -> int:
    """How many numbers hang on this one by hyphens."""
    end = place
    while end + 1 < len(numbers) and folded[numbers[end].end : numbers[end + 1].start] in ("-", "–"):
        end += 1
    return end - place


def _single(number: Number) -> Quantity:
    vague = number.low != number.high
    return Quantity(
        number.start,
        number.end,
        number.start,
        number.end,
        number.value,
        number.low,
        number.high,
        approximate=vague,
        spelled=number.spelled,
    )


def _pair(folded: str, first: Number, second: Number) -> Quantity | None:
    """A range or a share. None where two numbers only follow each other."""
    between = folded[first.end : second.start]
    if len(between) > 16 or first.low != first.high or second.low != second.high:
        return None
    if ratio := _RATIO.fullmatch(between):
        return _ratio(first, second, far=bool(ratio["far"]))
    join = _JOIN.fullmatch(between)
    if join is None or _FROM.search(folded, max(0, first.start - 18), first.start):
        return None
    word = join["join"].strip()
    is_between = _BETWEEN.search(folded, max(0, first.start - 12), first.start)
    if (word == "and") != bool(is_between):
        return None
    low, high = first.value, second.value
    if first.scale == 1 and second.scale > 1 and low < high / second.scale:
        low *= second.scale  # "5 to 10 million"
    if not low < high:
        return None if word == "or" else replace(_single(first), end=first.start)  # a score
    if word != "to" and low and high / low > _FARTHEST:
        return None
    start = is_between.start() if is_between else first.start
    return Quantity(start, second.end, first.start, second.end, (low + high) / 2, low, high)


def _ratio(first: Number, second: Number, far: bool) -> Quantity | None:
    if not 0 < first.value < second.value or (not far and first.value != 1):
        return None
    value = round(first.value / second.value, 4)
    return Quantity(first.start, second.end, first.start, second.end, value, value, value, unit="share")


def _with_surroundings(folded: str, quantity: Quantity) -> Quantity:
    start, end, unit = quantity.start, quantity.end, quantity.unit
    if sign := _SIGN.search(folded, max(0, quantity.inner - 4), quantity.inner):
        start, unit = min(start, sign.start()), _SIGNS[sign.group()]
    elif unit is None and (name := _CURRENCY.match(folded, end)):
        end, unit = name.end(), _NAMES[name["name"]]
    elif unit is None and (measure := _MEASURE.match(folded, end)):
        end, unit = measure.end(), _MEASURES[measure.group()]
    bounds: list[str] = []
    told: list[str] = []
    while len(bounds) < 2 and (bound := _BOUND.search(folded, max(0, start - 24), start)):
        if quantity.approximate and bound["bound"] in PREPOSITIONS:
            break  # "worries about millions of refugees"
        bounds.append(_BOUND_OF[bound["bound"]])
        told.insert(0, bound["bound"])
        start = bound.start()
    if behind := _BEHIND.match(folded, quantity.outer):
        bounds.append(_BEHIND_OF[behind.group()])
        told.append(behind.group().strip(" -"))
        end = max(end, behind.end())
    found = replace(quantity, start=start, end=end, unit=unit, modifier=" ".join(told) or None)
    for kind in bounds:
        found = bounded(found, kind)
    return found


def bounded(quantity: Quantity, bound: str) -> Quantity:
    """The quantity as a word of `quantities.toml` bounds it: "at_least", "nearly" ..."""
    low, high = quantity.low, quantity.high
    if bound == "at_most":
        return replace(quantity, low=None)
    factors = _FACTORS[bound]
    if low is not None:
        low = _rounded(low * factors[0])
    high = _rounded(high * factors[1]) if high is not None and len(factors) > 1 else None
    return replace(quantity, low=low, high=high, approximate=quantity.approximate or bound != "at_least")


def _rounded(number: float) -> float:
    """Without the dust of binary fractions."""
    return float(f"{number:.12g}")
