"""The texts of the interface (`labels`, labels.yml) and the names of keys (`field_labels`)."""

from macros.i18n.field_labels import (
    choice_by_label,
    choice_label,
    field_help,
    field_labels,
    field_title,
    model_help,
    model_title,
    value_hint,
)
from macros.i18n.labels import (
    LABELS_FILE,
    LANGUAGES,
    MAX_PRINTED,
    Labels,
    MissingLabel,
    alphabets_in,
    error_report,
    join_labels,
    load_labels,
    problem_line,
    problem_sentences,
    unprinted_line,
)

__all__ = [
    "LABELS_FILE",
    "LANGUAGES",
    "MAX_PRINTED",
    "Labels",
    "MissingLabel",
    "alphabets_in",
    "choice_by_label",
    "choice_label",
    "error_report",
    "field_help",
    "field_labels",
    "field_title",
    "join_labels",
    "load_labels",
    "model_help",
    "model_title",
    "problem_line",
    "problem_sentences",
    "unprinted_line",
    "value_hint",
]
