"""Names of bodies and posts in a language and on a day."""

import datetime as dt
from collections.abc import Iterable, Iterator

from macros.model import Membership, Name, Organization, Text
from macros.queries.status_on_day import post_of
from macros.register import Register
from macros.text import PartialDate


def in_language(text: Text | None, lang: str = "") -> str:
    """A text in `lang`, or else in the first language of the site; empty for no text."""
    return text.in_language(lang) if text else ""


def all_languages(texts: Iterable[Text | None]) -> Iterator[str]:
    """Several texts in every language that they have."""
    for text in texts:
        if text:
            yield from filter(None, text.model_dump(exclude_none=True).values())


def name_on(names: tuple[Name, ...], day: dt.date) -> Name:
    """The last of several names that had begun by `day`, or the first of them."""
    begun = [name for name in names if name.start_date is None or name.start_date.last <= day]
    return (begun or [names[0]])[-1]


def dated_name(names: tuple[Name, ...], day: dt.date, lang: str = "") -> str:
    """The text of the name that is in use on a day."""
    return in_language(name_on(names, day).name, lang)


def full_position(register: Register, membership: Membership, lang: str = "") -> str:
    """The title that a membership gave and the body, unless the title names it."""
    post = in_language(position(register, membership), lang)
    body = register.get(Organization, membership.organization).record
    body_name = in_language(body.names[-1].name, lang)
    return post if body_name in post else f"{post}, {body_name}"


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


def year_range(start: PartialDate | None, end: PartialDate | None) -> str:
    """The years of a period, `2029–2031`; empty if neither is known."""
    return f"{start.year if start else ''}–{end.year if end else ''}" if start or end else ""
