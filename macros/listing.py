"""Knows the tables that list a collection; refuses to know how a browser sorts or filters them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from macros.answers import force_steps
from macros.dates import PartialDate
from macros.eli import Legislation
from macros.facts import Text
from macros.labels import Labels
from macros.learning import LearningPath, Need
from macros.model import Source, Term
from macros.popolo import Organization, Person
from macros.register import Entry, Register
from macros.status import held_word, latest, listings
from macros.steps import Steps
from macros.titles import position
from macros.vietnamese import name_key
from macros.views import ending, order_key, pointing
from macros.work import Event, Programme, Task

_LONG = 200
_NARROW = (
    *("since", "on-day", "kind", "founded", "ended", "life", "number", "count", "issued"),
    *("in-force", "force", "date", "abbreviation", "group", "published", "cited"),
    *("steps", "minutes"),
)


@dataclass(frozen=True)
class Cell:
    """One cell of a table: words, a date, or records to link to."""

    text: Text | str | None = None
    date: PartialDate | None = None
    addresses: tuple[str, ...] = ()
    label: str | None = None
    """A key in `labels.yml`, for a word of a vocabulary or a badge."""
    sort: str = ""
    """Its key in order, where that is not the order of its words or dates."""
    steps: Steps | None = None
    """The answer for every day, in the words of the group of `label`."""
    force: tuple[PartialDate | None, PartialDate | None] | None = None
    """First day in force and first day out of it."""
    lang: str = ""
    """The language of its words, where that is the same on every page."""


@dataclass(frozen=True)
class Row:
    """One record of a table."""

    address: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A list page: the columns are keys under `columns` in `labels.yml`."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    naming: int = 0
    """The place of the column that names the record."""
    first: ClassVar[int] = 40
    """How many rows of a long list a browser shows until asked for more; see `long-list.css`."""

    def is_narrow(self, column: str) -> bool:
        """Whether a column holds nothing but a few words, a date or a number."""
        return column in _NARROW

    @property
    def is_long(self) -> bool:
        """Whether a browser could not lay out all rows as fast as one types."""
        return len(self.rows) > _LONG


def table(register: Register, collection: str, day: dt.date) -> Table:
    """The list of a collection as it stands on `day`."""
    columns, cells = _TABLES[collection]
    naming = _NAMING.get(collection, 0)
    entries = sorted(register.all(collection), key=order_key)
    rows = (Row(entry.address, cells(register, entry, day)) for entry in entries)
    return Table(columns, tuple(rows), naming)


def _words(text: Text | str | None) -> Cell:
    return Cell(text=text)


def _date(date: PartialDate | None) -> Cell:
    return Cell(date=date)


def _links(*addresses: str | None) -> Cell:
    return Cell(addresses=tuple(address for address in addresses if address))


def _label(labels: Labels, key: str) -> Cell:
    group, _, name = key.rpartition(".")
    return Cell(label=key, sort=f"{labels.group(group).index(name):02}")


def _person(register: Register, entry: Entry, day: dt.date) -> tuple[Cell, ...]:
    person = entry.record
    assert isinstance(person, Person)
    name = Cell(addresses=(entry.address,), sort=name_key(person.name))
    last = latest(register, person, day)
    if last is None:
        return name, Cell(), Cell(), Cell(), Cell()
    answer = _label(register.labels, f"held.{held_word(register, last, day)}")
    since = Cell(date=last.start_date)
    words = _words(position(register, last))
    return name, words, _links(last.organization), since, answer


def _organization(register: Register, entry: Entry, day: dt.date) -> tuple[Cell, ...]:
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


def _programme(register: Register, entry: Entry, day: dt.date) -> tuple[Cell, ...]:
    programme = entry.record
    assert isinstance(programme, Programme)
    count = str(programme.announced_tasks)
    return (
        _links(entry.address),
        _links(programme.body),
        _links(programme.instrument),
        Cell(text=count),
    )


def _task(register: Register, entry: Entry, day: dt.date) -> tuple[Cell, ...]:
    task = entry.record
    assert isinstance(task, Task)
    leads = [one.bearer for one in task.assignments if one.role.value == "lead"]
    hooks = dict.fromkeys(hook.document for hook in task.legal_hooks)
    return (
        Cell(text=str(task.number)),
        Cell(text=task.name, addresses=(entry.address,)),
        _links(*hooks),
        _links(*leads),
    )


def _legislation(register: Register, entry: Entry, day: dt.date) -> tuple[Cell, ...]:
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


def _time(document: Legislation) -> Cell:
    dates = (document.first_date_entry_in_force, document.date_no_longer_in_force)
    return Cell(force=dates, sort=str(dates[0] or "9999")) if any(dates) else Cell()


def _status(register: Register, entry: Entry, day: dt.date) -> Cell:
    over_time = force_steps(register, entry)
    cell = _label(register.labels, f"force.{over_time.on(day)}")
    return replace(cell, steps=over_time)


def _event(register: Register, entry: Entry, day: dt.date) -> tuple[Cell, ...]:
    event = entry.record
    assert isinstance(event, Event)
    return (
        _date(event.date),
        _links(entry.address),
        _label(register.labels, f"vocabulary.event.{event.kind}"),
        _links(*event.documents),
    )


def _term(register: Register, entry: Entry, day: dt.date) -> tuple[Cell, ...]:
    term = entry.record
    assert isinstance(term, Term)
    return (
        _links(entry.address),
        _words(term.abbreviation),
        Cell(text=term.term.en, lang="en" if term.term.en else ""),
        _words(term.definition),
        _label(register.labels, f"vocabulary.term_group.{term.group}"),
    )


def _onboarding(register: Register, entry: Entry, day: dt.date) -> tuple[Cell, ...]:
    path = entry.record
    assert isinstance(path, LearningPath)
    steps = [step for stage in path.stages for step in stage.steps]
    minutes = str(sum(step.minutes for step in steps))
    count = Cell(text=str(len(steps)))
    return _links(entry.address), _words(path.summary), count, Cell(text=minutes)


def _need(register: Register, entry: Entry, day: dt.date) -> tuple[Cell, ...]:
    need = entry.record
    assert isinstance(need, Need)
    return _links(entry.address), _links(need.of)


def _source(register: Register, entry: Entry, day: dt.date) -> tuple[Cell, ...]:
    source = entry.record
    assert isinstance(source, Source)
    links = register.links_to(entry.address)
    count = sum(pointing(link.key) == "cited" for link in links)
    return (
        _links(entry.address),
        _words(source.publisher),
        _date(source.date),
        _label(register.labels, f"vocabulary.source.{source.kind}"),
        Cell(text=str(count)),
    )


_TABLES: dict[
    str, tuple[tuple[str, ...], Callable[[Register, Entry, dt.date], tuple[Cell, ...]]]
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
