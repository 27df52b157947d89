"""Knows in which words a command says why it did nothing; refuses to do anything."""

import argparse
import datetime as dt
from collections.abc import Callable, Mapping

from macros.changes import EditRefused, Unwritable
from macros.i18n import LANGUAGES, Labels, load_labels, report_problems
from macros.yamlio import Problems, Untouchable


def declined_text(words: Labels, key: str, lang: str, values: Mapping[str, object]) -> str:
    """The sentence for a key of `desk.declined`, with the nearest right value if there is one."""
    sentence = words.get(f"desk.declined.{key}", lang).format_map(values)
    if values.get("nearest"):
        sentence += words.get("problems.nearest", lang).format_map(values)
    return sentence


def parse_day(text: str) -> dt.date:
    """A day that was typed; raise ArgumentTypeError with a sentence if it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        said = declined_text(load_labels()[0], "not-a-day", LANGUAGES[0], {"value": text})
        raise argparse.ArgumentTypeError(said) from None


def error_text(options: argparse.Namespace, work: Callable[[Labels], int]) -> int:
    """The exit status of `work`; where it can not be done, say why in a sentence and return 1.

    Options name the language and the folder of the data.
    """
    words, lang = load_labels()[0], options.lang
    try:
        return work(words)
    except Problems as problems:
        print(report_problems(problems, lang))
    except EditRefused as refused:
        print(declined_text(words, refused.key, lang, refused.values))
    except Unwritable as failed:
        print(declined_text(words, failed.key, lang, {"path": failed.path.as_posix()}))
    except Untouchable:
        print(declined_text(words, "untouchable", lang, {}))
    except OSError as error:
        path = error.filename or options.data
        print(declined_text(words, "unwritable", lang, {"path": str(path)}))
    print(words.get("desk.unwritten", lang))
    return 1
