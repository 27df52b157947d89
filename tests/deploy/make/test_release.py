"""What `make release` makes of a commit: all of it or nothing, the same bytes everywhere."""

import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from importlib import metadata
from pathlib import Path

import brotli
import pytest

from deploy.make.precompress import COMPRESSIBLE
from deploy.manifest import differences, read_manifest
from tests.support.clones import clone, deploy, git

pytestmark = pytest.mark.site

INVENTED = {"DATA_DIR": "tests/data/vuon-uom/data", "AS_OF": "2030-06-01"}
BELOW = {**INVENTED, "SITE_URL": "https://intranet.example/vuon-uom"}
OTHERWISE = {
    **BELOW,
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
    "DIRECTORY_URLS": "false",
    "STOCK_SEARCH": "true",
}
"""Other circumstances; variables of the build that a release decides by itself among them."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of this project as it stands."""
    return clone(tmp_path_factory.mktemp("first") / "clone")


@pytest.fixture(scope="module")
def made(project: Path) -> Path:
    """The release of the invented institution below a path."""
    done = deploy(project, "release", environment=BELOW)
    assert (done.returncode, done.stderr) == (0, "")
    return project / done.stdout.strip()


def test_a_release_is_what_its_manifest_says(project: Path, made: Path) -> None:
    """Its name tells version, day and commit; each of its files is listed."""
    manifest, commit = read_manifest(made), git(project, "rev-parse", "HEAD")
    assert made.parent == project / "build/release"
    assert manifest.name == made.name == f"1.0.0-2030-06-01-{commit[:12]}"
    assert (manifest.commit, manifest.as_of) == (commit, "2030-06-01")
    assert manifest.base == "/vuon-uom/"
    assert differences(manifest, made) == {}
    assert len(manifest.files) > 150


def test_the_site_stands_below_its_path(made: Path) -> None:
    """With the page for what is missing at the root, too, and a file that says which release."""
    assert {path.name.partition(".")[0] for path in (made / "www").iterdir()} == {"404", "vuon-uom"}
    site = made / "www/vuon-uom"
    assert (site / "index.html").is_file()
    assert (made / "www/404.html").read_bytes() == (site / "404.html").read_bytes()
    assert 'href="/vuon-uom/assets/' in (made / "www/404.html").read_text(encoding="utf-8")
    manifest = read_manifest(made)
    assert json.loads((site / "release.json").read_text(encoding="utf-8")) == {
        "version": manifest.version,
        "commit": manifest.commit,
        "as_of": manifest.as_of,
    }


def test_what_a_page_weighs_on_its_way_was_made_beforehand(made: Path) -> None:
    """Every compressed form holds its file, and each page has both."""
    www = made / "www"
    pages = list(www.rglob("*.html"))
    assert len(pages) > 30
    for file in (file for file in www.rglob("*.*") if file.suffix in (".gz", ".br")):
        unpack = gzip.decompress if file.suffix == ".gz" else brotli.decompress
        assert file.with_suffix("").suffix in COMPRESSIBLE
        assert unpack(file.read_bytes()) == file.with_suffix("").read_bytes()
    for page in pages:
        assert Path(f"{page}.gz").exists()
        assert Path(f"{page}.br").exists()


def test_the_bill_lists_what_readers_get_of_the_theme(made: Path) -> None:
    """With the sum of the very file in the release."""
    text = (made / "sbom.cdx.json").read_text(encoding="utf-8")
    theme = next(
        component
        for component in json.loads(text)["components"]
        if component["scope"] == "required"
    )
    sums = {
        component["name"]: component["hashes"][0]["content"] for component in theme["components"]
    }
    bundles = [name for name in sums if re.fullmatch(r"assets/bundle\..*\.js", name)]
    assert len(bundles) == 1
    assert sums[bundles[0]] == read_manifest(made).files[f"www/vuon-uom/{bundles[0]}"].sha256


def test_it_is_the_same_under_other_circumstances(
    made: Path, project: Path, tmp_path: Path
) -> None:
    """Another folder, time zone, language, hash seed, umask and shell: nothing differs."""
    other = clone(tmp_path / "thư mục khác")
    done = deploy(other, "release", environment=OTHERWISE, umask=0o077)
    assert (done.returncode, done.stderr) == (0, "")
    again = other / done.stdout.strip()
    assert read_manifest(again) == read_manifest(made)
    tars = [folder.with_name(f"{folder.name}.tar").read_bytes() for folder in (made, again)]
    assert tars[0] == tars[1]
    assert len(tars[0]) > 1_000_000


