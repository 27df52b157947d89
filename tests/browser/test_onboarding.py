"""What a newcomer does with a path on the real site, in a real browser."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import Reader

pytestmark = [pytest.mark.site, pytest.mark.browser]

PATH = "onboarding/chung/"
STATE = ".path-tools__state"
PATHS = ("chung", "ky-hop-phien-hop", "phap-luat", "thong-tin")


def tick(page: Page, number: int) -> None:
    """Tick a step off, or take that back."""
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
    expect(other.locator(STATE)).to_have_text("Đã đọc 1 bước từ tệp.")
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
    expect(page.locator(STATE)).to_have_text(re.compile("không phải tệp tiến độ|Đã đọc 0 bước"))
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
    """No box that would not work."""
    page = Reader(browser, address, java_script_enabled=False).open(PATH)
    assert page.locator(".step:visible").count() == 17
    assert page.locator(".path-tools").is_hidden()
    assert page.locator(".step input").count() == 0


def test_twenty_questions_are_answered_in_two_lines_each(browser: Browser, address: str) -> None:
    """Each with a link to where the answer stands."""
    page = Reader(browser, address).open("needs/")
    needs = page.locator(".need")
    assert needs.count() == 20
    for need in needs.all():
        assert need.locator("p").count() == 2
        assert need.locator("a").count() > 0
