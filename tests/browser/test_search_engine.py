"""What the search engine understands, in a real browser, over a handful of invented things."""

import json
import random
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.sites import search_engine
from tests.support.spellings import KEYS, SPELLINGS

pytestmark = pytest.mark.browser

SHORT = [["UBTVQH", "Ủy ban Thường vụ Quốc hội"], ["NQ", "Nghị quyết"], ["QH", "Quốc hội"]]
TEXT = "Ngày 11/3/2024, Ủy ban Thường vụ Quốc hội họp về việc gieo hạt. Mọi ý kiến được ghi."
THINGS: list[list[Any]] = [
    ["people", "p/an", "Phan Thị Thùy An", "Vụ trưởng · 2021–2024", [], []],
    ["people", "p/binh", "Lê Văn Bình", "Tổ trưởng", [], []],
    ["people", "p/binh-2", "Lê Văn Bình (Tổ Gieo hạt)", "Tổ phó", [], []],
    ["organizations", "o/ub", "Ủy ban Thường vụ Quốc hội", "Thường trực", ["UBTVQH"], []],
    ["organizations", "o/bt", "Ban Thư ký Quốc hội", "2016–2025", [], ["", "Ban Thư ký", TEXT]],
    ["organizations", "o/vp", "Văn phòng Quốc hội", "Cơ quan", [], ["x", "Cục III", "Cục ba."]],
    ["legislation", "l/27", "Nghị quyết 27-NQ/TW", "9/11/2022", [], []],
    ["legislation", "l/32", "Nghị quyết 32/2023/UBTVQH15", "14/2/2023", [], []],
    [
        "legislation",
        "l/57",
        "Luật 57/2014/QH13",
        "Luật Tổ chức",
        [],
        ["d", "Điều 98 khoản 2", "B."],
    ],
    ["events", "e/1", "Hội nghị triển khai", "11/3/2024", ["11/3/2024"], []],
    ["events", "e/2", "Hỏi và trả lời", "2/5/2024", ["2/5/2024"], []],
    ["terms", "t/#hoi", "hội nghị", "Cuộc họp lớn.", [], ["hoi", "hội nghị", "Cuộc họp lớn."]],
    ["terms", "t/#ky", "kỳ họp", "Đợt họp.", [], ["ky", "kỳ họp", "Đợt họp."]],
    ["sources", "s/1", "<b>Báo</b> {{ x }}", 'Báo "An"', [], ["", "Báo", "<img src=x onerror=1>"]],
]
INDEX = {
    "kinds": {name: name for name in {thing[0] for thing in THINGS}},
    "short": SHORT,
    "asking": [["ông"], ["là gì"]],
    "things": THINGS,
}

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """A page in which the engine runs over the things above."""
    context = chromium.new_context()
    found = context.new_page()
    found.add_script_tag(content=f"self.searchIndex = {json.dumps(INDEX)};")
    found.add_script_tag(content=search_engine())
    yield found
    context.close()


@pytest.fixture
def ask(page: Page) -> Ask:
    """The answer to a query, as the theme gets it."""
    return lambda text, kind="": page.evaluate(
        "([text, kind]) => searchReply({type: 2, data: {text, kind}}).data", [text, kind]
    )


@pytest.fixture
def first(ask: Ask) -> Ask:
    """The page that stands first for a query."""

    def found(text: str) -> str:
        items = ask(text)["items"]
        return str(items[0][0]["location"]).partition("#")[0] if items else ""

    return found


@pytest.mark.parametrize(("text", "folded", "spelled"), SPELLINGS)
def test_the_browser_spells_as_the_build_does(
    page: Page, text: str, folded: str, spelled: str
) -> None:
    """One table holds both languages of the program."""
    script = "text => [spelling.fold(text), spelling.words(text).map(spelling.spell).join(' ')]"
    assert page.evaluate(script, text) == [folded, spelled]


