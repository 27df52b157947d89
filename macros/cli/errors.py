"""Runs the work of a command and reports why it could not be done."""

from collections.abc import Callable
from pathlib import Path

from macros.changes import EditRefused, Unwritable
from macros.cli.texts import Texts
from macros.i18n import report_problems
from macros.yamlio import Problems, Untouchable


def run_reporting(texts: Texts, data: Path, work: Callable[[], int]) -> int:
    """The exit status of `work`; where it can not be done, print why and return 1.

    `data` is the folder that is named where the system does not say which file it could not use.
    """
    try:
        return work()
    except Problems as problems:
        print(report_problems(problems, texts.lang))
    except EditRefused as refused:
        print(texts.fill(f"desk.declined.{refused.key}", refused.values))
    except Unwritable as failed:
        print(texts.get(f"desk.declined.{failed.key}", path=failed.path.as_posix()))
    except Untouchable:
        print(texts.get("desk.declined.untouchable"))
    except OSError as error:
        print(texts.get("desk.declined.unwritable", path=str(error.filename or data)))
    print(texts.get("desk.unwritten"))
    return 1
