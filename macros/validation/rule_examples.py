"""Knows an example for every rule and what the rules say of it; refuses to word any message."""

import datetime as dt
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from pathlib import Path

from macros.settings import as_of
from macros.validation.load import load_data
from macros.validation.report import as_text
from macros.validation.review_dates import checked_in_future
from macros.yamlio import MAX_FILE_BYTES, CellMark, Mark, Problems, problem, read_yaml

_FILE = Path(__file__).with_name("rules.yml")
_TODAY = dt.date(2031, 12, 31)
"""The day on which the examples are checked."""
_SIGN = re.compile(r"‹U\+([0-9A-F]{4,5})›|‹([0-9]+)×([^›]+)›")


@dataclass(frozen=True)
class RuleExample:
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
    at: Sequence[str] = ()
    """The cell of what is `told`, if it is in one: it would take another program to make it."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What its sentence names."""


@cache
def _written() -> tuple[dict[str, str], tuple[RuleExample, ...]]:
    node, problems = read_yaml(_FILE, _FILE.name)
    if node is None or problems:
        raise Problems(problems)
    plain = node.plain()
    found = [
        RuleExample(rule, group["title"], **{"wrong": "", "right": "", **values})
        for group in plain["groups"]
        for rule, values in group["rules"].items()
    ]
    return {name: f"{text}\n" for name, text in plain["base"].items()}, tuple(found)


def load_rule_examples() -> tuple[RuleExample, ...]:
    """All of them, in the order of the page."""
    return _written()[1]


def problems_of(
    example: RuleExample, lang: str, is_wrong: bool = True
) -> tuple[tuple[str, ...], str]:
    """The rules that an example breaks, and what is printed of it."""
    with tempfile.TemporaryDirectory() as folder:
        return _Desk(Path(folder)).found(example, lang, is_wrong)


def problems_of_all(lang: str) -> list[str]:
    """What is printed of every example, all of them run in one folder."""
    with tempfile.TemporaryDirectory() as folder:
        desk = _Desk(Path(folder))
        return [desk.found(one, lang, is_wrong=True)[1] for one in load_rule_examples()]


class _Desk:
    """A folder of good data, in which one example after the other is run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._written = 0
        for name, text in _written()[0].items():
            self._put(name, text)

    def found(self, example: RuleExample, lang: str, is_wrong: bool) -> tuple[tuple[str, ...], str]:
        """The rules that an example breaks and what is printed; the folder is left as it was."""
        try:
            self._run(example, is_wrong)
        except Problems as problems:
            text = as_text(problems, lang).rpartition("\n")[0]
            rules = tuple(one.rule for one in problems.found)
            places = (f"{self._data.as_posix()}/", ""), (f"{self._folder}/", "")
            return rules, reduce(lambda told, place: told.replace(*place), places, text)
        finally:
            self._tidy(example)
        return (), ""

    def _run(self, example: RuleExample, is_wrong: bool) -> None:
        """Make the data of an example and check it; raise Problems if it breaks a rule."""
        if is_wrong and example.make:
            _make(example, self._data)
        elif is_wrong:
            text = _written()[0].get(example.file)
            wrong = _signs(example.wrong)
            self._put(example.file, text.replace(example.right, wrong) if text else example.wrong)
        if later := list(checked_in_future(load_data(self._data), _TODAY)):
            raise Problems(later)

    def _put(self, name: str, text: str) -> None:
        """Write a file with a time of its own: one of the same size must not pass for it."""
        file = self._data / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        self._written += 1
        os.utime(file, (self._written, self._written))

    def _tidy(self, example: RuleExample) -> None:
        if example.make == "told":
            return
        file = self._data / example.file
        if file.is_dir():
            file.rmdir()
        elif example.file not in _written()[0]:
            file.unlink(missing_ok=True)
        if example.file in _written()[0]:
            self._put(example.file, _written()[0][example.file])


def _signs(text: str) -> str:
    """`‹U+200B›` as the character, `‹42×[›` as so many brackets."""
    return _SIGN.sub(
        lambda sign: chr(int(sign[1], 16)) if sign[1] else sign[3] * int(sign[2]), text
    )


def _make(example: RuleExample, data: Path) -> None:
    file = data / example.file
    if example.make == "bytes":
        file.write_bytes(b"name: H\xf2p\n")
    elif example.make == "big":
        file.write_bytes(b"#" * (MAX_FILE_BYTES + (1 << 20)))
    elif example.make == "folder":
        file.mkdir()
    elif example.make == "lost":
        file.unlink()
    elif example.make == "day":
        as_of({"AS_OF": example.wrong})
    elif example.make == "nothing":
        load_data(data.parent / example.file)
    elif example.make == "told":
        mark = CellMark(*map(int, example.at)) if example.at else Mark()
        raise Problems([problem(example.file, mark, example.rule, **example.values)])
    elif example.make == "gone":
        raise Problems(read_yaml(file, file.as_posix())[1])
    else:
        # A link can not be made everywhere; a page is looked at by the build alone.
        rule = "symbolic-link" if example.make == "link" else "stray-page"
        path = file.as_posix() if example.make == "link" else example.file
        raise Problems([problem(path, Mark(), rule)])
