"""Rules about what is assigned or subordinate to something that does not exist on the day."""

from collections.abc import Iterator

from macros.model import Assignment, Organization, Person, Programme, Span, Task
from macros.register import Entry, Finding, Register, all_memberships, newest_name
from macros.text import PartialDate, Period
from macros.validation.rules.seats import seat_period
from macros.yamlio import Loc

_Dates = list[tuple[Loc, PartialDate]]
"""Dates with the places where they stand."""


def outside_life(register: Register) -> Iterator[Finding]:
    """Nobody is in a body or post, and nothing under or assigned to it, outside its life."""
    for entry, target, dates in _connections(register):
        body = register.find(Organization, target)
        if body is None:
            continue
        posts = [post for post in body.record.posts if post.id == target.partition("#")[2]]
        for life in (_life(body), *(post.lifetime for post in posts)):
            if life.start and life.is_over(life.start.first):
                continue
            for loc, date in dates:
                is_early = life.start is not None and date.last < life.start.first
                if is_early or life.is_over(date.first):
                    end = life.end or life.over_by
                    values = {"date": date, "body": newest_name(body)}
                    yield entry, loc, {**values, "life": seat_period(Period(life.start, end))}


def _connections(register: Register) -> Iterator[tuple[Entry, str, _Dates]]:
    """Everything that depends on a body or post: the record, the address, the dates in question."""
    for person, loc, membership in all_memberships(register):
        post = f"{membership.organization}#{membership.post or ''}"
        yield person, post, _dates(membership, loc)
    for body in register.all(Organization):
        founding = body.record.founding
        for index, parent in enumerate(body.record.parents):
            loc = ("parents", index)
            since = founding.date if founding else None
            dates = _dates(parent, loc, since, "organization")
            yield body, parent.organization, dates
            yield body, body.address, dates
        for index, successor in enumerate(body.record.successors):
            if successor.date:
                day: _Dates = [(("successors", index, "date"), successor.date)]
                yield body, successor.organization, day
                if founding and founding.date and successor.date.last < founding.date.first:
                    yield body, body.address, day
    for task, loc, assignment in _assignments(register):
        programme = register.find(Programme, task.record.programme)
        since = programme.record.start_date if programme else None
        yield task, assignment.bearer, _dates(assignment, loc, since, "bearer")


def _dates(span: Span, loc: Loc, since: PartialDate | None = None, reference: str = "") -> _Dates:
    """The dates of a span; where it has none, the day `since`, at the key of the reference."""
    dates: _Dates = []
    for key in ("start_date", "end_date"):
        if date := getattr(span, key):
            dates.append(((*loc, key), date))
    dates += [((*loc, "attested", index), date) for index, date in enumerate(span.attested)]
    return dates or ([((*loc, reference), since)] if since else [])


def _life(body: Entry[Organization]) -> Period:
    """The life of a body by the days of its founding and its end alone."""
    return Period(body.record.lifetime.start, body.record.lifetime.end)


def _assignments(register: Register) -> Iterator[tuple[Entry[Task], Loc, Assignment]]:
    for task in register.all(Task):
        for index, assignment in enumerate(task.record.assignments):
            yield task, ("assignments", index), assignment


def assignment_far_from_programme(register: Register) -> Iterator[Finding]:
    """An assignment lies within its programme, or as near to it as the programme is long."""
    for task, loc, assignment in _assignments(register):
        programme = register.find(Programme, task.record.programme)
        if programme is None or programme.unread:
            continue
        start, end = programme.record.start_date.first, programme.record.end_date.last
        length = end - start
        for place, date in _dates(assignment, loc):
            is_far = date.last < start - length or date.first > end + length
            if is_far and start <= end:
                period = f"{programme.record.start_date} – {programme.record.end_date}"
                yield task, place, {"date": date, "period": period}


def bearer_left_before(register: Register) -> Iterator[Finding]:
    """Who bears a task still holds some post or role when the assignment begins."""
    for task, loc, assignment in _assignments(register):
        person = register.find(Person, assignment.bearer)
        programme = register.find(Programme, task.record.programme)
        since = assignment.start_date or (programme.record.start_date if programme else None)
        if person is None or since is None or not person.record.memberships:
            continue
        periods = [membership.period for membership in person.record.memberships]
        if all(period.is_over(since.first) for period in periods):
            ends = [period.end or period.over_by for period in periods]
            values = {"bearer": person.record.name, "since": since}
            yield task, (*loc, "bearer"), {**values, "end": max(end for end in ends if end)}
