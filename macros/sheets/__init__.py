"""A collection as Excel or CSV, and back."""

from macros.sheets.exchange import (
    collection_of,
    compare_file,
    compare_sheets,
    export_sheets,
    save_sheets,
)
from macros.sheets.flat import Tree, renumbered, same_record, to_tree
from macros.sheets.layout import sheet_tables
from macros.sheets.record_diff import Splicer
from macros.sheets.values import FoundCell, Grid, Unreadable, WrittenCell

__all__ = [
    "FoundCell",
    "Grid",
    "Splicer",
    "Tree",
    "Unreadable",
    "WrittenCell",
    "collection_of",
    "compare_file",
    "compare_sheets",
    "export_sheets",
    "renumbered",
    "same_record",
    "save_sheets",
    "sheet_tables",
    "to_tree",
]
