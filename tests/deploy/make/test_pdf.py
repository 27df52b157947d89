"""The handbook as a PDF: whole, tagged, the same every time, its contents true."""

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader
from pypdf.generic import Destination

from macros.model import Person
from macros.register import Register
from tests.support.browsing import Reader
from tests.support.shared_sites import SharedSites
from tests.support.sites import ROOT

pytestmark = [pytest.mark.site, pytest.mark.browser]

WIDTH = 627
"""Pixels between the margins of A4: 166 mm."""
WIDE = """(width) => [...document.querySelectorAll("article, article *")].filter((element) =>
  element.clientWidth > 1 && (element.scrollWidth > element.clientWidth + 1 ||
    element.getBoundingClientRect().right > width + 1)
).map((element) => element.outerHTML.slice(0, 90))"""
"""The elements that hold more than fits them, or reach beyond the sheet."""


def make(site: Path, file: Path, *options: str) -> bytes:
    """The PDF of the handbook of a site, made as `make pdf` makes it."""
    command = [sys.executable, "-m", "deploy.make.pdf", str(site), str(file), *options]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return file.read_bytes()


@pytest.fixture(scope="module")
def made(real_site: Path, sites: SharedSites) -> bytes:
    """The PDF of the real handbook, made once."""
    folder = sites.made("pdf", lambda target: make(real_site, target / "handbook.pdf"))
    return (folder / "handbook.pdf").read_bytes()


@pytest.fixture(scope="module")
def booklet(made: bytes) -> PdfReader:
    """The same, to be read."""
    return PdfReader(BytesIO(made))


@pytest.fixture(scope="module")
def words(booklet: PdfReader) -> list[str]:
    """The words of each sheet, as a reader copies them."""
    return [" ".join(page.extract_text().split()) for page in booklet.pages]


def root(booklet: PdfReader) -> Any:
    return booklet.trailer["/Root"]


def links(booklet: PdfReader) -> list[Any]:
    notes = [note.get_object() for page in booklet.pages for note in page.get("/Annots", ())]
    return [note for note in notes if note["/Subtype"] == "/Link"]


def test_it_is_light_and_on_a4(made: bytes, booklet: PdfReader) -> None:
    """Light enough for a letter, and every sheet of one size."""
    assert len(made) < 5_000_000
    sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in booklet.pages}
    assert sizes == {(595, 842)}
    assert len(booklet.pages) > 30


def test_it_can_be_heard(booklet: PdfReader) -> None:
    """It is tagged, and says its language and its title."""
    assert root(booklet)["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root(booklet)
    assert root(booklet)["/Lang"] == "vi"
    assert booklet.metadata is not None
    assert booklet.metadata.title == "Sổ tay - Sổ tra cứu Ban Thư ký và Văn phòng Quốc hội"


def test_the_outline_names_the_chapters(booklet: PdfReader) -> None:
    """Below the title, with what opens the book first."""
    book: Any = booklet.outline[1]
    chapters = [item.title for item in book if isinstance(item, Destination)]
    assert chapters == [
        "Mục lục",
        "1. Những gì đã kết thúc",
        "2. Cơ quan",
        "3. Cơ cấu tổ chức",
        "4. Chương trình công tác",
        "5. Văn bản",
        "6. Nhân sự",
        "7. Thuật ngữ",
        "8. Nguồn",
    ]


def test_the_contents_name_the_right_pages(words: list[str], booklet: PdfReader) -> None:
    """Each line of the contents gives the number of the sheet on which its words stand."""
    lines = booklet.pages[1].extract_text().splitlines()
    lines_of_contents = [
        match for line in lines if (match := re.fullmatch(r"(\D.*|\d\. .*?)\s+(\d+)", line))
    ]
    assert len(lines_of_contents) > 20
    assert [
        match[0] for match in lines_of_contents if match[1].strip() not in words[int(match[2]) - 1]
    ] == []
    numbers = [int(match[2]) for match in lines_of_contents]
    assert numbers == sorted(numbers)
    assert numbers[0] == 3


def test_every_link_leads_to_a_place_in_it(booklet: PdfReader) -> None:
    """None leads out of the file: where the site is published is not known."""
    places = booklet.named_destinations
    inner = links(booklet)
    assert len(inner) > 500
    assert [link for link in inner if link.get("/Dest") not in places] == []
    pages = {booklet.get_destination_page_number(place) for place in places.values()}
    assert pages <= set(range(len(booklet.pages)))


def test_every_name_can_be_found_and_copied(words: list[str], real: Register) -> None:
    """Composed letters, in one piece: the print font has every Vietnamese letter."""
    text = " ".join(words)
    names = [entry.record.name for entry in real.all(Person)]
    assert len(names) > 30
    assert [name for name in names if name not in text] == []
    assert is_normalized("NFC", text)


def test_every_sheet_but_the_cover_says_of_which_day_it_speaks(words: list[str]) -> None:
    """And bears its number; the cover says the day in its own words."""
    line = "Sổ tra cứu Ban Thư ký và Văn phòng Quốc hội · tính đến ngày 21/11/2026"
    assert [
        n for n, text in enumerate(words[1:], 2) if line not in text or str(n) not in text
    ] == []
    assert line not in words[0]
    assert "Tính đến ngày 21/11/2026." in words[0]
    assert "Ban Thư ký Quốc hội: Đã kết thúc hoạt động từ ngày 7 tháng 3 năm 2025." in words[0]


def test_it_is_dated_with_the_day_of_which_it_speaks(booklet: PdfReader) -> None:
    """And not with that on which it was made."""
    assert booklet.metadata is not None
    dates = {str(booklet.metadata[key]) for key in ("/CreationDate", "/ModDate")}
    assert dates == {"D:20261121000000Z"}


def test_nothing_is_cut_or_wider_than_the_sheet(browser: Browser, address: str) -> None:
    """Set as on paper, every box holds what is in it."""
    reader = Reader(browser, address, WIDTH)
    reader.page.emulate_media(media="print")
    page = reader.open("handbook/")
    assert page.evaluate(WIDE, WIDTH) == []


def test_links_that_leave_it_lead_to_the_published_site(
    invented_site: Path, tmp_path: Path
) -> None:
    """Another institution's, of pages that are files: to an address that is given.

    A second time the same bytes are made.
    """
    base = "https://vuon.example/tra-cuu/"
    made = make(invented_site, tmp_path / "handbook.pdf", "--base", base)
    booklet = PdfReader(BytesIO(made))
    leaving = {link["/A"]["/URI"] for link in links(booklet) if "/A" in link}
    assert [link for link in leaving if not link.startswith(base)] == []
    assert f"{base}sources/bao-nha-vuon.html" in leaving
    assert "Hội đồng Vườn Ươm" in booklet.pages[0].extract_text()
    assert make(invented_site, tmp_path / "again.pdf", "--base", base) == made
