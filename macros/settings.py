"""Knows how the environment chooses the data and the day; the one place with a clock."""

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the data: `DATA_DIR`, else `data`."""
    return Path(environment.get("DATA_DIR") or "data")


def as_of(environment: Mapping[str, str] = os.environ) -> dt.date:
    """The day the site speaks of: `AS_OF`, else `SOURCE_DATE_EPOCH` (UTC), else today.

    Raise ValueError when the variable is not a day or not a number.
    """
    if chosen := environment.get("AS_OF"):
        return dt.date.fromisoformat(chosen)
    if epoch := environment.get("SOURCE_DATE_EPOCH"):
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    return dt.date.today()
