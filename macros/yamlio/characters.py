"""Reports the characters of a text that mislead readers, searches or programs."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from macros.text import (
    BLANKS,
    MOST_MARKS,
    Alphabets,
    code_point,
    misread_lines,
    secrets_in,
    suspicious_characters,
)
from macros.yamlio.nodes import Mark
from macros.yamlio.problems import Problem, problem

_INDENT = re.compile(f"^(?: |{BLANKS})+", re.MULTILINE)
_SPECIAL_INDENT = re.compile(f"^ *({BLANKS})", re.MULTILINE)


def character_problems(
    text: str, shown: str, alphabets: Alphabets, *, is_unusual: bool
) -> Iterator[Problem]:
    """What is wrong with the characters of a file, `shown` in problems, whatever it says.

    `is_unusual`: whether it has a character that good data seldom has.
    """
    lines = (text.replace("\r\n", "\n") if "\r" in text else text).split("\n")
    misread = set()
    for number, column, encoding, restored in misread_lines(lines, is_unusual):
        misread.add(number)
        values = {"encoding": encoding, "nearest": restored}
        yield problem(shown, Mark(number, column), "misread-letters", **values)
    may_mislead = lines if is_unusual or "?" in text else ()
    for number, column, rule, character, nearest, word in suspicious_characters(
        may_mislead, is_unusual, alphabets
    ):
        if number not in misread:
            values = {"code": code_point(character), "most": str(MOST_MARKS)}
            values |= {"letter": character, "nearest": nearest, "word": word}
            yield problem(shown, Mark(number, column), rule, **values)
    if is_unusual:
        yield from _not_composed(lines, shown, misread)
        for match in _SPECIAL_INDENT.finditer(text):
            mark = _mark_at(text, match.start(1))
            yield problem(shown, mark, "special-indent", code=code_point(match[1]))
    for offset in secrets_in(text):
        yield problem(shown, _mark_at(text, offset), "secret")


def with_common_indent(text: str) -> str:
    """The text with a common blank for each special one at the beginning of a line."""
    return _INDENT.sub(lambda indent: " " * len(indent[0]), text)


def _not_composed(lines: Sequence[str], shown: str, misread: set[int]) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=1):
        if number not in misread and not unicodedata.is_normalized("NFC", line):
            composed = unicodedata.normalize("NFC", line)
            pairs = enumerate(zip(line, composed, strict=False))
            index = next((i for i, (typed, normal) in pairs if typed != normal), len(composed))
            yield problem(shown, Mark(number, index + 1), "not-nfc", text=line.strip())


def _mark_at(text: str, offset: int) -> Mark:
    return Mark(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
