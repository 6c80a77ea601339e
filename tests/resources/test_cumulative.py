"""The words of counts that only grow."""

from truceline.resources import table


def test_the_words_are_lower_case_and_stand_once() -> None:
    found = table("cumulative.toml")
    assert set(found) == {"before", "after", "since", "shorter"}
    for part, words in found.items():
        assert words and len(words) == len(set(words)), part
        assert all(word == word.lower().strip() for word in words), part
