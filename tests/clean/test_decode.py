"""Bytes to text, for files that lie about themselves."""

import pytest

from truceline.clean.decode import decode
from truceline.errors import InputError

NEWS = "The café in Port Selva was shut on Tuesday — “for good”, its owner said.\r\nTalks went on.\n"


def code(data: bytes, *, is_page: bool = False) -> str:
    with pytest.raises(InputError) as caught:
        decode(data, is_page=is_page)
    assert "save it as" in str(caught.value)
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_text_is_as_given_without_its_mark(encoding: str) -> None:
    assert decode(NEWS.encode(encoding), is_page=False) == NEWS


@pytest.mark.parametrize("mark", ["utf-16-be", "utf-32-be", "utf-16-le", "utf-32-le"])
def test_marks_of_both_byte_orders(mark: str) -> None:
    assert decode(("\ufeff" + NEWS).encode(mark), is_page=False) == NEWS


def test_only_the_first_mark_is_dropped() -> None:
    assert decode("\ufeff\ufeffTalks".encode(), is_page=False) == "\ufeffTalks"


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("utf-8", "cp1252", "“Talks” — café"),
        ("iso-8859-1", "cp1252", "“Talks” — café"),
        ("us-ascii", "utf-8", "“Talks” — café"),
        ("windows-1254", "cp1254", "Ayşe Dağlı went to Port Selva."),
        ("iso-8859-2", "iso8859-2", "Paweł Kowal went to Port Selva."),
        ("utf-16", "utf-8", "café"),
        ("utf-7", "cp1252", "café +AOk-"),
        ("no-such-encoding", "cp1252", "café"),
    ],
)
def test_what_a_page_declares_is_tried_behind_utf_8(declared: str, encoding: str, text: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>{text}</body></html>'
    assert decode(page.encode(encoding), is_page=True) == page


def test_a_text_does_not_declare_its_encoding() -> None:
    text = "charset=cp1251 “Talks”"
    assert decode(text.encode("cp1252"), is_page=False) == text


def test_a_mark_of_utf_8_that_lies() -> None:
    assert decode(b"\xef\xbb\xbf" + "It’s over.".encode("cp1252"), is_page=False) == "It’s over."


def test_a_few_bytes_of_another_encoding_in_utf_8() -> None:
    data = "“One” “two” “three” ".encode() + b"\x93four\x94"
    assert decode(data, is_page=False) == "“One” “two” “three” “four”"


def test_other_scripts_are_guessed() -> None:
    text = "Министр сказал, что переговоры в городе продолжатся три дня. " * 3
    assert decode(text.encode("cp1251"), is_page=False) == text


def test_a_stray_nul_stays_where_it_is() -> None:
    assert decode(b"Talks\x00 went on.\x1b", is_page=False) == "Talks\x00 went on.\x1b"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 x",
        b"PK\x03\x04 docx",
        b"\x89PNG\r\n",
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        b"\x1f\x8b\x08",
        b"{\\rtf1 Talks}",
        b"T\x00a\x00l\x00k\x00s\x00 \x00w\x00e\x00n\x00t\x00 \x00",
        bytes(range(256)) * 10,
    ],
)
def test_binary_files_are_refused(data: bytes) -> None:
    assert code(data) == "binary"
    assert code(data, is_page=True) == "binary"


def test_an_encoding_that_nobody_knows() -> None:
    assert code(b"\xff\xfea") == "encoding"
    assert code(bytes(range(0x80, 0x100)) * 50) == "encoding"
