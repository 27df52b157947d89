"""Runs the work of a command and reports why it could not be done."""

from collections.abc import Callable
from pathlib import Path

from macros.cli.texts import Texts
from macros.i18n import error_report
from macros.yamlio import UserError


def run_reporting(texts: Texts, data: Path, work: Callable[[], int]) -> int:
    """The exit status of `work`; where it can not be done, print why and return 1.

    `data` is the folder that is named where the system does not say which file it could not use.
    """
    try:
        return work()
    except UserError as error:
        print(error_report(error, texts.lang))
    except OSError as error:
        path = str(error.filename or data)
        print(error_report(UserError("unwritable", path=path), texts.lang))
    print(texts.get("desk.unwritten"))
    return 1
