"""What a page makes of values in the browser's store that nobody meant: nothing, and it works."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_onboarding import PATH, tick
from tests.browser.test_search_field import HITS, type_in
from tests.support.browsing import Reader

pytestmark = [pytest.mark.site, pytest.mark.browser]

COLOR = {"media": "x", "scheme": "slate", "primary": "custom", "accent": "custom"}


def _keep(reader: Reader, key: str, value: str) -> None:
    script = "Object.keys(localStorage).length || localStorage.setItem({}, {})"
    reader.page.add_init_script(script.format(json.dumps(key), json.dumps(value)))


def _finds(page: Page) -> None:
    """The search answers, which the theme starts last."""
    type_in(page, "ban thuw kys")
    expect(page.locator(HITS).first).to_contain_text("Ban Thư ký Quốc hội")


@pytest.mark.parametrize(
    "kept",
    [
        *("{", "1", '"x"', "[]", "{}", '{"index": 0}', '{"index": "a"}', '{"color": null}'),
        *(json.dumps({"index": index, "color": COLOR}) for index in (-1, 2, 0.5, 1e99, None)),
        json.dumps({"index": 1, "color": {**COLOR, "scheme": 7}}),
        json.dumps({"index": 1, "color": "slate"}),
    ],
)
def test_a_palette_kept_amiss_is_passed_over(browser: Browser, address: str, kept: str) -> None:
    """The page has the colours of the system, and its search works."""
    reader = Reader(browser, address, scheme="dark")
    _keep(reader, "/.__palette", kept)
    page = reader.open("people/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    _finds(page)
    assert reader.errors == []


def test_a_palette_that_was_chosen_stays(browser: Browser, address: str) -> None:
    """On the next visit, whatever the system asks for."""
    reader = Reader(browser, address)
    page = reader.open("people/")
    page.locator("label[for=__palette_1]:visible, label[for=__palette_0]:visible").first.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert reader.errors == []


def test_a_store_that_is_shut_stops_nothing(browser: Browser, address: str) -> None:
    """As where a browser keeps nothing for a site."""
    reader = Reader(browser, address)
    shut = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('shut'); } });"
    reader.page.add_init_script(shut)
    _finds(reader.open("people/"))
    assert reader.errors == []


@pytest.mark.parametrize("kept", ["[5, 3]", "[-1, 9]", "[1, 2, 3]", '"x"', "[0.5, 1]"])
def test_a_score_kept_amiss_is_passed_over(browser: Browser, address: str, kept: str) -> None:
    """The self-check begins as for one who never tried it."""
    reader = Reader(browser, address)
    _keep(reader, "self-check /self-check/", f'{{"last": {kept}, "best": {kept}, "seen": 5}}')
    page = reader.open("self-check/")
    expect(page.locator(".quiz, form").first).to_be_visible()
    assert "5/3" not in page.locator("main").inner_text()
    assert reader.errors == []


@pytest.mark.parametrize("count", [1_001, 200_000])
def test_a_file_with_more_steps_than_there_are_is_refused(
    browser: Browser, address: str, tmp_path: Path, count: int
) -> None:
    """Nothing of it is kept, and what was ticked off stays."""
    reader = Reader(browser, address)
    page = reader.open(PATH)
    tick(page, 3)
    steps = {f"a/{number}": "2026-01-01" for number in range(count)}
    file = tmp_path / "x.json"
    file.write_text(json.dumps({"onboarding": steps}), encoding="utf-8")
    page.get_by_label("Đọc từ tệp:").set_input_files(file)
    said = page.locator(".path-tools [role=status]")
    expect(said).to_contain_text("không phải tệp tiến độ")
    assert len(json.loads(page.evaluate("localStorage.onboarding"))) == 1
    page.reload()
    expect(page.locator(".step input:checked")).to_have_count(1)
    assert reader.errors == []
