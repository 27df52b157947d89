"""Knows in which words a command says why it did nothing; refuses to do anything."""

import argparse
import datetime as dt
from collections.abc import Callable, Mapping

from macros import labels
from macros.edits import Untouchable
from macros.labels import Labels
from macros.proposals import Declined
from macros.source import Problems
from macros.writing import Unwritable


def declined(words: Labels, key: str, lang: str, values: Mapping[str, object]) -> str:
    """The sentence for a key of `desk.declined`, with the nearest right value if there is one."""
    sentence = words.get(f"desk.declined.{key}", lang).format_map(values)
    if values.get("nearest"):
        sentence += words.get("problems.nearest", lang).format_map(values)
    return sentence


def day(text: str) -> dt.date:
    """A day that was typed; raise ArgumentTypeError with a sentence if it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        said = declined(labels.load()[0], "not-a-day", labels.LANGUAGES[0], {"value": text})
        raise argparse.ArgumentTypeError(said) from None


def in_words(options: argparse.Namespace, work: Callable[[Labels], int]) -> int:
    """The exit status of `work`; where it can not be done, say why in a sentence and return 1.

    Options name the language and the folder of the data.
    """
    words, lang = labels.load()[0], options.lang
    try:
        return work(words)
    except Problems as problems:
        print(labels.report(problems, lang))
    except Declined as refused:
        print(declined(words, refused.key, lang, refused.values))
    except Unwritable as failed:
        print(declined(words, failed.key, lang, {"path": failed.path.as_posix()}))
    except Untouchable:
        print(declined(words, "untouchable", lang, {}))
    except OSError as error:
        path = error.filename or options.data
        print(declined(words, "unwritable", lang, {"path": str(path)}))
    print(words.get("desk.unwritten", lang))
    return 1
