"""Knows how a record gets another id and every reference follows; refuses to lose the old one."""

import re
from collections import defaultdict
from pathlib import Path

from macros.changes.changeset import Declined, Desk
from macros.model import ID_PATTERN, key_order
from macros.register import Entry, without_fragment
from macros.yamlio import Loc, insert_item, rename_key, replace_text

_MACROS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def rename_record(desk: Desk, entry: Entry, name: str) -> None:
    """Propose another id for a record: its file, its former ids, and whatever names it.

    Raise Declined when the id is not clean or is in use.
    """
    new = f"{entry.collection}/{name}"
    if not ID_PATTERN.fullmatch(name):
        raise Declined("unclean-id", value=name)
    is_own_former = name in entry.record.former_ids
    if (
        name == entry.id
        or new in desk.register
        or (new in desk.register.former and not is_own_former)
    ):
        raise Declined("taken", value=new)
    for path, locs in _references(desk, entry).items():
        desk.set_text(path, replace_text(desk.text(path), locs, entry.address, new))
    _note(desk, entry, name)
    _move(desk, entry, name)
    for path in sorted((desk.data.parent / "docs").rglob("*.md")):
        if not path.is_symlink() and entry.address.encode() in path.read_bytes():
            desk.set_text(path, rename_in_page(desk.text(path), entry.address, new))


def _references(desk: Desk, entry: Entry) -> dict[Path, list[Loc]]:
    """The places that name a record or a part of it, by file."""
    found: dict[Path, list[Loc]] = defaultdict(list)
    for link in desk.register.links_to(entry.address):
        if without_fragment(link.target) == entry.address:
            found[Path(link.origin.path)].append((*desk.loc(link.origin), *link.loc))
    return found


def _note(desk: Desk, entry: Entry, name: str) -> None:
    """Keep the old id; one that is taken up again is a former id no more."""
    path, loc = Path(entry.path), desk.loc(entry)
    old = [one for one in entry.record.former_ids if one != name]
    if len(old) == len(entry.record.former_ids) and old:
        desk.set_text(path, insert_item(desk.text(path), (*loc, "former_ids"), entry.id))
    else:
        desk.put(path, loc, "former_ids", [*old, entry.id], key_order(type(entry.record)))


def _move(desk: Desk, entry: Entry, name: str) -> None:
    path = Path(entry.path)
    if desk.loc(entry):
        desk.set_text(path, rename_key(desk.text(path), entry.id, name))
    else:
        desk.move(path, path.with_name(f"{name}.yml"))


def rename_in_page(text: str, old: str, new: str) -> str:
    """A page written by hand, in which macros and links name a record by its new address."""
    end = r"(?![a-z0-9-])"
    quoted = re.compile(rf"(?<=[\"']){re.escape(old)}(?=[\"'#])")
    text = _MACROS.sub(lambda macro: quoted.sub(new, macro[0]), text)
    inline = re.compile(rf"(?<=\]\()((?:\.{{0,2}}/)*){re.escape(old)}(?=\.md[)#\s])")
    text = inline.sub(lambda link: f"{link[1]}{new}", text)
    defined = re.compile(rf"^(\[[^\]]+\]:\s*(?:\.{{0,2}}/)*){re.escape(old)}(?=\.md){end}", re.M)
    return defined.sub(lambda link: f"{link[1]}{new}", text)
