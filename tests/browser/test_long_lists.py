"""Lists of thousands of rows: the first are laid out; all are counted, found and printed."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from macros.queries import ListRow, ListTable
from macros.register import Register
from tests.bench.lengthened import lengthened
from tests.browser.test_accessibility import _roles
from tests.browser.test_days import SHIFTS
from tests.support.accessibility import broken_rules, show
from tests.support.browsing import Reader, served
from tests.support.html_validator import html_errors

pytestmark = [pytest.mark.site, pytest.mark.browser]

LISTS = ("people", "legislation", "tasks")
"""A list of names, one of any day, and one of long texts."""
ROWS = 450
"""So many has each here: of 35 people the first 30 are there 13 times, the others 12 times."""
WIDTHS = (1280, 390)

CHANGES = """words => new Promise(done => {
  const changed = new Set();
  const observer = new MutationObserver(list => list.forEach(one => changed.add(one.target)));
  const table = document.querySelector("table.listing");
  observer.observe(table, { attributes: true, childList: true, subtree: true });
  const input = document.querySelector(".filter input");
  input.value = words;
  input.dispatchEvent(new Event("input"));
  setTimeout(() => done([...changed].filter(one => one.matches("[data-facets]")).length));
})"""
"""How many rows change when so much has been typed."""


@pytest.fixture(scope="module")
def long_site(real_site: Path, real: Register, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, but with long lists."""
    folder = tmp_path_factory.mktemp("long")
    shutil.copytree(real_site, folder, dirs_exist_ok=True)
    for name in LISTS:
        page = lengthened(real_site, real, name, ROWS)
        (folder / name / "index.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def long(long_site: Path) -> Iterator[str]:
    """Address of a server that serves it."""
    with served(long_site) as found:
        yield found


def _shown(page: Page) -> Locator:
    return page.locator("table.listing tr[data-facets]:visible")


def _more(page: Page) -> Locator:
    return page.get_by_role("button", name="Hiện thêm")


def _filter(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="Lọc danh sách").fill(words)


def test_a_list_is_long_from_201_rows_on() -> None:
    """No list of this site is; nothing changes for a list that can be laid out at once."""
    rows = (ListRow("people/x", ()),)
    assert not ListTable(("name",), rows * 200).is_long
    assert ListTable(("name",), rows * 201).is_long


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", LISTS)
def test_the_first_rows_are_shown_and_all_are_counted(
    browser: Browser, long: str, name: str, width: int
) -> None:
    """A button below says how many of them are shown."""
    page = Reader(browser, long, width).open(f"{name}/")
    assert _shown(page).count() == ListTable.first == 40
    expect(page.locator("[data-count]")).to_have_text("450 mục")
    expect(_more(page)).to_have_text("Hiện thêm (mới hiện 40 trong 450 mục)")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_same_rows_are_shown_before_the_script_has_come(
    browser: Browser, long: str, width: int
) -> None:
    """The style hides the others from the start: they are never laid out, and nothing jumps."""
    page = Reader(browser, long, width).page
    page.route("**/assets/script.*.js", lambda route: route.abort())
    page.goto(f"{long}people/")
    assert _shown(page).count() == 40
    heights = "rows => rows.map(row => row.getBoundingClientRect().height)"
    before = _shown(page).evaluate_all(heights)
    after = _shown(Reader(browser, long, width).open("people/")).evaluate_all(heights)
    assert before == after


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "path", ["people/", "tasks/", "legislation/", "legislation/?ngay=2016-03-10"]
)
def test_nothing_jumps_when_a_long_list_opens(
    browser: Browser, long: str, path: str, width: int
) -> None:
    """No layout shift."""
    reader = Reader(browser, long, width)
    reader.page.add_init_script(SHIFTS)
    assert reader.open(path).evaluate("window.shifts ?? []") == []


def test_what_is_typed_is_sought_in_all_rows(browser: Browser, long: str) -> None:
    """One person is there 13 times, each beyond the rows that were shown but the first."""
    page = Reader(browser, long).open("people/")
    _filter(page, "nguyen huu dong")
    assert set(_shown(page).get_by_role("rowheader").all_inner_texts()) == {"Nguyễn Hữu Đông"}
    assert _shown(page).count() == 13
    expect(page.locator("[data-count]")).to_have_text("13 mục")
    expect(_more(page)).to_be_hidden()


def test_more_rows_are_shown_when_they_are_asked_for(browser: Browser, long: str) -> None:
    """Five times as many each time, and the keyboard stands at the first that is new."""
    page = Reader(browser, long).open("people/")
    _more(page).press("Enter")
    assert _shown(page).count() == 200
    expect(_shown(page).nth(40).get_by_role("link").first).to_be_focused()
    expect(_more(page)).to_have_text("Hiện thêm (mới hiện 200 trong 450 mục)")
    _more(page).click()
    assert _shown(page).count() == ROWS
    expect(_more(page)).to_be_hidden()


