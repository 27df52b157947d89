"""What Chromium, Firefox and WebKit print: every word of a page, on A4 that stands upright."""

from pathlib import Path

import pytest

from tests.browsers.printing import printed, words_of
from tests.browsers.window import Window
from tests.support.sites import PAGES

pytestmark = [pytest.mark.site, pytest.mark.browser]


@pytest.mark.parametrize("page", PAGES)
def test_the_printed_words_are_those_of_the_page(
    window: Window, windows: dict[str, Window], address: str, page: str, tmp_path: Path
) -> None:
    """None is lost, none reaches beyond the sheet."""
    chromium = windows["chromium"]
    chromium.open(address + page)
    words = words_of(chromium.words_for_print())
    paper = printed(window, address + page, tmp_path)
    assert (paper.lost(words), paper.outside, paper.is_a4_upright) == ([], (), True)
    print(f"{window.engine} {page}: {len(words)} words, {len(paper.words)} on paper")


@pytest.mark.parametrize("page", ["people/bui-van-cuong/", "organizations/van-phong-quoc-hoi/"])
def test_what_is_folded_is_printed_without_scripts(
    window: Window, windows: dict[str, Window], without_scripts: str, page: str, tmp_path: Path
) -> None:
    """Styles alone unfold it."""
    chromium = windows["chromium"]
    chromium.open(without_scripts + page)
    chromium.script("for (const one of document.querySelectorAll('.fold')) one.open = true")
    words = words_of(chromium.words_for_print())
    paper = printed(window, without_scripts + page, tmp_path)
    assert (paper.lost(words), paper.outside) == ([], ())
