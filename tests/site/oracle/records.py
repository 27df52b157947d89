"""Records as plain mappings, from the YAML files or the exported JSON, and the days in them."""

import calendar
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

Record = dict[str, Any]
_DATE = re.compile(r"(19|20)[0-9]{2}(-[0-9]{2}){0,2}")


def first(day: str) -> str:
    """The first day that a date can mean."""
    return f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10]


def last(day: str) -> str:
    """The last day that a date can mean."""
    if len(day) == 10:
        return day
    year, month = (*map(int, day.split("-")), 12)[:2]
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def moved(day: str, days: int) -> str:
    """The day so many days later."""
    return str(date.fromisoformat(day) + timedelta(days=days))


def months_later(day: str, months: int) -> str:
    """The same day of a later month, or the last day of that month."""
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 + months, 12)
    last_day = calendar.monthrange(year, month + 1)[1]
    return f"{year:04}-{month + 1:02}-{min(int(day[8:]), last_day):02}"


def vi(text: Any) -> str:
    """The Vietnamese of a text, of a name or of a plain string."""
    if isinstance(text, dict):
        return vi(text["name"] if "name" in text else text["vi"])
    return str(text)


class Records:
    """All records of an institution by their address."""

    def __init__(self, records: Mapping[str, Record], as_of: str) -> None:
        self.records = {address: _compact(record) for address, record in records.items()}
        self.as_of = as_of

    @classmethod
    def from_yaml(cls, folder: Path, as_of: str) -> "Records":
        """Those of a data folder."""
        found: dict[str, Record] = {}
        for file in folder.glob("*/*.yml"):
            found[f"{file.parent.name}/{file.stem}"] = _yaml(file)
        for file in folder.glob("*.yml"):
            if file.stem not in ("labels", "assertions"):
                found |= {f"{file.stem}/{key}": value for key, value in _yaml(file).items()}
        return cls(found, as_of)

    @classmethod
    def from_json(cls, folder: Path) -> "Records":
        """Those that a site exports."""
        found: dict[str, Record] = {}
        as_of = ""
        for file in folder.glob("*.json"):
            content = json.loads(file.read_text(encoding="utf-8"))
            as_of = content["as_of"]
            found |= {record["address"]: record for record in content.get("records", ())}
        return cls(found, as_of)

    def __getitem__(self, address: str) -> Record:
        record: Record = self.records[address.partition("#")[0]]
        return record

    def __contains__(self, address: str) -> bool:
        return address.partition("#")[0] in self.records

    def all(self, collection: str) -> Iterator[tuple[str, Record]]:
        """The records of a collection with their addresses."""
        return iter(self._collections[collection])

    @cached_property
    def _collections(self) -> dict[str, list[tuple[str, Record]]]:
        found = defaultdict(list)
        for address, record in self.records.items():
            found[address.partition("/")[0]].append((address, record))
        return found

    def part(self, address: str, key: str = "posts") -> Record:
        """A post or a structure, by an address with a fragment."""
        fragment = address.partition("#")[2]
        found: Record = next(item for item in self[address].get(key, ()) if item["id"] == fragment)
        return found

    @cached_property
    def holders(self) -> dict[str, list[tuple[str, Record]]]:
        """Every membership with its person, by the address of the body."""
        found = defaultdict(list)
        for person, record in self.all("people"):
            for membership in record.get("memberships", ()):
                found[membership["organization"]].append((person, membership))
        return found

    @cached_property
    def listings(self) -> dict[str, list[tuple[str, Record]]]:
        """Every structure that lists a unit, with its body, by the address of the unit."""
        found = defaultdict(list)
        for body, record in self.all("organizations"):
            for structure in record.get("structures", ()):
                for unit in units_of(structure):
                    found[unit].append((body, structure))
        return found

    @cached_property
    def days(self) -> tuple[str, ...]:
        """Every day on which anything changes or evidence ages, and those beside it."""
        dates = {text for record in self.records.values() for text in _dates(record)}
        days = {self.as_of}
        for text in dates:
            for day in (first(text), last(text)):
                days |= {moved(day, step) for step in (-2, -1, 0, 1, 2)}
        for text in dates:
            for months in (12, 36):
                turn = months_later(last(text), months)
                days |= {turn, moved(turn, 1)}
        return tuple(sorted(days))


def units_of(structure: Record) -> list[str]:
    """The units that a structure lists."""
    return [
        unit["organization"] for group in structure.get("groups", ()) for unit in group["units"]
    ]


def _yaml(file: Path) -> Record:
    loaded: Record = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return loaded or {}


def _compact(value: Any) -> Any:
    """The same without what is empty, flags and numbers as YAML writes them."""
    if isinstance(value, dict):
        pairs = ((key, _compact(inner)) for key, inner in value.items())
        return {key: inner for key, inner in pairs if inner not in (None, "", [], {})}
    if isinstance(value, list):
        return [_compact(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool | int) else value


def _dates(value: Any) -> Iterator[str]:
    """Every date in a record."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _dates(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _dates(inner)
    elif isinstance(value, str) and _DATE.fullmatch(value):
        yield value
