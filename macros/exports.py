"""Knows the files that let others check the data; refuses to leave out a field."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from macros.links import Links
from macros.model import COLLECTIONS
from macros.register import Entry, Register


def exports(register: Register, day: dt.date, links: Links) -> Iterator[tuple[str, str]]:
    """Path within the site and text of each file: `api/v1/<collection>.json`.

    A record holds its `address`, the `url` of its page within the site, and every field.
    """
    for collection in COLLECTIONS:
        records = [_record(entry, links) for entry in register.all(collection)]
        content = {"collection": collection, "as_of": str(day), "records": records}
        text = json.dumps(content, ensure_ascii=False, indent=1)
        yield f"api/v1/{collection}.json", f"{text}\n"


def _record(entry: Entry, links: Links) -> dict[str, Any]:
    fields = entry.record.model_dump(mode="json")
    return {"address": entry.address, "url": links.to(entry.address), **fields}
