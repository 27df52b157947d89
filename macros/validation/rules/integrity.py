"""Rules about relations, hierarchies, numbers and totals."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from macros.model import (
    COLLECTIONS,
    Event,
    Legislation,
    Organization,
    Programme,
    Relation,
    RelationType,
    Task,
)
from macros.register import Entry, Finding, Register
from macros.text import closest_match
from macros.validation.model_errors import describe_value
from macros.yamlio import Loc


def relation_to_itself(register: Register) -> Iterator[Finding]:
    """A document has no relation to itself."""
    for entry, loc, relation in _relations(register):
        if relation.target == entry.address:
            yield entry, loc, {}


def passive_relation(register: Register) -> Iterator[Finding]:
    """A relation between two records is declared by the one that acts."""
    for entry, loc, relation in _relations(register):
        if relation.target and not relation.type.is_active:
            verb = relation.type.reverse.value
            yield entry, (*loc, "type"), {"target": relation.target, "verb": verb}


def relation_declared_twice(register: Register) -> Iterator[Finding]:
    """A relation is declared once, and never in both directions."""
    seen: dict[tuple[str, str, RelationType], str] = {}
    for entry, loc, relation in _relations(register):
        if relation.target is None:
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


def cycle_of_parents(register: Register) -> Iterator[Finding]:
    """No organization stands under itself, however far up."""
    above: dict[str, list[str]] = defaultdict(list)
    for entry in register.all(Organization):
        above[entry.address] += [parent.organization for parent in entry.record.parents]
        for structure in entry.record.structures:
            for unit in (unit for group in structure.groups for unit in group.units):
                above[unit.organization].append(entry.address)
    for entry in register.all(Organization):
        if cycle := _cycle(above, entry.address):
            yield entry, ("parents",), {"cycle": " → ".join(cycle)}


def _cycle(above: dict[str, list[str]], start: str) -> tuple[str, ...]:
    paths: list[tuple[str, ...]] = [(start,)]
    seen = set()
    while paths:
        path = paths.pop()
        for parent in above.get(path[-1], ()):
            if parent == start:
                return (*path, start)
            if parent not in seen:
                seen.add(parent)
                paths.append((*path, parent))
    return ()


def numbers_not_in_order(register: Register) -> Iterator[Finding]:
    """The tasks of a programme, and the directives of an event, are numbered 1 to n."""
    for programme in register.all(Programme):
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
        if not register.unreadable and not list(_misnumbered(tasks, count)):
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
        if number in seen or not 1 <= number <= count:
            yield entry, loc, {"count": count, "number": number}
        seen.add(number)


def wrong_total(register: Register) -> Iterator[Finding]:
    """The totals in `assertions.yml` hold: `tasks: 11`, `events.directives: 24`."""
    if register.unreadable or register.totals is None:
        return
    if not isinstance(register.totals.node.value, dict):
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
        if node.value != actual:
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
