"""A collection as Excel or CSV, and back."""

from macros.sheets.exchange import collection_of, compare_file, save_sheets
from macros.sheets.flat import Tree
from macros.sheets.values import Unreadable

__all__ = [
    "Tree",
    "Unreadable",
    "collection_of",
    "compare_file",
    "save_sheets",
]
