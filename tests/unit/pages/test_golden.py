"""Golden pages: the bodies of the invented institution's pages, for a person to review.

After a wanted change run `UPDATE_GOLDEN=1 make fast` and read the difference.
"""

import datetime as dt
import os

import pytest

from macros.pages.site import Site
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


def _compare(name: str, text: str) -> None:
    file = GOLDEN / f"{name}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ENTRIES)
def test_the_page_of_a_record(invented: Register, address: str) -> None:
    """The page of a record says exactly this."""
    _compare(address, Site(invented, DAY).entry(f"{address}/", address))


def test_the_list_of_a_collection(invented: Register) -> None:
    """The list of people says exactly this."""
    _compare("people/index", Site(invented, DAY).listing("people/", "people"))


VIEWS = (
    ("index", ""),
    ("roster", ""),
    ("changes", ""),
    ("timeline", ""),
    ("law", ""),
    ("structure", "organizations/van-phong-vuon-uom"),
    ("sheet", "programmes/2031"),
)


@pytest.mark.parametrize(("name", "address"), VIEWS)
def test_a_view_of_the_whole(invented: Register, name: str, address: str) -> None:
    """Charts, timelines and maps are drawn exactly so."""
    _compare(f"views/{name}", Site(invented, DAY).view(f"views/{name}/", name, address))


def test_a_page_of_terms(invented: Register) -> None:
    """The page of a group of terms says exactly this."""
    _compare("terms/garden", Site(invented, DAY).terms("terms/garden/", "garden"))


def test_the_handbook(invented: Register) -> None:
    """All of it as one page says exactly this."""
    _compare("handbook", Site(invented, DAY).handbook("handbook/"))


def test_the_page_about_the_data(invented: Register) -> None:
    """The page about the data counts exactly this."""
    _compare("data", Site(invented, DAY).data("data/"))


def test_the_page_of_questions(invented: Register) -> None:
    """The self-check asks exactly this."""
    _compare("self-check", Site(invented, DAY).selfcheck("self-check/"))
