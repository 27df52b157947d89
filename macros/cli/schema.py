"""The command `schema`, which writes the hints for editors."""

from pathlib import Path

import click

from macros.changes import SCHEMA_FOLDER, write_modelines, write_schemas
from macros.cli.errors import run_reporting
from macros.cli.options import data_option, flag, lang_option
from macros.cli.texts import Texts
from macros.cli.usage import LabelledCommand
from macros.validation import require_folder


def schema_command(texts: Texts, name: str) -> click.Command:
    """The command."""

    def run(data: Path, lang: str, lines: bool, quiet: bool) -> int:
        chosen = Texts(texts.labels, lang)
        return run_reporting(chosen, data, lambda: _write(chosen, data, lines, quiet))

    params: list[click.Parameter] = [
        data_option(texts),
        lang_option(texts),
        flag(texts, "--lines", "editor.lines"),
        flag(texts, "--quiet", "editor.quiet"),
    ]
    return LabelledCommand(name, callback=run, params=params, help=texts.get("editor.schema"))


def _write(texts: Texts, data: Path, with_lines: bool, is_quiet: bool) -> int:
    require_folder(data)
    report = []
    if with_lines:
        report.append(texts.get("editor.changed", count=len(write_modelines(data))))
    if not write_schemas(data):
        report.append(texts.get("editor.poor"))
    report.append(texts.get("editor.written", folder=(data / SCHEMA_FOLDER).as_posix()))
    if not is_quiet:
        print("\n".join(report))
    return 0
