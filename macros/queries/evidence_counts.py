"""How well the data is evidenced: citations, independent publishers, conflicts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.model import Basis, Citation, Conflict, Fact, Inference, Note, Source
from macros.queries.kinds import KINDS, CollectionRole
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


def evidence_by_collection(register: Register) -> tuple[Evidence, ...]:
    """The evidence of each collection that holds facts."""
    return tuple(
        _evidence(register, collection)
        for collection, kind in KINDS.items()
        if kind.role is CollectionRole.FACTS
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
        sum(independent_publishers(register, fact.citations) > 1 for fact in facts),
        sum(isinstance(fact, Inference) and fact.basis is Basis.ANALYSIS for fact in facts),
    )


def independent_publishers(register: Register, citations: Iterable[Citation]) -> int:
    """How many of the publishers cited do not copy each other.

    A copy counts as its original, and all who print one legal document count as one.
    """
    groups: list[set[str]] = []
    for citation in citations:
        if citation.source:
            source = register.get(Source, citation.source).record
            keys = {source.origin or source.publisher, citation.document or ""} - {""}
            alike = [group for group in groups if group & keys]
            groups = [group for group in groups if not group & keys] + [keys.union(*alike)]
    return len(groups)


def all_conflicts(register: Register) -> Iterator[tuple[Entry, Conflict]]:
    """What sources disagree on, record by record."""
    for entry in register.entries.values():
        for conflict in entry.record.conflicts:
            yield entry, conflict
