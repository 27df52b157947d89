"""Knows the command line; refuses to do any of the work itself."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from macros import labels
from macros.labels import LANGUAGES
from macros.load import load
from macros.model import COLLECTIONS
from macros.register import Register
from macros.source import Problems


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 good, 1 problems in the data, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check", help="print every problem of the data")
    check.add_argument("--data", type=Path, default=Path("data"), help="folder of the data")
    check.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="of the messages")
    options = parser.parse_args(arguments)
    return _check(options.data, options.lang)


def _check(data: Path, lang: str) -> int:
    words, _ = labels.load()
    try:
        register = load(data)
    except Problems as problems:
        print(report(problems, words, lang))
        return 1
    print(words.get("problems.good", lang).format(counts=_counts(register, lang)))
    return 0


def report(problems: Problems, words: labels.Labels, lang: str) -> str:
    """A line for each problem, and one that counts them."""
    lines = [
        f"{found.path}:{found.mark.line}:{found.mark.column}: "
        f"{words.sentence(found, lang)} [{found.rule}]"
        for found in problems.found
    ]
    files = len({found.path for found in problems.found})
    count = words.get("problems.count", lang).format(problems=len(lines), files=files)
    return "\n".join([*lines, count])


def _counts(register: Register, lang: str) -> str:
    return ", ".join(
        f"{len(register.all(name))} {register.labels.get(f'collections.{name}', lang).lower()}"
        for name in COLLECTIONS
    )


if __name__ == "__main__":
    sys.exit(main())
