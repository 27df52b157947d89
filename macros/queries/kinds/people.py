"""People: how the program describes them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from macros.model import Membership, Person
from macros.queries.kinds.kind import Kind
from macros.queries.kinds.row_types import (
    ListCell,
    Moment,
    TimelineBar,
    is_inferred,
    label_cell,
    link_cell,
)
from macros.queries.names import (
    all_languages,
    full_position,
    in_language,
    position,
    year_range,
)
from macros.queries.over_time import DOUBTFUL, latest_membership, tenure_steps
from macros.register import Entry, Register
from macros.text import PartialDate, date_in_figures, name_sort_key


def _cells(register: Register, entry: Entry[Person], day: dt.date) -> tuple[ListCell, ...]:
    name = ListCell(addresses=(entry.address,), sort=name_sort_key(entry.record.name))
    latest = latest_membership(register, entry.record, day)
    if latest is None:
        return name, ListCell(), ListCell(), ListCell(), ListCell()
    return (
        name,
        ListCell(text=position(register, latest)),
        link_cell(latest.organization),
        ListCell(date=latest.start_date),
        _held_cell(register, latest, day),
    )


def _held(register: Register, membership: Membership, day: dt.date) -> tuple[str, str]:
    """The key of the label that says whether a post is held, and the day that follows it."""
    word, _, nearest_day = tenure_steps(register, membership).on(day).partition("~")
    return f"held.{word}", nearest_day


def _held_cell(register: Register, membership: Membership, day: dt.date) -> ListCell:
    key, nearest_day = _held(register, membership, day)
    return replace(
        label_cell(register.labels, key),
        date=PartialDate.parse(nearest_day) if nearest_day else None,
        is_inferred=is_inferred(membership),
    )


def _line(register: Register, entry: Entry[Person], day: dt.date, lang: str = "") -> str:
    """The post for which a person is known on `day`, its body, and whether it is still held."""
    latest = latest_membership(register, entry.record, day)
    if latest is None:
        return ""
    key, nearest_day = _held(register, latest, day)
    held = register.labels.get(key, lang).lower()
    if nearest_day:
        held = f"{held} {date_in_figures(PartialDate.parse(nearest_day), lang)}"
    if is_inferred(latest):
        held = f"{held}; {register.labels.get('basis.analysis', lang)}"
    post = full_position(register, latest, lang)
    return register.labels.get("person.line", lang).format(post=post, held=held)


def _search_line(
    register: Register, entry: Entry[Person], day: dt.date, lang: str
) -> tuple[str, ...]:
    latest = latest_membership(register, entry.record, day)
    years = year_range(latest.start_date, latest.end_date) if latest else ""
    return _line(register, entry, day, lang), years


def _search_headings(
    register: Register, entry: Entry[Person], fragment: str, heading: str, lang: str
) -> tuple[str, ...]:
    if fragment != "memberships":
        return ()
    positions = (
        " ".join((full_position(register, held, lang), *_years_held(held)))
        for held in entry.record.memberships
    )
    return heading, *positions


def _years_held(membership: Membership) -> tuple[str, ...]:
    """The years in which a post was held for certain: people ask who held it in one of them."""
    certain = membership.period.certain
    return tuple(map(str, range(certain[0].year, certain[1].year + 1))) if certain else ()


def _moments(register: Register, entry: Entry[Person]) -> Iterator[Moment]:
    for membership in entry.record.memberships:
        title, inferred = position(register, membership), is_inferred(membership)
        if membership.start_date:
            start = membership.start_instrument
            yield Moment(membership.start_date, "post-start", start, title, inferred)
        if membership.end_date:
            end = membership.end_instrument
            yield Moment(membership.end_date, "post-end", end, title, inferred)


def _bars(register: Register, entry: Entry[Person]) -> Iterator[TimelineBar]:
    for membership in entry.record.memberships:
        steps, title = tenure_steps(register, membership), position(register, membership)
        yield TimelineBar("post", membership.period, steps, membership.organization, title)


PEOPLE = Kind[Person](
    "people",
    title=lambda entry, labels, lang: entry.record.name,
    columns=("name", "position", "body", "since", "on-day"),
    cells=_cells,
    fact_column="position",
    facets=("body",),
    states={
        "in-post": ("yes", "recent"),
        "in-post-unknown": ("seen", *DOUBTFUL, ""),
        "in-post-later": ("not-yet",),
        "out-of-post": ("no",),
    },
    disambiguation=lambda entry: entry.record.disambiguation,
    line=_line,
    sort_key=lambda entry, lang: name_sort_key(entry.record.name),
    search_names=lambda entry, labels, lang: (
        entry.record.name,
        *all_languages(name.name for name in entry.record.other_names),
    ),
    search_line=_search_line,
    search_headings=_search_headings,
    names_in_text=lambda entry, labels, lang: (
        entry.record.name,
        *(in_language(name.name, lang) for name in entry.record.other_names),
    ),
    moments=_moments,
    bars=_bars,
)
