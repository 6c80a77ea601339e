"""Which mentions of some documents are one, from plain descriptions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from truceline.model.described import Described, Shape, Sort
from truceline.resolve.coreference import across, main_sets


class Texts:
    """Mentions one after another, each in a sentence of its own unless said otherwise."""

    def __init__(self) -> None:
        self.mentions: list[Described] = []

    def add(
        self, text: str, shape: Shape = "name", sort: Sort = "person", document: str = "a", **more: object
    ) -> int:
        place = len(self.mentions)
        words = tuple(text.lower().split())
        one = Described(document, place, 10 * place, 10 * place + 5, text, shape, sort, words[-1], words)
        one = replace(one, name=text if shape == "name" else None)
        self.mentions.append(replace(one, **more))  # type: ignore[arg-type]
        return place

    def one(self, *places: int, states: bool = True, stories: dict[str, str] | None = None) -> bool:
        documents = {mention.document for mention in self.mentions}
        found = across(self.mentions, stories or dict.fromkeys(documents, "s"), states=states)
        return len({found.top(place) for place in places}) == 1


def test_equal_names_are_one_across_documents_and_stories() -> None:
    texts = Texts()
    a, b = texts.add("Ibrahim Kalin"), texts.add("Ibrahim Kalin", document="b")
    assert texts.one(a, b, stories={"a": "1", "b": "2"})


def test_a_family_name_is_the_full_name() -> None:
    texts = Texts()
    assert texts.one(texts.add("Ibrahim Kalin"), texts.add("Kalin", document="b"))


def test_initials_are_the_name_they_stand_for() -> None:
    texts = Texts()
    long = texts.add("Democratic National Committee", sort="body")
    assert texts.one(long, texts.add("D.N.C.", sort="body"))


def test_two_people_with_a_role_each() -> None:
    texts = Texts()
    kalin, fidan = texts.add("Ibrahim Kalin", roles=("chief",)), texts.add("Hakan Fidan", roles=("minister",))
    chief = texts.add("the chief", "nominal", roles=("chief",), definite=True)
    assert texts.one(kalin, chief)
    assert not texts.one(kalin, fidan)


def test_a_role_that_two_have_is_nobodys() -> None:
    texts = Texts()
    one, other = texts.add("Ibrahim Kalin", roles=("envoy",)), texts.add("Hakan Fidan", roles=("envoy",))
    envoy = texts.add("the envoy", "nominal", roles=("envoy",))
    assert not texts.one(one, envoy)
    assert not texts.one(other, envoy)


def test_a_role_of_another_country_is_another() -> None:
    texts = Texts()
    macron = texts.add("Emmanuel Macron", roles=("president",), of="France")
    other = texts.add("the Iranian president", "nominal", roles=("president",), of="Iran")
    assert not texts.one(macron, other)


def test_what_the_sentence_says_is_one() -> None:
    texts = Texts()
    name = texts.add("Hakan Fidan")
    assert texts.one(name, texts.add("the envoy", "nominal", states=(name,)))


def test_two_full_names_never_become_one() -> None:
    texts = Texts()
    name = texts.add("Hakan Fidan")
    assert not texts.one(name, texts.add("Ibrahim Kalin", states=(name,)))


def test_one_head_is_one_thing_in_one_story_only() -> None:
    texts = Texts()
    a, b = texts.add("the ship", "nominal", "other"), texts.add("a ship", "nominal", "other", "b")
    assert texts.one(a, b)
    assert not texts.one(a, b, stories={"a": "1", "b": "2"})


def test_other_numbers_are_other_things() -> None:
    texts = Texts()
    a = texts.add("20 talks", "nominal", "other")
    assert not texts.one(a, texts.add("9 talks", "nominal", "other"))


def test_officials_stand_for_their_country_only_where_asked() -> None:
    texts = Texts()
    country = texts.add("Turkey", sort="place", country="Turkey", of="Turkey")
    officials = texts.add("Turkish officials", "nominal", several=True, of="Turkey")
    assert texts.one(country, officials)
    assert not texts.one(country, officials, states=False)


def test_documents_are_about_what_is_named_or_known() -> None:
    texts = Texts()
    for _ in range(3):
        texts.add("Hakan Fidan")
        texts.add("the ship", "nominal", "other", definite=True)
        texts.add("talks", "nominal", "other")
    texts.add("Ibrahim Kalin")
    found = across(texts.mentions, {"a": "s"})
    assert main_sets(texts.mentions, found, 1) == {0, 1}
    assert main_sets(texts.mentions, found, 2) == set()


def test_entities_of_the_record_need_fewer_mentions() -> None:
    texts = Texts()
    for _ in range(3):
        texts.add("Hakan Fidan", entity="e1")
        texts.add("Ibrahim Kalin")
    assert main_sets(texts.mentions, across(texts.mentions, {"a": "s"}), 3) == {0}


def test_who_is_who_in_the_record_stays() -> None:
    texts = Texts()
    older, younger = texts.add("Rami Odeh", entity="e1"), texts.add("Odeh", entity="e2")
    assert not texts.one(older, younger)
    assert texts.one(younger, texts.add("the envoy", "nominal", entity="e2", why="the sentence says so"))


def test_what_the_record_knows_takes_no_words_by_their_head() -> None:
    texts = Texts()
    force = texts.add("Turkish forces", "nominal", "body", entity="e1")
    assert not texts.one(force, texts.add("Turkish forces", "nominal", "body"))


def test_a_chief_of_others_is_another() -> None:
    texts = Texts()
    chief = texts.add("Hakan Fidan", roles=("chief",))
    assert not texts.one(chief, texts.add("their military chief", "nominal", roles=("chief",), definite=True))


def test_officials_of_two_reports_are_not_one() -> None:
    texts = Texts()
    here = texts.add("the official", "nominal", definite=True)
    assert texts.one(here, texts.add("the official", "nominal", definite=True))
    assert not texts.one(here, texts.add("the official", "nominal", document="b", definite=True))


def test_people_are_not_what_things_are_in_apposition() -> None:
    texts = Texts()
    name = texts.add("Hakan Fidan")
    assert not texts.one(name, texts.add("the deal", "nominal", "other", states=(name,)))


def test_each_join_says_why() -> None:
    texts = Texts()
    texts.add("Ibrahim Kalin"), texts.add("Kalin")
    (join,) = across(texts.mentions, {"a": "s"}).joins
    assert join.reason == "'kalin' is short for 'ibrahim kalin'"
    assert 0 < join.confidence < 1


def test_nothing_is_nothing() -> None:
    assert across([], {}).tops() == []


@pytest.mark.parametrize("name", ["x" * 10_000, "\u200f", "习近平", "…", "a " * 3000])
def test_odd_names(name: str) -> None:
    texts = Texts()
    texts.add("Hakan Fidan")
    place = len(texts.mentions)
    texts.mentions.append(replace(texts.mentions[0], name=name, text=name, head=name, words=(name,)))
    assert not texts.one(0, place)


def test_many_mentions_take_little_time() -> None:
    texts = Texts()
    for i in range(3000):
        texts.add(f"Person{i} Family", roles=("envoy",))
        texts.add("the envoy", "nominal", roles=("envoy",))
        texts.add("he", "pronoun", gender="male")
    across(texts.mentions, {"a": "s"})
