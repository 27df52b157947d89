"""What readers find who hear the page or use no mouse: roles, names, the way of the focus."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.accessibility import FOCUS, broken_rules
from tests.support.browsing import Reader

pytestmark = pytest.mark.browser


def test_the_menu_of_a_phone_breaks_no_rule(browser: Browser, address: str) -> None:
    """Nor does the menu, opened where the navigation has a second level."""
    page = Reader(browser, address, 390, reduced_motion="reduce").open("data/")
    page.get_by_role("button", name="Điều hướng").click()
    assert broken_rules(page) == []


def _roles(page: Page, selector: str) -> list[str]:
    """The roles below an element, as Chromium tells them to a screen reader."""
    tree = page.locator(selector).first.aria_snapshot()
    return re.findall(r"^ *- '?([a-z]+)", tree, re.MULTILINE)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["people/", "tasks/", "legislation/"])
def test_a_list_is_a_table_on_every_screen(
    browser: Browser, address: str, path: str, width: int
) -> None:
    """It has rows, each with one header that names the record or a state."""
    page = Reader(browser, address, width).open(path)
    rows = page.locator("table.listing tr[data-facets]").count()
    states = page.locator("table.listing tr.group:visible").count()
    columns = page.locator("table.listing thead th:visible").count()
    assert (rows > 5, columns > 1) == (True, True)
    found = _roles(page, ".list")
    wanted = {
        "table": 1,
        "rowgroup": 1 + page.locator("table.listing tbody:visible").count(),
        "row": rows + states + 1,
        "columnheader": columns,
        "rowheader": rows + states,
        "cell": rows * (columns - 1) + page.locator("table.listing .group td:visible").count(),
    }
    assert {role: found.count(role) for role in wanted} == wanted


def test_a_list_is_a_table_on_a_phone_without_javascript(browser: Browser, address: str) -> None:
    """Nothing says there that a block is a row, so rows stay rows, in a region that scrolls."""
    page = Reader(browser, address, 390, java_script_enabled=False).open("people/")
    row = page.locator("table.listing tr[data-facets]").first
    expect(row).to_have_css("display", "table-row")


def test_a_task_is_named_by_its_words_and_not_by_its_number(browser: Browser, address: str) -> None:
    """A screen reader says the name of the record with each of its cells."""
    page = Reader(browser, address, 390).open("tasks/")
    row = page.locator("table.listing tr[data-facets]").first
    expect(row.get_by_role("rowheader")).to_have_text(row.get_by_role("link").first.inner_text())
    expect(row.get_by_role("cell").first).to_have_text("1")


def test_english_words_in_the_list_of_terms_are_marked(browser: Browser, address: str) -> None:
    """A screen reader changes its voice for them."""
    page = Reader(browser, address).open("terms/")
    marked = page.locator("table.listing td:nth-child(3) [lang=en]")
    assert (
        marked.count() == page.locator("table.listing td:nth-child(3):not(:has(.unknown))").count()
    )
    assert marked.count() > 20


def test_a_footnote_says_what_it_is(browser: Browser, address: str) -> None:
    """Heard alone, "1a" says nothing; its name begins with what it is, there and back."""
    page = Reader(browser, address).open("people/phan-thi-thuy-linh/")
    expect(page.locator("#c1a")).to_have_accessible_name("Nguồn 1a, 2")
    page.locator("#sources").click()
    expect(page.locator("#s1a > a")).to_have_accessible_name("Về chỗ dẫn 1a")
    names = page.locator('sup a[href^="#s"], ol.sources a[href^="#c"]')
    assert names.count() == page.locator("a[aria-label]:is([href^='#s'], [href^='#c'])").count()


def _tabs(page: Page, count: int) -> list[Any]:
    """Classes of the elements that the first Tabs reach."""
    classes = []
    for _ in range(count):
        page.keyboard.press("Tab")
        classes.append(page.evaluate("document.activeElement.classList[0]"))
    return classes


def test_tab_leads_from_the_skip_link_to_search_and_tabs(browser: Browser, address: str) -> None:
    """First a way past the navigation; the empty list of results is passed over."""
    page = Reader(browser, address).open("people/")
    head = ["md-skip", "site-name", "md-search__input", "md-header__button", "md-option"]
    assert _tabs(page, 10) == [*head, *["md-tabs__link"] * 5]
    page.keyboard.press("Tab")
    expect(page.locator(".subtabs a").first).to_be_focused()


def test_the_skip_link_leads_past_the_navigation(browser: Browser, address: str) -> None:
    """Enter on it, then Tab: one stands in the article."""
    page = Reader(browser, address).open("people/bui-van-cuong/")
    _tabs(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_the_menu_of_a_phone_opens_and_closes_by_keys(browser: Browser, address: str) -> None:
    """Enter opens it at its section, Escape closes it and leads back."""
    page = Reader(browser, address, 390, reduced_motion="reduce").open("people/")
    button = page.get_by_role("button", name="Điều hướng")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert page.get_by_role("navigation").get_by_role("link", name="Thuật ngữ").count() == 0
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".md-nav__title[for=__nav_2]")).to_be_focused()
    assert page.evaluate(FOCUS)[1] == []
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_a_section_of_the_menu_is_left_by_a_key(browser: Browser, address: str) -> None:
    """The menu opens on the way back from the section, not on a link that the section covers."""
    page = Reader(browser, address, 390, reduced_motion="reduce").open("data/")
    page.get_by_role("button", name="Điều hướng").press("Enter")
    assert page.evaluate("document.activeElement.className").startswith("md-nav__title")
    above = page.locator(".md-sidebar--primary").get_by_role("link", name="Trang đầu")
    assert above.count() == 0
    page.keyboard.press("Enter")
    expect(above).to_be_visible()
