"""The oracle reads the answers of a page as the page's own script shows them."""

import pytest
from playwright.sync_api import Browser

from tests.site.oracle.answers import OFF, answer_on, read_steps
from tests.support.browsing import Reader

pytestmark = [pytest.mark.site, pytest.mark.browser]

PAGES = ("views/roster/", "views/structure/van-phong-quoc-hoi/", "views/law/", "programmes/2024/")
DAYS = ("2012-05-05", "2016-01-01", "2023-02-14", "2024-11-10", "2025-02-20", "2025-03-07")
SHOWN = """() => [...document.querySelectorAll('[data-steps]')]
  .filter((one) => !one.closest('svg')).map((one) => {
  const isBadge = one.hasAttribute('data-of');
  const row = isBadge ? one.closest('[data-row]') : one;
  return [one.dataset.steps,
    isBadge ? one.querySelector('.badge').className.match(/--[a-z]+-([a-z-]+)/)[1] : '',
    one.dataset.state ?? '',
    row && (row.classList.contains('is-off') || row.hasAttribute('hidden'))];
})"""


@pytest.mark.parametrize("path", PAGES)
def test_what_the_oracle_reads_is_what_the_browser_shows(
    browser: Browser, address: str, path: str
) -> None:
    """Each answer of four pages on six days: its word, and whether it is shown."""
    reader, wrong, asked = Reader(browser, address), [], 0
    for day in DAYS:
        for steps, badge, state, is_off in reader.open(f"{path}?ngay={day}").evaluate(SHOWN):
            answer = answer_on(read_steps(steps), day)
            word = answer.partition("~")[0]
            right = word in (badge or word, state or word) and (
                bool(state) or is_off in (None, word in OFF)
            )
            wrong += [] if right else [(day, steps, badge, state, is_off)]
            asked += 1
    assert (wrong, reader.errors) == ([], [])
    assert asked > 100