@pytest.mark.parametrize(("method", "keys", "word"), KEYS)
def test_a_keyboard_that_was_off_is_understood(
    page: Page, method: str, keys: str, word: str | None
) -> None:
    """Telex and VNI, with the marks at once or at the end of the syllable."""
    assert page.evaluate(f"keys => inputMethods.{method}(keys)", keys) == (
        word and page.evaluate("word => spelling.spell(word)", word)
    )


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("phan thi thuy an", "p/an"),
        ("PHAN THỊ THUỲ AN", "p/an"),
        ("an phan thùy", "p/an"),
        ("phan an", "p/an"),
        ("pahn thi thuy an", "p/an"),
        ("phan thi thy an", "p/an"),
        ("phan thi thuyy an", "p/an"),
        ("phanthithuyan", "p/an"),
        ("ban thu ki", "o/bt"),
        ("ban thuw kys", "o/bt"),
        ("ban thu7 ky1", "o/bt"),
        ("ban thư k", "o/bt"),
        ("ubtvqh", "o/ub"),
        ("uy ban thuong vu qh", "o/ub"),
        ("vp quốc hội", "o/vp"),
        ("ub thuong vu", "o/ub"),
        ("ub tvqh", "o/ub"),
        ("nq 27", "l/27"),
        ("27-NQ/TW", "l/27"),
        ("27 tw", "l/27"),
        ("nghị quyết 32 ubtvqh", "l/32"),
        ("nq 32 uỷ ban thường vụ quốc hội", "l/32"),
        ("nghị quyết 32 năm 2023", "l/32"),
        ("57 2014 qh13", "l/57"),
        ("dieu 98 khoan 2", "l/57"),
        ("luat 57 dieu 98", "l/57"),
        ("11/3/2024", "e/1"),
        ("11-03-2024", "e/1"),
        ("2024-03-11", "e/1"),
        ("11.3.2024", "e/1"),
        ("ngày 11 tháng 3 năm 2024", "e/1"),
        ("11/3/24", "e/1"),
        ("11/3", "e/1"),
        ("hội nghị ngày 11 tháng 3", "e/1"),
        ("2024-05", "e/2"),
        ("thang 5 nam 2024", "e/2"),
        ("3/2024", "e/1"),
        ("hội nghị là gì", "t/"),
        ("ông lê văn bình", "p/binh"),
        ("cục 3", "o/vp"),
        ("gieo hạt họp về", "o/bt"),
    ],
)
def test_the_right_page_stands_first(first: Ask, query: str, url: str) -> None:
    """However it is typed."""
    assert first(query) == url


def test_text_from_a_mac_is_understood(first: Ask) -> None:
    """Letters and accents come apart there."""
    assert first(unicodedata.normalize("NFD", "Phan Thị Thùy An")) == "p/an"


@pytest.mark.parametrize(("query", "url"), [("hội", "t/"), ("hỏi", "e/2")])
def test_an_accent_that_was_typed_counts(first: Ask, query: str, url: str) -> None:
    """Words with other accents come behind those with the same."""
    assert first(query) == url


def test_a_name_that_is_the_query_comes_before_longer_ones(ask: Ask) -> None:
    """Of two people of one name, the one without an addition."""
    places = [item[0]["location"] for item in ask("lê văn bình")["items"]]
    assert places[:2] == ["p/binh", "p/binh-2"]


@pytest.mark.parametrize(
    ("query", "understood"),
    [
        ("ban thư ký", ""),
        ("ban thu ky", ""),
        ("uy ban thuong vu quoc hoi", ""),
        ("nghi quyet 32", ""),
        ("hoi nghi abcde", ""),
        ("Ban Thư ký ", ""),
        ("ban thuw kys", "ban thư ký"),
        ("ban thu7 ky1", "ban thư ký"),
        ("banthuky", "ban thư ký"),
        ("le van bihn", "lê văn bình"),
    ],
)
def test_it_says_what_it_looked_for_where_that_differs(
    ask: Ask, query: str, understood: str
) -> None:
    """Missing accents are no difference."""
    assert ask(query)["understood"] == understood


def test_a_hit_says_its_kind_its_name_and_what_tells_it_apart(ask: Ask) -> None:
    """The words that matched are marked, whole."""
    (head,) = ask("thuy an")["items"][0]
    assert head["title"] == (
        '<span class="hit__kind">people</span> '
        '<span class="hit__name">Phan Thị <mark>Thùy</mark> <mark>An</mark></span> '
        '<span class="hit__line">Vụ trưởng · 2021–2024</span>'
    )


def test_a_date_is_marked_as_a_whole(ask: Ask) -> None:
    """And a query that is a date asks for nothing but that date."""
    items = ask("11-3-2024")["items"]
    assert "<mark>11/3/2024</mark>" in items[0][0]["title"]
    assert [item[0]["location"] for item in items] == ["e/1", "o/bt"]


def test_an_article_stands_under_its_document_and_is_led_to(ask: Ask) -> None:
    """The heading that is the query scores above its page, so that Enter leads there."""
    head, part = ask("điều 98 khoản 2")["items"][0]
    assert part["location"] == "l/57#d"
    assert part["score"] > head["score"]


def test_terms_of_one_page_are_one_item(ask: Ask) -> None:
    """The best of them last, where the theme takes the head of the item from."""
    (item,) = [item for item in ask("h")["items"] if item[0]["location"].startswith("t/")]
    assert [one["location"] for one in item] == ["t/#ky", "t/#hoi"]


def test_values_come_out_as_the_signs_they_are(ask: Ask) -> None:
    """Neither names nor passages nor what was typed become markup."""
    ((head,),) = ask("báo")["items"]
    assert "&lt;b&gt;<mark>Báo</mark>&lt;/b&gt; {{ x }}" in head["title"]
    assert "<img" not in json.dumps(ask("onerror"))


