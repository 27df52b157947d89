"""Runs an example of each rule, to show what the rule says of it."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from macros.settings import as_of
from macros.validation.data_snapshot import DataFiles
from macros.validation.excerpt import Excerpts
from macros.validation.load import load_files
from macros.validation.report import as_text
from macros.validation.review_dates import future_checks
from macros.yamlio import (
    MAX_FILE_BYTES,
    CellMark,
    Mark,
    Problems,
    problem,
    read_content,
    read_yaml,
)

_FILE = Path(__file__).with_name("rules.yml")
_TODAY = dt.date(2031, 12, 31)
"""The day on which the examples are checked."""
_ESCAPE = re.compile(r"‹U\+([0-9A-F]{4,5})›|‹([0-9]+)×([^›]+)›")
_BYTES = {"bytes": b"name: H\xf2p\n", "big": b"#" * (MAX_FILE_BYTES + (1 << 20))}
"""The content of a file that is wrong by its bytes or its size."""
_NOT_FILES = {"folder": "not-a-file", "link": "symbolic-link"}


@dataclass(frozen=True)
class RuleExample:
    """A rule, what it means, and a piece of a file that breaks it, with the right one."""

    rule: str
    group: str
    """The heading under which it is listed."""
    means: str
    file: str
    wrong: str
    right: str
    make: str = ""
    """How the rule is broken where no text does it: `link`, `folder`, ..."""
    at: Sequence[str] = ()
    """Row and column of a problem in a cell that is `reported` as it would be by a sheet."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What its sentence names."""


@cache
def _parsed() -> tuple[dict[str, str], tuple[RuleExample, ...]]:
    """The files of good data, and the examples."""
    node, problems = read_yaml(_FILE, _FILE.name)
    if node is None or problems:
        raise Problems(problems)
    plain = node.plain()
    examples = [
        RuleExample(rule, group["title"], **{"wrong": "", "right": "", **values})
        for group in plain["groups"]
        for rule, values in group["rules"].items()
    ]
    return {path: f"{text}\n" for path, text in plain["base"].items()}, tuple(examples)


def load_rule_examples() -> tuple[RuleExample, ...]:
    """All examples, in the order of the page of rules."""
    return _parsed()[1]


def example_messages(lang: str) -> list[str]:
    """What `check` prints of every example."""
    return [run_example(example, lang)[1] for example in load_rule_examples()]


def run_example(
    example: RuleExample, lang: str, is_wrong: bool = True
) -> tuple[tuple[str, ...], str]:
    """The rules that an example breaks, and what `check` prints of it."""
    texts = _parsed()[0]
    good = DataFiles(Path(), {path: text.encode() for path, text in texts.items()})
    files = _broken(good, example) if is_wrong else good
    try:
        if is_wrong and example.make == "day":
            as_of({"AS_OF": example.wrong})
        if is_wrong and example.make == "reported":
            mark = CellMark(*map(int, example.at)) if example.at else Mark()
            raise Problems([problem(example.file, mark, example.rule, **example.values)])
        if later := list(future_checks(load_files(files), _TODAY)):
            raise Problems(later)
    except Problems as problems:
        text = as_text(problems, lang, Excerpts(files.bytes_at)).rpartition("\n")[0]
        return tuple(broken.rule for broken in problems.found), text
    return (), ""


def _broken(files: DataFiles, example: RuleExample) -> DataFiles:
    """The files with what an example does to one of them."""
    path = example.file
    if example.make in ("day", "reported"):
        return files
    if example.make == "lost":
        return files.overlaid({path: None})
    if example.make == "gone":
        content = read_content(_FILE.parent / path, path)
        return DataFiles(files.root, {**files.contents, path: content})
    if example.make in _NOT_FILES:
        refused = problem(path, Mark(), _NOT_FILES[example.make])
        return DataFiles(files.root, files.contents, {path: refused})
    if example.make:
        return files.overlaid({path: _BYTES[example.make]})
    text = _parsed()[0].get(path)
    wrong = text.replace(example.right, _unescaped(example.wrong)) if text else example.wrong
    return files.overlaid({path: wrong.encode()})


def _unescaped(text: str) -> str:
    """`‹U+200B›` as the character, `‹42×[›` as so many brackets."""
    return _ESCAPE.sub(
        lambda escape: chr(int(escape[1], 16)) if escape[1] else escape[3] * int(escape[2]), text
    )
