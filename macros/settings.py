"""Settings from the environment: data folder, language, day. Only this module reads a clock."""

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

from macros.yamlio import Mark, Problems, problem


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
        variable, value = "AS_OF", chosen or epoch
        raise Problems([problem(variable, Mark(), "bad-day", value=value)]) from None
    return dt.date.today()
