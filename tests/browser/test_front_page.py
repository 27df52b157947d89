"""What the front page owes a reader in a real browser: answers in sight, a search that works."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.accessibility import broken_on_every_screen, broken_rules, too_wide
from tests.support.browsing import Reader

pytestmark = [pytest.mark.site, pytest.mark.browser]

FIELD = "form.ask input"
HITS = ".found [role=option]"
SAID = ".found__said"
HIGHEST = 1800
"""Pixels of the front page on a screen of 1280."""
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map((one) => one.value)))
    .observe({ type: "layout-shift", buffered: true });
"""


def type_in(page: Page, words: str) -> None:
    """Focus the large field, type, and wait for the answer."""
    page.locator(FIELD).focus()
    page.keyboard.type(words)
    expect(page.locator(SAID)).to_have_text(re.compile("tìm thấy", re.IGNORECASE))


def test_the_front_page_fits_two_screens(browser: Browser, address: str) -> None:
    """Today, milestones, views, changes and numbers are all in it."""
    page = Reader(browser, address).open("")
    assert page.evaluate("document.documentElement.scrollHeight") <= HIGHEST
    assert page.locator(".front > :is(.today, .ribbon, .doors, .recent, .counts)").count() == 5
    assert page.locator(".ribbon li").count() == 5
    top = page.locator(".today").bounding_box()
    assert top
    assert top["y"] + top["height"] < 720


def test_results_drop_down_under_the_field_and_the_focus_stays(
    browser: Browser, address: str
) -> None:
    """Nothing jumps: the text stays where it was typed, and the dialog of other pages is closed."""
    page = Reader(browser, address).open("")
    type_in(page, "Phan Thị Thùy Linh")
    expect(page.locator(HITS).first).to_contain_text("Phan Thị Thùy Linh")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("Phan Thị Thùy Linh")
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#__search")).not_to_be_checked()
    field, box = page.locator(FIELD).bounding_box(), page.locator(".found").bounding_box()
    assert field
    assert box
    assert (box["x"], box["y"] - field["y"] - field["height"] < 10) == (field["x"], True)


def test_escape_closes_the_results_and_keeps_the_text(browser: Browser, address: str) -> None:
    """An arrow opens them again."""
    page = Reader(browser, address).open("")
    type_in(page, "ban thư ký")
    page.keyboard.press("Escape")
    expect(page.locator(".found")).to_be_hidden()
    expect(page.locator(FIELD)).to_have_value("ban thư ký")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".found")).to_be_visible()


