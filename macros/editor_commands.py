"""Knows the command that writes the hints for editors; refuses to know what they say."""

import argparse
from pathlib import Path
from typing import Any

from macros.editors import write_lines, write_schemas
from macros.first_lines import FOLDER
from macros.labels import LANGUAGES, Labels
from macros.nodes import Mark
from macros.refusals import in_words
from macros.settings import data_folder
from macros.source import Problems, problem


def add(commands: Any, words: Labels) -> None:
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
    return in_words(options, lambda words: _written(options, words))


def _written(options: argparse.Namespace, words: Labels) -> int:
    lang, said = options.lang, []
    if not options.data.is_dir():
        raise Problems([problem(options.data.as_posix(), Mark(), "no-data")])
    if options.lines:
        count = len(write_lines(options.data))
        said.append(words.get("editor.changed", lang).format(count=count))
    if not write_schemas(options.data):
        said.append(words.get("editor.poor", lang))
    folder = (options.data / FOLDER).as_posix()
    said.append(words.get("editor.written", lang).format(folder=folder))
    if not options.quiet:
        print("\n".join(said))
    return 0
