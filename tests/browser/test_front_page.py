"""What the front page owes a reader in a real browser: a search field that works, or none."""

import pytest
from playwright.sync_api import Browser

from tests.support.browsing import Reader

pytestmark = pytest.mark.browser

FIELD = "form.ask input"
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map((one) => one.value)))
    .observe({ type: "layout-shift", buffered: true });
"""


def test_what_is_typed_in_the_large_field_is_searched_for(browser: Browser, address: str) -> None:
    """The search dialog of every page takes over with the first letter, and loses none."""
    page = Reader(browser, address).open("")
    page.locator(FIELD).focus()
    page.keyboard.type("Phan Thị Thùy Linh")
    assert page.locator(".md-search__input").input_value() == "Phan Thị Thùy Linh"
    first = page.locator(".md-search-result__link").first
    first.wait_for()
    assert "Phan Thị Thùy Linh" in first.inner_text()


def test_the_large_field_can_be_passed_with_the_tab_key(browser: Browser, address: str) -> None:
    """To be in the field is no search yet; the next stop is its button."""
    page = Reader(browser, address).open("")
    page.locator(FIELD).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('form.ask button')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.md-search__input')")


def test_a_question_in_the_address_is_asked(browser: Browser, address: str) -> None:
    """The form is an ordinary one: sent as it stands, it leads to the same answers."""
    page = Reader(browser, address).open("?q=Phan+Thị+Thùy+Linh")
    first = page.locator(".md-search-result__link").first
    first.wait_for()
    assert "Phan Thị Thùy Linh" in first.inner_text()


def test_without_javascript_no_field_promises_to_search(browser: Browser, address: str) -> None:
    """A sentence stands in its place."""
    page = Reader(browser, address, java_script_enabled=False).open("")
    assert not page.locator(FIELD).is_visible()
    assert page.locator("noscript p").is_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_moves_while_the_front_page_loads(
    browser: Browser, address: str, width: int
) -> None:
    """Layout shift is nought, and nothing is wider than the smallest screen."""
    reader = Reader(browser, address, width)
    reader.page.add_init_script(SHIFTS)
    page = reader.open("")
    page.wait_for_timeout(500)
    assert page.evaluate("shifts") == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