def test_other_words_show_the_first_rows_again(browser: Browser, long: str) -> None:
    """However many were shown before."""
    page = Reader(browser, long).open("people/")
    _more(page).click()
    _filter(page, "nguyen")
    assert _shown(page).count() == 40
    _filter(page, "")
    assert _shown(page).count() == 40
    expect(page.locator("[data-count]")).to_have_text("450 mục")


def test_a_key_changes_only_the_rows_that_come_or_go(browser: Browser, long: str) -> None:
    """What is typed costs the same in a list of any length."""
    page = Reader(browser, long).open("people/")
    before, counts = _indices(page), []
    for typed in ("", "n", "ng", "nguyen", "nguyen h", "zzz", "zzzz", ""):
        counts.append(page.evaluate(CHANGES, typed))
        after = _indices(page)
        assert counts[-1] == len(before ^ after)
        before = after
    assert max(counts) <= 2 * ListTable.first
    assert (counts[0], counts[-3:]) == (0, [40, 0, 40])


def _indices(page: Page) -> set[int]:
    rows = page.locator("table.listing tr[data-facets]")
    shown: list[bool] = rows.evaluate_all("rows => rows.map(row => row.checkVisibility())")
    return {index for index, is_shown in enumerate(shown) if is_shown}


def test_a_long_list_is_sorted_as_a_whole(browser: Browser, long: str) -> None:
    """State by state; the first rows of the new order are shown, of those that match."""
    page = Reader(browser, long).open("legislation/")
    page.get_by_role("button", name="Ban hành", exact=True).click()
    dates = _shown(page).locator("td:nth-child(5)")
    assert set(dates.all_inner_texts()[:9]) == {"20/11/2014"}
    assert _shown(page).count() == 40
    _filter(page, "luat")
    page.get_by_role("button", name="Ban hành", exact=True).click()
    assert dates.first.inner_text() == "17/2/2025"
    assert _shown(page).count() == 40


def test_a_long_list_is_printed_whole(browser: Browser, long: str) -> None:
    """All rows that match what is typed, whether shown or not; and no button."""
    page = Reader(browser, long).open("people/")
    _filter(page, "nguyen huu dong")
    assert _printed(page).count("NguyễnHữuĐông") == 13
    _filter(page, "")
    text = _printed(page)
    assert text.count("NguyễnHữuĐông") == 13
    assert text.count("BùiVănCường") == 13
    assert "Hiệnthêm" not in text
    assert _shown(page).count() == 40


def _printed(page: Page) -> str:
    """What stands on the sheets, without blanks: a PDF has them anywhere."""
    pages = PdfReader(BytesIO(page.pdf(format="A4", landscape=True))).pages
    return "".join("".join(one.extract_text().split()) for one in pages)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_long_list_is_whole_without_javascript(browser: Browser, long: str, width: int) -> None:
    """Every row is there, and nothing that would not work."""
    page = Reader(browser, long, width, java_script_enabled=False).open("people/")
    assert _shown(page).count() == ROWS
    assert page.locator(".more").is_hidden()
    assert page.locator(".filter").is_hidden()


@pytest.mark.parametrize(("width", "columns"), [(1280, 5), (390, 3)])
def test_what_is_shown_of_a_long_list_is_a_table(
    browser: Browser, long: str, width: int, columns: int
) -> None:
    """Also the rows that have come later; each state has a row of its own."""
    page = Reader(browser, long, width).open("people/")
    for count in (40, 200):
        states = page.locator("table.listing .group:visible").count()
        found = _roles(page, ".list")
        beside = states if columns > 3 else 0
        cells = {"rowheader": count + states, "cell": count * (columns - 1) + beside}
        wanted = {"row": count + 1 + states, **cells, "columnheader": columns}
        assert {role: found.count(role) for role in wanted} == wanted
        _more(page).click()


@pytest.mark.parametrize("name", LISTS)
def test_a_long_list_breaks_no_rule_of_accessibility(
    browser: Browser, long: str, name: str
) -> None:
    """On a desk and on a phone."""
    reader = Reader(browser, long, reduced_motion="reduce")
    page = reader.open(f"{name}/")
    for width in WIDTHS:
        show(page, width, "light")
        assert broken_rules(page) == []
    assert reader.errors == []


def test_a_long_list_breaks_no_rule_of_html(long_site: Path) -> None:
    """The row headers and the button are where they may stand."""
    assert html_errors([long_site / name / "index.html" for name in LISTS]) == []
