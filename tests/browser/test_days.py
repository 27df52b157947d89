"""The views of any day in a real browser: a day in the address decides what is shown."""

import datetime as dt
from random import Random
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from macros.model import Legislation
from macros.queries import DOUBTFUL, bodies_in_roster, chart_seats, force_steps, key_dates
from macros.register import Register
from macros.text import PartialDate, date_in_figures
from tests.support.browsing import Reader, fill_day, shown_day
from tests.support.time_cases import read_steps, table

pytestmark = [pytest.mark.site, pytest.mark.browser]

OFFICE = "views/structure/van-phong-quoc-hoi/"
SECRETARIAT = "views/structure/ban-thu-ky-quoc-hoi/"
DATED = ("views/roster/", OFFICE, SECRETARIAT, "views/law/", "legislation/", "programmes/2024/")


SHIFTS = """new PerformanceObserver(list => {
  for (const one of list.getEntries()) (window.shifts ??= []).push(one.value);
}).observe({ type: "layout-shift", buffered: true });"""


def said(page: Page) -> str:
    return page.locator("[data-said]").inner_text()


def key_day(page: Page, name: str) -> None:
    """Choose a key day from the menu."""
    page.get_by_text("Mốc thời gian", exact=True).click()
    page.get_by_role("link", name=name).click()


def test_python_and_the_browser_agree_in_every_case(browser: Browser, address: str) -> None:
    """Over 2,700 cases, by hand and drawn: what the browser looks up is what the rule says."""
    page = Reader(browser, address).open("views/roster/")
    cases = table()
    asked = [[case.steps, str(case.day)] for case in cases]
    answers = page.evaluate("cases => cases.map(([steps, day]) => answerOn(steps, day))", asked)
    pairs = zip(cases, answers, strict=True)
    assert [(case, told) for case, told in pairs if told != case.answer] == []
    assert len(cases) > 2700


ROSTER = """() => [...document.querySelectorAll('tr[data-row] .answer')].map(one => [
  one.closest('tr').querySelector('th a').href.split('/').at(-2),
  one.dataset.steps, one.querySelector('.badge').textContent,
  one.querySelector('time')?.dateTime ?? '', one.closest('tr').classList.contains('is-off'),
  one.closest('tr').classList.contains('is-doubtful')])"""


def test_the_roster_says_on_any_day_what_the_rules_say(
    browser: Browser, address: str, real: Register
) -> None:
    """The key days and 20 drawn ones, each opened by its address, row by row."""
    draw = Random(20250307)
    days = [one.date.first for one in key_dates(real)]
    days += [dt.date(2010, 1, 1) + dt.timedelta(draw.randrange(6000)) for _ in range(20)]
    known = {
        (holding.person.id, str(holding.steps))
        for body in bodies_in_roster(real)
        for seat in chart_seats(real, body.address)
        for holding in seat.holdings
    }
    reader, wrong, rows = Reader(browser, address), [], 0
    for day in days:
        shown = reader.open(f"views/roster/?ngay={day}").evaluate(ROSTER)
        for person, steps, *told in shown:
            word, _, near = read_steps(steps).on(day).partition("~")
            figures = f" {date_in_figures(PartialDate.parse(near))}" if near else ""
            text = f"{real.labels.get(f'held.{word}')}{figures}"
            right = [text, near, word in ("no", "not-yet"), word in DOUBTFUL]
            wrong += [] if told == right and (person, steps) in known else [(day, person)]
        rows += len(shown)
    assert (wrong, reader.errors) == ([], [])
    assert rows > 24 * 61


def test_the_list_of_documents_shows_the_status_of_the_day(
    browser: Browser, address: str, real: Register
) -> None:
    """Each document, on each key day, as the rule says."""
    reader = Reader(browser, address)
    for day in (one.date.first for one in key_dates(real)):
        page = reader.open(f"legislation/?ngay={day}")
        shown = page.locator("table.listing tr[data-facets] .answer .badge").all_inner_texts()
        links = page.locator("table.listing tr[data-facets]").evaluate_all(
            "rows => rows.map(row => row.querySelector('a').href.split('/').at(-2))"
        )
        rules = [
            force_steps(real, real.get(Legislation, f"legislation/{one}")).on(day) for one in links
        ]
        assert shown == [real.labels.get(f"force.{word}") for word in rules]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (OFFICE, "ngày 21 tháng 11 năm 2026"),
        (SECRETARIAT, "ngày 6 tháng 3 năm 2025"),
        ("programmes/2024/", "ngày 31 tháng 12 năm 2024"),
        ("organizations/vien-nghien-cuu-lap-phap/", "ngày 14 tháng 1 năm 2025"),
    ],
)
def test_a_view_speaks_of_its_own_day_first(
    browser: Browser, address: str, path: str, expected: str
) -> None:
    """Today, or the last day of what has ended."""
    assert said(Reader(browser, address).open(path)) == expected


