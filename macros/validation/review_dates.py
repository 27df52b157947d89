"""When a record was last compared with its sources, and when it is due again."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from macros.model import COLLECTIONS, Source
from macros.register import Entry, Register
from macros.text import PartialDate, add_months
from macros.yamlio import Problem, problem

REVIEW_MONTHS = 12
"""After how many months a record is due that does not say so itself."""


@dataclass(frozen=True)
class DueReview:
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


def due_reviews(
    register: Register, day: dt.date, months: int = REVIEW_MONTHS
) -> Iterator[tuple[str, list[DueReview]]]:
    """The records that are due by a day, by collection; in each the one due longest comes first.

    `months`: after how many months a record is due that does not say so itself.
    """
    for name in COLLECTIONS:
        reviews = [_due(entry, day, months) for entry in register.collection(name)]
        due = [review for review in reviews if review]
        if due:
            yield name, sorted(due, key=lambda due: (due.since or dt.date.min, due.entry.address))


def _due(entry: Entry, day: dt.date, months: int) -> DueReview | None:
    last = last_checked(entry)
    if last is None:
        return DueReview(entry, None, None)
    since = add_months(last.first, entry.record.review_every or months)
    return DueReview(entry, since, last) if since <= day else None


def future_checks(register: Register, day: dt.date) -> Iterator[Problem]:
    """A problem for each check that is dated after a day."""
    for entry in register.entries.values():
        checked = entry.record.checked
        if checked and checked.date.first > day:
            mark = entry.node.mark_at(("checked", "date"))
            yield problem(entry.path, mark, "checked-later", date=checked.date, day=day)
