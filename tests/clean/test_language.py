"""Refusing what is not English."""

import pytest

from truceline.clean.language import is_english, refuse_other_languages
from truceline.errors import InputError

ENGLISH = (
    "Delegates of Arland met in Port Selva on Tuesday, and they signed the paper that was on the table. " * 4
)
GERMAN = (
    "Die Delegation kam am Dienstag in den Hafen und hat den Vertrag unterschrieben, sagte ein Sprecher. " * 4
)
TURKISH = (
    "Heyet salı günü limana geldi ve orada anlaşmayı imzaladı, dedi bakanlığın sözcüsü gazetecilere. " * 5
)
RUSSIAN = "Делегация прибыла в порт во вторник и подписала договор."
ARABIC = "وصل الوفد إلى الميناء يوم الثلاثاء ووقع الاتفاق."


def code(text: str, language: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        refuse_other_languages(text, language)
    return caught.value.code


@pytest.mark.parametrize("language", [None, "en", "EN-gb", "en_US", "eng", "English"])
def test_english_passes(language: str | None) -> None:
    refuse_other_languages(ENGLISH, language)


@pytest.mark.parametrize("text", [GERMAN, TURKISH, RUSSIAN, ARABIC, RUSSIAN + " The talks."])
def test_other_languages_are_refused(text: str) -> None:
    assert code(text) == "language"


@pytest.mark.parametrize("language", ["tr", "de-AT", "Arabic", "x-enough"])
def test_what_the_sender_says_is_believed(language: str) -> None:
    assert code(ENGLISH, language) == "language"


def test_a_few_words_are_too_little_to_tell() -> None:
    refuse_other_languages("Ceasefire talks: Arland, Port Selva, Dosten, Kalvin.", None)


def test_foreign_names_and_a_quoted_line_do_not_matter() -> None:
    refuse_other_languages(f"{ARABIC}\n\n{ENGLISH}", None)


@pytest.mark.parametrize("text", ["17 --- 42!", "…", "\x00\x00", "😀"])
def test_a_text_without_letters(text: str) -> None:
    assert code(text) == "no-text"


def test_english_by_tag() -> None:
    assert is_english(" en-GB ")
    assert not is_english("enm")