def test_the_last_day_of_an_ended_body_is_said_in_words(browser: Browser, address: str) -> None:
    """And no longer once another day is chosen."""
    page = Reader(browser, address).open(SECRETARIAT)
    over = page.locator(".asof__over")
    assert over.inner_text() == "Đó là ngày cuối cùng của Ban Thư ký Quốc hội."
    key_day(page, "Hội nghị về chương trình 2024")
    assert over.is_hidden()


def test_a_day_can_be_chosen_shared_and_taken_back(browser: Browser, address: str) -> None:
    """The address follows the choice; back and forward go through the days."""
    page = Reader(browser, address).open(OFFICE)
    units = page.locator(".chart .chart__level:not(.is-off) h2")
    assert units.all_inner_texts() == ["Cơ cấu theo Nghị quyết số 74/2025/UBTVQH15"]
    key_day(page, "Nhân sự đầu tiên")
    assert page.url.endswith(f"{OFFICE}?ngay=2016-03-10")
    expected = ["Cơ cấu theo Nghị quyết số 417/2003/NQ-UBTVQH11, sửa đổi năm 2013"]
    assert units.all_inner_texts() == expected
    fill_day(page, 11, 3, 2024)
    assert units.all_inner_texts() == ["Cơ cấu theo Nghị quyết số 22/2022/UBTVQH15"]
    page.go_back()
    assert (said(page), units.all_inner_texts()) == ("ngày 10 tháng 3 năm 2016", expected)
    page.go_back()
    assert (said(page), page.url) == ("ngày 21 tháng 11 năm 2026", address + OFFICE)
    page.go_forward()
    assert said(page) == "ngày 10 tháng 3 năm 2016"
    shared = Reader(browser, address).open(f"{OFFICE}?ngay=2016-03-10")
    assert shared.locator(".trees").inner_text() == page.locator(".trees").inner_text()


def fields(page: Page) -> Locator:
    return page.locator(".asof__field input")


def test_a_day_that_is_typed_counts_once_it_is_whole(browser: Browser, address: str) -> None:
    """Day, month, year, in any browser; a full field leads on, and one step leads back."""
    page = Reader(browser, address, locale="en-US").open("views/roster/")
    before = page.evaluate("history.length")
    fields(page).first.focus()
    page.keyboard.type("11032024")
    assert (said(page), page.url) == ("ngày 21 tháng 11 năm 2026", f"{address}views/roster/")
    page.keyboard.press("Enter")
    assert (said(page), shown_day(page)) == ("ngày 11 tháng 3 năm 2024", "11/3/2024")
    assert page.evaluate("history.length") == before + 1
    fields(page).first.focus()
    page.keyboard.type("1/2/2024")
    page.keyboard.press("Tab")
    assert said(page) == "ngày 1 tháng 2 năm 2024"


PASTE = """([field, text]) => {
  const data = new DataTransfer();
  data.setData("text", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true }));
}"""


@pytest.mark.parametrize("text", ["11/3/2024", "2024-03-11", " 11.03.2024 "])
def test_a_whole_day_can_be_pasted(browser: Browser, address: str, text: str) -> None:
    """Into any of the fields, as people and as programs write it."""
    page = Reader(browser, address).open("views/roster/")
    page.evaluate(PASTE, [fields(page).nth(1).element_handle(), text])
    assert said(page) == "ngày 11 tháng 3 năm 2024"


@pytest.mark.parametrize(
    ("part", "key", "day"),
    [
        (0, "ArrowUp", "1/4/2024"),
        (0, "ArrowDown", "30/3/2024"),
        (1, "ArrowUp", "30/4/2024"),
        (1, "ArrowDown", "29/2/2024"),
        (2, "ArrowDown", "31/3/2023"),
    ],
)
def test_arrows_go_to_days_near_by(
    browser: Browser, address: str, part: int, key: str, day: str
) -> None:
    """A month that is shorter ends with its last day; steps are one step of the history."""
    page = Reader(browser, address).open("views/roster/?ngay=2024-03-31")
    before = page.evaluate("history.length")
    fields(page).nth(part).press(key)
    assert shown_day(page) == day
    fields(page).nth(part).press(key)
    assert page.evaluate("history.length") == before + 1
    assert fields(page).nth(part).evaluate("field => document.activeElement === field")


