"""Sources: how the program describes what facts cite."""

import datetime as dt

from macros.model import Source
from macros.queries.kinds.kind import CollectionRole, Kind
from macros.queries.kinds.row_types import ListCell, link_cell
from macros.queries.names import all_languages, in_language
from macros.queries.record_relations import backlink_key
from macros.register import Entry, Register
from macros.text import date_in_figures


def _cells(register: Register, entry: Entry[Source], day: dt.date) -> tuple[ListCell, ...]:
    source = entry.record
    links = register.links_to(entry.address)
    count = sum(backlink_key(link.key) == "cited" for link in links)
    return (
        link_cell(entry.address),
        ListCell(source=source),
        ListCell(date=source.date),
        ListCell(label=f"source.kind-{source.kind.value}", sort=source.kind.value),
        ListCell(text=str(count)),
    )


def _title_language(entry: Entry[Source], lang: str) -> str:
    """A title is printed in the language of the source, unless it was translated."""
    source = entry.record
    is_printed = len({*all_languages([source.title])}) == 1
    return source.language if source.language != lang and is_printed else ""


SOURCES = Kind[Source](
    "sources",
    title=lambda entry, labels, lang: in_language(entry.record.title, lang),
    columns=("source", "publisher", "published", "kind", "cited"),
    cells=_cells,
    fact_column="published",
    facets=("kind", "publisher", "published"),
    newest_first=True,
    role=CollectionRole.EVIDENCE,
    title_language=_title_language,
    line=lambda register, entry, day, lang: entry.record.publisher,
    search_line=lambda register, entry, day, lang: (
        date_in_figures(entry.record.date, lang) if entry.record.date else "",
        entry.record.publisher,
    ),
)
