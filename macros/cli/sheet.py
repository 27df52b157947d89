"""Knows the commands for sheets: what is asked, shown and answered; refuses to read a cell."""

# What reads files of Excel is imported by the commands that need it: `check` is to be quick.

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.changes import open_change_set, unified_diff, write_files
from macros.cli.errors import error_text
from macros.i18n import LANGUAGES, Labels
from macros.model import COLLECTIONS
from macros.settings import data_folder
from macros.validation import load_data
from macros.yamlio import Mark, Problems, problem


def add_sheet_commands(commands: Any, words: Labels) -> None:
    """Add the command `sheet` to those of the program."""
    sheet = commands.add_parser("sheet", help=words.get("sheets.help"))
    verbs = sheet.add_subparsers(required=True, metavar="export|import")
    out = verbs.add_parser("export", help=words.get("sheets.export"))
    out.add_argument("--force", action="store_true", help=words.get("sheets.force"))
    out.add_argument("--collection", choices=COLLECTIONS, help=words.get("sheets.collection"))
    out.set_defaults(run=_export)
    back = verbs.add_parser("import", help=words.get("sheets.import"))
    back.add_argument("--delete", action="store_true", help=words.get("sheets.delete"))
    back.add_argument("--dry-run", action="store_true", help=words.get("desk.help.dry-run"))
    back.add_argument("--yes", action="store_true", help=words.get("sheets.yes"))
    back.set_defaults(run=_import)
    for verb in (out, back):
        verb.add_argument("file", type=Path, help=words.get("sheets.file"))
        verb.add_argument(
            "--data", type=Path, default=data_folder(), help=words.get("desk.help.data")
        )
        verb.add_argument(
            "--lang", choices=LANGUAGES, default=LANGUAGES[0], help=words.get("check.lang")
        )


def _export(options: argparse.Namespace) -> int:
    return _in_words(options, lambda words: _given(options, words))


def _given(options: argparse.Namespace, words: Labels) -> int:
    from macros.sheets import Unreadable, collection_of, save_sheets

    file: Path = options.file
    register = load_data(options.data)
    collection = options.collection or collection_of(file, [])
    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise Unreadable("sheet-ending")
    if not collection:
        raise Unreadable("no-collection", names=", ".join(COLLECTIONS))
    target = file if file.suffix.lower() == ".xlsx" else file.with_suffix("")
    if target.exists() and not options.force:
        raise Unreadable("sheet-exists")
    where = save_sheets(register, collection, file)
    said = words.get("sheets.exported", options.lang)
    print(said.format(count=len(register.collection(collection)), file=where))
    return 0


def _import(options: argparse.Namespace) -> int:
    return _in_words(options, lambda words: _taken(options, words))


def _taken(options: argparse.Namespace, words: Labels) -> int:
    from macros.sheets import Unreadable, compare_file

    file: Path = options.file
    if file.suffix.lower() not in (".xlsx", ".xlsm", ".xls", ".csv") and not file.is_dir():
        raise Unreadable("sheet-ending")
    change_set = open_change_set(options.data)
    compare_file(change_set, file, options.delete)
    changes = change_set.file_changes()
    if not changes:
        print(words.get("sheets.same", options.lang))
        return 0
    print(unified_diff(changes), end="")
    count = words.get("sheets.count", options.lang).format(files=len(changes))
    if options.dry_run:
        print(f"{count} {words.get('desk.shown', options.lang)}")
        return 0
    if not options.yes and not _agreed(f"{count} {words.get('sheets.ask', options.lang)} "):
        print(words.get("desk.unwritten", options.lang))
        return 1
    write_files(changes)
    print(f"{count} {words.get('sheets.written', options.lang)}")
    return 0


def _agreed(question: str) -> bool:
    """Ask at a terminal; where nobody sits, the answer is no."""
    if not sys.stdin.isatty():
        return False
    try:
        return input(question).strip().lower() in ("c", "có", "co", "y", "yes")
    except (EOFError, KeyboardInterrupt):
        return False


def _in_words(options: argparse.Namespace, work: Callable[[Labels], int]) -> int:
    """Do it; a file that can not be taken is a problem as others are."""
    from macros.sheets import Unreadable

    def doing(words: Labels) -> int:
        try:
            return work(words)
        except (Unreadable, OSError) as error:
            if isinstance(error, OSError):
                error = Unreadable("sheet-unreadable", detail=error.strerror or "")
            found = problem(options.file.name, Mark(), error.rule, **error.values)
            raise Problems([found]) from None

    return error_text(options, doing)
