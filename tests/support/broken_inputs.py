"""Broken inputs: how they are written down, made, and compared with what is reported of them."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from macros.i18n import error_report
from macros.validation import DataFiles, load_files, read_folder
from macros.yamlio import Problems
from tests.conftest import INVENTED

FOLDER = INVENTED.parents[1] / "broken"
GOOD = replace(read_folder(INVENTED), root=Path())
"""The files of the invented institution, named as from its data folder."""
EVENT = """\
name: Hội chợ
summary: Bán cây giống.
date: 2031-05-01
kind: meeting
citations:
  - {source: sources/ban-sao}
"""
_SIGN = re.compile(r"‹U\+([0-9A-F]{4,5})›|‹([0-9]+)×([^›]+)›")


@dataclass(frozen=True)
class Case:
    """A change of the invented institution, and what is said of it."""

    name: str
    says: tuple[str, ...]
    """Each line of the report, in Vietnamese."""
    file: str = "events/x.yml"
    text: str | None = None
    """The whole file; else `old` in it becomes `new`."""
    old: str = ""
    new: str = ""
    at: str = ""
    """Line and column to which a person would point, found by hand; several: either will do."""
    near: str = ""
    """The right value, where it is within two letters of the wrong one."""

    @property
    def is_placed(self) -> tuple[bool, bool]:
        """Whether line and column of the first thing said are right."""
        line, column = (self.says[0].split(":")[1:3]) if self.says else ("", "")
        places = [place.split(":") for place in self.at.split()]
        return line in [one[0] for one in places], [line, column] in places


def cases() -> list[Case]:
    """All of `tests/data/broken/`, in the order of files and lines."""
    found = []
    for file in sorted(FOLDER.glob("*.yml")):
        listed: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
        found += [Case(**{**one, "says": tuple(one["says"])}) for one in listed]
    return found


def made(text: str) -> str:
    """`‹U+200B›` as the character, `‹1000×[›` as so many brackets."""

    def sign(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else found[3] * int(found[2])

    return _SIGN.sub(sign, text)


def broken(case: Case) -> DataFiles:
    """The invented institution with an event more, and the change in it."""
    files = GOOD.overlaid({"events/x.yml": EVENT.encode()})
    text = made(case.new if case.text is None else case.text)
    if case.text is None:
        content = files.contents[case.file]
        assert isinstance(content, bytes)
        before = content.decode()
        assert before.count(case.old) == 1, f"{case.name}: {before.count(case.old)} of {case.old!r}"
        text = before.replace(case.old, text)
    return files.overlaid({case.file: text.encode()})


def said(data: DataFiles | Path, lang: str = "vi") -> tuple[str, ...]:
    """What is reported of files or of a folder, with paths from there."""
    folder = f"{data.as_posix()}/" if isinstance(data, Path) else ""
    try:
        load_files(read_folder(data) if isinstance(data, Path) else data)
    except Problems as problems:
        lines = error_report(problems, lang).splitlines()[:-1]
        return tuple(line.replace(folder, "") if folder else line for line in lines)
    return ()
