"""Bytes to text: byte order marks, UTF-8, what a page declares, and only then a guess.

Nothing but a byte order mark is dropped, and no character is changed: offsets index the text as it came in.
"""

from __future__ import annotations

import re
from functools import cache

from charset_normalizer import from_bytes

from truceline import resources
from truceline.errors import InputError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_BINARY = (
    b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"GIF8", b"\xff\xd8\xff",
    b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!\x1a", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd",
    b"\x7fELF", b"MZ\x90", b"SQLite format 3\x00",
)  # fmt: skip
"""How other kinds of file begin: Office files, pictures, archives, programs, databases."""

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_HEAD = 4096
"""A page must declare its encoding within its first kilobyte; some do a little later."""
_SAMPLE = 1 << 16
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MANY_CONTROLS = 0.02
_FEW_CONTROLS = 8
"""A stray NUL or two is no reason to refuse a text."""
_MOSTLY_ASCII = 0.15
_HIGH = re.compile(rb"[\x80-\xff]+")
_UNDECODED = re.compile("[\udc80-\udcff]")


def decode(data: bytes, *, is_page: bool) -> str:
    """The text of a file. Raises `InputError` for what is no text, or is in an encoding that nobody knows."""
    if data.startswith(_BINARY):
        raise _binary()
    text = _marked(data)
    data = data.removeprefix(b"\xef\xbb\xbf")
    if text is None:
        text = _utf8(data)
    if text is None:
        text = _other(data, is_page=is_page)
    refuse_binary(text)
    return text


def refuse_binary(text: str) -> None:
    """Raise `InputError` for a text with more control characters than a slip could leave in it."""
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if controls > _FEW_CONTROLS and controls > _MANY_CONTROLS * len(text):
        raise _binary()


def _binary() -> InputError:
    return InputError("binary", "This is a binary file, not text; save it as text or HTML first.")


def _marked(data: bytes) -> str | None:
    """The text behind a byte order mark; None without one, or with one of UTF-8 before other bytes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            if text is not None:
                return text
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _unknown_encoding()
    return None


def _utf8(data: bytes) -> str | None:
    """UTF-8, also with a few bytes that are not: copied from another page, or cut in two."""
    text = data.decode("utf-8", "surrogateescape")
    broken = sum(1 for _ in _UNDECODED.finditer(text))
    if not broken:
        return text
    if broken > sum(1 for character in text if character > "\x7f") // 2:
        return None
    return _UNDECODED.sub(lambda odd: _windows(bytes([ord(odd.group()) - 0xDC00])), text)


def _windows(data: bytes) -> str:
    return data.decode("cp1252", "replace")


def _other(data: bytes, *, is_page: bool) -> str:
    declared = _declared(data) if is_page else None
    if declared and (text := _strict(data, declared)) is not None:
        return text
    sample = data[:_SAMPLE]
    high = sum(len(run.group()) for run in _HIGH.finditer(sample))
    # English with a few quotation marks and accents is too little for a guess; Windows wrote most of it.
    if high < _MOSTLY_ASCII * len(sample) and (text := _strict(data, "cp1252")) is not None:
        return text
    guess = from_bytes(sample).best()
    if guess is not None and (text := _strict(data, guess.encoding)) is not None:
        return text
    if sum(1 for _ in _CONTROL.finditer(_windows(sample))) > _MANY_CONTROLS * len(sample):
        raise _binary()
    raise _unknown_encoding()


def _unknown_encoding() -> InputError:
    return InputError("encoding", "The encoding of this text is not known; save it as UTF-8.")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(data: bytes) -> str | None:
    """The codec for the encoding that a page declares; None for one that no page may use."""
    match = _DECLARED.search(data[:_HEAD])
    return _codecs().get(match.group(1).decode("ascii").lower()) if match else None


@cache
def _codecs() -> dict[str, str]:
    table: dict[str, list[str]] = resources.table("charsets.toml")
    return {label: codec for codec, labels in table.items() for label in labels}
