"""From files to a checked register, or every problem with its place and a suggestion."""

from macros.validation.load import LITTER, load_data
from macros.validation.model_errors import seen
from macros.validation.report import REPORT_FORMATS
from macros.validation.review_dates import REVIEW_MONTHS, checked_in_future, due_reviews
from macros.validation.rule_examples import load_rule_examples, problems_of_all
from macros.validation.rules.consistency import count_of

__all__ = [
    "LITTER",
    "REPORT_FORMATS",
    "REVIEW_MONTHS",
    "checked_in_future",
    "count_of",
    "due_reviews",
    "load_data",
    "load_rule_examples",
    "problems_of_all",
    "seen",
]
