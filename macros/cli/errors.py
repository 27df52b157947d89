"""Knows in which words a command says why it did nothing; refuses to do anything."""

import argparse
import datetime as dt
from collections.abc import Callable

from macros.i18n import LANGUAGES, Labels, error_report, load_labels
from macros.yamlio import UserError


def parse_day(text: str) -> dt.date:
    """A day that was typed; raise ArgumentTypeError with a sentence if it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        sentence = error_report(UserError("not-a-day", value=text), LANGUAGES[0])
        raise argparse.ArgumentTypeError(sentence) from None


def error_text(options: argparse.Namespace, work: Callable[[Labels], int]) -> int:
    """The exit status of `work`; where it can not be done, say why in a sentence and return 1.

    Options name the language and the folder of the data.
    """
    words, lang = load_labels()[0], options.lang
    try:
        return work(words)
    except UserError as error:
        print(error_report(error, lang))
    except OSError as error:
        path = str(error.filename or options.data)
        print(error_report(UserError("unwritable", path=path), lang))
    print(words.get("desk.unwritten", lang))
    return 1
