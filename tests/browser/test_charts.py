"""Charts in a real browser: the map answers to mouse, keys and touch; bars, axes and paper fit."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.model import Legislation
from macros.queries import force_steps, key_dates
from macros.register import Register
from tests.support.browsing import Reader

pytestmark = [pytest.mark.site, pytest.mark.browser]

LAW = "views/law/"
REPEALER = "nghi-quyet-73-2025-ubtvqh15"


def document(page: Page, name: str = REPEALER, shape: str = "wide") -> str:
    return f'.map__{shape} .doc[data-id="{name}"]'


def lit(page: Page, shape: str = "wide") -> set[str]:
    found = page.locator(f".map__{shape} .doc.is-lit")
    return set(found.evaluate_all("all => all.map(one => one.dataset.id)"))


def test_pointing_at_a_document_shows_what_it_does_and_what_is_done_to_it(
    browser: Browser, address: str
) -> None:
    """Its arrows and neighbours stand out, the panel says so in words; leaving ends it."""
    page = Reader(browser, address).open(LAW)
    panel = page.locator(".map__panel")
    hint = panel.inner_text()
    page.hover(document(page))
    assert lit(page) == {REPEALER, "nghi-quyet-32-2023-ubtvqh15"}
    words = panel.inner_text()
    assert words.startswith("Nghị quyết 73/2025/UBTVQH15 7/3/2025")
    assert "Còn hiệu lực (có hiệu lực từ 7/3/2025)" in words
    assert "Bãi bỏ Nghị quyết 32/2023/UBTVQH15" in words
    expect(panel).to_be_in_viewport()
    page.mouse.move(5, 5)
    assert (lit(page), panel.inner_text()) == (set(), hint)


def test_the_map_is_usable_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    """Tab goes from document to document, Enter keeps one chosen, Escape lets it go."""
    page = Reader(browser, address).open(LAW)
    page.locator(document(page, "luat-30-2001-qh10")).focus()
    first = lit(page)
    page.keyboard.press("Tab")
    second = lit(page)
    assert "luat-30-2001-qh10" in first
    assert second not in (first, set())
    page.keyboard.press("Enter")
    page.locator(".map__panel").focus()
    assert lit(page) == second
    page.keyboard.press("Escape")
    assert lit(page) == set()


def test_a_tap_chooses_a_document_on_a_phone(browser: Browser, address: str) -> None:
    """The tall map takes the place of the wide one, and a tap does not lead away."""
    page = Reader(browser, address, 390, has_touch=True, is_mobile=True).open(LAW)
    assert page.locator(".map__wide").is_hidden()
    page.tap(document(page, shape="tall"))
    assert lit(page, "tall") == {REPEALER, "nghi-quyet-32-2023-ubtvqh15"}
    assert page.url == address + LAW
    page.tap(document(page, shape="tall"))
    page.locator("h1").tap()
    assert lit(page, "tall") == set()


def test_without_javascript_a_document_leads_to_its_row(browser: Browser, address: str) -> None:
    """The table says all that the map says."""
    page = Reader(browser, address, java_script_enabled=False).open(LAW)
    page.click(document(page))
    assert page.url.endswith(f"#{REPEALER}")
    expect(page.locator(f"tr#{REPEALER}")).to_be_in_viewport()


def test_the_map_shows_the_status_of_the_day(
    browser: Browser, address: str, real: Register
) -> None:
    """Every document, in both shapes, on each key day, in the words of the rule."""
    page = Reader(browser, address).open(LAW)
    for day in (one.date.first for one in key_dates(real)):
        page.get_by_label("Xem vào ngày").fill(str(day))
        shown = page.locator("figure.map .doc").evaluate_all(
            "all => all.map(one => [one.dataset.id, one.querySelector('.doc__state').textContent])"
        )
        expected = {
            entry.id: real.labels.get(f"force-short.{force_steps(real, entry).on(day)}")
            for entry in real.all(Legislation)
        }
        assert dict(shown) == expected
        assert len(shown) == 2 * len(expected)


def test_what_rests_on_a_repealed_article_says_so_on_the_day(
    browser: Browser, address: str
) -> None:
    """Điều 98 of the law of 2014 holds on 11 March 2024, and no more on 7 March 2025."""
    page = Reader(browser, address).open(f"{LAW}?ngay=2024-03-11")
    row = page.locator("table.resting tr", has_text="điểm a khoản 1 Điều 98")
    assert row.locator(".lost").is_hidden()
    page.get_by_role("link", name="Sắp xếp bộ máy năm 2025").click()
    assert row.locator(".lost").inner_text() == "Không có hiệu lực vào ngày đã chọn:"
    assert row.get_by_role("link", name="Nhiệm vụ 1", exact=True).is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_bars_of_a_timeline_share_the_scale_below_them(
    browser: Browser, address: str, width: int
) -> None:
    """Left and right ends are those of the axis, on a desk and on a phone."""
    reader = Reader(browser, address, width)
    for path in ("views/timeline/", "people/bui-van-cuong/"):
        boxes = reader.open(path).evaluate(
            "() => [...document.querySelectorAll('.timeline svg')].map(one => {"
            " const box = one.getBoundingClientRect(); return [box.left, box.right] })"
        )
        assert len(boxes) > 3
        assert boxes == [boxes[-1]] * len(boxes)


def test_the_sheet_of_a_programme_is_one_printed_page(browser: Browser, address: str) -> None:
    """Eleven tasks, a column to write in, and a line to sign, on one sheet of A4."""
    page = Reader(browser, address).open("programmes/2024/sheet/")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    assert page.locator("table.sheet tbody tr").count() == 11
