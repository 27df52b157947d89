"""What holds of every kind of page, each opened once: rules of accessibility, sizes, the focus."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.support.accessibility import FOCUS, broken_on_every_screen, cut, show, too_wide
from tests.support.browsing import Reader
from tests.support.sites import PAGES

pytestmark = [pytest.mark.site, pytest.mark.browser]

KINDS = (*(path for path in PAGES if path != "handbook/"), "404.html")
SEARCHED = ("", "people/", "views/law/", "404.html")
"""Where the search is opened, too: its dialog is the same on every page."""
SMALL = "handbook.html"
"""That of the invented institution: axe needs a minute for the real one."""


@dataclass(frozen=True)
class Kind:
    """A page that is open, in a window that several tests share."""

    path: str
    reader: Reader

    @property
    def page(self) -> Page:
        """The page, on a desk and by day."""
        show(self.reader.page, 1280, "light")
        return self.reader.page


@pytest.fixture(scope="module", params=(*KINDS, SMALL), ids=lambda path: path or "index")
def kind(
    chromium: Browser, address: str, invented_address: str, request: pytest.FixtureRequest
) -> Iterator[Kind]:
    """One page of each kind, opened once."""
    site = invented_address if request.param == SMALL else address
    reader = Reader(chromium, site, reduced_motion="reduce")
    reader.open(request.param)
    yield Kind(request.param, reader)
    reader.page.context.close()


def test_with_the_network_cut_the_page_is_whole(kind: Kind) -> None:
    """No script errs, nothing is asked for elsewhere, nothing is wider than a desk or a phone."""
    page = kind.page
    found = too_wide(page, 1280)
    show(page, 390, "light")
    found += too_wide(page, 390)
    assert (kind.reader.errors, kind.reader.foreign, found) == ([], [], [])


def test_at_200_percent_nothing_is_cut_or_wider_than_the_screen(kind: Kind) -> None:
    """A screen of 1280 pixels enlarged twice is 640 wide: what must scroll takes the focus."""
    assert cut(kind.page) == []


def test_no_rule_of_accessibility_is_broken(kind: Kind) -> None:
    """On a desk and a phone, by day and by night, with the search closed and open."""
    page = kind.page
    assert broken_on_every_screen(page) == {}
    if kind.path in SEARCHED:
        page.locator("[data-md-component=search-query]").focus()
        page.keyboard.type("quoc hoi")
        page.locator(".md-search-result__link").first.wait_for()
        assert broken_on_every_screen(page) == {}
        page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [1280, 390])
def test_whatever_has_the_focus_shows_it(kind: Kind, width: int) -> None:
    """An outline of 2 pixels or more, on something that is in sight."""
    page = kind.page
    show(page, width, "light")
    page.keyboard.press("Tab")
    count, unseen = page.evaluate(FOCUS)
    assert (count > 3, unseen) == (True, [])
