"""Which spellings are one name, and which are two."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from truceline.folding import plain_words
from truceline.model.claims import Kind
from truceline.resolve import Namer, name_key, person_words

ONE_PERSON = [
    ("Mohammed Darwish", "Muhammad Darwish"),
    ("Mohammed Darwish", "Mohamed Darwish"),
    ("Mohammed Darwish", "MOHAMMAD DARWISH"),
    ("Ibrahim Kalın", "Ibrahim Kalin"),
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("Hassan Rashad", "Hasan Rashad"),
    ("Ismail Haniyeh", "Ismail Haniya"),
    ("Khalil al-Hayya", "Khalil Al Hayya"),
    ("Khalil al-Hayya", "Khalil Hayya"),
    ("Abdel Fattah el-Sisi", "Abdel-Fattah al-Sissi"),
    ("Yahya Sinwar", "Yehia Sinwar"),
    ("Sheikh Tamim bin Hamad", "Sheikh Tamim Hamad"),
    ("John F. Stone", "John Stone"),
    ("Владимир Орлов", "Vladimir Orlov"),
    ("\u200fمحمد درويش\u200e", "محمد درويش"),
    ("\u202bHassan\u202c Rashad", "Hassan Rashad"),
    ("Hass\u200ban Ra\u00adshad", "Hassan Rashad"),
    ("Jose\u0301 Marin", "José Marin"),
]

TWO_PEOPLE = [
    ("Mohammed Darwish", "Mahmoud Darwish"),
    ("Mohammed Darwish", "Ahmed Darwish"),
    ("Joan Smith", "Juan Smith"),
    ("Jan Berg", "Jon Berg"),
    ("Masoud Barzani", "Masrour Barzani"),
    ("Hassan Khan", "Hussein Khan"),
    ("Jamal Karam", "Jamil Karam"),
    ("Adel Karam", "Adel Karim"),
    ("Maria Silva", "Mario Silva"),
    ("Ahmed Saad", "Hamed Saad"),
    ("Ibrahim Kalin", "Ibrahim Karin"),
    ("Omar Saad", "Saad Omar"),
    ("习近平", "李克强"),
]

ONE_LETTER_APART = [
    ("Diane Stone", "Diana Stone"),
    ("Christine Berg", "Christina Berg"),
    ("Daniele Rossi", "Daniela Rossi"),
    ("Clare Stone", "Clara Stone"),
]


@pytest.mark.parametrize(("one", "other"), ONE_PERSON)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one, "person") == name_key(other, "person")


@pytest.mark.parametrize(
    ("one", "other"),
    [*TWO_PEOPLE, *ONE_LETTER_APART],
)
def test_two_names_have_two_keys(one: str, other: str) -> None:
    assert name_key(one, "person") != name_key(other, "person")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Hassan Rashad", "Hasan Mahmud Rashad"),
        ("Mohammed Al Thani", "Mohammed bin Abdulrahman Al Thani"),
        ("Recep Erdogan", "Recep Tayyip Erdoğan"),
    ],
)
def test_a_shorter_name_is_compared_with_the_full_one_but_is_not_equal(short: str, full: str) -> None:
    assert name_key(short, "person").block == name_key(full, "person").block
    assert name_key(short, "person") != name_key(full, "person")
    assert set(person_words(short)) < set(person_words(full))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Türkiye", "Turkey"),
        ("Republic of Türkiye", "Turkey"),
        ("U.S.", "United States"),
        ("the US", "the United States"),
        ("the U.S.A.", "America"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Gaza", "the Gaza Strip"),
        ("the United Nations", "U.N."),
        ("Al-Qaeda", "Al Qaeda"),
        ("Oru River Front", "ORU RIVER FRONT"),
    ],
)
@pytest.mark.parametrize("kind", ["place", "body", "other"])
def test_names_of_places_and_bodies_join_by_their_aliases(one: str, other: str, kind: Kind) -> None:
    assert name_key(one, kind) == name_key(other, kind)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Congo-Brazzaville", "Congo-Kinshasa"),
        ("North Korea", "South Korea"),
        ("Niger", "Nigeria"),
        ("Iran", "Iraq"),
        ("Oru River Front", "Oru River Party"),
        ("Northern Estmere", "Estmere"),
        ("加沙", "多哈"),
        ("***", "###"),
    ],
)
def test_other_places_and_bodies_stay_apart(one: str, other: str) -> None:
    assert name_key(one, "body") != name_key(other, "body")


def test_a_person_is_never_compared_with_a_place() -> None:
    assert name_key("Jordan", "person").block != name_key("Jordan", "place").block


def test_a_curly_apostrophe_and_a_leading_article_do_not_count() -> None:
    assert plain_words("The People’s Front") == plain_words("people's front")


def test_a_namer_takes_an_alias_for_its_main_name() -> None:
    front: tuple[str, Kind] = ("Oru River Front", "body")
    namer = Namer({plain_words(name): front for name in ("Oru River Front", "ORF", "The Front")})
    assert namer.key("O.R.F.", "place") == name_key("Oru River Front", "body")
    assert namer.key("Oru River Party", "body") == name_key("Oru River Party", "body")
    assert namer.main("the Front", "body") == front
    assert namer.main("Oru River Party", "body") is None


def test_a_namer_knows_a_person_by_a_name_in_another_order() -> None:
    namer = Namer({plain_words("Marok Sela"): ("Sela Marok", "person")})
    assert namer.key("Marok Sela", "person") == name_key("Sela Marok", "person")


@pytest.mark.parametrize(
    "name", ["", " ", "…", "***", "\u200f", "🕊", "'", "-", ".", "of", "al-", "习", "A.", "\x00"]
)
@pytest.mark.parametrize("kind", ["person", "body", "place", "other"])
def test_an_odd_name_has_a_key(name: str, kind: Kind) -> None:
    key = name_key(name, kind)
    assert key.block.startswith(("person ", "name "))
    assert all(key.words)


@given(st.text(max_size=40), st.sampled_from(["person", "body"]))
def test_any_name_has_one_key_whatever_stands_around_it(name: str, kind: Kind) -> None:
    assert name_key(f"  {name}\n", kind).words == name_key(name, kind).words


@given(st.text(max_size=40))
@example("AA")
@example("us")
def test_case_does_not_count(name: str) -> None:
    key = name_key(name.upper(), "body")
    assert key.words == name_key(name.upper().lower(), "body").words


@pytest.mark.parametrize(
    "piece", ["a", "Ab ", "e-", "'", "khqck", "Mohammed ", "ooouuu", "h", "'s", "习", "wbwcwd"]
)
def test_a_very_long_name_takes_no_longer_than_its_length(piece: str) -> None:
    def seconds(length: int) -> float:
        name = (piece * length)[:length]
        start = time.process_time()
        name_key.__wrapped__(name, "person")
        name_key.__wrapped__(name, "body")
        return time.process_time() - start

    seconds(1_000)  # vocabularies are read at first use
    assert seconds(100_000) < 1