def test_one_kind_can_be_asked_for(ask: Ask) -> None:
    """The kinds that there are stay on offer, with the numbers of their pages."""
    answer = ask("hoi", "events")
    assert [item[0]["location"] for item in answer["items"]] == ["e/2", "e/1"]
    assert ask("hoi")["kinds"] == answer["kinds"]
    assert ["events", "events", "2"] in answer["kinds"]


def test_kinds_are_offered_in_one_order(ask: Ask) -> None:
    """That of the index, whatever is found first; the chosen one also where it has no hit."""
    order = [kind for kind, _, _ in ask("hoi")["kinds"]]
    assert order == [kind for kind in INDEX["kinds"] if kind in order]
    assert ask("hooooi ngggghi", "events")["kinds"] == [["events", "events", "0"]]


def test_where_nothing_fits_the_nearest_names_are_told(ask: Ask) -> None:
    """With their kinds."""
    answer = ask("hooooi ngggghi")
    assert answer["items"] == []
    assert answer["nearest"][0]["name"] == "hội nghị"


def test_a_query_without_words_is_answered_with_nothing(ask: Ask) -> None:
    """Nor with names that share nothing with it."""
    for text in ("", "   ", "…?!", "\u0000"):
        assert ask(text)["items"] == ask(text)["nearest"] == []


def test_the_theme_is_answered_in_its_own_words(page: Page) -> None:
    """Set up (0) with ready (1); a query (2) that is a bare string with a result (3)."""
    reply = "message => searchReply(message)"
    assert page.evaluate(reply, {"type": 0}) == {"type": 1}
    answer = page.evaluate(reply, {"type": 2, "data": "ubtvqh"})
    assert answer["type"] == 3
    assert answer["data"]["items"][0][0]["location"] == "o/ub"


def strings(count: int) -> list[str]:
    """Random strings of every kind of sign, up to 10,000 characters long."""
    chance = random.Random(11)
    kinds: list[Callable[[], str]] = [
        lambda: chr(chance.randrange(0x20, 0x7F)),
        lambda: chr(chance.randrange(0x110000)),
        lambda: chr(chance.randrange(0xD800, 0xE000)),
        lambda: chr(chance.randrange(0x20)),
        lambda: chance.choice("()[]{}*+?.\\^$|/-"),
        lambda: chance.choice("ăâđêôơưáàảãạ\u0301\u0323 "),
        lambda: chance.choice("0123456789/- "),
        lambda: chance.choice(("ban ", "thuw ", "năm ", "2024 ", "nq ", "@2024-", "tháng ")),
    ]
    found = []
    for number in range(count):
        length = 10_000 if number % 500 == 0 else chance.randrange(1, 60)
        kind = chance.choice(kinds)
        found.append(
            "".join((kind if number % 3 else chance.choice(kinds))() for _ in range(length))
        )
    return found


def test_no_string_whatever_breaks_it(page: Page) -> None:
    """10,000 of them, lone surrogates and control characters among them."""
    script = """texts => texts.map(text => {
      try { return searchReply({type: 2, data: text}).type } catch (error) { return String(error) }
    }).filter(one => one !== 3)"""
    texts = strings(10_000)
    # Lone surrogates do not pass as text; they pass as numbers.
    for start in range(0, len(texts), 1000):
        units = [_units(text) for text in texts[start : start + 1000]]
        decode = "units => units.map(one => one.map(unit => String.fromCharCode(unit)).join(''))"
        assert page.evaluate(f"units => ({script})(({decode})(units))", units) == []


HOSTILE = {
    "kinds": {"people": "people"},
    "short": [["–", "Ủy ban"], ["UB", "…"], ["", ""], ["?", "-"], ["UB", "Ủy ban"]],
    "asking": [["", "?"], ["…"]],
    "things": [
        ["people", "p/an", "Thùy An", "", ["", "–"], ["", "", "", "a", "–", "…"]],
        ["people", "p/ub", "–", "–", [], []],
        ["people", "p/uy", "Ủy ban", "", [], ["", "\n", " "]],
    ],
}
"""An index with short forms, questions, names and passages that hold no word."""


@pytest.mark.parametrize(
    ("query", "url"), [("thuy an", "p/an"), ("ub", "p/uy"), ("ủy ban", "p/uy"), ("–", "")]
)
def test_no_index_whatever_stops_it(chromium: Browser, query: str, url: str) -> None:
    """A short form of no word stands everywhere; the engine passes it over and answers."""
    context = chromium.new_context()
    page = context.new_page()
    page.add_script_tag(content=f"self.searchIndex = {json.dumps(HOSTILE)};")
    page.add_script_tag(content=search_engine())
    items = page.evaluate("text => searchReply({type: 2, data: text}).data.items", query)
    assert [item[0]["location"] for item in items][:1] == [url][: bool(url)]
    context.close()


def _units(text: str) -> list[int]:
    raw = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2)]
