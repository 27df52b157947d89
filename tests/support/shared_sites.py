"""Sites that are built once in a run of the tests, whichever process asks first."""

import fcntl
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.sites import build, complaints


class SharedSites:
    """Builds a site for each set of choices once, in a folder that all processes of a run share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def built(self, **choices: str) -> Path:
        """The folder of a site, built strictly and without a complaint; tests only read it.

        `choices` are the environment variables of the build, as for `build`.
        Raises AssertionError with the output of a build that failed or warned.
        """
        text = json.dumps(choices, sort_keys=True)
        name = hashlib.sha256(text.encode()).hexdigest()[:12]
        site, mark = self._folder / name, self._folder / f"{name}.done"
        with _locked(self._folder / f"{name}.lock"):
            if not mark.exists():
                done = build(site, **choices)
                assert (done.returncode, complaints(done)) == (0, [])
                mark.touch()
        return site


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
