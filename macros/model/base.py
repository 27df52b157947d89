"""The parts that records are made of: texts, citations, statements and time ranges."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    PrivateAttr,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from macros.text import PartialDate, Period, written_locator


@dataclass(frozen=True)
class Reference:
    """Marks a string as the address of a record."""

    collections: tuple[str, ...]
    """The collections it may point into."""
    part: str | None = None
    """The field of that record in which a fragment is looked up; None: it has no fragment."""


@dataclass(frozen=True)
class Vocabulary:
    """Marks a string as a word of a vocabulary."""

    group: str
    """The name of the vocabulary in `labels.yml`."""


def _parse_date(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value
    try:
        return PartialDate.parse(value)
    except (TypeError, ValueError):
        raise PydanticCustomError("bad_date", "not a date") from None


def _require_digits(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch("[0-9]+", value):
        raise PydanticCustomError("int_parsing", "not a number in figures")
    return value


def _require_true_or_false(value: Any) -> Any:
    if isinstance(value, str) and value not in ("true", "false"):
        raise PydanticCustomError("bool_parsing", "neither true nor false")
    return value


Date = Annotated[
    PartialDate,
    BeforeValidator(_parse_date),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "format": "partial-date"}),
]
LegalPlace = Annotated[str, AfterValidator(written_locator)]
"""A place in a text; typed in either order, it is kept as the law writes it."""
Count = Annotated[int, BeforeValidator(_require_digits)]
Flag = Annotated[bool, BeforeValidator(_require_true_or_false)]
PersonRef = Annotated[str, Reference(("people",))]
OrganizationRef = Annotated[str, Reference(("organizations",))]
BearerRef = Annotated[str, Reference(("people", "organizations"), "posts")]
IssuerRef = Annotated[str, Reference(("organizations",), "posts")]
PostRef = Annotated[str, Reference(("organizations",), "posts")]
LegislationRef = Annotated[str, Reference(("legislation",))]
ProgrammeRef = Annotated[str, Reference(("programmes",))]
TaskRef = Annotated[str, Reference(("tasks",))]
EventRef = Annotated[str, Reference(("events",))]
SourceRef = Annotated[str, Reference(("sources",))]
_FACTS = ("people", "organizations", "programmes", "tasks", "legislation", "events", "terms")
AnyRef = Annotated[str, Reference(_FACTS)]
SubjectRef = Annotated[str, Reference(_FACTS, "posts")]


class Part(BaseModel):
    """A frozen part of a record; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _first_language(info: ValidationInfo) -> str:
    return str((info.context or {}).get("languages", ("vi",))[0])


class Text(Part):
    """Text for readers. In YAML a plain string is the text in the first language of the site.

    That language is the first of `languages` in the context of the validation; else Vietnamese.
    """

    vi: str
    """Vietnamese; empty where the site has another first language, and none is known."""
    en: str | None = None
    """English; empty: none is known, and pages show the text in the first language, so marked."""
    _main_language: str = PrivateAttr("vi")
    """The first language of the site."""

    @model_validator(mode="before")
    @classmethod
    def _accept_plain_text(cls, value: Any, info: ValidationInfo) -> Any:
        first = _first_language(info)
        texts = {first: value} if isinstance(value, str) else value
        if first == "vi" or not isinstance(texts, dict):
            return texts
        # Asked of whoever writes is the text in the first language.
        return {"vi": "", **texts} if texts.get(first) else {**texts, "vi": None}

    @model_validator(mode="after")
    def _keep_first_language(self, info: ValidationInfo) -> "Text":
        self._main_language = _first_language(info)
        return self

    @property
    def main(self) -> str:
        """The text in the first language of the site, which every text has."""
        text: str = getattr(self, self._main_language)
        return text

    @property
    def main_language(self) -> str:
        """The first language of the site."""
        return self._main_language

    def language_for(self, lang: str) -> str:
        """The language in which the text is shown to readers of `lang`: that, or the first one."""
        return lang if lang and getattr(self, lang) else self.main_language

    def in_language(self, lang: str = "") -> str:
        """The text in `lang`, or else in the first language of the site."""
        text: str = getattr(self, self.language_for(lang))
        return text


