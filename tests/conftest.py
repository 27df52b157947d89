"""Fixtures: the invented institution, the real data, and folders of data with something changed."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect

from macros.i18n import report_problems
from macros.register import Register
from macros.validation import load_data
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


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """Make a copy of the invented institution in which the named files are changed."""

    def make(changes: Mapping[str, Change]) -> Path:
        data = tmp_path / "data"
        shutil.copytree(INVENTED, data, dirs_exist_ok=True)
        for name, change in changes.items():
            file = data / name
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(change, tuple):
                old, new = change
                text = file.read_text(encoding="utf-8")
                assert text.count(old) == 1, f"{name} holds {text.count(old)} of {old!r}"
                change = text.replace(old, new)
            file.write_bytes(change if isinstance(change, bytes) else change.encode())
        return data

    return make


@pytest.fixture
def problems(
    changed: Changed,
) -> Callable[[Mapping[str, Change]], list[str]]:
    """What `check` prints in English for changed data, paths relative to the data folder."""

    def find(changes: Mapping[str, Change]) -> list[str]:
        data = changed(changes)
        try:
            load_data(data)
        except Problems as found:
            lines = report_problems(found, "en").splitlines()[:-1]
            return [line.removeprefix(f"{data.as_posix()}/") for line in lines]
        return []

    return find
