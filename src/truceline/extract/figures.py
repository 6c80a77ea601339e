"""Figures: numbers of something, with their bounds, unit, what is counted, and how often.

A number of which the text does not tell what it counts or measures is no figure; neither are labels, ages,
years, scores, and numbers in names.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from truceline.extract import circumstances, phrases
from truceline.extract.counted import Counted, counted_by
from truceline.extract.figure_scope import with_scope
from truceline.extract.numbers import fold
from truceline.extract.quantities import PREPOSITIONS, Quantity, bounded, find_quantities
from truceline.extract.reading import Reading
from truceline.extract.tense import tokens_at
from truceline.extract.tolls import Toll, toll_of
from truceline.model.claims import Figure
from truceline.plugins import Extractor
from truceline.resources import table

_REJECT = table("quantities.toml")["reject"]
_LABELS = frozenset(_REJECT["labels"])
_NOUNS = frozenset(_REJECT["nouns"])
_KNOWN = frozenset(_REJECT["known"])
_HALVES = frozenset(_REJECT["halves"])
_COMPOUNDS: dict[str, str] = _REJECT["compounds"]
_PERSONS = frozenset(table("quantities.toml")["counted"]["persons"])
_NAMES = frozenset(
    ("PERSON", "ORG", "WORK_OF_ART", "EVENT", "FAC", "PRODUCT", "LAW", "GPE", "LOC", "ORDINAL")
)
_PERIODS = {"P1D": "day", "P1W": "week", "P1M": "month", "P1Y": "year", "PT1H": "hour"}
_AGE = re.compile(r"(?<=[a-z.’']), \Z|\(\Z")
_AFTER_AGE = re.compile(r"[,.;:)]|$")
_HYPHEN = re.compile(r"[-‑–](?P<word>[a-z]+)")
_BEFORE_TOTAL = re.compile(r"\d of \Z")
_TIME_UNIT = re.compile(
    r"[ -](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))\b"
)
_PLACED = frozenset(("in", "into", "inside", "across", "throughout", "within"))
_NEED_A_NOUN = frozenset((None, "share", "km", "mi", "m", "ft"))
"""Units that alone tell nothing: a distance is figure of nothing."""
_SMALL = 12


def find_figures(reading: Reading) -> tuple[Figure, ...]:
    """The figures of a report, in the order of the text."""
    folded = fold(reading.clean.text)
    quantities = (_without_particle(reading, quantity) for quantity in find_quantities(folded))
    found = (_figure(reading, folded, quantity) for quantity in quantities)
    return tuple(figure for figure in found if figure is not None)


def _figure(reading: Reading, folded: str, quantity: Quantity) -> Figure | None:
    quantity = _without_preposition(reading, quantity)
    number = tokens_at(reading, quantity.inner, quantity.outer)
    toll = toll_of(folded, quantity.start) if quantity.unit is None else None
    if toll is not None and not _is_moment(reading, folded, quantity, number):
        return _toll(reading, quantity, number, toll)
    if _is_label(reading, folded, quantity, number):
        return None
    compound = _HYPHEN.match(folded, quantity.outer)
    if compound is not None and quantity.end <= quantity.outer:
        counted = _of_compound(number, compound)
    else:
        measured = quantity.unit is not None and quantity.unit != "share"
        tokens = tokens_at(reading, quantity.inner, max(quantity.end, quantity.outer)) if measured else number
        counted = counted_by(tokens, measured)
    if counted.text is None and quantity.unit in _NEED_A_NOUN:
        return None
    if counted.noun is not None and not _counts(reading, quantity, number, counted, counted.noun):
        return None
    end = max(quantity.end, compound.end()) if compound is not None and counted.text else quantity.end
    figure = _counting(reading, quantity, end, counted.text, _place(reading, counted), number)
    figure = replace(figure, period=_period(reading, number, counted))
    found = with_scope(reading, figure, counted, number)
    return None if _is_somebody(found, counted) else found


def _is_somebody(figure: Figure, counted: Counted) -> bool:
    """Whether "one man who said ..." only speaks of somebody without a name."""
    if figure.value != 1 or figure.text.casefold() != "one" or figure.thing != "people" or figure.state:
        return False
    noun = counted.noun
    return noun is not None and any(clause.dep_ == "relcl" for clause in noun.rights)


def _counting(
    reading: Reading, quantity: Quantity, end: int, counted: str | None, place: str | None, number: Tokens
) -> Figure:
    span = reading.chars(quantity.start, end)
    return Figure(
        span=span,
        text=reading.text(span),
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        approximate=quantity.approximate,
        unit=quantity.unit,
        counted=counted,
        place=place,
        as_of=_as_of(reading, number.root),
        modifier=quantity.modifier,
    )


def _toll(reading: Reading, quantity: Quantity, number: Tokens, toll: Toll) -> Figure:
    if toll.bound is not None and quantity.low == quantity.high:
        quantity = replace(bounded(quantity, toll.bound), modifier=toll.word)
    figure = _counting(reading, quantity, quantity.end, "people killed", _place_of(reading, toll), number)
    return with_scope(
        reading, replace(figure, cumulative=True), Counted("people killed", outcome="killed"), number
    )


def _place_of(reading: Reading, toll: Toll) -> str | None:
    """The place whose toll it is: "Gaza's death toll", "the death toll in Gaza"."""
    around = tokens_at(reading, toll.start, toll.end)
    before = around[0].nbor(-1) if around.start else None
    if before is not None and before.tag_ == "POS" and before.i:
        before = before.nbor(-1)
    behind = around[-1].nbor(1) if around.end < len(around.doc) else None
    there = (
        behind.nbor(1)
        if behind is not None and behind.lower_ in _PLACED and behind.i + 1 < len(behind.doc)
        else None
    )
    mentions = [reading.mention_at(token) for token in (there, before) if token is not None]
    return next((one.name for one in mentions if one is not None and one.kind == "place"), None)


def _is_moment(reading: Reading, folded: str, quantity: Quantity, number: Tokens) -> bool:
    """Whether a number tells when, not how many; a bare "2000" behind "the toll tops" is no year."""
    if _TIME_UNIT.match(folded, quantity.outer):
        return True
    times = [reading.time_at(token) for token in number]
    return any(time is not None and not time.text.isdigit() for time in times)


def _without_preposition(reading: Reading, quantity: Quantity) -> Quantity:
    """ "Found over three floors" is no bound: the parse takes the word for a preposition."""
    if quantity.start == quantity.inner or quantity.low == quantity.high:
        return quantity
    first = tokens_at(reading, quantity.start, quantity.start + 1)[0]
    if first.dep_ != "prep" or first.lower_ not in PREPOSITIONS:
        return quantity
    exact = quantity.value
    return replace(quantity, start=quantity.inner, low=exact, high=exact, approximate=False, modifier=None)


def _without_particle(reading: Reading, quantity: Quantity) -> Quantity:
    """ "Hand over 120 prisoners" is no "over 120": the word belongs to the verb."""
    if quantity.start == quantity.inner:
        return quantity
    before = tokens_at(reading, quantity.start, quantity.inner)
    if len(before) == 1 and before[0].dep_ == "prt":
        exact = quantity.value
        return replace(
            quantity, start=quantity.inner, low=exact, high=exact, approximate=False, modifier=None
        )
    return quantity


def _is_label(reading: Reading, folded: str, quantity: Quantity, number: Tokens) -> bool:
    """Whether a number is none that counts: a time, an age, a year, a name, the number of something."""
    if any(reading.time_at(token) is not None for token in number) or _TIME_UNIT.match(
        folded, quantity.outer
    ):
        return True
    if _BEFORE_TOTAL.search(folded, max(0, quantity.inner - 5), quantity.inner):
        return True  # "photo 3 of 12"
    if folded.startswith((" [", "["), quantity.outer):
        return True  # the editor goes on in brackets: "$12 [billion]"
    root = number.root
    is_part = root.ent_type_ == "ORDINAL" and len(number) > 1  # "a third of a million"
    if root.ent_type_ in _NAMES and not quantity.approximate and not is_part:
        return True
    before = number[0].nbor(-1) if number.start else None
    if before is not None and (before.lower_ in _LABELS or before.lower_ in ("#", "^", "/")):
        return True
    if (
        before is not None
        and root.head == before
        and before.pos_ in ("NOUN", "PROPN")
        and quantity.unit is None
    ):
        return True
    if quantity.unit == "share":
        return before is not None and before.lower_ in _HALVES
    return quantity.unit is None and (
        _is_age(folded, quantity) or _is_name(reading, quantity, number) or _is_year(folded, quantity, root)
    )


def _is_age(folded: str, quantity: Quantity) -> bool:
    """ "Dana Orl, 35, was": a small number between marks behind a name."""
    if quantity.value > 120 or quantity.start != quantity.inner:
        return False
    return bool(
        _AGE.search(folded, max(0, quantity.inner - 3), quantity.inner)
        and _AFTER_AGE.match(folded, quantity.outer)
    )


def _is_year(folded: str, quantity: Quantity, root: Token) -> bool:
    """Four digits without a comma are a year unless they stand before a plural that they count."""
    if not 1500 <= quantity.value < 2100 or not folded[quantity.inner : quantity.outer].isdigit():
        return False
    counts = root.dep_ == "nummod" and root.head.i > root.i and root.head.tag_ in ("NNS", "NNPS")
    is_round = quantity.value % 50 == 0
    return quantity.start == quantity.inner and not (counts and is_round and root.ent_type_ != "DATE")


def _is_name(reading: Reading, quantity: Quantity, number: Tokens) -> bool:
    """A number word with a capital inside a sentence is part of a name ("the Group of Nine")."""
    first = reading.clean.text[quantity.inner]
    if quantity.inner and reading.clean.text[quantity.inner - 1] in '"“‘«':
        return False
    return (
        quantity.spelled
        and first.isupper()
        and quantity.start == quantity.inner
        and not number[0].is_sent_start
    )


def _of_compound(number: Tokens, compound: re.Match[str]) -> Counted:
    """ "A 14-member delegation" counts members; other compounds ("two-state solution") are names of kinds."""
    plural = _COMPOUNDS.get(compound["word"])
    head = number.root.head.head if plural else None
    if plural is None or head is None or head.pos_ not in ("NOUN", "PROPN") or head.i < number.end:
        return Counted(None)
    return Counted(f"{head.text} {plural}", head)


def _counts(reading: Reading, quantity: Quantity, number: Tokens, counted: Counted, noun: Token) -> bool:
    """Whether it is worth telling that there are so many of a noun."""
    if not noun.is_alpha and not noun.text[0].isalpha():
        return False
    if (
        noun.lemma_.lower() in _NOUNS
        or reading.time_at(noun) is not None
        or noun.i in range(number.start, number.end)
    ):
        return False
    if quantity.unit is not None:
        return True
    if quantity.value == 0 and noun.tag_ not in ("NNS", "NNPS"):
        return False
    if quantity.spelled and quantity.value == 1 and quantity.high == 1:
        of = number.end < len(number.doc) and number.doc[number.end].lower_ == "of"
        told = counted.outcome is not None and noun.dep_ != "conj"
        return not of and (told or noun.lemma_.lower() in _PERSONS)
    if not (quantity.spelled and quantity.value <= _SMALL and quantity.low == quantity.high):
        return True
    known = {child.lower_ for child in noun.lefts if child.i < number.start}
    return not known & _KNOWN


def _as_of(reading: Reading, number: Token) -> str | None:
    """The day for which a count is given: "had put the toll at 14 on Saturday", "rose to 19 on Sunday".
    The day on which people were killed is another thing."""
    if number.dep_ != "pobj" or number.head.lower_ not in ("at", "to"):
        return None
    verb = phrases.clause_verb(number)
    time = circumstances.time(reading, verb, [verb]) if verb is not None else None
    return time.earliest if time is not None and time.earliest == time.latest else None


def _place(reading: Reading, counted: Counted) -> str | None:
    """The place in "killed in PLACE" or "trucks in PLACE"; None where two are named."""
    for token in (counted.noun, counted.verb):
        if token is None:
            continue
        names = [
            mention.name
            for preposition in token.rights
            if preposition.lower_ in _PLACED and preposition.dep_ == "prep"
            for child in preposition.children
            if child.dep_ == "pobj"
            and (mention := reading.mention_at(child)) is not None
            and mention.kind == "place"
        ]
        if names:
            return names[0] if len(set(names)) == 1 else None
    return None


def _period(reading: Reading, number: Tokens, counted: Counted) -> str | None:
    """ "Day" for "600 trucks a day", "daily", "were to enter each day"."""
    noun = counted.noun if counted.noun is not None else number.root
    around = [*noun.children, *number.root.children]
    verb = counted.verb if counted.verb is not None else noun.head
    while verb.pos_ in ("VERB", "AUX"):
        around += verb.rights
        if (verb := next((child for child in verb.rights if child.dep_ == "xcomp"), noun)) == noun:
            break
    after = noun.doc[noun.i + 1 : noun.i + 3]
    for token in [*around, *after]:
        time = reading.time_at(token)
        if time is not None and time.type == "SET" and time.value in _PERIODS:
            return _PERIODS[time.value]
    return None


extractor = Extractor(fills="figures", find=find_figures, after=("mentions", "times"))
