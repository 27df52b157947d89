"""Knows which addresses, words and names are right; refuses to know what they are cited for."""

from collections import defaultdict
from collections.abc import Iterator

from macros.facts import Ref
from macros.model import ID
from macros.popolo import Organization
from macros.register import (
    Entry,
    Finding,
    Register,
    base,
    is_unreadable,
    memberships,
    name_of,
    organization_at,
)
from macros.source import Loc, nearest
from macros.vietnamese import fold


def unknown_address(register: Register) -> Iterator[Finding]:
    """An address names a record that exists, of the right collection, and a part that exists."""
    for link in register.links:
        expected = ", ".join(link.ref.collections)
        if link.target not in register and is_unreadable(register, link.target):
            continue
        if link.target not in register and base(link.target) in register.former:
            old = base(link.target)
            now = register.former[old] + link.target.removeprefix(old)
            values = {"rule": "former-address", "value": link.target, "nearest": now}
            yield link.origin, link.loc, values
        elif link.target not in register:
            near = nearest(link.target, register.entries, cutoff=0.85)
            yield link.origin, link.loc, {"value": link.target, "nearest": near}
        elif register[link.target].collection not in link.ref.collections:
            values = {"rule": "wrong-collection", "value": link.target, "expected": expected}
            yield link.origin, link.loc, values
        elif "#" in link.target and link.target not in set(_part_addresses(register, link.ref)):
            near = nearest(link.target, _part_addresses(register, link.ref), cutoff=0.85)
            yield link.origin, link.loc, {"value": link.target, "nearest": near}


def _part_addresses(register: Register, ref: Ref) -> Iterator[str]:
    for collection in ref.collections:
        for entry in register.all(collection):
            for part in getattr(entry.record, ref.part or "", ()):
                yield f"{entry.address}#{part.id}"


def unknown_word(register: Register) -> Iterator[Finding]:
    """A word of a vocabulary stands in `labels.yml`."""
    for entry, loc, word, value in register.words:
        known = register.labels.group(f"vocabulary.{word.group}")
        if value not in known:
            near = nearest(value, known)
            yield entry, loc, {"value": value, "group": word.group, "nearest": near}


def unknown_post(register: Register) -> Iterator[Finding]:
    """A membership names a post that its organization declares, or a role in words."""
    for entry, loc, membership in memberships(register):
        if (membership.post is None) == (membership.role is None):
            yield entry, loc, {"rule": "post-or-role"}
        elif membership.post and (body := organization_at(register, membership.organization)):
            posts = [post.id for post in body.posts]
            if membership.post not in posts:
                near = nearest(membership.post, posts)
                values = {"organization": membership.organization, "value": membership.post}
                yield entry, (*loc, "post"), {**values, "nearest": near}


def duplicate_part_id(register: Register) -> Iterator[Finding]:
    """Posts and structures of an organization have clean ids of their own."""
    for entry in register.all("organizations"):
        assert isinstance(entry.record, Organization)
        seen: set[str] = set()
        for name in ("posts", "structures"):
            for index, part in enumerate(getattr(entry.record, name)):
                if not ID.fullmatch(part.id):
                    yield entry, (name, index, "id"), {"rule": "unclean-id", "id": part.id}
                elif part.id in register.labels.group("sections"):
                    yield entry, (name, index, "id"), {"rule": "reserved-id", "id": part.id}
                elif part.id in seen:
                    yield entry, (name, index, "id"), {"id": part.id}
                seen.add(part.id)


def same_name(register: Register) -> Iterator[Finding]:
    """People, or organizations, of one name carry a disambiguation."""
    named: dict[str, list[Entry]] = defaultdict(list)
    for entry in (*register.all("people"), *register.all("organizations")):
        named[f"{entry.collection} {fold(name_of(entry))}"].append(entry)
    for group in named.values():
        for entry in group:
            if len(group) > 1 and not getattr(entry.record, "disambiguation", None):
                other = next(one for one in group if one is not entry)
                loc: Loc = ("name",) if entry.collection == "people" else ("names",)
                yield entry, loc, {"name": name_of(entry), "other": other.address}
