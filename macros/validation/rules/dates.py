"""Rules about dates that can not be true together."""

from calendar import isleap
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from macros.model import FieldKind, Organization, Part, Source, Span, fields_of
from macros.register import Finding, Register
from macros.text import PartialDate

_ENDS = (
    ("start_date", "end_date"),
    ("date", "end_date"),
    ("not_before", "not_after"),
    ("date_document", "date_no_longer_in_force"),
    ("first_date_entry_in_force", "date_no_longer_in_force"),
)


@cache
def _ends(part: type[Part]) -> tuple[tuple[str, str], ...]:
    """The pairs of beginning and end that a part has."""
    return tuple(pair for pair in _ENDS if set(pair) <= set(part.model_fields))


def end_before_start(register: Register) -> Iterator[Finding]:
    """No period ends before it starts."""
    for entry in register.entries.values():
        for loc, part in entry.parts:
            for first, last in _ends(type(part)):
                start, end = getattr(part, first), getattr(part, last)
                if start and end and end.last < start.first:
                    yield entry, (*loc, last), {"start": start, "end": end}
            start, over_by = (
                (part.start_date, part.period.over_by) if isinstance(part, Span) else (None, None)
            )
            if start and over_by and over_by.last < start.first:
                yield entry, (*loc, "ended", "by"), {"start": start, "end": over_by}
    for entry in register.all(Organization):
        start, end = _life(entry.record)
        if start and end and end.last < start.first:
            yield entry, ("dissolution", "date"), {"start": start, "end": end}


def attested_outside(register: Register) -> Iterator[Finding]:
    """No day on which a source shows something lies outside the period given for it."""
    for entry in register.entries.values():
        for loc, part in entry.parts:
            if isinstance(part, Span):
                for index, date in enumerate(part.attested):
                    early = part.start_date and date.last < part.start_date.first
                    if early or part.period.is_over(date.first):
                        period = _period(part.start_date, part.end_date or part.period.over_by)
                        yield entry, (*loc, "attested", index), {"date": date, "period": period}


def _period(start: PartialDate | None, end: PartialDate | None) -> str:
    return f"{start or '…'} – {end or '…'}"


def end_given_twice(register: Register) -> Iterator[Finding]:
    """A period has a last day, or a day by which it was over, and not both."""
    for entry in register.entries.values():
        for loc, part in entry.parts:
            if isinstance(part, Span) and part.ended and part.end_date:
                yield entry, (*loc, "ended"), {"end": part.end_date}


def implausible_year(register: Register) -> Iterator[Finding]:
    """A date lies in the years that the labels give as plausible."""
    if (years := _plausible_years(register)) is None:
        return
    first, last = years
    for entry in register.entries.values():
        for loc, part in entry.parts:
            for key in _date_keys(type(part)):
                value = getattr(part, key)
                dates = value if isinstance(value, tuple) else (value,)
                for index, date in enumerate(dates):
                    if date and not first <= date.year <= last:
                        place = (*loc, key, index) if isinstance(value, tuple) else (*loc, key)
                        values = {"date": date, "first": first, "last": last}
                        yield entry, place, {**values, "nearest": _likely(date, first, last)}


def _plausible_years(register: Register) -> tuple[int, int] | None:
    """The first and the last plausible year, if the labels give them."""
    labels = register.labels
    if not labels.group("plausible-years"):
        return None
    first, last = labels.get("plausible-years.first"), labels.get("plausible-years.last")
    return (int(first), int(last)) if first.isdecimal() and last.isdecimal() else None


@cache
def _date_keys(model: type[Part]) -> tuple[str, ...]:
    return tuple(field.key for field in fields_of(model) if field.kind is FieldKind.DATE)


def _likely(date: PartialDate, first: int, last: int) -> str:
    """The date that was meant: of a Buddhist year, of two digits, of a first one mistyped."""
    year = date.year
    meant = [year - 543, year + 2000 if year < 100 else year, int(f"2{year % 1000:03}")]
    likely = next((year for year in meant if first <= year <= last), None)
    return str(replace(date, year=likely)) if likely and _is_date(date, likely) else ""


def _is_date(date: PartialDate, year: int) -> bool:
    """Whether a date exists in another year, too."""
    return not (date.month == 2 and date.day == 29 and not isleap(year))


def accessed_before_published(register: Register) -> Iterator[Finding]:
    """A source is read on the day of its publication, or later."""
    for entry in register.all(Source):
        published, accessed = entry.record.date, entry.record.accessed
        if published and accessed and accessed.last < published.first:
            yield entry, ("accessed",), {"date": accessed, "published": published}


_LIMITS = {
    "minutes": (1, 600),
    "paragraphs": (1, 9_999),
    "review_every": (1, 1_200),
    "seats": (1, 2_000),
}
"""Between what a number lies; that of a year is given by the labels."""


def number_out_of_range(register: Register) -> Iterator[Finding]:
    """A number is one that can be: of months, minutes, seats, paragraphs, a year."""
    years = _plausible_years(register)
    limits = _LIMITS if years is None else {**_LIMITS, "year": years}
    for entry in register.entries.values():
        for loc, part in entry.parts:
            for key in _number_keys(type(part)) & limits.keys():
                value, (first, last) = getattr(part, key), limits[key]
                if value is not None and not first <= value <= last:
                    near = _likely(PartialDate(value), first, last) if key == "year" else ""
                    values = {"field": key, "value": value, "first": first, "last": last}
                    yield entry, (*loc, key), {**values, "nearest": near}


@cache
def _number_keys(model: type[Part]) -> frozenset[str]:
    return frozenset(field.key for field in fields_of(model) if field.kind is FieldKind.COUNT)


def _life(body: Organization) -> tuple[PartialDate | None, PartialDate | None]:
    start = body.founding.date if body.founding else None
    return start, body.dissolution.date if body.dissolution else None
