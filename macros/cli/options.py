"""The options that several commands have, and the dates that are typed for one."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from macros.cli.texts import Texts, current_texts
from macros.cli.usage import LabelledChoice
from macros.i18n import LANGUAGES
from macros.settings import data_folder
from macros.text import PartialDate, suggest_date

_Parsed = TypeVar("_Parsed")


def data_option(texts: Texts) -> click.Option:
    """`--data`: the folder of the data."""
    help_text = texts.get("desk.help.data")
    return click.Option(["--data"], type=Path, default=data_folder(), help=help_text)


def lang_option(texts: Texts, default: str = LANGUAGES[0]) -> click.Option:
    """`--lang`: the language of the messages."""
    choice, help_text = LabelledChoice(LANGUAGES), texts.get("check.lang")
    return click.Option(["--lang"], type=choice, default=default, help=help_text)


def flag(texts: Texts, name: str, key: str) -> click.Option:
    """An option without a value; `key` is that of the label that explains it."""
    return click.Option([name], is_flag=True, help=texts.get(key))


def parse_day(text: str) -> dt.date:
    """A day that was typed; raise BadParameter with a sentence if it is none."""
    near = suggest_date(text)
    return _parsed(dt.date.fromisoformat, text, "not-a-day", near if near.count("-") == 2 else "")


def parse_partial_date(text: str) -> str:
    """A year, month or day that was typed; raise BadParameter with a sentence if it is none."""
    return str(_parsed(PartialDate.parse, text, "not-a-date", suggest_date(text)))


def _parsed(parse: Callable[[str], _Parsed], text: str, key: str, near: str) -> _Parsed:
    try:
        return parse(text)
    except ValueError:
        message = current_texts().get(f"desk.declined.{key}", value=text, nearest=near)
        raise click.BadParameter(message) from None
