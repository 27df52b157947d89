"""The dated facts of a record, its stretches of time, and whether it is over."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.model import Event
from macros.queries.kinds import Ending, Moment, TimelineBar, holder_bars, kind_of, period_bar
from macros.queries.record_relations import backlink_key
from macros.queries.structure import bodies_with_chart, chart_seats
from macros.register import Entry, Register


def history_of(register: Register, entry: Entry) -> tuple[Moment, ...]:
    """The dated facts of a record, oldest first."""
    moments = [*_events(register, entry), *kind_of(entry).moments(register, entry)]
    return tuple(sorted(moments, key=lambda moment: (moment.date, moment.key)))


def _events(register: Register, entry: Entry) -> Iterator[Moment]:
    """The events that name a record, each once."""
    seen = set()
    for link in register.links_to(entry.address):
        event = register.find(Event, link.origin.address)
        is_named = backlink_key(link.key) != "cited" and not link.key.startswith(
            "events.directives."
        )
        if event and is_named and event.address not in seen:
            seen.add(event.address)
            yield Moment(event.record.date, "event", event.address)


def ending_of(register: Register, entry: Entry, day: dt.date) -> Ending | None:
    """What the page of a record must say first because its subject is over on `day`."""
    return kind_of(entry).ending(register, entry, day)


def view_day(register: Register, entry: Entry, day: dt.date) -> dt.date:
    """The day of which a view of a record speaks first: `day`, or its last one if that is past."""
    return kind_of(entry).view_day(register, entry, day)


def bars_of(register: Register, entry: Entry) -> tuple[TimelineBar, ...]:
    """The stretches of time of a record, as far as a date of them is known."""
    return _dated(kind_of(entry).bars(register, entry))


def _dated(bars: Iterable[TimelineBar]) -> tuple[TimelineBar, ...]:
    return tuple(bar for bar in bars if bar.is_dated)


def institution_bars(register: Register) -> tuple[TimelineBar, ...]:
    """The bodies with a chart, their structures, and those who headed them."""
    return _dated(_institution_bars(register))


def _institution_bars(register: Register) -> Iterator[TimelineBar]:
    shown: set[str] = set()
    for entry in bodies_with_chart(register):
        yield period_bar(register, "body", entry.record.lifetime, entry.address)
        for structure in entry.record.structures:
            yield period_bar(
                register, "structure", structure.period, f"{entry.address}#{structure.id}"
            )
        for seat in chart_seats(register, entry.address):
            if seat.is_head and seat.post and seat.post.id not in shown:
                shown.add(seat.post.id)
                yield from holder_bars(register, seat)


def milestones(register: Register) -> tuple[Entry[Event], ...]:
    """The events of the short history, oldest first."""
    events = [entry for entry in register.all(Event) if entry.record.milestone]
    return tuple(sorted(events, key=lambda entry: (entry.record.date, entry.address)))


_CHANGES = (*("post-start", "post-end", "founded", "dissolved", "in-force", "no-longer-in-force"),)
"""The dated facts that change what is so: who holds what, which bodies and documents there are."""


@dataclass(frozen=True)
class RecentChange:
    """A dated fact with the record that it is about."""

    entry: Entry
    moment: Moment


def recent_changes(register: Register, day: dt.date, most: int = 6) -> tuple[RecentChange, ...]:
    """The last changes up to a day, newest first."""
    changes = [
        RecentChange(entry, moment)
        for entry in register.entries.values()
        for moment in kind_of(entry).moments(register, entry)
        if moment.key in _CHANGES and moment.date.last <= day
    ]
    changes.sort(key=lambda change: change.entry.address)
    # Who follows after who leaves on the same day.
    changes.sort(key=lambda change: (change.moment.date.last, change.moment.key), reverse=True)
    return tuple(changes[:most])
