"""What a reader finds at the search field of the real site, in a real browser."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsing import Reader, served

pytestmark = [pytest.mark.site, pytest.mark.browser]

FIELD = "[data-md-component=search-query]"
HITS = ".md-search-result__item"
COUNT = ".md-search-result__meta"


SLOWLY = """() => {
  const until = performance.now() + 150;
  while (performance.now() < until);
}"""
"""Keeps the page busy, so that answers come late and together."""


def type_in(page: Page, words: str) -> None:
    """Focus the field, type, and wait for the answer."""
    page.locator(FIELD).focus()
    page.keyboard.type(words)
    expect(page.locator(COUNT)).to_have_text(re.compile("tìm thấy", re.IGNORECASE))


def kind_button(page: Page, kind: str) -> Locator:
    """The button that narrows the hits to a kind; a number follows its label."""
    return page.get_by_role("button", name=re.compile(rf"^{kind} \d+\+?$"))


def requests(page: Page) -> list[str]:
    """The paths that a page asks for from now on."""
    found: list[str] = []
    marks = re.compile(r"^https?://[^/]+/|\.[0-9a-f]{8}(?=\.)|#.*")
    page.on("request", lambda one: found.append(marks.sub("", one.url)))
    return found


def test_nothing_of_the_search_is_fetched_before_it_is_wanted(
    browser: Browser, address: str
) -> None:
    """Then the engine and its index, once, and never the theme's own."""
    reader = Reader(browser, address)
    found = requests(reader.page)
    page = reader.open("people/")
    assert [path for path in found if path.startswith("search/")] == []
    found.clear()
    type_in(page, "bui van cuong")
    page.locator(FIELD).fill("le quang tung")
    page.wait_for_timeout(300)
    of_search = sorted(path for path in found if path.startswith("search/"))
    assert of_search == ["search/engine.js", "search/index.js"]


def test_a_query_in_the_address_is_asked(browser: Browser, address: str) -> None:
    """The search opens with it, on any page."""
    page = Reader(browser, address).open("people/?q=ubtvqh")
    expect(page.locator(HITS).first).to_contain_text("Ủy ban Thường vụ Quốc hội")


def test_the_theme_has_no_index_of_its_own(real_site: Path) -> None:
    """Nor is its engine shipped, nor the parts of ours one by one."""
    served = sorted(
        re.sub("[0-9a-f]{8}", "*", file.name) for file in (real_site / "search").iterdir()
    )
    assert served == ["engine.*.js", "index.*.js"]
    assert not (real_site / "assets/javascripts/lunr").exists()
    assert not (real_site / "assets/javascripts/workers").exists()
    assert not (real_site / "assets/js").exists()


def test_a_slash_leads_to_the_field(browser: Browser, address: str) -> None:
    """From anywhere on a page."""
    page = Reader(browser, address).open("people/bui-van-cuong/")
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()


def test_arrows_and_enter_choose_a_hit(browser: Browser, address: str) -> None:
    """Down from the field to the second hit, and on to its page, where the words are marked."""
    page = Reader(browser, address).open("")
    type_in(page, "kỳ họp bất thường")
    links = page.locator(f"{HITS} > a")
    wanted = links.nth(1).get_attribute("href")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(str(wanted))
    assert page.locator("article mark").count() > 0


def test_enter_leads_to_the_best_hit_even_before_it_is_shown(
    browser: Browser, address: str
) -> None:
    """Whoever types fast and presses Enter is not left behind."""
    page = Reader(browser, address).open("")
    page.locator(FIELD).focus()
    page.keyboard.type("vuong dinh hue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/vuong-dinh-hue/**")


