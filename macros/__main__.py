"""Starts the command line: `python -m macros`."""

import gc
import io
import sys
from collections.abc import Sequence

from macros.cli import run_program


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 good, 1 problems in the data, 2 wrong usage."""
    if isinstance(sys.stdout, io.TextIOWrapper) and isinstance(sys.stderr, io.TextIOWrapper):
        # A pipe on Windows has an encoding that lacks Vietnamese letters.
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        sys.stderr.reconfigure(encoding="utf-8", errors="replace")
    return run_program(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    gc.disable()  # One short run makes little garbage; collecting it takes a fifth of the time.
    sys.exit(main())
