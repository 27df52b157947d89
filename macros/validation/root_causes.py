"""Replaces problems that only follow from another one by that one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.model import BAD_ID_RULES, COLLECTIONS, Organization, Person, Term
from macros.register import Entry, Register, is_entry_of, newest_name, without_fragment
from macros.text import closest_match, slugify
from macros.yamlio import Mark, Problem, problem

_CUTTING = (
    "missing-space",
    "comma-in-braces",
    "second-document",
    "anchor",
    "tag",
    "bad-key",
    "wrong-sign",
)
"""After these, some of what the file says has not been read."""
_SPOILING_LISTS = ("wrong-indent", "wrong-sign", "missing-space")
"""After these the list that begins in the line above is none."""
_LACKING = ("missing-key", "empty-citation", "without-citation", "one-reading", "relation-target")
"""These say that something is missing."""
_WHOLE_LINE = (
    *(*_CUTTING, "null-value", "empty-quotes", "wrong-indent", "curly-quotes", "continued-value"),
    *(
        "foreign-letter",
        "misread-letters",
        "lost-letter",
        "loose-mark",
        "too-many-marks",
        "not-nfc",
    ),
    *("invisible-character", "tab", "special-indent", "secret"),
)
"""What else is wrong in the line of these is wrong because of them."""
_MISSING = ("unknown-address", "lost-address")
"""These name an address that does not exist."""
Cause = tuple[Problem, list[Problem]]
"""A slip, and the problems that would not be without it."""


def without_consequences(
    problems: Iterable[Problem], register: Register, data: Path
) -> list[Problem]:
    """The problems, but where one slip causes many, that slip in their place.

    A mended problem mends its consequences: whoever changed an id by mistake sees the id, not each
    place that names it; without the file of labels no word is called wrong. `data` is the folder.
    """
    kept = list(_without_cut_off(list(problems)))
    if register.labels.is_unreadable or _is_misspelt(kept, "vocabulary"):
        kept = [symptom for symptom in kept if symptom.rule != "unknown-word"]
    causes = (
        *_missing_collections(kept, register, data),
        *_renamed_records(kept, register),
        *_renamed_posts(kept, register),
        *_renamed_words(kept, register),
    )
    for cause, consequences in causes:
        beside = [
            symptom for symptom in kept if (symptom.path, symptom.mark) == (cause.path, cause.mark)
        ]
        is_reported = any(symptom.rule in BAD_ID_RULES for symptom in beside)
        if len(consequences) < 2 and not is_reported:
            continue
        gone = {*consequences, *(symptom for symptom in beside if symptom.rule == "no-words")}
        kept = [symptom for symptom in kept if symptom not in gone] + (
            [] if is_reported else [cause]
        )
    return kept


def _is_misspelt(problems: list[Problem], key: str) -> bool:
    keys = [
        dict(symptom.values)["nearest"] for symptom in problems if symptom.rule == "unknown-key"
    ]
    return key in keys


def _without_cut_off(problems: list[Problem]) -> Iterator[Problem]:
    """Leave out what is missing or wrong only because a part of the file was not read."""
    cut_files = {symptom.path for symptom in problems if symptom.rule in _CUTTING}
    lines = {
        (symptom.path, symptom.mark.line) for symptom in problems if symptom.rule in _WHOLE_LINE
    }
    indented = [symptom for symptom in problems if symptom.rule in _SPOILING_LISTS]
    lines |= {(symptom.path, symptom.mark.line - 1) for symptom in indented}
    named = {found for symptom in problems for found in _named(symptom)}
    for symptom in problems:
        values, line = dict(symptom.values), (symptom.path, symptom.mark.line)
        is_lacking = symptom.rule in _LACKING and symptom.path in cut_files
        is_same = symptom.rule not in _WHOLE_LINE and line in lines
        is_told = symptom.rule == "blanks" and (*line, "value", values["nearest"]) in named
        is_told |= symptom.rule == "missing-key" and (*line, "key", values["key"]) in named
        if not (is_lacking or is_same or is_told):
            yield symptom


def _named(symptom: Problem) -> Iterator[tuple[str, int, str, str]]:
    """The value that a problem names, or the key whose value it says is of a wrong type."""
    values, line = dict(symptom.values), (symptom.path, symptom.mark.line)
    if symptom.rule != "blanks" and "value" in values:
        yield (*line, "value", values["value"])
    if symptom.rule == "wrong-type":
        yield (*line, "key", values["key"])


def _missing_collections(
    problems: list[Problem], register: Register, data: Path
) -> Iterator[Cause]:
    """Collections that are gone as a whole."""
    missing: dict[str, list[Problem]] = defaultdict(list)
    for symptom in problems:
        if symptom.rule in _MISSING:
            missing[dict(symptom.values)["value"].partition("/")[0]].append(symptom)
    for name, consequences in missing.items():
        if name in COLLECTIONS and not register.collection(name):
            values = {"group": name, "count": str(len(consequences))}
            yield (
                problem((data / name).as_posix(), Mark(), "missing-collection", **values),
                consequences,
            )


def _renamed_records(problems: list[Problem], register: Register) -> Iterator[Cause]:
    """Ids of records that nobody names, each with those who name a missing one that is like it.

    A record whose id is made of its name was not renamed by mistake: the missing one is another.
    """
    missing: dict[str, list[Problem]] = defaultdict(list)
    for symptom in problems:
        if symptom.rule in _MISSING:
            missing[without_fragment(dict(symptom.values)["value"])].append(symptom)
    for address, consequences in missing.items():
        near = without_fragment(dict(consequences[0].values).get("nearest", ""))
        if address in register or near not in register or register.links_to(near):
            continue
        entry = register[near]
        if not _has_id_of_its_name(entry):
            values = {"id": near, "count": len(consequences), "nearest": address}
            yield problem(entry.path, entry.mark, "renamed-id", **values), consequences


def _has_id_of_its_name(entry: Entry) -> bool:
    """Whether the id of a person, an organization or a term is made of the name."""
    if is_entry_of(entry, Term):
        return entry.id == slugify(entry.record.term.main)
    if is_entry_of(entry, Person) or is_entry_of(entry, Organization):
        return entry.id == slugify(newest_name(entry))
    return False


def _renamed_posts(problems: list[Problem], register: Register) -> Iterator[Cause]:
    """The same for posts, which memberships name by their id alone."""
    missing: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for symptom in problems:
        values = dict(symptom.values)
        near = values.get("nearest", "")
        if symptom.rule == "unknown-post" and near:
            body = values["organization"]
            missing[f"{body}#{values['value']}", f"{body}#{near}"].append(symptom)
        elif symptom.rule == "unknown-address" and "#" in near:
            missing[values["value"], near].append(symptom)
    for (address, near), consequences in missing.items():
        entry, id_ = register[near], near.partition("#")[2]
        posts = [post.id for post in getattr(entry.record, "posts", ())]
        is_used = any(
            link.target == near or getattr(link.part, "post", None) == id_
            for link in register.links_to(near)
        )
        if id_ in posts and not is_used:
            mark = entry.node.mark_at(("posts", posts.index(id_), "id"))
            values = {
                "id": id_,
                "nearest": address.partition("#")[2],
                "count": str(len(consequences)),
            }
            yield problem(entry.path, mark, "renamed-id", **values), consequences


def _renamed_words(problems: list[Problem], register: Register) -> Iterator[Cause]:
    """Words of vocabularies, and whole vocabularies, that nobody uses any more."""
    labels = register.labels
    used = {(word.group, value) for _, _, word, value in register.vocabulary_uses}
    groups = {group for group, _ in used}
    missing: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for symptom in problems:
        if symptom.rule == "unknown-word":
            values = dict(symptom.values)
            is_whole = not labels.group(f"vocabulary.{values['group']}")
            missing[values["group"], "" if is_whole else values["value"]].append(symptom)
    for (group, word), consequences in missing.items():
        near, key = dict(consequences[0].values).get("nearest", ""), f"vocabulary.{group}."
        if not word:
            others = [name for name in labels.group("vocabulary") if name not in groups]
            near, key = closest_match(group, others, cutoff=0.9), "vocabulary."
        values = {"id": near, "count": str(len(consequences)), "nearest": word or group}
        if near and (group, near) not in used:
            path, mark = labels.place(key + near)
            yield problem(path, mark, "renamed-id", **values), consequences
        elif not word:
            path, mark = labels.place("vocabulary")
            values = {"group": group, "count": str(len(consequences))}
            yield problem(path, mark, "missing-group", **values), consequences
