"""Proposes that somebody takes up or leaves a post."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.changes.changeset import ChangeSet, EditRefused
from macros.changes.resolve import TextValue
from macros.model import Membership, Person, key_order
from macros.register import Entry
from macros.text import PartialDate
from macros.yamlio import Loc, YamlText, insert_item, put_value

_ORDER = key_order(Membership)


@dataclass(frozen=True)
class PostOrRole:
    """A post of a body, or a role in words."""

    organization: str
    """The address of the body."""
    post: str | None = None
    """The id of the post."""
    role: TextValue | None = None
    """The role, where there is no post."""

    @property
    def keys(self) -> dict[str, Any]:
        """The keys by which a membership names it."""
        own = {"post": self.post} if self.post else {"role": self.role}
        return {"organization": self.organization, **own}

    def fits(self, membership: Membership) -> bool:
        """Whether a membership is of this body and, if one is given, of this post or role."""
        vi = next(iter(self.role.values())) if isinstance(self.role, Mapping) else self.role
        return (
            membership.organization == self.organization
            and self.post in (None, membership.post)
            and (not vi or _is_same(vi, membership))
        )


def _is_same(role: str, membership: Membership) -> bool:
    return membership.role is not None and membership.role.main.casefold() == role.casefold()


def appoint_person(
    change_set: ChangeSet,
    person: Entry[Person],
    seat: PostOrRole,
    facts: Mapping[str, Any],
    citation: Mapping[str, str],
) -> None:
    """Propose a membership that begins; `facts` are its other keys.

    Raise EditRefused if the person has one of this seat that goes on or began on the same day.
    """
    for other in filter(seat.fits, person.record.memberships):
        if other.end_date is None or str(other.start_date) == facts.get("start_date"):
            name = membership_name(other)
            raise EditRefused("appointed-already", person=person.address, found=name)
    path, loc = Path(person.path), change_set.loc(person)
    keys = {**seat.keys, **facts, "citations": [dict(citation)]}
    membership = {key: keys[key] for key in _ORDER if keys.get(key)}
    text = change_set.text(path)
    record = YamlText(text).at(loc).value
    memberships = record.get("memberships") if isinstance(record, dict) else None
    if memberships and memberships.value is not None:
        index = _index(person.record, facts.get("start_date"))
        text = insert_item(text, (*loc, "memberships"), membership, index)
    else:
        text = put_value(text, loc, "memberships", [membership], key_order(Person))
    change_set.set_text(path, text)
    change_set.raise_totals({"people.memberships": 1})


def _index(person: Person, start: str | None) -> int | None:
    """Before the first membership that is known to begin later; None: at the end."""
    for index, membership in enumerate(person.memberships):
        begins = membership.start_date
        if start and begins and begins.first > PartialDate.parse(start).last:
            return index
    return None


def end_membership(
    change_set: ChangeSet,
    person: Entry[Person],
    seat: PostOrRole | None,
    facts: Mapping[str, Any],
    citation: Mapping[str, str],
) -> Membership:
    """Propose the end of a membership and return it; `facts` are the keys that it gets.

    What it cites already is not cited again. Raise EditRefused unless one membership is meant.
    """
    path, index = Path(person.path), _open_membership(person, seat)
    loc: Loc = (*change_set.loc(person), "memberships", index)
    text = change_set.text(path)
    for key in _ORDER:
        if facts.get(key):
            text = put_value(text, loc, key, facts[key], _ORDER)
    membership = YamlText(text).at(loc).plain()
    if not membership.get("citations"):
        text = put_value(text, loc, "citations", [dict(citation)], _ORDER)
    elif dict(citation) not in membership["citations"]:
        text = insert_item(text, (*loc, "citations"), dict(citation))
    change_set.set_text(path, text)
    return person.record.memberships[index]


def _open_membership(person: Entry[Person], seat: PostOrRole | None) -> int:
    """The index of the one membership without an end that fits."""
    memberships = {
        index: membership
        for index, membership in enumerate(person.record.memberships)
        if seat is None or seat.fits(membership)
    }
    unended = [index for index, membership in memberships.items() if membership.end_date is None]
    if len(unended) == 1:
        return unended[0]
    names = ", ".join(membership_name(memberships[index]) for index in unended or memberships)
    key = "several-open" if unended else "ended-already" if memberships else "none-open"
    raise EditRefused(key, person=person.address, found=names)


def membership_name(membership: Membership) -> str:
    """The body, the post or role and the time of a membership."""
    role = membership.role.main if membership.role else ""
    period = f"{membership.start_date or '…'} – {membership.end_date or '…'}"
    return f"{membership.organization} {membership.post or role} ({period})"
