"""Drafts of questions about terms, tasks of a programme and days of events."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import partial
from itertools import permutations

from macros.model import Event, Legislation, Programme, Term
from macros.queries import tasks_of
from macros.quiz.question import Distractors, Draft, is_stated, shuffle_key
from macros.register import Entry, Register
from macros.text import PartialDate, fold_accents, spelling_key

_APART = dt.timedelta(days=90)
"""How far apart days must lie, so that nobody can mean another day of the same affair."""
_IN_ORDER = 3
"""How many events are to be put in order."""


def term_drafts(register: Register, day: dt.date) -> Iterator[Draft]:
    """Every question about terms, tasks of a programme and days of events."""
    yield from _abbreviation_drafts(register)
    yield from _meaning_drafts(register)
    for programme in register.all(Programme):
        yield from _task_drafts(register, programme)
    yield from _date_drafts(register, day)
    yield from _order_drafts(register, day)


def _abbreviation_drafts(register: Register) -> Iterator[Draft]:
    """What an abbreviation in the numbers of documents means, if it means one thing alone.

    No wrong answer could be shortened so.
    """
    by_form: dict[str, list[Entry[Term]]] = {}
    for term in register.all(Term):
        if term.record.abbreviation and not term.record.abbreviation_is_ours:
            by_form.setdefault(term.record.abbreviation, []).append(term)
    used: dict[str, Entry[Legislation]] = {}
    for document in register.all(Legislation):
        for word in re.findall(r"[^\W\d_]+", document.record.number or ""):
            used.setdefault(word, document)
    for form, [term, *more] in by_form.items():
        if not more and form in used:
            yield Draft(
                *("abbreviation", term.address, term.address),
                partial(_not_shortened_to, register, term, form),
                *(used[form].address, used[form].record.citations),
                about=form,
            )


def _not_shortened_to(register: Register, term: Entry[Term], form: str) -> Distractors:
    """The terms that could not be shortened to a form."""
    wrong = [
        other
        for other in register.all(Term)
        if other is not term
        and fold_accents(form)
        not in (fold_accents(other.record.abbreviation or ""), _initials(other.record))
    ]
    start = fold_accents(form)[:1]
    near = (other.address for other in wrong if _initials(other.record)[:1] == start)
    return Distractors(tuple(other.address for other in wrong), frozenset(near))


def _initials(term: Term) -> str:
    return "".join(word[0] for word in fold_accents(term.term.main).split())


def _meaning_drafts(register: Register) -> Iterator[Draft]:
    """Which term has a meaning that does not name it."""
    for entry in register.all(Term):
        term, address = entry.record, entry.address
        if term.citations and not _names(term.definition.main, term.term.main):
            wrong = partial(_other_terms, register, entry)
            yield Draft("meaning", address, address, wrong, address, term.citations)


def _other_terms(register: Register, entry: Entry[Term]) -> Distractors:
    """The terms that neither refer to one nor are named by it."""
    term = entry.record
    others = [
        other
        for other in register.all(Term)
        if other is not entry
        and other.address not in term.see_also
        and entry.address not in other.record.see_also
        and (other.record.about is None or other.record.about != term.about)
        and not _names(term.definition.main, other.record.term.main)
        and not _names(other.record.term.main, term.term.main)
        and not _names(term.term.main, other.record.term.main)
    ]
    near = frozenset(other.address for other in others if other.record.group == term.group)
    return Distractors(tuple(other.address for other in others), near)


def _names(text: str, name: str) -> bool:
    return f" {spelling_key(name)} " in f" {spelling_key(text)} "


def _task_drafts(register: Register, programme: Entry[Programme]) -> Iterator[Draft]:
    """Number and name of a task, unless the numbers are our own reading of the source."""
    if programme.record.split and not is_stated(programme.record.split):
        return
    tasks = tasks_of(register, programme.address)
    for entry in tasks:
        task, address = entry.record, entry.address
        cited = task.segment.citations or task.citations
        if cited:
            others = tuple(other.address for other in tasks if other is not entry)
            yield Draft(
                *("task", programme.address, address, partial(Distractors, others)),
                *(address, cited, str(task.number)),
            )


def _datable_events(register: Register, day: dt.date) -> list[Entry[Event]]:
    """The events on one known day, without a conflict or a note that could name another."""
    return [
        entry
        for entry in register.all(Event)
        if entry.record.date.is_day
        and not entry.record.end_date
        and entry.record.date.last <= day
        and entry.record.citations
        and not (entry.record.conflicts or entry.record.notes)
    ]


def _date_drafts(register: Register, day: dt.date) -> Iterator[Draft]:
    """When something happened; no wrong answer is near it or a date of a document it is about."""
    events = _datable_events(register, day)
    dates = frozenset(entry.record.date for entry in events)
    for entry in events:
        event, address = entry.record, entry.address
        wrong = partial(_other_dates, register, event, dates)
        yield Draft("event", address, event.date, wrong, address, event.citations)


def _other_dates(register: Register, event: Event, dates: frozenset[PartialDate]) -> Distractors:
    """The days far from an event on which others happened."""
    of_documents = set(_document_dates(register, event))
    wrong = {
        date
        for date in dates
        if abs(date.first - event.date.first) > _APART and date.first not in of_documents
    }
    near = frozenset(date for date in wrong if abs(date.year - event.date.year) <= 3)
    return Distractors(tuple(sorted(wrong)), near)


def _document_dates(register: Register, event: Event) -> Iterator[dt.date]:
    for address in event.documents:
        document = register.get(Legislation, address).record
        end = document.date_no_longer_in_force
        for date in (document.date_document, document.first_date_entry_in_force, end):
            if date:
                yield date.first


def _order_drafts(register: Register, day: dt.date) -> Iterator[Draft]:
    """In which order milestones happened."""
    milestones = [entry for entry in _datable_events(register, day) if entry.record.milestone]
    for entry in milestones:
        others = [other for other in milestones if other is not entry]
        others.sort(key=lambda other: shuffle_key("order", entry.address, other.address))
        chosen = [entry]
        for other in others:
            distances = (abs(other.record.date.first - seen.record.date.first) for seen in chosen)
            if len(chosen) < _IN_ORDER and all(distance > _APART for distance in distances):
                chosen.append(other)
        chosen.sort(key=lambda event: event.record.date)
        right, *wrong = permutations(event.address for event in chosen)
        if len(chosen) == _IN_ORDER:
            cited = tuple(citation for event in chosen for citation in event.record.citations[:1])
            orders = partial(Distractors, tuple(wrong))
            yield Draft("order", entry.address, right, orders, entry.address, cited)
