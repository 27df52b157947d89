"""Knows which problems only follow from another one; refuses to find any that is not told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from macros.register import Register, base
from macros.source import Mark, Problem, problem


def without_consequences(problems: Iterable[Problem], register: Register) -> list[Problem]:
    """The problems, but where one slip causes many, that slip in their place.

    A mended problem mends its consequences: whoever changed an id by mistake is told of the id,
    not of each place that names it; without the file of words no word is called wrong.
    """
    kept = list(problems)
    if register.labels.is_unreadable:
        kept = [one for one in kept if one.rule != "unknown-word"]
    for cause, follow in [*_records(kept, register), *_words(kept, register)]:
        at = _at(cause)
        told = [one for one in kept if one.rule == "unclean-id" and _at(one) == at]
        if len(follow) < 2 and not told:
            continue
        gone = {
            *follow,
            *(one for one in kept if one.rule == "no-words" and one.mark == cause.mark),
        }
        kept = [one for one in kept if one not in gone] + ([] if told else [cause])
    return kept


def _at(one: Problem) -> tuple[str, Mark]:
    return one.path, one.mark


Cause = tuple[Problem, list[Problem]]


def _records(problems: list[Problem], register: Register) -> Iterator[Cause]:
    """Ids of records that nobody names any more, with those who name what they may have been."""
    missing: dict[str, list[Problem]] = defaultdict(list)
    for one in problems:
        if one.rule == "unknown-address":
            missing[base(dict(one.values)["value"])].append(one)
    for address, follow in missing.items():
        near = base(dict(follow[0].values).get("nearest", ""))
        if address not in register and near in register and not register.links_to(near):
            entry = register[near]
            values = {"id": near, "count": len(follow), "nearest": address}
            yield problem(entry.path, entry.mark, "renamed-id", **values), follow


def _words(problems: list[Problem], register: Register) -> Iterator[Cause]:
    """Words of vocabularies, and whole vocabularies, that nobody uses any more."""
    used = {(word.group, value) for _, _, word, value in register.words}
    missing: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for one in problems:
        if one.rule == "unknown-word":
            values = dict(one.values)
            is_whole = not register.labels.group(f"vocabulary.{values['group']}")
            missing[values["group"], "" if is_whole else values["value"]].append(one)
    for (group, word), follow in missing.items():
        near = dict(follow[0].values).get("nearest", "")
        if not word:
            path, mark = register.labels.place("vocabulary")
            values = {"group": group, "count": str(len(follow))}
            yield problem(path, mark, "missing-group", **values), follow
        elif near and (group, near) not in used:
            path, mark = register.labels.place(f"vocabulary.{group}.{near}")
            values = {"id": near, "count": str(len(follow)), "nearest": word}
            yield problem(path, mark, "renamed-id", **values), follow
