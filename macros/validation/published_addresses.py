"""The list of published addresses, each with the name that it meant: an address is a promise."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from macros.model import COLLECTIONS, Organization, Person
from macros.register import (
    Entry,
    Register,
    has_unread_name,
    is_entry_of,
    is_unreadable,
    names_of,
)
from macros.text import closest_match, fold_accents
from macros.yamlio import Mark, Problem, decoded_text, problem

ADDRESSES_FILE = "addresses.txt"
"""The file of the list, in the folder of the data."""
_LINE = re.compile(r"([a-z]+)/([a-z0-9-]+) (\S.*)")
_MERGE_MARK = re.compile(r"^(?:<{7}|={7}|>{7})(?= |$)", re.MULTILINE)
_SAME_TITLE = 0.6
"""From this similarity on, two titles are one that was reworded."""


@dataclass(frozen=True)
class PublishedAddress:
    """A line of the list."""

    address: str
    name: str
    """What was called so when it was published."""
    line: int = 0


def read_published(content: bytes, path: str) -> tuple[list[PublishedAddress], list[Problem]]:
    """The lines of the list, and the problems of those that make no sense; `#` begins a comment."""
    published, problems = dict[str, PublishedAddress](), list[Problem]()
    text = decoded_text(content, path)
    if isinstance(text, Problem):
        return [], [text]
    if marks := _MERGE_MARK.search(text):
        place = Mark(text.count("\n", 0, marks.start()) + 1)
        return [], [problem(path, place, "merge-marks")]
    for number, line in enumerate(text.splitlines(), start=1):
        match = _LINE.fullmatch(line.strip())
        if match and match[1] in COLLECTIONS and "\ufffd" not in line:
            address = f"{match[1]}/{match[2]}"
            if first := published.get(address):
                values = {"value": address, "line": first.line}
                problems.append(problem(path, Mark(number), "doubled-published-line", **values))
            published.setdefault(address, PublishedAddress(address, match[3], number))
        elif line.strip() and not line.startswith("#"):
            problems.append(problem(path, Mark(number), "bad-published-line"))
    if not published and not problems:
        problems.append(problem(path, Mark(), "no-published-lines"))
    return list(published.values()), problems


def broken_promises(
    register: Register, published: Iterable[PublishedAddress], path: str
) -> Iterator[Problem]:
    """A problem for each address that is gone, and for each that means something else now."""
    for promise in published:
        entry = register.entries.get(promise.address)
        if entry and not (_is_called(entry, promise.name) or has_unread_name(entry)):
            now, place = next(iter(names_of(entry)), ""), f"{path}:{promise.line}"
            values = {"name": promise.name, "now": now, "list": place}
            yield problem(entry.path, entry.mark, "reused-address", **values)
        is_kept = entry or promise.address in register.former
        if not is_kept and not is_unreadable(register, promise.address):
            id_, near = promise.address.partition("/")[2], _successor(register, promise)
            values = {"value": promise.address, "name": promise.name, "id": id_, "nearest": near}
            yield problem(path, Mark(promise.line), "lost-address", **values)


def _is_called(entry: Entry, name: str) -> bool:
    """Whether a record bears a name; a title may have been reworded, a person's name may not."""
    if name in names_of(entry):
        return True
    wanted, names = fold_accents(name), [fold_accents(_one_line(own)) for own in names_of(entry)]
    if wanted in names:
        return True
    is_named = is_entry_of(entry, Person) or is_entry_of(entry, Organization)
    return not is_named and any(
        SequenceMatcher(None, wanted, own).ratio() >= _SAME_TITLE for own in names
    )


def _successor(register: Register, promise: PublishedAddress) -> str:
    """The record that likely has the address now: one of that name, or of a like id."""
    collection, _, id_ = promise.address.partition("/")
    entries = register.collection(collection)
    if named := [entry.address for entry in entries if _is_called(entry, promise.name)]:
        return named[0] if len(named) == 1 else ""
    ids = {entry.id: entry.address for entry in entries}
    return ids.get(closest_match(id_, ids, cutoff=0.85), "")


def published_text(register: Register, published: Iterable[PublishedAddress], header: str) -> str:
    """The list with every address of the data, and those that lead on; `header` is a comment."""
    names = {promise.address: promise.name for promise in published}
    for entry in register.entries.values():
        names[entry.address] = _one_line(next(iter(names_of(entry)), entry.id))
    return "".join([f"# {header}\n", *(f"{one} {names[one]}\n" for one in sorted(names))])


def _one_line(text: str) -> str:
    return " ".join(text.split())
