"""All records, joined both ways, and the address of each part."""

from macros.register.addresses import fragment_of, page_uri, part_fragments
from macros.register.entries import Entry, Finding, Link, base
from macros.register.register import (
    Register,
    all_memberships,
    is_unreadable,
    name_of,
    organization_at,
    organization_of,
    remembered,
)

__all__ = [
    "Entry",
    "Finding",
    "Link",
    "Register",
    "all_memberships",
    "base",
    "fragment_of",
    "is_unreadable",
    "name_of",
    "organization_at",
    "organization_of",
    "page_uri",
    "part_fragments",
    "remembered",
]
