"""The pages are HTML by the rules of the W3C's validator: each kind, every page, the error page."""

from pathlib import Path

import pytest

from tests.support.html_validator import html_errors
from tests.support.sites import PAGES

pytestmark = pytest.mark.site

FLOOR = 350
"""The real site has more pages than this; a run that saw fewer has checked nothing."""


def test_every_page_is_valid(real_site: Path, tmp_path: Path) -> None:
    """One page of each kind, every other and the error page; a wrong page among them is found."""
    pages = sorted(real_site.rglob("*.html"))
    assert {real_site / path / "index.html" for path in PAGES} <= set(pages)
    assert real_site / "404.html" in pages
    assert len(pages) > FLOOR
    wrong = tmp_path / "wrong.html"
    start = '<!doctype html><html lang="vi"><head><title>Trang</title></head><body>'
    wrong.write_text(f'{start}<input type="checkbox" autocomplete="off"></body></html>', "utf-8")
    errors = html_errors([*pages, wrong])
    assert [error for error in errors if "wrong.html" not in error] == []
    assert len(errors) == 1
