"""The program `python -m macros`: loads the command that is called, and reports wrong usage."""

import importlib
import sys
from collections.abc import Sequence
from itertools import pairwise

import click

from macros.cli.texts import Texts
from macros.cli.usage import LabelledGroup, usage_error_text
from macros.i18n import LANGUAGES, error_report, load_labels
from macros.settings import language, shows_traceback
from macros.text import escape_invisible
from macros.yamlio import UserError

_EDITS = ("new", "appoint", "end", "rename", "confirm", "fix")
_FACTORIES = {
    "check": "check.check_command",
    **dict.fromkeys(_EDITS, "edit_commands.edit_command"),
    "schema": "schema.schema_command",
    "sheet": "sheet.sheet_command",
    "addresses": "addresses.addresses_command",
}
"""Module and function that make each command; loaded when it is called, so `check` starts fast."""
_INTERRUPTED = 130
"""The exit status of what a user stopped."""
_CRASHED = 70
"""The exit status of an error of the program itself (EX_SOFTWARE)."""


class _Program(LabelledGroup):
    """All commands."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(help=texts.get("check.about"))
        self._texts = texts

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in their order."""
        return list(_FACTORIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None if there is none."""
        if cmd_name not in _FACTORIES:
            return None
        module, _, factory = _FACTORIES[cmd_name].partition(".")
        made = getattr(importlib.import_module(f"macros.cli.{module}"), factory)(
            self._texts, cmd_name
        )
        assert isinstance(made, click.Command)
        return made


def run_program(arguments: Sequence[str]) -> int:
    """Run the command that arguments name; its exit status, 2 if they are wrong.

    An error of the program itself is a sentence, too; with `TRACEBACK` set it is raised.
    """
    texts = Texts(load_labels()[0], _help_language(arguments))
    try:
        status = _Program(texts).main(
            list(arguments), "python -m macros", standalone_mode=False, obj=texts
        )
    except click.UsageError as error:
        print(usage_error_text(error, texts), file=sys.stderr)
        return error.exit_code
    except click.Abort:
        return _INTERRUPTED
    except UserError as error:
        print(error_report(error, texts.lang))
        return 1
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        if shows_traceback():
            raise
        detail = f"{type(error).__name__}: {error}"
        print(escape_invisible(texts.get("usage.crash", detail=detail)), file=sys.stderr)
        return _CRASHED
    return int(status or 0)


def _help_language(arguments: Sequence[str]) -> str:
    """The language of help and of errors of usage: that of `--lang`, which is not read yet."""
    for option, value in pairwise([*arguments, ""]):
        name, equals, attached = option.partition("=")
        chosen = attached if equals else value
        if name == "--lang" and chosen in LANGUAGES:
            return chosen
    return language()
