"""What readers do works alike in Chromium, Firefox and WebKit."""

import pytest

from tests.browsers.window import Window

pytestmark = [pytest.mark.site, pytest.mark.browser]

PATH = "onboarding/chung/"
ROWS = (
    "return Array.from(document.querySelectorAll('article tbody tr:has(th[scope=row])'))"
    ".filter(shown).length"
)
STATE = "return document.querySelector('.path-now .path__state').textContent"
CHECKED = "return document.querySelectorAll('.step input:checked').length"
KINDS = ["organizations", "programmes", "tasks", "events", "terms", "needs", "sources"]
"""Those among the hits for `thu ky`, in their order."""


def stops(window: Window, address: str, count: int) -> list[str]:
    """What has the focus after each of so many presses of Tab."""
    window.open(address)
    found = []
    for _ in range(count):
        window.press("Tab")
        found.append(window.focused())
    return found


@pytest.mark.parametrize("page", ["", "people/bui-van-cuong/", "people/", "self-check/", PATH])
def test_tab_meets_the_same_things_in_the_same_order(
    window: Window, windows: dict[str, Window], address: str, page: str
) -> None:
    """It passes the search field, reaches the content and never begins anew."""
    found = stops(window, address + page, 40)
    first = found.index("searchbox Tìm kiếm")
    assert "searchbox Tìm kiếm" not in found[first + 1 :]
    assert found[0] not in found[1:]
    reference = windows["chromium"]
    if window is not reference:
        assert found == stops(reference, address + page, 40)


def test_shift_and_tab_goes_back_through_the_search_field(window: Window, address: str) -> None:
    """To where one came from."""
    there = stops(window, f"{address}people/", 6)
    window.press(*["Shift+Tab"] * 3)
    assert window.focused() == there[2]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("bui van cuong", "/people/bui-van-cuong/"),
        ("luật 57/2014", "/legislation/luat-57-2014-qh13/"),
        ("vu thu ky", "/organizations/vu-thu-ky/"),
    ],
)
def test_the_search_finds_what_is_typed(
    window: Window, address: str, typed: str, place: str
) -> None:
    """A slash opens the field, the first hit opens with Enter."""
    window.open(f"{address}views/")
    window.press("/")
    window.wait("return document.activeElement.matches('.md-search__input')", True)
    window.type(typed)
    window.wait(
        "const link = document.querySelector('.md-search-result__link');"
        "return link && new URL(link.href).pathname",
        place,
    )
    window.press("Enter")
    window.wait("return location.pathname", place)


def test_the_search_narrows_to_a_kind_and_closes_with_escape(window: Window, address: str) -> None:
    """The kinds stand in one order whatever was typed before."""
    window.open(f"{address}views/")
    window.press("/")
    window.type("thu ky")
    kinds = "const kinds = Array.from(document.querySelectorAll('.hits__kinds button'));"
    window.wait(f"{kinds} return kinds.map((one) => one.value)", KINDS)
    window.press("Tab", "Tab")
    window.wait(f"{kinds} return kinds.indexOf(document.activeElement)", 0)
    window.press("Enter")
    window.wait("return document.activeElement.getAttribute('aria-pressed')", "true")
    window.press("Escape")
    window.wait("return document.querySelector('#__search').checked", False)


@pytest.mark.parametrize(
    ("day", "holder", "badge"),
    [("2024-03-11", "Bùi Văn Cường", "Đang giữ"), ("2025-12-01", "Lê Quang Mạnh", "Giữ chức")],
)
def test_the_roster_answers_for_a_day_of_the_address(
    window: Window, address: str, day: str, holder: str, badge: str
) -> None:
    """Rows of others are hidden or marked."""
    window.open(f"{address}views/roster/?ngay={day}")
    row = (
        "return Array.from(document.querySelectorAll('.roster tbody tr')).filter("
        "(one) => one.checkVisibility() && one.textContent.includes(arguments[0])"
        " && one.querySelector('[class*=badge--held-]').checkVisibility()).length > 0"
    )
    window.wait(row, True, holder)


def test_a_key_day_is_chosen_with_a_click(window: Window, address: str) -> None:
    """The page speaks of it, and its address names it."""
    window.open(f"{address}views/roster/")
    day = window.script(
        "const keys = document.querySelectorAll('.asof__keys a');"
        "keys[1].scrollIntoView({block: 'center'}); return new URL(keys[1].href).search"
    )
    name = window.script("return document.querySelectorAll('.asof__keys a')[1].textContent")
    window.click("link", " ".join(name.split()))
    window.wait("return location.search", day)


def test_a_list_is_filtered_as_one_types(window: Window, address: str) -> None:
    """Without accents, too; the count says how many are left."""
    window.open(f"{address}people/")
    whole = window.script(f"const shown = (one) => one.checkVisibility(); {ROWS}")
    window.script(
        "const field = document.querySelector('article input[type=search]'); field.focus()"
    )
    window.type("le quang manh")
    window.wait(f"const shown = (one) => one.checkVisibility(); {ROWS}", 1)
    assert whole > 10


