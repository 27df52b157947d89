"""Knows the command that writes the hints for editors; refuses to know what they say."""

import argparse
from pathlib import Path
from typing import Any

from macros.changes import SCHEMA_FOLDER, write_lines, write_schemas
from macros.cli.errors import error_text
from macros.i18n import LANGUAGES, Labels
from macros.settings import data_folder
from macros.yamlio import Mark, Problems, problem


def add_schema_command(commands: Any, words: Labels) -> None:
    """Add the command `schema` to those of the program."""
    schema = commands.add_parser("schema", help=words.get("editor.schema"))
    schema.add_argument(
        "--data", type=Path, default=data_folder(), help=words.get("desk.help.data")
    )
    schema.add_argument(
        "--lang", choices=LANGUAGES, default=LANGUAGES[0], help=words.get("check.lang")
    )
    schema.add_argument("--lines", action="store_true", help=words.get("editor.lines"))
    schema.add_argument("--quiet", action="store_true", help=words.get("editor.quiet"))
    schema.set_defaults(run=_schema)


def _schema(options: argparse.Namespace) -> int:
    return error_text(options, lambda words: _written(options, words))


def _written(options: argparse.Namespace, words: Labels) -> int:
    lang, said = options.lang, []
    if not options.data.is_dir():
        raise Problems([problem(options.data.as_posix(), Mark(), "no-data")])
    if options.lines:
        count = len(write_lines(options.data))
        said.append(words.get("editor.changed", lang).format(count=count))
    if not write_schemas(options.data):
        said.append(words.get("editor.poor", lang))
    folder = (options.data / SCHEMA_FOLDER).as_posix()
    said.append(words.get("editor.written", lang).format(folder=folder))
    if not options.quiet:
        print("\n".join(said))
    return 0
