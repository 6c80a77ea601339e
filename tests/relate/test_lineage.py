"""Who copied whom: copies, rewrites, excerpts, and what only looks like one."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.digest import Traits
from truceline.model.record import Link
from truceline.relate.lineage import DERIVED, EXCERPT, FEWEST, WIDTH, lineage_keys, shingles, trace


def prose(seed: int, words: int) -> str:
    """A text of invented words that shares none with that of another seed."""
    chance = random.Random(seed)
    return " ".join(f"w{seed}x{chance.randrange(10_000)}" for _ in range(words))


def report(name: str, text: str, day: str = "2031-03-04", agency: str | None = None) -> Traits:
    return Traits(name, f"{day} {name}", day, agency, shingles(text), ())


WIRE = prose(1, 300)
AGENCY = report("wire", WIRE, agency="Meridian Press Agency")


def test_a_shingle_is_five_words_without_case_and_marks() -> None:
    assert shingles("Talks, in Veltra, ended — late.") == shingles("talks in veltra ended late")
    assert len(shingles(prose(1, 12))) == 12 - WIDTH + 1


@pytest.mark.parametrize("text", ["", "…", "four words are few"])
def test_less_than_five_words_have_no_shingle(text: str) -> None:
    assert shingles(text) == ()


@pytest.mark.parametrize("quoted", [f"“{prose(5, 60)}”", f'"{prose(5, 60)}"', f"“{prose(5, 60)}"])
def test_words_that_both_quote_are_not_copied(quoted: str) -> None:
    one, other = report("a", f"{prose(6, 40)} said: {quoted}"), report("b", f"{prose(7, 40)} said: {quoted}")
    assert trace(other, [one]).kind == "original"


def test_no_shingle_spans_a_quotation() -> None:
    assert shingles("one two “three four” five six seven") == ()


@given(st.text(st.characters(codec=None), max_size=80))
def test_any_text_has_sorted_shingles_of_64_bits(text: str) -> None:
    found = shingles(text)
    assert list(found) == sorted(set(found))
    assert all(-(2**63) <= shingle < 2**63 for shingle in found)


def test_the_first_report_is_an_original_and_keeps_its_agency() -> None:
    assert trace(AGENCY, []) == Link("wire", "original", None, 0.0, "Meridian Press Agency")


def test_a_verbatim_copy() -> None:
    copy = report("daily", WIRE.upper(), day="2031-03-05", agency="Meridian Press Agency")
    assert trace(copy, [AGENCY]) == Link("daily", "copy", "wire", 1.0, "Meridian Press Agency")


def test_a_brief_cut_from_a_long_report_is_an_excerpt_by_containment() -> None:
    brief = report("brief", " ".join(WIRE.split()[40:90]))
    found = trace(brief, [AGENCY])
    assert (found.kind, found.origin, found.share) == ("excerpt", "wire", 1.0)


@pytest.mark.parametrize(("part", "kind"), [(EXCERPT + 0.03, "copy"), (EXCERPT - 0.03, "excerpt")])
def test_a_copy_that_lacks_a_paragraph_is_still_a_copy(part: float, kind: str) -> None:
    assert trace(report("daily", " ".join(WIRE.split()[: int(300 * part)])), [AGENCY]).kind == kind


def test_a_long_report_with_a_copied_part_is_a_rewrite() -> None:
    own = report("herald", " ".join(WIRE.split()[:100]) + " " + prose(2, 200))
    found = trace(own, [AGENCY])
    assert (found.kind, found.origin) == ("rewrite", "wire")
    assert 0.3 < found.share < 0.34


def test_a_report_with_a_little_of_another_is_an_original() -> None:
    few = int(290 * DERIVED)
    own = report("herald", " ".join(WIRE.split()[:few]) + " " + prose(2, 300 - few))
    assert trace(own, [AGENCY]).kind == "original"


def test_an_unrelated_report_is_an_original() -> None:
    assert trace(report("other", prose(3, 300)), [AGENCY]) == Link("other", "original")


@pytest.mark.parametrize(
    ("words", "kind"), [(WIDTH + FEWEST - 2, "original"), (WIDTH + FEWEST - 1, "excerpt")]
)
def test_a_stock_phrase_of_a_short_report_is_no_copy(words: int, kind: str) -> None:
    phrase = " ".join(WIRE.split()[:words])
    assert trace(report("short", phrase), [AGENCY]).kind == kind


def test_the_report_that_shares_most_is_the_origin() -> None:
    part = report("part", " ".join(WIRE.split()[:200]) + " " + prose(4, 50))
    assert trace(report("copy", WIRE), [part, AGENCY]).origin == "wire"


def test_of_two_equal_ones_the_earlier_is_the_origin() -> None:
    later = report("again", WIRE, day="2031-03-05")
    assert trace(report("copy", WIRE, day="2031-03-06"), [later, AGENCY]).origin == "wire"


pieces = st.lists(st.integers(0, 5), min_size=1, max_size=4).map(
    lambda numbers: " ".join(prose(number, 20) for number in numbers)
)


@given(pieces, st.lists(pieces, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_earlier_reports_does_not_matter(
    text: str, others: Sequence[str], chance: random.Random
) -> None:
    earlier = [report(f"r{number}", other) for number, other in enumerate(others)]
    own = report("z", text, day="2031-03-05")
    assert trace(own, chance.sample(earlier, len(earlier))) == trace(own, earlier)


@given(pieces, pieces)
def test_a_share_is_a_part_of_ones_own_text(text: str, other: str) -> None:
    found = trace(report("z", text), [report("a", other)])
    assert 0.0 <= found.share <= 1.0
    assert (found.origin is None) == (found.kind == "original") == (found.share == 0.0)


def test_a_copy_is_found_under_the_keys_of_its_origin() -> None:
    assert lineage_keys(report("copy", WIRE)) == lineage_keys(AGENCY)
    assert set(lineage_keys(AGENCY)) < set(AGENCY.shingles)


def test_every_report_that_can_be_a_copy_has_a_key_to_be_found_by() -> None:
    flashes = [report(f"flash{seed}", prose(seed, WIDTH + FEWEST - 1)) for seed in range(100)]
    assert all(lineage_keys(flash) for flash in flashes)
