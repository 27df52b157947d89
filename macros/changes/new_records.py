"""Proposes new records: their id, their place and their keys."""

from collections.abc import Mapping, Sequence
from typing import Any

from macros.changes.changeset import ChangeSet, EditRefused
from macros.changes.modeline import with_modeline
from macros.model import COLLECTIONS, MAX_ID_LENGTH, id_breach, key_order, shortened_id
from macros.register import Register
from macros.text import slugify
from macros.yamlio import YamlText, pair_lines, put_value


def new_id(register: Register, collection: str, text: str, is_another: bool = False) -> str:
    """The id that a text gives; where it is taken, with a number if it is another record.

    A long text gives the id of its first words. Raise EditRefused if no letter remains, if the id
    has a name that is reserved, or if it is taken and may be the same record.
    """
    stem = shortened_id(slugify(text))
    if not stem:
        raise EditRefused("no-id", value=text)
    if breach := id_breach(stem, is_page=True):
        raise EditRefused(**breach)
    taken = {*register.entries, *register.former}
    if f"{collection}/{stem}" in taken and not is_another:
        raise EditRefused("taken", value=f"{collection}/{stem}")
    id_, number = stem, 2
    while f"{collection}/{id_}" in taken:
        ending = f"-{number}"
        id_, number = shortened_id(stem, MAX_ID_LENGTH - len(ending)) + ending, number + 1
    return id_


def document_id_text(register: Register, kind: str, number: str | None, title: str) -> str:
    """The text that the id of a document is made of: its form and number, or its title."""
    if not number:
        return title
    return f"{register.labels.get(f'document_name.{kind}')} {number}"


def create_record(
    change_set: ChangeSet, collection: str, id_: str, facts: Mapping[str, Any]
) -> None:
    """Propose a record with an id, in a file of its own or among the others in one file.

    `facts` are its keys; those without a value are left out.
    """
    record = {key: facts[key] for key in key_order(COLLECTIONS[collection]) if facts.get(key)}
    shared = change_set.data / f"{collection}.yml"
    if shared.is_file():
        text = change_set.text(shared)
        ids = list(YamlText(text).node.plain())
        index = _index_of_new(change_set.register, collection, ids, id_, facts.get("group"))
        # `put_value` takes its place from an order of keys.
        order = [*ids[:index], id_, *ids[index:]]
        change_set.set_text(shared, put_value(text, (), id_, record, order))
    else:
        path = change_set.data / collection / f"{id_}.yml"
        lines = [line for key, value in record.items() for line in pair_lines(key, value)]
        text = with_modeline(change_set.data, path, "\n".join([*lines, ""]))
        change_set.set_text(path, text)
    change_set.raise_totals({collection: 1})


def _index_of_new(
    register: Register, collection: str, ids: Sequence[str], id_: str, group: str | None
) -> int:
    """Where a new key belongs: by the alphabet if the file does so, else behind its group."""
    if list(ids) == sorted(ids):
        return sum(other < id_ for other in ids)
    entries = [register.entries.get(f"{collection}/{other}") for other in ids]
    groups = [getattr(entry.record, "group", None) if entry else None for entry in entries]
    return len(ids) - groups[::-1].index(group) if group and group in groups else len(ids)
