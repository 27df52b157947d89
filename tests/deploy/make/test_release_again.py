"""When `make release` makes nothing, or nothing new: in a project whose site is small."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
from importlib import metadata
from pathlib import Path

import pytest

from deploy.manifest import differences, read_manifest
from tests.support.clones import clone_with_small_site, deploy, git
from tests.support.shared_sites import SharedSites

pytestmark = pytest.mark.site

SETTINGS = {"AS_OF": "2030-06-01"}
HERE = {**SETTINGS, "SITE_URL": "https://host.example/small", "REPO_URL": "https://git.example/a"}


@pytest.fixture(scope="module")
def project(sites: SharedSites) -> Path:
    """A clone of this project with a small site; tests leave it as it is."""
    return sites.made("small-clone", clone_with_small_site)


@pytest.fixture
def other(project: Path, tmp_path: Path) -> Path:
    """A clone of the same that a test may change."""
    subprocess.run(["git", "clone", "--quiet", str(project), str(tmp_path / "other")], check=True)
    return tmp_path / "other"


@pytest.fixture(scope="module")
def first(project: Path, sites: SharedSites) -> Path:
    """A release of it below a path."""

    def make(target: Path) -> None:
        done = deploy(project, "release", "--to", str(target), environment=HERE)
        assert (done.returncode, done.stderr) == (0, "")

    (release,) = filter(Path.is_dir, sites.made("small-release", make).iterdir())
    return release


@pytest.fixture
def made(first: Path, tmp_path: Path) -> Path:
    """A copy of it, alone in its folder."""
    return shutil.copytree(first, tmp_path / "made" / first.name)


def _again(project: Path, made: Path, **environment: str) -> str:
    """What a command says that refuses to make a release where one is already."""
    done = deploy(project, "release", "--to", str(made.parent), environment=environment)
    assert (done.returncode, done.stdout) == (1, "")
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    return done.stderr


def test_a_second_time_changes_nothing_and_keeps_the_signature(project: Path, made: Path) -> None:
    """The tar is made anew, and then has the signature in it."""
    (made / "statement.signed").write_text("signed", encoding="utf-8")
    done = deploy(project, "release", "--to", str(made.parent), environment=HERE)
    assert (done.returncode, done.stderr) == (0, "")
    assert (made / "statement.signed").read_text(encoding="utf-8") == "signed"
    with tarfile.open(made.with_name(f"{made.name}.tar")) as tar:
        assert f"{made.name}/statement.signed" in tar.getnames()
    assert differences(read_manifest(made), made) == {}


def test_a_name_means_one_release(project: Path, made: Path) -> None:
    """Another one is refused with the settings that differ; what is there is left alone."""
    other = {**SETTINGS, "SITE_URL": "https://other.example/"}
    assert _again(project, made, **other) == (
        f"{made} is there already and is another release (REPO_URL was https://git.example/a "
        "and is not set; SITE_URL was https://host.example/small/ and is https://other.example/); "
        "a name means one thing: remove it if it was never published\n"
    )
    assert differences(read_manifest(made), made) == {}


def test_a_damaged_release_is_named_by_what_is_damaged(project: Path, made: Path) -> None:
    """Made with the same settings, or with settings that can not be read any more."""
    page = made / "www/small/index.html"
    page.write_text("damaged", encoding="utf-8")
    assert "(www/small/index.html has other bytes than the manifest says); a name" in (
        _again(project, made, **HERE)
    )
    (made / "sbom.cdx.json").unlink()
    assert "REPO_URL was not set and is https://git.example/a; SITE_URL was not" in (
        _again(project, made, **HERE)
    )


def test_a_manifest_that_says_something_else_is_another_release(project: Path, made: Path) -> None:
    """Though every file is as it lists them."""
    manifest = made / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"version": "1.0.0"', '"version": "1.0.1"'), encoding="utf-8")
    assert "is another release (manifest.json says something else); a name" in (
        _again(project, made, **HERE)
    )


def test_a_file_in_the_place_of_a_release_is_left_alone(project: Path, made: Path) -> None:
    """It is somebody else's."""
    shutil.rmtree(made)
    made.write_text("mine", encoding="utf-8")
    assert _again(project, made, **HERE) == f"{made} is in the way: it is no folder\n"
    assert made.read_text(encoding="utf-8") == "mine"


