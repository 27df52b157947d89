"""Starts the command line: `python -m macros`."""

import gc
import io
import os
import sys
from collections.abc import Sequence

from macros.cli import run_program


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status.

    0: good, 1: problems in the data, or nobody reads the output any more, 2: wrong usage,
    70: an error of the program, 130: interrupted.
    """
    if isinstance(sys.stdout, io.TextIOWrapper) and isinstance(sys.stderr, io.TextIOWrapper):
        # A pipe on Windows has an encoding that lacks Vietnamese letters.
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        sys.stderr.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = run_program(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


if __name__ == "__main__":
    gc.disable()  # One short run makes little garbage; collecting it takes a fifth of the time.
    sys.exit(main())
