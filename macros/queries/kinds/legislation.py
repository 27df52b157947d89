"""Legislation: how the program describes legal documents."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from macros.i18n import Labels
from macros.model import Legislation, Organization, Relation, RelationType, Text
from macros.queries.kinds.kind import Kind
from macros.queries.kinds.row_types import (
    Ending,
    EndingCause,
    ListCell,
    Moment,
    TimelineBar,
    is_inferred,
    label_cell,
    link_cell,
)
from macros.queries.names import all_languages, in_language, name_on
from macros.queries.over_time import force_steps
from macros.queries.record_relations import relations_of
from macros.queries.status_on_day import ENDING, is_force_inferred
from macros.register import Entry, Register
from macros.text import (
    Period,
    covers,
    date_in_figures,
    locator_anchor,
    parse_locator,
    translated_locator,
)

_NO_FIGURE = re.compile(r"\D")
_LINEAGE = (
    RelationType.REPLACES,
    RelationType.REPLACED_BY,
    RelationType.REPEALED_BY,
    RelationType.AMENDS,
    RelationType.AMENDED_BY,
)


def _form(document: Legislation, labels: Labels, lang: str) -> str:
    return labels.get(f"document_name.{document.type_document}", lang)


def _title(entry: Entry[Legislation], labels: Labels, lang: str) -> str:
    document = entry.record
    if document.number is None:
        return in_language(document.title, lang)
    return f"{_form(document, labels, lang)} {document.number}"


def _cells(register: Register, entry: Entry[Legislation], day: dt.date) -> tuple[ListCell, ...]:
    document, steps = entry.record, force_steps(register, entry)
    return (
        link_cell(entry.address),
        ListCell(text=document.title or document.title_note),
        label_cell(register.labels, f"vocabulary.type_document.{document.type_document}"),
        ListCell(text=_issuer_name(register, document), addresses=(document.passed_by,)),
        ListCell(date=document.date_document),
        _force_cell(document),
        replace(
            label_cell(register.labels, f"force.{steps.on(day)}", steps),
            is_inferred=is_force_inferred(register, entry),
        ),
    )


def _issuer_name(register: Register, document: Legislation) -> Text:
    """The name that the body or post had on the day of the document."""
    body = register.get(Organization, document.passed_by).record
    post = document.passed_by.partition("#")[2]
    names = next((part.names for part in body.posts if part.id == post), body.names)
    day = document.issued_by_day
    return name_on(names, day.first if day else dt.date.max).name


def _force_cell(document: Legislation) -> ListCell:
    dates = (document.first_date_entry_in_force, document.date_no_longer_in_force)
    return ListCell(force=dates, sort=str(dates[0] or "9999")) if any(dates) else ListCell()


def _in_every_language(locator: str) -> Text:
    return Text(**{lang: translated_locator(locator, lang) for lang in Text.model_fields})


def _locator_fragment(entry: Entry[Legislation], locator: str) -> str:
    """The anchor of the smallest declared place around `locator`, or else the first inside it."""
    articles = entry.record.articles
    declared = [(article.locator, parse_locator(article.locator)[0]) for article in articles]
    wanted = parse_locator(locator)[0]
    around = [(len(place), text) for text, place in declared if covers(place, wanted)]
    inside = [text for text, place in declared if covers(wanted, place)]
    nearest = [max(around)[1]] if around else inside
    return locator_anchor(nearest[0]) if nearest else ""


def _numbered(document: Legislation, labels: Labels, lang: str) -> str:
    """The number as a sentence names it, with the word for "number"."""
    form = _form(document, labels, lang)
    return labels.get("search.numbered", lang).format(name=form, number=document.number)


def _search_names(entry: Entry[Legislation], labels: Labels, lang: str) -> Iterator[str]:
    document = entry.record
    # In another language than the first one people know the Vietnamese names, too.
    for tongue in dict.fromkeys((lang, "")) if document.number else ():
        yield _numbered(document, labels, tongue)
        # Most people say no more of a number than its figures.
        figures = _NO_FIGURE.split(document.number or "")[0]
        yield f"{_form(document, labels, tongue)} {figures}"
    yield from document.number_variants
    yield from all_languages([document.title])


def _search_line(
    register: Register, entry: Entry[Legislation], day: dt.date, lang: str
) -> tuple[str, ...]:
    document = entry.record
    date = date_in_figures(document.date_document, lang) if document.date_document else ""
    issuer = in_language(_issuer_name(register, document), lang)
    return date, issuer, in_language(document.title, lang)


def _names_in_text(entry: Entry[Legislation], labels: Labels, lang: str) -> Iterator[str]:
    document = entry.record
    yield _title(entry, labels, lang)
    yield in_language(document.title, lang)
    if document.number:
        yield _numbered(document, labels, lang)
        yield from (document.number, *document.number_variants)


def _moments(register: Register, entry: Entry[Legislation]) -> Iterator[Moment]:
    document = entry.record
    dates = (
        ("issued", document.date_document),
        ("in-force", document.first_date_entry_in_force),
        ("no-longer-in-force", document.date_no_longer_in_force),
    )
    yield from (Moment(date, key) for key, date in dates if date)
    for article in document.articles:
        for version in article.versions:
            end, text = version.date_no_longer_in_force, _in_every_language(article.locator)
            if end and version.ended_by:
                yield Moment(end, "article-ended", version.ended_by, text)
    for link in register.links_to(entry.address):
        other = register.find(Legislation, link.origin.address)
        if isinstance(link.part, Relation) and other:
            date = other.record.first_date_entry_in_force or other.record.date_document
            if date:
                yield Moment(date, link.part.type.reverse.value, other.address)


def _bars(register: Register, entry: Entry[Legislation]) -> Iterator[TimelineBar]:
    yield _force_bar(register, entry, "force")
    for related in relations_of(register, entry):
        if related.verb in _LINEAGE and related.address:
            other = register.get(Legislation, related.address)
            yield _force_bar(register, other, related.verb.value, related.address)


def _force_bar(
    register: Register, entry: Entry[Legislation], key: str, address: str | None = None
) -> TimelineBar:
    document = entry.record
    period = Period(document.first_date_entry_in_force, document.date_no_longer_in_force)
    return TimelineBar(key, period, force_steps(register, entry), address, is_force=True)


def _ending(register: Register, entry: Entry[Legislation], day: dt.date) -> Ending | None:
    end, lapse = entry.record.date_no_longer_in_force, entry.record.lapse
    if end and end.last <= day:
        inferred = is_force_inferred(register, entry)
        return Ending("ended.document", end, _ended_by(register, entry), is_inferred=inferred)
    if lapse and lapse.date.last <= day:
        label, inferred = f"vocabulary.lapse.{lapse.reason}", is_inferred(lapse)
        return Ending(label, lapse.date, citations=lapse.citations, is_inferred=inferred)
    return None


def _ended_by(register: Register, entry: Entry) -> tuple[EndingCause, ...]:
    return tuple(
        EndingCause(link.origin.address, is_inferred(link.part))
        for link in register.links_to(entry.address)
        if isinstance(link.part, Relation) and link.part.type in ENDING
    )


LEGISLATION = Kind[Legislation](
    "legislation",
    title=_title,
    title_text=lambda entry: entry.record.title if entry.record.number is None else None,
    columns=("document", "title", "kind", "issuer", "issued", "in-force", "force"),
    cells=_cells,
    fact_column="title",
    facets=("kind", "issuer"),
    states={
        "in-force": ("in-force", "partly"),
        "suspended": ("suspended",),
        "not-yet-in-force": ("not-yet",),
        "force-unknown": ("unknown",),
        "no-longer-in-force": ("ended",),
    },
    newest_first=True,
    subtitle=lambda entry, lang: (
        in_language(entry.record.title, lang) if entry.record.number is not None else ""
    ),
    line=lambda register, entry, day, lang: in_language(entry.record.title, lang),
    sort_key=lambda entry, lang: str(entry.record.issued_by_day or "9999"),
    part_titles=lambda entry, labels, day, lang: {
        locator_anchor(article.locator): translated_locator(article.locator, lang)
        for article in entry.record.articles
    },
    locator_fragment=_locator_fragment,
    search_names=_search_names,
    search_line=_search_line,
    names_in_text=_names_in_text,
    moments=_moments,
    bars=_bars,
    ending=_ending,
)
