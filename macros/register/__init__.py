"""All records, joined both ways, and the address of each part."""

from macros.register.addresses import fragment_of, page_uri, part_fragments
from macros.register.entries import Entry, Finding, Link, without_fragment
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
    "is_unreadable",
    "memoized",
    "newest_name",
    "page_uri",
    "part_fragments",
    "without_fragment",
]
