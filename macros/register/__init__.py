"""All records of a data folder, joined both ways, and the address of each part.

`Register` holds an `Entry` for each record and a `Link` for each reference; `addresses` says where
the site shows an address.
"""

from macros.register.addresses import fragment_of, page_uri, part_fragments
from macros.register.entries import Entry, Finding, Link, is_entry_of, without_fragment
from macros.register.register import (
    Register,
    all_memberships,
    is_unreadable,
    memoized,
    newest_name,
)

__all__ = [
    "Entry",
    "Finding",
    "Link",
    "Register",
    "all_memberships",
    "fragment_of",
    "is_entry_of",
    "is_unreadable",
    "memoized",
    "newest_name",
    "page_uri",
    "part_fragments",
    "without_fragment",
]
