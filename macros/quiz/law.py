"""Drafts of questions about documents: what they did to each other and to bodies."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial

from macros.model import Legislation, Organization, Relation, RelationType, Structure
from macros.quiz.question import (
    Distractors,
    Draft,
    event_dates,
    is_stated,
    plain_text_of,
    shuffle_key,
)
from macros.register import Entry, Register, without_fragment
from macros.text import Tristate, spelling_key

_RELATION = "legislation.relations.target"
_ENDING = (RelationType.REPEALS, RelationType.REPLACES)
"""What happens to a document once."""
_VERBS = (
    *_ENDING,
    RelationType.AMENDS,
    RelationType.BASED_ON,
    RelationType.IMPLEMENTS,
    RelationType.SUPPLEMENTS,
    RelationType.DETAILS,
)


def law_drafts(register: Register, day: dt.date) -> Iterator[Draft]:
    """Every question about documents, and about what they did to bodies."""
    for body in register.all(Organization):
        yield from _ended_drafts(register, body, day)
        yield from _followed_drafts(register, body, day)
        for structure in body.record.structures:
            yield from _unit_drafts(register, body, structure, day)
    for document in register.all(Legislation):
        yield from _issuer_drafts(register, document, day)
        for relation in document.record.relations:
            yield from _relation_drafts(register, document, relation, day)


def _issued(register: Register, day: dt.date) -> list[Entry[Legislation]]:
    """The documents that are known to have been issued by a day."""
    return [entry for entry in register.all(Legislation) if _is_issued(entry.record, day)]


def _is_issued(document: Legislation, day: dt.date) -> bool:
    date = document.date_document
    return date is not None and date.last <= day


def _related(register: Register, address: str) -> set[str]:
    """The documents that have any relation to one, itself among them."""
    own = {link.target for link in register.links_from(address) if link.key == _RELATION}
    others = {link.origin.address for link in register.links_to(address) if link.key == _RELATION}
    return {address, *own, *others}


def _ended_drafts(register: Register, body: Entry[Organization], day: dt.date) -> Iterator[Draft]:
    """Which document ended a body."""
    end = body.record.dissolution
    if end is None or not is_stated(end) or not end.instrument or not end.date:
        return
    if end.date.last <= day:
        wrong = partial(_did_not_end, register, body, end.instrument, day)
        yield Draft("ended", body.address, end.instrument, wrong, body.address, end.citations)


def _did_not_end(
    register: Register, body: Entry[Organization], instrument: str, day: dt.date
) -> Distractors:
    """The documents that neither the record of a body names nor an event with it."""
    named = {link.target for link in register.links_from(body.address)}
    for link in register.links_to(body.address):
        named |= {other.target for other in register.links_from(link.origin.address)}
        named.add(link.origin.address)
    text = body.record.model_dump_json()
    excluded = {*_related(register, instrument), *map(without_fragment, named)}
    wrong = [
        document.address
        for document in _issued(register, day)
        if document.address not in excluded and (document.record.number or "\n") not in text
    ]
    near = {
        link.target for link in register.links if link.key == "organizations.dissolution.instrument"
    }
    return Distractors(tuple(wrong), frozenset(near))


def _followed_drafts(
    register: Register, body: Entry[Organization], day: dt.date
) -> Iterator[Draft]:
    """Which body followed one as a whole, where it had one follower."""
    if len(body.record.successors) != 1:
        return
    successor = body.record.successors[0]
    is_later = successor.date is not None and successor.date.last > day
    if is_stated(successor) and not successor.scope and not is_later:
        follower = successor.organization
        wrong = partial(_did_not_follow, register, body, follower)
        yield Draft("followed", body.address, follower, wrong, body.address, successor.citations)


def _did_not_follow(register: Register, body: Entry[Organization], follower: str) -> Distractors:
    """The bodies of which no record says that they have to do with one."""
    linked = {link.origin.address for link in register.links_to(body.address)}
    excluded = {body.address, follower, *linked}
    others = [other for other in register.all(Organization) if other.address not in excluded]
    kind = body.record.classification
    near = (other.address for other in others if other.record.classification == kind)
    return Distractors(tuple(other.address for other in others), frozenset(near))


def _unit_drafts(
    register: Register, body: Entry[Organization], structure: Structure, day: dt.date
) -> Iterator[Draft]:
    """Which unit a structure lists, or does not, where the whole list is known."""
    if not structure.complete or not is_stated(structure):
        return
    attested = (date.first for date in structure.attested if date.is_day)
    dates = [
        date
        for date in (*event_dates(register, day), *attested)
        if date <= day and structure.period.on(date) is Tristate.YES
    ]
    listed = tuple(unit.organization for group in structure.groups for unit in group.units)
    kinds = {register.get(Organization, unit).record.classification for unit in listed}
    names = {spelling_key(plain_text_of(register, unit, day)) for unit in listed}
    others = tuple(
        other.address
        for other in register.all(Organization)
        if other.address not in (*listed, body.address)
        and other.record.classification in kinds
        and spelling_key(plain_text_of(register, other.address, day)) not in names
    )
    for unit in (*listed, *others) if dates else ():
        kind, wrong = ("unit", others) if unit in listed else ("no-unit", listed)
        yield Draft(
            *(kind, body.address, unit, partial(Distractors, wrong)),
            *(f"{body.address}#{structure.id}", structure.citations),
            about=unit,
            day=min(dates, key=lambda date: shuffle_key(kind, unit, date)),
        )


def _issuer_drafts(register: Register, entry: Entry[Legislation], day: dt.date) -> Iterator[Draft]:
    """Who issued a document; its number says so to those who can read it."""
    document, date = entry.record, entry.record.date_document
    if not date or not date.is_day or date.last > day or not document.citations:
        return
    issuer = document.passed_by
    wrong = partial(_other_issuers, register, issuer)
    yield Draft(
        *("issuer", entry.address, issuer, wrong, entry.address, document.citations),
        day=date.first,
    )


def _other_issuers(register: Register, issuer: str) -> Distractors:
    issuers = {document.record.passed_by for document in register.all(Legislation)}
    bodies = (body.address for body in register.all(Organization))
    wrong = sorted(
        address
        for address in {*issuers, *bodies}
        if without_fragment(address) != without_fragment(issuer)
    )
    return Distractors(tuple(sorted(wrong)), frozenset(issuers))


def _relation_drafts(
    register: Register, entry: Entry[Legislation], relation: Relation, day: dt.date
) -> Iterator[Draft]:
    """What a document did to another, asked from both of its sides."""
    verb, target = relation.type, relation.target
    if verb not in _VERBS or target is None or not is_stated(relation):
        return
    if verb in _ENDING and relation.target_locator:
        return
    other = register.get(Legislation, target)
    if not _is_issued(entry.record, day) or not _is_issued(other.record, day):
        return

    def done() -> Distractors:
        documents = _issued(register, day)
        return _distractors(
            document for document in documents if _never(register, entry, document, verb)
        )

    def doing() -> Distractors:
        documents = _issued(register, day)
        return _distractors(
            document for document in documents if _never(register, document, other, verb)
        )

    page, cited = entry.address, relation.citations
    yield Draft("relation", page, target, done, page, cited, about=verb.value)
    yield Draft("relation", target, page, doing, page, cited, about=verb.reverse.value)


def _distractors(documents: Iterable[Entry]) -> Distractors:
    return Distractors(tuple(document.address for document in documents))


def _never(
    register: Register, actor: Entry[Legislation], target: Entry[Legislation], verb: RelationType
) -> bool:
    """Whether a document certainly did not do something to another one.

    It is the older of the two; or the other came to its end by a third.
    """
    if actor.address in _related(register, target.address):
        return False
    first, last = actor.record.date_document, target.record.date_document
    if first and last and first.last < last.first:
        return True
    if verb not in _ENDING:
        return False
    return any(
        isinstance(link.part, Relation)
        and link.part.type in _ENDING
        and is_stated(link.part)
        and link.part.target_locator is None
        for link in register.links_to(target.address)
        if link.key == _RELATION
    )
