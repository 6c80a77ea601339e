"""Which incident a figure is of, as far as the words around it tell: where, when and by what it came about.

War reports tell of many attacks in the same words, so two figures of harm are of one incident only where
the places, the means and the details that both tell are the same, and nothing excludes it. Names are
compared without vowels, since reports spell them in many ways.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from truceline.folding import plain_words
from truceline.known import country_named, country_of_demonym
from truceline.model.claims import Figure
from truceline.resources import any_of, table, words

REACH, BACK = 500, 2
"""Characters on each side in which the sentence of a figure is looked for, and sentences before it that say
where it happened where it does not itself."""
APART = 2
"""Days before publication that what a report tells without a day is taken to be of, at most."""
LEAD = 400
"""Characters with which a report opens."""
FINER = 3
"""A place that is told beside so many others is wider than an incident."""
_SOME_DETAILS, _MOST_DETAILS = 2, 3
"""Telling words that two figures have in common where a wide place is the same too, and alone."""
_LONG = 4
"""Letters of the key of a name from which on it may be a part of another."""

_TABLE = table("figure_incidents.toml")
_WORDS = _TABLE["words"]
_CALENDAR = table("calendar.toml")
_DAYS: Mapping[str, int] = _CALENDAR["weekdays"]
_MONTHS: Mapping[str, int] = _CALENDAR["months"] | _CALENDAR["month_abbreviations"]
_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[A-Z\d\"'“‘«(\[])|\n")
_SHORT = re.compile(r"(?:\b(?:[A-Z]|[A-Z][a-z]{1,3})|\b[A-Za-z]\.[A-Za-z])\Z")
"""What a full stop behind does not end a sentence: an initial, "Lt", "Sept"."""
_PART = re.compile(
    r";|\b(?:while|whereas)\b|(?:hours?|days?|weeks?|months?|years?) (?:after|before)\b", re.IGNORECASE
)
_MONTH = re.compile(rf"\b(?:{any_of(_CALENDAR['months'].keys() - {'may', 'march'})})\b", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w'’-])[a-z]{4,}")
_ARTICLE = r"(?:(?:al|el|ad|ar|as|ash|at|az)[- ])?"
_RUN = re.compile(rf"{_ARTICLE}[A-Z][\w’'-]*(?: {_ARTICLE}[A-Z][\w’'-]*)*")
_ASIDE = re.compile(rf"\b(?:{any_of(_WORDS['aside'])})\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b({any_of(_DAYS)})\b(?!['’]s)", re.IGNORECASE)
_MONTH_NAME = any_of(_MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}) (?P<month>{_MONTH_NAME})|(?P<month2>{_MONTH_NAME})\.? (?P<day2>\d{{1,2}}))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
_BESIDES = re.compile(r"\s*(?:\w+\s+){0,2}others?\b")
_WHERE = re.compile(rf"\b(?:{any_of(_WORDS['where'])})(?: the)?(?: [a-z]+ (?:of|in))?\s+\Z")
_WIDE = any_of(_WORDS["wide"])
_WIDE_BEHIND = re.compile(rf"['’]?s?\s+(?:{_WIDE})\b", re.IGNORECASE)
_WIDE_BEFORE = re.compile(
    rf"\b(?:{any_of(_WORDS['sides'])}|(?:{_WIDE}) of)\s+\Z",
    re.IGNORECASE,
)
_TARGET_OF: Mapping[str, str] = {
    word: target for target, found in _TABLE["targets"].items() for word in found
}
_NARROW_BEHIND = re.compile(rf"\s+(?:{any_of((*_WORDS['narrow'], *_TARGET_OF))})\b", re.IGNORECASE)
_TARGET = re.compile(rf"\b(?:{any_of(_TARGET_OF)})\b")
_VOWELS = re.compile(r"(?<=.)[aeiouywh]")
_TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Scene:
    """What the words around a figure say of its incident. `places` and `wide` (provinces) are keys of names,
    `names` those of others who are named, `details` its telling words and `means` families of them. `day` is
    the ISO day that the text gives, `published` that of the report. An `aside` one is told beside the matter
    of its report, `besides` says that it counts others than those named before it, and `old` names other
    months and years that are told beside it. What is in the `lead` opens its report. `event` is the record's
    event that its sentence tells of."""

    places: frozenset[str] = frozenset()
    wide: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    details: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    day: str | None = None
    published: str | None = None
    aside: bool = False
    besides: bool = False
    old: frozenset[str] = frozenset()
    lead: bool = False
    event: str | None = None


NOWHERE = Scene()


def scene_of(text: str, published: str | None, figure: Figure, kinds: Mapping[str, str]) -> Scene:
    """The scene of a figure of a text; `kinds` has the kinds of the names of its report."""
    start, end = figure.span.start, figure.span.end
    first, last = sentence(text, start, end)
    own = text[first:last]
    parts = _clause(own, start - first, end - first)
    told = _Told(parts, kinds, figure)
    aside = _ASIDE.search(text[first:start]) is not None
    borrowed = ""
    if not told.places:
        for before in _before(text, first):
            more = _Told(before, kinds, figure)
            borrowed = f"{before} {borrowed}"
            told.add(more)
            if told.places or _ASIDE.search(before):
                aside = aside or _ASIDE.search(before) is not None
                break
    words_of = f"{parts} {borrowed}"
    day = _day(figure.on, published) or _only_day(parts, published) or _only_day(borrowed, published)
    return Scene(
        frozenset(told.places),
        frozenset(told.wide),
        frozenset(told.names - told.places - told.wide),
        _details(words_of, figure),
        frozenset(_TARGET_OF[found] for found in _TARGET.findall(words_of.casefold())),
        _families(words_of),
        day,
        published,
        aside,
        figure.state != "injured" and _is_besides(text, figure),
        frozenset(_other_times(parts, published)),
        start < LEAD,
    )


def _is_besides(text: str, figure: Figure) -> bool:
    end = figure.span.end
    return bool(_BESIDES.match(text, end, end + 40) or _OTHERS.search(figure.counted or ""))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends."""
    left = max(0, start - REACH)
    for found in _END.finditer(text, left, start):
        if found.group().startswith("\n") or not _SHORT.search(
            text, max(0, found.start() - 5), found.start()
        ):
            left = found.end()
    for found in _END.finditer(text, end, min(len(text), end + REACH)):
        if found.group().startswith("\n") or not _SHORT.search(
            text, max(0, found.start() - 5), found.start()
        ):
            return left, found.start()
    return left, min(len(text), end + REACH)


