"""Specifies the exports: a file for each collection, every record in it, every field of each."""

import datetime as dt
import json
from typing import Any

import pytest

from macros.model import COLLECTIONS
from macros.outputs.json_api import json_exports
from macros.pages import Links
from macros.register import Register
from tests.support.registers import small

DAY = dt.date(2031, 2, 3)

EVENT = """\
{
 "collection": "events",
 "as_of": "2031-02-03",
 "records": [
  {
   "address": "events/e",
   "url": "events/e/",
   "citations": [
    {
     "source": "sources/s",
     "document": null,
     "locator": "đoạn 1",
     "note": null
    }
   ],
   "notes": [],
   "gaps": [],
   "conflicts": [],
   "figures": [],
   "former_ids": [],
   "review_every": null,
   "checked": null,
   "name": {
    "vi": "Họp <b>\\"đầu\\"</b>",
    "en": null
   },
   "summary": {
    "vi": "E.",
    "en": null
   },
   "date": "2031-02",
   "end_date": null,
   "kind": "meeting",
   "milestone": true,
   "key_date": null,
   "place": null,
   "part_of_day": null,
   "organizations": [],
   "people": [
    "people/a"
   ],
   "documents": [],
   "participants": [],
   "participants_complete": false,
   "directives": [],
   "directives_by": null,
   "opinions": []
  }
 ]
}
"""


def files(register: Register, directory_urls: bool = True) -> dict[str, str]:
    return dict(json_exports(register, DAY, Links(register, "", directory_urls)))


@pytest.fixture(params=["invented", "real"])
def register(request: pytest.FixtureRequest) -> Register:
    """The invented institution, then the real one."""
    found: Register = request.getfixturevalue(request.param)
    return found


def records(register: Register, collection: str) -> list[dict[str, Any]]:
    content = json.loads(files(register)[f"api/v1/{collection}.json"])
    found: list[dict[str, Any]] = content["records"]
    return found


def test_a_file_says_exactly_this() -> None:
    """Fields in the order of the model, empty ones too, letters as typed, a line end at the end."""
    event: dict[str, Any] = {
        "name": 'Họp <b>"đầu"</b>',
        "date": "2031-02",
        "milestone": "true",
        "people": ["people/a"],
        "citations": [{"source": "sources/s", "locator": "đoạn 1"}],
    }
    assert files(small({"events/e": event}))["api/v1/events.json"] == EVENT


def test_there_is_a_file_for_each_collection(register: Register) -> None:
    """Also for one without records, which then lists none; beside them stand the questions."""
    names = (*COLLECTIONS, "self-check")
    assert list(files(register)) == [f"api/v1/{name}.json" for name in names]
    assert records(small({}), "terms") == []


def test_every_record_is_exported_in_the_order_of_the_files(register: Register) -> None:
    """Addresses are the keys by which records refer to each other."""
    found = [one["address"] for name in COLLECTIONS for one in records(register, name)]
    assert found == [one.address for name in COLLECTIONS for one in register.collection(name)]


def test_every_field_is_exported(register: Register) -> None:
    """What is not known is there as null or empty, so that nobody takes it for forgotten."""
    for name, model in COLLECTIONS.items():
        fields = ["address", "url", *model.model_fields]
        assert [list(one) for one in records(register, name)] == [fields] * len(
            register.collection(name)
        )


def test_an_export_reads_back_as_the_very_record(register: Register) -> None:
    """Nothing is lost or bent on the way: dates, numbers, choices and texts at every depth."""
    for name, model in COLLECTIONS.items():
        for one in records(register, name):
            address = one.pop("address")
            one.pop("url")
            assert model.model_validate(one) == register[address].record


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("people/tran-y", ("people/tran-y/", "people/tran-y.html")),
        ("terms/luong-uom", ("terms/garden/#luong-uom", "terms/garden.html#luong-uom")),
    ],
    ids=["page", "place-on-a-page"],
)
def test_a_record_says_where_its_page_is(
    invented: Register, address: str, expected: tuple[str, str]
) -> None:
    """Within the site, in the form that its pages have."""
    found = []
    for directory_urls in (True, False):
        name = address.partition("/")[0]
        text = files(invented, directory_urls)[f"api/v1/{name}.json"]
        found += [one["url"] for one in json.loads(text)["records"] if one["address"] == address]
    assert tuple(found) == expected
