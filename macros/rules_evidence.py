"""Knows what a fact must cite and which places in a text exist; refuses to weigh sources."""

from collections.abc import Iterator

from macros import locators
from macros.eli import Legislation
from macros.facts import Basis, Citation, Fact, Inference
from macros.model import Divisions, Source
from macros.register import Entry, Finding, Register, parts
from macros.source import Loc

_CITED_AS_A_WHOLE = ("programmes", "tasks", "legislation", "events", "terms")


def without_citation(register: Register) -> Iterator[Finding]:
    """Every fact cites a source; our own analysis may instead say how it was reached."""
    for entry in register.entries.values():
        if entry.collection in _CITED_AS_A_WHOLE and not entry.record.citations:
            yield entry, (), {}
        for loc, part in parts(entry.record):
            is_analysis = isinstance(part, Inference) and part.basis is Basis.ANALYSIS
            if is_analysis and not part.note:  # type: ignore[attr-defined]
                yield entry, loc, {"rule": "analysis-without-note"}
            elif isinstance(part, Fact) and not part.citations and not is_analysis:
                yield entry, loc, {}


def unknown_locator(register: Register) -> Iterator[Finding]:
    """A locator is given where the source has numbered parts, and names one that exists."""
    for entry in register.entries.values():
        for loc, part in parts(entry.record):
            document, locator = getattr(part, "document", None), getattr(part, "locator", None)
            if isinstance(part, Citation):
                yield from _in_source(register, entry, loc, part)
            if document and locator and not _is_declared(register, document, locator):
                values = {"locator": locator, "target": document}
                yield entry, (*loc, "locator"), values


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
            numbers = locators.paragraphs(citation.locator)
        except ValueError:
            numbers = (0,)
        if min(numbers) < 1 or max(numbers) > (source.paragraphs or max(numbers)):
            values = {"locator": citation.locator, "target": citation.source}
            yield entry, (*loc, "locator"), values


def _is_declared(register: Register, address: str, locator: str) -> bool:
    document = register[address].record if address in register else None
    if not isinstance(document, Legislation) or not document.articles:
        return True
    declared = [place for one in document.articles for place in locators.places(one.locator)]
    return all(
        any(locators.covers(one, place) or locators.covers(place, one) for one in declared)
        for place in locators.places(locator)
    )


def bad_url(register: Register) -> Iterator[Finding]:
    """A web address is one that a browser only reads."""
    for entry in register.all("sources"):
        assert isinstance(entry.record, Source)
        url = entry.record.url
        if url and not url.startswith(("https://", "http://")):
            yield entry, ("url",), {"value": url}
