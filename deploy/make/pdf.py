"""Makes a tagged PDF of the handbook of a built site, when it is run as `make pdf` does."""

import argparse
import datetime as dt
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, NameObject, TextStringObject

from deploy.make.chromium import launched_chromium, served_folder

_PAGE = "handbook"
_MAX_ROUNDS = 3
"""How often the page numbers may move a chapter to another page."""
_TARGETS = """() => [...document.querySelectorAll(".contents a")].map((a) => a.hash.slice(1))"""
_WRITE_NUMBERS = """(numbers) => document.querySelectorAll(".contents__page").forEach(
  (place, index) => { place.textContent = numbers[index]; }
)"""
_HEADINGS = """() => [...document.querySelectorAll("article :is(h1, h2, h3, h4)")].map((heading) =>
  heading.textContent.replace(/#$/, "").replace(/\\s+/g, " ").trim())"""
"""The titles of the outline: Chromium repeats a heading that lies where two sheets meet."""
_REWRITE_LINKS = """([start, base]) => document.querySelectorAll("a[href]").forEach((link) => {
  if (link.getAttribute("href").startsWith("#")) return;
  if (base && link.href.startsWith(start)) link.href = base + link.href.slice(start.length);
  else link.removeAttribute("href");
})"""
"""Links to other pages of the site lead to its address if that is known, else become text."""
_NODE_NAME = re.compile(rb"\(node[0-9]{8}\)")
"""Matches the name that Chromium gives to an element in the structure of a tagged PDF."""
_PATHS = (f"{_PAGE}/", f"{_PAGE}.html")


def handbook_pdf(site: Path, base: str = "") -> bytes:
    """The handbook of a built site as a PDF; links that leave it begin with `base`, if given.

    Exit with a message when the page numbers do not settle.
    """
    path = next(path for path in _PATHS if (site / path).exists())
    # A browser of its own: Chromium numbers the elements of all that a process has shown.
    with served_folder(site) as address, launched_chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.route("**/*", lambda route: _allow_site_only(route, address))
        page.goto(address + path)
        page.wait_for_selector("html[data-ready]")
        page.evaluate("document.fonts.ready.then(() => true)")
        page.evaluate(_REWRITE_LINKS, [address, base])
        day = page.locator(".cover time").get_attribute("datetime")
        printed, headings = _print_numbered(page), page.evaluate(_HEADINGS)
    writer = PdfWriter(clone_from=BytesIO(printed))
    writer.pdf_header = printed[:8].decode()
    for item, title in zip(_outline_items(writer.get_outline_root()), headings, strict=True):
        item[NameObject("/Title")] = TextStringObject(title)
    return _date(writer, dt.date.fromisoformat(day or ""))


def editions(site: Path) -> list[str]:
    """The folders of the editions of a built site that have the handbook: the root, `en/`."""
    folders = ["", *sorted(f"{path.name}/" for path in site.glob("[a-z][a-z]"))]
    return [folder for folder in folders if any((site / folder / path).exists() for path in _PATHS)]


def _allow_site_only(route: Route, address: str) -> None:
    if route.request.url.startswith((address, "data:", "blob:")):
        route.continue_()
    else:
        route.abort()


def _print_numbered(page: Page) -> bytes:
    """Print until the contents name the pages on which the chapters begin in this very PDF."""
    targets: list[str] = page.evaluate(_TARGETS)
    numbers: list[int] = []
    for _ in range(_MAX_ROUNDS):
        printed = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
        actual = _page_numbers(PdfReader(BytesIO(printed)), targets)
        if actual == numbers:
            return printed
        numbers = actual
        page.evaluate(_WRITE_NUMBERS, [str(number) for number in numbers])
    sys.exit("the numbers in the contents do not settle")


def _page_numbers(reader: PdfReader, names: list[str]) -> list[int]:
    """The pages, from 1, of named destinations."""
    known = reader.named_destinations
    return [1 + (reader.get_destination_page_number(known[f"/{name}"]) or 0) for name in names]


def _outline_items(parent: Any) -> Iterator[Any]:
    """The items below an item of the outline, in order."""
    child = parent.get("/First")
    while child is not None:
        yield child.get_object()
        yield from _outline_items(child.get_object())
        child = child.get_object().get("/Next")


def _date(writer: PdfWriter, day: dt.date) -> bytes:
    """The file, dated with the day that it speaks of, so that two of one day are the same bytes."""
    time = f"D:{day:%Y%m%d}000000Z"
    writer.add_metadata({"/CreationDate": time, "/ModDate": time, "/Creator": "Chromium"})
    file_id = ByteStringObject(day.isoformat().encode().ljust(16, b"\0"))
    writer._ID = ArrayObject([file_id, file_id])
    output = BytesIO()
    writer.write(output)
    return _renumber_nodes(output.getvalue())


def _renumber_nodes(pdf: bytes) -> bytes:
    """Count the names of the elements from 0, whatever Chromium printed before.

    The new names are as long as the old ones and in the same order, so that nothing moves.
    """
    names = sorted(set(_NODE_NAME.findall(pdf)))
    new_names = {name: b"(node%08d)" % number for number, name in enumerate(names)}
    return _NODE_NAME.sub(lambda match: new_names[match[0]], pdf)


def main() -> None:
    """Make the PDF of a built site, and one of each edition in another language."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--base", default="", help="address of the published site")
    options = parser.parse_args()
    options.file.parent.mkdir(parents=True, exist_ok=True)
    for folder in editions(options.site):
        base = options.base and f"{options.base.rstrip('/')}/{folder}"
        pdf = handbook_pdf(options.site / folder, base)
        file = options.file.with_suffix(f".{folder.strip('/')}.pdf") if folder else options.file
        file.write_bytes(pdf)
        page_count = len(PdfReader(BytesIO(pdf)).pages)
        print(f"{file}: {page_count} pages, {len(pdf) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
