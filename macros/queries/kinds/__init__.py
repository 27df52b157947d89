"""The collections, each described in a module of its own.

`kind.py` says what is asked of a collection, `row_types.py` holds the rows in which it answers. A
new collection needs a record in `macros/model/` (and a line in its catalog), a module here, a
template, and its labels.
"""

from typing import Any

from macros.queries.kinds.events import EVENTS
from macros.queries.kinds.kind import CollectionRole, Kind, KindRecord
from macros.queries.kinds.legislation import LEGISLATION
from macros.queries.kinds.needs import NEEDS
from macros.queries.kinds.onboarding import ONBOARDING
from macros.queries.kinds.organizations import ORGANIZATIONS, holder_bars
from macros.queries.kinds.people import PEOPLE
from macros.queries.kinds.programmes import PROGRAMMES
from macros.queries.kinds.row_types import (
    Ending,
    ListCell,
    Moment,
    TimelineBar,
    label_cell,
    link_cell,
    period_bar,
)
from macros.queries.kinds.sources import SOURCES
from macros.queries.kinds.tasks import TASKS
from macros.queries.kinds.terms import TERMS
from macros.register import Entry

__all__ = [
    "EVENTS",
    "KINDS",
    "LEGISLATION",
    "ORGANIZATIONS",
    "CollectionRole",
    "Ending",
    "Kind",
    "ListCell",
    "Moment",
    "TimelineBar",
    "holder_bars",
    "kind_of",
    "label_cell",
    "link_cell",
    "period_bar",
]

KINDS: dict[str, Kind[Any]] = {
    kind.collection: kind
    for kind in (
        *(PEOPLE, ORGANIZATIONS, PROGRAMMES, TASKS, LEGISLATION),
        *(EVENTS, TERMS, ONBOARDING, NEEDS, SOURCES),
    )
}
"""The description of every collection, by its name."""


def kind_of(entry: Entry[KindRecord]) -> Kind[KindRecord]:
    """The description of the collection that a record belongs to."""
    return KINDS[entry.collection]
