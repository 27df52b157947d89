"""What narrows a list, keeps it in the address, saves it and compares its rows."""

import csv
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.accessibility import broken_on_every_screen, broken_rules, too_wide
from tests.support.browsing import Reader

pytestmark = [pytest.mark.site, pytest.mark.browser]

LISTS = ("people", "organizations", "legislation", "tasks", "events", "terms", "sources")
FITS = """([typed, name, rest]) => {
  const { fitOf, listText, listWords } = listMatch;
  return fitOf(listWords(typed), listText(name), listText(rest));
}"""


def rows(page: Page) -> Locator:
    return page.locator("table.listing tr[data-facets]:visible")


def names(page: Page) -> list[str]:
    return rows(page).locator("th").all_inner_texts()


def asked(page: Page) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(page.url).query)


def type_in(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="Lọc danh sách").fill(words)


@pytest.fixture
def any_list(browser: Browser, address: str) -> Page:
    """A list whose scripts can be asked."""
    return Reader(browser, address).open("people/")


@pytest.mark.parametrize(
    ("typed", "name", "rest", "fit"),
    [
        ("vu", "Vụ Pháp luật", "Văn phòng Quốc hội", 3),
        ("vu", "Báo Đại biểu", "Ủy ban Thường vụ Quốc hội", 2),
        ("thuo", "Báo Đại biểu", "Ủy ban Thường vụ Quốc hội", 1),
        ("vu", "Bộ Chính trị", "Đang trưng vưu", 1),
        ("hu", "Bộ Chính trị", "Thư ký", 0),
        ("cuong bui", "Bùi Văn Cường", "", 3),
        ("cường", "Bùi Văn Cường", "", 3),
        ("cưởng", "Bùi Văn Cường", "", 0),
        ("62/2025", "Luật 62/2025/QH15", "", 3),
        ("qh15 luat", "Luật 62/2025/QH15", "", 3),
        ("luat 2025", "Luật 65/QH15", "17/2/2025", 2),
        ("", "Luật", "", 3),
    ],
    ids=[
        *("name", "word", "beginning", "beginning-of-any", "inside", "order", "accent"),
        *("other-accent", "number", "parts", "both", "nothing"),
    ],
)
def test_how_well_a_row_fits(any_list: Page, typed: str, name: str, rest: str, fit: int) -> None:
    """By its name before whole words of other columns, by those before beginnings of words."""
    assert any_list.evaluate(FITS, [typed, name, rest]) == fit


def test_what_fits_by_its_name_hides_what_fits_less_well(browser: Browser, address: str) -> None:
    """Few mean the Thường vụ with "vu"; a button shows the other rows that have the word."""
    page = Reader(browser, address).open("organizations/")
    type_in(page, "vu")
    assert all(" vụ" in f" {name.lower()}" for name in names(page))
    by_name = rows(page).count()
    more = page.locator("[data-others]")
    count = int("".join(filter(str.isdigit, more.inner_text())))
    more.click()
    assert rows(page).count() == by_name + count
    assert more.is_hidden()


def test_where_no_name_fits_other_columns_do(browser: Browser, address: str) -> None:
    """A post is what people are sought by, too."""
    page = Reader(browser, address).open("people/")
    type_in(page, "vu truong")
    positions = rows(page).locator("td:nth-child(2)").all_inner_texts()
    assert positions
    assert all("vụ trưởng" in text.lower() for text in positions)


@pytest.mark.parametrize("name", LISTS)
def test_each_choice_leaves_as_many_rows_as_it_says(
    browser: Browser, address: str, name: str
) -> None:
    """Of each facet the first three values, one after the other."""
    page = Reader(browser, address).open(f"{name}/")
    total = rows(page).count()
    for select in page.locator("select[data-facet]").all():
        for option in select.locator("option").all()[1:4]:
            count = option.inner_text().rpartition("(")[2].rstrip(")")
            select.select_option(option.get_attribute("value"))
            expect(page.locator("[data-count]")).to_have_text(f"{count} mục")
            assert rows(page).count() == int(count) > 0
        select.select_option("")
    assert rows(page).count() == total


