"""Who copied whom: kinds of copies, two origins, what is first, and what only looks like a copy."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.extract.quotations import quotations
from truceline.model.digest import Credit, Traits, sort_key
from truceline.model.record import Lineage, Link
from truceline.model.report import Report
from truceline.relate.derivation import FLASH_WORDS, LEAST_WORDS
from truceline.relate.lineage import (
    COMPARED,
    EXCERPT,
    FEWEST,
    POSTED,
    WIDTH,
    Text,
    candidates,
    days_apart,
    derive_from,
    is_copy,
    is_standing,
    lineage_keys,
    may_retell,
    shingles,
    trace,
)
from truceline.relate.stories import terms

MPA = "Meridian Press Agency"


def prose(seed: int, words: int) -> str:
    """Sentences of ten invented words; the texts of two seeds share none."""
    chance = random.Random(seed)
    drawn = [f"w{seed}x{chance.randrange(10_000)}" for _ in range(words)]
    return " ".join(" ".join(drawn[at : at + 10]) + "." for at in range(0, words, 10))


def cut(text: str, first: int, last: int) -> str:
    return " ".join(text.split()[first:last])


def report(
    name: str,
    text: str,
    day: str | None = "2031-03-04",
    outlet: str | None = None,
    credit: Credit | None = None,
) -> Text:
    one = Report(name.rjust(16, "0"), name, text, published=day, outlet=outlet)
    quoted = tuple((quote.start, quote.end) for quote in quotations(text))
    traits = Traits(
        report=one.id,
        order=sort_key(one),
        published=day,
        shingles=shingles(text, 0, quoted),
        terms=terms(one),
        quotations=quoted,
        credits=(credit,) if credit else (),
    )
    return Text(one, traits)


def traced(own: Text, *earlier: Text) -> Lineage:
    return trace(own, [(derive_from(own, other), other) for other in earlier])


def only(found: Lineage) -> Link:
    (link,) = found.links
    return link


TEXT = prose(1, 300)
WIRE = report("wire", TEXT)
NEXT_DAY = "2031-03-05"


# Shingles ---------------------------------------------------------------------------------------


def test_a_shingle_is_five_words_without_case_and_marks() -> None:
    assert shingles("Talks, in Veltra, ended — late.") == shingles("talks in veltra ended late")
    assert len(shingles(prose(1, 12))) == 12 - WIDTH + 1


@pytest.mark.parametrize("text", ["", "…", "four words are few"])
def test_less_than_five_words_have_no_shingle(text: str) -> None:
    assert shingles(text) == ()


def test_no_shingle_spans_a_quotation() -> None:
    text = "one two “three four” five six seven"
    quoted = text.index("three"), text.index("”")
    assert shingles(text + " eight nine", 0, [quoted]) == shingles("five six seven eight nine")


def test_a_text_that_is_nearly_all_quotation_is_one_shingle_as_a_whole() -> None:
    text = "He said: “One two three four five six.” Seven."
    found = shingles(text, 0, [(text.index("One"), text.index("”"))])
    assert len(found) == 1
    assert found != shingles("“One two three four five six.” Seven.", 0, [(1, 29)])


def test_what_stands_before_the_news_has_no_shingle() -> None:
    text = "A headline of five words. one two three four five"
    assert shingles(text, text.index("one")) == shingles("one two three four five")


@given(st.text(st.characters(codec=None), max_size=80), st.integers(0, 80))
def test_any_text_has_sorted_shingles_of_64_bits(text: str, start: int) -> None:
    found = shingles(text, min(start, len(text)))
    assert list(found) == sorted(set(found))
    assert all(-(2**63) <= shingle < 2**63 for shingle in found)


# Candidates -------------------------------------------------------------------------------------


def test_a_copy_is_found_under_the_keys_of_its_origin() -> None:
    assert lineage_keys(report("copy", TEXT).traits) == lineage_keys(WIRE.traits)
    assert set(lineage_keys(WIRE.traits)) < set(WIRE.traits.shingles)


def test_every_short_report_has_keys_to_be_found_by() -> None:
    flashes = [report(f"{seed}", prose(seed, POSTED // 2)).traits for seed in range(40)]
    assert all(lineage_keys(flash) == flash.shingles != () for flash in flashes)


def test_the_report_that_shares_most_comes_first_and_one_that_shares_no_more_is_left_out() -> None:
    parts = [report(f"part{share}", cut(TEXT, 0, share)).traits for share in (60, 200, 120)]
    assert candidates(WIRE.traits, parts) == (parts[1].report,)


def test_reports_that_share_other_parts_are_compared_too() -> None:
    parts = [report(f"part{at}", cut(TEXT, at, at + 40)).traits for at in range(0, 300, 40)]
    assert len(candidates(WIRE.traits, parts)) == COMPARED
    both = [report("half", cut(TEXT, 0, 150)).traits, report("rest", cut(TEXT, 100, 300)).traits]
    assert candidates(WIRE.traits, both) == (both[1].report, both[0].report)


def test_of_those_that_share_as_much_the_earliest_is_compared() -> None:
    days = ["2031-03-09", "2031-03-02", "2031-03-05"]
    found = candidates(WIRE.traits, [report(day, TEXT, day).traits for day in days])
    assert found == ("2031-03-02".rjust(16, "0"),)


@pytest.mark.parametrize(("words", "found"), [(WIDTH + FEWEST - 2, False), (WIDTH + FEWEST - 1, True)])
def test_a_phrase_in_common_makes_no_candidate(words: int, found: bool) -> None:
    own = report("own", f"{cut(TEXT, 0, words)} {prose(2, 100)}")
    assert candidates(own.traits, [WIRE.traits]) == ((WIRE.id,) if found else ())


def test_a_flash_needs_half_of_its_shingles() -> None:
    flash = report("flash", cut(TEXT, 0, FLASH_WORDS))
    assert candidates(flash.traits, [report("other", cut(TEXT, 0, FLASH_WORDS - 2)).traits]) != ()
    assert candidates(flash.traits, [report("other", cut(TEXT, 0, FLASH_WORDS - 3)).traits]) == ()
    assert candidates(report("empty", "").traits, [WIRE.traits]) == ()


def test_who_has_the_same_main_terms_may_tell_the_same_text() -> None:
    def main(text: str) -> frozenset[str]:
        return frozenset(term for term, _ in report("own", text).traits.terms)

    assert may_retell(main(cut(TEXT, 0, 60)), main(cut(TEXT, 0, 90)))
    assert not may_retell(main(prose(2, 60)), main(TEXT))


# Standing text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "outlet", "earlier", "standing"),
    [
        ("2031-03-09", "Courier", [("2031-03-04", "Herald"), ("2031-03-01", "Voice")], True),
        ("2031-03-04", "Courier", [("2031-03-04", "Herald"), ("2031-03-03", "Voice")], False),
        ("2031-03-04", "Courier", [("2031-03-03", "Courier"), ("2031-03-02", "Courier")], True),
        ("2031-03-04", "Courier", [("2031-03-04", "Courier"), ("2031-03-04", "Courier")], False),
        ("2031-03-04", None, [("2031-03-03", None), ("2031-03-02", None)], False),
        ("2031-03-09", "Courier", [("2031-03-04", "Herald")], False),
        ("2031-03-09", "Courier", [], False),
        ("9999-99-99", "Courier", [("2031-03-04", "Herald"), ("2031-03-01", "Voice")], False),
        ("2031-03-09", "Courier", [("9999-99-99", "Herald"), ("2031-03-01", "Voice")], False),
    ],
)
def test_text_that_is_printed_at_different_times_is_standing(
    day: str, outlet: str | None, earlier: list[tuple[str, str | None]], standing: bool
) -> None:
    assert is_standing(day, outlet, earlier) == standing


def test_the_words_of_standing_keys_are_known_in_the_text() -> None:
    line = cut(TEXT, 0, 60)
    own = report("own", f"{prose(2, 100)} {line}")
    known = Text(own.report, own.traits, frozenset(shingles(line)))
    assert known.is_standing(100, 160)
    assert known.is_standing(95, 160)
    assert not known.is_standing(0, 100)
    assert not known.is_standing(20, 110)
    assert not own.is_standing(100, 160)


# Kinds ------------------------------------------------------------------------------------------


def test_the_first_report_is_an_original() -> None:
    assert trace(WIRE, []) == Lineage(WIRE.id, "not")
    assert traced(report("other", prose(2, 300)), WIRE) == Lineage("other".rjust(16, "0"), "not")


def test_the_very_words_of_another() -> None:
    found = traced(report("copy", TEXT.upper(), NEXT_DAY), WIRE)
    link = only(found)
    assert (found.derived, found.share, found.origin, found.twin) == ("wholly", 1.0, WIRE.id, WIRE.id)
    assert (link.kind, link.share, link.confidence) == ("identical", 1.0, "certain")
    assert is_copy(found)


def test_the_very_same_statement_is_no_second_origin_though_all_of_it_is_quoted() -> None:
    one, other = report("one", f"“{cut(TEXT, 0, 80)}”"), report("two", f"“{cut(TEXT, 0, 80)}”", NEXT_DAY)
    found = traced(other, one)
    assert (found.derived, found.twin, only(found).kind) == ("wholly", one.id, "identical")


def test_a_copy_with_a_slip() -> None:
    found = traced(report("copy", f"A slip: {TEXT}", NEXT_DAY), WIRE)
    assert (only(found).kind, found.twin) == ("copy", None)
    assert is_copy(found)


def test_an_edited_copy() -> None:
    words = [f"other{place}" if place % 8 == 4 else word for place, word in enumerate(TEXT.split())]
    found = traced(report("daily", " ".join(words), NEXT_DAY), WIRE)
    assert (found.derived, only(found).kind) == ("wholly", "edited")
    assert is_copy(found)


@pytest.mark.parametrize(("part", "kind"), [(EXCERPT + 0.02, "copy"), (EXCERPT - 0.02, "excerpt")])
def test_a_copy_that_lacks_a_paragraph_is_still_a_copy(part: float, kind: str) -> None:
    found = traced(report("daily", cut(TEXT, 0, int(300 * part)), NEXT_DAY), WIRE)
    assert (found.derived, only(found).kind) == ("wholly", kind)
    assert is_copy(found)


def test_a_report_with_passages_of_another() -> None:
    found = traced(report("herald", f"{cut(TEXT, 0, 100)} {prose(2, 200)}", NEXT_DAY), WIRE)
    link = only(found)
    assert (found.derived, link.kind, link.origin) == ("partly", "passages", WIRE.id)
    assert found.share == link.share == pytest.approx(1 / 3, abs=0.01)
    assert not is_copy(found)


def test_a_rewriting() -> None:
    told = [
        "Shells struck the grain market of Kessary shortly before noon on 3 May.",
        "Exactly 14 traders died between the stalls, the health ministry said.",
        "The wounded were taken to the general hospital in army ambulances.",
        "Mayor Ilse Kaverin ordered the market closed until the harvest festival.",
        "Colonel Petar Aldous blamed gunners of the river Front on the hills in 2031.",
    ]
    again = [
        "On 3 May, not long before the noon bell, shells hit Kessary and its grain market.",
        "Ministry of health: 14 traders who died amid broken stalls.",
        "Ambulances of the army brought wounded buyers into the hospital named general.",
        "It stays closed till the festival of harvest, so ordered Kaverin, mayor there.",
        "Blamed in 2031 by the colonel, Aldous, were Front gunners from hills by the river.",
    ]
    origin = report("wire", " ".join(told))
    found = traced(report("herald", " ".join(again), NEXT_DAY), origin)
    link = only(found)
    assert (found.derived, link.kind, link.confidence) == ("wholly", "rewrite", "unsure")
    assert "5 sentences told again in other words, mostly in the same order" in link.reasons
    assert "the same figures in them: 3, 14" in link.reasons
    assert not is_copy(found)


# Credits ----------------------------------------------------------------------------------------


def test_a_credit_for_the_whole_text_makes_it_derived_though_nothing_else_is_seen() -> None:
    found = traced(report("daily", TEXT, credit=Credit(MPA, "whole", 0, len(TEXT))))
    link = only(found)
    assert (found.derived, found.share, found.origin) == ("wholly", 1.0, None)
    assert (link.kind, link.agency, link.share, link.confidence) == ("credit", MPA, 1.0, "certain")
    assert link.passages == ()
    assert not is_copy(found)


def test_a_credit_for_a_sentence_is_a_passage_and_leaves_the_report_an_original() -> None:
    own = report("daily", TEXT, credit=Credit(MPA, "told", 0, TEXT.index(".") + 1))
    found = traced(own)
    link = only(found)
    assert (found.derived, found.share, found.origin) == ("not", 0.0, None)
    assert (link.kind, link.agency, link.share) == ("credit", MPA, round(10 / 300, 3))
    assert link.reasons == (f"1 sentence of what somebody told {MPA}",)
    (passage,) = link.passages
    assert (passage.kind, passage.here.start, passage.here.end, passage.there) == (
        "credited",
        0,
        TEXT.index(".") + 1,
        None,
    )


def test_an_agency_credits_nobody() -> None:
    assert traced(report("wire", TEXT, credit=Credit(MPA, "own", 0, len(TEXT)))).links == ()


def test_reports_that_credit_one_agency_say_so() -> None:
    credit = Credit(MPA, "whole", 0, 9)
    origin = report("wire", TEXT, credit=credit)
    found = traced(report("copy", TEXT, NEXT_DAY, credit=credit), origin)
    assert [link.kind for link in found.links] == ["identical", "credit"]
    assert f"both credit {MPA}" in found.links[0].reasons
    assert is_copy(found)


# Which origin -----------------------------------------------------------------------------------


def test_a_report_made_of_two_wires_has_two_origins() -> None:
    one, other = report("one", prose(1, 200)), report("two", prose(2, 200))
    merged = f"{cut(prose(1, 200), 0, 120)} {prose(3, 20)} {cut(prose(2, 200), 0, 80)}"
    found = traced(report("daily", merged, NEXT_DAY), one, other)
    assert [(link.origin, link.kind) for link in found.links] == [
        (one.id, "copy"),
        (other.id, "passages"),
    ]
    assert found.derived == "wholly"
    assert found.share == pytest.approx(200 / 220, abs=0.01)


def test_two_parts_that_are_small_by_themselves_make_a_report_wholly_derived() -> None:
    origins = [report(f"{seed}", prose(seed, 200)) for seed in (1, 2, 3, 4)]
    parts = " ".join(cut(prose(seed, 200), 0, 60) for seed in (1, 2, 3, 4))
    found = traced(report("daily", parts, NEXT_DAY), *origins)
    assert [link.kind for link in found.links] == ["passages"] * 3
    assert (found.derived, found.share) == ("wholly", 0.75)


def test_a_copy_of_a_copy_leads_to_the_first() -> None:
    copy, own = report("copy", TEXT, NEXT_DAY), report("again", TEXT, "2031-03-06")
    assert candidates(own.traits, [copy.traits, WIRE.traits]) == (WIRE.id,)
    assert [link.origin for link in traced(own, WIRE, copy).links] == [WIRE.id]


def test_an_earlier_origin_that_is_nearly_as_good_is_preferred() -> None:
    later = report("later", TEXT, NEXT_DAY)
    nearly, far = report("nearly", cut(TEXT, 0, 290)), report("far", cut(TEXT, 0, 270))
    own = report("own", f"{TEXT} {prose(2, 60)}", "2031-03-06")
    assert traced(own, later, nearly).links[0].origin == nearly.id
    assert traced(own, later, far).links[0].origin == later.id


def test_the_report_that_shares_most_is_the_origin() -> None:
    part = report("part", f"{cut(TEXT, 0, 200)} {prose(4, 50)}", "2031-03-01")
    assert traced(report("copy", TEXT, NEXT_DAY), part, WIRE).links[0].origin == WIRE.id


def test_a_second_origin_that_adds_nothing_is_none() -> None:
    part = report("part", cut(TEXT, 0, 120), NEXT_DAY)
    assert [link.origin for link in traced(report("own", TEXT, "2031-03-06"), part, WIRE).links] == [WIRE.id]


@pytest.mark.parametrize(("words", "origins"), [(LEAST_WORDS - 2, 1), (LEAST_WORDS + 2, 2)])
def test_a_second_origin_gives_so_many_words(words: int, origins: int) -> None:
    part = report("part", f"{cut(TEXT, 0, 60)} {cut(prose(2, 60), 0, words)}", NEXT_DAY)
    own = report("own", f"{TEXT} {cut(prose(2, 60), 0, words)} {prose(3, 60)}", "2031-03-06")
    assert len(traced(own, WIRE, part).links) == origins


# Reasons ----------------------------------------------------------------------------------------


def first(one: str | None, other: str | None, longer: bool = False) -> str:
    own = report("own", TEXT if not longer else f"{TEXT} {prose(2, 20)}", one)
    return traced(own, report("wire", TEXT, other)).links[0].reasons[-1]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("2031-03-05", "2031-03-04", "published 1 day after it"),
        ("2031-03-07T01:00:00Z", "2031-03-04T23:00:00Z", "published 3 days after it"),
        ("2031-03-04T09:00:00Z", "2031-03-04T08:00:00Z", "published after it on the same day"),
        (
            *("2031-03-04", "2031-03-04"),
            "of the same day: which was first cannot be told, and the longer is taken for it",
        ),
        (
            *("2031-03-04", "2031-03-04T08:00:00Z"),
            "of the same day: which was first cannot be told, and the longer is taken for it",
        ),
        (None, "2031-03-04", "which of the two was first cannot be told: one is undated"),
        (None, None, "which of the two was first cannot be told: both are undated"),
    ],
)
def test_a_link_says_how_sure_it_is_which_was_first(one: str | None, other: str | None, reason: str) -> None:
    assert first(one, other) == reason


def test_reasons_count_passages_words_and_quotations() -> None:
    quotation = f"“{prose(9, 20)}”"
    own = f"{cut(TEXT, 0, 50)} {prose(2, 30)} {cut(TEXT, 100, 170)} {prose(3, 30)} {quotation}"
    link = only(traced(report("own", own, NEXT_DAY), report("wire", f"{TEXT} {quotation}")))
    assert link.reasons == (
        "2 passages of the same words (120 of its own, 70 in the longest)",
        "1 quotation in common",
        "published 1 day after it",
    )
    assert [passage.kind for passage in link.passages] == ["verbatim", "verbatim", "quotation"]
    assert link.confidence == "certain"


def test_the_passages_of_a_link_slice_to_the_shared_words() -> None:
    part = cut(TEXT, 100, 150)
    own = report("own", f"{prose(2, 40)} {part} {prose(3, 40)}", NEXT_DAY)
    (passage,) = only(traced(own, WIRE)).passages
    assert passage.there is not None
    assert own.report.text[passage.here.start : passage.here.end] == part.rstrip(".")
    assert TEXT[passage.there.start : passage.there.end] == part.rstrip(".")
    assert (passage.here.report, passage.there.report) == (own.id, WIRE.id)


@pytest.mark.parametrize(
    ("words", "confidence"), [(34, "likely"), (59, "likely"), (60, "certain"), (100, "certain")]
)
def test_the_more_words_the_surer(words: int, confidence: str) -> None:
    own = report("own", f"{cut(TEXT, 0, words)} {prose(2, 150)}", NEXT_DAY)
    assert only(traced(own, WIRE)).confidence == confidence


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2031-03-04", "2031-03-04T23:59:00Z", 0),
        ("2031-03-04", "2031-03-01", 3),
        ("2031-03-01", "2031-03-04", 3),
        (None, "2031-03-04", None),
        (None, None, None),
    ],
)
def test_days_apart(one: str | None, other: str | None, days: int | None) -> None:
    assert days_apart(one, other) == days


def test_one_outlet_prints_its_own_lines_again() -> None:
    line, day = cut(TEXT, 0, 60), "2031-06-01"
    earlier = report("old", f"{line} {prose(2, 90)}", outlet="Courier")
    assert traced(report("a", f"{line} {prose(3, 90)}", day, "Courier"), earlier).derived == "not"
    assert traced(report("b", f"{line} {prose(3, 90)}", day, "Herald"), earlier).derived == "partly"
    nobody = report("old", f"{line} {prose(2, 90)}")
    assert traced(report("c", f"{line} {prose(3, 90)}", day), nobody).derived == "partly"


# Any reports ------------------------------------------------------------------------------------

pieces = st.lists(st.integers(0, 5), min_size=1, max_size=4).map(
    lambda numbers: " ".join(prose(number, 20) for number in numbers)
)
dates = st.none() | st.sampled_from(["2031-03-01", "2031-03-04"])


@given(pieces, st.lists(st.tuples(pieces, dates), max_size=6), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_earlier_reports_does_not_matter(
    text: str, others: Sequence[tuple[str, str | None]], chance: random.Random
) -> None:
    earlier = [report(f"r{number}", other, day) for number, (other, day) in enumerate(others)]
    own = report("z", text, NEXT_DAY)

    def found(known: Sequence[Text]) -> Lineage:
        names = candidates(own.traits, [one.traits for one in known])
        by_id = {one.id: one for one in known}
        return traced(own, *(by_id[name] for name in names))

    assert found(chance.sample(earlier, len(earlier))) == found(earlier)


@given(pieces, st.lists(pieces, max_size=3))
@settings(deadline=None)
def test_a_lineage_is_one_with_itself(text: str, others: Sequence[str]) -> None:
    found = traced(report("z", text, NEXT_DAY), *(report(f"r{n}", other) for n, other in enumerate(others)))
    assert 0.0 <= found.share <= 1.0
    assert (found.origin is None) == (found.derived == "not") == (found.share == 0.0) == (not found.links)
    assert len({link.origin for link in found.links}) == len(found.links)
    assert (found.derived == "wholly") == (found.share >= 0.5)
    for link in found.links:
        assert link.reasons
        assert all(passage.here.report == found.report for passage in link.passages)
        assert all(passage.there and passage.there.report == link.origin for passage in link.passages)
