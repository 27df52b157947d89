"""Knows when a record was last compared with its sources and is due again; refuses to compare."""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.dates import PartialDate
from macros.habits import order
from macros.model import COLLECTIONS, Source
from macros.proposals import Desk
from macros.register import Entry, Register
from macros.source import Problem, problem

MONTHS = 12
"""After how many months a record is due that does not say so itself."""


@dataclass(frozen=True)
class Due:
    """A record that is to be checked, since when, and when it last was."""

    entry: Entry
    since: dt.date | None
    """The day on which it became due; None: it was never checked."""
    last: PartialDate | None


def last_checked(entry: Entry) -> PartialDate | None:
    """The day of the last check; a source counts as checked on the day on which it was read."""
    record = entry.record
    if record.checked:
        return record.checked.date
    return record.accessed if isinstance(record, Source) else None


def due(register: Register, day: dt.date, months: int = MONTHS) -> Iterator[tuple[str, list[Due]]]:
    """What is due by a day, by collection; in each what waits longest comes first."""
    for name in COLLECTIONS:
        found = [one for entry in register.all(name) if (one := _due(entry, day, months))]
        if found:
            yield name, sorted(found, key=lambda one: (one.since or dt.date.min, one.entry.address))


def _due(entry: Entry, day: dt.date, months: int) -> Due | None:
    last = last_checked(entry)
    if last is None:
        return Due(entry, None, None)
    since = later(last.first, entry.record.review_every or months)
    return Due(entry, since, last) if since <= day else None


def later(day: dt.date, months: int) -> dt.date:
    """The day some months later: the same day of its month, or the last one if it has no such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def checked_later(register: Register, day: dt.date) -> Iterator[Problem]:
    """Checks that are said to have taken place after a day."""
    for entry in register.entries.values():
        checked = entry.record.checked
        if checked and checked.date.first > day:
            mark = entry.node.mark_at(("checked", "date"))
            yield problem(entry.path, mark, "checked-later", date=checked.date, day=day)


def confirm(desk: Desk, entry: Entry, day: dt.date, by: str) -> None:
    """Propose that a record was checked on a day by somebody."""
    path, loc, facts = Path(entry.path), desk.loc(entry), {"date": str(day), "by": by}
    if entry.record.checked is None:
        desk.put(path, loc, "checked", facts, order(type(entry.record)))
        return
    for key, value in facts.items():
        desk.put(path, (*loc, "checked"), key, value, tuple(facts))
