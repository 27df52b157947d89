"""When a release is not what its name says: edited meanwhile, or made with other settings."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.clones import clone, deploy

pytestmark = pytest.mark.site

INVENTED = {"DATA_DIR": "tests/data/vuon-uom/data", "AS_OF": "2030-06-01"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of this project as it stands."""
    return clone(tmp_path_factory.mktemp("first") / "clone")


@pytest.mark.parametrize("command", ["release", "zip"])
def test_a_file_edited_during_the_build_makes_no_release(
    project: Path, tmp_path: Path, command: str
) -> None:
    """Its text would be released under the name of a commit that does not hold it."""
    page = project / INVENTED["DATA_DIR"] / "../docs/index.md"
    before = page.read_text(encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "deploy", command, "--to", str(tmp_path)],
        cwd=project,
        env={**os.environ, **INVENTED},
        stderr=subprocess.PIPE,
        text=True,
    ) as making:
        while not [*tmp_path.glob(".unfinished-*")]:
            assert making.poll() is None
            time.sleep(0.01)
        page.write_text(f"{before}\nOf no commit.\n", encoding="utf-8")
        said = making.communicate()[1]
    page.write_text(before, encoding="utf-8")
    assert (making.returncode, said) == (
        1,
        "changed while it was made, so nothing was made: a release is of a commit, but these files "
        "are not as committed: tests/data/vuon-uom/docs/index.md\n",
    )
    assert [*tmp_path.iterdir()] == []


def test_other_settings_under_one_name_are_named(project: Path, tmp_path: Path) -> None:
    """What differs is said, not only that something does."""
    first = {**INVENTED, "SITE_URL": "https://host.example/", "REPO_URL": "https://git.example/a"}
    done = deploy(project, "release", "--to", str(tmp_path), environment=first)
    assert done.returncode == 0
    other = {**INVENTED, "SITE_URL": "https://other.example/"}
    done = deploy(project, "release", "--to", str(tmp_path), environment=other)
    assert "another release (REPO_URL was https://git.example/a and is not set; SITE_URL was " in (
        done.stderr
    )
    assert "https://host.example/ and is https://other.example/); a name means" in done.stderr
