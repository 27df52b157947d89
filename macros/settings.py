"""Knows how the environment chooses the data and the day; the one place with a clock."""

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

from macros.yamlio import Mark, Problems, problem


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the data: `DATA_DIR`, else `data`."""
    return Path(environment.get("DATA_DIR") or "data")


def language(environment: Mapping[str, str] = os.environ) -> str:
    """The language of messages: Vietnamese, but in a pipeline (`CI` is set) that of `LANG`.

    A clerk's own terminal is often set to English by whoever installed it; a pipeline is set up by
    an engineer.
    """
    is_english = environment.get("LANG", "").lower().startswith("en")
    return "en" if environment.get("CI") and is_english else "vi"


def as_of(environment: Mapping[str, str] = os.environ) -> dt.date:
    """The day the site speaks of: `AS_OF`, else `SOURCE_DATE_EPOCH` (UTC), else today.

    Raise Problems when the variable is not a day or not a number of seconds.
    """
    chosen, epoch = environment.get("AS_OF"), environment.get("SOURCE_DATE_EPOCH")
    try:
        if chosen:
            return dt.date.fromisoformat(chosen)
        if epoch:
            return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        where, value = "AS_OF", chosen or epoch
        raise Problems([problem(where, Mark(), "bad-day", value=value)]) from None
    return dt.date.today()
