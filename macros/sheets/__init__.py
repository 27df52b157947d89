"""A collection as Excel or CSV, and back."""

from macros.sheets.exchange import guess_collection, save_sheets, stage_sheet_file
from macros.sheets.record_tree import RecordTree
from macros.sheets.values import SheetUnreadable

__all__ = [
    "RecordTree",
    "SheetUnreadable",
    "guess_collection",
    "save_sheets",
    "stage_sheet_file",
]
