"""How two figures stand to each other: what differs in what they count, and whether one number can be the
other.

An entry is comparable by what it counts: thing, state, of whom, where, for what time. Ranges of vague words
are those of `number_words.toml`; how far a loose number may lie from an exact one is `ROUNDING`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from truceline.model.claims import Figure
from truceline.relate.disagreement import Relation
from truceline.resources import table, words

ROUNDING = 0.25
"""How far, as a share of the larger, an open or approximate figure may lie from an exact one."""
FAR = 5.0
"""Two numbers further apart than by this ratio do not count one thing, unless two sources say so."""
_LARGE = 1000
"""From here on a number with three zeros at its end may be a rounded one, though nothing says it."""

_TABLE = table("figure_scope.toml")
_WHOM: dict[str, str] = {word: whom for whom, found in _TABLE["whom"].items() for word in found}
_ALL = frozenset(_TABLE["people"]["all"])
_STATE_WORDS = frozenset(word for found in _TABLE["states"].values() for word in found)
_STRICT = frozenset(table("figure_sources.toml")["words"]["strict"])
_NEARLY = frozenset(
    ("nearly", "almost", "close to", "approaching", "nears", "neared", "nearing", "just under")
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORD = re.compile(r"\w+")


def differences(one: Figure, other: Figure, beside: Iterable[float] = ()) -> tuple[str, ...]:
    """What differs in what two figures count, in words; `beside` are other figures of the same kind that one
    text gives with them."""
    found = list(_parts(one, other, beside)) if relation(one, other) != "loose" else []
    if (one.told == "promised") != (other.told == "promised"):
        found.append("one is what was promised, the other what is told as done")
    if one.state and other.state and one.state != other.state:
        found.append(f"one counts {one.state}, the other {other.state}")
    if (whom := _whom_differs(one, other)) and relation(one, other) != "same":
        found.append(whom)
    if thing := _thing_differs(one, other):
        found.append(thing)
    if one.place and other.place and not _related(one.place, other.place):
        found.append(f"one is of {one.place}, the other of {other.place}")
    if one.unit != other.unit:
        found.append(f"one is in {one.unit or 'numbers'}, the other in {other.unit or 'numbers'}")
    found += _times_differ(one, other)
    return tuple(found)


def _parts(one: Figure, other: Figure, beside: Iterable[float]) -> Iterable[str]:
    for this, that in ((one, other), (other, one)):
        if this.part == "more" and that.part is None:
            yield f"“{this.text}” comes on top of others"
        elif this.part == "part" and that.part is None and this.value < that.value:
            yield f"“{this.text}” are a part"
    low, high = sorted((one.value, other.value))
    if any(low + more == high for more in beside if more not in (0, low, high)):
        yield f"with the {high - low:g} told beside them, {low:g} make {high:g}"


def _whom_differs(one: Figure, other: Figure) -> str | None:
    if one.thing != "people" or other.thing != "people":
        return None
    here, there = whom_of(one), whom_of(other)
    if here == there or (here in _OPEN and there in _OPEN):
        return None
    if here in _NARROW or there in _NARROW or (here is not None and there is not None):
        return f"one counts {one.whom or 'people'}, the other {other.whom or 'people'}"
    return None


_NARROW = frozenset(("children", "women", "journalists", "medics", "police", "staff", "hostages"))
"""Whoever counts these counts a part of all, or others."""
_OPEN = frozenset((None, "civilians"))


def whom_of(figure: Figure) -> str | None:
    """The kind of people that a figure counts: "children" for "Rovian children", None for just anybody."""
    for word in reversed(_WORD.findall((figure.whom or "").casefold())):
        if word in _WHOM:
            return _WHOM[word]
    return None


def people_of(figure: Figure) -> frozenset[str]:
    """Whose people are counted: "Rovians", as far as the figure says it in a name."""
    found = _WORD.findall(figure.whom or "")
    kinds = _WHOM.keys() | _ALL
    return frozenset(
        one.casefold().rstrip("s") for one in found if one[:1].isupper() and one.casefold() not in kinds
    )


def _thing_differs(one: Figure, other: Figure) -> str | None:
    if one.thing == other.thing == "people":
        here, there = people_of(one), people_of(other)
        if here and there and not here & there:
            return f"one counts {one.whom}, the other {other.whom}"
        return None
    if one.thing is None or other.thing is None:
        return None
    mine, others = _bare(one.thing), _bare(other.thing)
    if not mine or not others or mine == others:
        return None
    if one.thing != "people" and other.thing != "people" and mine[-1] == others[-1]:
        ahead, behind = set(mine[:-1]), set(others[:-1])
        if (ahead <= behind and not ahead) or (behind <= ahead and not behind):
            return None
        return f"one counts {one.thing}, the other {other.thing}"
    if "people" in (one.thing, other.thing):
        return None  # members of a group are people too
    if set(mine) & set(others):
        return None
    return f"one counts {one.thing}, the other {other.thing}"


def _bare(thing: str) -> list[str]:
    return [
        one[:-1] if one.endswith("s") and len(one) > 3 else one
        for one in _WORD.findall(thing.casefold())
        if one not in ("and", "of", "in", "the")
    ]


def _related(one: str, other: str) -> bool:
    """Whether one place may be the other: "Korea" and "South Korea"."""
    here, there = (set(_WORD.findall(place.casefold())) - words("stop_words.txt") for place in (one, other))
    return here <= there or there <= here


def _times_differ(one: Figure, other: Figure) -> Iterable[str]:
    if (one.period or None) != (other.period or None):
        yield f"one is {_each(one)}, the other {_each(other)}"
    if _other_days(one.on, other.on) and not (one.cumulative or other.cumulative):
        yield f"one is of {day_words(one.on)}, the other of {day_words(other.on)}"
    for this, that in ((one, other), (other, one)):
        if this.within and not that.within and (that.cumulative or that.since):
            yield f"one is of {this.within}, the other goes on from before"
            return
    if one.within and other.within and one.within != other.within:
        yield f"one is of {one.within}, the other of {other.within}"
    if one.since_day and other.since_day and _apart(one.since_day, other.since_day) > 1:
        yield f"one is counted since {one.since_day}, the other since {other.since_day}"


def day_words(day: str | None) -> str:
    """A day, or the name of a weekday of an unknown week."""
    return _WEEKDAYS[int(day[-1]) - 1] if day and day.startswith("X") else day or ""


def _other_days(one: str | None, other: str | None) -> bool:
    """Whether two days, of which each may be a weekday of an unknown week ("XXXX-WXX-1"), are not one."""
    if one is None or other is None:
        return False
    if one.startswith("X") == other.startswith("X"):
        return one != other
    weekday, day = (one, other) if one.startswith("X") else (other, one)
    return date.fromisoformat(day).isoweekday() != int(weekday[-1])


def _each(figure: Figure) -> str:
    return f"a {figure.period}" if figure.period else "a total"


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def told_text(figure: Figure) -> str:
    """A figure as told, with the words that bound it where they stand apart from it ("tops 300")."""
    if figure.modifier and figure.modifier not in figure.text.casefold():
        return f"{figure.modifier} {figure.text}"
    return figure.text


def relation(one: Figure, other: Figure) -> Relation:
    """How the value of another figure stands to that of one."""
    if one.value == other.value:
        if one.low == other.low and one.high == other.high:
            return "same"
        floor = None not in (one.low, other.low) and not one.approximate and not other.approximate
        if floor and not ({one.modifier, other.modifier} & _STRICT):
            return "same"  # "18" and "at least 18"
        return "loose"
    if _rounds(one, other) or _rounds(other, one) or _cut(one.value, other.value):
        return "loose"
    return "rises" if other.value > one.value else "falls"


def is_far(one: Figure, other: Figure, ratio: float = FAR) -> bool:
    """Whether two numbers are too far apart to count one thing."""
    low, high = sorted((one.value, other.value))
    return low <= 0 or high / low > ratio


def is_exact(figure: Figure) -> bool:
    """Whether a figure is counted out."""
    counted_out = figure.low == figure.value == figure.high and "dozen" not in figure.text.casefold()
    return counted_out and not figure.approximate


def is_vague(figure: Figure) -> bool:
    """Whether a figure is a word for many: "dozens", "hundreds"."""
    spread = figure.low is not None and figure.high is not None and figure.high > 2 * figure.low
    return spread and figure.modifier is None


def _rounds(loose: Figure, exact: Figure) -> bool:
    """Whether the one value lies within the other, loose one, and not far from it."""
    if is_exact(loose) or exact.value <= 0:
        return False
    if loose.modifier in ("at least", "up to", "as many as") and loose.value % 10 and is_exact(exact):
        return False  # a count, of which the text only says that it may still change
    low = loose.low if loose.low is not None else 0.0
    if not low <= exact.value <= (loose.high if loose.high is not None else float("inf")):
        return False
    if loose.high is not None and loose.low is not None and loose.modifier is None:
        return True  # "dozens"
    return abs(exact.value - loose.value) <= ROUNDING * max(exact.value, loose.value)


def _cut(one: float, other: float) -> bool:
    """Whether a large round number is another one, cut off: 28,000 for 28,500."""
    low, high = sorted((one, other))
    return (
        low >= _LARGE
        and low % _LARGE == 0
        and high % _LARGE != 0
        and high - low < _LARGE
        and high < 1e6
        and (high / low < 1.05)
    )