def test_arrows_choose_a_hit_that_enter_opens(browser: Browser, address: str) -> None:
    """A screen reader hears which; up from the first hit leads back to the field."""
    page = Reader(browser, address).open("")
    type_in(page, "kỳ họp bất thường")
    wanted = page.locator(HITS).nth(1).get_attribute("href")
    for key in ("ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    assert page.locator(FIELD).get_attribute("aria-activedescendant") is None
    for key in ("ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator(FIELD)).to_have_attribute("aria-activedescendant", "found-1")
    expect(page.locator("#found-1")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(str(wanted))


def test_enter_leads_to_the_best_hit_even_before_it_is_shown(
    browser: Browser, address: str
) -> None:
    """Whoever types fast and presses Enter is not left behind."""
    page = Reader(browser, address).open("")
    page.locator(FIELD).focus()
    page.keyboard.type("vuong dinh hue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/vuong-dinh-hue/**")


def test_where_nothing_fits_the_nearest_names_are_offered(browser: Browser, address: str) -> None:
    """Enter alone opens none of them; what was understood is said."""
    page = Reader(browser, address).open("")
    type_in(page, "qjhwungz zzthuwww")
    expect(page.locator(SAID)).to_have_text("Không tìm thấy mục nào – Tên gần nhất:")
    page.keyboard.press("Enter")
    assert page.locator(HITS).count() > 0
    page.locator(FIELD).fill("ban thuw kys")
    expect(page.locator(SAID)).to_have_text(re.compile(r"\(đang tìm: ban thư ký\)$"))


def test_all_results_are_shown_by_the_search_of_every_page(browser: Browser, address: str) -> None:
    """Only by the button that says so."""
    page = Reader(browser, address).open("")
    type_in(page, "ban thư ký")
    page.get_by_role("button", name="Xem mọi kết quả").click()
    expect(page.locator("#__search")).to_be_checked()
    expect(page.locator(".md-search__input")).to_have_value("ban thư ký")
    assert page.locator(".md-search-result__item").count() > 7


def test_the_large_field_can_be_passed_with_the_tab_key(browser: Browser, address: str) -> None:
    """To be in the field is no search yet; the next stop is its button."""
    page = Reader(browser, address).open("")
    page.locator(FIELD).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('form.ask button')")
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_be_focused()


def test_an_example_fills_the_field(browser: Browser, address: str) -> None:
    """And shows what it finds."""
    page = Reader(browser, address).open("")
    page.locator(".examples a").nth(1).click()
    expect(page.locator(FIELD)).to_have_value("phan thi thuy linh")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(HITS).first).to_contain_text("Phan Thị Thùy Linh")
    assert page.url == address


@pytest.mark.parametrize("path", ["", "404.html"])
def test_the_keys_to_the_search_lead_to_the_large_field(
    browser: Browser, address: str, path: str
) -> None:
    """On pages that have one; on the error page it finds pages of the site."""
    page = Reader(browser, address).open(path)
    for key in ("/", "Control+k"):
        page.locator("h1").click()
        page.keyboard.press(key)
        expect(page.locator(FIELD)).to_be_focused()
    type_in(page, "vuong dinh hue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/vuong-dinh-hue/**")


def test_a_question_in_the_address_is_asked(browser: Browser, address: str) -> None:
    """The form is an ordinary one: sent as it stands, it leads to the same answers."""
    page = Reader(browser, address).open("?q=Phan+Thị+Thùy+Linh")
    expect(page.locator(HITS).first).to_contain_text("Phan Thị Thùy Linh")
    expect(page.locator("#__search")).not_to_be_checked()


def test_a_search_that_can_not_be_loaded_says_so(browser: Browser, address: str) -> None:
    """And leaves nobody waiting."""
    page = Reader(browser, address).open("")
    page.route("**/search/*.js", lambda route: route.abort())
    page.locator(FIELD).focus()
    page.keyboard.type("hue")
    expect(page.locator(SAID)).to_have_text("Không tải được bộ tìm kiếm. Hãy tải lại trang.")


def test_without_javascript_no_field_promises_to_search(browser: Browser, address: str) -> None:
    """A sentence stands in its place; what holds today, the views and the numbers are there."""
    page = Reader(browser, address, java_script_enabled=False).open("")
    assert not page.locator(FIELD).is_visible()
    assert not page.locator(".examples").is_visible()
    assert page.locator("noscript p").is_visible()
    assert page.locator(".today__name").is_visible()
    assert page.locator(".counts a").count() == 8


@pytest.mark.parametrize("path", ["", "404.html"])
def test_no_rule_is_broken_on_any_screen(browser: Browser, address: str, path: str) -> None:
    """Nor with the results under the field."""
    page = Reader(browser, address, reduced_motion="reduce").open(path)
    assert broken_on_every_screen(page) == {}
    type_in(page, "ban thư ký")
    page.keyboard.press("ArrowDown")
    assert broken_rules(page) == []


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_nothing_moves_while_the_front_page_loads(
    browser: Browser, address: str, width: int
) -> None:
    """Layout shift is nought, and nothing is wider than the smallest screen."""
    reader = Reader(browser, address, width)
    reader.page.add_init_script(SHIFTS)
    page = reader.open("")
    page.wait_for_timeout(500)
    assert page.evaluate("shifts") == []
    assert too_wide(page, width) == []
