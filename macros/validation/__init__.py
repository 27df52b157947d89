"""From files to a checked register, or every problem with its place and a suggestion."""

from macros.validation.data_snapshot import DataFiles, read_folder, require_folder
from macros.validation.load import load_data, load_files, load_for_build
from macros.validation.model_errors import describe_value
from macros.validation.published_addresses import (
    ADDRESSES_FILE,
    published_text,
    read_published,
)
from macros.validation.report import REPORT_FORMATS
from macros.validation.review_dates import REVIEW_MONTHS, due_reviews, future_checks
from macros.validation.rule_examples import example_messages, load_rule_examples
from macros.validation.rules.integrity import count_of
from macros.validation.translations import untranslated_texts

__all__ = [
    "ADDRESSES_FILE",
    "REPORT_FORMATS",
    "REVIEW_MONTHS",
    "DataFiles",
    "count_of",
    "describe_value",
    "due_reviews",
    "example_messages",
    "future_checks",
    "load_data",
    "load_files",
    "load_for_build",
    "load_rule_examples",
    "published_text",
    "read_folder",
    "read_published",
    "require_folder",
    "untranslated_texts",
]
