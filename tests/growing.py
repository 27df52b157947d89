"""Knows how an institution of any size is invented, as rich as ours; refuses to judge it."""

import re
import shutil
from collections import defaultdict
from pathlib import Path
from random import Random

from tests.sites import ROOT

_ID = re.compile("[a-z0-9-]+")
REAL = ROOT / "data"
_ONE_FILE = ("terms", "sources", "needs")
_ONCE = ("labels.yml", "assertions.yml")
_NAMED = ("people", "organizations")


def grown(folder: Path, count: int, seed: int = 7) -> int:
    """Write at least `count` records into `folder`; the same bytes for the same seed.

    The institution is the real one and as many copies of its records as it takes, each copy with
    ids, names and references of its own, in an order drawn by `seed`; so it has the same shapes,
    lengths and links for each record. Return how many records there are.
    """
    shutil.copytree(REAL, folder, dirs_exist_ok=True)
    (folder / "assertions.yml").unlink()
    texts = {one.relative_to(REAL): one.read_text(encoding="utf-8") for one in _files()}
    ids = _ids(texts)
    each = sum(len(found) for found in ids.values())
    copies = list(range(2, -(-count // each) + 1))
    Random(seed).shuffle(copies)
    for copy in copies:
        for path, text in texts.items():
            renamed = _renamed(text, path, ids, copy)
            _copy(folder, path, _told_apart(renamed, path, copy), copy)
    for path, text in texts.items():
        if len(path.parts) == 2:
            (folder / path).write_text(_told_apart(text, path, 1), encoding="utf-8")
    return each * (len(copies) + 1)


def _files() -> list[Path]:
    found = (one for one in REAL.rglob("*.yml") if one.name not in _ONCE)
    return sorted(found)


def _ids(texts: dict[Path, str]) -> dict[str, list[str]]:
    """The ids of each collection."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, text in texts.items():
        if len(path.parts) == 2:
            found[path.parts[0]].append(path.stem)
        else:
            keys = (line for line in text.splitlines() if line[:1].isalnum())
            found[path.stem] += [key.partition(":")[0] for key in keys]
    return found


def _renamed(text: str, path: Path, ids: dict[str, list[str]], copy: int) -> str:
    """A file of which every address, and every name that must be its own, is that of a copy."""
    pieces = text.split("/")
    for at in range(1, len(pieces)):
        before = pieces[at - 1].rpartition(" ")[2].rpartition("[")[2].rpartition("{")[2]
        if before in ids:
            id_ = _ID.match(pieces[at])
            if id_ and id_[0] in ids[before]:
                pieces[at] = f"{id_[0]}-{copy}{pieces[at][id_.end() :]}"
    lines = "/".join(pieces).split("\n")
    if path.stem in _ONE_FILE:
        lines = [_key(line, copy) for line in lines]
    return "\n".join(lines)


def _told_apart(text: str, path: Path, copy: int) -> str:
    """Whoever shares a name with all copies says which copy it is."""
    is_named = path.parts[0] in _NAMED and "\ndisambiguation:" not in f"\n{text}"
    return f"disambiguation: bản {copy}\n{text}" if is_named else text


def _key(line: str, copy: int) -> str:
    is_key = line[:1].isalnum() and line.endswith(":")
    return f"{line[:-1]}-{copy}:" if is_key else line


def _copy(folder: Path, path: Path, text: str, copy: int) -> None:
    if len(path.parts) == 1:
        with (folder / path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    else:
        (folder / path.parts[0] / f"{path.stem}-{copy}.yml").write_text(text, encoding="utf-8")
