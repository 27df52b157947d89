"""Knows what a record is called and how it is summed up in a line; refuses to know any markup."""

import datetime as dt

from macros.i18n import LANGUAGES, Labels
from macros.model import (
    Event,
    LearningPath,
    Legislation,
    Membership,
    Name,
    Need,
    Organization,
    Person,
    Programme,
    Source,
    Task,
    Term,
    Text,
)
from macros.queries.legal_status import held_word, latest_version, post_of
from macros.register import Entry, Register


def in_language(text: Text | None, lang: str = LANGUAGES[0]) -> str:
    """The words in `lang`, or else in Vietnamese; empty for no text."""
    if text is None:
        return ""
    return getattr(text, lang, None) or text.vi


def title_of(entry: Entry, labels: Labels, lang: str = LANGUAGES[0]) -> str:
    """The name under which readers know a record."""
    record = entry.record
    if isinstance(record, Person):
        return record.name
    if isinstance(record, Organization):
        return in_language(record.names[-1].name, lang)
    if isinstance(record, Legislation):
        return _document(record, labels, lang)
    if isinstance(record, Task):
        number = labels.get("task.number", lang).format(number=record.number)
        return f"{number}. {in_language(record.name, lang)}"
    if isinstance(record, Event):
        return in_language(record.name, lang)
    if isinstance(record, Term):
        return in_language(record.term, lang)
    if isinstance(record, Need):
        return in_language(record.question, lang)
    assert isinstance(record, Programme | Source | LearningPath)
    return in_language(record.title, lang)


def name_on(names: tuple[Name, ...], day: dt.date) -> Name:
    """The last of several names that had begun by `day`, or the first of them."""
    begun = [one for one in names if one.start_date is None or one.start_date.last <= day]
    return (begun or [names[0]])[-1]


def short_title(entry: Entry, labels: Labels, lang: str = LANGUAGES[0]) -> str:
    """The title, cut to its number where the whole is too long for a link."""
    if isinstance(entry.record, Task):
        return labels.get("task.number", lang).format(number=entry.record.number)
    return title_of(entry, labels, lang)


def _document(document: Legislation, labels: Labels, lang: str) -> str:
    if document.number is None:
        return in_language(document.title, lang)
    form = labels.get(f"document_name.{document.type_document}", lang)
    return f"{form} {document.number}"


def page_title(entry: Entry, labels: Labels, lang: str = LANGUAGES[0]) -> str:
    """The title with what tells it from another of the same name."""
    apart = getattr(entry.record, "disambiguation", None)
    name = title_of(entry, labels, lang)
    return f"{name} ({in_language(apart, lang)})" if apart else name


def one_line(register: Register, entry: Entry, day: dt.date, lang: str = LANGUAGES[0]) -> str:
    """The line under a title that tells records apart: post, kind, title or day."""
    record = entry.record
    if isinstance(record, Person):
        return _post_line(register, record, day, lang)
    if isinstance(record, Organization | Programme | Event | LearningPath):
        return in_language(record.summary, lang)
    if isinstance(record, Legislation):
        return in_language(record.title, lang)
    if isinstance(record, Task):
        return in_language(record.name, lang)
    if isinstance(record, Term):
        return in_language(record.definition, lang)
    return record.publisher if isinstance(record, Source) else ""


def _post_line(register: Register, person: Person, day: dt.date, lang: str) -> str:
    """The post for which a person is known on `day`, its body, and whether it is still held."""
    last = latest_version(register, person, day)
    if last is None:
        return ""
    told = full_position(register, last, lang)
    answer = register.labels.get(f"held.{held_word(register, last, day)}", lang).lower()
    return register.labels.get("person.line", lang).format(post=told, held=answer)


def full_position(register: Register, membership: Membership, lang: str = LANGUAGES[0]) -> str:
    """The title that a membership gave and the body, unless the title names it."""
    post = in_language(position(register, membership), lang)
    body = title_of(register[membership.organization], register.labels, lang)
    return post if body in post else f"{post}, {body}"


def position(register: Register, membership: Membership) -> Text:
    """What a membership makes of a person, in the title that the post had when it began."""
    body = register.get(Organization, membership.organization).record
    post = post_of(body, membership)
    if post is None:
        assert membership.role
        return membership.role
    start = membership.start_date or (membership.attested[0] if membership.attested else None)
    names = [
        name.name
        for name in post.names
        if not (start and name.end_date and name.end_date.last <= start.first)
    ]
    return (names or [post.names[-1].name])[0]