@pytest.mark.parametrize(
    ("date", "month", "year", "told"),
    [
        (31, 4, 2024, "“31/4/2024” không phải ngày hợp lệ"),
        (7, 13, 2025, "“7/13/2025” không phải ngày hợp lệ"),
        (1, 1, 2099, "Trang này chỉ có dữ liệu đến ngày 21/11/2026."),
    ],
)
def test_a_day_that_is_none_is_refused_in_our_own_words(
    browser: Browser, address: str, date: int, month: int, year: int, told: str
) -> None:
    """The page stays at the day that it shows."""
    page = Reader(browser, address, locale="en-US").open("views/roster/")
    fill_day(page, date, month, year)
    assert page.locator(".asof__note").inner_text().startswith(told)
    assert said(page) == "ngày 21 tháng 11 năm 2026"
    assert (fields(page).first.get_attribute("aria-invalid") == "true") == (year < 2099)


def test_the_bar_is_48_pixels_high(browser: Browser, address: str) -> None:
    """It is smaller than what it is about; its menus open above the page."""
    page = Reader(browser, address).open(OFFICE)
    bar = page.locator(".asof__bar")
    before = bar.bounding_box()
    assert before
    assert before["height"] <= 48
    menu = page.get_by_text("Mốc thời gian", exact=True)
    menu.click()
    assert bar.bounding_box() == before
    page.keyboard.press("Escape")
    assert page.get_by_role("link", name="Nhân sự đầu tiên").is_hidden()