def test_a_round_of_the_quiz_by_keyboard(window: Window, address: str) -> None:
    """The question takes the focus, then the verdict; ten questions end with a score."""
    window.open(f"{address}self-check/")
    window.script("localStorage.clear(); document.querySelector('[data-do=start]').focus()")
    window.press("Enter")
    right = (
        "const words = (from, selector) => Array.from(from.querySelectorAll(selector),"
        "(one) => one.textContent).join('|');"
        "const asked = words(document, '[data-ask]') + words(document, '.quiz-panel .option span');"
        "return Number(Array.from(document.querySelectorAll('.quiz > li')).find((one) =>"
        "words(one, ':scope > p') + words(one, 'ol > li') === asked)"
        ".querySelector('details').dataset.right)"
    )
    for _ in range(10):
        window.wait("return document.activeElement.localName", "legend")
        down = window.script(right)
        window.press("Tab", "Space", *["ArrowDown"] * down, "Tab", "Enter")
        window.wait("return document.activeElement.matches('.quiz-said.is-right')", True)
        window.script("document.querySelector('[data-do=next]').focus()")
        window.press("Enter")
    window.wait("return document.activeElement.textContent", "Bạn trả lời đúng 10 trên 10 câu.")


def test_ticks_of_a_path_stay(window: Window, address: str) -> None:
    """With the mouse and the space bar; after the page was opened again."""
    window.open(address + PATH)
    window.script("localStorage.clear()")
    window.open(address + PATH)
    window.click_on(".step input")
    window.script("document.querySelectorAll('.step input')[1].focus()")
    window.press("Space")
    window.open(address + PATH)
    assert window.script(CHECKED) == 2
    assert window.script(STATE) == "Đã xong 2 trên 17 bước."
    window.click_on(".path-now .path__step")
    window.wait("return location.hash", "#step-nguoi-dung-dau")
    window.script("localStorage.clear()")


def test_a_box_of_the_map_of_the_law_is_selected_and_let_go(window: Window, address: str) -> None:
    """By mouse; Escape lets go of it."""
    window.open(f"{address}views/law/")
    chosen = "return document.querySelectorAll('.map .is-chosen, .map .is-selected').length > 0"
    window.click_on(".map svg a")
    window.wait(chosen, True)
    window.press("Escape")
    window.wait(chosen, False)


def test_terms_of_the_glossary_are_marked(window: Window, address: str) -> None:
    """By a dotted line."""
    window.open(address + PATH)
    style = window.script(
        "const style = getComputedStyle(document.querySelector('a.gloss'));"
        "return [style.textDecorationLine, style.textDecorationStyle]"
    )
    assert style == ["underline", "dotted"]


def test_the_sign_of_a_heading_is_never_alone_on_a_line(window: Window, address: str) -> None:
    """On a phone it stays beside the last word."""
    window.resize(390)
    for page in ("people/bui-van-cuong/", "legislation/luat-57-2014-qh13/", "organizations/"):
        window.open(address + page)
        alone = window.script(
            "return Array.from(document.querySelectorAll('article .headerlink')).filter((sign) => {"
            "const range = document.createRange(); range.selectNodeContents(sign.parentElement);"
            "range.setEndBefore(sign); const rects = Array.from(range.getClientRects());"
            "return rects.length && sign.getBoundingClientRect().top >= rects.at(-1).bottom - 1;"
            "}).map((sign) => sign.parentElement.textContent)"
        )
        assert alone == []


@pytest.mark.parametrize("page", ["people/", "programmes/2024/", "views/roster/", "views/law/"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_window(
    window: Window, address: str, page: str, width: int
) -> None:
    """A table that is wider scrolls by itself."""
    window.resize(width)
    window.open(address + page)
    wide = window.script(
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0


def test_without_scripts_everything_can_be_read(window: Window, without_scripts: str) -> None:
    """A path, the answers of the self-check, which unfold, and the holders of posts."""
    window.open(without_scripts + PATH)
    shown = "const shown = (one) => one.checkVisibility();"
    steps = "return Array.from(document.querySelectorAll('.step')).filter(shown).length"
    assert window.script(shown + steps) == 17
    window.open(f"{without_scripts}self-check/")
    window.script("document.querySelector('.quiz summary').focus()")
    window.press("Enter")
    window.wait("return document.querySelector('.quiz details').open", True)
    window.open(f"{without_scripts}views/roster/")
    assert window.script(f"{shown} {ROWS}") > 20


def test_a_site_opened_as_files_works(window: Window, files: str) -> None:
    """The search finds, links lead on, ticks stay."""
    window.open(f"{files}views/index.html")
    window.press("/")
    window.type("bui van cuong")
    window.wait(
        "return document.querySelector('.md-search-result__link')?.pathname.split('/').at(-1)",
        "bui-van-cuong.html",
    )
    window.press("Enter")
    window.wait("return location.pathname.endsWith('/people/bui-van-cuong.html')", True)
    window.open(f"{files}onboarding/chung.html")
    window.script("localStorage.removeItem('onboarding')")
    window.open(f"{files}onboarding/chung.html")
    window.click_on(".step input")
    window.open(f"{files}onboarding/chung.html")
    assert window.script(STATE) == "Đã xong 1 trên 17 bước."