def test_choices_stand_in_the_address_and_back_takes_them_back(
    browser: Browser, address: str
) -> None:
    """A list can be shared as one sees it."""
    page = Reader(browser, address).open("organizations/")
    page.get_by_role("button", name="Đã kết thúc").click()
    page.get_by_label("Loại", exact=True).select_option("department")
    type_in(page, "phap")
    page.get_by_label("Thứ tự").select_option("-body")
    assert asked(page) == {
        "loc": ["state:ended", "kind:department"],
        "tim": ["phap"],
        "xep": ["-body"],
    }
    shared = Reader(browser, address).open(page.url.removeprefix(address))
    assert names(shared) == names(page) != []
    assert shared.get_by_label("Loại", exact=True).input_value() == "department"
    expect(shared.locator("th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    page.go_back()
    page.go_back()
    assert asked(page) == {"loc": ["state:ended"]}
    expect(page.get_by_role("button", name="Đã kết thúc")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(page.locator("[data-count]")).to_have_text("79 mục")


def test_where_nothing_fits_a_way_out_is_shown(browser: Browser, address: str) -> None:
    """The filter can be cleared, or the whole site searched for the words."""
    page = Reader(browser, address).open("people/")
    type_in(page, "kiểm phiếu")
    nothing = page.locator(".nothing")
    expect(nothing).to_contain_text("Không có mục nào khớp.")
    assert page.locator("table.listing").is_hidden()
    nothing.get_by_role("button", name="Bỏ lọc").click()
    assert (rows(page).count(), nothing.is_hidden()) == (35, True)
    type_in(page, "kiểm phiếu")
    nothing.get_by_role("link", name="Tìm “kiểm phiếu” trong toàn trang").click()
    expect(page.locator("[data-md-component=search-query]")).to_have_value("kiểm phiếu")


def test_the_rows_that_are_shown_are_saved_as_a_table(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    """UTF-8 with the mark that Excel wants, days as 2025-03-06, each row with its address."""
    page = Reader(browser, address).open("organizations/")
    type_in(page, "ban thu ky")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải CSV").click()
    assert download.value.suggested_filename == "organizations-2026-11-21.csv"
    download.value.save_as(tmp_path / "list.csv")
    content = (tmp_path / "list.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    head, *lines = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
    assert head == [*page.locator("thead th").all_inner_texts(), "Trang"]
    (line,) = [line for line in lines if line[0] == "Ban Thư ký Quốc hội"]
    assert line[3:5] == ["2016-01-01", "2025-03-06"]
    assert line[-1] == f"{address}organizations/ban-thu-ky-quoc-hoi/"
    assert len(lines) == rows(page).count()


def test_two_rows_are_compared_side_by_side(browser: Browser, address: str) -> None:
    """A third tick takes the place of the first; what differs is marked; Escape closes."""
    reader = Reader(browser, address, reduced_motion="reduce")
    page = reader.open("people/")
    assert page.locator("table.listing input").count() == 0
    page.get_by_role("button", name="So sánh", exact=True).click()
    show = page.get_by_role("button", name="Đặt cạnh nhau")
    boxes = rows(page).get_by_role("checkbox")
    for place in (0, 1, 2):
        boxes.nth(place).check()
    assert [boxes.nth(place).is_checked() for place in (0, 1, 2)] == [False, True, True]
    show.click()
    dialog = page.get_by_role("dialog", name="Hai mục cạnh nhau")
    assert dialog.locator("thead th").all_inner_texts() == names(page)[1:3]
    assert dialog.locator("tbody tr").count() == 4
    assert dialog.locator("tbody tr.differs").count() > 0
    assert broken_rules(page) == []
    page.keyboard.press("Escape")
    assert (dialog.is_hidden(), reader.errors) == (True, [])


def test_on_another_day_documents_stand_under_the_state_of_that_day(
    browser: Browser, address: str
) -> None:
    """Rows, headings and numbers follow the day."""
    page = Reader(browser, address).open("legislation/?ngay=2016-06-01")
    group = page.locator("tbody[data-state=not-yet-in-force]")
    assert "Luật 62/2025/QH15" in group.locator("th[scope=row]").all_inner_texts()
    count = group.locator(".group__count").inner_text()
    assert int(count) == group.locator("tr[data-facets]").count() > 0
    expect(page.get_by_role("button", name="Chưa có hiệu lực")).to_contain_text(count)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_breaks_no_rule_and_fits_every_screen(
    browser: Browser, address: str, name: str
) -> None:
    """On a desk and a phone, by day and by night; and it never scrolls sideways."""
    reader = Reader(browser, address, reduced_motion="reduce")
    page = reader.open(f"{name}/")
    assert broken_on_every_screen(page) == {}
    page.set_viewport_size({"width": 320, "height": 800})
    assert too_wide(page, 320) == []
    assert reader.errors == []


def test_the_list_of_bodies_is_short_on_a_phone(browser: Browser, address: str) -> None:
    """A line a row: the whole is five screens long, not fifteen."""
    page = Reader(browser, address, 390).open("organizations/")
    assert page.evaluate("document.documentElement.scrollHeight") <= 5000


def test_without_javascript_a_list_offers_its_data(browser: Browser, address: str) -> None:
    """Nothing else stands there that would not work."""
    page = Reader(browser, address, java_script_enabled=False).open("people/")
    controls = page.locator(".list .controls").locator("input, select, button, a")
    visible = [one.inner_text() for one in controls.all() if one.is_visible()]
    assert visible == ["JSON"]
