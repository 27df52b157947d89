"""Knows what can be asked about documents and bodies; refuses to ask what is our analysis."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from macros.model import Legislation, Organization, Relation, RelationType, Structure
from macros.quiz.question import Distractors, Draft, bare_text, event_days, is_stated, rank
from macros.register import Entry, Register, without_fragment
from macros.text import Tristate, normalize_spelling

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


def of_law(register: Register, day: dt.date) -> Iterator[Draft]:
    """Every question about documents, and about what they did to bodies."""
    for body in register.all(Organization):
        yield from _ended(register, body, body.record, day)
        yield from _followed(register, body, body.record, day)
        for structure in body.record.structures:
            yield from _units(register, body, structure, day)
    for entry in register.all(Legislation):
        document = _document(entry)
        yield from _issuer(register, entry, document, day)
        for relation in document.relations:
            yield from _relation(register, entry, relation, day)


def _document(entry: Entry) -> Legislation:
    assert isinstance(entry.record, Legislation)
    return entry.record


def _documents(register: Register, day: dt.date) -> list[Entry]:
    """The documents that are known to have been issued by a day."""
    return [entry for entry in register.all(Legislation) if _issued(entry, day)]


def _issued(entry: Entry, day: dt.date) -> bool:
    date = _document(entry).date_document
    return date is not None and date.last <= day


def _related(register: Register, address: str) -> set[str]:
    """The documents that have any relation to one, itself among them."""
    own = {one.target for one in _document(register[address]).relations if one.target}
    others = {
        link.origin.address
        for link in register.links_to(address)
        if link.key == "legislation.relations.target"
    }
    return {address, *own, *others}


def _ended(register: Register, entry: Entry, body: Organization, day: dt.date) -> Iterator[Draft]:
    """Which document ended a body."""
    end = body.dissolution
    if end is None or not is_stated(end) or not end.instrument or not end.date:
        return
    if end.date.last <= day:
        wrong = partial(_did_not_end, register, entry, end.instrument, day)
        yield Draft(
            *("ended", entry.address, end.instrument, wrong, entry.address, end.citations),
        )


def _did_not_end(register: Register, entry: Entry, instrument: str, day: dt.date) -> Distractors:
    """The documents that neither the record of a body names nor an event with it."""
    named = {link.target for link in register.links_from(entry.address)}
    for link in register.links_to(entry.address):
        named |= {one.target for one in register.links_from(link.origin.address)}
        named.add(link.origin.address)
    text = entry.record.model_dump_json()
    barred = {*_related(register, instrument), *map(without_fragment, named)}
    wrong = [
        one.address
        for one in _documents(register, day)
        if one.address not in barred and (_document(one).number or "\n") not in text
    ]
    near = {
        link.target for link in register.links if link.key == "organizations.dissolution.instrument"
    }
    return Distractors(tuple(wrong), frozenset(near))


def _followed(
    register: Register, entry: Entry, body: Organization, day: dt.date
) -> Iterator[Draft]:
    """Which body followed one as a whole, where it had one follower."""
    if len(body.successors) != 1:
        return
    one = body.successors[0]
    if not is_stated(one) or one.scope or (one.date and one.date.last > day):
        return
    wrong = partial(_did_not_follow, register, entry, one.organization)
    yield Draft(
        *("followed", entry.address, one.organization, wrong, entry.address, one.citations),
    )


def _did_not_follow(register: Register, entry: Entry, follower: str) -> Distractors:
    """The bodies of which no record says that they have to do with one."""
    linked = {link.origin.address for link in register.links_to(entry.address)}
    barred = {entry.address, follower, *linked}
    others = [other for other in register.all(Organization) if other.address not in barred]
    kind = getattr(entry.record, "classification", "")
    near = (one.address for one in others if getattr(one.record, "classification", "") == kind)
    return Distractors(tuple(other.address for other in others), frozenset(near))


def _units(register: Register, entry: Entry, one: Structure, day: dt.date) -> Iterator[Draft]:
    """Which unit a structure lists, or does not, where the whole list is known."""
    if not one.complete or not is_stated(one):
        return
    known = [*event_days(register, day), *(seen.first for seen in one.attested if seen.is_day)]
    asked = [date for date in known if date <= day and one.period.on(date) is Tristate.YES]
    listed = tuple(unit.organization for group in one.groups for unit in group.units)
    kinds = {getattr(register[unit].record, "classification", "") for unit in listed}
    named = {normalize_spelling(bare_text(register, unit, day)) for unit in listed}
    others = tuple(
        other.address
        for other in register.all(Organization)
        if other.address not in (*listed, entry.address)
        and getattr(other.record, "classification", "") in kinds
        and normalize_spelling(bare_text(register, other.address, day)) not in named
    )
    for unit in (*listed, *others) if asked else ():
        kind, wrong = ("unit", others) if unit in listed else ("no-unit", listed)
        yield Draft(
            *(kind, entry.address, unit, partial(Distractors, wrong)),
            *(f"{entry.address}#{one.id}", one.citations),
            about=unit,
            day=min(asked, key=lambda date: rank(kind, unit, date)),
        )


def _issuer(
    register: Register, entry: Entry, document: Legislation, day: dt.date
) -> Iterator[Draft]:
    """Who issued a document; its number tells those who can read it."""
    date = document.date_document
    if not date or not date.is_day or date.last > day or not document.citations:
        return
    issuer = document.passed_by
    wrong = partial(_other_issuers, register, issuer)
    yield Draft(
        *("issuer", entry.address, issuer, wrong, entry.address, document.citations),
        day=date.first,
    )


def _other_issuers(register: Register, issuer: str) -> Distractors:
    issuers = {_document(one).passed_by for one in register.all(Legislation)}
    others = (other.address for other in register.all(Organization))
    wrong = sorted(
        one for one in {*issuers, *others} if without_fragment(one) != without_fragment(issuer)
    )
    return Distractors(tuple(wrong), frozenset(issuers))


def _relation(
    register: Register, entry: Entry, relation: Relation, day: dt.date
) -> Iterator[Draft]:
    """What a document did to another, asked from both of its sides."""
    verb, target = relation.type, relation.target
    if verb not in _VERBS or target is None or not is_stated(relation):
        return
    if verb in _ENDING and relation.target_locator:
        return
    if not _issued(entry, day) or not _issued(register[target], day):
        return
    cited, page, found = relation.citations, entry.address, partial(_documents, register, day)

    def done() -> Distractors:
        return Distractors(
            tuple(one.address for one in found() if _never(register, entry, one, verb))
        )

    def doing() -> Distractors:
        other = register[target]
        return Distractors(
            tuple(one.address for one in found() if _never(register, one, other, verb))
        )

    yield Draft("relation", page, target, done, page, cited, about=verb.value)
    yield Draft("relation", target, page, doing, page, cited, about=verb.reverse.value)


def _never(register: Register, actor: Entry, target: Entry, verb: RelationType) -> bool:
    """Whether a document certainly did not do something to another one.

    It is the older of the two; or the other came to its end by a third.
    """
    if actor.address in _related(register, target.address):
        return False
    first, last = _document(actor).date_document, _document(target).date_document
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
        if link.key == "legislation.relations.target"
    )
