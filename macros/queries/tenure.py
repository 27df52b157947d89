"""Who held the posts and roles of a body, and who heads it."""

import datetime as dt
from dataclasses import dataclass

from macros.model import Membership, Organization, Person, Post
from macros.queries.names import dated_name
from macros.queries.over_time import tenure_steps
from macros.queries.status_on_day import post_of
from macros.queries.step_functions import StepFunction
from macros.register import Entry, Register, memoized
from macros.text import name_sort_key


@dataclass(frozen=True)
class Holding:
    """A person in a post or role."""

    person: Entry[Person]
    membership: Membership
    steps: StepFunction
    """Whether it held on a day: keys under `held` in `labels.yml`."""

    def answer_on(self, day: dt.date) -> str:
        """Whether it held on a day, in one word."""
        return self.steps.on(day).partition("~")[0]


@memoized
def holders(
    register: Register, address: str
) -> tuple[tuple[Post | None, tuple[Holding, ...]], ...]:
    """Who held each post of a body, posts as declared, people by time; roles come last."""
    body = register.get(Organization, address).record
    holdings = [
        Holding(
            register.get(Person, link.origin.address), link.part, tenure_steps(register, link.part)
        )
        for link in register.links_to(address)
        if link.key == "people.memberships.organization" and isinstance(link.part, Membership)
    ]
    holdings.sort(key=_by_start)
    groups = [
        (post, tuple(held for held in holdings if held.membership.post == post.id))
        for post in body.posts
    ]
    roles = tuple(held for held in holdings if post_of(body, held.membership) is None)
    return (*groups, (None, roles)) if roles else tuple(groups)


def _by_start(holding: Holding) -> tuple[str, str]:
    membership = holding.membership
    dates = [date for date in (membership.start_date, *membership.attested) if date]
    return str(min(dates)) if dates else "", name_sort_key(holding.person.record.name)


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
    """Who held a post (`organizations/x#post`) on a day; if nobody for sure, whom it could be."""
    body, _, part = address.partition("#")
    holdings = [
        holding
        for post, group in holders(register, body)
        if post and post.id == part
        for holding in group
    ]
    sure = tuple(holding for holding in holdings if holding.answer_on(day) == "yes")
    return sure or tuple(holding for holding in holdings if holding.answer_on(day) == "unknown")


def post_at(register: Register, address: str) -> Post:
    """The post at an address (`organizations/x#post`)."""
    body, _, part = address.partition("#")
    return next(post for post in register.get(Organization, body).record.posts if post.id == part)


def post_name(register: Register, address: str, day: dt.date) -> str:
    """The name that a post (`organizations/x#post`) had on a day."""
    return dated_name(post_at(register, address).names, day)


def head_of(register: Register, entry: Entry, day: dt.date) -> tuple[Holding, ...]:
    """Who heads a body: the holders of its first post, or of the post of another body that does."""
    body = register.find(Organization, entry.address)
    if body is None:
        return ()
    for post in head_posts(register, entry.address):
        return possible_holders(register, post, day)
    first = body.record.posts[0].id if body.record.posts else ""
    return possible_holders(register, f"{entry.address}#{first}", day)