def test_the_link_to_the_day_is_copied(browser: Browser, address: str) -> None:
    """Also where the address of the page names no day yet."""
    reader = Reader(browser, address, permissions=["clipboard-read", "clipboard-write"])
    page = reader.open(SECRETARIAT)
    page.get_by_role("button", name="Chép liên kết").click()
    expect(page.locator(".asof__copied")).to_have_text("Đã chép liên kết.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{address}{SECRETARIAT}?ngay=2025-03-06"


def test_a_list_is_sorted_and_filtered_by_the_status_of_the_day(
    browser: Browser, address: str
) -> None:
    """In 2016 the documents of 2025 are not in force yet."""
    page = Reader(browser, address).open("legislation/?ngay=2016-06-01")
    page.get_by_role("searchbox", name="Lọc danh sách").fill("62/2025/QH15 chưa có hiệu lực")
    rows = page.locator("table.listing tr[data-facets]:visible")
    assert rows.locator("th").all_inner_texts() == ["Luật 62/2025/QH15"]
    page.get_by_role("searchbox", name="Lọc danh sách").fill("")
    page.get_by_role("button", name="Hiệu lực", exact=True).click()
    words = rows.locator(".answer .badge").all_inner_texts()
    assert words == sorted(words, key=words.index)


def test_the_day_goes_along_to_the_other_views(browser: Browser, address: str) -> None:
    """The chart leads to the roster of the same day."""
    page = Reader(browser, address).open(f"{OFFICE}?ngay=2024-03-11")
    page.get_by_text("Cũng ngày ấy", exact=True).click()
    page.locator("form.asof").get_by_role("link", name="Ai giữ chức vụ gì").click()
    page.wait_for_url("**/views/roster/?ngay=2024-03-11")
    assert said(page) == "ngày 11 tháng 3 năm 2024"


def test_before_any_known_structure_the_chart_says_so(browser: Browser, address: str) -> None:
    """An empty frame would be taken for an answer."""
    page = Reader(browser, address).open(f"{OFFICE}?ngay=2000-01-01")
    assert page.locator("[data-empty]").inner_text() == "Chưa có nguồn nào nêu cơ cấu vào ngày này."


def test_a_body_bears_the_name_of_the_day(browser: Browser, address: str) -> None:
    """The post that heads the Office had another title in 2024 than since 2025."""
    page = Reader(browser, address, 390).open(f"{OFFICE}?ngay=2024-03-11")
    head = page.locator(".box--head .box__name")
    assert head.inner_text() == "Tổng Thư ký Quốc hội"
    page.get_by_role("link", name="Hôm nay").click()
    assert head.inner_text() == "Tổng Thư ký Quốc hội - Chủ nhiệm Văn phòng Quốc hội"


@pytest.mark.parametrize(
    ("asked", "day", "note"),
    [
        ("11/3/2024", "ngày 11 tháng 3 năm 2024", ""),
        ("2024-02-29", "ngày 29 tháng 2 năm 2024", ""),
        ("2023-02-29", "ngày 21 tháng 11 năm 2026", "“2023-02-29” không phải ngày hợp lệ"),
        ("31/4/2024", "ngày 21 tháng 11 năm 2026", "“31/4/2024” không phải ngày hợp lệ"),
        ("<b>$&</b>", "ngày 21 tháng 11 năm 2026", "“<b>$&</b>” không phải ngày hợp lệ"),
        ("", "ngày 21 tháng 11 năm 2026", ""),
        (
            "2099-01-01",
            "ngày 21 tháng 11 năm 2026",
            "Trang này chỉ có dữ liệu đến ngày 21/11/2026.",
        ),
    ],
)
def test_a_day_that_is_none_is_told_and_the_own_day_is_shown(
    browser: Browser, address: str, asked: str, day: str, note: str
) -> None:
    """People may type a day as they write it; nothing they type becomes markup."""
    reader = Reader(browser, address)
    page = reader.open(f"views/roster/?{urlencode({'ngay': asked})}")
    assert (said(page), reader.errors) == (day, [])
    assert page.locator(".asof__note").inner_text().startswith(note)


@pytest.mark.parametrize("path", DATED)
def test_without_javascript_all_times_are_shown_and_nothing_misleads(
    browser: Browser, address: str, path: str
) -> None:
    """No chooser, every row, and a sentence that says so."""
    page = Reader(browser, address, java_script_enabled=False).open(path)
    assert page.locator("form.asof").is_hidden()
    assert page.locator(".asof__whole").is_visible()
    assert page.locator("tr[data-row]:visible").count() == page.locator("tr[data-row]").count()


@pytest.mark.parametrize("path", DATED)
def test_nothing_jumps_when_a_view_opens(browser: Browser, address: str, path: str) -> None:
    """No layout shift, neither on its own day nor on another."""
    reader = Reader(browser, address)
    reader.page.add_init_script(SHIFTS)
    for asked in ("", "?ngay=2024-03-11", "?ngay=2016-03-10"):
        assert reader.open(path + asked).evaluate("window.shifts ?? []") == []


def test_the_day_is_chosen_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    """Enter opens the key days and takes one, and the change is announced."""
    page = Reader(browser, address).open(OFFICE)
    page.get_by_text("Mốc thời gian", exact=True).press("Enter")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("Hội nghị"):
            break
    page.keyboard.press("Enter")
    assert said(page) == "ngày 11 tháng 3 năm 2024"
    status = page.locator(".asof__said [role=status]").inner_text()
    assert status == "Đang xem ngày 11 tháng 3 năm 2024."


def test_all_times_can_be_shown_beside_those_of_the_day(browser: Browser, address: str) -> None:
    """The box that hides what was not there can be cleared."""
    page = Reader(browser, address).open(SECRETARIAT)
    rows = page.locator("tr[data-row]:visible")
    before = rows.count()
    page.get_by_role("checkbox").uncheck()
    assert rows.count() == page.locator("tr[data-row]").count() > before


def test_a_body_out_of_sight_is_laid_out_when_it_comes_into_sight(
    browser: Browser, address: str
) -> None:
    """So a roster of thousands answers at once; what is not laid out can be read and found."""
    page = Reader(browser, address, height=300).open("views/roster/")
    last = page.locator("section.staff:not(.is-off) table").last
    is_laid_out = "table => table.checkVisibility({ contentVisibilityAuto: true })"
    assert not last.evaluate(is_laid_out)
    assert last.get_by_role("row").count() > 1
    last.scroll_into_view_if_needed()
    page.wait_for_function(is_laid_out, arg=last.element_handle())


def test_who_was_seen_long_ago_stands_folded_beneath_the_holders(
    browser: Browser, address: str
) -> None:
    """A button tells their number and opens them; on a day on which they are seen, they are up."""
    page = Reader(browser, address).open("views/roster/?ngay=2026-11-30")
    row = page.locator("tr[data-row]:has(a[href*='nguyen-huu-toan'])").filter(
        has_text="Phó Chủ nhiệm Văn phòng"
    )
    seat = page.locator("tbody", has=row)
    button = seat.locator("[data-doubts] button")
    assert (row.is_visible(), button.get_attribute("aria-expanded")) == (False, "false")
    button.click()
    assert (row.is_visible(), button.get_attribute("aria-expanded")) == (True, "true")
    assert row.locator("xpath=preceding-sibling::tr[@data-doubts]").count() == 1
    page.goto(f"{page.url.partition('?')[0]}?ngay=2016-03-16")
    assert row.is_visible()
    assert row.locator("xpath=following-sibling::tr[@data-doubts]").count() == 1
