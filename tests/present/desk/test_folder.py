"""The desk as a folder of pages."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner

from truceline.errors import RecordError
from truceline.present.cli import main
from truceline.present.desk.folder import name_of, write_folder
from truceline.present.desk.keeping import Keeper

_LINK = re.compile(r'\b(?:href|src)="([^"]*)"')


@pytest.fixture(scope="module")
def folder(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command writes of the sample."""
    made = tmp_path_factory.mktemp("folder")
    record = made / "sample.truceline"
    shutil.copy(sample_path, record)
    answer = CliRunner().invoke(main, ["report", str(record), "--folder", str(made / "pages")])
    assert answer.exit_code == 0, answer.output
    assert "index.html" in answer.output
    assert "not linked" not in answer.output
    return made / "pages"


def test_every_link_leads_to_a_file(folder: Path) -> None:
    pages = {page: page.read_text(encoding="utf-8") for page in folder.rglob("*.html")}
    assert len(pages) > 200
    ids = {page: set(re.findall(r'\sid="([^"]+)"', text)) for page, text in pages.items()}
    for page, text in pages.items():
        for link in _LINK.findall(text):
            found = urlsplit(unescape(link))
            if found.scheme in ("http", "https", "data"):
                continue
            assert not found.scheme and not found.netloc and not found.query, (page, link)
            to = (page.parent / unquote(found.path)).resolve() if found.path else page
            assert to.is_file(), (page, link)
            assert to.is_relative_to(folder.resolve()), (page, link)
            if found.fragment and found.fragment != "content":
                assert found.fragment in ids[to], (page, link)


def test_nothing_in_it_needs_a_server(folder: Path) -> None:
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<form" not in text and "htmx" not in text, page
        assert 'data-left="out"' not in text, page
        assert len(re.findall(r'\sid="([^"]+)"', text)) == len(set(re.findall(r'\sid="([^"]+)"', text))), page


def test_a_sentence_has_its_lines_on_the_same_page(folder: Path) -> None:
    report = next(iter(sorted((folder / "reports").glob("*.html")))).read_text(encoding="utf-8")
    spots = re.findall(r'<a class="m[^"]*"[^>]* href="#(at-[0-9]+)"', report) or re.findall(
        r'href="#(at-[0-9]+)"', report
    )
    assert spots
    assert all(f'id="{spot}"' in report for spot in spots)
    assert "What rests on this sentence" in report


def test_what_there_is_no_room_for_is_not_linked(sample_path: Path, tmp_path: Path) -> None:
    record = tmp_path / "sample.truceline"
    shutil.copy(sample_path, record)
    keeper = Keeper(record)
    keeper.open()
    try:
        written = write_folder(keeper, tmp_path / "pages", most=12)
        assert written.pages <= 12 < written.left_out
        for page in (tmp_path / "pages").rglob("*.html"):
            for link in re.findall(r'href="([^"#:]+\.html)', page.read_text(encoding="utf-8")):
                assert (page.parent / link).is_file()
        (tmp_path / "file").write_text("")
        with pytest.raises(RecordError, match="cannot write"):
            write_folder(keeper, tmp_path / "file", most=1)
    finally:
        keeper.close()


def test_names_of_files_are_harmless_and_their_own() -> None:
    addresses = [
        "/", "/people", "/people?kind=body", "/people/body", "/people?kind=../../x", "/people/..%2F..%2Fx",
        "/people?kind=a%2Fb", "/people?kind=a_b", "/people?from=a&to=b", "/people/%D7%90", "/people/CON.",
    ]  # fmt: skip
    names = [name_of(address) for address in addresses]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\.html", name) for name in names), names
