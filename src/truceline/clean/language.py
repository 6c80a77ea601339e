"""Is it English? A report in another language is refused, since every claim found in it would be wrong."""

from __future__ import annotations

import re

from truceline import resources
from truceline.errors import InputError

_SAMPLE = 3_000
"""Characters that are looked at: some five hundred words."""
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(
    r"[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06\uff21-\uff5a]"
)
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 40
"""Below this many words the share of function words says little."""
_LEAST_SHARE = 0.07
"""English news has a quarter to a half of such words; other languages in Latin letters next to none."""


def refuse_other_languages(text: str, language: str | None) -> None:
    """Raise `InputError` for a text that says it is not English, or does not look like it.

    `language` is what the sender says; it is believed. A text without a letter is refused too.
    """
    first = _LETTER.search(text)
    if first is None:
        raise InputError("no-text", "There is not one letter in this text; check where it comes from.")
    if language and not is_english(language):
        raise _other(f"this report is said to be in {language!r}")
    sample = text[first.start() : first.start() + _SAMPLE]
    if len(_LATIN.findall(sample)) * 2 < len(_LETTER.findall(sample)):
        raise _other("this report is mostly in another script")
    words = [word.casefold() for word in _WORD.findall(sample)]
    english = resources.words("english_words.txt")
    if len(words) > _ENOUGH_WORDS and sum(word in english for word in words) < _LEAST_SHARE * len(words):
        raise _other("this report looks like another language")


def is_english(language: str) -> bool:
    """Whether a language tag, or a language's name, means English ("en", "en-GB", "eng", "English")."""
    return re.split(r"[-_ ]", language.strip().casefold(), maxsplit=1)[0] in {"en", "eng", "english"}


def _other(reason: str) -> InputError:
    return InputError(
        "language", f"Truceline reads English for now; {reason}. Leave it out, or translate it first."
    )
