"""Knows how a new record comes into the files: id, place, keys; refuses to fill its gaps."""

from collections.abc import Mapping, Sequence
from typing import Any

from macros.changes.changeset import ChangeSet, EditRefused
from macros.changes.modeline import headed
from macros.model import COLLECTIONS, key_order
from macros.register import Register
from macros.text import slug
from macros.yamlio import Script, pair, put_value


def new_id(register: Register, collection: str, words: str, is_another: bool = False) -> str:
    """The id that words give; where it is taken, with a number behind it if it is another thing.

    Raise EditRefused when no letter remains, or when it is taken and may be the same thing.
    """
    found = slug(words)
    if not found:
        raise EditRefused("no-id", value=words)
    taken = {*register.entries, *register.former}
    if f"{collection}/{found}" in taken and not is_another:
        raise EditRefused("taken", value=f"{collection}/{found}")
    name, number = found, 2
    while f"{collection}/{name}" in taken:
        name, number = f"{found}-{number}", number + 1
    return name


def document_words(register: Register, kind: str, number: str | None, title: str) -> str:
    """What the id of a document is made of: its form and number, or its title."""
    if not number:
        return title
    if kind not in register.labels.group("document_name"):
        known = ", ".join(register.labels.group("document_name"))
        raise EditRefused("unknown-word", value=kind, known=known)
    return f"{register.labels.get(f'document_name.{kind}')} {number}"


def create_record(
    change_set: ChangeSet, collection: str, name: str, facts: Mapping[str, Any]
) -> None:
    """Propose a record with an id; it gets a file, or a place among the others in one file."""
    model = COLLECTIONS[collection]
    held = {key: facts[key] for key in key_order(model) if facts.get(key)}
    shared = change_set.data / f"{collection}.yml"
    if shared.is_file():
        text = change_set.text(shared)
        names = list(Script(text).node.plain())
        at = _place(change_set.register, collection, names, name, facts)
        # The keys before its place, as an order in which the new one stands right behind them.
        ranks = [*names[:at], name, *names[at:]]
        change_set.set_text(shared, put_value(text, (), name, held, ranks))
    else:
        path = change_set.data / collection / f"{name}.yml"
        lines = [line for key, value in held.items() for line in pair(key, value)]
        if path.exists():
            raise EditRefused("exists", path=path.as_posix())
        change_set.set_text(path, headed(change_set.data, path, "\n".join([*lines, ""])))
    change_set.raise_totals({collection: 1})


def _place(
    register: Register, collection: str, names: Sequence[str], name: str, facts: Mapping[str, Any]
) -> int:
    """Where a new key stands: by the alphabet if the file does, else behind those of its group."""
    if list(names) == sorted(names):
        return sum(one < name for one in names)
    group = facts.get("group")
    entries = (register.entries.get(f"{collection}/{one}") for one in names)
    same = [
        at
        for at, entry in enumerate(entries)
        if group and entry and getattr(entry.record, "group", None) == group
    ]
    return same[-1] + 1 if same else len(names)
