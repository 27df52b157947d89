"""Terms of the glossary and the sources that facts cite."""

from enum import StrEnum
from typing import Annotated, ClassVar

from macros.model.base import AnyRef, Count, Date, Fact, Flag, Record, Text, Vocabulary


class Rendering(Fact):
    """An English form of a term that was seen in use."""

    lang: ClassVar[str] = "en"
    """The language of every form."""
    form: str
    """The form."""


class RenderingStatus(StrEnum):
    """Where the English of a term comes from."""

    SEEN = "seen"
    OURS = "ours"


class Term(Record):
    """A word or abbreviation of the field."""

    term: Text
    """The term."""
    group: Annotated[str, Vocabulary("term_group")]
    """The page of the glossary on which it stands."""
    abbreviation: str | None = None
    """Usual short form."""
    abbreviation_is_ours: Flag = False
    """Whether the short form was made up for this site."""
    definition: Text
    """Its meaning, in our own words."""
    rendering_status: RenderingStatus
    """Whether the English form was seen in use or is ours."""
    renderings: tuple[Rendering, ...] = ()
    """English forms seen."""
    about: AnyRef | None = None
    """The record of the thing it names."""
    see_also: tuple[AnyRef, ...] = ()
    """Other records and terms."""


class Extent(StrEnum):
    """How much of a source was read."""

    FULL = "full"
    OPENING = "opening"
    EXTRACT = "extract"


class Divisions(StrEnum):
    """By what a place in a source is given."""

    PARAGRAPHS = "paragraphs"
    ARTICLES = "articles"


class SourceKind(StrEnum):
    """How near a source is to what it states."""

    OFFICIAL = "official"
    """Published by a public body: its own acts and reports, codifications and gazettes."""
    PRESS = "press"
    """Reported by a newspaper, an agency or a broadcaster."""
    SECONDARY = "secondary"
    """Retells, compiles or reprints what others published: portals, reference works, copies."""


class Source(Record):
    """A publication that was read."""

    publisher: str
    """Who published it."""
    origin: str | None = None
    """The publisher from whom this one took it; the two count as one."""
    title: Text
    """Its title as printed, or a description in brackets where none was seen."""
    kind: SourceKind
    """How near it is to what it states."""
    date: Date | None = None
    """Date of publication; empty: not shown in what was read."""
    web_address: str | None = None
    """Its address on the web."""
    language: Annotated[str, Vocabulary("language")]
    """Language code (BCP 47)."""
    accessed: Date
    """Day on which it was read."""
    extent: Extent
    """How much of it was read."""
    divisions: Divisions | None = None
    """What a locator counts; empty: the text read has no numbered parts."""
    paragraphs: Count | None = None
    """How many paragraphs it has."""
