"""Statements of one story that are one utterance, and the same words given to two."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.claims import Span, Statement
from truceline.model.record import Dispute, Utterance
from truceline.relate.origins import Carriers
from truceline.relate.pledges import pledge_of
from truceline.relate.sameness import compare, sentence_of, verbatim, words_of
from truceline.relate.sayers import Said, Source
from truceline.relate.topics import topics
from truceline.relate.utterances import merge

VOSSE = Source("vosse", name="Elira Vosse")
ORRELAN = Source("orrelan", name="Tomas Orrelan")
OFFICIAL = Source(None, "official", frozenset({"veldenia"}))
LIST = "We have seen half a list of prisoners, and half a list of prisoners is no list"


def one(stem: str) -> float:
    return 1.0


def said(
    number: int,
    words: str,
    source: Source = VOSSE,
    report: str | None = None,
    kind: str = "direct",
    **more: object,
) -> Said:
    return Said(
        claim=f"{number:016x}",
        report=report or f"report{number}",
        order=(number, 0),
        words=words_of(words, words),
        kind=kind,  # type: ignore[arg-type]
        source=source,
        origin=f"origin{number}",
        asserter=source.entity or f"someone{number}",
        relay=f"relay{number}",
        **more,  # type: ignore[arg-type]
    )


def merged(*statements: Said) -> tuple[tuple[Utterance, ...], tuple[Dispute, ...]]:
    reports = {each.report for each in statements}
    return merge("story", statements, Carriers({}, dict.fromkeys(reports)))


def groups(*statements: Said) -> list[set[int]]:
    found, _ = merged(*statements)
    return sorted(({int(claim, 16) for claim in each.evidence} for each in found), key=min)


@pytest.mark.parametrize(
    ("words", "other", "kind"),
    [
        (LIST, LIST + ".", "same"),
        (LIST, "half a list of prisoners is no list", "cut"),
        (LIST, LIST.replace("half a list of", "half the list of", 1), "edited"),
        (
            "Efforts by Turkey and Halmenia will be crucial to maintaining the ceasefire in the Oru valley",
            "the combined efforts of Halmenia and Türkiye would be vital in sustaining the Oru valley truce",
            "reworded",
        ),
        (
            "The crossing at Harl opens for lorries on Monday",
            "The crossing at Harl opens for lorries, not on Monday",
            "unsure",
        ),
        (
            "Shells killed 9 traders in the grain market of Kessary",
            "The mayor ordered the market closed",
            None,
        ),
    ],
)
def test_how_two_statements_are_alike(words: str, other: str, kind: str | None) -> None:
    found = compare(words_of(words), words_of(other), one)
    assert (found.kind if found else None) == kind
    back = compare(words_of(other), words_of(words), one)
    assert (back.kind if back else None) == kind


@pytest.mark.parametrize(
    ("words", "other", "kind"),
    [
        (
            "The joint efforts of Norway and Kessary are crucial for a lasting ceasefire in the Oru valley",
            "In the Oru valley an enduring truce needs Norway and Kessary, whose joint effort is vital",
            "translated",
        ),
        (
            "We in Norway and Kessary expect of the Oru rebels that they implement all obligations in full",
            "It is for the Oru rebels, as Norway and Kessary see it, to carry out each commitment",
            "translated",
        ),
        (
            "The joint efforts of Norway and Kessary are crucial for a lasting ceasefire in the Oru valley",
            "Norway has no army in Harl, and its bakers want bread from Kessary before the winter",
            None,
        ),
    ],
)
def test_two_quotations_in_other_words_may_be_two_translations(
    words: str, other: str, kind: str | None
) -> None:
    found = compare(words_of(words, exact=True), words_of(other, exact=True), one)
    assert (found.kind if found else None) == kind
    if kind == "translated":
        assert found is not None and "two translations" in found.reasons[-1]
        plain = compare(words_of(words), words_of(other), one)
        assert plain is not None and plain.kind == "reworded"


def test_other_numbers_in_other_words_are_unsure_and_in_the_same_words_news() -> None:
    first = "Shelling of the grain market killed 9 traders of Kessary before noon"
    changed = compare(words_of(first), words_of(first.replace("9", "40")), one)
    assert changed is not None
    assert changed.kind == "edited"
    assert changed.reasons[-1] == "the numbers differ: 9 here, 40 there"
    retold = "Before noon 40 Kessary traders were dead in the market for grain after shelling"
    found = compare(words_of(first), words_of(retold), one)
    assert found is not None
    assert found.kind == "unsure"


def test_statements_by_one_speaker_are_one_and_the_most_exact_is_its_head() -> None:
    indirect = said(1, "half a list of prisoners is no list", kind="indirect")
    exact = said(2, LIST)
    (found,), disputes = merged(indirect, exact)
    assert (found.head, found.speaker, disputes) == (exact.claim, "vosse", ())
    assert [(echo.claim, echo.kind) for echo in found.echoes] == [(indirect.claim, "cut")]
    assert (found.origins, found.asserters, found.relays, len(found.reports)) == (2, 1, 2, 2)


def test_what_one_report_tells_as_two_statements_is_not_joined_by_other_words() -> None:
    first = said(1, "The valley needs lorries of flour before the winter road closes", report="a")
    again = said(2, "Before the road closes in winter, lorries of flour must reach the valley", report="a")
    assert groups(first, again) == [{1}, {2}]


def test_the_same_words_of_two_speakers_are_a_dispute() -> None:
    found, (dispute,) = merged(said(1, LIST), said(2, LIST, ORRELAN))
    assert len(found) == 2
    assert (dispute.kind, dispute.reasons) == ("contradiction", ("the same words, given to two speakers",))
    assert len(dispute.evidence) == 2


def test_names_that_are_alike_may_be_one() -> None:
    _, (dispute,) = merged(said(1, LIST), said(2, LIST, Source("x", name="Elira Wosse")))
    assert dispute.kind == "unsure"


def test_the_office_of_a_speaker_may_speak_for_him() -> None:
    office = Source(None, "office", frozenset({"vosse"}), is_body=True)
    _, (dispute,) = merged(said(1, LIST), said(2, LIST, office))
    assert (dispute.kind, dispute.reasons) == (
        "unsure",
        ("the same words; one of the two may speak for the other",),
    )


def test_a_source_without_a_name_is_never_merged_with_a_named_one() -> None:
    found, (dispute,) = merged(said(1, LIST), said(2, LIST, OFFICIAL))
    assert [each.speaker for each in found] == ["vosse", None] or [each.speaker for each in found] == [
        None,
        "vosse",
    ]
    assert dispute.kind == "unsure"


def test_sources_without_a_name_are_one_utterance_by_their_words_alone() -> None:
    assert groups(said(1, LIST, OFFICIAL), said(2, LIST, OFFICIAL)) == [{1, 2}]
    other = Source(None, "official", frozenset({"halmenia"}))
    assert groups(said(1, LIST, OFFICIAL), said(2, LIST, other)) == [{1}, {2}]


def test_where_a_report_does_not_say_who_speaks_its_words_join_the_others() -> None:
    (found,), disputes = merged(said(1, LIST), said(2, LIST, Source()))
    assert (found.speaker, disputes) == ("vosse", ())
    assert groups(said(1, "The road is open"), said(2, "The road is open", Source())) == [{1}, {2}]


def test_sentences_that_lineage_found_to_be_one_passage_help() -> None:
    first = said(1, "no concrete decisions had been made", OFFICIAL)
    words = "no definitive decisions had yet been taken on the political future of the Oru Front"
    apart = said(2, words, OFFICIAL)
    beside = said(2, words, OFFICIAL, passages=(("report1", 0, 100),))
    assert groups(first, apart) == [{1}, {2}]
    assert groups(first, beside) == [{1, 2}]


_WORDS = st.sampled_from(
    [
        "lorries",
        "flour",
        "valley",
        "bridge",
        "prisoners",
        "list",
        "observers",
        "winter",
        "not",
        "9",
        "40",
        "the",
    ]
)


@given(
    st.lists(
        st.tuples(
            st.lists(_WORDS, min_size=1, max_size=14), st.sampled_from([VOSSE, ORRELAN, OFFICIAL, Source()]),
            st.sampled_from(["a", "b", "c"]),
        ),
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_order_of_statements_does_not_matter(
    drawn: Sequence[tuple[list[str], Source, str]], chance: random.Random
) -> None:
    statements = [
        said(number, " ".join(words), source, report)
        for number, (words, source, report) in enumerate(drawn, 1)
    ]
    shuffled = list(statements)
    chance.shuffle(shuffled)
    assert merged(*statements) == merged(*shuffled)
    found, _ = merged(*statements)
    assert sorted(claim for each in found for claim in each.evidence) == [each.claim for each in statements]


def test_ten_thousand_identical_quotations_cost_little() -> None:
    statements = [said(number, LIST, report=f"r{number % 50}") for number in range(10_000)]
    began = time.perf_counter()
    assert groups(*statements) == [set(range(10_000))]
    assert time.perf_counter() - began < 10


def test_one_speaker_with_many_statements_costs_linear_time() -> None:
    chance = random.Random(7)
    took = []
    for number in (1_000, 10_000):
        statements = [
            said(i, " ".join(f"w{chance.randrange(4_000)}" for _ in range(12))) for i in range(number)
        ]
        began = time.perf_counter()
        merged(*statements)
        took.append(time.perf_counter() - began)
    assert took[1] < 40 * max(took[0], 0.05)


def test_a_name_and_a_word_of_ten_thousand_characters() -> None:
    long = said(1, "x" * 10_000 + " holds", Source("e", name="y" * 10_000))
    assert groups(long, said(2, LIST)) == [{1}, {2}]


def test_the_sentence_around_a_statement() -> None:
    text = "Rain fell. “We stay,” she said. Nobody left."
    assert sentence_of(text, text.index("We"), text.index("We") + 7) == "“We stay,” she said."
    assert sentence_of("a", 0, 1) == "a"


def test_words_are_verbatim_only_where_there_are_enough_of_them() -> None:
    assert verbatim(words_of(LIST), words_of(LIST))
    assert not verbatim(words_of("The road is open"), words_of("The road is open"))


@pytest.mark.parametrize(
    ("cue", "words", "pledge"),
    [
        ("promised", "to send lorries of flour", "promise"),
        ("vowed", "to retaliate for the shelling", "threat"),
        ("threatened", "to close the bridge", "threat"),
        ("assured", "the road will be open", "promise"),
        ("assured", "the road was open", None),
        ("warned", "the Front would attack", None),
        ("said", "we promise to leave", None),
    ],
)
def test_promises_and_threats(cue: str, words: str, pledge: str | None) -> None:
    statement = Statement((Span("r", 0, 1),), "indirect")
    assert pledge_of(statement, cue, words) == pledge


def test_topics_are_words_that_statements_share() -> None:
    stems = [frozenset({"lorry", "flour"}), frozenset({"lorry", "bridge"}), frozenset({"list"}), frozenset()]
    found, rest = topics(stems, {"lorry": 2, "flour": 1, "bridge": 1, "list": 1}, 4)
    assert [(topic.stem, topic.members) for topic in found] == [("lorry", (0, 1))]
    assert rest == (2, 3)
    assert topics([], {}, 0) == ((), ())
