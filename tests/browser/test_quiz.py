"""The self-check in a browser: rounds by keyboard, a score that stays, a list for all others."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.accessibility import broken_on_every_screen, show, too_wide
from tests.support.browsing import Reader
from tests.support.sites import search_index

pytestmark = [pytest.mark.site, pytest.mark.browser]

PATH = "self-check/"
RIGHT = """() => {
  const words = (from, selector) =>
    [...from.querySelectorAll(selector)].map((one) => one.textContent).join("|");
  const asked = words(document, "[data-ask]") + words(document, "form[data-part] label span");
  const items = [...document.querySelectorAll(".quiz > li")];
  const item = items.find((one) => words(one, ":scope > p") + words(one, "ol > li") === asked);
  return item.querySelector("details").dataset.right;
}"""


@pytest.fixture(scope="module")
def answers(real_site: Path) -> dict[str, dict[str, Any]]:
    """Every question by its id."""
    text = (real_site / "api/v1/self-check.json").read_text(encoding="utf-8")
    return {one["id"]: one for one in json.loads(text)["questions"]}


def _start(page: Page) -> None:
    page.get_by_role("button", name="Bắt đầu").press("Enter")


def _right(page: Page) -> int:
    """The place of the right option of the question shown, as the list on the page has it."""
    return int(page.evaluate(RIGHT))


def _answer(page: Page, is_right: bool) -> None:
    """Tab into the options, walk with the arrows, choose, and go on to the button with Enter."""
    place = _right(page) if is_right else (_right(page) + 1) % 4
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(place):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def _seen(page: Page) -> list[str]:
    kept = page.evaluate("Object.values(localStorage).find((one) => one.includes('seen'))")
    seen: list[str] = json.loads(kept)["seen"] if kept else []
    return seen


def _round(page: Page, right: int, count: int = 10) -> None:
    """Answer ten questions by keyboard, the first ones rightly; then those answered wrongly."""
    wrong = count - right
    again = f"Làm lại {wrong} câu trả lời sai"
    names = ["Câu tiếp theo"] * (count - 1) + [again] * bool(wrong)
    names += ["Câu tiếp theo"] * max(wrong - 1, 0) + ["Xem kết quả"]
    for number, name in enumerate(names):
        _answer(page, number < right or number >= count)
        page.get_by_role("button", name=name).press("Enter")


@pytest.mark.parametrize(("is_right", "words"), [(True, "Đúng."), (False, "Chưa đúng.")])
def test_an_answer_by_keyboard_is_judged_in_words(
    browser: Browser, address: str, is_right: bool, words: str
) -> None:
    """The verdict takes the focus and is a status; it gives the right option, reason and page."""
    page = Reader(browser, address).open(PATH)
    _start(page)
    expect(page.locator("form legend")).to_be_focused()
    right = page.locator("form[data-part] label span").nth(_right(page)).inner_text()
    _answer(page, is_right)
    said = page.locator(".quiz-said")
    expect(said).to_be_focused()
    expect(said).to_have_role("status")
    expect(said.locator("strong").first).to_contain_text(words)
    expect(said).to_contain_text(right)
    expect(said.locator("a").first).to_be_visible()
    expect(page.locator("label", has_text="đáp án đúng")).to_have_count(1)


def test_the_page_of_the_reason_is_there(browser: Browser, address: str) -> None:
    """Its link leads to a page of the site."""
    page = Reader(browser, address).open(PATH)
    _start(page)
    _answer(page, True)
    page.locator(".quiz-said a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.title() != ""


def test_no_answer_is_asked_for(browser: Browser, address: str) -> None:
    """The button says that something must be chosen, and leads back to the options."""
    page = Reader(browser, address).open(PATH)
    _start(page)
    page.get_by_role("button", name="Trả lời").press("Enter")
    expect(page.locator(".quiz-said")).to_have_text("Hãy chọn một câu trả lời.")
    expect(page.locator("form[data-part] input").first).to_be_focused()


def test_a_round_ends_with_a_score_that_stays(browser: Browser, address: str) -> None:
    """It is there after a reload, until it is cleared."""
    reader = Reader(browser, address)
    page = reader.open(PATH)
    _start(page)
    _round(page, 7)
    expect(page.locator(".quiz-score")).to_have_text("Bạn trả lời đúng 7 trên 10 câu.")
    expect(page.locator(".quiz-score")).to_be_focused()
    page.reload()
    kept = "Lượt gần nhất: 7 trên 10. Cao nhất: 7 trên 10."
    expect(page.locator("[data-kept]")).to_contain_text(kept)
    page.get_by_role("button", name="Xóa kết quả").press("Enter")
    expect(page.locator("[data-kept]")).to_have_text("Đã xóa kết quả.")
    page.reload()
    expect(page.locator("[data-kept]")).to_have_text("Chưa làm lượt nào.")
    assert (reader.errors, reader.foreign) == ([], [])


def test_what_was_wrong_is_asked_again_and_reviewed(browser: Browser, address: str) -> None:
    """At the end of the round, and in a round of its own until it is answered at once."""
    reader = Reader(browser, address)
    page = reader.open(PATH)
    expect(page.get_by_role("button", name="câu trả lời sai")).to_have_count(0)
    _start(page)
    expect(page.locator(".quiz-place")).to_have_text("Câu 1 trên 10")
    _answer(page, False)
    first = page.locator("[data-ask]").inner_text()
    expect(page.locator(".option.is-right")).to_have_count(1)
    expect(page.locator(".option.is-wrong")).to_have_count(1)
    for _ in range(9):
        page.get_by_role("button", name="Câu tiếp theo").press("Enter")
        _answer(page, True)
    page.get_by_role("button", name="Làm lại 1 câu trả lời sai").press("Enter")
    expect(page.locator(".quiz-place")).to_have_text("Hỏi lại câu trả lời sai: 1 trên 1")
    expect(page.locator("[data-ask]")).to_have_text(first)
    _answer(page, True)
    page.get_by_role("button", name="Xem kết quả").press("Enter")
    expect(page.locator(".quiz-score")).to_have_text("Bạn trả lời đúng 9 trên 10 câu.")
    page.reload()
    page.get_by_role("button", name="Ôn 1 câu trả lời sai").press("Enter")
    expect(page.locator("[data-ask]")).to_have_text(first)
    _answer(page, True)
    page.get_by_role("button", name="Xem kết quả").press("Enter")
    expect(page.get_by_role("button", name="câu trả lời sai")).to_have_count(0)
    page.reload()
    expect(page.locator("[data-kept]")).to_contain_text("Lượt gần nhất: 9 trên 10")


def test_a_round_keeps_to_the_topic_that_was_chosen(
    browser: Browser, address: str, answers: dict[str, Any]
) -> None:
    """Each topic says how many questions it has; together these are all."""
    page = Reader(browser, address).open(PATH)
    topics = page.locator(".quiz-topics label").all_inner_texts()
    assert topics[0].split() == ["Tất", "cả", str(len(answers))]
    assert sum(int(topic.split()[-1]) for topic in topics[1:]) == len(answers)
    count = int(page.locator(".quiz-topics label", has_text="Thuật ngữ").locator("b").inner_text())
    page.get_by_role("radio", name="Thuật ngữ").check()
    _start(page)
    _round(page, count, count)
    expect(page.locator(".quiz-score")).to_have_text(f"Bạn trả lời đúng {count} trên {count} câu.")
    assert {answers[id]["page"].partition("/")[0] for id in _seen(page)} == {"terms"}


def test_a_new_round_asks_other_questions(
    browser: Browser, address: str, answers: dict[str, Any]
) -> None:
    """None comes again before all were seen; ids of an older build are forgotten."""
    page = Reader(browser, address).open(PATH)
    _start(page)
    _round(page, 10)
    assert len(set(_seen(page))) == 10
    page.get_by_role("button", name="Làm lượt mới").press("Enter")
    _round(page, 10)
    seen = _seen(page)
    assert len(set(seen)) == 20
    assert set(seen) <= set(answers)
    old = {"seen": [*list(answers)[:-4], "gone"], "last": [1, 10], "best": [2, 10]}
    key = page.evaluate("Object.keys(localStorage).find((one) => one.startsWith('self-check'))")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, json.dumps(old)])
    page.reload()
    told = f"{len(answers) - 4} trên {len(answers)} câu"
    expect(page.locator("[data-kept]")).to_contain_text(told)
    _start(page)
    _round(page, 10)
    assert set(list(answers)[-4:]) <= set(_seen(page))
    assert len(_seen(page)) == 10


def test_a_browser_that_keeps_nothing_still_asks(browser: Browser, address: str) -> None:
    """The score is then that of this visit."""
    reader = Reader(browser, address)
    reader.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('none'); } });"
    )
    page = reader.open(PATH)
    _start(page)
    _round(page, 3)
    expect(page.locator(".quiz-score")).to_have_text("Bạn trả lời đúng 3 trên 10 câu.")


def test_nothing_bars_a_reader_from_an_answered_question(browser: Browser, address: str) -> None:
    """No accessibility rule is broken, and nothing is wider than the screen."""
    page = Reader(browser, address, reduced_motion="reduce").open(PATH)
    _start(page)
    _answer(page, False)
    page.get_by_role("button", name="Xem cả danh sách").press("Enter")
    assert broken_on_every_screen(page) == {}
    assert too_wide(page, 1280) == []
    show(page, 390, "light")
    assert too_wide(page, 390) == []


def test_without_javascript_questions_and_answers_are_a_list(
    browser: Browser, address: str, answers: dict[str, Any]
) -> None:
    """Each with four options; the answer opens by itself."""
    page = Reader(browser, address, java_script_enabled=False).open(PATH)
    expect(page.locator(".quiz > li")).to_have_count(len(answers))
    expect(page.locator(".quiz > li > ol > li")).to_have_count(4 * len(answers))
    expect(page.get_by_role("button", name="Bắt đầu")).to_have_count(0)
    first = page.locator(".quiz details").first
    first.locator("summary").click()
    expect(first.locator("strong")).to_be_visible()


def test_the_list_unfolds_beside_the_rounds(browser: Browser, address: str) -> None:
    """Folded at first, since it holds the answers; a button says whether it is."""
    page = Reader(browser, address).open(PATH)
    button = page.get_by_role("button", name="Xem cả danh sách")
    expect(page.locator(".quiz")).to_be_hidden()
    button.press("Enter")
    expect(page.locator(".quiz")).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")


def test_a_source_leads_back_to_the_answer_that_cites_it(browser: Browser, address: str) -> None:
    """The list unfolds, and the answer opens."""
    page = Reader(browser, address).open("self-check/#c1")
    expect(page.locator("#c1")).to_be_visible()


def test_on_paper_the_answers_stand_apart(
    browser: Browser, address: str, answers: dict[str, Any]
) -> None:
    """Questions first, then a page with the letters."""
    page = Reader(browser, address).open(PATH)
    page.emulate_media(media="print")
    expect(page.locator(".quiz > li").first).to_be_visible()
    expect(page.locator(".quiz details").first).to_be_hidden()
    expect(page.locator(".quiz-panel")).to_be_hidden()
    letters = page.locator(".quiz-key li").all_inner_texts()
    assert letters == ["ABCD"[one["answer"]] for one in answers.values()]


def test_questions_are_not_in_the_search(real_site: Path) -> None:
    """Title and first sentence of the page are."""
    text = search_index(real_site)
    index = json.loads(text.removeprefix("self.searchIndex=").removesuffix(";\n"))
    [row] = [one for one in index["things"] if one[1] == PATH]
    assert row[2] == "Tự kiểm tra"
    assert "câu hỏi cho người mới" in json.dumps(row, ensure_ascii=False)
    assert "ai giữ chức" not in json.dumps(row, ensure_ascii=False)


def test_the_page_of_another_institution_says_how_many_it_has(invented_site: Path) -> None:
    """Few records, few questions."""
    html = (invented_site / "self-check.html").read_text(encoding="utf-8")
    assert "3 câu hỏi cho người mới" in html
