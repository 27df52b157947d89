"""Knows the command line; refuses to do any of the work itself."""

import argparse
import gc
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from macros.labels import LANGUAGES, report
from macros.load import load
from macros.model import COLLECTIONS
from macros.register import Register
from macros.settings import data_folder
from macros.source import Problems


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 good, 1 problems in the data, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check", help="print every problem of the data")
    check.add_argument("--data", type=Path, default=data_folder(), help="folder of the data")
    check.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="of the messages")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A pipe on Windows has an encoding that lacks Vietnamese letters.
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    return _check(options.data, options.lang)


def _check(data: Path, lang: str) -> int:
    try:
        register = load(data)
    except Problems as problems:
        print(report(problems, lang))
        return 1
    print(register.labels.get("problems.good", lang).format(counts=_counts(register, lang)))
    return 0


def _counts(register: Register, lang: str) -> str:
    return ", ".join(
        f"{len(register.all(name))} {register.labels.get(f'collections.{name}', lang).lower()}"
        for name in COLLECTIONS
    )


if __name__ == "__main__":
    gc.disable()  # One short run makes little garbage; collecting it takes a fifth of the time.
    sys.exit(main())
