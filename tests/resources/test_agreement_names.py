"""How reports speak of agreements."""

from __future__ import annotations

from truceline.relate.passages import plain
from truceline.resources import table


def test_words_are_plain_and_stand_once() -> None:
    given = table("agreement_names.toml")
    heads = [word for own in given["heads"].values() for word in own]
    assert len(heads) == len(set(heads))
    for words in (heads, *given["modifiers"].values(), given["derived"]["words"], given["common"]["words"]):
        assert all(word == word.lower() and " " not in word for word in words)
    for word in heads:
        assert plain(word) == word


def test_the_words_of_the_brief_have_who_did_it() -> None:
    given = table("brief.toml")
    for form in [*given["events"].values(), *given["plans"].values(), *given["accounts"].values()]:
        assert "{who}" in form
        assert form.format(who="A", where="", when="")
