"""Knows which problems only follow from another one; refuses to find any that is not told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.model import COLLECTIONS
from macros.register import Register, without_fragment
from macros.text import closest_match
from macros.yamlio import Mark, Problem, problem

_CUTTING = ("missing-space", "comma-in-braces", "second-document", "anchor", "tag", "bad-key")
"""After these, some of what the file says has not been read."""
_LACKING = ("missing-key", "empty-citation", "without-citation", "one-reading", "relation-target")
"""These say that something is not there."""
_ALSO = (*_CUTTING, "foreign-letter", "wrong-indent")
"""What else is wrong in the line of these is wrong because of them."""

_MANY = 5
"""Nobody types the same slip so often."""

Cause = tuple[Problem, list[Problem]]
"""A slip, and the problems that would not be without it."""


def without_consequences(
    problems: Iterable[Problem], register: Register, data: Path
) -> list[Problem]:
    """The problems, but where one slip causes many, that slip in their place.

    A mended problem mends its consequences: whoever changed an id by mistake is told of the id,
    not of each place that names it; without the file of words no word is called wrong.
    """
    kept = list(_after_a_cut(list(problems)))
    if register.labels.is_unreadable or _is_misspelt(kept, "vocabulary"):
        kept = [one for one in kept if one.rule != "unknown-word"]
    causes = (
        *_collections(kept, register, data),
        *_records(kept, register),
        *_parts(kept, register),
        *_words(kept, register),
    )
    for cause, follow in causes:
        at = _at(cause)
        told = [one for one in kept if one.rule == "unclean-id" and _at(one) == at]
        if len(follow) < 2 and not told:
            continue
        gone = {*follow, *(one for one in kept if one.rule == "no-words" and _at(one) == at)}
        kept = [one for one in kept if one not in gone] + ([] if told else [cause])
    return kept


def _at(one: Problem) -> tuple[str, Mark]:
    return one.path, one.mark


def _is_misspelt(problems: list[Problem], key: str) -> bool:
    keys = [dict(one.values)["nearest"] for one in problems if one.rule == "unknown-key"]
    return key in keys


def _after_a_cut(problems: list[Problem]) -> Iterator[Problem]:
    """Leave out what is missing or wrong only because a part of the file was not read."""
    cut = {one.path for one in problems if one.rule in _CUTTING}
    lines = {(one.path, one.mark.line) for one in problems if one.rule in _ALSO}
    lines |= {(one.path, one.mark.line - 1) for one in problems if one.rule == "wrong-indent"}
    for one in problems:
        is_lacking = one.rule in _LACKING and one.path in cut
        is_same = one.rule not in _ALSO and (one.path, one.mark.line) in lines
        if not is_lacking and not is_same:
            yield one


def _collections(problems: list[Problem], register: Register, data: Path) -> Iterator[Cause]:
    """Collections that are gone as a whole."""
    missing: dict[str, list[Problem]] = defaultdict(list)
    for one in problems:
        if one.rule == "unknown-address":
            missing[dict(one.values)["value"].partition("/")[0]].append(one)
    for name, follow in missing.items():
        if name in COLLECTIONS and not register.collection(name):
            values = {"group": name, "count": str(len(follow))}
            yield problem((data / name).as_posix(), Mark(), "missing-collection", **values), follow


def _records(problems: list[Problem], register: Register) -> Iterator[Cause]:
    """Ids of records that nobody names any more, with those who name what they may have been."""
    missing: dict[str, list[Problem]] = defaultdict(list)
    for one in problems:
        if one.rule == "unknown-address":
            missing[without_fragment(dict(one.values)["value"])].append(one)
    for address, follow in missing.items():
        near = without_fragment(dict(follow[0].values).get("nearest", ""))
        others = register.collection(address.partition("/")[0]) if len(follow) >= _MANY else ()
        unused = [one.address for one in others if not register.links_to(one.address)]
        if near not in register or register.links_to(near):
            near = unused[0] if len(unused) == 1 else ""
        if address not in register and near:
            entry = register[near]
            values = {"id": near, "count": len(follow), "nearest": address}
            yield problem(entry.path, entry.mark, "renamed-id", **values), follow


def _parts(problems: list[Problem], register: Register) -> Iterator[Cause]:
    """The same for posts, which memberships name by their id alone."""
    missing: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for one in problems:
        values = dict(one.values)
        near = values.get("nearest", "")
        if one.rule == "unknown-post" and near:
            body = values["organization"]
            missing[f"{body}#{values['value']}", f"{body}#{near}"].append(one)
        elif one.rule == "unknown-address" and "#" in near:
            missing[values["value"], near].append(one)
    for (address, near), follow in missing.items():
        entry, id_ = register[near], near.partition("#")[2]
        posts = [post.id for post in getattr(entry.record, "posts", ())]
        is_used = any(
            link.target == near or getattr(link.part, "post", None) == id_
            for link in register.links_to(near)
        )
        if id_ in posts and not is_used:
            mark = entry.node.mark_at(("posts", posts.index(id_), "id"))
            values = {"id": id_, "nearest": address.partition("#")[2], "count": str(len(follow))}
            yield problem(entry.path, mark, "renamed-id", **values), follow


def _words(problems: list[Problem], register: Register) -> Iterator[Cause]:
    """Words of vocabularies, and whole vocabularies, that nobody uses any more."""
    labels = register.labels
    used = {(word.group, value) for _, _, word, value in register.vocabulary_uses}
    groups = {group for group, _ in used}
    missing: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for one in problems:
        if one.rule == "unknown-word":
            values = dict(one.values)
            is_whole = not labels.group(f"vocabulary.{values['group']}")
            missing[values["group"], "" if is_whole else values["value"]].append(one)
    for (group, word), follow in missing.items():
        near, key = dict(follow[0].values).get("nearest", ""), f"vocabulary.{group}."
        if not word:
            others = [one for one in labels.group("vocabulary") if one not in groups]
            near, key = closest_match(group, others, cutoff=0.9), "vocabulary."
        values = {"id": near, "count": str(len(follow)), "nearest": word or group}
        if near and (group, near) not in used:
            path, mark = labels.place(key + near)
            yield problem(path, mark, "renamed-id", **values), follow
        elif not word:
            path, mark = labels.place("vocabulary")
            values = {"group": group, "count": str(len(follow))}
            yield problem(path, mark, "missing-group", **values), follow
