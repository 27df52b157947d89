"""Rules about citations, and about places in texts that must exist."""

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
    Person,
    Relation,
    Source,
)
from macros.register import Entry, Finding, Register
from macros.text import (
    Locator,
    covers,
    fold_accents,
    has_misspelt_level,
    has_paragraphs,
    nearest_paragraphs,
    parse_locator,
)
from macros.yamlio import Loc

_KEYS_OF_A_NAME = {"name", "disambiguation", "former_ids", "review_every", "checked"}
_CITED_AS_A_WHOLE = ("programmes", "tasks", "legislation", "events", "terms")

_ARTICLE_LOCATORS = ("articles", "locator")


def without_citation(register: Register) -> Iterator[Finding]:
    """Every fact cites a source; our own analysis may instead say how it was reached."""
    for entry in register.entries.values():
        is_cited = entry.collection not in _CITED_AS_A_WHOLE
        if not is_cited and entry.lacks((), entry.record, "citations"):
            yield entry, (), {}
        for loc, part in entry.parts:
            if isinstance(part, Inference) and part.basis is Basis.ANALYSIS:
                if entry.lacks(loc, part, "note"):
                    yield entry, loc, {"rule": "analysis-without-note"}
            elif (
                isinstance(part, Fact)
                and entry.lacks(loc, part, "citations")
                and not entry.is_unread(*loc, "basis")
            ):
                yield entry, loc, {}


def name_alone(register: Register) -> Iterator[Finding]:
    """Something is said of a person, or a source that names the person is cited."""
    for entry in register.all(Person):
        keys = entry.node.value if isinstance(entry.node.value, dict) else {}
        if not entry.unread and keys.keys() <= _KEYS_OF_A_NAME:
            yield entry, (), {}


def empty_citation(register: Register) -> Iterator[Finding]:
    """A citation names a source, a legal document or both."""
    for entry in register.entries.values():
        for loc, part in entry.parts:
            if isinstance(part, Citation) and entry.lacks(loc, part, "source", "document"):
                yield entry, loc, {}


def one_reading(register: Register) -> Iterator[Finding]:
    """A conflict has two readings at least."""
    for entry in register.entries.values():
        for index, conflict in enumerate(entry.record.conflicts):
            is_read = not entry.is_unread("conflicts", index, "readings")
            if len(conflict.readings) < 2 and is_read:
                yield entry, ("conflicts", index), {}


def unknown_locator(register: Register) -> Iterator[Finding]:
    """A locator is given where the source has numbered parts, and names one that exists."""
    locators_of = cache(partial(_declared_locators, register))
    for entry in register.entries.values():
        for loc, part in entry.parts:
            if isinstance(part, Citation):
                yield from _wrong_in_source(register, entry, loc, part)
            for field, document, locator in _named_articles(entry, part):
                declared = locators_of(document)
                if not declared or register[document].is_list_unread(*_ARTICLE_LOCATORS):
                    continue
                if has_misspelt_level(locator) or not _is_declared(declared, locator):
                    known = [article.locator for article in _articles(register, document)]
                    values = {"locator": locator, "target": document}
                    near = _nearest_article(locator, known)
                    yield entry, (*loc, field), {**values, "nearest": near}


def _named_articles(entry: Entry, part: Part) -> Iterator[tuple[str, str, str]]:
    """The articles that a part names: the field, the document and the place in it."""
    if isinstance(part, Citation | LegalHook) and part.document and part.locator:
        yield "locator", part.document, part.locator
    if isinstance(part, Relation) and part.locator:
        yield "locator", entry.address, part.locator
    if isinstance(part, Relation) and part.target and part.target_locator:
        yield "target_locator", part.target, part.target_locator


def _wrong_in_source(
    register: Register, entry: Entry, loc: Loc, citation: Citation
) -> Iterator[Finding]:
    """A finding where a citation has no place in a numbered source, or one that it lacks."""
    cited = register.find(Source, citation.source or "")
    source = cited.record if cited else None
    if source is None or source.divisions is None:
        return
    is_placed = not entry.lacks(loc, citation, "locator")
    if source.divisions is Divisions.ARTICLES:
        is_placed = is_placed and not entry.lacks(loc, citation, "document")
    if not is_placed:
        values = {"rule": "locator-missing", "source": citation.source}
        yield entry, loc, {**values, "divisions": source.divisions.value}
    elif source.divisions is Divisions.PARAGRAPHS and (locator := citation.locator):
        if has_paragraphs(locator, source.paragraphs):
            return
        near = nearest_paragraphs(locator, source.paragraphs)
        values = {"locator": locator, "target": citation.source, "nearest": near}
        yield entry, (*loc, "locator"), values


def _nearest_article(locator: str, known: list[str]) -> str:
    """The place with the same numbers, though its words are spelt otherwise; empty if none."""
    numbers = _place_numbers(locator)
    return next((other for other in known if numbers == _place_numbers(other)), "")


def _place_numbers(locator: str) -> list[str]:
    """The numbers in a place in the order article, clause, point; without an article, none fit."""
    steps = re.findall(r"(\w+) +(\w+)", fold_accents(locator))
    steps.sort(key=lambda step: (step[0] != "dieu", step[0] == "diem"))
    return [number for _, number in steps] if steps and steps[0][0] == "dieu" else [locator]


def _declared_locators(register: Register, address: str) -> tuple[Locator, ...]:
    articles = _articles(register, address)
    return tuple(place for article in articles for place in parse_locator(article.locator))


def _articles(register: Register, address: str) -> tuple[Article, ...]:
    document = register.find(Legislation, address)
    return document.record.articles if document else ()


def _is_declared(declared: tuple[Locator, ...], locator: str) -> bool:
    return all(
        any(covers(other, place) or covers(place, other) for other in declared)
        for place in parse_locator(locator)
    )
