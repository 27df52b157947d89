"""Knows an example for every rule and what the rules say of it; refuses to word any message."""

import datetime as dt
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from macros.annotations import as_text
from macros.freshness import checked_later
from macros.load import load
from macros.nodes import Mark
from macros.settings import as_of
from macros.sheet_marks import in_sheets
from macros.source import MOST_BYTES, Problems, problem, read

_FILE = Path(__file__).with_name("rules.yml")
_TODAY = dt.date(2031, 12, 31)
"""The day on which the examples are checked."""
_SIGN = re.compile(r"‹U\+([0-9A-F]{4,5})›|‹([0-9]+)×([^›]+)›")


@dataclass(frozen=True)
class Example:
    """A rule, what it means, and a piece of a file that breaks it, with the right one."""

    rule: str
    group: str
    """The heading under which it stands."""
    means: str
    file: str
    wrong: str
    right: str
    make: str = ""
    """How the breach is made where it is no text: `link`, `folder`, ..."""
    at: Sequence[str] = ("1", "1")
    """Line and column of what is `told`: a breach that would take another program to make."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What its sentence names."""


@cache
def _written() -> tuple[dict[str, str], tuple[Example, ...]]:
    node, problems = read(_FILE, _FILE.name)
    if node is None or problems:
        raise Problems(problems)
    plain = node.plain()
    found = [
        Example(rule, group["title"], **{"wrong": "", "right": "", **values})
        for group in plain["groups"]
        for rule, values in group["rules"].items()
    ]
    return {name: f"{text}\n" for name, text in plain["base"].items()}, tuple(found)


def examples() -> tuple[Example, ...]:
    """All of them, in the order of the page."""
    return _written()[1]


def found(example: Example, lang: str, is_wrong: bool = True) -> tuple[tuple[str, ...], str]:
    """The rules that an example breaks, and what is printed of it."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        try:
            _run(example, data, is_wrong)
        except Problems as problems:
            report = as_text if example.make != "told" else in_sheets
            text = report(problems, lang).rpartition("\n")[0]
            rules = tuple(one.rule for one in problems.found)
            return rules, text.replace(f"{data.as_posix()}/", "").replace(f"{folder}/", "")
    return (), ""


def _run(example: Example, data: Path, is_wrong: bool) -> None:
    """Make the data of an example and check it; raise Problems if it breaks a rule."""
    for name, text in _texts(example, is_wrong):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_bytes(text.encode())
    if is_wrong and example.make:
        _make(example, data)
    if later := list(checked_later(load(data), _TODAY)):
        raise Problems(later)


def _texts(example: Example, is_wrong: bool) -> Iterator[tuple[str, str]]:
    base = _written()[0]
    for name, text in base.items():
        is_changed = is_wrong and name == example.file and not example.make
        yield name, text.replace(example.right, _signs(example.wrong)) if is_changed else text
    if example.file not in base and is_wrong and not example.make:
        yield example.file, example.wrong


def _signs(text: str) -> str:
    """`‹U+200B›` as the character, `‹42×[›` as so many brackets."""
    return _SIGN.sub(
        lambda sign: chr(int(sign[1], 16)) if sign[1] else sign[3] * int(sign[2]), text
    )


def _make(example: Example, data: Path) -> None:
    file = data / example.file
    if example.make == "bytes":
        file.write_bytes(b"name: H\xf2p\n")
    elif example.make == "big":
        file.write_bytes(b"#" * (MOST_BYTES + (1 << 20)))
    elif example.make == "folder":
        file.mkdir()
    elif example.make == "lost":
        file.unlink()
    elif example.make == "day":
        as_of({"AS_OF": example.wrong})
    elif example.make == "nothing":
        load(data.parent / example.file)
    elif example.make == "told":
        mark = Mark(*map(int, example.at))
        raise Problems([problem(example.file, mark, example.rule, **example.values)])
    elif example.make == "gone":
        raise Problems(read(file, file.as_posix())[1])
    else:
        # A link can not be made everywhere; a page is looked at by the build alone.
        rule = "symbolic-link" if example.make == "link" else "stray-page"
        path = file.as_posix() if example.make == "link" else example.file
        raise Problems([problem(path, Mark(), rule)])
