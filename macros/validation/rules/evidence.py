"""Knows what a fact must cite and which places in a text exist; refuses to weigh sources."""

import re
from collections.abc import Iterator
from functools import cache, partial

from macros.model import (
    Article,
    Basis,
    Citation,
    Divisions,
    Fact,
    Inference,
    LegalHook,
    Legislation,
    Part,
    Relation,
    Source,
)
from macros.register import Entry, Finding, Register
from macros.text import (
    Locator,
    closest_match,
    covers,
    fold_accents,
    has_misspelt_level,
    paragraph_numbers,
    parse_locator,
)
from macros.yamlio import Loc

_CITED_AS_A_WHOLE = ("programmes", "tasks", "legislation", "events", "terms")


def without_citation(register: Register) -> Iterator[Finding]:
    """Every fact cites a source; our own analysis may instead say how it was reached."""
    for entry in register.entries.values():
        if entry.collection in _CITED_AS_A_WHOLE and not entry.record.citations:
            yield entry, (), {}
        for loc, part in entry.parts:
            is_analysis = isinstance(part, Inference) and part.basis is Basis.ANALYSIS
            if is_analysis and not part.note:  # type: ignore[attr-defined]
                yield entry, loc, {"rule": "analysis-without-note"}
            elif isinstance(part, Fact) and not part.citations and not is_analysis:
                yield entry, loc, {}


def unknown_locator(register: Register) -> Iterator[Finding]:
    """A locator is given where the source has numbered parts, and names one that exists."""
    places_of = cache(partial(_declared, register))
    for entry in register.entries.values():
        for loc, part in entry.parts:
            if isinstance(part, Citation):
                yield from _in_source(register, entry, loc, part)
            for name, document, locator in _claims(entry, part):
                declared = places_of(document)
                is_wrong = has_misspelt_level(locator) or not _is_declared(declared, locator)
                if declared and is_wrong:
                    known = [one.locator for one in _articles(register, document)]
                    values = {"locator": locator, "target": document}
                    yield entry, (*loc, name), {**values, "nearest": _meant(locator, known)}


def _claims(entry: Entry, part: Part) -> Iterator[tuple[str, str, str]]:
    """The articles that a part names: the field, the document and the place in it."""
    if isinstance(part, Citation | LegalHook) and part.document and part.locator:
        yield "locator", part.document, part.locator
    if isinstance(part, Relation) and part.locator:
        yield "locator", entry.address, part.locator
    if isinstance(part, Relation) and part.target and part.target_locator:
        yield "target_locator", part.target, part.target_locator


def _in_source(register: Register, entry: Entry, loc: Loc, citation: Citation) -> Iterator[Finding]:
    address = citation.source
    source = register[address].record if address and address in register else None
    if not isinstance(source, Source) or source.divisions is None:
        return
    if not citation.locator or (source.divisions is Divisions.ARTICLES and not citation.document):
        values = {"rule": "locator-missing", "source": citation.source}
        yield entry, loc, {**values, "divisions": source.divisions.value}
    elif source.divisions is Divisions.PARAGRAPHS:
        try:
            numbers = paragraph_numbers(citation.locator)
        except ValueError:
            numbers = (0,)
        if min(numbers) < 1 or max(numbers) > (source.paragraphs or max(numbers)):
            near = _paragraphs_meant(citation.locator, source.paragraphs)
            values = {"locator": citation.locator, "target": citation.source, "nearest": near}
            yield entry, (*loc, "locator"), values


def _meant(locator: str, known: list[str]) -> str:
    """The same numbers with their words spelt otherwise; other numbers are another place."""
    numbers = re.findall("[0-9]+", locator)
    same = [one for one in known if re.findall("[0-9]+", one) == numbers]
    return closest_match(locator, same, cutoff=0.9)


def _paragraphs_meant(locator: str, count: int | None) -> str:
    """The same paragraphs in the form that is read: `đoạn 3-5, 13`; empty if there are none."""
    if not fold_accents(locator).startswith(("doan", *"123456789")):
        return ""
    numbers = re.findall(r"[0-9]+(?:\s*[-–—]\s*[0-9]+)?", locator)
    meant = "đoạn " + ", ".join(re.sub(r"\s*[-–—]\s*", "-", one) for one in numbers)
    try:
        found = paragraph_numbers(meant)
    except ValueError:
        return ""
    return meant if min(found) > 0 and max(found) <= (count or max(found)) else ""


def _declared(register: Register, address: str) -> tuple[Locator, ...]:
    articles = _articles(register, address)
    return tuple(place for one in articles for place in parse_locator(one.locator))


def _articles(register: Register, address: str) -> tuple[Article, ...]:
    document = register[address].record if address in register else None
    return document.articles if isinstance(document, Legislation) else ()


def _is_declared(declared: tuple[Locator, ...], locator: str) -> bool:
    return all(
        any(covers(one, place) or covers(place, one) for one in declared)
        for place in parse_locator(locator)
    )


def bad_web_address(register: Register) -> Iterator[Finding]:
    """A web address is one that a browser only reads."""
    for entry in register.all(Source):
        assert isinstance(entry.record, Source)
        url = entry.record.web_address
        if url and not url.startswith(("https://", "http://")):
            yield entry, ("web_address",), {"value": url}