def _clause(own: str, start: int, end: int) -> str:
    """The part of a sentence with a figure: "while six others were killed in Tavrin" is one."""
    cuts = [0, *(found.start() for found in _PART.finditer(own)), len(own)]
    left = max(cut for cut in cuts if cut <= start)
    right = min((cut for cut in cuts if cut >= end), default=len(own))
    return own[left:right]


def _before(text: str, at: int) -> Iterator[str]:
    """The sentences before a place, the nearest first."""
    for _ in range(BACK):
        stop = len(text[max(0, at - REACH) : at].rstrip()) + max(0, at - REACH)
        if stop <= 0 or stop <= at - REACH:
            return
        first, _ = sentence(text, stop - 1, stop)
        yield text[first:stop]
        at = first


class _Told:
    """The names in a passage, by what they are names of."""

    def __init__(self, passage: str, kinds: Mapping[str, str], figure: Figure) -> None:
        self.places: set[str] = set()
        self.wide: set[str] = set()
        self.names: set[str] = set()
        counted, source = figure.counted or "", plain_words(figure.asserted_by or "")
        for found in _RUN.finditer(passage):
            for name, start, end in _names(passage, found):
                key = name_key(name)
                if not key or name in counted:
                    continue
                said = plain_words(name)
                if said in source or not _voices().isdisjoint(said.split()):
                    continue
                kind = kinds.get(name)
                before, behind = passage[max(0, start - 30) : start], passage[end : end + 20]
                if kind in ("person", "body"):
                    self.names.add(key)
                elif _WIDE_BEHIND.match(behind) or _WIDE_BEFORE.search(before):
                    self.wide.add(key)
                elif kind == "place" or _NARROW_BEHIND.match(behind) or _WHERE.search(before):
                    self.places.add(key)
                else:
                    self.names.add(key)

    def add(self, other: _Told) -> None:
        self.places |= other.places
        self.wide |= other.wide
        self.names |= other.names


