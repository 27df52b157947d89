"""Record that somebody compared a record with its sources."""

import datetime as dt
from pathlib import Path

from macros.changes.changeset import ChangeSet
from macros.model import key_order
from macros.register import Entry


def confirm_checked(change_set: ChangeSet, entry: Entry, day: dt.date, by: str) -> None:
    """Propose that a record was checked on a day by somebody."""
    path, loc, facts = Path(entry.path), change_set.loc(entry), {"date": str(day), "by": by}
    if entry.record.checked is None:
        change_set.put(path, loc, "checked", facts, key_order(type(entry.record)))
        return
    for key, value in facts.items():
        change_set.put(path, (*loc, "checked"), key, value, tuple(facts))
