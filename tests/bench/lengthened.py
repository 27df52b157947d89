"""Makes a list of any length from a built one."""

import datetime as dt
import re
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from macros.pages import Site
from macros.queries import list_table
from macros.register import Register
from tests.support.sites import AS_OF

_LIST = re.compile(r'<div class="list".*?</dialog>\s*</div>', re.DOTALL)


def lengthened(site: Path, register: Register, collection: str, rows: int) -> str:
    """The page of a list as it is with so many rows: its own, again and again.

    The template prints them, so that the page has whatever a long list has.
    """
    html = (site / collection / "index.html").read_text(encoding="utf-8")
    shown = Site(register, dt.date.fromisoformat(AS_OF))
    own = list_table(register, collection, shown.day)
    long = replace(own, rows=tuple(islice(cycle(own.rows), rows)))
    body = shown.page(f"{collection}/").render(
        "views/table.html.j2", collection=collection, table=long
    )
    (printed,) = _LIST.findall(body)
    page, count = _LIST.subn(lambda _: printed, html)
    assert count == 1, f"{collection} has {count} lists"
    return page
