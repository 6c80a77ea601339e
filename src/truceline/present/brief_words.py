"""The sentences of the morning brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from truceline.model.board import Account, Violation
from truceline.present.moments import MomentLine
from truceline.present.terminal_board import alleged_words
from truceline.present.views import Views
from truceline.present.words import day as written_day
from truceline.resources import table

_MOST = 6
"""Names of a sentence."""


def joined(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"; of many the first, and how many more."""
    shown = [*names[:_MOST], *([f"{len(names) - _MOST} more"] if len(names) > _MOST else [])]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def event_words(line: MomentLine) -> str:
    """An event as a sentence without its full stop. A meeting of one, and what the brief has no words for, is
    named and no more."""
    event = line.event
    places = [name for name in event.places if name not in {one.name for one in event.participants}]
    where = f" in {' or '.join(places)}" if places else ""
    when = f" {line.on}" if line.when.days.latest or line.when.days.earliest else ""
    who = joined([one.name for one in event.participants if one not in event.mediators])
    by = f", mediated by {joined([one.name for one in event.mediators])}" if event.mediators else ""
    kind = "plans" if event.modality == "planned" else "events"
    form = table("brief.toml")[kind].get(event.what)
    if form is None or (event.what in ("meet", "call") and len(event.participants) < 2):
        named = event.who if not event.is_talk else who
        form = f"Planned: {line.what.lower()}" if kind == "plans" else line.what
        return f"{form}: {named}{where}{when}{by if event.is_talk else ''}"
    return str(form.format(who=who, where=where, when=when)) + by


def accounts_of(accounts: Iterable[Account]) -> Iterator[str]:
    """What asserters say of a term, those together who say the same."""
    groups: dict[str, list[str]] = {}
    for one in accounts:
        groups.setdefault(one.reasons[0] if one.reasons else one.status, []).append(one.named)
    for reason, names in groups.items():
        form = table("brief.toml")["accounts"].get(reason)
        who = joined(list(dict.fromkeys(names)))
        yield form.format(who=who) if form is not None else f"{who}: {reason}"


def alleged_point(views: Views, line: Violation) -> str:
    """ "On 3 May 2031, in Oru: according to the Front, Marok broke it (term fire)." """
    when = f"told on {written_day(line.day[:10])}" if line.day else "in a report without a date"
    where = f", in {line.place}" if line.place else ""
    words = alleged_words(views, line)
    return f"{words[:1].upper()}{words[1:]} (term {line.term}{where}; {when})."
