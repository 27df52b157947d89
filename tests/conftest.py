"""Fixtures: the invented institution, the real data, and folders of data with something changed."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros.i18n import error_report
from macros.register import Register
from macros.validation import load_data
from macros.yamlio import Problems
from tests.support.browsing import launched, served
from tests.support.sites import AS_OF, BELOW, ROOT, build, complaints

INVENTED = ROOT / "tests/data/vuon-uom/data"

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
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as of a fixed day, built once."""
    folder = tmp_path_factory.mktemp("site")
    done = build(folder, AS_OF=AS_OF)
    assert (done.returncode, complaints(done)) == (0, [])
    return folder


@pytest.fixture(scope="session")
def site_below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built for a path below the name of a server."""
    folder = tmp_path_factory.mktemp("below")
    done = build(folder, AS_OF=AS_OF, SITE_URL=f"https://intranet.example{BELOW}")
    assert (done.returncode, complaints(done)) == (0, [])
    return folder


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """Address of a server that serves the real site."""
    with served(real_site) as found:
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
            lines = error_report(found, "en").splitlines()[:-1]
            return [line.removeprefix(f"{data.as_posix()}/") for line in lines]
        return []

    return find
