"""What an entry of the ledger says besides its number, in words."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.model.claims import Figure
from truceline.present.words import reading
from truceline.relate.measures import day_words

_TOLD = {
    "promised": "promised, not told as done",
    "possible": "told as possible",
    "denied": "told in the negative",
}


def figure_notes(figure: Figure) -> Iterator[str]:
    """How it is told, how read, and of when."""
    read = reading(figure)
    told = [f"as told: {figure.modifier}"] if figure.modifier else []
    told += [f"read as {read}"] if read else []
    told += [f"as of {figure.as_of}"] if figure.as_of else []
    told += [f"on {day_words(figure.on)}"] if figure.on and figure.on != figure.as_of else []
    if told:
        yield "; ".join(told)
    yield from state_notes(figure)
    if figure.relayed_by:
        yield f"relayed by {figure.relayed_by}"


def state_notes(figure: Figure) -> Iterator[str]:
    """Whether it is promised, a part, superseded, or doubtful."""
    if figure.told != "fact":
        yield _TOLD[figure.told]
    if figure.state == "waiting":
        yield "waiting"
    if figure.part:
        yield "a part of another figure" if figure.part == "part" else "on top of other figures"
    if figure.earlier:
        yield "told as superseded"
    for flag in figure.flags:
        yield f"doubtful: {flag}"
