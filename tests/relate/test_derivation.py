"""What one report has from another: copied, told again, or only the same quotations and the same matter."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.extract.quotations import quotations
from truceline.relate.derivation import (
    FAR_PASSAGE,
    FAR_WORDS,
    FLASH_WORDS,
    LEAST_WORDS,
    NEAR_DAYS,
    SEQUENCE,
    Derivation,
    derive,
)
from truceline.relate.wording import Wording, wording


def words_of(text: str) -> Wording:
    return wording(text, 0, [(one.start, one.end) for one in quotations(text)])


def found(later: str, earlier: str, days: int | None = 1, one_outlet: bool = False) -> Derivation:
    return derive(words_of(later), words_of(earlier), days, one_outlet)


def prose(seed: int, words: int) -> str:
    """Sentences of ten invented words; the texts of two seeds share none."""
    chance = random.Random(seed)
    drawn = [f"w{seed}x{chance.randrange(10_000)}" for _ in range(words)]
    return " ".join(" ".join(drawn[at : at + 10]) + "." for at in range(0, words, 10))


def cut(text: str, first: int, last: int) -> str:
    return " ".join(text.split()[first:last])


WIRE = prose(1, 300)

TOLD = (
    "Shells struck the grain market of Kessary shortly before noon on Saturday.",
    "Fourteen traders died between the stalls, the health ministry said.",
    "The wounded were taken to the general hospital in army ambulances.",
    "Mayor Ilse Kaverin ordered the market closed until the harvest festival.",
    "Colonel Petar Aldous blamed gunners of the river Front on the hills.",
    "The Front offered an inspection of its positions by Halmenian observers.",
)
TOLD_AGAIN = (
    "On Saturday, not long before the noon bell, shells hit Kessary and its grain market.",
    "Ministry of health: fourteen traders who died amid broken stalls.",
    "Ambulances of the army brought wounded buyers into the hospital named general.",
    "It stays closed till the festival of harvest, so ordered Kaverin, mayor there.",
    "Blamed by the colonel, Aldous, were Front gunners from hills by the river.",
    "Observers, Halmenian ones, may inspect Front positions, it was offered.",
)


# Copied -----------------------------------------------------------------------------------------


def test_a_report_that_has_all_of_its_words_from_another_is_wholly_derived() -> None:
    what = found(WIRE, WIRE)
    assert (what.derived, what.share, what.words) == ("wholly", 1.0, 300)
    assert [passage.kind for passage in what.passages] == ["verbatim"]


def test_a_brief_is_wholly_derived_however_long_its_origin_is() -> None:
    what = found(cut(WIRE, 100, 150), WIRE)
    assert (what.derived, what.share) == ("wholly", 1.0)


def test_a_report_with_a_part_of_another_is_partly_derived() -> None:
    what = found(f"{cut(WIRE, 0, 60)} {prose(2, 140)}", WIRE)
    assert (what.derived, what.share, what.words) == ("partly", 0.3, 60)


@pytest.mark.parametrize(("words", "derived"), [(LEAST_WORDS - 1, "not"), (LEAST_WORDS, "partly")])
def test_a_few_words_are_a_phrase(words: int, derived: str) -> None:
    assert found(f"{cut(WIRE, 0, words)} {prose(2, 200)}", WIRE).derived == derived


def test_a_small_part_of_a_long_report_is_nothing() -> None:
    assert found(f"{cut(WIRE, 0, 40)} {prose(2, 1000)}", WIRE).derived == "not"


def test_an_edited_passage_counts_for_the_words_that_were_left() -> None:
    words = WIRE.split()
    edited = [f"other{place}" if place % 5 == 4 else word for place, word in enumerate(words[:299])]
    what = found(" ".join(edited), WIRE)
    assert [passage.kind for passage in what.passages] == ["edited"]
    assert what.derived == "wholly"
    assert 0.78 <= what.share <= 0.82


def test_a_report_that_only_shares_its_matter_is_not_derived() -> None:
    assert found(WIRE, prose(2, 300)) == Derivation("not", 0.0, 0, ())


# Short and empty ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "derived"), [(FLASH_WORDS - 1, "not"), (FLASH_WORDS, "wholly"), (FLASH_WORDS + 4, "wholly")]
)
def test_a_report_of_one_sentence(words: int, derived: str) -> None:
    assert found(cut(WIRE, 0, words), WIRE).derived == derived


@pytest.mark.parametrize(("later", "earlier"), [("", ""), ("", WIRE), (WIRE, ""), ("“”", "…")])
def test_an_empty_report_is_not_derived(later: str, earlier: str) -> None:
    assert found(later, earlier) == Derivation("not", 0.0, 0, ())


# Quotations --------------------------------------------------------------------------------------

SPEECH = cut(WIRE, 0, 120)


def test_the_same_quotation_is_one_speech_and_no_copying() -> None:
    what = found(f"{prose(2, 60)} “{SPEECH}”", f"{prose(3, 60)} “{SPEECH}”")
    assert (what.derived, what.share, what.words) == ("not", 0.0, 0)
    assert [passage.kind for passage in what.passages] == ["quotation"]


def test_one_that_quotes_what_another_tells_in_its_own_words_does_not_copy() -> None:
    assert found(f"{prose(2, 60)} “{SPEECH}”", f"{prose(3, 60)} {SPEECH}").derived == "not"


def test_words_around_a_common_quotation_count_by_themselves() -> None:
    told = cut(WIRE, 120, 160)
    what = found(f"{prose(2, 60)} {told} “{SPEECH}”", f"{prose(3, 60)} {told} “{SPEECH}”")
    assert (what.derived, what.share, what.words) == ("partly", 0.4, 40)


def test_reports_of_nothing_but_one_quotation_among_many_are_not_derived() -> None:
    what = found(f"“{cut(WIRE, 0, 40)}” “{prose(2, 80)}”", f"“{cut(WIRE, 0, 40)}”")
    assert (what.derived, what.share) == ("not", 0.0)


@pytest.mark.parametrize("days", [None, 0, 40])
def test_the_very_same_report_is_derived_though_all_of_it_is_quoted(days: int | None) -> None:
    statement = f"“{SPEECH}” the ministry said."
    for text in (statement, f"“{SPEECH}”"):
        what = found(text, text, days)
        assert (what.derived, what.share) == ("wholly", 1.0)


# Far apart ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "derived"), [(0, "partly"), (NEAR_DAYS, "partly"), (NEAR_DAYS + 1, "not")])
def test_a_standing_line_is_a_copy_only_of_a_report_of_these_days(days: int, derived: str) -> None:
    line = cut(WIRE, 0, 32)
    assert found(f"{prose(2, 170)} {line}", f"{prose(3, 170)} {line}", days).derived == derived


def test_standing_lines_all_over_a_report_are_not_one_passage() -> None:
    lines = [cut(WIRE, at, at + FAR_PASSAGE - 4) for at in (0, 60, 120, 180)]
    one, other = (
        " ".join(f"{prose(seed + at, 40)} {line}" for at, line in enumerate(lines)) for seed in (10, 20)
    )
    assert found(one, other, NEAR_DAYS + 1).derived == "not"
    assert found(one, other, NEAR_DAYS).derived == "partly"


def test_an_old_report_is_copied_where_much_of_it_is() -> None:
    part = cut(WIRE, 0, FAR_WORDS + 10)
    assert found(f"{prose(2, 150)} {part}", WIRE, 40).derived == "partly"
    assert found(f"{prose(2, 150)} {part}", WIRE, 40, one_outlet=True).derived == "not"
    assert found(WIRE, WIRE, 4000, one_outlet=True).derived == "wholly"


# Standing text -----------------------------------------------------------------------------------


def test_a_passage_that_is_standing_text_counts_for_nothing() -> None:
    line = cut(WIRE, 0, 60)
    later, earlier = words_of(f"{prose(2, 100)} {line}"), words_of(f"{prose(3, 100)} {line}")
    what = derive(later, earlier, 1, is_standing=lambda first, last: first >= 100)
    assert (what.derived, what.share, what.words) == ("not", 0.0, 0)
    assert [passage.kind for passage in what.passages] == ["standing"]


def test_only_the_passages_that_are_standing_text_are_left_out() -> None:
    line, told = cut(WIRE, 0, 40), cut(WIRE, 100, 160)
    later, earlier = (words_of(f"{told} {prose(seed, 100)} {line}") for seed in (2, 3))
    what = derive(later, earlier, 1, is_standing=lambda first, last: first >= 100)
    assert (what.derived, what.words) == ("partly", 60)
    assert [passage.kind for passage in what.passages] == ["verbatim", "standing"]


def test_a_copy_of_nearly_all_is_one_whatever_is_standing_text() -> None:
    what = derive(words_of(WIRE), words_of(WIRE), 1, is_standing=lambda *_: True)
    assert (what.derived, what.share) == ("wholly", 1.0)


# In other words ----------------------------------------------------------------------------------


def test_a_report_in_other_words_in_the_same_order_is_derived() -> None:
    what = found(" ".join(TOLD_AGAIN), " ".join(TOLD))
    assert what.derived == "wholly"
    assert {passage.kind for passage in what.passages} == {"rewritten"}
    assert [(passage.here, passage.there) for passage in what.passages] == sorted(
        (passage.here, passage.there) for passage in what.passages
    )


@pytest.mark.parametrize("order", [(5, 4, 3, 2, 1, 0), (3, 0, 4, 1, 5, 2), (1, 0, 3, 2, 5, 4)])
def test_single_facts_in_another_order_are_two_reporters_at_one_event(order: tuple[int, ...]) -> None:
    what = found(" ".join(TOLD_AGAIN[place] for place in order), " ".join(TOLD))
    assert (what.derived, what.passages) == ("not", ())


def test_few_sentences_in_other_words_are_nothing() -> None:
    few = " ".join(TOLD_AGAIN[: SEQUENCE - 1])
    assert found(few, " ".join(TOLD)).derived == "not"


def test_a_small_part_in_other_words_of_a_long_report_is_nothing() -> None:
    assert found(f"{' '.join(TOLD_AGAIN[:4])} {prose(2, 300)}", " ".join(TOLD)).derived == "not"


def test_nobody_tells_an_old_report_again() -> None:
    assert found(" ".join(TOLD_AGAIN), " ".join(TOLD), NEAR_DAYS + 1).derived == "not"


def test_copied_and_told_again_sentences_are_counted_together() -> None:
    what = found(" ".join((*TOLD[:2], *TOLD_AGAIN[2:])), " ".join(TOLD))
    assert [passage.kind for passage in what.passages] == ["verbatim", *["rewritten"] * 4]
    assert what.derived == "wholly"


def test_sentences_told_again_around_a_copied_one_show_that_it_is_a_rewriting() -> None:
    assert found(" ".join(TOLD_AGAIN[:3]), " ".join(TOLD)).derived == "not"
    what = found(" ".join((*TOLD_AGAIN[:3], TOLD[3])), " ".join(TOLD))
    assert [passage.kind for passage in what.passages] == [*["rewritten"] * 3, "verbatim"]


# Any two texts -----------------------------------------------------------------------------------

pieces = st.lists(
    st.sampled_from([*TOLD, *TOLD_AGAIN, prose(1, 20), prose(2, 20), f"“{prose(3, 15)}”", f"“{TOLD[0]}”"]),
    max_size=8,
).map(" ".join)


@given(pieces, pieces, st.none() | st.integers(0, 9), st.booleans())
@settings(deadline=None)
def test_a_derivation_lies_in_both_texts_and_counts_no_word_twice(
    later: str, earlier: str, days: int | None, one_outlet: bool
) -> None:
    what = found(later, earlier, days, one_outlet)
    here, there = words_of(later), words_of(earlier)
    assert 0.0 <= what.share <= 1.0
    assert what.words <= here.own
    assert sum(passage.own for passage in what.passages) <= here.own
    for passage in what.passages:
        assert 0 <= passage.here < passage.here_end <= len(here)
        assert 0 <= passage.there < passage.there_end <= len(there)
    assert (what.derived == "wholly") <= (what.share >= 0.5)
    assert (what.derived == "not") >= (not what.passages)


@given(pieces, pieces)
@settings(deadline=None)
def test_what_is_quoted_is_never_derived_in_itself(one: str, other: str) -> None:
    one, other = (f"“{text.replace('“', '').replace('”', '')}”" for text in (one, other))
    if one != other:
        assert found(one, other).derived == "not"
