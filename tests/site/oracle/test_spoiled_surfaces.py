"""The oracle notices a surface that says something else: a page, a drawing, a line, an export."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import INVENTED, INVENTED_CHOICES
from tests.site.oracle.oracle import Difference, compare

pytestmark = pytest.mark.site

ROSTER = "views/roster.html"
CHART = "views/structure/van-phong-vuon-uom.html"
SPOILED = {
    "a step of a roster": (ROSTER, "yes 2031-07-01 no", "no", "roster"),
    "a row of a roster": (ROSTER, "<tr data-row>.*?Đỗ Thùy An.*?</tr>", "", "roster"),
    "a holder by another": (ROSTER, "people/do-thuy-an", "people/tran-y", "roster"),
    "a title in a roster": (ROSTER, ">Chủ tịch Hội", ">Chủ nhiệm Hội", "roster"),
    "a unit of a chart": (
        CHART,
        "(chart__level.*?)2029-05-01 yes 2030-05-01",
        r"\g<1>2029-06-01 yes 2030-05-01",
        "chart",
    ),
    "a day of a structure": (
        CHART,
        "(chart__level.*?)2030-05-01 yes 2030-05-02",
        r"\g<1>2030-05-03 yes 2030-05-04",
        "chart",
    ),
    "a badge": ("people/do-thuy-an.html", "badge--held-yes", "badge--held-no", "page of a person"),
    "a printed day": (
        "people/do-thuy-an.html",
        '(class="memberships">.*?)1/5/2029 –',
        r"\g<1>1/6/2029 –",
        "page of a person",
    ),
    "a bar": ("people/do-thuy-an.html", 'rect class="sure"', 'rect class="open"', "timelines"),
    "a banner": (
        "organizations/ban-mua-xuan.html",
        "tháng 7 năm 2030",
        "tháng 8 năm 2030",
        "banner",
    ),
    "a mark": ("views/changes.html", 'class="analysis"', 'class="x"', "changes"),
    "a list": (
        "legislation/index.html",
        "2030-05-01 ended",
        "2030-06-01 ended",
        "list of documents",
    ),
    "a map": ("views/law.html", "in-force 2030-05-01 ended", "in-force", "map of the law"),
    "a wording": (
        "legislation/dieu-le-02-2030.html",
        "trước 1/1/2032",
        "trước 1/1/2031",
        "page of a d",
    ),
    "a programme": ("programmes/2031.html", 'data-steps="not-yet', 'data-steps="yes', "programme"),
    "a common question": ("needs/index.html", "people/do-thuy-an", "people/le-van-binh", "common"),
    "a card": ("index.html", "badge--force-ended", "badge--force-in-force", "cards of documents"),
    "a path": ("onboarding/nguoi-lam-vuon.html", "badge--held-yes", "badge--held-no", "paths"),
    "the handbook": (
        "handbook.html",
        "(chapter--people.*?)badge--held-yes",
        r"\g<1>badge--held-unknown",
        "handbook, people",
    ),
    "a search line": ("search", r"Ươm \(đang giữ\) · 2029", "Ươm (đã thôi) · 2029", "search line"),
    "an export": ("api/v1/people.json", '"2031-06-30"', '"2031-05-30"', "exports"),
    "the self-check": ("api/v1/self-check.json", '"answer": 1', '"answer": 0', "self-check"),
}
"""A file, what is taken out of it once, what is put in its place, and the surface that differs."""


@pytest.fixture(scope="module")
def copied(invented_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site that a test may spoil."""
    return shutil.copytree(invented_site, tmp_path_factory.mktemp("spoiled") / "site")


def _differences(site: Path) -> set[Difference]:
    return set(compare(site, INVENTED, INVENTED_CHOICES["AS_OF"]).differences)


@pytest.fixture(scope="module")
def usual(copied: Path) -> set[Difference]:
    """The differences of the site as it is."""
    return _differences(copied)


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_surface_is_noticed(copied: Path, usual: set[Difference], name: str) -> None:
    """Each difference that it makes is one of that surface."""
    path, old, new, surface = SPOILED[name]
    file = next((copied / path).glob("index.*.js")) if path == "search" else copied / path
    whole = file.read_text(encoding="utf-8")
    spoiled, count = re.subn(old, new, whole, count=1, flags=re.DOTALL)
    assert count == 1
    file.write_text(spoiled, encoding="utf-8")
    try:
        found = _differences(copied) - usual
    finally:
        file.write_text(whole, encoding="utf-8")
    assert {one.surface.startswith(surface) for one in found} >= {True}
