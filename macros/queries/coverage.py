"""Knows how well the data is evidenced: publishers, gaps, conflicts; refuses to excuse it."""

from collections.abc import Iterator
from dataclasses import dataclass

from macros.model import (
    COLLECTIONS,
    GUIDE_COLLECTIONS,
    Basis,
    Conflict,
    Fact,
    Inference,
    Note,
    Source,
)
from macros.register import Entry, Register


@dataclass(frozen=True)
class Evidence:
    """How many facts of a kind there are, and what they rest on."""

    collection: str
    records: int
    facts: int
    cited: int
    """With at least one citation."""
    several: int
    """With citations of two or more publishers that do not copy each other."""
    analysis: int
    """Our own comparison."""


def evidence_of(register: Register) -> tuple[Evidence, ...]:
    """The evidence of each collection that holds facts."""
    return tuple(
        _evidence(register, name)
        for name in COLLECTIONS
        if name not in (*GUIDE_COLLECTIONS, "sources")
    )


def _evidence(register: Register, collection: str) -> Evidence:
    entries = register.collection(collection)
    facts = [
        part
        for entry in entries
        for _, part in entry.parts
        if isinstance(part, Fact) and not isinstance(part, Note)
    ]
    return Evidence(
        collection,
        len(entries),
        len(facts),
        sum(bool(fact.citations) for fact in facts),
        sum(len(independent_publishers(register, fact)) > 1 for fact in facts),
        sum(isinstance(fact, Inference) and fact.basis is Basis.ANALYSIS for fact in facts),
    )


def independent_publishers(register: Register, fact: Fact) -> frozenset[str]:
    """The independent publishers whom a fact cites: a copy counts as its original."""
    found = set()
    for citation in fact.citations:
        if citation.source:
            source = register[citation.source].record
            assert isinstance(source, Source)
            found.add(source.origin or source.publisher)
    return frozenset(found)


def all_conflicts(register: Register) -> Iterator[tuple[Entry, Conflict]]:
    """What sources disagree on, record by record."""
    for entry in register.entries.values():
        for conflict in entry.record.conflicts:
            yield entry, conflict
