"""Needs: how the program describes the questions of newcomers."""

from macros.model import Need
from macros.queries.kinds.kind import CollectionRole, Kind
from macros.queries.kinds.row_types import link_cell
from macros.queries.names import in_language

NEEDS = Kind[Need](
    "needs",
    title=lambda entry, labels, lang: in_language(entry.record.question, lang),
    title_text=lambda entry: entry.record.question,
    columns=("question", "subject"),
    cells=lambda register, entry, day: (link_cell(entry.address), link_cell(entry.record.of)),
    role=CollectionRole.GUIDE,
    sort_key=lambda entry, lang: f"{entry.record.position:04} {entry.address}",
    shared_page=lambda entry: "needs/index.md",
)
