"""All records of a data folder, joined both ways.

`Register` holds an `Entry` for each record and a `Link` for each reference.
"""

from macros.register.entries import Entry, Finding, Link, is_entry_of, without_fragment
from macros.register.register import (
    Register,
    all_memberships,
    has_unread_name,
    has_unreadable,
    is_unreadable,
    memoized,
    names_of,
    newest_name,
)

__all__ = [
    "Entry",
    "Finding",
    "Link",
    "Register",
    "all_memberships",
    "has_unread_name",
    "has_unreadable",
    "is_entry_of",
    "is_unreadable",
    "memoized",
    "names_of",
    "newest_name",
    "without_fragment",
]
