"""The typing error that likely lies behind an error of the YAML parser."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from macros.text import code_point

_KEY = re.compile(r"\s*(?:- +)*[\w.-]+\s*:(?:\s|$)")
_COLON_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*[\w.-]+:(?=[^\s:/])")
_BLOCK_SCALAR = re.compile(r"(?:^|\s)[|>][-+0-9]*\s*(?:#.*)?$")
_MERGE_MARK = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)")

_HASH = re.compile(r"\s(#.*)")
_WRONG_SIGN = {
    sign: {"sign": sign, "code": code_point(sign), "nearest": nearest}
    for signs, nearest in (("：﹕꞉∶︓", ":"), ("–—−‐‑•·▪*+", "-"), ("(", "{"))
    for sign in signs
}
"""The signs that are typed for one of YAML, with what their sentence names."""
_WRONG_COLON = re.compile(f"\\s*(?:- +)*[\\w.-]+ *([{''.join(_WRONG_SIGN)}])")
_WRONG_DASH = re.compile(f"\\s*(?:- +)*([{''.join(_WRONG_SIGN)}]) ")
_NUMBERED = re.compile(r"\s*((?:[0-9]{1,3}|[a-zđ])[.)]) ")
_OTHER_COMMENT = re.compile(r"\s*(//|/\*|<!--|--(?!-)|;|\{#)\s*(.*?)\s*(?:\*/|-->|#\})?$")

LineColumn = tuple[int, int]
"""Line and column, counted from 0."""


class Diagnosis(NamedTuple):
    """The rule that is broken, its place, and the values that its sentence names."""

    rule: str
    place: LineColumn
    values: dict[str, str]


def diagnose_error(
    lines: Sequence[str], message: str, place: LineColumn, context: str, context_place: LineColumn
) -> Diagnosis:
    """The likely cause of an error of libyaml: its message and place, its context and place."""
    numbers = [place[0], context_place[0]]
    if "mapping values are not allowed" in message:
        numbers.append(max(_line_above(lines, place[0]), 0))
    diagnosis = _diagnose_sign(lines, numbers)
    diagnosis = diagnosis or _diagnose_known(lines, message, place, context, context_place)
    if diagnosis.rule == "open-bracket":
        line, column = diagnosis.place
        comment = _HASH.search(lines[line], column)
        if comment and any(bracket in comment[1] for bracket in "]}"):
            values = {"text": comment[1].strip()}
            return Diagnosis("lost-after-hash", (line, comment.start(1)), values)
    return diagnosis


def _diagnose_sign(lines: Sequence[str], numbers: Sequence[int]) -> Diagnosis | None:
    """A sign at the beginning of a line that was typed for a dash, or behind a key for a colon."""
    for number in numbers:
        line = lines[number] if number < len(lines) else ""
        if match := _OTHER_COMMENT.match(line):
            values = {"sign": match[1], "nearest": f"# {match[2]}"}
            return Diagnosis("comment-sign", (number, match.start(1)), values)
        if match := _NUMBERED.match(line):
            return Diagnosis("wrong-sign", (number, match.start(1)), _numbered_sign(match[1]))
        for pattern, meant in ((_WRONG_DASH, "-"), (_WRONG_COLON, ":")):
            match = pattern.match(lines[number]) if number < len(lines) else None
            if match and _WRONG_SIGN[match[1]]["nearest"] == meant:
                return Diagnosis("wrong-sign", (number, match.start(1)), _WRONG_SIGN[match[1]])
    return None


def wrong_sign_in(key: str, *, has_value: bool) -> dict[str, str]:
    """What the sentence names of a sign that was typed for one of YAML; empty if none was."""
    if number := _NUMBERED.match(key):
        return _numbered_sign(number[1])
    first = _WRONG_SIGN.get(key[:1], {})
    if key[:1] == "(" or (key[1:2] == " " and first.get("nearest") == "-"):
        return first
    signs = (_WRONG_SIGN[sign] for sign in key if sign in _WRONG_SIGN)
    colons = (sign for sign in signs if sign["nearest"] == ":")
    return {} if has_value or key.isascii() else next(colons, {})


def _numbered_sign(sign: str) -> dict[str, str]:
    """The same of a number, `1.`, that was typed for the dash of a list."""
    return {"sign": sign, "code": code_point(sign[-1]), "nearest": "-"}


def missing_space_in(key: str, *, has_value: bool) -> int:
    """The offset in a key at which a space is missing: `-id: a`, `{id:a}`; 0 if none is."""
    if key.startswith("-"):
        return 1
    return 0 if has_value or key.endswith(":") else key.find(":") + 1


def _diagnose_known(
    lines: Sequence[str], message: str, place: LineColumn, context: str, context_place: LineColumn
) -> Diagnosis:
    if marks := [i for i, line in enumerate(lines) if _MERGE_MARK.match(line)]:
        return Diagnosis("merge-marks", (marks[0], 0), {})
    if "could not find expected ':'" in message:
        return _missing_colon(lines, context_place)
    if "mapping values are not allowed" in message:
        return _stray_colon(lines, place)
    if "quoted scalar" in context:
        if "stream" in message or "document" in message:
            sign = _character(lines, context_place)
            return Diagnosis("open-quote", context_place, {"sign": sign})
        return Diagnosis("bad-escape", place, {})
    if "' or '" in message:
        return _broken_flow(lines, place, context_place)
    if "node content" in message:
        return _missing_value(lines, place)
    if "expected key" in message or "expected '-'" in message:
        return _not_a_key(lines, place)
    return _diagnose_other(lines, message, place, context, context_place)


def _diagnose_other(
    lines: Sequence[str], message: str, place: LineColumn, context: str, context_place: LineColumn
) -> Diagnosis:
    if "cannot start any token" in message and lines[place[0]][: place[1]].endswith("{"):
        sign = lines[place[0]][place[1] - 1 : place[1] + 1]
        return Diagnosis("reserved-start", (place[0], place[1] - 1), {"sign": sign})
    if "cannot start any token" in message:
        return Diagnosis("reserved-start", place, {"sign": _character(lines, place)})
    if any(kind in context for kind in ("alias", "anchor", "tag")):
        sign = _character(lines, context_place)
        return Diagnosis("reserved-start", context_place, {"sign": sign})
    if "directive" in context or "incompatible" in message or _starts_above(lines, place, "%"):
        number = next((i for i, line in enumerate(lines) if line.startswith("%")), place[0])
        return Diagnosis("reserved-start", (number, 0), {"sign": "%"})
    if "block scalar" in context:
        return Diagnosis("bad-block", place, {"sign": _character(lines, context_place)})
    if "block sequence entries" in message:
        return Diagnosis("list-on-key-line", place, {})
    if "<document start>" in message and _starts_above(lines, place, "..."):
        return Diagnosis("second-document", place, {})
    if "<document start>" in message:
        return Diagnosis("wrong-indent", place, {})
    if "too deep" in message:
        return Diagnosis("too-deep", place, {})
    return Diagnosis("bad-yaml", place, {})


def _starts_above(lines: Sequence[str], place: LineColumn, start: str) -> bool:
    return any(line.startswith(start) for line in lines[: place[0]])


def _character(lines: Sequence[str], place: LineColumn) -> str:
    line = lines[place[0]] if place[0] < len(lines) else ""
    return line[place[1] : place[1] + 1]


def _line_above(lines: Sequence[str], line: int) -> int:
    """The nearest line above that is neither blank nor a comment; -1 if there is none."""
    return next((i for i in range(line - 1, -1, -1) if lines[i].split("#")[0].strip()), -1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _missing_colon(lines: Sequence[str], context_place: LineColumn) -> Diagnosis:
    above = _line_above(lines, context_place[0])
    if match := _COLON_WITHOUT_SPACE.match(lines[context_place[0]]):
        return Diagnosis("missing-space", (context_place[0], match.end()), {"sign": ":"})
    if above >= 0 and _BLOCK_SCALAR.search(lines[above]):
        return Diagnosis("wrong-indent", context_place, {})
    return Diagnosis("missing-colon", context_place, {"text": lines[context_place[0]].strip()})


def _stray_colon(lines: Sequence[str], place: LineColumn) -> Diagnosis:
    line = lines[place[0]]
    if _KEY.match(line) is None or ":" in line[: place[1]]:
        return Diagnosis("colon-in-text", place, {})
    number = _line_above(lines, place[0])
    above, indent = lines[number] if number >= 0 else "", _indent(line)
    start = (number, _indent(above))
    if above and (match := _COLON_WITHOUT_SPACE.match(above)) and not _KEY.match(above):
        return Diagnosis("missing-space", (number, match.end()), {"sign": ":"})
    if above and ":" not in above and not above.lstrip().startswith("-"):
        return Diagnosis("missing-colon", start, {"text": above.strip()})
    if number > 0 and start[1] < indent == _indent(lines[_line_above(lines, number)]):
        return Diagnosis("wrong-indent", start, {})
    return Diagnosis("wrong-indent", (place[0], indent), {})


def _broken_flow(lines: Sequence[str], place: LineColumn, context_place: LineColumn) -> Diagnosis:
    line = lines[place[0]] if place[0] < len(lines) else ""
    is_new = place[0] > context_place[0] and (not line[place[1] :].strip() or _KEY.match(line))
    if is_new or _character(lines, place) in ("]", "}"):
        return Diagnosis("open-bracket", context_place, {"sign": _character(lines, context_place)})
    word = re.search(r"[\w-]+$", line[: place[1]]) if _character(lines, place) == ":" else None
    return Diagnosis("missing-comma", (place[0], word.start()) if word else place, {})


def _missing_value(lines: Sequence[str], place: LineColumn) -> Diagnosis:
    if sign := _character(lines, place):
        return Diagnosis("reserved-start", place, {"sign": sign})
    for number in range(min(place[0], len(lines) - 1), -1, -1):
        column = max(lines[number].rfind("["), lines[number].rfind("{"))
        if column >= 0:
            return Diagnosis("open-bracket", (number, column), {"sign": lines[number][column]})
    return Diagnosis("bad-yaml", place, {})


def _not_a_key(lines: Sequence[str], place: LineColumn) -> Diagnosis:
    before = lines[place[0]][: place[1]].rstrip() if place[0] < len(lines) else ""
    if not before:
        return Diagnosis("wrong-indent", place, {})
    if before[-1] in "\"'" and before.count(before[-1]) % 2:
        for number in range(place[0] - 1, -1, -1):
            if lines[number].count(before[-1]) % 2:
                place = (number, lines[number].rfind(before[-1]))
                return Diagnosis("open-quote", place, {"sign": before[-1]})
    if before[-1] in "\"']}":
        return Diagnosis("text-after-end", place, {"sign": before[-1]})
    return Diagnosis("bad-yaml", place, {})
