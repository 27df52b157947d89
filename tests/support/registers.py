"""Builds registers of a few records, each with the least that its model asks for."""

from collections.abc import Mapping
from typing import Any

from macros.i18n import Labels
from macros.model import COLLECTIONS
from macros.register import Entry, Register
from macros.yamlio import Mark, Node

GRADES = {"evidence-months": {"recent": "12", "seen": "36"}}
BODY, DAY = "organizations/o", "2031-01-01"
MINIMAL_RECORDS: dict[str, dict[str, Any]] = {
    "people": {"name": "An"},
    "organizations": {"names": ["O"], "classification": "team", "summary": "O."},
    "programmes": {"title": "P", "summary": "P.", "year": 2031, "body": BODY, "announced_tasks": 0},
    "tasks": {"programme": "programmes/p", "name": "T", "gist": "T.", "number": 1, "segment": {}},
    "legislation": {"type_document": "charter", "passed_by": BODY},
    "events": {"name": "E", "summary": "E.", "kind": "meeting", "date": DAY},
    "terms": {"term": "t", "group": "g", "definition": "d", "rendering_status": "ours"},
    "sources": {"title": "S", "kind": "press", "language": "vi", "accessed": DAY, "extent": "full"},
}
MINIMAL_RECORDS["programmes"] |= {"start_date": DAY, "end_date": "2031-12-31"}
MINIMAL_RECORDS["sources"] |= {"publisher": "S"}


def small(records: Mapping[str, Mapping[str, Any]], words: Mapping[str, Any] = {}) -> Register:
    """A register of records with the fields that matter, and the least of the others."""
    entries = []
    for address, fields in records.items():
        collection = address.partition("/")[0]
        record = COLLECTIONS[collection].model_validate({**MINIMAL_RECORDS[collection], **fields})
        entries.append(Entry(address, record, f"data/{address}.yml", Node(Mark())))
    return Register(entries, Labels(words))
