"""Every collection with the model of its records, and the form of an id."""

import re
from collections.abc import Mapping

from macros.model.base import Record
from macros.model.eli import Legislation
from macros.model.events import Event
from macros.model.onboarding import LearningPath, Need
from macros.model.popolo import Organization, Person
from macros.model.programmes import Programme, Task
from macros.model.reference import Source, Term
from macros.text import slugify

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

ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The form of a record's id, which is also its file name."""
MAX_ID_LENGTH = 64
"""Characters of an id: with its folders, its file must fit into what systems and zips take."""
_WINDOWS_NAMES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""The names that no file has under Windows, whatever its extension."""
_LIST_PAGE = "index"
"""The page of a collection; a record of this id would have the same one."""
BAD_ID_RULES = ("unclean-id", "long-id", "system-id", "list-page-id")
"""The rules that an id can break."""


def id_breach(id_: str, is_page: bool = False) -> Mapping[str, str]:
    """The rule that an id breaks, with the values of its sentence; empty for a good one.

    `is_page`: it is the name of a page, as the ids of records are.
    """
    if _WINDOWS_NAMES.fullmatch(id_.lower()):
        return {"rule": "system-id", "id": id_, "nearest": f"{id_.lower()}-1"}
    if not ID_PATTERN.fullmatch(id_):
        return {"rule": "unclean-id", "id": id_, "nearest": shortened_id(slugify(id_))}
    if len(id_) > MAX_ID_LENGTH:
        sizes = {"size": str(len(id_)), "most": str(MAX_ID_LENGTH)}
        return {"rule": "long-id", "id": id_, "nearest": shortened_id(id_), **sizes}
    if is_page and id_ == _LIST_PAGE:
        return {"rule": "list-page-id", "id": id_, "nearest": f"{id_}-1"}
    return {}


def shortened_id(id_: str, most: int = MAX_ID_LENGTH) -> str:
    """An id of at most so many characters, cut between two words where it has several."""
    if len(id_) <= most:
        return id_
    whole_words = id_[: most + 1].rpartition("-")[0]
    return whole_words or id_[:most]
