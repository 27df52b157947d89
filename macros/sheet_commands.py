"""Knows the commands for sheets: what is asked, shown and answered; refuses to read a cell."""

# What reads files of Excel is imported by the commands that need it: `check` is to be quick.

import argparse
import sys
from pathlib import Path
from typing import Any

from macros.cells import Unreadable
from macros.labels import LANGUAGES, Labels, worded
from macros.labels import load as load_labels
from macros.load import load
from macros.model import COLLECTIONS
from macros.register import Register
from macros.settings import data_folder
from macros.source import Problems


def add(commands: Any, words: Labels) -> None:
    """Add the command `sheet` to those of the program."""
    sheet = commands.add_parser("sheet", help=words.get("sheets.help"))
    verbs = sheet.add_subparsers(required=True, metavar="export|import")
    out = verbs.add_parser("export", help=words.get("sheets.export"))
    out.add_argument("--force", action="store_true", help=words.get("sheets.force"))
    out.add_argument("--collection", choices=COLLECTIONS, help=words.get("sheets.collection"))
    out.set_defaults(run=_export)
    back = verbs.add_parser("import", help=words.get("sheets.import"))
    back.add_argument("--delete", action="store_true", help=words.get("sheets.delete"))
    back.add_argument("--dry-run", action="store_true", help=words.get("sheets.dry-run"))
    back.add_argument("--yes", action="store_true", help=words.get("sheets.yes"))
    back.set_defaults(run=_import)
    for verb in (out, back):
        verb.add_argument("file", type=Path, help=words.get("sheets.file"))
        verb.add_argument("--data", type=Path, default=data_folder(), help=words.get("editor.data"))
        verb.add_argument(
            "--lang", choices=LANGUAGES, default=LANGUAGES[0], help=words.get("editor.lang")
        )


def _export(options: argparse.Namespace) -> int:
    from macros import sheets

    words, _ = load_labels()
    file: Path = options.file
    try:
        register = load(options.data)
        collection = options.collection or sheets.collection_of(file, [])
        if file.suffix.lower() not in (".xlsx", ".csv"):
            raise Unreadable("sheet-ending")
        if not collection:
            raise Unreadable("no-collection", names=", ".join(COLLECTIONS))
        target = file if file.suffix.lower() == ".xlsx" else file.with_suffix("")
        if target.exists() and not options.force:
            raise Unreadable("sheet-exists")
        where = sheets.save(register, collection, file)
    except (Problems, Unreadable, OSError) as error:
        return _complain(error, file, options.lang)
    said = words.get("sheets.exported", options.lang)
    print(said.format(count=len(register.all(collection)), file=where))
    return 0


def _import(options: argparse.Namespace) -> int:
    words, _ = load_labels()
    file: Path = options.file
    try:
        register = load(options.data)
        if file.suffix.lower() not in (".xlsx", ".xlsm", ".xls", ".csv") and not file.is_dir():
            raise Unreadable("sheet-ending")
        return _taken(register, options, words)
    except (Problems, Unreadable, OSError) as error:
        return _complain(error, file, options.lang)


def _taken(register: Register, options: argparse.Namespace, words: Labels) -> int:
    from macros import sheets

    made = sheets.compare(register, options.data, options.file, options.delete)
    shown = sheets.difference(options.data, made)
    if not shown:
        print(words.get("sheets.same", options.lang))
        return 0
    print(shown, end="")
    count = words.get("sheets.count", options.lang).format(files=len(made.texts))
    if options.dry_run:
        print(f"{count} {words.get('sheets.not-written', options.lang)}")
        return 0
    if not options.yes and not _agreed(f"{count} {words.get('sheets.ask', options.lang)} "):
        print(words.get("sheets.not-written", options.lang))
        return 1
    sheets.carry_out(made)
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


def _complain(error: Problems | Unreadable | OSError, file: Path, lang: str) -> int:
    if isinstance(error, OSError):
        error = Unreadable("sheet-unreadable", detail=error.strerror or "")
    from macros import sheets

    problems = error if isinstance(error, Problems) else sheets.unreadable(file, error)
    for found, sentence in worded(problems, lang):
        mark = found.mark
        in_sheet = found.path.startswith(f"{file.name}:")
        place = f"R{mark.line}C{mark.column}" if in_sheet else f"{mark.line}:{mark.column}"
        print(f"{found.path}:{place}: {sentence} [{found.rule}]")
    files = {found.path.partition(":")[0] for found in problems.found}
    count = load_labels()[0].get("problems.count", lang)
    print(count.format(problems=len(problems.found), files=len(files)))
    return 1
