"""Charts in a real browser: the map answers to mouse, keys and touch; bars, axes and paper fit."""

import re
from pathlib import Path

import pytest
from lxml.etree import fromstring
from playwright.sync_api import Browser, Page, Route, expect

from deploy.verify.contract import HEADERS
from macros.queries import key_dates, law_map_of
from macros.register import Register
from tests.support.browsing import Reader

pytestmark = [pytest.mark.site, pytest.mark.browser]

LAW = "views/law/"
REPEALER = "nghi-quyet-73-2025-ubtvqh15"


def with_headers(route: Route) -> None:
    """Answer as a server does that keeps to the contract."""
    answer = route.fetch()
    route.fulfill(response=answer, headers={**answer.headers, **HEADERS})


def document(name: str = REPEALER) -> str:
    return f'.doc[data-id="{name}"]'


def lit(page: Page) -> set[str]:
    found = page.locator(".doc.is-lit")
    return set(found.evaluate_all("all => all.map(one => one.dataset.id)"))


def test_pointing_at_a_document_shows_what_it_does_and_what_is_done_to_it(
    browser: Browser, address: str
) -> None:
    """Its arrows and neighbours stand out, the panel beside it says so; leaving ends it."""
    page = Reader(browser, address).open(LAW)
    panel = page.locator(".map__panel")
    hint = panel.inner_text()
    page.hover(document())
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
    page.locator(document("luat-30-2001-qh10")).focus()
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


def test_escape_lets_go_what_a_click_has_chosen(browser: Browser, address: str) -> None:
    """Also where a click does not focus a link, as in Safari."""
    page = Reader(browser, address).open(LAW)
    page.click(document())
    page.mouse.move(5, 5)
    page.evaluate("document.activeElement.blur()")
    assert REPEALER in lit(page)
    page.keyboard.press("Escape")
    assert lit(page) == set()


def test_nothing_lies_upon_a_document_that_has_the_focus(browser: Browser, address: str) -> None:
    """Each of them is seen as a whole, one after the other (WCAG 2.4.11)."""
    page = Reader(browser, address).open(LAW)
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("figure.map .doc")].filter((node) => {
          node.focus();
          const box = node.querySelector("rect").getBoundingClientRect();
          const corners = [[box.left, box.top], [box.right, box.bottom]];
          return corners.some(([x, y], at) => {
            const found = document.elementFromPoint(x + (at ? -4 : 4), y + (at ? -4 : 4));
            return !node.contains(found);
          });
        }).map((node) => node.dataset.id)"""
    )
    assert hidden == []


@pytest.mark.parametrize("width", [1280, 1920])
def test_letters_of_a_map_are_large_and_within_their_boxes(
    browser: Browser, address: str, width: int
) -> None:
    """Thirteen pixels on the screen, and no line of letters is wider than its box."""
    page = Reader(browser, address, width).open(LAW)
    sizes, outside = page.evaluate(
        """() => {
          const texts = [...document.querySelectorAll("figure.map svg text")];
          const svg = document.querySelector("figure.map svg");
          const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
          const sizes = texts.map((text) => parseFloat(getComputedStyle(text).fontSize) * scale);
          const outside = texts.filter((text) => {
            const box = text.closest(".doc")?.querySelector("rect").getBBox();
            const words = text.getBBox();
            return box && (words.x < box.x || words.x + words.width > box.x + box.width ||
              words.y < box.y || words.y + words.height > box.y + box.height);
          });
          return [sizes, outside.map((text) => text.textContent)];
        }"""
    )
    assert min(sizes) >= 13
    assert outside == []


def test_on_a_phone_a_list_says_what_the_map_says(browser: Browser, address: str) -> None:
    """What a document rests on and what rests on it stand indented below it."""
    page = Reader(browser, address, 390, has_touch=True, is_mobile=True).open(LAW)
    assert page.locator("figure.map").is_hidden()
    item = page.locator(f"li#{REPEALER}")
    assert "Bãi bỏ Nghị quyết 32/2023/UBTVQH15" in item.inner_text()
    name, acts = (item.locator(one).first.bounding_box() for one in ("p", "ul"))
    assert name
    assert acts
    assert acts["x"] > name["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_javascript_a_document_leads_to_its_place(browser: Browser, address: str) -> None:
    """The list says all that the map says."""
    page = Reader(browser, address, java_script_enabled=False).open(LAW)
    page.click(document())
    assert page.url.endswith(f"#{REPEALER}")
    expect(page.locator(f"li#{REPEALER}")).to_be_in_viewport()


def test_the_map_shows_the_status_of_the_day(
    browser: Browser, address: str, real: Register
) -> None:
    """Every document on each key day, in the words of the rule."""
    page = Reader(browser, address).open(LAW)
    for day in (one.date.first for one in key_dates(real)):
        page = Reader(browser, address).open(f"{LAW}?ngay={day}")
        shown = page.locator("figure.map .doc").evaluate_all(
            "all => all.map(one => [one.dataset.id, one.querySelector('.doc__state').textContent])"
        )
        expected = {
            document.entry.id: real.labels.get(f"force-short.{document.steps.on(day)}")
            for document in law_map_of(real).documents
        }
        assert dict(shown) == expected


@pytest.mark.parametrize(("button", "opening"), [("SVG", b"<svg"), ("PNG", b"\x89PNG")])
def test_a_drawing_is_saved_as_a_picture(
    browser: Browser, address: str, button: str, opening: bytes
) -> None:
    """With its title, its day and its source, under the policy of the server."""
    reader = Reader(browser, address)
    reader.page.route("**/views/law/**", with_headers)
    page = reader.open(f"{LAW}?ngay=2024-03-11")
    with page.expect_download() as saving:
        page.get_by_role("button", name=f"Lưu {button}").first.click()
    assert saving.value.suggested_filename == f"ban-do-van-ban-2024-03-11.{button.lower()}"
    picture = Path(saving.value.path()).read_bytes()
    assert picture.startswith(opening)
    if button == "SVG":
        words = str(fromstring(picture).xpath("string()"))
        assert "Bản đồ văn bản" in words
        assert "ngày 11 tháng 3 năm 2024" in words
        assert "Nguồn:" in words
        assert b"class=" not in picture
    else:
        assert int.from_bytes(picture[16:20]) > 1700
    assert reader.errors == []


def test_what_rests_on_a_repealed_article_says_so_on_the_day(
    browser: Browser, address: str
) -> None:
    """Điều 98 of the law of 2014 holds on 11 March 2024, and no more on 7 March 2025."""
    page = Reader(browser, address).open(f"{LAW}?ngay=2024-03-11")
    row = page.locator("table.resting tr", has_text="điểm a khoản 1 Điều 98")
    assert row.locator(".lost").is_hidden()
    page.get_by_text("Mốc thời gian", exact=True).click()
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
