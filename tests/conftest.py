"""Fixtures: the invented institution, the real data, and folders of data with something changed."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect

from macros.i18n import error_report
from macros.register import Register
from macros.validation import DataFiles, load_data, load_files, read_folder
from macros.yamlio import Problems
from tests.support.browsing import launched, served
from tests.support.shared_sites import SharedSites
from tests.support.sites import AS_OF, BELOW, ROOT

INVENTED = ROOT / "tests/data/vuon-uom/data"
INVENTED_CHOICES = {
    "DATA_DIR": "tests/data/vuon-uom/data",
    "AS_OF": "2031-05-05",
    "DIRECTORY_URLS": "false",
    "REPO_URL": "https://git.example/group/project",
    "EDIT_URI": "edit/main/docs/",
}
"""How the site of the invented institution is built."""

# A machine that is busy is no fault of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give what drives a browser a second chance: a busy machine may make it miss a moment."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


Change = str | bytes | tuple[str, str]
"""The whole text of a file, or a piece of it and what takes its place."""
Changed = Callable[[Mapping[str, Change]], Path]
"""Makes a folder of data in which the named files are changed."""


@pytest.fixture(scope="session")
def invented() -> Register:
    """The register of the invented institution."""
    return load_data(INVENTED)


@pytest.fixture(scope="session")
def real() -> Register:
    """The register of the real data."""
    return load_data(ROOT / "data")


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> SharedSites:
    """Sites that all processes of this run share."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # each worker has a folder of its own in that of the run
    (folder / "sites").mkdir(exist_ok=True)
    return SharedSites(folder / "sites")


@pytest.fixture(scope="session")
def real_site(sites: SharedSites) -> Path:
    """The real site as of a fixed day."""
    return sites.built(AS_OF=AS_OF)


@pytest.fixture(scope="session")
def site_below(sites: SharedSites) -> Path:
    """The same, built for a path below the name of a server."""
    return sites.built(AS_OF=AS_OF, SITE_URL=f"https://intranet.example{BELOW}")


@pytest.fixture(scope="session")
def invented_site(sites: SharedSites) -> Path:
    """The site of the invented institution: its pages are files, its repository is named."""
    return sites.built(**INVENTED_CHOICES)


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """Address of a server that serves the real site."""
    with served(real_site) as found:
        yield found


@pytest.fixture(scope="session")
def invented_address(invented_site: Path) -> Iterator[str]:
    """Address of a server that serves the site of the invented institution."""
    with served(invented_site) as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests that need one."""
    with launched() as found:
        yield found


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """The browser, without a window when the test begins or after it."""
    yield chromium
    for context in chromium.contexts:
        context.close()


def _new_content(name: str, change: Change) -> bytes:
    """What a file of the invented institution holds after a change of it."""
    if isinstance(change, tuple):
        old, new = change
        text = (INVENTED / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{name} holds {text.count(old)} of {old!r}"
        change = text.replace(old, new)
    return change if isinstance(change, bytes) else change.encode()


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """Make a copy of the invented institution in which the named files are changed."""

    def make(changes: Mapping[str, Change]) -> Path:
        data = tmp_path / "data"
        shutil.copytree(INVENTED, data, dirs_exist_ok=True)
        for name, change in changes.items():
            file = data / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_new_content(name, change))
        return data

    return make


@pytest.fixture(scope="session")
def invented_files() -> DataFiles:
    """The files of the invented institution, named as from its data folder."""
    return replace(read_folder(INVENTED), root=Path())


@pytest.fixture
def problems(
    invented_files: DataFiles,
) -> Callable[[Mapping[str, Change]], list[str]]:
    """What `check` prints in English for changed data, paths relative to the data folder."""

    def find(changes: Mapping[str, Change]) -> list[str]:
        contents = {name: _new_content(name, change) for name, change in changes.items()}
        try:
            load_files(invented_files.overlaid(contents))
        except Problems as found:
            return error_report(found, "en").splitlines()[:-1]
        return []

    return find
