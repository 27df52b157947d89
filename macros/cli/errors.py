"""Shows what a command changes, and reports why its work could not be done."""

from collections.abc import Callable, Sequence
from pathlib import Path

from macros.changes import FileChange, unified_diff
from macros.cli.texts import Texts
from macros.i18n import error_report
from macros.text import escape_invisible
from macros.yamlio import UserError


def print_changes(changes: Sequence[FileChange]) -> None:
    """Print what changes in files; a terminal obeys no character of theirs."""
    for line in unified_diff(changes).split("\n")[:-1]:
        print(escape_invisible(line))


def run_reporting(texts: Texts, data: Path, work: Callable[[], int]) -> int:
    """The exit status of `work`; where it can not be done, print why and return 1.

    `data` is the folder that is named where the system does not say which file it could not use.
    """
    try:
        return work()
    except UserError as error:
        print(error_report(error, texts.lang))
    except BrokenPipeError:
        raise
    except OSError as error:
        path = str(error.filename or data)
        print(error_report(UserError("unwritable", path=path), texts.lang))
    print(texts.get("desk.unwritten"))
    return 1
