"""Makes 200 changes of each kind in a copy of the real data and checks every byte of each."""

import contextlib
import gc
import io
import sys
import tempfile
from pathlib import Path

from tests.support.random_changes import changed


def main(rounds: int = 200, seed: int = 20241025) -> None:
    """Print how many there were; an assertion stops it at the first that touches too much."""
    gc.disable()  # As the commands do, which run for a moment.
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        done = changed(Path(folder), seed, rounds, _tell)
    print(", ".join(f"{name}: {count}" for name, count in done.items()))


def _tell(said: str) -> None:
    print(said, file=sys.stderr)
    gc.collect()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
