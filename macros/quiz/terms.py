"""Knows what can be asked about terms, tasks and events; refuses to ask what is ours alone."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import partial
from itertools import permutations

from macros.model import Event, Legislation, Programme, Task, Term
from macros.queries import tasks_of
from macros.quiz.question import Distractors, Draft, bare_text, is_stated, rank
from macros.register import Entry, Register
from macros.text import PartialDate, fold_accents, normalize_spelling

_APART = dt.timedelta(days=90)
"""How far apart days must lie, so that nobody can mean another day of the same affair."""
_IN_ORDER = 3
"""How many events are to be put in order."""


def of_words(register: Register, day: dt.date) -> Iterator[Draft]:
    """Every question about terms, tasks of a programme and days of events."""
    yield from _abbreviations(register)
    yield from _meanings(register)
    for entry in register.all(Programme):
        yield from _tasks(register, entry)
    yield from _days(register, day)
    yield from _orders(register, day)


def _terms(register: Register) -> list[tuple[Entry, Term]]:
    return [(entry, entry.record) for entry in register.all(Term) if isinstance(entry.record, Term)]


def _abbreviations(register: Register) -> Iterator[Draft]:
    """What a short form in the numbers of documents stands for; others no source is known to use.

    No wrong answer could be shortened so.
    """
    forms: dict[str, list[Entry]] = {}
    for entry, term in _terms(register):
        if term.abbreviation and not term.abbreviation_is_ours:
            forms.setdefault(term.abbreviation, []).append(entry)
    used: dict[str, Entry] = {}
    for document in register.all(Legislation):
        for word in re.findall(r"[^\W\d_]+", getattr(document.record, "number", None) or ""):
            used.setdefault(word, document)
    for form, [entry, *more] in forms.items():
        if not more and form in used:
            yield Draft(
                *("abbreviation", entry.address, entry.address),
                partial(_not_short, register, entry, form),
                *(used[form].address, used[form].record.citations),
                about=form,
            )


def _not_short(register: Register, entry: Entry, form: str) -> Distractors:
    """The terms that could not be shortened so."""
    wrong = [
        other.address
        for other, term in _terms(register)
        if other is not entry
        and fold_accents(form)
        not in (fold_accents(term.abbreviation or ""), _initials(term.term.vi))
    ]
    start = fold_accents(form)[:1]
    near = (one for one in wrong if _initials(bare_text(register, one, dt.date.max))[:1] == start)
    return Distractors(tuple(wrong), frozenset(near))


def _initials(text: str) -> str:
    return "".join(word[0] for word in fold_accents(text).split())


def _meanings(register: Register) -> Iterator[Draft]:
    """Which term has a meaning that does not name it."""
    for entry, term in _terms(register):
        if term.citations and not _names(term.definition.vi, term.term.vi):
            wrong = partial(_other_terms, register, entry, term)
            yield Draft(
                *("meaning", entry.address, entry.address, wrong, entry.address, term.citations)
            )


def _other_terms(register: Register, entry: Entry, term: Term) -> Distractors:
    """The terms that neither lean on one nor are named by it."""
    others = [
        (other, one)
        for other, one in _terms(register)
        if other is not entry
        and other.address not in term.see_also
        and entry.address not in one.see_also
        and (one.about is None or one.about != term.about)
        and not _names(term.definition.vi, one.term.vi)
        and not _names(one.term.vi, term.term.vi)
        and not _names(term.term.vi, one.term.vi)
    ]
    near = frozenset(other.address for other, one in others if one.group == term.group)
    return Distractors(tuple(other.address for other, _ in others), near)


def _names(text: str, name: str) -> bool:
    return f" {normalize_spelling(name)} " in f" {normalize_spelling(text)} "


def _tasks(register: Register, entry: Entry) -> Iterator[Draft]:
    """Number and name of a task, unless the numbers are our own reading of the source."""
    programme = entry.record
    assert isinstance(programme, Programme)
    if programme.split and not is_stated(programme.split):
        return
    tasks = tasks_of(register, entry.address)
    for one in tasks:
        task = one.record
        assert isinstance(task, Task)
        others = [other for other in tasks if other is not one]
        cited = task.segment.citations or task.citations
        if cited:
            wrong = partial(Distractors, tuple(other.address for other in others))
            number = str(task.number)
            yield Draft("task", entry.address, one.address, wrong, one.address, cited, about=number)


def _events(register: Register, day: dt.date) -> list[tuple[Entry, Event]]:
    """What happened on one known day, of which nothing remarks that it could be another."""
    return [
        (entry, entry.record)
        for entry in register.all(Event)
        if isinstance(entry.record, Event)
        and entry.record.date.is_day
        and not entry.record.end_date
        and entry.record.date.last <= day
        and entry.record.citations
        and not (entry.record.conflicts or entry.record.notes)
    ]


def _days(register: Register, day: dt.date) -> Iterator[Draft]:
    """When something happened; days near it, or of a document it is about, are left."""
    events = _events(register, day)
    dates = frozenset(event.date for _, event in events)
    for entry, event in events:
        wrong = partial(_other_days, register, event, dates)
        yield Draft(
            *("event", entry.address, event.date, wrong, entry.address, event.citations),
        )


def _other_days(register: Register, event: Event, dates: frozenset[PartialDate]) -> Distractors:
    """The days far from an event on which others happened."""
    dated = _dates_of(register, event)
    wrong = {
        date
        for date in dates
        if abs(date.first - event.date.first) > _APART and date.first not in dated
    }
    years = frozenset(other for other in wrong if abs(other.year - event.date.year) <= 3)
    return Distractors(tuple(sorted(wrong)), years)


def _dates_of(register: Register, event: Event) -> set[dt.date]:
    names = ("date_document", "first_date_entry_in_force", "date_no_longer_in_force")
    dates = (getattr(register[one].record, name) for one in event.documents for name in names)
    return {date.first for date in dates if date}


def _orders(register: Register, day: dt.date) -> Iterator[Draft]:
    """In which order milestones happened."""
    events = [(entry, event) for entry, event in _events(register, day) if event.milestone]
    for entry, event in events:
        others = [pair for pair in events if pair[0] is not entry]
        others.sort(key=lambda pair: rank("order", entry.address, pair[0].address))
        chosen = [(entry, event)]
        for other, one in others:
            apart = all(abs(one.date.first - two.date.first) > _APART for _, two in chosen)
            if apart and len(chosen) < _IN_ORDER:
                chosen.append((other, one))
        chosen.sort(key=lambda pair: pair[1].date)
        right, *wrong = permutations(one.address for one, _ in chosen)
        if len(chosen) == _IN_ORDER:
            cited = tuple(citation for _, one in chosen for citation in one.citations[:1])
            orders = partial(Distractors, tuple(wrong))
            yield Draft("order", entry.address, right, orders, entry.address, cited)
