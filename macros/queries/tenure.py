"""Who held the posts and roles of a body, and who heads it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from macros.model import Membership, Organization, Person, Post, Vacancy
from macros.queries.names import dated_name
from macros.queries.over_time import HOLDING, tenure_steps
from macros.queries.status_on_day import post_of
from macros.queries.step_functions import StepFunction, step_function
from macros.register import Entry, Register, memoized
from macros.text import Period, Tristate, name_sort_key

_OFF = ("no", "not-yet")


@dataclass(frozen=True)
class Holding:
    """A person in a post or role."""

    person: Entry[Person]
    membership: Membership
    steps: StepFunction
    """Whether it held on a day: keys under `held` in `labels.yml`."""
    is_merged: bool = False
    """Whether the post meant is one that was merged into that of the membership."""

    def answer_on(self, day: dt.date) -> str:
        """Whether it held on a day, in one word."""
        return self.steps.on(day).partition("~")[0]


@memoized
def holders(
    register: Register, address: str
) -> tuple[tuple[Post | None, tuple[Holding, ...]], ...]:
    """Who held each post of a body, posts as declared; roles come last.

    People stand by their rank in the post, if they have one, then by time. A post that was merged
    into another is held by the holders of that one from then on.
    """
    body = register.get(Organization, address).record
    groups = [
        (post, (*_own_holders(register, post_address), *_later_holders(register, post_address)))
        for post in body.posts
        for post_address in (f"{address}#{post.id}",)
    ]
    roles = tuple(
        holding
        for holding in _holdings_in(register, address)
        if post_of(body, holding.membership) is None
    )
    return (*groups, (None, roles)) if roles else tuple(groups)


@memoized
def _holdings_in(register: Register, address: str) -> tuple[Holding, ...]:
    """Every holding of a post or role in a body, in the order of a list."""
    holdings = [
        Holding(
            register.get(Person, link.origin.address), link.part, tenure_steps(register, link.part)
        )
        for link in register.links_to(address)
        if link.key == "people.memberships.organization" and isinstance(link.part, Membership)
    ]
    return tuple(sorted(holdings, key=_order))


def _order(holding: Holding) -> tuple[float, str, str]:
    membership = holding.membership
    dates = [date for date in (membership.start_date, *membership.attested) if date]
    rank = float("inf") if membership.rank is None else membership.rank
    start = str(min(dates)) if dates else ""
    return rank, start, name_sort_key(holding.person.record.name)


def _own_holders(register: Register, address: str) -> tuple[Holding, ...]:
    body, _, part = address.partition("#")
    holdings = _holdings_in(register, body)
    return tuple(holding for holding in holdings if holding.membership.post == part)


def _later_holders(register: Register, address: str) -> Iterator[Holding]:
    """The holders of the post that another was merged into, from the day of the merger on."""
    seen, post, starts = {address}, post_at(register, address), list[Period]()
    while post.merged and post.merged.post not in seen:
        starts.append(Period(post.merged.date))
        for holding in _own_holders(register, post.merged.post):
            steps = _since(starts, holding.steps)
            if any(answer not in _OFF for _, answer in steps.changes):
                yield replace(holding, steps=steps, is_merged=True)
        seen.add(post.merged.post)
        post = post_at(register, post.merged.post)


def _since(starts: list[Period], steps: StepFunction) -> StepFunction:
    """The answers of a step function from the last of some beginnings on."""

    def answer(day: dt.date) -> str:
        has_begun = all(start.on(day) is not Tristate.NO for start in starts)
        return steps.on(day) if has_begun else "not-yet"

    dates = (date for start in starts for date in start.dates)
    return step_function(answer, dates, (day for day, _ in steps.changes))


def holdings_of(register: Register, address: str) -> tuple[Holding, ...]:
    """Everybody who held a post (`organizations/x#post`)."""
    body, _, part = address.partition("#")
    groups = (group for post, group in holders(register, body) if post and post.id == part)
    return next(groups, ())


@memoized
def has_members(register: Register, address: str) -> bool:
    """Whether somebody is known to have held a post or role of a body."""
    keys = (link.key for link in register.links_to(address))
    return "people.memberships.organization" in keys


@memoized
def head_posts(register: Register, address: str) -> tuple[str, ...]:
    """The posts of other bodies whose holder heads this body."""
    return tuple(
        f"{link.origin.address}#{link.part.id}"
        for link in register.links_to(address)
        if link.key == "organizations.posts.heads" and isinstance(link.part, Post)
    )


def possible_holders(register: Register, address: str, day: dt.date) -> tuple[Holding, ...]:
    """Who held a post (`organizations/x#post`) on a day, surely or by evidence not long before."""
    holdings = holdings_of(register, address)
    return tuple(holding for holding in holdings if holding.answer_on(day) in HOLDING)


@dataclass(frozen=True)
class VacantTime:
    """A time in which nobody held a post, as a source says."""

    vacancy: Vacancy
    steps: StepFunction
    """Whether the post was certainly vacant: `yes` or `no`."""


@memoized
def vacancies_of(register: Register, address: str) -> tuple[VacantTime, ...]:
    """The times in which nobody held the post at an address, in the order of the data."""
    return tuple(
        VacantTime(vacancy, _certainly(vacancy.period))
        for vacancy in post_at(register, address).vacancies
    )


def _certainly(period: Period) -> StepFunction:
    def answer(day: dt.date) -> str:
        return Tristate.YES if period.on(day) is Tristate.YES else Tristate.NO

    return step_function(answer, period.dates)


def vacancies_on(register: Register, address: str, day: dt.date) -> tuple[Vacancy, ...]:
    """That a post (`organizations/x#post`) was vacant on a day; empty where no source says so."""
    times = vacancies_of(register, address)
    return tuple(time.vacancy for time in times if time.steps.on(day) == Tristate.YES)


def post_at(register: Register, address: str) -> Post:
    """The post at an address (`organizations/x#post`)."""
    body, _, part = address.partition("#")
    return next(post for post in register.get(Organization, body).record.posts if post.id == part)


def post_name(register: Register, address: str, day: dt.date) -> str:
    """The name that a post (`organizations/x#post`) had on a day."""
    return dated_name(post_at(register, address).names, day)


def head_of(register: Register, entry: Entry, day: dt.date) -> tuple[Holding, ...]:
    """Who heads a body: the holders of the post of another body that does, or of its first post."""
    body = register.find(Organization, entry.address)
    if body is None:
        return ()
    own = [f"{entry.address}#{post.id}" for post in body.record.posts[:1]]
    posts = [*head_posts(register, entry.address), *own]
    return next(filter(None, (possible_holders(register, post, day) for post in posts)), ())
