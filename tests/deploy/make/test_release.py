"""What `make release` makes of a commit: all of it or nothing, the same bytes everywhere."""

import gzip
import json
import re
import shutil
import tarfile
from pathlib import Path

import brotli
import pytest

from deploy.make.precompress import COMPRESSIBLE
from deploy.manifest import differences, read_manifest
from tests.support.clones import clone, deploy, git
from tests.support.shared_sites import SharedSites

pytestmark = pytest.mark.site

BELOW = {
    "DATA_DIR": "tests/data/vuon-uom/data",
    "AS_OF": "2030-06-01",
    "SITE_URL": "https://intranet.example/vuon-uom",
}
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
def project(sites: SharedSites) -> Path:
    """A clone of this project as it stands, in which the release of `BELOW` was made."""

    def make(folder: Path) -> None:
        done = deploy(clone(folder), "release", environment=BELOW)
        assert (done.returncode, done.stderr) == (0, "")

    return sites.made("clone", make)


@pytest.fixture(scope="module")
def made(project: Path) -> Path:
    """The release of the invented institution below a path."""
    (release,) = filter(Path.is_dir, (project / "build/release").iterdir())
    return release


def test_a_release_is_what_its_manifest_says(project: Path, made: Path) -> None:
    """Its name tells version, day and commit; each of its files is listed."""
    manifest, commit = read_manifest(made), git(project, "rev-parse", "HEAD")
    assert made.with_name(f"{made.name}.tar").is_file()
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


def test_it_is_the_same_without_git_and_under_other_circumstances(
    made: Path, project: Path, tmp_path: Path
) -> None:
    """Another folder, time zone, language, hash seed, umask and shell: nothing differs.

    Where there is no git, the commit and its time are given.
    """
    other = tmp_path / "thư mục khác"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns(".git", "build"))
    commit, committed = git(project, "show", "-s", "--format=%H %ct", "HEAD").split()
    environment = {**OTHERWISE, "COMMIT": commit, "SOURCE_DATE_EPOCH": committed}
    done = deploy(other, "release", environment=environment, umask=0o077)
    assert (done.returncode, done.stderr) == (0, "")
    again = other / done.stdout.strip()
    assert read_manifest(again) == read_manifest(made)
    tars = [folder.with_name(f"{folder.name}.tar").read_bytes() for folder in (made, again)]
    assert tars[0] == tars[1]
    assert len(tars[0]) > 1_000_000


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
