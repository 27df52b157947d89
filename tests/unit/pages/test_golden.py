"""Golden pages: the bodies of the invented institution's pages, for a person to review.

After a wanted change run `UPDATE_GOLDEN=1 make fast` and read the difference.
"""

import datetime as dt
import os

import pytest

from macros.pages import Links, Site, page_stubs
from macros.register import Register
from tests.support.sites import ROOT

GOLDEN = ROOT / "tests/golden"
DAY = dt.date(2031, 5, 5)
ENTRIES = (
    "people/do-thuy-an",
    "people/le-van-binh",
    "organizations/hoi-dong-vuon-uom",
    "organizations/ban-mua-xuan",
    "organizations/to-gieo-hat",
    "programmes/2031",
    "tasks/2031-01",
    "legislation/dieu-le-02-2030",
    "events/2031-02-03",
    "sources/bao-nha-vuon",
)


PAGES = (
    *(f"{address}.md" for address in ENTRIES),
    *("people/index.md", "terms/garden.md", "data.md", "handbook.md", "self-check.md"),
    *("views/index.md", "views/roster.md", "views/changes.md", "views/timeline.md"),
    *("views/law.md", "views/structure/van-phong-vuon-uom.md", "programmes/2031/sheet.md"),
)


@pytest.mark.parametrize("uri", PAGES)
def test_the_body_of_a_page(invented: Register, uri: str) -> None:
    """Each kind of page says exactly this."""
    site, links = Site(invented, DAY), Links(invented, "")
    (stub,) = (stub for stub in page_stubs(invented) if stub.uri == uri)
    text = site.body(stub, links.url(uri)).html
    file = GOLDEN / f"{uri.removesuffix('.md')}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
