"""Knows the tables that list a collection; refuses to know how a browser sorts or filters them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from macros.i18n import Labels
from macros.model import (
    Event,
    LearningPath,
    Legislation,
    Need,
    Organization,
    Person,
    Programme,
    Source,
    Task,
    Term,
    Text,
)
from macros.queries import (
    StepFunction,
    ending,
    entry_order,
    force_steps,
    held_word,
    latest_version,
    listings,
    pointing,
    position,
)
from macros.register import Entry, Register
from macros.text import PartialDate, name_sort_key

_LONG = 200
_NARROW = (
    *("since", "on-day", "kind", "founded", "ended", "life", "number", "count", "issued"),
    *("in-force", "force", "date", "abbreviation", "group", "published", "cited"),
    *("steps", "minutes"),
)


@dataclass(frozen=True)
class ListCell:
    """One cell of a table: words, a date, or records to link to."""

    text: Text | str | None = None
    date: PartialDate | None = None
    addresses: tuple[str, ...] = ()
    label: str | None = None
    """A key in `labels.yml`, for a word of a vocabulary or a badge."""
    sort: str = ""
    """Its key in order, where that is not the order of its words or dates."""
    steps: StepFunction | None = None
    """The answer for every day, in the words of the group of `label`."""
    force: tuple[PartialDate | None, PartialDate | None] | None = None
    """First day in force and first day out of it."""
    lang: str = ""
    """The language of its words, where that is the same on every page."""


@dataclass(frozen=True)
class ListRow:
    """One record of a table."""

    address: str
    cells: tuple[ListCell, ...]


@dataclass(frozen=True)
class ListTable:
    """A list page: the columns are keys under `columns` in `labels.yml`."""

    columns: tuple[str, ...]
    rows: tuple[ListRow, ...]
    naming: int = 0
    """The place of the column that names the record."""
    first: ClassVar[int] = 40
    """How many rows of a long list a browser shows until it is asked for all; see `site.css`."""

    def is_narrow(self, column: str) -> bool:
        """Whether a column holds nothing but a few words, a date or a number."""
        return column in _NARROW

    @property
    def is_long(self) -> bool:
        """Whether a browser could not lay out all rows as fast as one types."""
        return len(self.rows) > _LONG


def list_table(register: Register, collection: str, day: dt.date) -> ListTable:
    """The list of a collection as it stands on `day`."""
    columns, cells = _TABLES[collection]
    naming = _NAMING.get(collection, 0)
    entries = sorted(register.collection(collection), key=entry_order)
    rows = (ListRow(entry.address, cells(register, entry, day)) for entry in entries)
    return ListTable(columns, tuple(rows), naming)


def _words(text: Text | str | None) -> ListCell:
    return ListCell(text=text)


def _date(date: PartialDate | None) -> ListCell:
    return ListCell(date=date)


def _links(*addresses: str | None) -> ListCell:
    return ListCell(addresses=tuple(address for address in addresses if address))


def _label(labels: Labels, key: str) -> ListCell:
    group, _, name = key.rpartition(".")
    return ListCell(label=key, sort=f"{labels.group(group).index(name):02}")


def _person(register: Register, entry: Entry, day: dt.date) -> tuple[ListCell, ...]:
    person = entry.record
    assert isinstance(person, Person)
    name = ListCell(addresses=(entry.address,), sort=name_sort_key(person.name))
    last = latest_version(register, person, day)
    if last is None:
        return name, ListCell(), ListCell(), ListCell(), ListCell()
    answer = _label(register.labels, f"held.{held_word(register, last, day)}")
    since = ListCell(date=last.start_date)
    words = _words(position(register, last))
    return name, words, _links(last.organization), since, answer


def _organization(register: Register, entry: Entry, day: dt.date) -> tuple[ListCell, ...]:
    body = entry.record
    assert isinstance(body, Organization)
    above = [parent.organization for parent in body.parents]
    above += [listing.body.address for listing in listings(register, entry.address)]
    over = ending(register, entry, day)
    return (
        _links(entry.address),
        _label(register.labels, f"vocabulary.classification.{body.classification}"),
        _links(*dict.fromkeys(above)),
        _date(body.founding.date if body.founding else None),
        _date(body.dissolution.date if body.dissolution else None),
        _label(register.labels, f"life.{'ended' if over else 'going'}"),
    )


def _programme(register: Register, entry: Entry, day: dt.date) -> tuple[ListCell, ...]:
    programme = entry.record
    assert isinstance(programme, Programme)
    count = str(programme.announced_tasks)
    return (
        _links(entry.address),
        _links(programme.body),
        _links(programme.instrument),
        ListCell(text=count),
    )


def _task(register: Register, entry: Entry, day: dt.date) -> tuple[ListCell, ...]:
    task = entry.record
    assert isinstance(task, Task)
    leads = [one.bearer for one in task.assignments if one.role.value == "lead"]
    hooks = dict.fromkeys(hook.document for hook in task.legal_hooks)
    return (
        ListCell(text=str(task.number)),
        ListCell(text=task.name, addresses=(entry.address,)),
        _links(*hooks),
        _links(*leads),
    )


def _legislation(register: Register, entry: Entry, day: dt.date) -> tuple[ListCell, ...]:
    document = entry.record
    assert isinstance(document, Legislation)
    return (
        _links(entry.address),
        _words(document.title or document.title_note),
        _label(register.labels, f"vocabulary.type_document.{document.type_document}"),
        _links(document.passed_by),
        _date(document.date_document),
        _time(document),
        _status(register, entry, day),
    )


def _time(document: Legislation) -> ListCell:
    dates = (document.first_date_entry_in_force, document.date_no_longer_in_force)
    return ListCell(force=dates, sort=str(dates[0] or "9999")) if any(dates) else ListCell()


def _status(register: Register, entry: Entry, day: dt.date) -> ListCell:
    over_time = force_steps(register, entry)
    cell = _label(register.labels, f"force.{over_time.on(day)}")
    return replace(cell, steps=over_time)


def _event(register: Register, entry: Entry, day: dt.date) -> tuple[ListCell, ...]:
    event = entry.record
    assert isinstance(event, Event)
    return (
        _date(event.date),
        _links(entry.address),
        _label(register.labels, f"vocabulary.event.{event.kind}"),
        _links(*event.documents),
    )


def _term(register: Register, entry: Entry, day: dt.date) -> tuple[ListCell, ...]:
    term = entry.record
    assert isinstance(term, Term)
    return (
        _links(entry.address),
        _words(term.abbreviation),
        ListCell(text=term.term.en, lang="en" if term.term.en else ""),
        _words(term.definition),
        _label(register.labels, f"vocabulary.term_group.{term.group}"),
    )


def _onboarding(register: Register, entry: Entry, day: dt.date) -> tuple[ListCell, ...]:
    path = entry.record
    assert isinstance(path, LearningPath)
    steps = [step for stage in path.stages for step in stage.steps]
    minutes = str(sum(step.minutes for step in steps))
    count = ListCell(text=str(len(steps)))
    return _links(entry.address), _words(path.summary), count, ListCell(text=minutes)


def _need(register: Register, entry: Entry, day: dt.date) -> tuple[ListCell, ...]:
    need = entry.record
    assert isinstance(need, Need)
    return _links(entry.address), _links(need.of)


def _source(register: Register, entry: Entry, day: dt.date) -> tuple[ListCell, ...]:
    source = entry.record
    assert isinstance(source, Source)
    links = register.links_to(entry.address)
    count = sum(pointing(link.key) == "cited" for link in links)
    return (
        _links(entry.address),
        _words(source.publisher),
        _date(source.date),
        _label(register.labels, f"vocabulary.source.{source.kind}"),
        ListCell(text=str(count)),
    )


_TABLES: dict[
    str, tuple[tuple[str, ...], Callable[[Register, Entry, dt.date], tuple[ListCell, ...]]]
] = {
    "people": (("name", "position", "body", "since", "on-day"), _person),
    "organizations": (("body", "kind", "above", "founded", "ended", "life"), _organization),
    "programmes": (("programme", "body", "instrument", "count"), _programme),
    "tasks": (("number", "task", "basis", "lead"), _task),
    "legislation": (
        ("document", "title", "kind", "issuer", "issued", "in-force", "force"),
        _legislation,
    ),
    "events": (("date", "event", "kind", "documents"), _event),
    "terms": (("term", "abbreviation", "english", "definition", "group"), _term),
    "onboarding": (("path", "for-whom", "steps", "minutes"), _onboarding),
    "needs": (("question", "subject"), _need),
    "sources": (("source", "publisher", "published", "kind", "cited"), _source),
}
_NAMING = {"tasks": 1, "events": 1}
"""The place of the column that names the record, where it is not the first."""
