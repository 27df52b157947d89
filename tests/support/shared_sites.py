"""Sites that are built once in a run of the tests, whichever process asks first."""

import fcntl
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.sites import build, complaints


class SharedSites:
    """Builds each site, and what is made of it, once, in a folder that all processes share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def built(self, **choices: str) -> Path:
        """The folder of a site, built strictly and without a complaint; tests only read it.

        `choices` are the environment variables of the build, as for `build`.
        Raises AssertionError with the output of a build that failed or warned.
        """
        text = json.dumps(choices, sort_keys=True)
        name = hashlib.sha256(text.encode()).hexdigest()[:12]
        return self.made(name, lambda folder: _build(folder, choices))

    def made(self, name: str, make: Callable[[Path], object]) -> Path:
        """The folder of that name, which `make` made for the first who asked; tests only read it.

        Raises what `make` raises; then the next who asks has it made again.
        """
        folder, mark = self._folder / name, self._folder / f"{name}.done"
        with _locked(self._folder / f"{name}.lock"):
            if not mark.exists():
                shutil.rmtree(folder, ignore_errors=True)
                make(folder)
                mark.touch()
        return folder


def _build(folder: Path, choices: dict[str, str]) -> None:
    done = build(folder, **choices)
    assert (done.returncode, complaints(done)) == (0, [])


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
