"""Plain text and web pages: the bytes go on as they are."""

import pytest

from truceline.model.report import RawReport
from truceline.plugins import Reader
from truceline.read import html, text


@pytest.mark.parametrize(("reader", "media"), [(text.reader, "text"), (html.reader, "html")])
def test_one_report_a_file_with_its_bytes_untouched(reader: Reader, media: str) -> None:
    data = b"\xef\xbb\xbfTalks\r\nwent on.\x00"
    (report,) = reader.read("in/a.x", data)
    assert isinstance(report, RawReport)
    assert (report.origin, report.media, report.body) == ("in/a.x", media, data)
    assert not reader.by_line


def test_suffixes() -> None:
    assert text.reader.suffixes == (".txt",)
    assert html.reader.suffixes == (".html", ".htm", ".xhtml")
