"""Makes 200 changes of each kind in a copy of the real data and checks every byte of each."""

import contextlib
import os
import sys
import tempfile
from pathlib import Path

from tests.clerking import changed


def main(rounds: int = 200) -> None:
    """Print how many there were; an assertion stops it at the first that touches too much."""
    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        with contextlib.redirect_stdout(nowhere):
            done = changed(
                Path(folder), 20241025, rounds, lambda said: print(said, file=sys.stderr)
            )
    print(", ".join(f"{name}: {count}" for name, count in done.items()))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
