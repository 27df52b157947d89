"""Who holds which post: the field that filters rosters, the fold of earlier holders, empty days."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.accessibility import broken_on_every_screen, too_wide
from tests.support.browsing import Reader

pytestmark = [pytest.mark.site, pytest.mark.browser]

ROSTER = "views/roster/"


def lines(page: Page) -> Locator:
    return page.locator(".rosters tr[data-row]:visible")


def type_in(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="Lọc theo tên, chức vụ, cơ quan").fill(words)


@pytest.mark.parametrize(
    ("words", "texts"),
    [("le quang manh", ["Lê Quang Mạnh"]), ("phó chủ nhiệm", ["Phó", "Chủ nhiệm"])],
    ids=["name", "post"],
)
def test_rosters_are_filtered_as_one_types(
    browser: Browser, address: str, words: str, texts: list[str]
) -> None:
    """By name and post; bodies without such a line are left out."""
    page = Reader(browser, address, height=9000).open(ROSTER)
    before = lines(page).count()
    type_in(page, words)
    assert all(text in line for line in lines(page).all_inner_texts() for text in texts)
    assert 0 < lines(page).count() < before
    sections = page.locator(".staff:visible")
    assert sections.count() == page.locator(".staff:visible:has(tr[data-row]:visible)").count()
    type_in(page, "")
    assert lines(page).count() == before


def test_who_does_not_hold_a_post_on_the_day_is_found_at_other_times(
    browser: Browser, address: str
) -> None:
    """The page says that there is nobody on this day, and offers all times."""
    page = Reader(browser, address).open(ROSTER)
    button = page.get_by_role("button", name="Tìm ở mọi thời điểm")
    assert button.is_hidden()
    type_in(page, "nguyen hanh phuc")
    assert lines(page).count() == 0
    expect(page.locator("[data-nobody]")).to_have_text("Không có dòng nào khớp vào ngày này.")
    button.click()
    assert lines(page).count() > 0
    assert page.locator("[data-nobody]").inner_text() == ""
    assert button.is_hidden()


def test_earlier_holders_are_folded_under_their_body(browser: Browser, address: str) -> None:
    """The button says how many there are, opens them, and folds them again."""
    page = Reader(browser, address).open(ROSTER)
    section = page.locator(".staff", has=page.locator("h2#quoc-hoi"))
    former = section.locator("tr[data-row]:is(.is-off, .is-off *)")
    button = section.get_by_role("button", name="Người giữ trước hoặc sau đó")
    expect(button).to_have_text(f"Người giữ trước hoặc sau đó ({former.count()})")
    assert former.first.is_hidden()
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    assert all(row.is_visible() for row in former.all())
    button.click()
    assert former.first.is_hidden()


def test_without_javascript_a_post_has_the_name_of_its_time(browser: Browser, address: str) -> None:
    """Who headed the Office in 2016 has not the title of 2025."""
    page = Reader(browser, address, java_script_enabled=False).open(ROSTER)
    section = page.locator(".staff", has=page.locator("h2#quoc-hoi"))
    (held,) = section.locator("tr[data-row]", has_text="Nguyễn Hạnh Phúc").all()
    assert held.locator("td").first.inner_text() == "Tổng Thư ký Quốc hội"
    assert page.locator(".rosters > .controls").is_hidden()


def test_the_roster_breaks_no_rule_and_fits_every_screen(browser: Browser, address: str) -> None:
    """With a menu of the bar open, too."""
    reader = Reader(browser, address, reduced_motion="reduce")
    page = reader.open(ROSTER)
    page.get_by_text("Mốc thời gian", exact=True).click()
    assert broken_on_every_screen(page) == {}
    page.set_viewport_size({"width": 320, "height": 800})
    assert too_wide(page, 320) == []
    assert reader.errors == []
