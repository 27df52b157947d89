"""Knows how the handbook of a built site becomes a PDF; refuses to know what stands in it."""

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

PAGE = "handbook"
ROUNDS = 3
"""How often the contents may push a chapter to another page before we give up."""
TARGETS = """() => [...document.querySelectorAll(".contents a")].map((a) => a.hash.slice(1))"""
WRITE = """(numbers) => document.querySelectorAll(".contents__page").forEach((place, index) => {
  place.textContent = numbers[index];
})"""
HEADINGS = """() => [...document.querySelectorAll("article :is(h1, h2, h3, h4)")].map((heading) =>
  heading.textContent.replace(/#$/, "").replace(/\\s+/g, " ").trim())"""
"""What the outline is to say: Chromium says a heading twice that stands where two sheets meet."""
LEAVING = """([start, base]) => document.querySelectorAll("a[href]").forEach((link) => {
  if (link.getAttribute("href").startsWith("#")) return;
  if (base && link.href.startsWith(start)) link.href = base + link.href.slice(start.length);
  else link.removeAttribute("href");
})"""
"""Links to other pages of the site: to its address if that is known, else plain words."""
NODE = re.compile(rb"\(node[0-9]{8}\)")
"""The name of an element in the structure of a tagged PDF, as Chromium gives it."""
PATHS = (f"{PAGE}/", f"{PAGE}.html")


def make(site: Path, base: str = "") -> bytes:
    """The handbook of the site as a PDF; links that leave it begin with `base`, if it is given."""
    path = next(one for one in PATHS if (site / one).exists())
    # A browser of its own: Chromium numbers the elements of all that a process has shown.
    with served_folder(site) as address, launched_chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.route("**/*", lambda route: _of_the_site(route, address))
        page.goto(address + path, wait_until="networkidle")
        page.evaluate(LEAVING, [address, base])
        day = page.locator(".cover time").get_attribute("datetime")
        made, headings = _numbered(page), page.evaluate(HEADINGS)
    writer = PdfWriter(clone_from=BytesIO(made))
    writer.pdf_header = made[:8].decode()
    for item, title in zip(_outline(writer.get_outline_root()), headings, strict=True):
        item[NameObject("/Title")] = TextStringObject(title)
    return _dated(writer, dt.date.fromisoformat(day or ""))


def _of_the_site(route: Route, address: str) -> None:
    if route.request.url.startswith((address, "data:", "blob:")):
        route.continue_()
    else:
        route.abort()


def _numbered(page: Page) -> bytes:
    """The PDF whose contents name the pages on which the chapters begin in this very PDF."""
    targets: list[str] = page.evaluate(TARGETS)
    numbers: list[int] = []
    for _ in range(ROUNDS):
        made = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
        found = places(PdfReader(BytesIO(made)), targets)
        if found == numbers:
            return made
        numbers = found
        page.evaluate(WRITE, [str(number) for number in numbers])
    sys.exit("the numbers in the contents do not settle")


def places(reader: PdfReader, names: list[str]) -> list[int]:
    """The pages, from 1, on which the named places stand."""
    known = reader.named_destinations
    return [1 + (reader.get_destination_page_number(known[f"/{name}"]) or 0) for name in names]


def _outline(item: Any) -> Iterator[Any]:
    """The lines below a line of the outline, as they stand."""
    below = item.get("/First")
    while below is not None:
        yield below.get_object()
        yield from _outline(below.get_object())
        below = below.get_object().get("/Next")


def _dated(writer: PdfWriter, day: dt.date) -> bytes:
    """The file, dated with the day of which it speaks, so that two of one day are the same."""
    time = f"D:{day:%Y%m%d}000000Z"
    writer.add_metadata({"/CreationDate": time, "/ModDate": time, "/Creator": "Chromium"})
    mark = ByteStringObject(day.isoformat().encode().ljust(16, b"\0"))
    writer._ID = ArrayObject([mark, mark])
    out = BytesIO()
    writer.write(out)
    return _numbered_anew(out.getvalue())


def _numbered_anew(made: bytes) -> bytes:
    """The same with the names of its elements counted from 0, and not by what Chromium did before.

    The new names are as long as the old ones and in the same order, so that nothing moves.
    """
    names = sorted(set(NODE.findall(made)))
    new = {name: b"(node%08d)" % number for number, name in enumerate(names)}
    return NODE.sub(lambda found: new[found[0]], made)


def main() -> None:
    """Make the PDF of a built site."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--base", default="", help="address of the published site")
    given = parser.parse_args()
    made = make(given.site, given.base)
    given.file.parent.mkdir(parents=True, exist_ok=True)
    given.file.write_bytes(made)
    pages = len(PdfReader(BytesIO(made)).pages)
    print(f"{given.file}: {pages} pages, {len(made) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
