"""Settings from the environment: data folder, language, day. Only this module reads a clock."""

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

from macros.text import suggest_date
from macros.yamlio import NoMark, Problems, problem


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the data: `DATA_DIR`, else `data`."""
    return Path(environment.get("DATA_DIR") or "data")


def language(environment: Mapping[str, str] = os.environ) -> str:
    """The language of messages: in a pipeline (`CI` is set) that of `LANG`, else Vietnamese.

    A clerk's terminal is often set to English by whoever installed it; an engineer sets up a
    pipeline.
    """
    is_english = environment.get("LANG", "").lower().startswith("en")
    return "en" if environment.get("CI") and is_english else "vi"


def shows_traceback(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether an error of the program is shown as Python does: `TRACEBACK` is set."""
    return bool(environment.get("TRACEBACK"))


def as_of(environment: Mapping[str, str] = os.environ) -> dt.date:
    """The day of the site: `AS_OF`, else `SOURCE_DATE_EPOCH` (seconds, UTC), else today.

    Raise Problems when the variable is no day or no number of seconds.
    """
    chosen, epoch = environment.get("AS_OF"), environment.get("SOURCE_DATE_EPOCH")
    try:
        if chosen:
            return dt.date.fromisoformat(chosen)
        if epoch:
            return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        variable = "AS_OF" if chosen else "SOURCE_DATE_EPOCH"
        near = suggest_date(chosen or "")
        values = {"value": chosen or epoch, "nearest": near if near.count("-") == 2 else ""}
        raise Problems([problem(variable, NoMark(), "bad-day", **values)]) from None
    return dt.date.today()
