"""Rules about when documents and the wordings of their articles are in force."""

from collections.abc import Iterator
from itertools import pairwise

from macros.model import Article, Basis, Legislation, RelationType
from macros.register import Finding, Register, without_fragment
from macros.text import PartialDate, fold_accents
from macros.yamlio import Loc

_ENDING = (RelationType.REPLACES, RelationType.REPEALS)


def replaced_without_end(register: Register) -> Iterator[Finding]:
    """A document that another replaces or repeals as a whole says when its force ended."""
    for entry in register.all(Legislation):
        since = entry.record.first_date_entry_in_force
        for relation in entry.record.relations:
            target = register.find(Legislation, relation.target or "")
            is_whole = relation.type in _ENDING and relation.target_locator is None
            if target in (None, entry) or not is_whole or relation.basis is not Basis.STATED:
                continue
            is_open = target.record.date_no_longer_in_force is None and not target.unread
            if since and is_open:
                yield target, (), {"other": entry.address, "nearest": since}


def overlapping_wordings(register: Register) -> Iterator[Finding]:
    """The wordings of an article follow each other without overlap, or a note explains the gap."""
    for entry in register.all(Legislation):
        for index, article in enumerate(() if entry.unread else entry.record.articles):
            loc: Loc = ("articles", index, "versions")
            for number, values in _breaks(entry.record, article):
                yield entry, (*loc, number), {"place": article.locator, **values}


def _breaks(
    document: Legislation, article: Article
) -> Iterator[tuple[int, dict[str, PartialDate | str]]]:
    """Each wording that does not begin when the one before it ends."""
    whole = document.first_date_entry_in_force
    for number, (earlier, later) in enumerate(pairwise(article.versions), start=1):
        start = later.first_date_entry_in_force or whole
        end = earlier.date_no_longer_in_force
        if start is None:
            continue
        if end is None or start.last < end.first:
            first = earlier.first_date_entry_in_force or whole
            period = f"{first or '…'} – {end or '…'}"
            yield number, {"period": period, "nearest": end or ""}
        elif start.first > end.last and not (earlier.note or later.note):
            yield (
                number,
                {"rule": "missing-wording", "start": end, "end": start, "nearest": end},
            )


def same_number(register: Register) -> Iterator[Finding]:
    """No two documents of one issuer have the same number."""
    seen: dict[tuple[str, str], str] = {}
    for entry in register.all(Legislation):
        if number := entry.record.number:
            key = "".join(fold_accents(number).split()), without_fragment(entry.record.passed_by)
            if key in seen:
                yield entry, ("number",), {"value": number, "other": seen[key]}
            seen.setdefault(key, entry.address)