def test_a_build_that_stops_leaves_nothing(other: Path) -> None:
    """Neither half a release nor its beginnings."""
    (other / "small/docs/index.md").write_text("[nowhere](nowhere.md)\n", encoding="utf-8")
    git(other, "commit", "--quiet", "--all", "--message", "A broken link")
    done = deploy(other, "release", environment=SETTINGS)
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr
    assert done.stderr.endswith("\nthe build stopped; nothing was made\n")
    assert [*(other / "build/release").iterdir()] == []


@pytest.mark.parametrize("command", ["release", "zip"])
def test_where_nothing_can_be_written_it_says_so(
    project: Path, tmp_path: Path, command: str
) -> None:
    """A sentence with the place, and no traceback."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    place = tmp_path / "file/below"
    done = deploy(project, command, "--to", str(place), environment=SETTINGS)
    assert done.returncode == 1
    assert done.stderr == f"{place}: Not a directory; it is not finished\n"


def test_other_packages_than_the_pinned_ones_make_no_release(other: Path) -> None:
    """Its bill would lie about them."""
    file = other / "requirements.txt"
    pins = file.read_text(encoding="utf-8")
    file.write_text(re.sub("(?m)^mkdocs==[0-9.]+", "mkdocs==1.0", pins), encoding="utf-8")
    git(other, "commit", "--quiet", "--all", "--message", "An old MkDocs")
    done = deploy(other, "release", environment=SETTINGS)
    assert (done.returncode, done.stderr) == (
        1,
        f"mkdocs 1.0 is pinned, but {metadata.version('mkdocs')} is installed: "
        "install requirements.txt, as make does\n",
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small file system")
@pytest.mark.parametrize(
    ("room", "said"),
    [
        ("64k", "the build stopped; nothing was made"),
        ("200k", "{target}: No space left on device"),
    ],
)
def test_where_there_is_no_room_it_says_so(
    project: Path, tmp_path: Path, room: str, said: str
) -> None:
    """While it builds and while it packs; in a sentence, and without half a release."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", tmp_path], check=True)
    try:
        target = tmp_path / "r"
        done = deploy(project, "release", "--to", str(target), environment=SETTINGS)
        assert done.returncode == 1
        assert said.format(target=target) in done.stderr
        assert "No space left on device" in done.stderr
        assert "Traceback" not in done.stderr
        assert [*target.iterdir()] == []
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def test_one_that_is_killed_leaves_no_half_release(project: Path, tmp_path: Path) -> None:
    """What it had begun has another name, and the next one does not mind it."""
    started = subprocess.run(
        [sys.executable, "-m", "deploy", "release", "--to", str(tmp_path)],
        cwd=project,
        env={**os.environ, **SETTINGS, "DURING_BUILD": "kill -KILL 0"},  # the group of processes
        start_new_session=True,
        check=False,
    )
    assert started.returncode == -signal.SIGKILL
    assert [path.name[:12] for path in tmp_path.iterdir()] == [".unfinished-"]
    assert [*tmp_path.glob(".unfinished-*/*/www/index.html")] != []
    done = deploy(project, "release", "--to", str(tmp_path), environment=SETTINGS)
    made = Path(done.stdout.strip())
    assert differences(read_manifest(made), made) == {}


@pytest.mark.parametrize("command", ["release", "zip"])
def test_what_is_not_committed_is_neither_released_nor_carried(other: Path, command: str) -> None:
    """The command ends with 1 and a sentence, before it builds anything."""
    with (other / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    done = deploy(other, command, environment=SETTINGS)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "a release is of a commit, but these files are not as committed: mkdocs.yml\n"
    )
    assert not (other / "build").exists()


@pytest.mark.parametrize("command", ["release", "zip"])
def test_a_file_edited_during_the_build_makes_no_release(
    other: Path, tmp_path: Path, command: str
) -> None:
    """Its text would be released under the name of a commit that does not hold it."""
    environment = {**SETTINGS, "DURING_BUILD": "echo Of no commit. >> small/docs/index.md"}
    target = tmp_path / "target"
    done = deploy(other, command, "--to", str(target), environment=environment)
    assert (done.returncode, done.stderr) == (
        1,
        "changed while it was made, so nothing was made: a release is of a commit, but these files "
        "are not as committed: small/docs/index.md\n",
    )
    assert [*target.iterdir()] == []
