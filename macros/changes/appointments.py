"""Knows how somebody takes up and leaves a post in the files; refuses to know who may."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.changes.changeset import ChangeSet, EditRefused
from macros.model import Membership, Person, key_order
from macros.register import Entry
from macros.text import PartialDate
from macros.yamlio import Loc, Script, append_item, put_value

_ORDER = key_order(Membership)


@dataclass(frozen=True)
class PostOrRole:
    """A post of a body, or a role in words."""

    organization: str
    post: str | None = None
    role: Any = None
    """Where there is no post: a text, or one for each language."""

    @property
    def keys(self) -> dict[str, Any]:
        """How a membership names it."""
        own = {"post": self.post} if self.post else {"role": self.role}
        return {"organization": self.organization, **own}


def appoint_person(
    change_set: ChangeSet,
    person: Entry,
    seat: PostOrRole,
    facts: Mapping[str, Any],
    cited: Mapping[str, str],
) -> None:
    """Propose a membership that begins; `facts` are its other keys."""
    path, loc = Path(person.path), change_set.loc(person)
    whole = {**seat.keys, **facts, "citations": [dict(cited)]}
    item = {key: whole[key] for key in _ORDER if whole.get(key)}
    text = change_set.text(path)
    held = Script(text).at(loc).value
    if isinstance(held, dict) and "memberships" in held and held["memberships"].value is not None:
        at = _place(person.record, facts.get("start_date"))
        text = append_item(text, (*loc, "memberships"), item, at)
    else:
        text = put_value(text, loc, "memberships", [item], key_order(Person))
    change_set.set_text(path, text)
    change_set.raise_totals({"people.memberships": 1})


def _place(person: Any, start: str | None) -> int | None:
    """Before the first membership that is known to begin later; None: at the end."""
    assert isinstance(person, Person)
    for at, one in enumerate(person.memberships):
        if start and one.start_date and one.start_date.first > PartialDate.parse(start).last:
            return at
    return None


def open_membership(person: Entry, seat: PostOrRole | None) -> int:
    """The one membership without an end that fits; raise EditRefused where none or several do."""
    assert isinstance(person.record, Person)
    held = list(enumerate(person.record.memberships))
    if seat:
        held = [(at, one) for at, one in held if _fits(one, seat)]
    going = [(at, one) for at, one in held if one.end_date is None]
    if len(going) == 1:
        return going[0][0]
    names = ", ".join(_name(one) for _, one in going or held)
    key = "several-open" if going else "ended-already" if held else "none-open"
    raise EditRefused(key, person=person.address, found=names)


def _fits(one: Membership, seat: PostOrRole) -> bool:
    if one.organization != seat.organization:
        return False
    return seat.post in (None, one.post) and (not seat.role or _is(one.role, seat.role))


def _is(role: Any, asked: Any) -> bool:
    wanted = asked["vi"] if isinstance(asked, Mapping) else asked
    return role is not None and role.vi == wanted


def _name(one: Membership) -> str:
    return f"{one.organization} {one.post or (one.role.vi if one.role else '')}"


def end_membership(
    change_set: ChangeSet,
    person: Entry,
    seat: PostOrRole | None,
    facts: Mapping[str, Any],
    cited: Mapping[str, str],
) -> None:
    """Propose the end of a membership; `facts` are the keys that it gets.

    What it cites already is not cited again.
    """
    path = Path(person.path)
    loc: Loc = (*change_set.loc(person), "memberships", open_membership(person, seat))
    text = change_set.text(path)
    for key in _ORDER:
        if facts.get(key):
            text = put_value(text, loc, key, facts[key], _ORDER)
    held = Script(text).at(loc).plain()
    if not held.get("citations"):
        text = put_value(text, loc, "citations", [dict(cited)], _ORDER)
    elif dict(cited) not in held["citations"]:
        text = append_item(text, (*loc, "citations"), dict(cited))
    change_set.set_text(path, text)
