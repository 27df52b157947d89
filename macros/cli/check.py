"""Knows the command that checks data and how it answers; refuses to find any problem itself."""

import argparse
import datetime as dt
import re
from pathlib import Path
from typing import Any

from macros.cli.errors import parse_day
from macros.i18n import LANGUAGES, Labels, load_labels
from macros.model import COLLECTIONS
from macros.register import Register
from macros.settings import as_of, data_folder, language
from macros.validation import (
    REPORT_FORMATS,
    REVIEW_MONTHS,
    due_reviews,
    future_checks,
    load_data,
)
from macros.yamlio import Problems


class _Unwritable(Exception):
    """The file that was named for the list of problems."""


def add_check_command(commands: Any, words: Labels) -> None:
    """Add the command `check` to those of the program."""
    check = commands.add_parser("check", help=words.get("check.help"))
    check.add_argument("--data", type=Path, default=data_folder(), help=words.get("desk.help.data"))
    check.add_argument(
        "--lang", choices=LANGUAGES, default=language(), help=words.get("check.lang")
    )
    check.add_argument(
        "--format", choices=REPORT_FORMATS, default="text", help=words.get("check.format")
    )
    check.add_argument("--output", type=Path, help=words.get("check.output"))
    check.add_argument("--due", action="store_true", help=words.get("check.due"))
    check.add_argument("--on", type=parse_day, help=words.get("check.due-on"))
    check.add_argument(
        "--every", type=_months, default=REVIEW_MONTHS, help=words.get("check.due-every")
    )
    check.set_defaults(run=lambda options: _run(options, check))


def _months(text: str) -> int:
    words, _ = load_labels()
    if not re.fullmatch("[0-9]{1,4}", text) or not 0 < int(text) <= 1200:
        said = words.get("problems.short-interval").format(value=text)
        raise argparse.ArgumentTypeError(said)
    return int(text)


def _run(options: argparse.Namespace, parser: Any) -> int:
    if options.due:
        return _due(options.data, options.lang, options.on or as_of(), options.every)
    try:
        return _check(options.data, options.lang, options.format, options.output)
    except _Unwritable as error:
        parser.error(f"--output: {error}")
        raise


def _due(data: Path, lang: str, on: dt.date, months: int) -> int:
    """Print what is due by a day: a line for each record, by collection."""
    try:
        register = load_data(data)
        if later := list(future_checks(register, on)):
            raise Problems(later)
    except Problems as problems:
        _tell(problems, lang, "text", None)
        return 1
    words = register.labels
    for name, found in due_reviews(register, on, months):
        print(f"{words.get(f'collections.{name}', lang)} ({len(found)})")
        for one in found:
            last = f"{words.get('checked.last', lang)} {one.last}" if one.last else ""
            place = f"{one.entry.path}:{one.entry.mark.line}"
            print(f"  {place}: {last or words.get('checked.never', lang)}")
    return 0


def _check(data: Path, lang: str, form: str, output: Path | None) -> int:
    try:
        register = load_data(data)
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
    text = REPORT_FORMATS[form](problems, lang)
    if output:
        try:
            output.write_text(f"{text}\n", encoding="utf-8", errors="replace", newline="\n")
        except OSError as error:
            raise _Unwritable(error) from error
        text = REPORT_FORMATS["text"](problems, lang) if problems.found else ""
    if text:
        print(text)


def _counts(register: Register, lang: str) -> str:
    return ", ".join(
        f"{len(register.collection(name))} "
        f"{register.labels.get(f'collections.{name}', lang).lower()}"
        for name in COLLECTIONS
    )
