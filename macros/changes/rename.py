"""Proposes another id for a record; every reference follows, the old address is kept."""

import re
from collections import defaultdict
from pathlib import Path

from macros.changes.changeset import ChangeSet, EditRefused
from macros.model import id_breach, key_order
from macros.register import Entry, without_fragment
from macros.yamlio import Loc, insert_item, rename_key, replace_text

_MACROS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def rename_record(change_set: ChangeSet, entry: Entry, id_: str) -> None:
    """Propose another id for a record: its file, its former ids, and whatever names it.

    Raise EditRefused when the id is not clean or is in use.
    """
    new = f"{entry.collection}/{id_}"
    if breach := id_breach(id_, is_page=True):
        raise EditRefused(**breach)
    is_own_former = id_ in entry.record.former_ids
    if (
        id_ == entry.id
        or new in change_set.register
        or (new in change_set.register.former and not is_own_former)
    ):
        raise EditRefused("taken", value=new)
    for path, locs in _references(change_set, entry).items():
        change_set.set_text(path, replace_text(change_set.text(path), locs, entry.address, new))
    _keep_former_id(change_set, entry, id_)
    _move(change_set, entry, id_)
    for path in sorted((change_set.data.parent / "docs").rglob("*.md")):
        if not path.is_symlink() and entry.address.encode() in path.read_bytes():
            change_set.set_text(path, rename_in_page(change_set.text(path), entry.address, new))


def _references(change_set: ChangeSet, entry: Entry) -> dict[Path, list[Loc]]:
    """The places that name a record or a part of it, by file."""
    locs: dict[Path, list[Loc]] = defaultdict(list)
    for link in change_set.register.links_to(entry.address):
        if without_fragment(link.target) == entry.address:
            locs[Path(link.origin.path)].append((*change_set.loc(link.origin), *link.loc))
    return locs


def _keep_former_id(change_set: ChangeSet, entry: Entry, id_: str) -> None:
    """Keep the old id; one that is taken up again is a former id no more."""
    path, loc = Path(entry.path), change_set.loc(entry)
    old = [former for former in entry.record.former_ids if former != id_]
    if len(old) == len(entry.record.former_ids) and old:
        change_set.set_text(
            path, insert_item(change_set.text(path), (*loc, "former_ids"), entry.id)
        )
    else:
        change_set.put(path, loc, "former_ids", [*old, entry.id], key_order(type(entry.record)))


def _move(change_set: ChangeSet, entry: Entry, id_: str) -> None:
    path = Path(entry.path)
    if change_set.loc(entry):
        change_set.set_text(path, rename_key(change_set.text(path), entry.id, id_))
    else:
        change_set.move(path, path.with_name(f"{id_}.yml"))


def rename_in_page(text: str, old: str, new: str) -> str:
    """A page written by hand, in which macros and links name a record by its new address."""
    end = r"(?![a-z0-9-])"
    quoted = re.compile(rf"(?<=[\"']){re.escape(old)}(?=[\"'#])")
    text = _MACROS.sub(lambda macro: quoted.sub(new, macro[0]), text)
    inline = re.compile(rf"(?<=\]\()((?:\.{{0,2}}/)*){re.escape(old)}(?=\.md[)#\s])")
    text = inline.sub(lambda link: f"{link[1]}{new}", text)
    defined = re.compile(rf"^(\[[^\]]+\]:\s*(?:\.{{0,2}}/)*){re.escape(old)}(?=\.md){end}", re.M)
    return defined.sub(lambda link: f"{link[1]}{new}", text)
