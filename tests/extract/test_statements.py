"""Statements: who said what, and where the report says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from truceline.extract import Reading
from truceline.extract.statements import find_statements
from truceline.model.claims import Statement

Read = Callable[..., Reading]


def one(read: Read, text: str) -> tuple[Reading, Statement]:
    reading = read(text)
    (statement,) = find_statements(reading)
    return reading, statement


def contents(reading: Reading, statement: Statement) -> list[str]:
    return [reading.text(span) for span in statement.content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('"The truce will hold," Karl Weber said.', "The truce will hold"),
        ("“The truce will hold,” said Karl Weber.", "The truce will hold"),
        ("„Der Waffenstillstand hält“, said Karl Weber.", "Der Waffenstillstand hält"),
        ("«La trêve tient», said Karl Weber.", "La trêve tient"),
        ("‘The truce will hold,’ Karl Weber told the agency.", "The truce will hold"),
        ('Karl Weber said: “The truce will hold".', "The truce will hold"),
        ("Karl Weber said: “The truce will hold.", "The truce will hold."),
    ],
)
def test_a_quotation_goes_to_the_cue_beside_it(read: Read, text: str, content: str) -> None:
    reading, statement = one(read, text)
    assert contents(reading, statement) == [content]
    assert (statement.kind, statement.speaker, statement.anonymous) == ("direct", "Karl Weber", False)
    assert statement.cue is not None
    assert statement.source is not None
    assert reading.text(statement.source) == "Karl Weber"


def test_a_sentence_that_the_cue_cuts_is_one_statement(read: Read) -> None:
    reading, statement = one(read, "“We will go,” said Karl Weber, “and we will come back.”")
    assert contents(reading, statement) == ["We will go", "and we will come back."]


def test_a_quotation_behind_the_sentence_goes_on_with_the_statement(read: Read) -> None:
    reading, statement = one(read, "“We will go,” said Karl Weber. “Nobody will stop us.”")
    assert contents(reading, statement) == ["We will go", "Nobody will stop us."]
    assert (statement.kind, statement.speaker) == ("direct", "Karl Weber")


def test_a_quotation_goes_on_over_paragraphs(read: Read) -> None:
    reading = read("Karl Weber said: “We will go.\n\n“We will come back.\n\n“We will stay.”\n\nHe left.")
    (statement,) = find_statements(reading)
    assert contents(reading, statement) == ["We will go.", "We will come back.", "We will stay."]
    assert statement.speaker == "Karl Weber"


def test_a_paragraph_that_lost_its_opening_mark(read: Read) -> None:
    reading, statement = one(read, "The truce has to hold,” according to a Brevian diplomat.")
    assert contents(reading, statement) == ["The truce has to hold"]
    assert (statement.speaker, statement.anonymous) == ("a Brevian diplomat", True)


def test_a_clause_without_marks_loses_its_that(read: Read) -> None:
    reading, statement = one(read, "Karl Weber told reporters on Monday that the truce would hold.")
    assert contents(reading, statement) == ["the truce would hold"]
    assert (statement.kind, statement.told_to) == ("indirect", "reporters")


def test_a_fragment_makes_a_clause_mixed(read: Read) -> None:
    reading, statement = one(read, "Karl Weber said the truce was “dead in the water” since Monday.")
    assert contents(reading, statement) == ["the truce was “dead in the water” since Monday"]
    assert statement.kind == "mixed"


def test_a_fragment_goes_to_the_verb_above_it(read: Read) -> None:
    reading, statement = one(read, "Karl Weber described the truce as “dead in the water”.")
    assert contents(reading, statement) == ["the truce as “dead in the water”"]
    assert (statement.kind, statement.speaker) == ("mixed", "Karl Weber")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("According to Karl Weber, the truce is dead.", ["the truce is dead"]),
        ("The truce is dead, according to Karl Weber.", ["The truce is dead"]),
        ("The truce is dead, Karl Weber said.", ["The truce is dead"]),
        ("The talks in Geneva, Karl Weber said, would resume.", ["The talks in Geneva", "would resume"]),
    ],
)
def test_the_content_does_not_swallow_the_cue(read: Read, text: str, content: list[str]) -> None:
    reading = read(text)
    statement = next(s for s in find_statements(reading) if s.speaker == "Karl Weber")
    assert contents(reading, statement) == content


@pytest.mark.parametrize(
    "text",
    [
        "Karl Weber did not say that the truce was dead.",
        "Karl Weber never said the truce was dead.",
        "Karl Weber refused to say whether the truce was dead.",
        "Karl Weber stopped short of saying the truce was dead.",
        "Karl Weber could say that the truce is dead.",
        "Did Karl Weber say the truce was dead?",
        "Nobody said the truce was dead.",
        "The “siege” of the town went on for a year.",
        "The film “The Long Way Home” won a prize in Oslo.",
    ],
)
def test_nothing_was_said(read: Read, text: str) -> None:
    assert not any(statement.is_said for statement in find_statements(read(text)))
    assert find_statements(replace(read(text), rules_only=True)) == ()


@pytest.mark.parametrize(
    ("source", "speaker", "anonymous"),
    [
        ("A senior Brevian official", "A senior Brevian official", True),
        ("Officials and diplomats", "Officials and diplomats", True),
        ("Brevian analyst Karl Weber", "Karl Weber", False),
        ("Norway's envoy to Qatar, Karl Weber,", "Karl Weber", False),
        ("Norway's foreign ministry", "Norway's foreign ministry", False),
        ("The ministry", None, False),
        ("Their office", None, False),
        ("Karl Weber and Ana Ruiz", None, False),
        ("They", None, False),
        ("A report", None, False),
    ],
)
def test_who_a_source_is(read: Read, source: str, speaker: str | None, anonymous: bool) -> None:
    _, statement = one(read, f"{source} said that the truce would hold.")
    assert (statement.speaker, statement.anonymous) == (speaker, anonymous)


def test_a_pronoun_is_the_speaker_before_it(read: Read) -> None:
    statements = find_statements(read("Ana Ruiz said the talks had failed.\n\n“We tried,” she added."))
    assert [s.speaker for s in statements] == ["Ana Ruiz", "Ana Ruiz"]


def test_a_pronoun_with_two_candidates_is_nobody(read: Read) -> None:
    statements = find_statements(read("Ana Ruiz said Karl Weber had lied. “We tried,” he added."))
    assert [s.speaker for s in statements] == ["Ana Ruiz", None]


def test_the_official_is_the_unnamed_one_before(read: Read) -> None:
    text = "A Brevian official said the talks had failed.\n\n“We tried,” the official added."
    statements = find_statements(read(text))
    assert [(s.speaker, s.anonymous) for s in statements] == [("A Brevian official", True)] * 2


def test_a_participle_belongs_to_the_speaker_not_to_what_he_speaks_of(read: Read) -> None:
    text = "Karl Weber said the talks had failed, adding that Norway would try again."
    reading = read(text)
    first, second = find_statements(reading)
    assert contents(reading, first) == ["the talks had failed"]
    assert contents(reading, second) == ["Norway would try again"]
    assert first.speaker == second.speaker == "Karl Weber"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Karl Weber said the talks had failed, though they went on.", "the talks had failed"),
        ("Karl Weber said the truce will hold, even as guns fire.", "the truce will hold"),
        ("Karl Weber said that nine had died, compared to six in May.", "nine had died"),
        ("Karl Weber said the talks had failed, with envoys saying they went on.", "the talks had failed"),
        (
            "Karl Weber said that the truce, even as a draft, was dead.",
            "the truce, even as a draft, was dead",
        ),
        ("Karl Weber said they won, though late, and left.", "they won, though late, and left"),
        ("The truce held in Oslo, according to Karl Weber, a friend who saw it.", "The truce held in Oslo"),
    ],
)
def test_what_the_reporter_sets_beside_it_is_not_content(read: Read, text: str, content: str) -> None:
    reading = read(text)
    statement = next(s for s in find_statements(reading) if s.speaker == "Karl Weber")
    assert contents(reading, statement) == [content]


def test_that_is_what_he_said_when(read: Read) -> None:
    text = "True, Karl Weber said that when the guns were firing, but at no time did anyone agree."
    assert find_statements(replace(read(text), rules_only=True)) == ()


def test_the_comma_before_according_may_stand_in_marks(read: Read) -> None:
    reading = read("This “cold peace,” according to Karl Weber, explains the new war.")
    statement = next(s for s in find_statements(reading) if s.speaker == "Karl Weber")
    assert contents(reading, statement) == ["This “cold peace,”", "explains the new war"]


def test_a_surname_is_the_person_whose_it_is(read: Read) -> None:
    statements = find_statements(read("Ana Ruiz met the envoys. Ruiz said the talks had failed."))
    assert [s.speaker for s in statements] == ["Ana Ruiz"]


def test_the_soldier_is_the_only_one_there_is(read: Read) -> None:
    text = (
        "A Brevian soldier said the army was tired.\n\nAna Ruiz said it was not.\n\n"
        "“We have no boots,” the soldier said."
    )
    assert [s.speaker for s in find_statements(read(text))][::2] == ["A Brevian soldier"] * 2
    other = "An Adanian soldier said it was cold.\n\n" + text
    assert find_statements(read(other))[-1].speaker is None


def test_a_pronoun_may_be_one_without_a_name(read: Read) -> None:
    text = "A Brevian soldier said the army was tired. “We have no boots,” he added."
    first, second = find_statements(read(text))
    assert (second.speaker, second.anonymous) == (first.speaker, True) == ("A Brevian soldier", True)
    many = "Brevian soldiers said the army was tired. “We have no boots,” he added."
    assert find_statements(read(many))[-1].speaker is None


def test_who_was_told_stands_in_the_same_paragraph(read: Read) -> None:
    text = "Karl Weber asked that the truce be kept\n\nAna Ruiz, envoys say, is unlikely to come."
    assert {s.told_to for s in find_statements(read(text))} == {None}


def test_a_clause_in_marks_is_direct_with_its_full_stop(read: Read) -> None:
    reading, statement = one(read, "Karl Weber left, saying “when a wall falls, a town falls.”")
    assert (statement.kind, contents(reading, statement)) == ("direct", ["when a wall falls, a town falls."])


def test_a_century_says_nothing(read: Read) -> None:
    text = "The 19th century called it “the great peace.”"
    assert not any(statement.is_said for statement in find_statements(read(text)))


@pytest.mark.parametrize("source", ["37%", "Many Brevians (44%)"])
def test_a_source_keeps_its_signs(read: Read, source: str) -> None:
    reading, statement = one(read, f"{source} said that the truce was dead.")
    assert statement.source is not None
    assert reading.text(statement.source) == source


def test_spans_point_into_the_text_as_given(read: Read) -> None:
    text = "Karl\u00a0Weber said\u200b that the truce\u00ad would hold."
    reading, statement = one(read, text)
    assert contents(reading, statement) == ["the truce\u00ad would hold"]


@pytest.mark.parametrize("text", ["", "“", "”“”“", '"""', "said", "‘’ said “", "« » said.", "\n\n\n"])
def test_odd_texts_are_no_error(read: Read, text: str) -> None:
    find_statements(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "The agency Merida quoted President Lucan Veyre as saying that the talks would go on.",
        "President Lucan Veyre was quoted by the Merida agency as saying that the talks would go on.",
    ],
)
def test_words_that_an_agency_passes_on_are_not_its_own(read: Read, text: str) -> None:
    (statement,) = find_statements(read(text))
    assert statement.speaker == "Lucan Veyre"
