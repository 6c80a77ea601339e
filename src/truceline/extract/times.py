"""Time expressions, as TIMEX3.

A time that the report does not fix has a value with X for what is unknown and no interval. What is a name
("the Sunday Beacon", "Lord May") or a mere number is no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Span as Tokens

from truceline.extract import timex
from truceline.extract.durations import find_durations
from truceline.extract.numbers import any_of, fold
from truceline.extract.reading import Reading
from truceline.extract.relative import find_relative
from truceline.extract.tense import tense, tokens_at
from truceline.extract.timex import Found, Tense, Timex
from truceline.model.claims import Time
from truceline.plugins import Extractor
from truceline.resources import table

_CALENDAR = table("calendar.toml")
_WEEKDAYS: dict[str, int] = _CALENDAR["weekdays"]
_MONTHS: dict[str, int] = {**_CALENDAR["months"], **_CALENDAR["month_abbreviations"]}
_PARTS: dict[str, str] = _CALENDAR["parts"]
_NOONS: dict[str, str] = _CALENDAR["clock"]
_NAMES = frozenset(("PERSON", "ORG", "WORK_OF_ART", "EVENT", "FAC", "PRODUCT", "LAW", "NORP", "GPE", "LOC"))
_COUNTS = frozenset(("CARDINAL", "QUANTITY", "MONEY", "PERCENT", "LAW", "PRODUCT", "ORDINAL", "TIME", "FAC"))

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[5-9]|20)\d\d"
_WEEKDAY = rf"(?:{any_of(word.title() for word in _WEEKDAYS)})"
_FULL = rf"(?:{any_of(word.title() for word in _CALENDAR['months'])})\b"
_MONTH = rf"(?:{_FULL}|(?:{any_of(word.title() for word in _CALENDAR['month_abbreviations'])})\b\.?)"
_PART = rf"(?:{any_of(_PARTS)})"
_CLOCK = (
    r"(?:(?:0?\d|1\d|2[0-3])(?:[:.][0-5]\d)? ?[ap](?:m\b|\.m\.?)|(?:[01]?\d|2[0-3]):[0-5]\d\b"
    rf"|(?:[01]\d|2[0-3])[0-5]\d(?= GMT\b| UTC\b| hours\b)|\b(?:{any_of(_NOONS)})\b)"
    r"(?: (?:GMT|UTC|E[SD]?T|local time)\b)?"
)
_DATE = re.compile(
    rf"(?<![\w./-])(?:{_WEEKDAY},? )?(?:"
    rf"(?P<m>{_MONTH}) (?P<d>{_DAY})(?:st|nd|rd|th)?"
    rf"(?P<more> ?[-–] ?{_DAY}| and {_DAY}(?= ?[.,;:)]))?(?:,? (?P<y>{_YEAR}))?"
    rf"|(?P<d2>{_DAY})(?:st|nd|rd|th)?(?: of)? (?P<m2>{_MONTH})(?:,? (?P<y2>{_YEAR}))?"
    rf"|(?P<iso>{_YEAR}-[01]\d-[0-3]\d)"
    rf"|(?P<d3>\d{{1,2}})(?P<sep>[./])(?P<m3>\d{{1,2}})(?P=sep)(?P<y3>{_YEAR})"
    r")(?!\w|[:/-]?\d|[.,]\d)"
)
_IN_MONTH = re.compile(
    rf"\b(?P<m>{_MONTH})(?:(?:,? of|,)? (?P<y>{_YEAR})\b(?![-/,.]\d)"
    r"| (?P<which>this|last|next) year\b|(?! \d))"
)
_IN_YEAR = re.compile(
    rf"(?<![\w.,:/#$€£+@])(?<!\d-)(?<!\d–)(?P<y>{_YEAR})(?P<s>s)?(?!\w|[.,:/]\d|[%-]\w|–\d\d\b(?!\d))"
)
_ON_WEEKDAY = re.compile(rf"\b(?P<wd>{_WEEKDAY})(?P<s>s)?(?: (?P<part>{_PART})s?)?\b")
_DAY_OF_LIST = re.compile(rf" {_DAY}(?:,| and| or| to) {_WEEKDAY}")
_BEFORE = re.compile(
    rf"(?:(?<![\w.,:/$-])(?P<clock>{_CLOCK}) (?:on )?)?"
    r"(?:\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming) )?"
    r"(?:\b(?P<early>[Ll]ate|[Ee]arly|[Mm]id)(?: on )?[ -]?)?\Z"
)
"""What stands before a weekday, a month or a year, and belongs to it."""
_AT_CLOCK = re.compile(rf"(?<![\w.,:/$-]){_CLOCK}(?!\w|[:.]\d)")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|by|until|till|through|during|before|after|from|of|for|and|or|to|between|around|about"
    r"|the|late|early|mid|last|next|this)[ -]\Z"
)
_BEFORE_CLOCK = re.compile(r"\b(?:at|by|until|till|from|to|since|around|about|before|after|between|and) \Z")
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|through|during|between|before|after|around|early|late|post|pre)[ -]"
    r"|\b(?:1[5-9]|20)\d\d(?: (?:and|or|to) |[-–])|\()\Z"
)


def find_times(reading: Reading) -> tuple[Time, ...]:
    """The time expressions of a report, in the order of the text; where two overlap, the longer one."""
    text, published = reading.clean.text, _published(reading)
    folded = fold(text)
    found: list[Found] = []
    for find in (_dates, _months, _years, _weekdays, _clocks):
        found += find(reading, text, published)
    found += find_relative(reading, folded, published)
    found += find_durations(reading, folded, published)
    return tuple(_time(reading, *one) for one in _longest(found))


def _published(reading: Reading) -> date | None:
    try:
        found = date.fromisoformat((reading.report.published or "")[:10])
    except ValueError:
        return None
    return found if 1500 <= found.year < 2200 else None


def _longest(found: list[Found]) -> Iterator[Found]:
    kept: Found | None = None
    for one in sorted(found, key=lambda one: one[:2]):
        if kept is None or one[1] - one[0] > kept[1] - kept[0] or one[0] >= kept[1]:
            if kept is not None and one[0] >= kept[1]:
                yield kept
            kept = one
    if kept is not None:
        yield kept


def _time(reading: Reading, start: int, end: int, value: Timex) -> Time:
    span = reading.chars(start, end)
    return Time(span, reading.text(span), value.type, value.value, value.earliest, value.latest)


def _dates(reading: Reading, text: str, published: date | None) -> Iterator[Found]:
    for match in _DATE.finditer(text):
        try:
            yield from _date(reading, match, published)
        except ValueError:
            continue  # no such day


def _date(reading: Reading, match: re.Match[str], published: date | None) -> Iterator[Found]:
    if match["iso"]:
        yield *match.span(), timex.day(date.fromisoformat(match["iso"]))
        return
    if match["d3"]:
        first, second, year = int(match["d3"]), int(match["m3"]), int(match["y3"])
        if match["sep"] == "." or first == second or first > 12:
            yield *match.span(), timex.day(date(year, second, first))
        elif second > 12:
            yield *match.span(), timex.day(date(year, first, second))
        return  # else: 5/6/2020 is in May or in June
    month = _MONTHS[(match["m"] or match["m2"]).lower().rstrip(".")]
    days, year_ = [int(match["d"] or match["d2"])], match["y"] or match["y2"]
    if match["more"]:
        days.append(int(re.sub(r"\D", "", match["more"])))
    if not year_ and match["m"] and _counts_people(reading, match):
        return
    tenses = (None, None) if year_ else _tenses(tokens_at(reading, *match.span()))
    ends = [match.end("d"), match.end()] if match["more"] else [match.end()]
    start = match.start()
    for number, end in zip(days, ends, strict=True):
        value = (
            timex.day(date(int(year_), month, number))
            if year_
            else timex.day_of_month(month, number, published, *tenses)
        )
        yield start, end, value
        start = match.end("more") - len(str(number)) if match["more"] else end


def _counts_people(reading: Reading, match: re.Match[str]) -> bool:
    """ "In May 20 people were killed": the number belongs to the people."""
    number = tokens_at(reading, *match.span("d")).root
    return (
        number.dep_ == "nummod"
        and number.head.i > number.i
        and number.head.tag_ in ("NNS", "NNPS")
        and (number.i > 1 and number.nbor(-2).lower_ in ("in", "since"))
    )


def _months(reading: Reading, text: str, published: date | None) -> Iterator[Found]:
    for match in _IN_MONTH.finditer(text):
        number, before = _MONTHS[match["m"].lower().rstrip(".")], _before(text, match.start())
        span = before.start(), match.end()
        if match["y"]:
            yield *span, timex.month(int(match["y"]), number)
            continue
        tokens = tokens_at(reading, *match.span())
        if not _is_month(text, match, before, tokens):
            continue
        which = (before["which"] or "").lower()
        if match["which"] and published is not None:
            year = published.year + {"last": -1, "this": 0, "next": 1}[match["which"]]
            value = timex.month(year, number)
        elif which in ("last", "next"):
            value = timex.named_month(number, published, 1 if which == "next" else -1)
        elif which == "this" and published is not None:
            value = timex.month(published.year, number)
        else:
            value = timex.month_of_year(number, published, *_tenses(tokens))
        yield *span, value


def _is_month(text: str, match: re.Match[str], before: re.Match[str], tokens: Tokens) -> bool:
    """Whether a month without a day or a year is one, and no name, verb or abbreviation."""
    if match["m"].lower() not in _CALENDAR["months"] or _is_part_of_name(tokens):
        return False
    if before["which"] or before["early"] or match["which"]:
        return True
    found = _BEFORE_MONTH.search(text[max(0, match.start() - 9) : match.start()].lower())
    if found is None:
        return False
    if match["m"] in ("May", "March"):  # a verb, a protest, a surname
        return tokens.root.pos_ == "PROPN" and found.group()[:-1] not in (
            "and",
            "or",
            "to",
            "for",
            "after",
            "before",
        )
    return True


def _years(reading: Reading, text: str, published: date | None) -> Iterator[Found]:
    for match in _IN_YEAR.finditer(text):
        number, start = int(match["y"]), _before(text, match.start()).start("early")
        start = match.start() if start < 0 else start
        if match["s"]:
            if number % 10 == 0:
                yield start, match.end(), timex.decade(number)
            continue
        token = tokens_at(reading, *match.span("y"))[0]
        before = _BEFORE_YEAR.search(text[max(0, match.start() - 12) : match.start()].lower())
        is_count = token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS")
        if token.ent_type_ in _COUNTS and (before is None or is_count):
            continue
        if before is not None or token.ent_type_ in ("DATE", "EVENT"):
            yield start, match.end(), timex.year(number)


def _weekdays(reading: Reading, text: str, published: date | None) -> Iterator[Found]:
    for match in _ON_WEEKDAY.finditer(text):
        number, before = _WEEKDAYS[match["wd"].lower()], _before(text, match.start())
        tokens = tokens_at(reading, before.start(), match.end())
        if _is_part_of_name(tokens):
            continue
        if match["s"]:
            yield *match.span(), Timex("SET", f"XXXX-WXX-{number}")
            continue
        which = (before["which"] or "").lower()
        if _DAY_OF_LIST.match(text, match.end()):
            value = timex.weekday(number, None, None)  # "Sunday 4 and Monday 5 March"
        elif which in ("last", "past", "next"):
            value = timex.named_weekday(number, published, 1 if which == "next" else -1)
        else:
            value = timex.weekday(number, published, "future" if which == "coming" else tense(tokens))
        if match["part"] or before["clock"]:
            value = timex.at(value, _PARTS[match["part"]] if match["part"] else _hour(before["clock"]))
        yield before.start(), match.end(), value


def _before(text: str, start: int) -> re.Match[str]:
    found = _BEFORE.search(text, max(0, start - 40), start)
    assert found is not None  # it may be empty
    return found


def _clocks(reading: Reading, text: str, published: date | None) -> Iterator[Found]:
    for match in _AT_CLOCK.finditer(text):
        if match.group()[-1].isdigit() and not _BEFORE_CLOCK.search(
            text, max(0, match.start() - 10), match.start()
        ):
            continue  # how long a film is
        yield *match.span(), Timex("TIME", f"XXXX-XX-XXT{_hour(match.group())}")


def _hour(clock: str) -> str:
    """ "9 a.m. EST" as "09:00"."""
    words = clock.lower()
    for noon, value in _NOONS.items():
        if words.startswith(noon):
            return value
    digits = re.findall(r"\d+", words)
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), digits[1] if len(digits) > 1 else "00"
    half = re.search("[ap](?=\\.?m)", words)
    if half is not None:
        hour = hour % 12 + (12 if half.group() == "p" else 0)
    return f"{hour:02}:{minute}"


def _tenses(tokens: Tokens) -> tuple[Tense, Tense]:
    """The tense of the verb that a time hangs on, and of its clause."""
    return tense(tokens, direct=True), tense(tokens)


def _is_part_of_name(tokens: Tokens) -> bool:
    """Whether a longer name holds the tokens: "Sunday Beacon", "Theresa May"."""
    first, after = tokens[0], tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    if first.ent_type_ not in _NAMES:
        return False
    return first.ent_iob_ == "I" or (after is not None and after.ent_iob_ == "I")


extractor = Extractor(fills="times", find=find_times)