class Basis(StrEnum):
    """Whether a source states a fact, or we conclude it by comparing texts."""

    STATED = "stated"
    ANALYSIS = "analysis"


class Citation(Part):
    """Where a fact can be checked: a legal document, a source in which it was read, or both."""

    source: SourceRef | None = None
    """The source that was read."""
    document: LegislationRef | None = None
    """The legal document whose text states the fact."""
    locator: LegalPlace | None = None
    """The place in it: `đoạn 7`, `khoản 2 Điều 98`; several places are joined with `; `."""
    note: Text | None = None
    """What the citation shows, and what it does not."""


class Fact(Part):
    """A statement that must carry at least one citation."""

    citations: tuple[Citation, ...] = ()
    """Where it can be checked."""


class Inference(Fact):
    """A statement that a source makes or that we conclude; a conclusion says how."""

    basis: Basis = Basis.STATED
    """`stated` by the citations, or our `analysis` of them."""
    note: Text | None = None
    """How the conclusion was reached, or what is uncertain."""


class Note(Fact):
    """A remark on a record."""

    text: Text
    """The remark."""


class Gap(Part):
    """Something that a reader expects to find and no source says."""

    text: Text
    """What is not known."""
    citations: tuple[Citation, ...] = ()
    """Sources that were searched in vain."""


class Reading(Fact):
    """One of several answers that sources give to the same question."""

    text: Text
    """The answer."""


class Conflict(Part):
    """A question to which sources give different answers; all are kept."""

    matter: Text
    """The question."""
    readings: tuple[Reading, ...]
    """The answers, each with its sources."""
    preferred: Text | None = None
    """The answer this site follows and why; empty: left open."""


class Figure(Inference):
    """A reported number."""

    label: Text
    """What was counted, when and where."""
    value: Count
    """The number."""


class Name(Part):
    """A name and the time of its use. In YAML a plain string is the name alone."""

    name: Text
    """The name as the sources write it."""
    start_date: Date | None = None
    """First day of use; empty: not known."""
    end_date: Date | None = None
    """Last day of use; empty: not known, or still used."""
    note: Text | None = None
    """Where the name stands when the dates are not known."""
    citations: tuple[Citation, ...] = ()
    """Where the name can be read."""

    @model_validator(mode="before")
    @classmethod
    def _accept_plain_text(cls, value: Any) -> Any:
        is_text = isinstance(value, dict) and not {*Text.model_fields}.isdisjoint(value)
        is_name = isinstance(value, str) or is_text
        return {"name": value} if is_name else value


class Milestone(Inference):
    """The beginning or the end of a body."""

    date: Date | None = None
    """The first day, or the last on which it existed; empty: not known."""
    instrument: LegislationRef | None = None
    """The legal document that decided it."""


class End(Inference):
    """That something had ended, where its last day is not known."""

    by: Date
    """The first day on which a source shows that it was over."""


class Span(Inference):
    """A statement with a time range."""

    start_date: Date | None = None
    """First day; empty: not known."""
    end_date: Date | None = None
    """Last day; empty: not known, or it goes on."""
    attested: tuple[Date, ...] = ()
    """Days on which a source shows that it held."""
    ended: End | None = None
    """That it had ended, where the last day is not known."""

    @cached_property
    def period(self) -> Period:
        """The time range."""
        over_by = self.ended.by if self.ended else None
        return Period(self.start_date, self.end_date, self.attested, over_by)


class Checked(Part):
    """The comparison of a record with its sources."""

    date: Date
    """The day."""
    by: str
    """Who did."""


class Record(Part):
    """What every record may hold beside its own facts."""

    citations: tuple[Citation, ...] = ()
    """Where the record as a whole can be checked."""
    notes: tuple[Note, ...] = ()
    """Remarks."""
    gaps: tuple[Gap, ...] = ()
    """What is not known."""
    conflicts: tuple[Conflict, ...] = ()
    """Questions on which sources disagree."""
    figures: tuple[Figure, ...] = ()
    """Reported numbers."""
    former_ids: tuple[str, ...] = ()
    """Ids that it had before; their addresses lead here for ever."""
    review_every: Count | None = None
    """Months after which it is due to be checked again; empty: the usual number."""
    checked: Checked | None = None
    """When it was last compared with its sources; empty: not since it was written."""
