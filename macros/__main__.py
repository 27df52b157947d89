"""Knows the command line; refuses to do any of the work itself."""

import argparse
import datetime as dt
import gc
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from macros import clerk, editor_commands, sheet_commands
from macros.annotations import FORMATS
from macros.freshness import MONTHS, checked_later, due
from macros.labels import LANGUAGES
from macros.labels import load as load_labels
from macros.load import load
from macros.model import COLLECTIONS
from macros.register import Register
from macros.settings import as_of, data_folder, language
from macros.source import Problems


class _Unwritable(Exception):
    """The file that was named for the list of problems."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 good, 1 problems in the data, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check", help="print every problem of the data")
    check.add_argument("--data", type=Path, default=data_folder(), help="folder of the data")
    check.add_argument("--lang", choices=LANGUAGES, default=language(), help="of the messages")
    check.add_argument("--format", choices=FORMATS, default="text", help="of the list of problems")
    check.add_argument(
        "--output", type=Path, help="write that list to a file; the one for people is printed then"
    )
    check.add_argument("--due", action="store_true", help="list what is due to be checked again")
    check.add_argument("--on", type=dt.date.fromisoformat, help="due by which day; else today")
    check.add_argument("--every", type=int, default=MONTHS, help="months, where a record says none")
    clerk.add_commands(commands, data_folder(), as_of)
    words, _ = load_labels()
    editor_commands.add(commands, words)
    sheet_commands.add(commands, words)
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A pipe on Windows has an encoding that lacks Vietnamese letters.
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    if "run" in options:
        return int(options.run(options))
    if options.due:
        return _due(options.data, options.lang, options.on or as_of(), options.every)
    try:
        return _check(options.data, options.lang, options.format, options.output)
    except _Unwritable as error:
        parser.error(f"--output: {error}")


def _due(data: Path, lang: str, day: dt.date, months: int) -> int:
    """Print what is due by a day: a line for each record, by collection."""
    try:
        register = load(data)
        if later := list(checked_later(register, day)):
            raise Problems(later)
    except Problems as problems:
        _tell(problems, lang, "text", None)
        return 1
    words = register.labels
    for name, found in due(register, day, months):
        print(f"{words.get(f'collections.{name}', lang)} ({len(found)})")
        for one in found:
            last = f"{words.get('checked.last', lang)} {one.last}" if one.last else ""
            place = f"{one.entry.path}:{one.entry.mark.line}"
            print(f"  {place}: {last or words.get('checked.never', lang)}")
    return 0


def _check(data: Path, lang: str, form: str, output: Path | None) -> int:
    try:
        register = load(data)
    except Problems as problems:
        _tell(problems, lang, form, output)
        return 1
    if output or form != "text":
        _tell(Problems(()), lang, form, output)
    if form != "text" and not output:
        return 0
    print(register.labels.get("problems.good", lang).format(counts=_counts(register, lang)))
    return 0


def _tell(problems: Problems, lang: str, form: str, output: Path | None) -> None:
    """Print the list in its form; with a file for that, print the one for people."""
    text = FORMATS[form](problems, lang)
    if output:
        try:
            output.write_text(f"{text}\n", encoding="utf-8", errors="replace", newline="\n")
        except OSError as error:
            raise _Unwritable(error) from error
        text = FORMATS["text"](problems, lang) if problems.found else ""
    if text:
        print(text)


def _counts(register: Register, lang: str) -> str:
    return ", ".join(
        f"{len(register.all(name))} {register.labels.get(f'collections.{name}', lang).lower()}"
        for name in COLLECTIONS
    )


if __name__ == "__main__":
    gc.disable()  # One short run makes little garbage; collecting it takes a fifth of the time.
    sys.exit(main())
