"""Learning paths: how the program describes them."""

import datetime as dt

from macros.model import LearningPath
from macros.queries.kinds.kind import CollectionRole, Kind
from macros.queries.kinds.row_types import ListCell, link_cell
from macros.queries.names import in_language
from macros.register import Entry, Register


def _cells(register: Register, entry: Entry[LearningPath], day: dt.date) -> tuple[ListCell, ...]:
    steps = [step for stage in entry.record.stages for step in stage.steps]
    return (
        link_cell(entry.address),
        ListCell(text=entry.record.summary),
        ListCell(text=str(len(steps))),
        ListCell(text=str(sum(step.minutes for step in steps))),
    )


ONBOARDING = Kind[LearningPath](
    "onboarding",
    title=lambda entry, labels, lang: in_language(entry.record.title, lang),
    title_text=lambda entry: entry.record.title,
    columns=("path", "for-whom", "steps", "minutes"),
    cells=_cells,
    fact_column="steps",
    role=CollectionRole.GUIDE,
    line=lambda register, entry, day, lang: in_language(entry.record.summary, lang),
    sort_key=lambda entry, lang: f"{entry.record.position:04} {entry.address}",
)
