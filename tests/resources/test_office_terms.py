"""The offices by which undated reports are dated."""

from __future__ import annotations

from itertools import pairwise

from truceline.folding import plain_words
from truceline.model.claims import Mention, Span
from truceline.relate.office_terms import terms_of
from truceline.resources import table


def test_terms_are_days_in_order() -> None:
    for row in table("office_terms.toml")["offices"]:
        assert row["names"] and row["roles"] and row["of"] and row["terms"], row
        assert all(role == role.lower() for role in row["roles"]), row
        for start, end in row["terms"]:
            assert len(start) == 10 and (not end or (len(end) == 10 and start < end)), row
        for (_, end), (start, _) in pairwise(row["terms"]):
            assert end and end <= start, row


def test_one_person_has_a_title_of_one_body_once() -> None:
    seen: set[tuple[str, str, str]] = set()
    for row in table("office_terms.toml")["offices"]:
        names, roles = {plain_words(name) for name in row["names"]}, set(map(plain_words, row["roles"]))
        own = {(name, role, of) for name in names for role in roles for of in row["of"]}
        assert not own & seen, own & seen
        seen |= own


def test_an_office_is_found_by_name_and_title() -> None:
    mention = Mention(Span("0" * 16, 0, 5), "Hagel", "person", "Chuck Hagel")
    found = terms_of(mention, "Defense Secretary")
    assert found is not None and found.offices[0].start == "2013-02-27"
    assert terms_of(mention, "Defense Secretary nominee") is None
    assert terms_of(Mention(mention.span, "Hagel", "person", "Anna Hagel"), "Defense Secretary") is None
