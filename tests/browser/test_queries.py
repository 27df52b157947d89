"""What people type leads to the page they want: a committed set, through the real search field."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.bench.bench_search import misses, read
from tests.support.search_engines import field
from tests.support.sites import ROOT

pytestmark = [pytest.mark.site, pytest.mark.browser]


@pytest.mark.parametrize(
    ("edition", "file", "least", "missed"),
    [(".", "queries.yml", 150, 0.02), ("en", "queries.en.yml", 120, 0.05)],
)
def test_the_right_page_stands_first(
    browser: Browser, real_site: Path, edition: str, file: str, least: int, missed: float
) -> None:
    """For 98 of 100 queries at least, 95 in English; it is always among the first three."""
    queries = read(ROOT / "tests" / file, least)
    flat = {query: pages for group in queries.values() for query, pages in group.items()}
    run = field(browser, real_site / edition, list(flat))
    late = [
        query for query, pages in flat.items() if not set(run.answers[query].pages[:3]) & {*pages}
    ]
    wrong = misses(run, queries)
    assert (late, wrong if len(wrong) > len(flat) * missed else []) == ([], [])
