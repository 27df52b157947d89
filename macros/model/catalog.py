"""Every collection with the model of its records, and the form of an id."""

import re

from macros.model.base import Record
from macros.model.eli import Legislation
from macros.model.events import Event
from macros.model.onboarding import LearningPath, Need
from macros.model.popolo import Organization, Person
from macros.model.programmes import Programme, Task
from macros.model.reference import Source, Term

COLLECTIONS: dict[str, type[Record]] = {
    "people": Person,
    "organizations": Organization,
    "programmes": Programme,
    "tasks": Task,
    "legislation": Legislation,
    "events": Event,
    "terms": Term,
    "onboarding": LearningPath,
    "needs": Need,
    "sources": Source,
}
"""Every collection by its name, in the order in which readers meet them."""

GUIDE_COLLECTIONS = ("onboarding", "needs")
"""The collections that lead readers to facts and hold none themselves."""

ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The form of a record's id, which is also its file name."""
