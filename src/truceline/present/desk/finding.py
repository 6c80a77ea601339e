"""What is typed into the search field: words, and whom, where, which kind, which outlet and which days.

    aid "ready to sign" person:Fidan kind:statement outlet:"Al Hawa" from:2025-10-01 to:2025-10-31

The words become a query of SQLite's FTS5 in which each is quoted, so that nothing that is typed can be read
as its syntax (https://www.sqlite.org/fts5.html, 3.1 and 3.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

LONGEST = 1_000
"""Characters that are read of what was typed."""
MOST = 32
"""Words and phrases that are looked for."""
_KEYS = {
    "person": "person",
    "place": "place",
    "kind": "kind",
    "outlet": "outlet",
    "from": "since",
    "to": "until",
}
_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
_PIECE = re.compile(r'(?:(?P<key>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)(?P<end>"|$)|(?P<word>[^\s"]+))')
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class Query:
    """`words` are words and phrases, all of which are looked for; `is_open` says that the last of them is
    still being typed, so that it may be the beginning of a word. `since` and `until` are days, both
    included; the others are None where nothing is asked of them."""

    words: tuple[str, ...] = ()
    person: str | None = None
    place: str | None = None
    kind: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    is_open: bool = False

    @classmethod
    def parse(cls, typed: str) -> Query:
        """What somebody typed. A key that is not known, or a day that is none, is a word like others; of a
        key that is given twice, the last counts. Never an error."""
        text = typed[:LONGEST].translate(_QUOTES)
        words: list[str] = []
        asked: dict[str, str] = {}
        is_open = False
        for key, value, closed in _pieces(text):
            field = _KEYS.get(key.casefold())
            found = _asked(field, value) if field is not None else None
            if field is not None and found is not None:
                asked[field] = found
                is_open = False
            elif value and value.removesuffix(":").casefold() not in _KEYS:
                words.append(f"{key}:{value}" if key else value)
                is_open = not closed
        kept = tuple(word for word in words if _tokens(word))[:MOST]
        last = bool(kept) and bool(words) and kept[-1] == words[-1] and text[-1:].strip() != ""
        return cls(words=kept, is_open=is_open and last, **asked)

    @property
    def phrases(self) -> tuple[str, ...]:
        """The words and phrases as runs of letters and digits, which is what an index of words knows."""
        return tuple(" ".join(_tokens(word[:LONGEST])) for word in self.words)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked."""
        return self == Query()

    def match(self) -> str | None:
        """The words as an FTS5 query; None where there are none."""
        return match(self.words, self.is_open)

    def typed(self) -> str:
        """The query as one would type it; read again, it is the same but for words that are still open."""
        given = {field: key for key, field in _KEYS.items()}
        asked = [
            f"{key}:{_quoted(value)}"
            for field, key in given.items()
            if (value := getattr(self, field)) is not None
        ]
        return " ".join([*map(_quoted, self.words), *asked])


def match(words: tuple[str, ...], is_open: bool = False) -> str | None:
    """Words and phrases as an FTS5 query that asks for all of them; with `is_open`, the last one may go on.
    None where they have no letter and no digit."""
    found = [tokens for word in words[:MOST] if (tokens := _tokens(word[:LONGEST]))]
    if not found:
        return None
    pieces = ['"' + " ".join(tokens) + '"' for tokens in found]
    return " ".join(pieces) + ("*" if is_open else "")


def _pieces(text: str) -> Iterator[tuple[str, str, bool]]:
    """Each word or phrase with its key, and whether it is surely whole: a phrase whose quote is closed."""
    for piece in _PIECE.finditer(text):
        if piece["word"] is not None:
            yield piece["key"] or "", piece["word"], False
        else:
            yield piece["key"] or "", " ".join(piece["phrase"].split()), bool(piece["end"])


def _asked(field: str, value: str) -> str | None:
    """The value of a key; None where it has none, or where a day is no day."""
    if field in ("since", "until"):
        return _day(value, last=field == "until")
    return value if _tokens(value) else None


def _day(value: str, last: bool) -> str | None:
    """A day; for a month or a year its first or its last day."""
    found = _DAY.fullmatch(value)
    if found is None:
        return None
    year, month, day = (int(one) if one else None for one in found.groups())
    try:
        if year is not None and month is not None and day is not None:
            return date(year, month, day).isoformat()
        first = date(year or 0, month or 1, 1)
        if not last:
            return first.isoformat()
        if month is None:
            return date(first.year, 12, 31).isoformat()
        return date.fromordinal(_next_month(first).toordinal() - 1).isoformat()
    except (ValueError, OverflowError):
        return None


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _tokens(word: str) -> list[str]:
    """The runs of letters, marks and digits of a word. All else would be left out by FTS5's own tokenizer,
    and a phrase of nothing else is an error of its syntax in some versions."""
    kept = "".join(letter if _is_kept(letter) else " " for letter in word)
    return [token for token in kept.split() if any(letter.isalnum() for letter in token)]


def _is_kept(letter: str) -> bool:
    return letter.isprintable() and (letter.isalnum() or not letter.isascii()) and not letter.isspace()


def _quoted(value: str) -> str:
    is_plain = not any(letter.isspace() or letter in '":' for letter in value)
    return value if is_plain else '"' + value.replace('"', " ") + '"'