def test_the_answer_to_the_last_letter_counts(browser: Browser, address: str) -> None:
    """Not one that was asked for before it, however late it comes."""
    page = Reader(browser, address).open("")
    type_in(page, "b")
    page.locator(FIELD).fill("")
    page.evaluate(SLOWLY)
    page.keyboard.type("le quang tung", delay=5)
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/le-quang-tung/**")


def test_a_field_that_was_emptied_shows_nothing(browser: Browser, address: str) -> None:
    """By the button, too; the kind that was chosen is given up."""
    page = Reader(browser, address).open("")
    type_in(page, "ban thư ký")
    kind_button(page, "Văn bản").click()
    page.locator("button[type=reset]").click()
    expect(page.locator(HITS)).to_have_count(0)
    expect(page.locator(COUNT)).to_have_text("Nhập để bắt đầu tìm kiếm")
    type_in(page, "ban thư ký")
    expect(page.locator(f"{HITS} .hit__kind").first).to_have_text("Cơ quan, đơn vị")


def test_a_kind_that_was_chosen_stays_in_sight(browser: Browser, address: str) -> None:
    """Also where the next query finds nothing of it."""
    page = Reader(browser, address).open("")
    type_in(page, "ban thư ký")
    kind_button(page, "Nhiệm vụ").click()
    page.locator(FIELD).fill("hue")
    expect(page.locator(COUNT)).to_have_text("Không tìm thấy mục nào")
    button = kind_button(page, "Nhiệm vụ")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.locator(".hits__nearest").is_hidden()


def test_a_search_that_can_not_be_loaded_says_so(browser: Browser, address: str) -> None:
    """And leaves nobody waiting."""
    page = Reader(browser, address).open("")
    page.route("**/search/*.js", lambda route: route.abort())
    page.locator(FIELD).focus()
    page.keyboard.type("hue")
    expect(page.locator(COUNT)).to_have_text("Không tải được bộ tìm kiếm. Hãy tải lại trang.")


def test_an_article_is_led_to_itself(browser: Browser, address: str) -> None:
    """Not to the head of its law."""
    page = Reader(browser, address).open("")
    type_in(page, "dieu 98 khoan 2")
    page.keyboard.press("Enter")
    page.wait_for_url("**/legislation/luat-57-2014-qh13/**#dieu-98-khoan-2")


def test_hits_are_narrowed_to_a_kind_by_mouse_and_by_keys(browser: Browser, address: str) -> None:
    """The button says that it is pressed, keeps the focus, and takes it back when pressed again."""
    page = Reader(browser, address).open("")
    type_in(page, "ban thư ký")
    kinds = page.locator(f"{HITS} > a:first-child .hit__kind")
    assert len(set(kinds.all_inner_texts())) > 2
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.textContent").startswith("Văn bản"):
        page.keyboard.press("Tab")
    button = kind_button(page, "Văn bản")
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    expect(kinds.first).to_have_text("Văn bản")
    assert set(kinds.all_inner_texts()) == {"Văn bản"}
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(kinds.first).to_have_text("Cơ quan, đơn vị")


@pytest.mark.parametrize("words", ["ban thư ký", "nghị quyết", "cường", "2024"])
def test_a_kind_says_how_many_hits_it_has(browser: Browser, address: str, words: str) -> None:
    """So many are found when it is pressed, or more after "+"; the order stays."""
    page = Reader(browser, address).open("")
    type_in(page, words)
    buttons = page.locator(".hits__kinds button")
    labels = buttons.all_inner_texts()
    for place, label in enumerate(labels):
        buttons.nth(place).click()
        expect(buttons.nth(place)).to_have_attribute("aria-pressed", "true")
        found = int("".join(re.findall(r"\d", page.locator(COUNT).inner_text())))
        count = label.split()[-1]
        assert found >= int(count[:-1]) if count.endswith("+") else found == int(count)
        assert buttons.all_inner_texts() == labels
        buttons.nth(place).click()
        expect(buttons.nth(place)).to_have_attribute("aria-pressed", "false")


def test_it_says_what_it_understood(browser: Browser, address: str) -> None:
    """To the eye and to a screen reader."""
    page = Reader(browser, address).open("")
    type_in(page, "ban thuw kys")
    told = page.locator(".hits__understood")
    expect(told).to_have_text("đang tìm: ban thư ký")
    expect(told).to_have_role("status")


def test_a_screen_reader_hears_how_many_hits_there_are(browser: Browser, address: str) -> None:
    """In Vietnamese, one or more or none."""
    page = Reader(browser, address).open("")
    expect(page.locator(COUNT)).to_have_role("status")
    for words, told in (
        ("phan thi thuy linh", r"Tìm thấy \d+ mục"),
        ("qjxzq", "Không tìm thấy mục nào"),
    ):
        page.locator(FIELD).fill(words)
        expect(page.locator(COUNT)).to_have_text(re.compile(told))


def test_where_nothing_fits_the_nearest_names_are_offered(browser: Browser, address: str) -> None:
    """As links that the arrow keys reach."""
    page = Reader(browser, address).open("people/")
    type_in(page, "qjhwungz zzthuwww")
    expect(page.locator(COUNT)).to_have_text("Không tìm thấy mục nào")
    page.keyboard.press("ArrowDown")
    href = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(href)
    assert page.locator("h1").count() == 1


def test_homonyms_are_told_apart(browser: Browser, address: str) -> None:
    """The line under a name says post, body or years."""
    page = Reader(browser, address).open("")
    type_in(page, "vụ dân tộc")
    lines = page.locator(f"{HITS} > a:first-child .hit__line").all_inner_texts()
    assert sorted(line.split(" ")[:4] for line in lines[:2]) == [
        ["2025–", "·", "Vụ", "chuyên"],
        ["Vụ", "của", "Văn", "phòng"],
    ]


def test_words_pasted_with_the_mouse_are_heard(browser: Browser, address: str) -> None:
    """No key was pressed."""
    page = Reader(browser, address).open("")
    page.locator(FIELD).fill("tổng thư ký")
    expect(page.locator(HITS).first).to_contain_text("Tổng Thư ký")


def test_the_search_closes_where_the_focus_leaves_it(browser: Browser, address: str) -> None:
    """Tab leads through its buttons and out of it again; Escape closes it at once."""
    page = Reader(browser, address).open("people/")
    type_in(page, "ban thư ký")
    for _ in range(14):
        page.keyboard.press("Tab")
    expect(page.locator("#__search")).not_to_be_checked()
    type_in(page, " quốc hội")
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


def test_it_works_on_a_page_that_was_opened_as_a_file(
    browser: Browser, invented_site: Path
) -> None:
    """Where browsers refuse workers, and fetch nothing."""
    reader = Reader(browser, invented_site.as_uri())
    page = reader.open("/people/index.html")
    type_in(page, "vawn phongf")
    expect(page.locator(".hits__understood")).to_have_text("đang tìm: văn phòng")
    page.keyboard.press("Enter")
    page.wait_for_url("**/organizations/van-phong-vuon-uom.html*")
    assert (reader.errors, reader.foreign) == ([], [])


def test_it_works_below_a_path(browser: Browser, real_site: Path, tmp_path: Path) -> None:
    """The site of an intranet seldom stands at the root of its host."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a/ban-thu-ky").symlink_to(real_site)
    with served(tmp_path) as address:
        reader = Reader(browser, address)
        page = reader.open("a/ban-thu-ky/people/bui-van-cuong/")
        type_in(page, "vuong dinh hue")
        page.keyboard.press("Enter")
        page.wait_for_url("**/a/ban-thu-ky/people/vuong-dinh-hue/**")
        assert (reader.errors, reader.foreign) == ([], [])


def test_it_asks_for_no_licence_that_a_strict_policy_refuses(
    browser: Browser, address: str
) -> None:
    """Worker, index and styles come from the site itself, without `eval` or WebAssembly."""
    policy = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self'; img-src *"

    def strictly(route: Any) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": policy}
        route.fulfill(response=answer, headers=headers)

    reader = Reader(browser, address)
    reader.page.route("**/*", strictly)
    page = reader.open("")
    type_in(page, "ban thuw kys")
    expect(page.locator(HITS).first).to_contain_text("Ban Thư ký Quốc hội")
    assert [error for error in reader.errors if "search" in error] == []
