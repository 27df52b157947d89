"""Blanks that nobody sees: special ones, several in a row, at the ends of a text."""

import re

BLANKS = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
"""A pattern for blanks of a special width, or that keep two words on one line."""
_SPECIAL = re.compile(BLANKS)
_RUN = re.compile(f"[ \t{BLANKS[1:-1]}]+")


def single_blanks(text: str) -> str:
    """A text without blanks at its ends, with one common blank in the place of any others.

    Line breaks stay as they are, and so does a text with indented lines: they are meant.
    """
    is_tidy = "  " not in text and text[:1] != " " and text[-1:] != " " and "\t" not in text
    if "\n " in text or (is_tidy and (text.isascii() or not _SPECIAL.search(text))):
        return text
    return _RUN.sub(" ", text).strip(" ")
