"""The keys of every page: those to the search field, and the help that lists them."""

import pytest
from playwright.sync_api import Browser, expect

from tests.support.accessibility import broken_rules
from tests.support.browsing import Reader

pytestmark = [pytest.mark.site, pytest.mark.browser]

FIELD = ".md-search__input"


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_leads_to_the_search_field(browser: Browser, address: str, key: str) -> None:
    """The field says so to the eye and to a screen reader; what was pressed is not typed."""
    page = Reader(browser, address).open("people/bui-van-cuong/")
    expect(page.locator(".search-keys")).to_have_text("/ hoặc Ctrl+K")
    expect(page.locator(FIELD)).to_have_attribute("aria-keyshortcuts", "/ Control+K")
    page.keyboard.press(key)
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("")
    expect(page.locator("#__search")).to_be_checked()


def test_the_help_opens_by_its_key_and_its_button(browser: Browser, address: str) -> None:
    """Escape and its own button close it, and the focus is where it was."""
    page = Reader(browser, address).open("people/")
    help_box = page.get_by_role("dialog", name="Phím tắt")
    button = page.get_by_role("button", name="Phím tắt")
    page.keyboard.press("?")
    expect(help_box).to_be_visible()
    assert broken_rules(page, least=10) == []
    page.keyboard.press("Escape")
    expect(help_box).to_be_hidden()
    button.click()
    help_box.get_by_role("button", name="Đóng").click()
    expect(help_box).to_be_hidden()
    expect(button).to_be_focused()


def test_a_question_mark_in_a_field_is_typed(browser: Browser, address: str) -> None:
    """The help stays closed."""
    page = Reader(browser, address).open("people/")
    page.locator(FIELD).focus()
    page.keyboard.type("ai?")
    expect(page.locator(FIELD)).to_have_value("ai?")
    expect(page.locator("#keys")).to_be_hidden()


def test_without_javascript_nothing_promises_the_help(browser: Browser, address: str) -> None:
    """Its button is not shown."""
    page = Reader(browser, address, java_script_enabled=False).open("people/")
    expect(page.locator("[data-opens=keys]")).to_be_hidden()


def test_every_page_lights_its_section_and_its_list(browser: Browser, address: str) -> None:
    """Records, too, which the navigation does not name; above their heading is the way to them."""
    wanted = {
        "people/bui-van-cuong/": ("Tra cứu", "people/"),
        "views/structure/van-phong-quoc-hoi/": ("Toàn cảnh", "views/"),
        "onboarding/chung/": ("Dành cho người mới", "onboarding/"),
        "sources/quochoi-85258/": ("Nguồn và dữ liệu", "sources/"),
        "writing/": ("Giúp sửa", "writing/"),
    }
    reader = Reader(browser, address)
    for path, (section, page_of_list) in wanted.items():
        page = reader.open(path)
        expect(page.locator(".md-tabs__item--active")).to_have_text(section)
        current = page.locator(".subtabs [aria-current]")
        assert current.evaluate("link => link.href") == address + page_of_list
        assert page.locator(".breadcrumb").count() == (path != page_of_list)
