"""The command `sheet`, which takes a collection to Excel or CSV and back."""

# What reads files of Excel is imported where it is needed: the help is to be quick.

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from macros.changes import open_change_set, write_files
from macros.cli.errors import print_changes, run_reporting
from macros.cli.options import data_option, flag, lang_option
from macros.cli.texts import Texts
from macros.cli.usage import LabelledChoice, LabelledCommand, LabelledGroup
from macros.i18n import problem_line
from macros.model import COLLECTIONS
from macros.validation import load_data
from macros.yamlio import Mark, Problems, problem


def sheet_command(texts: Texts, name: str) -> click.Command:
    """The command, with one for each direction."""

    def export_file(file: Path, data: Path, lang: str, force: bool, collection: str | None) -> int:
        chosen = Texts(texts.labels, lang)
        return _run(chosen, data, file, lambda: _export(chosen, data, file, collection, force))

    def import_file(
        file: Path, data: Path, lang: str, delete: bool, dry_run: bool, yes: bool, turned: bool
    ) -> int:
        chosen, choices = Texts(texts.labels, lang), _Choices(delete, dry_run, yes, turned)
        return _run(chosen, data, file, lambda: _import(chosen, data, file, choices))

    names, of_collection = LabelledChoice(list(COLLECTIONS)), texts.get("sheets.collection")
    shared = [
        click.Argument(["file"], type=Path, metavar="file", help=texts.get("sheets.file")),
        data_option(texts),
        lang_option(texts),
    ]
    outward = [
        flag(texts, "--force", "sheets.force"),
        click.Option(["--collection"], type=names, help=of_collection),
    ]
    back = [
        flag(texts, "--delete", "sheets.delete"),
        flag(texts, "--dry-run", "desk.help.dry-run"),
        flag(texts, "--yes", "sheets.yes"),
        flag(texts, "--turned", "sheets.turned"),
    ]
    commands = [
        LabelledCommand(verb, callback=run, params=[*shared, *params], help=help_text)
        for verb, run, params, help_text in (
            ("export", export_file, outward, texts.get("sheets.export")),
            ("import", import_file, back, texts.get("sheets.import")),
        )
    ]
    return LabelledGroup(name, commands=commands, help=texts.get("sheets.help"))


def _export(texts: Texts, data: Path, file: Path, collection: str | None, force: bool) -> int:
    from macros.sheets import SheetUnreadable, guess_collection, save_sheets

    register = load_data(data)
    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise SheetUnreadable("sheet-ending")
    collection = collection or guess_collection(file, [])
    target = file if file.suffix.lower() == ".xlsx" else file.with_suffix("")
    if target.exists() and not force:
        raise SheetUnreadable("sheet-exists")
    written = save_sheets(register, collection, file)
    print(texts.get("sheets.exported", count=len(register.collection(collection)), file=written))
    if written.is_dir():
        print(texts.get("sheets.open-csv"))
    return 0


@dataclass(frozen=True)
class _Choices:
    """What an import may do."""

    deletes: bool
    is_dry_run: bool
    is_agreed: bool
    takes_turned: bool


def _import(texts: Texts, data: Path, file: Path, choices: _Choices) -> int:
    from macros.sheets import stage_sheet_file

    change_set = open_change_set(data)
    notices = stage_sheet_file(change_set, file, choices.deletes).notices
    changes = change_set.file_changes()
    if changes:
        print_changes(changes)
    for notice in notices:
        print(problem_line(notice, texts.labels.sentence(notice, texts.lang)))
    if not changes:
        print(texts.get("sheets.same"))
        return 0
    count = texts.get("sheets.count", files=len(changes))
    if choices.is_dry_run:
        print(f"{count} {texts.get('desk.shown')}")
        return 0
    is_doubtful = any(notice.rule == "seems-turned" for notice in notices)
    if choices.is_agreed and is_doubtful and not choices.takes_turned:
        print(texts.get("sheets.doubtful"))
        return 1
    if not choices.is_agreed and not _confirm(f"{count} {texts.get('sheets.ask')} "):
        print(texts.get("desk.unwritten"))
        return 1
    write_files(changes)
    print(f"{count} {texts.get('sheets.written')}")
    return 0


def _confirm(question: str) -> bool:
    """Ask at a terminal; where nobody sits, the answer is no."""
    if not sys.stdin.isatty():
        return False
    try:
        return input(question).strip().lower() in ("c", "có", "co", "y", "yes")
    except (EOFError, KeyboardInterrupt):
        return False


def _run(texts: Texts, data: Path, file: Path, work: Callable[[], int]) -> int:
    """Run `work`; a file that can not be taken is a problem as others are."""
    from macros.sheets import SheetUnreadable

    def reporting() -> int:
        try:
            return work()
        except (SheetUnreadable, OSError) as error:
            if isinstance(error, OSError):
                error = SheetUnreadable("sheet-unreadable", detail=error.strerror or "")
            sheet, mark = error.place or ("", Mark())
            shown = f"{file.name}:{sheet}" if sheet else file.name
            raise Problems([problem(shown, mark, error.rule, **error.values)]) from None

    return run_reporting(texts, data, reporting)
