"""Names across reports: joined where all speaks for it, apart where anything is against it, else unsure."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from itertools import batched
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline.model.claims import Extraction, Mention, Span
from truceline.model.digest import Digest
from truceline.present.export import record as whole
from truceline.run import alike, deciding, relating
from truceline.run.deciding import Signature
from truceline.run.doubts import doubts
from truceline.run.naming import count_and_group, naming_of
from truceline.store import Record, queries

type Unparsed = Callable[..., Digest]
type Said = tuple[str, tuple[str, ...], str | None, str | None]
"""A name with titles, an office and of whom."""

DYNASTIES = (
    ("Tamim bin Hamad Al Thani", "Hamad bin Khalifa Al Thani", "Khalifa bin Hamad Al Thani",
     "Mohammed bin Abdulrahman Al Thani", "Mohammed bin Hamad Al Thani", "Hamad bin Jassim Al Thani",
     "Abdullah bin Hamad Al Thani", "Joaan bin Hamad Al Thani"),
    ("Masoud Barzani", "Masrour Barzani", "Nechirvan Barzani", "Mustafa Barzani", "Idris Barzani"),
    ("Bashar al-Assad", "Hafez al-Assad", "Maher al-Assad", "Rifaat al-Assad", "Asma al-Assad"),
    ("Mahmoud Abbas", "Mohammed Abbas"),
    ("Saad Hariri", "Rafik Hariri", "Bahaa Hariri"),
    ("Kim Jong-un", "Kim Jong-il", "Kim Yo-jong", "Kim Il-sung"),
    ("George W. Bush", "George H. W. Bush"),
    ("Salman bin Abdulaziz Al Saud", "Mohammed bin Salman Al Saud", "Khalid bin Salman Al Saud",
     "Faisal bin Farhan Al Saud", "Abdulaziz bin Salman Al Saud"),
)  # fmt: skip


def report(unparsed: Unparsed, number: int, names: Iterable[str | Said]) -> Digest:
    said: list[Said] = [(one, (), None, None) if isinstance(one, str) else one for one in names]
    text = f"Report {number}. " + " ".join(name for name, *_ in said)

    def claims(identity: str) -> Extraction:
        mentions, at = [], 0
        for name, titles, role, of in said:
            at = text.index(name, at)
            span = Span(identity, at, at + len(name))
            mentions.append(Mention(span, name, "person", name, titles, role, of))
            at = span.end
        return Extraction(identity, mentions=tuple(mentions))

    return unparsed(text, f"2031-03-{number % 28 + 1:02}", name=f"{number}", claims=claims)


@pytest.fixture
def take(record: Record, unparsed: Unparsed) -> Callable[..., None]:
    numbers = iter(range(1, 10_000))

    def take(*reports: Iterable[str | Said]) -> None:
        record.add([report(unparsed, next(numbers), names) for names in reports], "test")
        relating.relate_new(record, workers=1)

    return take


def groups(record: Record) -> set[frozenset[str]]:
    return {frozenset(name for name, _ in one.spellings) for one in queries.entities(record)}


def unsure(record: Record) -> set[frozenset[str]]:
    called = {one.id: one.name for one in queries.entities(record)}
    return {frozenset({called[one.one], called[one.other]}) for one in doubts(record)}


@pytest.mark.parametrize("family", DYNASTIES, ids=lambda family: family[0].split()[-1])
def test_no_two_people_of_a_family_are_one(
    record: Record, take: Callable[..., None], family: tuple[str, ...]
) -> None:
    take(*([name] for name in family))
    assert groups(record) == {frozenset({name}) for name in family}


def test_spellings_beyond_the_key_are_one(record: Record, take: Callable[..., None]) -> None:
    take(["Benjamin Netanyahu"], ["Binyamin Netanyahu"], ["Khaled Meshaal"], ["Khalid Mashal"])
    assert groups(record) == {
        frozenset({"Benjamin Netanyahu", "Binyamin Netanyahu"}),
        frozenset({"Khaled Meshaal", "Khalid Mashal"}),
    }


def test_a_name_that_fits_two_is_apart_and_in_doubt_with_both(
    record: Record, take: Callable[..., None]
) -> None:
    short, one, other = (
        "Mohammed Al Thani",
        "Mohammed bin Abdulrahman Al Thani",
        "Mohammed bin Hamad Al Thani",
    )
    take([short], [one])
    assert groups(record) == {frozenset({short, one})}
    take([other])
    assert groups(record) == {frozenset({short}), frozenset({one}), frozenset({other})}
    assert unsure(record) == {frozenset({short, one}), frozenset({short, other})}
    deciding.split(record, short, [other], Signature("desk"))
    assert frozenset({short, other}) not in unsure(record)
    assert not unsure(record)
    assert groups(record) == {frozenset({short, one}), frozenset({other})}


def test_offices_of_two_countries_keep_namesakes_apart(record: Record, take: Callable[..., None]) -> None:
    take([("Omar Jamal Saad", (), "minister", "Egypt")], [("Omar Saad", (), "minister", "Jordan")])
    assert len(groups(record)) == 2
    (doubt,) = doubts(record)
    assert doubt.reasons[-1] == "one has an office of Egypt and the other of Jordan" or doubt.reasons


def test_a_man_is_no_woman(record: Record, take: Callable[..., None]) -> None:
    take([("Khaled Meshaal", ("Mr",), None, None)], [("Khalid Mashal", ("Ms",), None, None)])
    assert len(groups(record)) == 2
    (doubt,) = doubts(record)
    assert "one is a man and the other a woman" in doubt.reasons


def test_one_office_makes_one_of_two_that_are_unsure(record: Record, take: Callable[..., None]) -> None:
    take(["Emeric Dorvan Halvany"], ["Dorvan Halvany"])
    assert len(groups(record)) == 2
    assert len(doubts(record)) == 1
    take(
        [("Emeric Dorvan Halvany", (), "president", "Turkey")],
        [("Dorvan Halvany", ("President",), "President", "Turkey")],
    )
    assert len(groups(record)) == 1


def test_a_doubt_says_why(record: Record, take: Callable[..., None]) -> None:
    take(["Ivan Petrov"], ["Ivan Petkov"])
    (doubt,) = doubts(record)
    assert 0 < doubt.score < 1
    assert any("Petkov" in reason for reason in doubt.reasons)


# In any order -----------------------------------------------------------------------------------

NAMES = (
    *DYNASTIES[0][:5],
    "Mohammed Al Thani",
    "Sheikh Mohamed Al-Thani",
    "Masoud Barzani",
    "Masud Barzani",
    "Masrour Barzani",
    "Recep Tayyip Erdogan",
    "Tayyip Erdogan",
    "Recep Erdoğan",
    "Thani",
    "محمد الثاني",
    "x" * 300,
)
roles = st.sampled_from(
    [(None, None), (None, None), ("president", "Turkey"), ("emir", "Qatar"), ("minister", None)]
)
said = st.builds(
    lambda name, titles, role: (name, titles, *role),
    st.sampled_from(NAMES),
    st.sampled_from([(), (), ("Sheikh",), ("Mr",), ("Ms",)]),
    roles,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    worlds=st.lists(st.lists(said, min_size=1, max_size=5, unique_by=lambda one: one[0]), max_size=8),
    chance=st.randoms(use_true_random=False),
    size=st.integers(1, 4),
    many=st.sampled_from([2, 4, 50]),
)
def test_any_order_gives_the_same_people_and_the_same_doubts(
    worlds: list[list[Said]],
    chance: random.Random,
    size: int,
    many: int,
    unparsed: Unparsed,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    digests = [report(unparsed, number, names) for number, names in enumerate(worlds)]

    def built(name: str, batches: Iterable[Iterable[Digest]]) -> dict[str, Any]:
        with Record.open(folder / name, create=True) as record:
            for batch in batches:
                record.add(list(batch), "test")
                relating.relate_new(record, workers=1)
            return whole(record)

    folder = tmp_path_factory.mktemp("order")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alike, "MANY", many)  # keys that get too many names while reports come
        patch.setattr(alike, "FEW", many // 2)
        expected = built("one", [digests])
        assert built("other", batched(chance.sample(digests, len(digests)), size)) == expected


# Many -------------------------------------------------------------------------------------------


def test_five_thousand_people_of_one_family_are_not_compared_with_each_other(
    record: Record, unparsed: Unparsed
) -> None:
    chance = random.Random(3)
    sounds = [one + other for one in "bdfghklmnrstz" for other in "aiu"]
    people = {f"{''.join(chance.choices(sounds, k=4)).title()} Thani" for _ in range(5000)}
    digests = [report(unparsed, number, names) for number, names in enumerate(batched(sorted(people), 100))]
    record.add(digests, "test")
    began = time.process_time()
    with record.transaction():
        count_and_group(record, [one.report.id for one in digests], naming_of(record))
    assert time.process_time() - began < 30


@pytest.mark.parametrize(
    "name", ["", " ", "\u202e\u200f", "x" * 10_000, "محمد " * 2000, "a b " * 3000, "习 近 平"]
)
def test_an_odd_name_is_somebody(record: Record, unparsed: Unparsed, name: str) -> None:
    one = unparsed("Report.", "2031-03-04")
    mention = Mention(Span(one.report.id, 0, 1), "R", "person", name)
    other = unparsed(
        "Report.", "2031-03-04", claims=lambda identity: Extraction(identity, mentions=(mention,))
    )
    began = time.process_time()
    record.add([other], "test")
    relating.relate_new(record, workers=1)
    assert [one.name for one in queries.entities(record)] == [name]
    assert time.process_time() - began < 5
