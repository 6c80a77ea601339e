"""Who vouches for a figure: the speaker of the innermost statement that it stands in."""

from __future__ import annotations

from dataclasses import replace

from truceline.extract.numbers import fold
from truceline.extract.quantities import find_quantities
from truceline.known import country_named, country_of_capital
from truceline.model.claims import SAID, Extraction, Figure, Statement
from truceline.resources import table

_VOUCHED = (SAID | {"believed"}) - {"denied", "doubted", "asked"}

_PEOPLE = frozenset(table("figure_scope.toml")["people"]["all"])

_RESPONSIBILITY = ("responsibility", "credit")
"""Who claims these for an attack says nothing of its toll."""


def with_asserters(found: Extraction, text: str = "") -> Extraction:
    """The same claims, each figure inside a statement with the statement's speaker, and the one it
    was told to as the one who relays it. Figures of the report's own prose have neither. `text` is the
    report's."""
    towns = {one.name for one in found.mentions if one.kind == "place" and not _may_speak(one.name)}
    contents = sorted(
        (
            (span.start, span.end, statement)
            for statement in found.statements
            if _vouches(statement) and statement.speaker not in towns
            for span in statement.content
            if not text.startswith(_RESPONSIBILITY, span.start)
        ),
        key=lambda content: content[:2],
    )
    figures: list[Figure] = []
    open_: list[tuple[int, Statement]] = []
    waiting = iter(contents)
    upcoming = next(waiting, None)
    for figure in sorted(found.figures, key=lambda figure: figure.span):
        while upcoming is not None and upcoming[0] <= figure.span.start:
            open_.append(upcoming[1:])
            upcoming = next(waiting, None)
        open_ = [(end, statement) for end, statement in open_ if end >= figure.span.end]
        if open_ and figure.asserted_by is None:
            statement = open_[-1][1]
            figure = replace(figure, asserted_by=statement.speaker, relayed_by=statement.told_to)
        figures.append(figure)
    return replace(found, figures=tuple(figures))


def _vouches(statement: Statement) -> bool:
    """Whether its speaker stands for what is in it, by saying or believing it."""
    if statement.negated or statement.conditional:
        return False
    if statement.speaker is not None and _is_counted(statement.speaker):
        return False
    return statement.act in _VOUCHED or statement.kind != "indirect"


def _may_speak(place: str) -> bool:
    """Whether a place stands for who governs there."""
    return country_named(place) is not None or country_of_capital(place) is not None


def _is_counted(speaker: str) -> bool:
    """Whether a speaker is one of those counted ("four people"), whom no figure is from."""
    words = speaker.casefold().split()
    return len(words) > 1 and words[-1] in _PEOPLE and bool(find_quantities(fold(speaker)))
