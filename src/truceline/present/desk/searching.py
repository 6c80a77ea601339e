"""Search over everything that a record has words for, with the keys of `finding`: all words, the last as a
beginning while it is typed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from truceline.present.desk.finding import Query
from truceline.present.desk.lists import asked_of
from truceline.present.desk.pages import Asking, Found, Search
from truceline.present.desk.shapes import Named
from truceline.present.desk.shelves import Shelves
from truceline.resources import table
from truceline.store.shelf import Asked

KINDS = ("story", "name", "event", "statement", "figure", "report")
SHOWN = 6
"""Results of each kind, where all kinds are asked for."""
ALL = 50
_OUTLETS = 1_000
"""Outlets among which one is looked for by a part of its name."""
_FIELDS = {
    "story": "stories", "name": "names", "event": "events", "statement": "statements", "figure": "figures",
    "report": "reports",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """What of a kind is looked for: `one` of `KINDS`, and where it is not all of it, its own `part`."""

    one: str
    part: str | None = None


def search(shelves: Shelves, words: str, asking: Asking) -> Search:
    """What there is for what was typed; where a field asks for something (`asking`), it counts instead of a
    key among the words. `person` and `place` are ids or words of names."""
    query = Query.parse(words)
    notes: list[str] = []
    kinds = _kinds(asking.kind or query.kind, notes)
    asking = replace(
        asking,
        kind=(kinds[0].part or kinds[0].one) if len(kinds) == 1 else None,
        since=asking.since or query.since,
        until=asking.until or query.until,
        outlet=_outlet(shelves, asking.outlet or query.outlet, notes),
    )
    person = _named(shelves, asking.person or query.person, notes)
    place = _named(shelves, query.place, notes, "place")
    names = tuple(one for one in (person, place) if one is not None)
    if person is not None:
        asking = replace(asking, person=person.id, person_name=person.name)
    elif asking.person:
        asking = replace(asking, person_name=asking.person)
    wanted = query.phrases
    is_possible = not (asking.person and not person) and not (query.place and not place)
    is_possible = is_possible and not (query.person and not person)
    filters = [("entity", one.id) for one in names]
    filtered = bool(filters) or asked_of(replace(asking, kind=None)) != Asked()
    most = ALL if len(kinds) == 1 else SHOWN
    found = []
    for kind in kinds if is_possible and (wanted or filtered or len(kinds) == 1) else ():
        if filtered and kind.one == "name":
            continue
        part = [("kind", kind.part)] if kind.part else []
        asked = asked_of(replace(asking, kind=None, person=None), *filters, *part)
        if wanted:
            lines, total = shelves.search(kind.one, wanted, asked, most, is_open=query.is_open)
        else:
            lines, total = shelves.chosen(kind.one, asked, most), shelves.shelf.count(kind.one, asked)
        if total:
            found.append(Found(kind.one, total, **{_FIELDS[kind.one]: lines}))
    return Search(words, asking, place, tuple(found), tuple(notes))


def _kinds(given: str | None, notes: list[str]) -> list[Kind]:
    """What `kind:` means: one of `KINDS`, or a part of one ("meeting"), in the singular or plural."""
    if not given:
        return [Kind(one) for one in KINDS]
    known = table("search_kinds.toml")["kinds"]
    kind = known.get(given.casefold())
    if kind is None:
        parts = [one for one in known if one == known[one].get("as", one)]
        notes.append(f"There is no kind {given}; there are {', '.join(parts)}.")
        return [Kind(one) for one in KINDS]
    return [Kind(kind["of"], kind.get("part"))]


def _named(shelves: Shelves, given: str | None, notes: list[str], kind: str | None = None) -> Named | None:
    """The person, body or place that words mean: the most often named of those whose name has them."""
    if not given:
        return None
    known: Named | None = shelves.one("name", given)
    if known is not None:
        return known
    asked = Asked((("kind", kind),) if kind else ())
    among, total = shelves.search("name", Query.parse(f"{given} ").phrases, asked, 20)
    if not among:
        notes.append(f"{'No place' if kind else 'Nobody and nothing'} in the record has the name {given}.")
        return None
    found: Named = max(among, key=lambda one: one.mentions)
    if total > 1:
        notes.append(f"{given} is understood as {found.name}; {total - 1} more have that in their name.")
    return found


def _outlet(shelves: Shelves, given: str | None, notes: list[str]) -> str | None:
    """The outlet of this name, or the one most often read that has it in its name."""
    if not given or given in shelves.outlets("report"):
        return given
    known = [name for name, _ in shelves.shelf.values("outlet", "report", _OUTLETS)]
    wanted = given.casefold()
    found = [one for one in known if one.casefold() == wanted] or [
        one for one in known if wanted in one.casefold()
    ]
    if not found:
        notes.append(f"No outlet has the name {given}.")
        return given
    if len(found) > 1:
        notes.append(f"{given} is understood as {found[0]}; {len(found) - 1} more have that in their name.")
    return found[0]
