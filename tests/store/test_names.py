"""The names of all reports together, and what they stand for in each."""

from __future__ import annotations

from collections.abc import Callable

from truceline.model.claims import Extraction, Mention, Span
from truceline.model.digest import Digest
from truceline.model.record import Entity
from truceline.resolve import Namer
from truceline.store import Record, names, stories


def naming(digest: Callable[..., Digest], *called: tuple[str, int]) -> Digest:
    """A report that names people, each so many times."""
    one = digest(" and ".join(f"{name} {times} times" for name, times in called))
    mentions = [
        Mention(Span(one.report.id, at, at + 1), "x", "person", name)
        for name, times in called
        for at in range(times)
    ]
    return digest(one.report.text, Extraction(one.report.id, mentions=tuple(mentions)))


def test_names_of_all_reports_are_counted_together(record: Record, digest: Callable[..., Digest]) -> None:
    digests = [
        naming(digest, ("Sela Marok", 2)),
        naming(digest, ("Séla Marok", 1)),
        naming(digest, ("Sela Marok", 3)),
    ]
    record.add(digests, "1")
    ids = [one.report.id for one in digests]
    counted = names.count_names(record, ids, Namer())
    (form,) = counted.new
    assert not counted.said | counted.again
    assert names.count_names(record, ids[:1], Namer()) == names.Counted(set(), set(), {"Sela Marok"})
    found = names.spellings(record, [form])[form]
    assert {(row.name, row.mentions) for row in found} == {("Sela Marok", 7), ("Séla Marok", 1)}
    assert names.reports_naming(record, [("Sela Marok", "person")]) == {ids[0], ids[2]}
    assert names.reports_naming(record, [("Sela Marok", "place")]) == set()


def test_the_names_of_twins_stand_for_what_they_do_in_the_first(
    record: Record, digest: Callable[..., Digest]
) -> None:
    first = naming(digest, ("Sela Marok", 2), ("Marok", 1))
    twin = naming(digest, ("Sela Marok", 1), ("Marok", 2), ("Toral", 1))
    record.add([first, twin], "1")
    one, other = first.report.id, twin.report.id
    assert names.nameless(record) == {one, other}
    names.count_names(record, [one, other], Namer())
    everywhere = {("Sela Marok", "person"): "e1", ("Marok", "person"): "e2", ("Toral", "person"): "e3"}
    names.save_entities(record, [], [(Entity("e1", "person", "Sela Marok", ()), None)], everywhere)
    names.save_meanings(record, {(one, "Sela Marok"): "e1", (one, "Marok"): "e1"})
    names.copy_meanings(record, {other: one})
    stories.mark_related(record, [one])
    assert names.nameless(record) == {other}
    meanings = {(row.report, row.name): row.meaning for row in names.names_of(record, [one, other])}
    assert meanings == {
        (one, "Sela Marok"): "e1",
        (one, "Marok"): "e1",
        (other, "Sela Marok"): "e1",
        (other, "Marok"): "e1",
        (other, "Toral"): "e3",
    }
