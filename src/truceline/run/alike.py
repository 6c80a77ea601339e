"""Forms of names that may be one person: found by blocking keys, compared, judged by what reports say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any

import msgspec

from truceline.resolve import (
    Bonds,
    Face,
    Judgement,
    Namer,
    compare,
    compared_by,
    is_person,
    judge,
    keys_of,
    pair,
    words_of,
)
from truceline.store import Record, likeness
from truceline.store import names as store_names

FEW, MANY = 6, 20
"""Forms under a key: up to the first number, it is enough that two share it; up to the second, they must
share another key too; beyond, a key says too little."""

type _Data = tuple[float, tuple[str, ...], tuple[str, ...]]
"""The score and reasons of the names alone, and the reasons with all that is said."""
_data = msgspec.json.Decoder(tuple[float, tuple[str, ...], tuple[str, ...]]).decode


def rejudge(record: Record, forms: Set[str], said: Set[str], namer: Namer) -> set[str]:
    """Compare forms that are new or are compared by another name, and judge those anew of which something new
    is `said`; gives all forms with a pair of which this changed something."""
    names = _changed(record, forms)
    touched = _compare(record, names) if names else set()
    return touched | _judge(record, touched | said, namer)


def reasons_of(data: str) -> tuple[str, ...]:
    """Why a pair is judged as it is."""
    return _data(data)[2]


def _changed(record: Record, forms: Iterable[str]) -> dict[str, str | None]:
    """The forms that are to be compared by another name than before, and those that no name has any more."""
    people = [form for form in forms if is_person(form) and len(words_of(form)) > 1]
    before = likeness.forms(record, people)
    names = {
        form: compared_by(row.name for row in rows)
        for form, rows in store_names.spellings(record, people).items()
    }
    return {form: names.get(form) for form in people if names.get(form) != before.get(form)}


def _compare(record: Record, names: dict[str, str | None]) -> set[str]:
    """Compare these forms with all that share a key that few have. What such a key joined before it got too
    many is no pair any more; where a key now has few enough, all that have it are compared anew."""
    likeness.save_forms(record, names)
    before = likeness.keys_of(record, names)
    now = {form: keys_of(name) if name is not None else frozenset[str]() for form, name in names.items()}
    every = {key for own in (*before.values(), *now.values()) for key in own}
    sizes = likeness.key_sizes(record, every, MANY + 1)
    likeness.save_keys(record, now)
    after = likeness.key_sizes(record, every, MANY + 1)
    overfull = {key for key in every if _rank(sizes.get(key, 0)) < _rank(after.get(key, 0))}
    thinned = {key for key in every if _rank(sizes.get(key, 0)) > _rank(after.get(key, 0))}
    again = {form for own in likeness.sharing(record, thinned).values() for form in own} | names.keys()
    touched = {form for row in likeness.pairs_of(record, again) for form in (row.form, row.other)}
    rows = _rows(record, again)
    likeness.replace_pairs(record, again, rows)
    touched |= _forget(record, overfull, again)
    return touched | again | {form for row in rows for form in (row["form"], row["other"])}


def _rank(size: int) -> int:
    return (size > FEW) + (size > MANY)


def _meet(shared: Set[str], sizes: Mapping[str, int]) -> bool:
    """Whether two forms that share these keys are compared."""
    least = min((sizes.get(key, MANY + 1) for key in shared), default=MANY + 1)
    return least <= FEW or (least <= MANY and len(shared) > 1)


def _rows(record: Record, forms: Set[str]) -> list[dict[str, Any]]:
    """The pairs of these forms with all that are like them, as rows."""
    keys = likeness.keys_of(record, forms)
    sizes = likeness.key_sizes(record, {key for own in keys.values() for key in own}, MANY + 1)
    near = likeness.sharing(record, [key for key, size in sizes.items() if size <= MANY])
    pairs = {
        pair(form, other)
        for form in forms
        for key in keys.get(form, ())
        for other in near.get(key, ())
        if form != other
    }
    keys |= likeness.keys_of(record, {form for ends in pairs for form in ends} - keys.keys())
    pairs = {ends for ends in pairs if _meet(keys[ends[0]] & keys[ends[1]], sizes)}
    called = likeness.forms(record, {form for ends in pairs for form in ends})
    rows: list[dict[str, Any]] = []
    for one, other in sorted(pairs):
        found = compare(called[one], called[other])
        if found.verdict != "different":
            data = msgspec.json.encode((found.score, found.reasons, found.reasons)).decode()
            rows.append(
                {"form": one, "other": other, "named": found.verdict, "verdict": found.verdict,
                 "score": found.score, "data": data}
            )  # fmt: skip
    return rows


def _forget(record: Record, overfull: Set[str], again: Set[str]) -> set[str]:
    """Take out the pairs that only a key joined that now says too little; gives their forms."""
    if not overfull:
        return set()
    there = {form for own in likeness.sharing(record, overfull).values() for form in own} - again
    rows = [row for row in likeness.pairs_of(record, there) if not {row.form, row.other} & again]
    keys = likeness.keys_of(record, {form for row in rows for form in (row.form, row.other)})
    sizes = likeness.key_sizes(record, {key for own in keys.values() for key in own}, MANY + 1)
    gone = [(row.form, row.other) for row in rows if not _meet(keys[row.form] & keys[row.other], sizes)]
    likeness.delete_pairs(record, gone)
    return {form for ends in gone for form in ends}


def _judge(record: Record, forms: Set[str], namer: Namer) -> set[str]:
    """Judge all pairs with one of these forms; gives the ends of those that are now judged otherwise."""
    rows = likeness.pairs_of(record, forms)
    faces = _faces(record, {form for row in rows for form in (row.form, row.other)}, namer)
    changed = []
    touched: set[str] = set()
    for row in rows:
        score, reasons, before = _data(row.data)
        found = judge(Judgement(row.named, score, reasons), faces[row.form], faces[row.other])
        if (found.verdict, found.score, found.reasons) != (row.verdict, row.score, before):
            data = msgspec.json.encode((score, reasons, found.reasons)).decode()
            changed.append((found.verdict, found.score, data, row.form, row.other))
            touched |= {row.form, row.other}
    likeness.judge_pairs(record, changed)
    return touched


def _faces(record: Record, forms: Iterable[str], namer: Namer) -> dict[str, Face]:
    names = store_names.spellings(record, forms)
    traits = store_names.traits(record, [(row.name, row.kind) for rows in names.values() for row in rows])
    found = {}
    for form, rows in names.items():
        mains = (namer.main(row.name, row.kind) for row in rows)
        own = (trait for row in rows for trait in traits.get((row.name, row.kind), ()))
        found[form] = Face.of(own, next((main[0] for main in mains if main), None))
    return found


def hanging_together(record: Record, forms: Set[str], bonds: Bonds) -> tuple[set[str], list[Any]]:
    """These forms with all that are the same as one of them, as one of those, and so on, were one with them
    before, or are bound to them by a decision; and all pairs of them."""
    bound: defaultdict[str, set[str]] = defaultdict(set)
    for ends in (*bonds.joined, *bonds.apart):
        for form in ends:
            bound[form].update(ends)
    part: set[str] = set()
    found: dict[tuple[str, str], Any] = {}
    level = set(forms)
    while level:
        part |= level
        rows = likeness.pairs_of(record, level)
        found |= {(row.form, row.other): row for row in rows}
        there = {row.entity for own in store_names.spellings(record, level).values() for row in own}
        level = (
            {form for row in rows if row.verdict == "same" for form in (row.form, row.other)}
            | store_names.forms_of_entities(record, there - {None})
            | {end for form in level for end in bound[form]}
        ) - part
    return part, [row for row in found.values() if row.form in part and row.other in part]


def differing(record: Record, pairs: Iterable[Any], namer: Namer) -> Callable[[str, str], bool]:
    """Says whether two forms are known not to be one: those that were never compared are compared now."""
    verdicts = {(row.form, row.other): row.verdict for row in pairs}
    names: dict[str, str] = {}

    def name_of(form: str) -> str | None:
        if form not in names:
            names.update(likeness.forms(record, [form]))
        return names.get(form)

    def differ(one: str, other: str) -> bool:
        verdict = verdicts.get(pair(one, other))
        if verdict is None:
            here, there = name_of(one), name_of(other)
            if here is None or there is None:
                return True
            found = compare(here, there)
            if found.verdict == "different":
                return True
            faces = _faces(record, [one, other], namer)
            verdict = judge(found, faces[one], faces[other]).verdict
        return bool(verdict == "different")

    return differ
