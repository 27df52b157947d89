"""What a reader finds in a real browser: the front page, a list, a task, a person."""

import pytest
from playwright.sync_api import Browser

from tests.support.accessibility import cut, too_wide
from tests.support.browsing import Reader

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 390])
def test_by_night_pages_open_without_an_error(browser: Browser, address: str, width: int) -> None:
    """The colours are chosen by a script that is the same on every page."""
    reader = Reader(browser, address, width, "dark")
    found = [path for path in ("", "people/", "404.html") if too_wide(reader.open(path), width)]
    assert reader.page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert (reader.errors, reader.foreign, found) == ([], [], [])


def test_the_handbook_is_neither_cut_nor_too_wide(browser: Browser, address: str) -> None:
    """On a desk, on a phone and at 200 percent; nothing is asked for elsewhere."""
    reader = Reader(browser, address)
    page = reader.open("handbook/")
    found = [*too_wide(page, 1280), *cut(page)]
    page.set_viewport_size({"width": 390, "height": 900})
    found += too_wide(page, 390)
    assert (reader.errors, reader.foreign, found) == ([], [], [])


def test_the_front_page_says_that_the_secretariat_has_ended(browser: Browser, address: str) -> None:
    """The site has a name of its own, so a reader can not take the body for one that goes on."""
    page = Reader(browser, address).open("")
    assert page.locator("h1").inner_text() == "Sổ tra cứu Ban Thư ký và Văn phòng Quốc hội"
    banner = page.locator(".today .ended").inner_text()
    ended = "Đã kết thúc hoạt động từ ngày 7 tháng 3 năm 2025."
    assert banner.startswith(f"Ban Thư ký Quốc hội: {ended}")


def test_a_list_filters_as_one_types_without_accents(browser: Browser, address: str) -> None:
    """Typing `bui cuong` leaves one row and says so."""
    page = Reader(browser, address).open("people/")
    page.get_by_role("searchbox", name="Lọc danh sách").fill("bui cuong")
    rows = page.locator("table.listing tr[data-facets]:visible")
    assert rows.count() == 1
    assert rows.first.get_by_role("rowheader").inner_text() == "Bùi Văn Cường"
    assert page.locator("[data-count]").inner_text() == "1 mục"


def test_a_list_sorts_by_given_name_and_back(browser: Browser, address: str) -> None:
    """Names run Anh, Anh, Cường, Huệ ... and the other way round, among those of one state."""
    page = Reader(browser, address).open("people/")
    names = page.locator("tbody[data-state=out-of-post] tr[data-facets] th")
    page.get_by_role("button", name="Họ và tên").click()
    ascending = names.all_inner_texts()
    assert [name.split()[-1] for name in ascending[:4]] == ["Anh", "Cường", "Định", "Đường"]
    page.get_by_role("button", name="Họ và tên").click()
    assert names.all_inner_texts() == ascending[::-1]
    heading = page.get_by_role("columnheader").first
    assert heading.get_attribute("aria-sort") == "descending"


def test_a_list_sorts_by_date_with_unknown_dates_last(browser: Browser, address: str) -> None:
    """The oldest of a state stands first; what has no date stands last in both directions."""
    page = Reader(browser, address).open("legislation/")
    dates = page.locator("tbody[data-state=force-unknown] tr[data-facets] td:nth-child(5)")
    page.get_by_role("button", name="Ban hành", exact=True).click()
    assert (dates.first.inner_text(), dates.last.inner_text()) == ("16/1/1962", "–")
    page.get_by_role("button", name="Ban hành", exact=True).click()
    assert (dates.first.inner_text(), dates.last.inner_text()) == ("21/3/2026", "–")


def test_a_list_is_usable_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    """From the filter, Tab leads past the controls to a heading that Enter sorts by."""
    page = Reader(browser, address).open("tasks/")
    page.get_by_role("searchbox", name="Lọc danh sách").focus()
    for _ in range(page.locator(".list .controls :is(select, button, a):visible").count() + 1):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("[aria-sort]").first.inner_text().startswith("Số")


def test_a_list_is_whole_without_javascript(browser: Browser, address: str) -> None:
    """Every row is there, and nothing that would not work."""
    page = Reader(browser, address, java_script_enabled=False).open("people/")
    assert page.locator("table.listing tr[data-facets]").count() == 35
    assert page.locator(".filter").is_hidden()


def test_a_task_says_that_nobody_is_known_to_lead_it(browser: Browser, address: str) -> None:
    """The wording of the source, and the gap, both in plain sight."""
    page = Reader(browser, address).open("tasks/2024-09/")
    assert page.locator("h1").inner_text().startswith("Công tác đối ngoại và hợp tác quốc tế")
    section = page.locator("#assignments ~ p").first.inner_text()
    assert section == (
        "Chưa có nguồn nào nêu đơn vị hay người chủ trì, phối hợp thực hiện nhiệm vụ này."
    )


def test_a_footnote_leads_to_its_source_and_back(browser: Browser, address: str) -> None:
    """The marker of a fact shows its sources beside it; the number in their list leads back."""
    page = Reader(browser, address).open("people/phan-thi-thuy-linh/")
    card = page.get_by_role("dialog", name="Nguồn 1a, 2")
    page.locator("#c1a").click()
    assert card.get_by_role("listitem").first.inner_text().endswith("(Nguồn chính thức); đoạn 6")
    page.keyboard.press("Escape")
    assert card.count() == 0
    page.locator("#s1a").get_by_role("link").click()
    assert page.url.endswith("#c1a")


def test_the_search_field_finds_a_person(browser: Browser, address: str) -> None:
    """A reader who types a name is led to the page of the person."""
    page = Reader(browser, address).open("")
    page.get_by_role("textbox", name="Tìm kiếm").press_sequentially("Phan Thị Thùy Linh")
    first = page.locator(".md-search-result__link").first
    first.wait_for()
    first.click()
    page.wait_for_url("**/people/phan-thi-thuy-linh/**")
