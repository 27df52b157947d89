"""The rows in which records are described: moments, bars, endings, cells of a list."""

from dataclasses import dataclass

from macros.i18n import Labels
from macros.model import Basis, Citation, Inference, Part, Source, Text
from macros.queries.over_time import period_steps
from macros.queries.step_functions import StepFunction
from macros.register import Register
from macros.text import PartialDate, Period


@dataclass(frozen=True)
class Moment:
    """Something that happened to a record on a day; the page cites it where it states the fact."""

    date: PartialDate
    key: str
    """What kind of moment: a key under `history` in `labels.yml`."""
    address: str | None = None
    """The other record concerned."""
    text: Text | None = None
    """What is to be said of it."""
    is_inferred: bool = False
    """Whether the fact is an inference of the site."""


@dataclass(frozen=True)
class TimelineBar:
    """A stretch of time in the life of a record."""

    key: str
    """What kind of stretch: a key under `bars` in `labels.yml`."""
    period: Period
    """Its dates, for the text beside it."""
    steps: StepFunction
    """Whether it held on a day, by the rule for its kind."""
    address: str | None = None
    """The record to link to."""
    text: Text | None = None
    is_force: bool = False
    """Whether it ends with the first day out of force, not with its last day."""

    @property
    def is_dated(self) -> bool:
        """Whether any date of it is known."""
        return bool(self.period.start or self.period.end or self.period.attested)


def period_bar(
    register: Register,
    key: str,
    period: Period,
    address: str | None = None,
    text: Text | None = None,
) -> TimelineBar:
    """The bar of a plain period."""
    return TimelineBar(key, period, period_steps(register, period), address, text)


def is_inferred(*parts: Part | None) -> bool:
    """Whether any of some facts is our own conclusion, so that every page marks it as such."""
    return any(isinstance(part, Inference) and part.basis is Basis.ANALYSIS for part in parts)


@dataclass(frozen=True)
class EndingCause:
    """A record that has to do with an ending: what brought it about, or what followed."""

    address: str
    is_inferred: bool = False
    """Whether that it has to do with it is our own conclusion."""
    scope: Text | None = None
    """What passed over, if not the whole."""


def causes(*addresses: str | None) -> tuple[EndingCause, ...]:
    """Records that a source names; None is left out."""
    return tuple(EndingCause(address) for address in addresses if address)


@dataclass(frozen=True)
class Ending:
    """That a record's subject is over, for the head of its page."""

    label: str
    """The key of the sentence in `labels.yml` that says so."""
    date: PartialDate | None
    instruments: tuple[EndingCause, ...] = ()
    """Documents that ended it."""
    followers: tuple[EndingCause, ...] = ()
    """What followed."""
    body: str | None = None
    """For a unit the body whose structure lacks it, for a programme the body if that is over."""
    is_last_day: bool = False
    """Whether `date` is its last day, not the first day without it."""
    citations: tuple[Citation, ...] = ()
    is_inferred: bool = False
    """Whether the ending or its day is our own conclusion."""


@dataclass(frozen=True)
class ListCell:
    """One cell of a list: a text, a date, or records to link to."""

    text: Text | str | None = None
    date: PartialDate | None = None
    addresses: tuple[str, ...] = ()
    label: str | None = None
    """A key in `labels.yml`, for a word of a vocabulary or a badge, which `date` may follow."""
    sort: str = ""
    """Its sort key, where that is not the order of its text or date."""
    steps: StepFunction | None = None
    """The answer for every day: a key in the group of `label`."""
    force: tuple[PartialDate | None, PartialDate | None] | None = None
    """First day in force and first day out of it."""
    is_inferred: bool = False
    """Whether it is our own conclusion."""
    source: Source | None = None
    """The source whose publisher it names."""
    is_original: bool = False
    """Whether its text is to be shown in the languages that are not that of the page."""


def link_cell(*addresses: str | None) -> ListCell:
    """A cell with links to records; None is left out."""
    return ListCell(addresses=tuple(address for address in addresses if address))


def label_cell(labels: Labels, key: str, steps: StepFunction | None = None) -> ListCell:
    """A cell with a label, sorted by its place in its group in `labels.yml`."""
    group, _, name = key.rpartition(".")
    return ListCell(label=key, sort=f"{labels.group(group).index(name):02}", steps=steps)