def test_a_copy_without_git_makes_the_same(made: Path, project: Path, tmp_path: Path) -> None:
    """Where the commit and its time are told."""
    shutil.copytree(project, tmp_path / "a", ignore=shutil.ignore_patterns(".git", "build"))
    commit, committed = git(project, "show", "-s", "--format=%H %ct", "HEAD").split()
    environment = {**BELOW, "COMMIT": commit, "SOURCE_DATE_EPOCH": committed}
    done = deploy(tmp_path / "a", "release", environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert read_manifest(tmp_path / "a" / done.stdout.strip()) == read_manifest(made)


def test_the_tar_holds_the_release(made: Path, project: Path) -> None:
    """File by file, of the time of the commit."""
    with tarfile.open(made.with_name(f"{made.name}.tar")) as tar:
        members = {member.name: member for member in tar if member.isfile()}
        committed = int(git(project, "show", "-s", "--format=%ct", "HEAD"))
        assert {member.mtime for member in members.values()} == {committed}
    wanted = {f"{made.name}/{name}" for name in read_manifest(made).files}
    assert members.keys() == wanted | {f"{made.name}/manifest.json"}


def test_modes_do_not_depend_on_who_made_it(made: Path) -> None:
    """Any server can read_manifest it; nobody but its owner can write."""
    modes = {
        (path.is_dir(), f"{path.stat().st_mode & 0o7777:o}") for path in [made, *made.rglob("*")]
    }
    assert modes == {(True, "755"), (False, "644")}


def test_a_second_time_changes_nothing_and_keeps_the_signature(made: Path, project: Path) -> None:
    """The tar is made anew, and then has the signature in it."""
    (made / "manifest.json.sig").write_text("signed", encoding="utf-8")
    before = made.stat().st_mtime_ns
    done = deploy(project, "release", environment=BELOW)
    assert (done.returncode, done.stderr) == (0, "")
    assert (made / "manifest.json.sig").read_text(encoding="utf-8") == "signed"
    with tarfile.open(made.with_name(f"{made.name}.tar")) as tar:
        assert f"{made.name}/manifest.json.sig" in tar.getnames()
    (made / "manifest.json.sig").unlink()
    assert made.stat().st_mtime_ns >= before


def test_a_name_means_one_release(made: Path, project: Path, tmp_path: Path) -> None:
    """Another one of that name is refused, and the one that is there is left alone."""
    target = tmp_path / "release"
    shutil.copytree(made, target / made.name)
    done = deploy(project, "release", "--to", str(target), environment=INVENTED)
    assert done.returncode == 1
    assert done.stderr == (
        f"{target / made.name} is there already and is another release "
        "(SITE_URL was https://intranet.example/vuon-uom/ and is not set); "
        "a name means one thing: remove it if it was never published\n"
    )
    assert differences(read_manifest(made), target / made.name) == {}
    assert [path.name for path in target.iterdir()] == [made.name]


def test_a_build_that_stops_leaves_nothing(project: Path, tmp_path: Path) -> None:
    """Neither half a release nor its beginnings."""
    other = clone(tmp_path / "clone")
    page = other / "tests/data/vuon-uom/docs/index.md"
    page.write_text("[nowhere](nowhere.md)\n", encoding="utf-8")
    git(other, "commit", "--quiet", "--all", "--message", "A broken link")
    done = deploy(other, "release", environment=INVENTED)
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
    done = deploy(project, command, "--to", str(place), environment=INVENTED)
    assert done.returncode == 1
    assert done.stderr == f"{place}: Not a directory; it is not finished\n"


def test_other_packages_than_the_pinned_ones_make_no_release(tmp_path: Path) -> None:
    """Its bill would lie about them."""
    other = clone(tmp_path / "clone")
    file = other / "requirements.txt"
    pins = file.read_text(encoding="utf-8")
    file.write_text(re.sub("(?m)^mkdocs==[0-9.]+", "mkdocs==1.0", pins), encoding="utf-8")
    git(other, "commit", "--quiet", "--all", "--message", "An old MkDocs")
    done = deploy(other, "release", environment=INVENTED)
    assert (done.returncode, done.stderr) == (
        1,
        f"mkdocs 1.0 is pinned, but {metadata.version('mkdocs')} is installed: "
        "install requirements.txt, as make does\n",
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small file system")
@pytest.mark.parametrize(
    ("room", "said"),
    [("1m", "the build stopped; nothing was made"), ("4m", "{target}: No space left on device")],
)
def test_where_there_is_no_room_it_says_so(
    project: Path, tmp_path: Path, room: str, said: str
) -> None:
    """While it builds and while it packs; in a sentence, and without half a release."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", tmp_path], check=True)
    try:
        target = tmp_path / "r"
        done = deploy(project, "release", "--to", str(target), environment=INVENTED)
        assert done.returncode == 1
        assert said.format(target=target) in done.stderr
        assert "No space left on device" in done.stderr
        assert "Traceback" not in done.stderr
        assert [*target.iterdir()] == []
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def test_one_that_is_killed_leaves_no_half_release(project: Path, tmp_path: Path) -> None:
    """What it had begun has another name, and the next one does not mind it."""
    started = subprocess.Popen(
        [sys.executable, "-m", "deploy", "release", "--to", str(tmp_path)],
        cwd=project,
        env={**os.environ, **INVENTED},
        start_new_session=True,
    )
    while not [*tmp_path.glob(".unfinished-*/*/www/index.html")]:
        assert started.poll() is None
        time.sleep(0.01)
    os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    assert [path.name[:12] for path in tmp_path.iterdir()] == [".unfinished-"]
    done = deploy(project, "release", "--to", str(tmp_path), environment=INVENTED)
    made = Path(done.stdout.strip())
    assert differences(read_manifest(made), made) == {}


@pytest.mark.parametrize("command", ["release", "zip"])
def test_what_is_not_committed_is_neither_released_nor_carried(
    tmp_path: Path, command: str
) -> None:
    """The command ends with 1 and a sentence, before it builds anything."""
    other = clone(tmp_path / "clone")
    with (other / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    done = deploy(other, command, environment=INVENTED)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "a release is of a commit, but these files are not as committed: mkdocs.yml\n"
    )
    assert not (other / "build").exists()
