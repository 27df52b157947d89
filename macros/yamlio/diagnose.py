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


class Diagnosis(NamedTuple):
    """What is wrong and where: the rule, its place, and the values that its sentence names."""

    rule: str
    place: LineColumn
    values: dict[str, str]


def diagnose_error(
    lines: Sequence[str], said: str, at: LineColumn, doing: str, since: LineColumn
) -> Diagnosis:
    """The likely cause of what libyaml `said` at a place while `doing` something since another."""
    if marks := [i for i, line in enumerate(lines) if _MERGE.match(line)]:
        return Diagnosis("merge-marks", (marks[0], 0), {})
    if "could not find expected ':'" in said:
        return _no_colon(lines, since)
    if "mapping values are not allowed" in said:
        return _stray_colon(lines, at)
    if "quoted scalar" in doing:
        if "stream" in said or "document" in said:
            return Diagnosis("open-quote", since, {"sign": _sign(lines, since)})
        return Diagnosis("bad-escape", at, {})
    if "' or '" in said:
        return _in_brackets(lines, at, since)
    if "node content" in said:
        return _no_value(lines, at)
    if "expected key" in said or "expected '-'" in said:
        return _not_a_key(lines, at)
    return _other(lines, said, at, doing, since)


def _other(
    lines: Sequence[str], said: str, at: LineColumn, doing: str, since: LineColumn
) -> Diagnosis:
    if "cannot start any token" in said:
        return Diagnosis("reserved-start", at, {"sign": _sign(lines, at)})
    if any(word in doing for word in ("alias", "anchor", "tag")):
        return Diagnosis("reserved-start", since, {"sign": _sign(lines, since)})
    if "directive" in doing or "incompatible" in said or _after(lines, at, "%"):
        line = next((i for i, one in enumerate(lines) if one.startswith("%")), at[0])
        return Diagnosis("reserved-start", (line, 0), {"sign": "%"})
    if "block scalar" in doing:
        return Diagnosis("bad-block", at, {"sign": _sign(lines, since)})
    if "block sequence entries" in said:
        return Diagnosis("list-on-key-line", at, {})
    if "<document start>" in said and _after(lines, at, "..."):
        return Diagnosis("second-document", at, {})
    if "<document start>" in said:
        return Diagnosis("wrong-indent", at, {})
    if "too deep" in said:
        return Diagnosis("too-deep", at, {})
    return Diagnosis("bad-yaml", at, {})


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


def _no_colon(lines: Sequence[str], since: LineColumn) -> Diagnosis:
    above = _above(lines, since[0])
    if glued := _GLUED.match(lines[since[0]]):
        return Diagnosis("missing-space", (since[0], glued.end()), {"sign": ":"})
    if above >= 0 and _BLOCK.search(lines[above]):
        return Diagnosis("wrong-indent", since, {})
    return Diagnosis("missing-colon", since, {"text": lines[since[0]].strip()})


def _stray_colon(lines: Sequence[str], at: LineColumn) -> Diagnosis:
    line = lines[at[0]]
    key = _KEY.match(line)
    if key is None or ":" in line[: at[1]]:
        return Diagnosis("colon-in-text", at, {})
    above = _above(lines, at[0])
    if above >= 0 and (glued := _GLUED.match(lines[above])) and not _KEY.match(lines[above]):
        return Diagnosis("missing-space", (above, glued.end()), {"sign": ":"})
    if above >= 0 and ":" not in lines[above] and not lines[above].lstrip().startswith("-"):
        return Diagnosis(
            "missing-colon", (above, _begin(lines[above])), {"text": lines[above].strip()}
        )
    if above > 0 and _begin(lines[above]) < _begin(line) == _begin(lines[_above(lines, above)]):
        return Diagnosis("wrong-indent", (above, _begin(lines[above])), {})
    return Diagnosis("wrong-indent", (at[0], _begin(line)), {})


def _in_brackets(lines: Sequence[str], at: LineColumn, since: LineColumn) -> Diagnosis:
    line = lines[at[0]] if at[0] < len(lines) else ""
    is_new = at[0] > since[0] and (not line[at[1] :].strip() or _KEY.match(line))
    if is_new or _sign(lines, at) in ("]", "}"):
        return Diagnosis("open-bracket", since, {"sign": _sign(lines, since)})
    word = re.search(r"[\w-]+$", line[: at[1]]) if _sign(lines, at) == ":" else None
    return Diagnosis("missing-comma", (at[0], word.start()) if word else at, {})


def _no_value(lines: Sequence[str], at: LineColumn) -> Diagnosis:
    if sign := _sign(lines, at):
        return Diagnosis("reserved-start", at, {"sign": sign})
    for number in range(min(at[0], len(lines) - 1), -1, -1):
        column = max(lines[number].rfind("["), lines[number].rfind("{"))
        if column >= 0:
            return Diagnosis("open-bracket", (number, column), {"sign": lines[number][column]})
    return Diagnosis("bad-yaml", at, {})


def _not_a_key(lines: Sequence[str], at: LineColumn) -> Diagnosis:
    before = lines[at[0]][: at[1]].rstrip() if at[0] < len(lines) else ""
    if not before:
        return Diagnosis("wrong-indent", at, {})
    if before[-1] in "\"'" and before.count(before[-1]) % 2:
        for number in range(at[0] - 1, -1, -1):
            if lines[number].count(before[-1]) % 2:
                place = (number, lines[number].rfind(before[-1]))
                return Diagnosis("open-quote", place, {"sign": before[-1]})
    if before[-1] in "\"']}":
        return Diagnosis("text-after-end", at, {"sign": before[-1]})
    return Diagnosis("bad-yaml", at, {})
