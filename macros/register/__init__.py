"""All records, joined both ways."""

from macros.register.entries import Entry, Finding, Link, base, markers
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
    "is_unreadable",
    "markers",
    "name_of",
    "organization_at",
    "organization_of",
    "remembered",
]
