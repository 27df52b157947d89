"""Programmes: how the program describes them."""

import datetime as dt
from collections.abc import Iterator

from macros.model import Organization, Programme
from macros.queries.kinds.kind import Kind
from macros.queries.kinds.row_types import (
    Ending,
    ListCell,
    Moment,
    TimelineBar,
    link_cell,
    period_bar,
)
from macros.queries.names import in_language
from macros.queries.status_on_day import dissolved_on
from macros.register import Entry, Register
from macros.text import Period


def _cells(register: Register, entry: Entry[Programme], day: dt.date) -> tuple[ListCell, ...]:
    return (
        link_cell(entry.address),
        link_cell(entry.record.body),
        link_cell(entry.record.instrument),
        ListCell(text=str(entry.record.announced_tasks)),
    )


def _bars(register: Register, entry: Entry[Programme]) -> Iterator[TimelineBar]:
    programme = entry.record
    yield period_bar(register, "programme", Period(programme.start_date, programme.end_date))
    body = register.get(Organization, programme.body).record
    yield period_bar(register, "body", body.lifetime, programme.body)


def _ending(register: Register, entry: Entry[Programme], day: dt.date) -> Ending | None:
    programme = entry.record
    if programme.end_date.last >= day:
        return None
    is_body_over = dissolved_on(register.get(Organization, programme.body).record, day)
    body = programme.body if is_body_over else None
    return Ending("ended.programme", programme.end_date, body=body, is_last_day=True)


PROGRAMMES = Kind[Programme](
    "programmes",
    title=lambda entry, labels, lang: in_language(entry.record.title, lang),
    title_text=lambda entry: entry.record.title,
    columns=("programme", "body", "instrument", "count"),
    cells=_cells,
    fact_column="count",
    line=lambda register, entry, day, lang: in_language(entry.record.summary, lang),
    names_in_text=lambda entry, labels, lang: (in_language(entry.record.title, lang),),
    moments=lambda register, entry: (
        Moment(entry.record.start_date, "starts"),
        Moment(entry.record.end_date, "ends"),
    ),
    bars=_bars,
    ending=_ending,
    view_day=lambda register, entry, day: min(entry.record.end_date.last, day),
)
