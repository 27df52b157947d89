"""Knows the short answers to what newcomers ask; refuses to say them in words."""

import datetime as dt
from collections.abc import Iterator

from macros.model import Organization, Post
from macros.queries.names import in_language, name_on
from macros.queries.relations import Holding, holders
from macros.register import Entry, Register


def holders_on(register: Register, address: str, day: dt.date) -> tuple[Holding, ...]:
    """Who held a post (`organizations/x#post`) on a day; if nobody for sure, whom it could be."""
    body, _, part = address.partition("#")
    groups = [held for post, held in holders(register, body) if post and post.id == part]
    found = [one for held in groups for one in held]
    sure = tuple(one for one in found if _word(one, day) == "yes")
    return sure or tuple(one for one in found if _word(one, day) == "unknown")


def post_name(register: Register, address: str, day: dt.date) -> str:
    """The name that a post (`organizations/x#post`) had on a day."""
    body, _, part = address.partition("#")
    (post,) = (one for one in register.get(Organization, body).record.posts if one.id == part)
    return in_language(name_on(post.names, day).name)


def _word(holding: Holding, day: dt.date) -> str:
    return holding.steps.on(day).partition("~")[0]


def head_of(register: Register, entry: Entry, day: dt.date) -> tuple[Holding, ...]:
    """Who heads a body: the holders of its first post, or of the post of another body that does."""
    record = entry.record
    if not isinstance(record, Organization):
        return ()
    for link in register.links_to(entry.address):
        if isinstance(link.part, Post):
            return holders_on(register, f"{link.origin.address}#{link.part.id}", day)
    post = record.posts[0].id if record.posts else ""
    return holders_on(register, f"{entry.address}#{post}", day)


def instruments_of(entry: Entry) -> tuple[str, ...]:
    """The documents that a body rests on: of its founding, its duties and its structures."""
    return tuple(dict.fromkeys(_instruments(entry)))


def _instruments(entry: Entry) -> Iterator[str]:
    record = entry.record
    assert isinstance(record, Organization)
    for part in (record.founding, *record.structures, *record.functions):
        if part and part.instrument:
            yield part.instrument
