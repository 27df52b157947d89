"""Rules about addresses, vocabulary words, posts and names."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial

from macros.model import Legislation, Organization, Person, Reference, id_breach
from macros.register import (
    Entry,
    Finding,
    Register,
    all_memberships,
    is_unreadable,
    newest_name,
    without_fragment,
)
from macros.text import closest_match, fold_accents, locator_anchor, slugify
from macros.yamlio import Loc

_MAX_SUGGESTIONS = 200
"""Unknown addresses for which the nearest known one is looked up: each takes milliseconds."""


def unknown_address(register: Register) -> Iterator[Finding]:
    """An address names a record that exists, of the right collection, and a part that exists."""
    search_nearest = cache(partial(_nearest_address, register))

    def nearest_of(target: str, ref: Reference) -> str:
        is_over = search_nearest.cache_info().misses >= _MAX_SUGGESTIONS
        return "" if is_over else search_nearest(target, ref)

    for link in register.links:
        expected = ", ".join(link.ref.collections)
        if link.target not in register and is_unreadable(register, link.target):
            continue
        if link.target not in register and without_fragment(link.target) in register.former:
            old = without_fragment(link.target)
            now = register.former[old] + link.target.removeprefix(old)
            values = {"rule": "former-address", "value": link.target, "nearest": now}
            yield link.origin, link.loc, values
        elif link.target not in register:
            near = nearest_of(link.target, link.ref)
            yield link.origin, link.loc, {"value": link.target, "nearest": near}
        elif register[link.target].collection not in link.ref.collections:
            values = {"rule": "wrong-collection", "value": link.target, "expected": expected}
            near = _by_id(register, link.target, link.ref)
            yield link.origin, link.loc, {**values, "nearest": near}
        elif "#" in link.target and _lacks_part(register, link.target, link.ref):
            near = nearest_of(link.target, link.ref)
            yield link.origin, link.loc, {"value": link.target, "nearest": near}


def _parts(register: Register, address: str, ref: Reference) -> list[str]:
    return [part.id for part in getattr(register[address].record, ref.part or "", ())]


def _lacks_part(register: Register, target: str, ref: Reference) -> bool:
    is_known = target.partition("#")[2] in _parts(register, target, ref)
    return not is_known and not register[target].is_list_unread(ref.part or "", "id")


def _nearest_address(register: Register, target: str, ref: Reference) -> str:
    """The address that was likely meant, of a collection that fits here."""
    whole, _, part = target.partition("#")
    if part and ref.part and whole in register:
        near = closest_match(part, _parts(register, whole, ref))
        return f"{whole}#{near}" if near else ""
    known = [entry.address for name in ref.collections for entry in register.collection(name)]
    if part and ref.part:
        parts = (f"{address}#{id_}" for address in known for id_ in _parts(register, address, ref))
        return closest_match(target, parts, cutoff=0.85)
    return (
        closest_match(whole, known, cutoff=1)
        or _by_id(register, whole, ref)
        or _alike(whole, known)
    )


def _alike(address: str, known: list[str]) -> str:
    """An address whose id is alike; that the names of the collections are alike says nothing."""
    ids = {other.partition("/")[2]: other for other in known}
    return ids.get(closest_match(address.partition("/")[2], ids, cutoff=0.85), "")


def _by_id(register: Register, target: str, ref: Reference) -> str:
    """The record of that id, or of that name, where another collection was typed or none."""
    id_ = slugify(without_fragment(target).rpartition("/")[2])
    addresses = [f"{name}/{id_}" for name in ref.collections]
    return next((address for address in addresses if address in register), "")


def unknown_word(register: Register) -> Iterator[Finding]:
    """A word of a vocabulary is one that `labels.yml` declares."""
    for entry, loc, word, value in register.vocabulary_uses:
        known = register.labels.group(f"vocabulary.{word.group}")
        if value not in known:
            near = register.labels.word_by_label(word.group, value) or closest_match(value, known)
            values = {"value": value, "group": word.group, "choices": ", ".join(known)}
            yield entry, loc, {**values, "nearest": near}


def unknown_post(register: Register) -> Iterator[Finding]:
    """A membership names a post that its organization declares, or a role in words."""
    for entry, loc, membership in all_memberships(register):
        if (membership.post and membership.role) or entry.lacks(loc, membership, "post", "role"):
            yield entry, loc, {"rule": "post-or-role"}
            continue
        body = register.find(Organization, membership.organization)
        if membership.post and body:
            posts = [post.id for post in body.record.posts]
            if membership.post not in posts and not body.is_list_unread("posts", "id"):
                near = closest_match(membership.post, posts)
                values = {"organization": membership.organization, "value": membership.post}
                values["choices"] = ", ".join(posts) or "–"
                yield entry, (*loc, "post"), {**values, "nearest": near}
    for entry_of_body in register.all(Organization):
        ids = [post.id for post in entry_of_body.record.posts]
        for number, roster in enumerate(entry_of_body.record.rosters):
            for index, post in enumerate(roster.posts):
                if post not in ids and not entry_of_body.is_list_unread("posts", "id"):
                    values = {"organization": entry_of_body.address, "value": post}
                    values |= {
                        "choices": ", ".join(ids) or "–",
                        "nearest": closest_match(post, ids),
                    }
                    yield entry_of_body, ("rosters", number, "posts", index), values


def duplicate_part_id(register: Register) -> Iterator[Finding]:
    """Posts, structures and articles have clean ids of their own, former ones included."""
    for entry in (*register.all(Organization), *register.all(Legislation)):
        seen: set[str] = set()
        for loc, id_ in _part_ids(entry):
            if loc[-1] != "locator" and (breach := id_breach(id_)):
                yield entry, loc, dict(breach)
            elif id_ in register.labels.group("sections"):
                yield entry, loc, {"rule": "reserved-id", "id": id_}
            elif id_ in seen:
                yield entry, loc, {"id": id_}
            seen.add(id_)


def _part_ids(entry: Entry) -> Iterator[tuple[Loc, str]]:
    """The ids that parts of a record have on its page; that of an article is made of its place."""
    for field in ("posts", "structures"):
        for index, part in enumerate(getattr(entry.record, field, ())):
            yield (field, index, "id"), part.id
    articles = enumerate(getattr(entry.record, "articles", ()))
    for index, article in articles:
        yield ("articles", index, "locator"), locator_anchor(article.locator)
        for number, fragment in enumerate(article.former_fragments):
            yield ("articles", index, "former_fragments", number), fragment


def same_name(register: Register) -> Iterator[Finding]:
    """People, or organizations, of one name carry a disambiguation."""
    namesakes: dict[str, list[Entry[Person | Organization]]] = defaultdict(list)
    entries: tuple[Entry[Person | Organization], ...] = (
        *register.all(Person),
        *register.all(Organization),
    )
    for entry in entries:
        namesakes[f"{entry.collection} {fold_accents(newest_name(entry))}"].append(entry)
    for group in namesakes.values():
        for entry in group:
            is_alike = len(group) > 1 and newest_name(entry)
            if is_alike and entry.lacks((), entry.record, "disambiguation"):
                other = next(other for other in group if other is not entry)
                loc: Loc = ("name",) if entry.collection == "people" else ("names",)
                yield entry, loc, {"name": newest_name(entry), "other": other.address}
