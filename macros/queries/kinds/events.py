"""Events: how the program describes them."""

import datetime as dt
from collections.abc import Mapping

from macros.i18n import Labels
from macros.model import Event
from macros.queries.kinds.kind import Kind
from macros.queries.kinds.row_types import ListCell, label_cell, link_cell
from macros.queries.names import in_language
from macros.queries.record_relations import event_order
from macros.register import Entry, Register
from macros.text import date_in_figures


def _cells(register: Register, entry: Entry[Event], day: dt.date) -> tuple[ListCell, ...]:
    event = entry.record
    return (
        ListCell(date=event.date),
        link_cell(entry.address),
        label_cell(register.labels, f"vocabulary.event.{event.kind}"),
        link_cell(*event.documents),
    )


def _part_titles(entry: Entry[Event], labels: Labels, day: dt.date, lang: str) -> Mapping[str, str]:
    title = labels.get("event.directive-number", lang)
    return {
        f"directive-{directive.number}": title.format(number=directive.number)
        for directive in entry.record.directives
    }


EVENTS = Kind[Event](
    "events",
    title=lambda entry, labels, lang: in_language(entry.record.name, lang),
    title_text=lambda entry: entry.record.name,
    columns=("date", "event", "kind", "documents"),
    cells=_cells,
    naming_column=1,
    fact_column="date",
    facets=("kind", "date"),
    newest_first=True,
    line=lambda register, entry, day, lang: in_language(entry.record.summary, lang),
    sort_key=lambda entry, lang: event_order(entry),
    part_titles=_part_titles,
    search_names=lambda entry, labels, lang: (
        date_in_figures(entry.record.date, lang),
        date_in_figures(entry.record.date),
    ),
    search_line=lambda register, entry, day, lang: (
        date_in_figures(entry.record.date, lang),
        in_language(entry.record.summary, lang),
    ),
    names_in_text=lambda entry, labels, lang: (in_language(entry.record.name, lang),),
)
