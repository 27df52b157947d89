"""The words of the interface and the names of fields, in each language."""

from macros.i18n.field_labels import (
    choice_label,
    field_help,
    field_labels,
    field_title,
    hint,
    model_help,
    model_title,
)
from macros.i18n.labels import (
    LABELS_FILE,
    LANGUAGES,
    Labels,
    MissingLabel,
    join_labels,
    load_labels,
    problem_count,
    problem_line,
    problem_sentence,
    report_problems,
)

__all__ = [
    "LABELS_FILE",
    "LANGUAGES",
    "Labels",
    "MissingLabel",
    "choice_label",
    "field_help",
    "field_labels",
    "field_title",
    "hint",
    "join_labels",
    "load_labels",
    "model_help",
    "model_title",
    "problem_count",
    "problem_line",
    "problem_sentence",
    "report_problems",
]
