"""Specifies the order in which records are listed for readers."""

from typing import Any

from macros.queries.lists import sorted_entries
from tests.support.registers import small


def test_records_are_listed_by_collection_then_by_name_or_day() -> None:
    """People by given name, bodies by name, documents and events by day."""
    records: dict[str, dict[str, Any]] = {
        "people/a": {"name": "Lê Văn Bình"},
        "people/b": {"name": "Trần An"},
        "organizations/a": {"names": ["Vườn", "Đồi"]},
        "organizations/b": {"names": ["Dốc"]},
        "legislation/a": {},
        "legislation/b": {"date_document": "2031-01-01"},
        "legislation/c": {"not_after": "2030-01-01"},
        "events/a": {"date": "2031-01-01"},
        "events/b": {"date": "2030-01-01"},
        "tasks/a": {"number": 10},
        "tasks/b": {"number": 9},
        "terms/a": {"term": "đa"},
        "terms/b": {"term": "dê"},
    }
    found = sorted_entries(list(small(records).entries.values()))
    order = ["events/b", "events/a", "legislation/c", "legislation/b", "legislation/a"]
    order += ["organizations/b", "organizations/a", "people/b", "people/a"]
    order += ["tasks/b", "tasks/a", "terms/b", "terms/a"]
    assert [entry.address for entry in found] == order
