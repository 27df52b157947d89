"""What the theme prints around pages, printed once for many: no byte differs from printing each."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.mkdocs_site import mend_theme_html
from tests.conftest import INVENTED
from tests.support.sites import ROOT

pytestmark = pytest.mark.site


@pytest.mark.parametrize(
    "choices",
    [
        {"SITE_URL": "https://intranet.example/vuon/"},
        {
            **{"DIRECTORY_URLS": "false", "EDIT_URI": "edit/main/docs/"},
            "REPO_URL": "https://git.example/vuon/site",
        },
    ],
    ids=["addresses", "files-and-edit-links"],
)
def test_a_framed_page_is_the_page_that_the_theme_prints(
    tmp_path: Path, choices: dict[str, str]
) -> None:
    """With its title, contents, terms, address and edit link."""
    for name in ("macros", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copytree(INVENTED.parent, tmp_path, dirs_exist_ok=True)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    framed = _built(tmp_path, "framed", choices)
    (tmp_path / "overrides/framed.html").write_text('{% extends "main.html" %}', "utf-8")
    printed = _built(tmp_path, "printed", choices)
    assert len(framed) > 30
    assert [name for name, text in framed.items() if text != mend_theme_html(printed[name])] == []


def _built(root: Path, name: str, choices: dict[str, str]) -> dict[str, str]:
    """The pages that a build makes."""
    environment = {**os.environ, "AS_OF": "2031-05-05", "DATA_DIR": "data", "SITE_DIR": name}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    subprocess.run(command, cwd=root, env=environment | choices, check=True, capture_output=True)
    site = root / name
    pages = sorted(site.rglob("*.html"))
    return {page.relative_to(site).as_posix(): page.read_text("utf-8") for page in pages}
