"""Charts in a real browser: two days side by side, an axis that stays, and accessibility."""

import pytest
from playwright.sync_api import Browser

from tests.support.accessibility import broken_on_every_screen, too_wide
from tests.support.browsing import Reader

pytestmark = [pytest.mark.site, pytest.mark.browser]

OFFICE = "views/structure/van-phong-quoc-hoi/"


def test_two_days_stand_side_by_side_in_the_order_of_time(browser: Browser, address: str) -> None:
    """Also where the day to compare with is the earlier one."""
    page = Reader(browser, address).open(f"{OFFICE}?ngay=2026-11-01&voi=2024-03-11")
    heads = page.locator(".twodays__posts thead th").all_inner_texts()
    assert heads[1:] == ["11/3/2024", "1/11/2026"]


def test_choosing_another_day_to_compare_with_changes_the_address(
    browser: Browser, address: str
) -> None:
    """Two days of one structure have no flow, and that is said."""
    page = Reader(browser, address).open(f"{OFFICE}?ngay=2026-11-01")
    page.get_by_label("So ngày đang xem với").select_option("2025-03-07")
    assert page.url.endswith("?ngay=2026-11-01&voi=2025-03-07")
    assert page.locator("figure.flow:visible").count() == 0
    assert page.locator(".twodays__same").is_visible()


def test_a_day_to_compare_with_that_is_none_is_passed_over(browser: Browser, address: str) -> None:
    """The view compares with the day that it names first."""
    page = Reader(browser, address).open(f"{OFFICE}?ngay=2026-11-01&voi=nothing")
    heads = page.locator(".twodays__posts thead th").all_inner_texts()
    assert heads[1:] == ["1/9/2013", "1/11/2026"]


def test_the_axis_of_the_timeline_stays_below_the_header(browser: Browser, address: str) -> None:
    """On a desk; a phone has the list alone."""
    page = Reader(browser, address).open("views/timeline/")
    page.locator(".history__row").nth(4).evaluate("row => row.scrollIntoView()")
    page.wait_for_function("document.querySelector('.history').getBoundingClientRect().top < 0")
    axis, header = (page.locator(one).bounding_box() for one in (".history__axis", ".md-header"))
    assert axis
    assert header
    assert axis["y"] == header["y"] + header["height"]
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.locator("figure.history").is_hidden()
    assert page.locator("figure.timeline").is_visible()


@pytest.mark.parametrize("path", ["views/", "views/changes/", "views/timeline/"])
def test_views_keep_the_rules_of_accessibility(browser: Browser, address: str, path: str) -> None:
    """On a desk and a phone, by day and by night."""
    page = Reader(browser, address, reduced_motion="reduce").open(path)
    assert broken_on_every_screen(page) == {}
    page.set_viewport_size({"width": 390, "height": 800})
    assert too_wide(page, 390) == []
