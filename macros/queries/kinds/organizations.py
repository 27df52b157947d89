"""Organizations: how the program describes them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from macros.i18n import Labels
from macros.model import Milestone, Organization
from macros.queries.kinds.kind import Kind
from macros.queries.kinds.row_types import (
    Ending,
    EndingCause,
    ListCell,
    Moment,
    TimelineBar,
    causes,
    is_inferred,
    label_cell,
    link_cell,
    period_bar,
)
from macros.queries.names import all_languages, dated_name, in_language, position, year_range
from macros.queries.status_on_day import (
    delisting_on,
    dissolved_on,
    is_delisted_at_once,
    listings_of,
)
from macros.queries.structure import ChartSeat, chart_seats
from macros.register import Entry, Register
from macros.text import Period, sort_key


def _cells(register: Register, entry: Entry[Organization], day: dt.date) -> tuple[ListCell, ...]:
    body = entry.record
    above = [parent.organization for parent in body.parents]
    above += [listing.body.address for listing in listings_of(register, entry.address)]
    over = _ending(register, entry, day)
    return (
        link_cell(entry.address),
        label_cell(register.labels, f"vocabulary.classification.{body.classification}"),
        link_cell(*dict.fromkeys(above)),
        _date_cell(body.founding),
        _date_cell(body.dissolution),
        replace(
            label_cell(register.labels, f"life.{'ended' if over else 'going'}"),
            is_inferred=over is not None and over.is_inferred,
        ),
    )


def _date_cell(milestone: Milestone | None) -> ListCell:
    return ListCell(date=milestone.date if milestone else None, is_inferred=is_inferred(milestone))


def _part_titles(
    entry: Entry[Organization], labels: Labels, day: dt.date, lang: str
) -> Mapping[str, str]:
    body = entry.record
    posts = {post.id: dated_name(post.names, day, lang) for post in body.posts}
    structures = {structure.id: in_language(structure.label, lang) for structure in body.structures}
    return posts | structures


def _search_names(entry: Entry[Organization], labels: Labels, lang: str) -> Iterator[str]:
    yield from all_languages(name.name for name in reversed(entry.record.names))
    if entry.record.abbreviation:
        yield entry.record.abbreviation


def _search_line(
    register: Register, entry: Entry[Organization], day: dt.date, lang: str
) -> tuple[str, ...]:
    body = entry.record
    years = year_range(body.lifetime.start, body.lifetime.end)
    if years and is_inferred(body.founding, body.dissolution):
        years = f"{years} ({register.labels.get('basis.analysis', lang)})"
    return years, in_language(body.summary, lang)


def _search_headings(
    register: Register, entry: Entry[Organization], fragment: str, heading: str, lang: str
) -> Iterator[str]:
    for post in entry.record.posts:
        if post.id == fragment:
            names = [name.name for name in reversed(post.names)]
            yield from (in_language(name, lang) for name in names)
            yield from (in_language(name) for name in names)


def _short_form(entry: Entry[Organization], lang: str) -> tuple[str, str] | None:
    body = entry.record
    return (
        (body.abbreviation, in_language(body.names[-1].name, lang)) if body.abbreviation else None
    )


def _names_in_text(entry: Entry[Organization], labels: Labels, lang: str) -> Iterator[str]:
    names = [*entry.record.names, *(name for post in entry.record.posts for name in post.names)]
    yield from (in_language(name.name, lang) for name in names)


def _moments(register: Register, entry: Entry[Organization]) -> Iterator[Moment]:
    body = entry.record
    for key, milestone in (("founded", body.founding), ("dissolved", body.dissolution)):
        if milestone and milestone.date:
            yield Moment(milestone.date, key, milestone.instrument)
    for name in body.names:
        if name.start_date:
            yield Moment(name.start_date, "named", None, name.name)
    for structure in body.structures:
        if structure.start_date:
            yield Moment(structure.start_date, "structure", structure.instrument, structure.label)
    for successor in body.successors:
        if successor.date:
            yield Moment(successor.date, "followed", successor.organization)


def _bars(register: Register, entry: Entry[Organization]) -> Iterator[TimelineBar]:
    body = entry.record
    yield period_bar(register, "life", body.lifetime)
    if len(body.names) > 1:
        for name in body.names:
            yield period_bar(
                register, "name", Period(name.start_date, name.end_date), None, name.name
            )
    for structure in body.structures:
        yield period_bar(register, "structure", structure.period, None, structure.label)
    for seat in chart_seats(register, entry.address):
        if seat.is_head or (seat.post and seat.post.seats == 1):
            yield from holder_bars(register, seat)


def holder_bars(register: Register, seat: ChartSeat) -> Iterator[TimelineBar]:
    """The times of those who held a post."""
    for holding in seat.holdings:
        if holding.is_merged:
            continue
        title, period = position(register, holding.membership), holding.membership.period
        yield TimelineBar("holder", period, holding.steps, holding.person.address, title)


def _ending(register: Register, entry: Entry[Organization], day: dt.date) -> Ending | None:
    """That a body is dissolved, no longer listed as a unit, or followed as a whole."""
    dissolution = entry.record.dissolution
    date = dissolved_on(entry.record, day)
    followers = tuple(
        EndingCause(successor.organization, is_inferred(successor), successor.scope)
        for successor in entry.record.successors
    )
    if date and dissolution:
        return Ending(
            "ended.body",
            date.following,
            causes(dissolution.instrument),
            followers,
            citations=dissolution.citations,
            is_inferred=is_inferred(dissolution),
        )
    if gone := delisting_on(register, entry.address, day):
        structure = gone.structure
        at_once = is_delisted_at_once(register, entry.address, gone)
        return Ending(
            "ended.unit" if at_once else "ended.unit-by",
            structure.start_date,
            causes(structure.instrument),
            followers,
            body=gone.body.address,
            citations=structure.citations,
            is_inferred=is_inferred(structure),
        )
    return _followed_ending(entry.record, followers, day)


def _followed_ending(
    body: Organization, followers: tuple[EndingCause, ...], day: dt.date
) -> Ending | None:
    """That another body followed as a whole."""
    for successor in body.successors:
        if successor.scope is None and successor.date and successor.date.last < day:
            by, is_ours = causes(successor.instrument), is_inferred(successor)
            cited = successor.citations
            return Ending(
                "ended.followed",
                successor.date,
                by,
                followers,
                citations=cited,
                is_inferred=is_ours,
            )
    return None


def _view_day(register: Register, entry: Entry[Organization], day: dt.date) -> dt.date:
    end, gone = dissolved_on(entry.record, day), delisting_on(register, entry.address, day)
    if end is None and gone and gone.structure.start_date:
        return gone.structure.start_date.first - dt.timedelta(days=1)
    return end.last if end else day


ORGANIZATIONS = Kind[Organization](
    "organizations",
    title=lambda entry, labels, lang: in_language(entry.record.names[-1].name, lang),
    title_text=lambda entry: entry.record.names[-1].name,
    columns=("body", "kind", "above", "founded", "last-day", "life"),
    cells=_cells,
    fact_column="kind",
    facets=("kind", "above"),
    states={"no-end": ("going",), "ended": ("ended",)},
    dated_title=lambda entry, labels, day, lang: dated_name(entry.record.names, day, lang),
    disambiguation=lambda entry: entry.record.disambiguation,
    line=lambda register, entry, day, lang: in_language(entry.record.summary, lang),
    sort_key=lambda entry, lang: sort_key(in_language(entry.record.names[-1].name, lang)),
    part_titles=_part_titles,
    search_names=_search_names,
    search_line=_search_line,
    search_headings=_search_headings,
    short_form=_short_form,
    names_in_text=_names_in_text,
    moments=_moments,
    bars=_bars,
    ending=_ending,
    view_day=_view_day,
)
