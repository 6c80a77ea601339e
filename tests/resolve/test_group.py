"""Names of one block become people, bodies and places, in whatever order they come."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.folding import plain_words
from truceline.model.claims import Kind
from truceline.model.record import Entity
from truceline.resolve import (
    Bonds,
    NameCount,
    Namer,
    cluster,
    compare,
    compared_by,
    entity_of,
    is_person,
    pair,
)

NOTHING = Bonds()


def grouped(*names: str | NameCount, namer: Namer | None = None, bonds: Bonds = NOTHING) -> list[Entity]:
    """The entities of some names, which are of people where not said otherwise."""
    namer = namer or Namer()
    counts: defaultdict[str, list[NameCount]] = defaultdict(list)
    for name in names:
        one = NameCount(name, "person", 1) if isinstance(name, str) else name
        counts[namer.form(one.name, one.kind)].append(one)
    people = {
        form: compared_by(one.name for one in found) for form, found in counts.items() if is_person(form)
    }
    verdicts = {
        pair(one, other): compare(people[one], people[other]) for one, other in combinations(people, 2)
    }
    same = {ends: found.score for ends, found in verdicts.items() if found.verdict == "same"}

    def differ(one: str, other: str) -> bool:
        return verdicts[pair(one, other)].verdict == "different"

    groups = cluster(counts, same, differ, bonds)
    return [entity_of({form: counts[form] for form in found}, namer)[0] for found in groups]


def together(*names: str) -> set[frozenset[str]]:
    return {frozenset(name for name, _ in entity.spellings) for entity in grouped(*names)}


def test_spellings_of_one_name_are_one_person() -> None:
    assert len(together("Mohammed Darwish", "Muhammad Darwish", "Mohamed Darwish", "Mahmoud Darwish")) == 2


def test_a_middle_name_joins() -> None:
    assert together("Hassan Rashad", "Hasan Mahmud Rashad") == {
        frozenset({"Hassan Rashad", "Hasan Mahmud Rashad"})
    }


ABDULRAHMAN, HAMAD = "Mohammed bin Abdulrahman Al Thani", "Mohammed bin Hamad Al Thani"


def test_a_shorter_name_joins_the_one_full_name_that_holds_it() -> None:
    assert together("Mohammed Al Thani", ABDULRAHMAN) == {frozenset({"Mohammed Al Thani", ABDULRAHMAN})}


def test_a_shorter_name_joins_neither_of_two() -> None:
    assert len(together("Mohammed Al Thani", ABDULRAHMAN, HAMAD)) == 3


def test_two_full_names_stay_two() -> None:
    assert len(together(ABDULRAHMAN, HAMAD)) == 2


def test_a_name_joins_the_fullest_of_a_chain() -> None:
    assert len(together("Omar Saad", "Omar Jamal Saad", "Omar Jamal Karim Saad")) == 1


def test_a_name_that_forks_further_up_joins_where_it_is_clear() -> None:
    found = together("Omar Saad", "Omar Jamal Saad", "Omar Jamal Karim Saad", "Omar Hadi Saad")
    assert frozenset({"Omar Saad"}) in found
    assert frozenset({"Omar Jamal Saad", "Omar Jamal Karim Saad"}) in found


def test_the_most_frequent_of_the_fullest_spellings_is_shown() -> None:
    (entity,) = grouped(
        NameCount("Hassan Tarun", "person", 90),
        NameCount("Hasan Mahmud Tarun", "person", 2),
        NameCount("Hassan Mahmoud Tarun", "person", 5),
    )
    assert entity.name == "Hassan Mahmoud Tarun"
    assert entity.spellings == (
        ("Hassan Tarun", 90),
        ("Hassan Mahmoud Tarun", 5),
        ("Hasan Mahmud Tarun", 2),
    )
    assert not entity.short


def test_a_family_name_alone_may_stand_for_several_people() -> None:
    assert [entity.short for entity in grouped("Kalin", "Ibrahim Kalin")] == [False, True]


def test_a_body_of_one_word_is_not_short() -> None:
    (entity,) = grouped(NameCount("Hamas", "body", 3))
    assert not entity.short


def test_a_name_is_of_the_kind_that_most_reports_take_it_for() -> None:
    (entity,) = grouped(NameCount("Oru Front", "place", 1), NameCount("Oru Front", "body", 4))
    assert entity.kind == "body"
    assert entity.spellings == (("Oru Front", 5),)


def test_an_alias_is_shown_under_its_main_name_and_kind() -> None:
    front: tuple[str, Kind] = ("Oru River Front", "body")
    namer = Namer({plain_words(name): front for name in ("Oru River Front", "ORF")})
    counts = NameCount("ORF", "place", 9), NameCount("the Oru River Front", "body", 1)
    (entity,) = grouped(*counts, namer=namer)
    assert (entity.name, entity.kind) == front


def test_an_entity_keeps_its_id_when_more_spellings_of_it_are_found() -> None:
    (one,), (other,) = grouped("Ibrahim Kalin"), grouped("Ibrahim Kalin", "İbrahim Kalın")
    assert one.id == other.id


WORDS = ["Omar", "Omer", "Jamal", "Hadi", "Karim", "bin", "K.", "Saad"]
full_names = st.lists(st.sampled_from(WORDS), max_size=3).map(
    lambda middle: " ".join(["Omar", *middle, "Saad"])
)
counts = st.lists(
    st.builds(NameCount, full_names, st.just("person"), st.integers(1, 3)),
    max_size=8,
    unique_by=lambda one: one.name,
)


@given(counts, st.randoms(use_true_random=False))
def test_the_order_of_the_names_does_not_matter(names: list[NameCount], chance: random.Random) -> None:
    shuffled = chance.sample(names, len(names))
    assert grouped(*shuffled) == grouped(*names)


@given(counts)
def test_every_name_is_in_one_entity_with_all_its_mentions(names: list[NameCount]) -> None:
    entities = grouped(*names)
    spelled = [spelling for entity in entities for spelling in entity.spellings]
    assert sorted(spelled) == sorted((one.name, one.mentions) for one in names)
    assert len({entity.id for entity in entities}) == len(entities)


@given(counts)
def test_a_person_has_no_two_names_that_differ(names: list[NameCount]) -> None:
    for entity in grouped(*names):
        by_form = {Namer().form(name, "person"): name for name, _ in sorted(entity.spellings)}
        assert all(
            compare(one, other).verdict != "different" for one, other in combinations(by_form.values(), 2)
        )


@pytest.mark.parametrize("name", ["", "…", "***", "\u200f", "习"])
def test_an_odd_name_is_an_entity(name: str) -> None:
    (entity,) = grouped(NameCount(name, "body", 1))
    assert entity.name == name


def test_names_without_letters_are_not_one_body() -> None:
    assert len(grouped(NameCount("***", "body", 1), NameCount("###", "body", 1))) == 2
