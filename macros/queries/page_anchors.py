"""The page and the anchor of an address."""

import datetime as dt
from collections.abc import Mapping

from macros.queries.kinds import kind_of
from macros.register import Register, without_fragment


def page_uri(register: Register, address: str) -> str:
    """The source path of the page of a record: `people/x.md`."""
    entry = register[address]
    shared_page = kind_of(entry).shared_page
    return shared_page(entry) if shared_page else f"{without_fragment(address)}.md"


def fragment_of(register: Register, address: str, locator: str | None = None) -> str:
    """The fragment of an address on its page; empty for the page as a whole.

    With a locator, that of the nearest article or paragraph declared.
    """
    entry = register[address]
    if kind_of(entry).shared_page:
        return entry.id
    if "#" in address:
        return address.partition("#")[2]
    return kind_of(entry).locator_fragment(entry, locator) if locator else ""


def part_titles(
    register: Register, address: str, day: dt.date, lang: str = ""
) -> Mapping[str, str]:
    """The parts of a record that have an anchor on its page: their titles by fragment."""
    entry = register[address]
    return kind_of(entry).part_titles(entry, register.labels, day, lang)
