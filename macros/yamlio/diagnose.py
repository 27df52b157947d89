"""Knows which slip of the hand lies behind an error of YAML; refuses to parse any."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_KEY = re.compile(r"\s*(?:- +)*[\w.-]+\s*:(?:\s|$)")
_GLUED = re.compile(r"\s*(?:- +)*[\w.-]+:(?=[^\s:/])")
_BLOCK = re.compile(r"(?:^|\s)[|>][-+0-9]*\s*(?:#.*)?$")

_MERGE = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)")

LineColumn = tuple[int, int]
"""Line and column, counted from 0."""


class Slip(NamedTuple):
    """What is wrong and where: the rule, its place, and the values that its sentence names."""

    rule: str
    place: LineColumn
    values: dict[str, str]


def slip(lines: Sequence[str], said: str, at: LineColumn, doing: str, since: LineColumn) -> Slip:
    """The likely cause of what libyaml `said` at a place while `doing` something since another."""
    if marks := [i for i, line in enumerate(lines) if _MERGE.match(line)]:
        return Slip("merge-marks", (marks[0], 0), {})
    if "could not find expected ':'" in said:
        return _no_colon(lines, since)
    if "mapping values are not allowed" in said:
        return _stray_colon(lines, at)
    if "quoted scalar" in doing:
        if "stream" in said or "document" in said:
            return Slip("open-quote", since, {"sign": _sign(lines, since)})
        return Slip("bad-escape", at, {})
    if "' or '" in said:
        return _in_brackets(lines, at, since)
    if "node content" in said:
        return _no_value(lines, at)
    if "expected key" in said or "expected '-'" in said:
        return _not_a_key(lines, at)
    return _other(lines, said, at, doing, since)


def _other(lines: Sequence[str], said: str, at: LineColumn, doing: str, since: LineColumn) -> Slip:
    if "cannot start any token" in said:
        return Slip("reserved-start", at, {"sign": _sign(lines, at)})
    if any(word in doing for word in ("alias", "anchor", "tag")):
        return Slip("reserved-start", since, {"sign": _sign(lines, since)})
    if "directive" in doing or "incompatible" in said or _after(lines, at, "%"):
        line = next((i for i, one in enumerate(lines) if one.startswith("%")), at[0])
        return Slip("reserved-start", (line, 0), {"sign": "%"})
    if "block scalar" in doing:
        return Slip("bad-block", at, {"sign": _sign(lines, since)})
    if "block sequence entries" in said:
        return Slip("list-on-key-line", at, {})
    if "<document start>" in said and _after(lines, at, "..."):
        return Slip("second-document", at, {})
    if "<document start>" in said:
        return Slip("wrong-indent", at, {})
    if "too deep" in said:
        return Slip("too-deep", at, {})
    return Slip("bad-yaml", at, {})


def _after(lines: Sequence[str], at: LineColumn, start: str) -> bool:
    return any(line.startswith(start) for line in lines[: at[0]])


def _sign(lines: Sequence[str], at: LineColumn) -> str:
    line = lines[at[0]] if at[0] < len(lines) else ""
    return line[at[1] : at[1] + 1]


def _above(lines: Sequence[str], line: int) -> int:
    """The nearest line above that is neither blank nor a comment; -1 if there is none."""
    return next((i for i in range(line - 1, -1, -1) if lines[i].split("#")[0].strip()), -1)


def _begin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _no_colon(lines: Sequence[str], since: LineColumn) -> Slip:
    above = _above(lines, since[0])
    if glued := _GLUED.match(lines[since[0]]):
        return Slip("missing-space", (since[0], glued.end()), {"sign": ":"})
    if above >= 0 and _BLOCK.search(lines[above]):
        return Slip("wrong-indent", since, {})
    return Slip("missing-colon", since, {"text": lines[since[0]].strip()})


def _stray_colon(lines: Sequence[str], at: LineColumn) -> Slip:
    line = lines[at[0]]
    key = _KEY.match(line)
    if key is None or ":" in line[: at[1]]:
        return Slip("colon-in-text", at, {})
    above = _above(lines, at[0])
    if above >= 0 and (glued := _GLUED.match(lines[above])) and not _KEY.match(lines[above]):
        return Slip("missing-space", (above, glued.end()), {"sign": ":"})
    if above >= 0 and ":" not in lines[above] and not lines[above].lstrip().startswith("-"):
        return Slip("missing-colon", (above, _begin(lines[above])), {"text": lines[above].strip()})
    if above > 0 and _begin(lines[above]) < _begin(line) == _begin(lines[_above(lines, above)]):
        return Slip("wrong-indent", (above, _begin(lines[above])), {})
    return Slip("wrong-indent", (at[0], _begin(line)), {})


def _in_brackets(lines: Sequence[str], at: LineColumn, since: LineColumn) -> Slip:
    line = lines[at[0]] if at[0] < len(lines) else ""
    is_new = at[0] > since[0] and (not line[at[1] :].strip() or _KEY.match(line))
    if is_new or _sign(lines, at) in ("]", "}"):
        return Slip("open-bracket", since, {"sign": _sign(lines, since)})
    word = re.search(r"[\w-]+$", line[: at[1]]) if _sign(lines, at) == ":" else None
    return Slip("missing-comma", (at[0], word.start()) if word else at, {})


def _no_value(lines: Sequence[str], at: LineColumn) -> Slip:
    if sign := _sign(lines, at):
        return Slip("reserved-start", at, {"sign": sign})
    for number in range(min(at[0], len(lines) - 1), -1, -1):
        column = max(lines[number].rfind("["), lines[number].rfind("{"))
        if column >= 0:
            return Slip("open-bracket", (number, column), {"sign": lines[number][column]})
    return Slip("bad-yaml", at, {})


def _not_a_key(lines: Sequence[str], at: LineColumn) -> Slip:
    before = lines[at[0]][: at[1]].rstrip() if at[0] < len(lines) else ""
    if not before:
        return Slip("wrong-indent", at, {})
    if before[-1] in "\"'" and before.count(before[-1]) % 2:
        for number in range(at[0] - 1, -1, -1):
            if lines[number].count(before[-1]) % 2:
                place = (number, lines[number].rfind(before[-1]))
                return Slip("open-quote", place, {"sign": before[-1]})
    if before[-1] in "\"']}":
        return Slip("text-after-end", at, {"sign": before[-1]})
    return Slip("bad-yaml", at, {})