def _names(passage: str, run: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """The names in words with capitals that stand together: days, countries and nations part them, and those
    of who gives figures are left out."""
    start = end = run.start()
    for word in re.finditer(r"\S+", run.group()):
        bare = word.group().rstrip(".,'’")
        if _is_no_name(bare) or bare.casefold() in _voices():
            if start < end and bare.casefold() not in _voices():
                yield passage[start:end], start, end
            start = end = run.start() + word.end()
            start += 1
            continue
        end = run.start() + word.end()
    if start < end:
        yield passage[start:end].rstrip(".,'’"), start, end


@cache
def _voices() -> frozenset[str]:
    """Words of those who give figures, whose names tell nothing of what happened."""
    return frozenset(word for found in table("figure_sources.toml")["kinds"].values() for word in found)


@lru_cache(maxsize=65536)
def _is_no_name(word: str) -> bool:
    low = word.casefold()
    if low in _WORDS["peoples"] or low.rpartition("-")[2] in _WORDS["tails"]:
        return True
    if low in _DAYS or low in _MONTHS or low in words("stop_words.txt") or low in _common():
        return True
    return any(country_named(one) or country_of_demonym(one) for one in {word, word.removesuffix("s")})


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """A name as different spellings share it: without articles, vowels and doubled letters."""
    bare = [word for word in plain_words(name).split() if word not in _articles()]
    plain = "".join(bare).replace("q", "k").replace("c", "k").replace("z", "s")
    key = _TWICE.sub(r"\1", _VOWELS.sub("", plain))
    return key if len(key) > 1 else plain


@cache
def _articles() -> frozenset[str]:
    return frozenset(_WORDS["articles"])


@cache
def _common() -> frozenset[str]:
    """Words that do not tell incidents apart."""
    scope = table("figure_scope.toml")
    states = (word for found in scope["states"].values() for word in found)
    whom = (word for found in scope["whom"].values() for word in found)
    means = (
        word for found in table("incidents.toml")["means"].values() for one in found for word in one.split()
    )
    places = (*_WORDS["wide"], *_WORDS["narrow"], *_TARGET_OF)
    own = frozenset((*_WORDS["common"], *states, *whom, *means, *places, *scope["people"]["all"]))
    return own | {_singular(word) for word in own} | words("stop_words.txt") | words("accumulating.txt")


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _details(passage: str, figure: Figure) -> frozenset[str]:
    counted = frozenset(_WORD.findall((figure.counted or "").casefold()))
    found = {_singular(word) for word in _WORD.findall(passage)}  # what has a capital is a name
    return frozenset(
        word for word in found if len(word) > 3 and word not in _common() and word not in counted
    )


@cache
def _means() -> tuple[re.Pattern[str], Mapping[str, frozenset[str]]]:
    families: defaultdict[str, set[str]] = defaultdict(set)
    for family, means in _TABLE["families"].items():
        for one in means:
            families[one].add(family)
    known = {
        word: frozenset(families[means])
        for means, found in table("incidents.toml")["means"].items()
        for word in found
        if means in families
    }
    return re.compile(rf"\b({any_of(known)})(?:s|es|ed|ing)?\b"), known


def _families(passage: str) -> frozenset[str]:
    """The families that all means of a passage may be of; those of any where they have none in common."""
    pattern, known = _means()
    found = [known[one.group(1)] for one in pattern.finditer(passage.casefold())]
    return (frozenset.intersection(*found) or frozenset.union(*found)) if found else frozenset()


def _other_times(passage: str, published: str | None) -> Iterator[str]:
    """Years and months that are not those of the report, nor of the days before it."""
    near = (
        {(date.fromisoformat(published) - timedelta(days=back)).isoformat()[:7] for back in (0, 7)}
        if published
        else set()
    )
    for year in _YEAR.findall(passage):
        if year not in {one[:4] for one in near}:
            yield year
    for month in _MONTH.findall(passage):
        if near and f"{_MONTHS[month.casefold()]:02}" not in {one[5:] for one in near}:
            yield month.casefold()


def _day(told: str | None, published: str | None) -> str | None:
    if told is None or not told.startswith("X"):
        return told
    return _weekday(int(told[-1]), published)


def _weekday(number: int, published: str | None) -> str | None:
    if published is None:
        return None
    day = date.fromisoformat(published)
    return (day - timedelta(days=(day.isoweekday() - number) % 7)).isoformat()


def _only_day(passage: str, published: str | None) -> str | None:
    """The one day that a passage names, by its weekday or date."""
    found = {_weekday(_DAYS[one.casefold()], published) for one in _WEEKDAY.findall(passage)}
    found |= {_date(one, published) for one in _DATE.finditer(passage)}
    known = found - {None}
    return next(iter(known)) if len(known) == 1 else None


def _date(found: re.Match[str], published: str | None) -> str | None:
    """A date without its year, as the nearest before the report."""
    month = _MONTHS[(found["month"] or found["month2"]).casefold()]
    for year in (int(published[:4]), int(published[:4]) - 1) if published else ():
        try:
            day = date(year, month, int(found["day"] or found["day2"])).isoformat()
        except ValueError:
            return None
        if day <= published:  # type: ignore[operator]
            return day
    return None


# Two scenes ---------------------------------------------------------------------------------------------

ONE = 4
"""From so much on that speaks for it, two figures are of one incident."""


def wide_places(scenes: Iterable[Scene]) -> frozenset[str]:
    """Places of a story that are told beside several others: a city of which many quarters are named."""
    beside: defaultdict[str, Counter[str]] = defaultdict(Counter)
    wide: set[str] = set()
    for scene in scenes:
        wide |= scene.wide
        for place in scene.places:
            beside[place].update(scene.places - {place})
    return frozenset(wide | {place for place, others in beside.items() if len(others) >= FINER})


def likeness(one: Scene, other: Scene, wide: frozenset[str] = frozenset()) -> int | None:
    """How much speaks for one incident of two figures of a story, of whose places some are `wide`; None where
    something excludes it."""
    here, there = one.places - wide, other.places - wide
    both = {key for key in here | there if _is_in(key, here) and _is_in(key, there)}
    narrow = bool(both or here & other.names or there & one.names)
    if _other_day(one, other) or one.old != other.old or one.besides != other.besides:
        return None
    if one.means and other.means and not one.means & other.means:
        return None
    if (here - both and there - both) or (one.aside != other.aside and not narrow):
        return None
    broad = bool((one.places | one.wide) & (other.places | other.wide))
    details = len(one.details & other.details)
    named = len(one.names & other.names)
    event = one.event is not None and one.event == other.event
    target = bool(one.targets & other.targets)
    if not (narrow or target or details >= _MOST_DETAILS or (details >= _SOME_DETAILS and (broad or named))):
        return 0
    score = 2 * narrow + (broad and not narrow) + bool(one.means & other.means) + min(_MOST_DETAILS, details)
    score += 2 * target + (one.lead and other.lead)
    return score + min(1, named) + (one.day is not None and one.day == other.day) + event


def _is_in(key: str, keys: frozenset[str]) -> bool:
    """Whether a place is among others, one letter apart at most, or as a part of a longer name."""
    return key in keys or any(_alike(key, one) for one in keys)


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG or short[0] != long[0]:
        return len(short) >= _LONG and long.endswith(short)
    if long.startswith(short) or long.endswith(short):
        return True
    if len(long) - len(short) > 1 or len(short) <= _LONG:
        return False
    at = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]


def _other_day(one: Scene, other: Scene) -> bool:
    """Whether the two cannot be of one day."""
    if one.day and other.day:
        return one.day != other.day
    for this, that in ((one, other), (other, one)):
        if this.day and that.published and not 0 <= _days(this.day, that.published) <= APART:
            return True
    return bool(one.published and other.published and abs(_days(one.published, other.published)) > APART)


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days
