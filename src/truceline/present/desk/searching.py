"""Search over everything that a record has words for: all words, the last as a beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from truceline.present.desk.pages import Asking, Found, Search
from truceline.present.desk.reading import asked_of
from truceline.present.desk.shelves import Shelves
from truceline.store.shelf import Asked

KINDS = ("story", "name", "event", "statement", "figure", "report")
SHOWN = 6
"""Results of each kind, where all kinds are asked for."""
ALL = 50
_WORDS = 12
"""Words that are looked for."""
_WORD = re.compile(r"[^\W_]+")
_FIELDS = {
    "story": "stories", "name": "names", "event": "events", "statement": "statements", "figure": "figures",
    "report": "reports",
}  # fmt: skip


def search(shelves: Shelves, words: str, asking: Asking) -> Search:
    """What there is for words; `asking.person` may be an id or words of a name."""
    wanted = [one[:60] for one in _WORD.findall(words)][:_WORDS]
    notes: list[str] = []
    asking = _named(shelves, asking, notes)
    kinds: Sequence[str] = [asking.kind] if asking.kind in KINDS else KINDS
    most = ALL if len(kinds) == 1 else SHOWN
    asked = asked_of(replace(asking, kind=None))
    filtered = asked != Asked()
    found = []
    for kind in kinds if wanted or filtered else ():
        if filtered and kind == "name":
            continue
        if wanted:
            lines, total = shelves.search(kind, wanted, asked, most)
        else:
            lines, total = shelves.chosen(kind, asked, most), shelves.shelf.count(kind, asked)
        if total:
            found.append(Found(kind, total, **{_FIELDS[kind]: lines}))
    return Search(words, asking, tuple(found), tuple(notes))


def _named(shelves: Shelves, asking: Asking, notes: list[str]) -> Asking:
    """The person, body or place that words mean: the most often named of those whose name has them."""
    given = asking.person
    if not given:
        return asking
    known = shelves.one("name", given)
    if known is None:
        among, total = shelves.search("name", _WORD.findall(given), Asked(), 20)
        if not among:
            notes.append(f"Nobody and nothing in the record has the name {given}.")
            return replace(asking, person=given, person_name=given)
        known = max(among, key=lambda one: one.mentions)
        if total > 1:
            notes.append(f"{given} is understood as {known.name}; {total - 1} more have that in their name.")
    return replace(asking, person=known.id, person_name=known.name)
