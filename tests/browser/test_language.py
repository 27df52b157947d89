"""The link to the other language: it keeps place and day, and the choice is kept."""

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsing import Reader

pytestmark = [pytest.mark.site, pytest.mark.browser]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_switch_keeps_page_place_and_day(browser: Browser, address: str, width: int) -> None:
    """There and back."""
    reader = Reader(browser, address, width)
    page = reader.open("views/roster/?ngay=2024-03-11#sources")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/views/roster/?ngay=2024-03-11#sources")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Tiếng Việt").click()
    page.wait_for_url(f"{address}views/roster/?ngay=2024-03-11#sources")
    assert (reader.errors, reader.foreign) == ([], [])


def test_the_choice_is_kept_and_nothing_is_guessed(browser: Browser, address: str) -> None:
    """The front page opens in the language chosen last; other pages in that of their address."""
    reader = Reader(browser, address, locale="en-GB")
    page = reader.open("")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/")
    page.goto(address)
    page.wait_for_url("**/en/")
    page.goto(f"{address}people/")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    page.goto(f"{address}en/")
    page.get_by_role("link", name="Tiếng Việt").click()
    page.wait_for_url(address)
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", "vi")


def test_without_javascript_the_link_leads_to_the_page(browser: Browser, address: str) -> None:
    """Its address is in the page."""
    reader = Reader(browser, address, java_script_enabled=False)
    page = reader.open("people/le-quang-manh/")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/people/le-quang-manh/")
