"""What a newcomer does with a path on the real site, in a real browser."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import Reader

pytestmark = [pytest.mark.site, pytest.mark.browser]

PATH = "onboarding/chung/"
STATE = ".path-now .path__state"
PATHS = ("chung", "ky-hop-phien-hop", "phap-luat", "thong-tin")


def tick(page: Page, number: int) -> None:
    """Tick a step of the open stage off, or take that back."""
    page.locator(".step input").nth(number).click()


def test_what_is_ticked_off_is_still_so_on_the_next_visit(browser: Browser, address: str) -> None:
    """With the day; in this browser, and by the id of the step."""
    page = Reader(browser, address).open(PATH)
    expect(page.locator(STATE)).to_have_text("Đã xong 0 trên 17 bước.")
    tick(page, 0)
    tick(page, 2)
    page.reload()
    expect(page.locator(STATE)).to_have_text("Đã xong 2 trên 17 bước.")
    expect(page.locator(".step input").nth(2)).to_be_checked()
    assert re.fullmatch(
        r"đánh dấu ngày \d{1,2}/\d{1,2}/\d{4}", page.locator(".step__on").first.inner_text()
    )
    kept = json.loads(page.evaluate("localStorage.onboarding"))
    assert sorted(kept) == ["chung/da-ket-thuc", "chung/nguoi-dung-dau"]
    tick(page, 0)
    expect(page.locator(STATE)).to_have_text("Đã xong 1 trên 17 bước.")


def test_a_box_is_named_by_its_step_and_ticked_with_the_keyboard(
    browser: Browser, address: str
) -> None:
    """A screen reader says what is ticked off."""
    page = Reader(browser, address).open(PATH)
    box = page.get_by_role("checkbox", name="Tìm xem ai giữ các chức danh đứng đầu")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()


def test_progress_is_carried_to_another_machine_in_a_file(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    """What the other machine has already is kept."""
    page = Reader(browser, address).open(PATH)
    tick(page, 1)
    with page.expect_download() as download:
        page.get_by_role("button", name="Lưu ra tệp").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    other = Reader(browser, address).open(PATH)
    tick(other, 4)
    other.get_by_label("Đọc từ tệp:").set_input_files(file)
    expect(other.locator(".path-tools [role=status]")).to_have_text("Đã đọc 1 bước từ tệp.")
    expect(other.locator(".step input").nth(1)).to_be_checked()
    expect(other.locator(".step input").nth(4)).to_be_checked()


@pytest.mark.parametrize(
    "text",
    [
        *("", "no", "[]", '{"onboarding": 1}', '{"x": {}}', '{"onboarding": ["x"]}'),
        *('{"onboarding": "abc"}', '{"onboarding": {"chung/da-ket-thuc": 5}}'),
        '{"onboarding": {"chung/da-ket-thuc": "2026-99-99"}}',
    ],
)
def test_a_file_of_another_kind_changes_nothing(
    browser: Browser, address: str, tmp_path: Path, text: str
) -> None:
    """It is refused in words, and no script breaks."""
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    reader = Reader(browser, address)
    page = reader.open(PATH)
    tick(page, 3)
    page.get_by_label("Đọc từ tệp:").set_input_files(file)
    said = page.locator(".path-tools [role=status]")
    expect(said).to_have_text(re.compile("không phải tệp tiến độ|Đã đọc 0 bước"))
    expect(page.locator(".step input:checked")).to_have_count(1)
    assert reader.errors == []


@pytest.mark.parametrize(
    "kept", ['{"chung/da-ket-thuc": 5}', "[]", "{", '{"chung/x": "2026-99-99"}']
)
def test_what_was_kept_amiss_is_passed_over(browser: Browser, address: str, kept: str) -> None:
    """The path still works."""
    reader = Reader(browser, address)
    reader.page.add_init_script(f"localStorage.onboarding = {kept!r}")
    page = reader.open(PATH)
    expect(page.locator(STATE)).to_have_text("Đã xong 0 trên 17 bước.")
    assert reader.errors == []


def test_one_stage_is_unfolded_that_of_the_next_step(browser: Browser, address: str) -> None:
    """Its heading is a button; a link to a step unfolds the stage that holds it."""
    reader = Reader(browser, address)
    page = reader.open(PATH)
    stages = page.locator(".stage h2 button")
    expect(stages).to_have_text(["Ngày đầu", "Tuần đầu", "Tháng đầu"])
    expect(page.locator(".step:visible")).to_have_count(5)
    stages.nth(1).press("Enter")
    expect(stages.nth(0)).to_have_attribute("aria-expanded", "false")
    expect(stages.nth(1)).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".step:visible").first).to_contain_text("Đọc lần lượt các văn bản")
    reader.open("onboarding/")
    reader.open(f"{PATH}#step-so-tay")
    expect(stages.nth(2)).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#step-so-tay")).to_be_in_viewport()


def test_the_next_step_is_in_sight_wherever_one_reads(browser: Browser, address: str) -> None:
    """The first that is not ticked off; a link leads to it."""
    page = Reader(browser, address).open(PATH)
    step = page.locator(".path-now .path__step")
    expect(step).to_have_text(
        "Đọc để biết Ban Thư ký Quốc hội là gì, kết thúc hoạt động khi nào và theo văn bản nào."
    )
    for number in range(5):
        tick(page, number)
    page.locator(".checkpoint:visible").scroll_into_view_if_needed()
    expect(step).to_be_in_viewport()
    step.press("Enter")
    expect(page.locator("#step-chuoi-ban-thu-ky")).to_be_in_viewport()
    expect(page.locator(".stage").nth(0).locator(".ring__text")).to_have_text("5 trên 5 bước")


def test_the_list_of_paths_shows_what_is_done_of_each(browser: Browser, address: str) -> None:
    """A ring for each stage, and a link to the step that is next."""
    reader = Reader(browser, address)
    tick(reader.open("onboarding/phap-luat/"), 0)
    page = reader.open("onboarding/")
    states = page.locator(".paths .path__state").all_inner_texts()
    assert states == [
        f"Đã xong {done} trên {steps} bước." for done, steps in [(0, 17), (0, 11), (1, 11), (0, 10)]
    ]
    law = page.locator("[data-path=phap-luat]")
    expect(law.locator(".ring__text")).to_have_text(
        ["1 trên 3 bước", "0 trên 4 bước", "0 trên 4 bước"]
    )
    expect(law.locator(".ring__done").first).to_have_attribute("stroke-dasharray", "33 100")
    law.locator(".path__step").click()
    expect(page.locator(":target .step__text")).to_be_in_viewport()
    expect(page.locator(":target input")).not_to_be_checked()


@pytest.mark.parametrize(
    ("is_right", "verdict"), [(True, "Đúng."), (False, "Chưa đúng. Đáp án là:")]
)
def test_a_question_after_a_stage_is_judged_at_once(
    browser: Browser, address: str, is_right: bool, verdict: str
) -> None:
    """The right option is marked, the answer unfolds, and a second choice changes nothing."""
    page = Reader(browser, address).open(PATH)
    question = page.locator(".questions > li").first
    right = int(question.locator("details").get_attribute("data-right") or "")
    expect(question.locator("details")).to_be_hidden()
    options = question.get_by_role("button")
    options.nth(right if is_right else (right + 1) % 4).press("Enter")
    expect(question.get_by_role("status")).to_contain_text(verdict)
    expect(options.nth(right)).to_contain_text("đáp án đúng")
    expect(question.locator("details a").first).to_be_visible()
    options.nth((right + 2) % 4).press("Enter")
    expect(question.locator("em")).to_have_count(1 if is_right else 2)


@pytest.mark.parametrize("path", PATHS)
def test_a_path_is_printed_on_one_page_with_lines_to_sign(
    browser: Browser, address: str, path: str, tmp_path: Path
) -> None:
    """Every step of it, with a place for the date and the signature."""
    page = Reader(browser, address).open(f"onboarding/{path}/")
    page.emulate_media(media="print")
    steps = page.locator(".step")
    assert page.locator(".step__sign:visible").count() == steps.count()
    assert page.locator(".step__why:visible").count() == 0
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_without_javascript_a_path_is_a_list_to_read(browser: Browser, address: str) -> None:
    """No box that would not work; questions have an answer that unfolds."""
    page = Reader(browser, address, java_script_enabled=False).open(PATH)
    assert page.locator(".step:visible").count() == 17
    assert page.locator(".questions > li:visible").count() == 6
    assert page.locator(".path-tools, .path-now").locator("visible=true").count() == 0
    assert page.locator(".step input").count() == 0


def test_twenty_questions_are_answered_in_two_lines_each(browser: Browser, address: str) -> None:
    """Each with a link to where the answer stands."""
    page = Reader(browser, address).open("needs/")
    needs = page.locator(".need")
    assert needs.count() == 20
    for need in needs.all():
        assert need.locator("p").count() == 2
        assert need.locator("a").count() > 0
