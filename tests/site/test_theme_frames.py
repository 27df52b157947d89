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
BETWEEN = "<!-- the same page, printed by the theme -->"


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
    """With its title, contents, terms, address and edit link; each is printed in both ways."""
    for name in ("macros", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copytree(INVENTED.parent, tmp_path, dirs_exist_ok=True)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    template = tmp_path / "overrides/framed.html"
    both = f'{template.read_text("utf-8").strip()}{BETWEEN}{{% include "main.html" %}}'
    template.write_text(both, "utf-8")
    printed = [text.split(BETWEEN) for text in _built(tmp_path, choices) if BETWEEN in text]
    assert len(printed) > 20
    assert [framed for framed, whole in printed if framed != mend_theme_html(whole)] == []


def _built(root: Path, choices: dict[str, str]) -> list[str]:
    """The pages that a build makes."""
    environment = {**os.environ, "AS_OF": "2031-05-05", "DATA_DIR": "data", "SITE_DIR": "site"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    subprocess.run(command, cwd=root, env=environment | choices, check=True, capture_output=True)
    return [page.read_text("utf-8") for page in sorted((root / "site").rglob("*.html"))]
