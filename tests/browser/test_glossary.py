"""What a reader finds at a term in the text of a page, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from macros.model import COLLECTIONS
from tests.browser.test_front_page import SHIFTS
from tests.support.accessibility import broken_on_every_screen
from tests.support.browsing import Reader
from tests.support.sites import pages, parse, search_index

pytestmark = [pytest.mark.site, pytest.mark.browser]

PAGE = "events/2024-03-11/"
TERM = "Phó Tổng Thư ký Quốc hội thường trực"


def marks(page: Page) -> Locator:
    """The terms that are marked on a page, but for those that are folded away."""
    return page.locator("a.gloss").locator("visible=true")


def advice(page: Page) -> Locator:
    """The mark of the term that the task of the tests explains."""
    return marks(page).filter(has_text="tham mưu").first


def meaning(page: Page) -> Locator:
    """The meaning that is shown."""
    return page.locator("article > [role=tooltip]")


def test_hover_shows_the_meaning_and_leaving_hides_it(browser: Browser, address: str) -> None:
    """Definition, English and whose it is; nothing is shown before."""
    page = Reader(browser, address).open(PAGE)
    assert meaning(page).count() == 0
    page.get_by_role("link", name=TERM).hover()
    expect(meaning(page)).to_have_text(
        f"{TERM}: Phó Tổng Thư ký Quốc hội được giao những công việc thường xuyên; nguồn nhắc đến "
        "chức danh này từ "
        "ngày 11/3/2024. Permanent Deputy Secretary General (cách dịch của trang này)Xem thuật ngữ"
    )
    expect(meaning(page).locator("[lang=en]")).to_have_text("Permanent Deputy Secretary General")
    page.locator("h1").hover()
    expect(meaning(page)).to_have_count(0)


def test_the_pointer_can_go_to_the_meaning_and_stay_there(browser: Browser, address: str) -> None:
    """It does not go away by itself; its link leads to the term."""
    page = Reader(browser, address).open(PAGE)
    page.get_by_role("link", name=TERM).hover()
    meaning(page).hover()
    page.wait_for_timeout(600)
    meaning(page).get_by_role("link", name="Xem thuật ngữ").click()
    page.wait_for_url("**/terms/posts/#pho-tong-thu-ky-quoc-hoi-thuong-truc")


def test_focus_shows_the_meaning_and_escape_hides_it(browser: Browser, address: str) -> None:
    """The focus stays on the term; the next one shows its own meaning, and no other."""
    page = Reader(browser, address).open(PAGE)
    first = marks(page).first
    first.focus()
    expect(meaning(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(meaning(page)).to_have_count(0)
    expect(first).to_be_focused()
    marks(page).nth(1).focus()
    number = marks(page).nth(1).get_attribute("aria-describedby")
    expect(meaning(page)).to_have_count(1)
    expect(meaning(page)).to_have_id(str(number))
    page.locator(".neighbours a").first.focus()
    expect(meaning(page)).to_have_count(0)


def test_escape_hides_what_the_pointer_has_shown(browser: Browser, address: str) -> None:
    """Without moving the pointer."""
    page = Reader(browser, address).open(PAGE)
    marks(page).first.hover()
    expect(meaning(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(meaning(page)).to_have_count(0)


def test_the_meaning_describes_the_term_to_a_screen_reader(browser: Browser, address: str) -> None:
    """Before it was ever shown, and after it was hidden again."""
    page = Reader(browser, address).open("organizations/van-phong-quoc-hoi/")
    said = "tham mưu: Nghiên cứu, đề xuất để cấp trên quyết định. advise"
    expect(advice(page)).to_have_accessible_description(said)
    advice(page).hover()
    page.keyboard.press("Escape")
    expect(advice(page)).to_have_accessible_description(said)


def test_enter_follows_the_term(browser: Browser, address: str) -> None:
    """It is a link like others."""
    page = Reader(browser, address).open("organizations/van-phong-quoc-hoi/")
    advice(page).press("Enter")
    page.wait_for_url("**/#tham-muu")


def test_a_tap_shows_the_meaning_and_a_second_one_follows_it(
    browser: Browser, address: str
) -> None:
    """The first does not leave the page; one elsewhere hides it."""
    page = Reader(browser, address, 390, has_touch=True, is_mobile=True).open(
        "organizations/van-phong-quoc-hoi/"
    )
    advice(page).tap()
    expect(meaning(page)).to_have_count(1)
    page.locator("h1").tap()
    expect(meaning(page)).to_have_count(0)
    advice(page).tap()
    expect(meaning(page)).to_have_count(1)
    assert page.url.endswith("/organizations/van-phong-quoc-hoi/")
    meaning(page).get_by_role("link").tap()
    page.wait_for_url("**/#tham-muu")
    page.go_back()
    advice(page).tap()
    advice(page).tap()
    page.wait_for_url("**/#tham-muu")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (640, 450), (320, 500)])
def test_no_meaning_is_cut_or_makes_a_page_wider(
    browser: Browser, address: str, width: int, height: int
) -> None:
    """On a phone, and at 200 and 400 percent."""
    page = Reader(browser, address, width, height=height).open("legislation/luat-57-2014-qh13/")
    cut = []
    for mark in marks(page).all():
        mark.focus()
        box = meaning(page).bounding_box()
        assert box
        is_inside = box["x"] >= 0 and box["x"] + box["width"] <= width
        if not is_inside or box["y"] < 48 or box["y"] + box["height"] > height:
            cut.append((mark.inner_text(), box))
    assert marks(page).count() > 10
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_shown_meaning_breaks_no_rule_of_accessibility(browser: Browser, address: str) -> None:
    """On a desk and a phone, by day and by night."""
    reader = Reader(browser, address, reduced_motion="reduce")
    page = reader.open("organizations/van-phong-quoc-hoi/")
    advice(page).focus()
    expect(meaning(page)).to_have_count(1)
    assert broken_on_every_screen(page) == {}
    expect(meaning(page)).to_have_count(1)
    assert (reader.errors, reader.foreign) == ([], [])


def test_nothing_moves_while_a_page_with_terms_loads(browser: Browser, address: str) -> None:
    """Nor when a meaning is shown."""
    reader = Reader(browser, address, 390)
    reader.page.add_init_script(SHIFTS)
    page = reader.open("tasks/2024-10/")
    marks(page).first.focus()
    page.wait_for_timeout(300)
    assert page.evaluate("shifts") == []


def test_without_javascript_a_term_leads_to_its_place(browser: Browser, address: str) -> None:
    """The meanings stay out of sight."""
    page = Reader(browser, address, java_script_enabled=False).open(
        "organizations/van-phong-quoc-hoi/"
    )
    expect(page.locator(".glosses")).to_be_hidden()
    advice(page).click()
    page.wait_for_url("**/#tham-muu")


def test_on_paper_the_meanings_are_a_list_behind_the_page(browser: Browser, address: str) -> None:
    """A term there is plain text."""
    page = Reader(browser, address).open("tasks/2024-10/")
    page.emulate_media(media="print")
    expect(page.locator(".glosses")).to_be_visible()
    expect(page.locator(".glosses > p")).to_have_text("Từ ngữ trong trang này")
    expect(page.locator(".glosses > div")).to_have_count(marks(page).count())
    expect(marks(page).first).to_have_css("text-decoration-line", "none")
    article, glosses = (
        page.locator("article").bounding_box(),
        page.locator(".glosses").bounding_box(),
    )
    assert article
    assert glosses
    assert glosses["y"] >= article["y"] + article["height"]


def test_the_meanings_are_not_searched(real_site: Path) -> None:
    """A definition is found at its term alone."""
    text = search_index(real_site)
    assert text.count("Nghiên cứu, đề xuất để cấp trên quyết định.") == 2  # the line, the passage


def test_the_meanings_of_a_page_stay_under_8_kilobytes(real_site: Path) -> None:
    """Every page pays for them, shown or not."""
    sizes = {}
    for page in pages(real_site):
        html = page.read_bytes()
        start = html.find(b'<aside class="glosses')
        if start >= 0:
            sizes[page.relative_to(real_site).as_posix()] = html.find(b"</aside>", start) - start
    assert len(sizes) > 100
    assert {name: size for name, size in sizes.items() if size > 8 * 1024} == {}


def test_lists_views_terms_and_the_page_for_authors_have_no_marks(real_site: Path) -> None:
    """Their text is names, or the terms themselves."""
    marked = {
        page.relative_to(real_site).as_posix()
        for page in pages(real_site)
        if any("gloss" in (values.get("class") or "") for _, values in parse(page).elements)
    }
    alone = ("views/", "terms/", "writing/", "gaps/", "data/")
    lists = {f"{name}/index.html" for name in COLLECTIONS}
    assert [name for name in marked if name.startswith(alone) or name in lists] == []
    assert {"index.html", f"{PAGE}index.html"} <= marked
    assert "programmes/2024/sheet/index.html" not in marked
