"""Invents an institution of any size, as rich as the real one."""

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.support.sites import ROOT

_ID = re.compile("[a-z0-9-]+")
_BODY = re.compile("(?<=organizations/)[a-z0-9-]+")
_NUMBER = re.compile(r"^number: [^\d\n]*\d+", re.MULTILINE)
_KEY = re.compile("^(?=[a-z0-9])", re.MULTILINE)
REAL = ROOT / "data"
_ONE_FILE = ("terms", "sources", "needs")
_ONCE = ("labels.yml", "assertions.yml")
_NAMED = ("people", "organizations")
_APART = ("sources", "terms", "events", "people", "organizations", "legislation")
"""The collections whose records can be copied alone; the others count or name their fellows."""


@dataclass(frozen=True)
class _Piece:
    """The text of one record, and where it stands."""

    path: Path
    id: str
    text: str

    @property
    def collection(self) -> str:
        return self.path.parts[0].removesuffix(".yml")


def grown(folder: Path, count: int, seed: int = 7) -> int:
    """Write `count` records into `folder`; the same bytes for the same seed.

    The institution is the real one and as many copies of its records as it takes, each copy with
    ids, names and references of its own, in an order drawn by `seed`; so it has the same shapes,
    lengths and links for each record. The last copy may hold a part of the records, drawn by
    `seed` from each collection alike; what they refer to beyond that part is the real institution.
    Return how many records there are: never fewer than the real ones.
    """
    shutil.copytree(REAL, folder, dirs_exist_ok=True)
    (folder / "assertions.yml").unlink()
    pieces, chance = list(_pieces()), Random(seed)
    whole, more = divmod(count, len(pieces))
    copies = list(range(2, whole + 1))
    chance.shuffle(copies)
    part = _part(pieces, more, chance) if whole else []
    for copy, chosen in [*((copy, pieces) for copy in copies), (whole + 1, part)]:
        ids = _ids(chosen)
        for piece in chosen:
            _copy(folder, piece, ids, copy)
    for piece in pieces:
        if piece.collection not in _ONE_FILE:
            text = _told_apart(piece.text, piece, 1)
            (folder / piece.path).write_text(text, encoding="utf-8")
    return len(pieces) * max(whole, 1) + len(part)


def real_count() -> int:
    """How many records the real institution has."""
    return len(list(_pieces()))


def _pieces() -> Iterator[_Piece]:
    """The records of the real institution."""
    for file in sorted(one for one in REAL.rglob("*.yml") if one.name not in _ONCE):
        path, text = file.relative_to(REAL), file.read_text(encoding="utf-8")
        if len(path.parts) == 2:
            yield _Piece(path, path.stem, text)
            continue
        for block in _KEY.split(text)[1:]:
            yield _Piece(path, block.partition(":")[0], block)


def _part(pieces: list[_Piece], count: int, chance: Random) -> list[_Piece]:
    """So many of the records that can be copied alone, of each collection about the same share.

    A person brings the bodies she belongs to: two can not hold one post at a time.
    """
    groups = {name: [one for one in pieces if one.collection == name] for name in _APART}
    shares = []
    for group in groups.values():
        chance.shuffle(group)
        shares += [((at + 1) / len(group), piece) for at, piece in enumerate(group)]
    shares.sort(key=lambda share: share[0])
    bodies = {piece.id: piece for piece in groups["organizations"]}
    found: dict[_Piece, None] = {}
    for _, piece in shares:
        if piece.collection == "people":
            found |= dict.fromkeys(bodies[id_] for id_ in _BODY.findall(piece.text))
        found[piece] = None
    return list(found)[:count]


def _ids(pieces: list[_Piece]) -> dict[str, set[str]]:
    """The ids of each collection."""
    found: dict[str, set[str]] = defaultdict(set)
    for piece in pieces:
        found[piece.collection].add(piece.id)
    return found


def _renamed(text: str, ids: dict[str, set[str]], copy: int) -> str:
    """A record of which every address of a copied record is that of the copy."""
    pieces = text.split("/")
    for at in range(1, len(pieces)):
        before = pieces[at - 1].rpartition(" ")[2].rpartition("[")[2].rpartition("{")[2]
        if before in ids:
            id_ = _ID.match(pieces[at])
            if id_ and id_[0] in ids[before]:
                pieces[at] = f"{id_[0]}-{copy}{pieces[at][id_.end() :]}"
    return "/".join(pieces)


def _told_apart(text: str, piece: _Piece, copy: int) -> str:
    """Whoever shares a name with all copies says which copy it is; documents have own numbers."""
    if piece.collection == "legislation" and copy > 1:
        text = _NUMBER.sub(lambda number: f"{number[0]}{copy:03}", text)
    is_named = piece.collection in _NAMED and "\ndisambiguation:" not in f"\n{text}"
    return f"disambiguation: bản {copy}\n{text}" if is_named else text


def _copy(folder: Path, piece: _Piece, ids: dict[str, set[str]], copy: int) -> None:
    text = _renamed(piece.text, ids, copy)
    if piece.collection in _ONE_FILE:
        with (folder / piece.path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{piece.id}-{copy}{text.removeprefix(piece.id)}")
    else:
        name = folder / piece.path.parts[0] / f"{piece.id}-{copy}.yml"
        name.write_text(_told_apart(text, piece, copy), encoding="utf-8")
