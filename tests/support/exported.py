"""Reads what a site exports, with dates and time ranges read anew."""

import calendar
import json
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

Record = dict[str, Any]
Verdict = bool | None
"""True: the records say so; False: they rule it out; None: they leave it open."""


def first(text: str) -> date:
    """The first day that a date of the records can mean."""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    return date(year, month or 1, day or 1)


def last(text: str) -> date:
    """The last day that it can mean."""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def stated(fact: Record) -> bool:
    """Whether a source states it."""
    return fact["basis"] == "stated" and bool(fact["citations"])


def during(part: Record, day: date) -> Verdict:
    """Whether a day lies in a time range, as far as its dates tell."""
    start, end = part.get("start_date"), part.get("end_date")
    if (start and day < first(start)) or (end and day > last(end)):
        return False
    known = [one for one in (start, end, *part.get("attested", ())) if one]
    if known and min(map(last, known)) <= day <= max(map(first, known)):
        return True
    return None


class World:
    """The exports of a site: texts by path within it."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.records: dict[str, Record] = {}
        for text in texts.values():
            for record in json.loads(text).get("records", ()):
                self.records[record["address"]] = record
        content = json.loads(texts["api/v1/self-check.json"])
        self.questions: list[Record] = content["questions"]
        self.day = date.fromisoformat(content["as_of"])

    def all(self, collection: str) -> list[Record]:
        """The records of a collection."""
        return [one for key, one in self.records.items() if key.startswith(f"{collection}/")]

    @cached_property
    def memberships(self) -> list[tuple[str, Record]]:
        """Every membership with the person's address."""
        return [
            (person["address"], one)
            for person in self.all("people")
            for one in person["memberships"]
        ]

    @cached_property
    def relations(self) -> list[tuple[str, str, Record]]:
        """Every relation between two records: who acts, on what, and the relation."""
        return [
            (document["address"], one["target"], one)
            for document in self.all("legislation")
            for one in document["relations"]
            if one["target"]
        ]

    def post(self, address: str) -> Record:
        """A post by its address."""
        body, _, name = address.partition("#")
        found: Record = next(one for one in self.records[body]["posts"] if one["id"] == name)
        return found

    def is_there(self, address: str, day: date) -> Verdict:
        """Whether a post and its body existed; None where no date rules it out."""
        body = self.records[address.partition("#")[0]]
        start, end = body["founding"] or {}, body["dissolution"] or {}
        life = {"start_date": start.get("date"), "end_date": end.get("date")}
        times = (during(life, day), during(self.post(address), day))
        return False if False in times else None
