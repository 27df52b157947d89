"""Terms: how the program describes the entries of the glossary."""

import datetime as dt
from collections.abc import Iterator

from macros.i18n import Labels
from macros.model import Term
from macros.queries.kinds.kind import Kind
from macros.queries.kinds.row_types import ListCell, label_cell, link_cell
from macros.queries.names import all_languages, in_language
from macros.register import Entry, Register
from macros.text import sort_key


def _cells(register: Register, entry: Entry[Term], day: dt.date) -> tuple[ListCell, ...]:
    term = entry.record
    return (
        link_cell(entry.address),
        ListCell(text=term.abbreviation),
        ListCell(text=term.term, is_original=True),
        ListCell(text=term.definition),
        label_cell(register.labels, f"vocabulary.term_group.{term.group}"),
    )


def _search_names(entry: Entry[Term], labels: Labels, lang: str) -> Iterator[str]:
    term = entry.record
    yield from all_languages([term.term])
    yield from (rendering.form for rendering in term.renderings)
    if term.abbreviation:
        yield term.abbreviation


def _short_form(entry: Entry[Term], lang: str) -> tuple[str, str] | None:
    term = entry.record
    return (term.abbreviation, in_language(term.term, lang)) if term.abbreviation else None


TERMS = Kind[Term](
    "terms",
    title=lambda entry, labels, lang: in_language(entry.record.term, lang),
    title_text=lambda entry: entry.record.term,
    columns=("term", "abbreviation", "english", "definition", "group"),
    cells=_cells,
    fact_column="definition",
    facets=("group",),
    line=lambda register, entry, day, lang: in_language(entry.record.definition, lang),
    sort_key=lambda entry, lang: sort_key(in_language(entry.record.term, lang)),
    shared_page=lambda entry: f"terms/{entry.record.group}.md",
    search_names=_search_names,
    search_line=lambda register, entry, day, lang: (
        entry.record.abbreviation or "",
        in_language(entry.record.definition, lang),
    ),
    short_form=_short_form,
)
