"""Rules about relations, hierarchies, numbers and totals."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from macros.model import (
    COLLECTIONS,
    Citation,
    Event,
    Legislation,
    Organization,
    Programme,
    Relation,
    RelationType,
    Successor,
    Task,
)
from macros.register import Entry, Finding, Register, has_unreadable, without_fragment
from macros.text import closest_match
from macros.validation.model_errors import describe_value
from macros.yamlio import Loc

_MAX_CYCLE = 8
"""How many records of a cycle are named."""
_TASK_KEYS = ("programme", "number")
"""The keys by which a task counts as one of a programme."""


def relation_target(register: Register) -> Iterator[Finding]:
    """A relation has one target: the address of a document, or its name in words."""
    for entry, loc, relation in _relations(register):
        is_double = relation.target and relation.target_text
        if is_double or entry.lacks(loc, relation, "target", "target_text"):
            yield entry, loc, {}


def self_reference(register: Register) -> Iterator[Finding]:
    """A record leads to others, not to itself; only a citation may name the record it is in."""
    for link in register.links:
        own, is_citation = link.origin.address, isinstance(link.part, Citation)
        can_be_own = link.origin.collection in link.ref.collections and not is_citation
        if can_be_own and without_fragment(link.target) == own:
            key = next(step for step in reversed(link.loc) if isinstance(step, str))
            yield link.origin, link.loc, {"key": key}


def passive_relation(register: Register) -> Iterator[Finding]:
    """A relation between two records is declared by the one that acts."""
    for entry, loc, relation in _relations(register):
        is_known = not entry.is_unread(*loc, "type")
        if relation.target and is_known and not relation.type.is_active:
            verb = relation.type.reverse.value
            yield entry, (*loc, "type"), {"target": relation.target, "verb": verb}


def relation_declared_twice(register: Register) -> Iterator[Finding]:
    """A relation is declared once, and never in both directions."""
    seen: dict[tuple[str, str, RelationType], str] = {}
    for entry, loc, relation in _relations(register):
        if relation.target is None or entry.is_unread(*loc, "type"):
            continue
        pair = (entry.address, relation.target, relation.type)
        mirrored = (relation.target, entry.address)
        others = [seen.get(pair)]
        others += [seen.get((*mirrored, verb)) for verb in (relation.type, relation.type.reverse)]
        if other := next(filter(None, others), None):
            yield entry, loc, {"other": other}
        seen[pair] = entry.address


def _relations(register: Register) -> Iterator[tuple[Entry, Loc, Relation]]:
    for entry in register.all(Legislation):
        for index, relation in enumerate(entry.record.relations):
            yield entry, ("relations", index), relation


_Ways = dict[str, list[tuple[str, Entry, Loc]]]
"""What an organization leads to, and the place in a record that says so."""


def cycle_of_parents(register: Register) -> Iterator[Finding]:
    """No organization stands under itself or follows itself, however far; each way round once."""
    above: _Ways = defaultdict(list)
    after: _Ways = defaultdict(list)
    for link in register.links:
        if link.key == "organizations.parents.organization":
            above[link.origin.address].append((link.target, link.origin, link.loc))
        elif link.key == "organizations.structures.groups.units.organization":
            above[link.target].append((link.origin.address, link.origin, link.loc))
        elif isinstance(link.part, Successor) and not link.part.scope:
            after[link.origin.address].append((link.target, link.origin, link.loc))
    yield from _cycles(register, above)
    for entry, loc, values in _cycles(register, after):
        yield entry, loc, {"rule": "cycle-of-successors", **values}


def _cycles(register: Register, above: _Ways) -> Iterator[Finding]:
    done: set[str] = set()
    for entry in register.all(Organization):
        way = {} if entry.address in done else {entry.address: iter(above[entry.address])}
        while way:
            here = next(reversed(way))
            for upper, origin, loc in way[here]:
                if upper in way and upper != here:
                    yield origin, loc, {"cycle": _way_round(list(way), upper)}
                elif upper not in done and upper not in way:
                    way[upper] = iter(above[upper])
                    break
            else:
                done.add(here)
                del way[here]


def _way_round(way: list[str], start: str) -> str:
    """A cycle in words, from `start` back to it; of a long one the middle is left out."""
    cycle = [*way[way.index(start) :], start]
    if len(cycle) > _MAX_CYCLE:
        left_out = len(cycle) - _MAX_CYCLE + 1
        cycle[_MAX_CYCLE - 3 : -2] = [f"… (+{left_out})"]
    return " → ".join(cycle)


def numbers_not_in_order(register: Register) -> Iterator[Finding]:
    """The tasks of a programme, and the directives of an event, are numbered 1 to n."""
    has_all_tasks = not any(has_unreadable(register, "tasks", key) for key in _TASK_KEYS)
    for programme in register.all(Programme):
        if programme.is_unread("announced_tasks"):
            continue
        tasks = [
            (entry, ("number",), entry.record.number)
            for entry in register.all(Task)
            if entry.record.programme == programme.address
        ]
        count = programme.record.announced_tasks
        if count < len(tasks) and {number for *_, number in tasks} == {*range(1, len(tasks) + 1)}:
            values = {"rule": "too-many-numbers", "count": count, "actual": len(tasks)}
            yield programme, ("announced_tasks",), values
            continue
        yield from _misnumbered(tasks, count)
        if has_all_tasks and not list(_misnumbered(tasks, count)):
            given = {number for _, _, number in tasks}
            missing = [number for number in range(1, min(count, 1000) + 1) if number not in given]
            if missing:
                values = {"rule": "number-missing", "number": ", ".join(map(str, missing[:9]))}
                yield programme, ("announced_tasks",), values
    for entry in register.all(Event):
        directives = [
            (entry, ("directives", index, "number"), directive.number)
            for index, directive in enumerate(entry.record.directives)
        ]
        yield from _misnumbered(directives, len(directives))


def _misnumbered(numbered: Sequence[tuple[Entry, Loc, int]], count: int) -> Iterator[Finding]:
    seen = set()
    for entry, loc, number in numbered:
        if entry.is_unread(*loc):
            continue
        if number in seen or not 1 <= number <= count:
            yield entry, loc, {"count": count, "number": number}
        seen.add(number)


def wrong_total(register: Register) -> Iterator[Finding]:
    """The totals in `assertions.yml` hold: `tasks: 11`, `events.directives: 24`."""
    if register.totals is None or not isinstance(register.totals.node.value, dict):
        return
    for key, node in register.totals.node.value.items():
        if near := _not_counted(key):
            yield register.totals, (key,), {"rule": "unknown-key", "key": key, **near}
            continue
        if not isinstance(node.value, str):
            values = {"rule": "wrong-type", "key": key, "expected": "number"}
            yield register.totals, (key,), values | describe_value(node.value)
            continue
        actual = str(count_of(register, key))
        collection, _, field = key.partition(".")
        if node.value != actual and not has_unreadable(register, collection, field):
            values = {"key": key, "expected": node.value, "actual": actual}
            yield register.totals, (key,), values


def _not_counted(key: str) -> dict[str, str]:
    """The nearest key that can be counted, where `key` can not."""
    collection, dot, field = key.partition(".")
    model = COLLECTIONS.get(collection)
    if model is None:
        near = closest_match(collection, COLLECTIONS)
        return {"nearest": f"{near}{dot}{field}" if near else ""}
    if not dot or field in model.model_fields:
        return {}
    near = closest_match(field, model.model_fields)
    return {"nearest": f"{collection}.{near}" if near else ""}


def count_of(register: Register, key: str) -> int:
    """The number of records of a collection, or of the items of one of its lists.

    `key` is `tasks` or `events.directives`.
    """
    collection, _, field = key.partition(".")
    records = [entry.record for entry in register.collection(collection)]
    if not field:
        return len(records)
    values = (getattr(record, field, None) for record in records)
    return sum(len(value) for value in values if isinstance(value, tuple))
