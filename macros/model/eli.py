"""Legal documents (ELI), their articles, and their relations to each other."""

from enum import StrEnum
from typing import Annotated

from macros.model.base import (
    Date,
    Fact,
    Inference,
    IssuerRef,
    LegalPlace,
    LegislationRef,
    Part,
    Record,
    Text,
    Vocabulary,
)
from macros.text import PartialDate


class RelationType(StrEnum):
    """The verb of a relation between documents (ELI, with our additions for plans).

    Each active verb is followed by its passive one.
    """

    AMENDS = "amends"
    AMENDED_BY = "amended_by"
    REPLACES = "replaces"
    REPLACED_BY = "replaced_by"
    REPEALS = "repeals"
    REPEALED_BY = "repealed_by"
    BASED_ON = "based_on"
    BASIS_FOR = "basis_for"
    IMPLEMENTS = "implements"
    IMPLEMENTED_BY = "implemented_by"
    SUPPLEMENTS = "supplements"
    SUPPLEMENTED_BY = "supplemented_by"
    DETAILS = "details"
    DETAILED_BY = "detailed_by"
    FOLLOWS = "follows"
    FOLLOWED_BY = "followed_by"
    RELATED_TO = "related_to"

    @property
    def reverse(self) -> "RelationType":
        """The verb as seen from the other document; RELATED_TO is its own reverse."""
        return _REVERSE.get(self, self)

    @property
    def is_active(self) -> bool:
        """Whether the declaring document acts on the other one, or the two are just related."""
        return self not in _PASSIVE.values()


_VERBS = tuple(RelationType)
_PASSIVE = dict(zip(_VERBS[:-1:2], _VERBS[1::2], strict=True))
"""Each active verb with its passive one, which follows it in the list."""
_REVERSE = _PASSIVE | {passive: active for active, passive in _PASSIVE.items()}


class Relation(Inference):
    """A relation to another document, declared by the one that acts.

    A document without a record is named in `target_text`; only then may the verb be passive, since
    the other side cannot declare the relation.
    """

    type: RelationType
    """The verb."""
    target: LegislationRef | None = None
    """The other document."""
    target_text: Text | None = None
    """The name of the other document, where it has no record."""
    locator: LegalPlace | None = None
    """The article of this document that says so."""
    target_locator: LegalPlace | None = None
    """The article of the other document that is meant."""


class ArticleVersion(Inference):
    """What an article says during one period."""

    gist: Text
    """Its content, in our own words."""
    first_date_entry_in_force: Date | None = None
    """First day in force; empty: that of the document."""
    date_no_longer_in_force: Date | None = None
    """First day no longer in force; empty: that of the document."""
    ended_by: LegislationRef | None = None
    """The document that changed or repealed it."""


class Article(Part):
    """An article or part of one."""

    locator: LegalPlace
    """Its place, as one cites it: `khoản 2 Điều 98`."""
    former_fragments: tuple[str, ...] = ()
    """Fragments that it had in addresses before; they lead here for ever."""
    versions: tuple[ArticleVersion, ...]
    """Its wordings, oldest first."""


class Suspension(Fact):
    """A time in which a document was not applied."""

    start_date: Date
    """First day of the suspension."""
    end_date: Date | None = None
    """Last day."""


class Lapse(Inference):
    """The end of what a document governs, whatever its formal status."""

    date: Date
    """First day."""
    reason: Annotated[str, Vocabulary("lapse")]
    """Why."""


class Legislation(Record):
    """A legal or political document (ELI LegalResource)."""

    number: str | None = None
    """Official number with the issuer's suffix; empty: it has none, or none is confirmed."""
    number_variants: tuple[str, ...] = ()
    """Other ways in which the number is written."""
    type_document: Annotated[str, Vocabulary("type_document")]
    """Its rank and form."""
    title: Text | None = None
    """Title as the sources print it; empty: not seen."""
    title_note: Text | None = None
    """How far the title is the official one."""
    gist: Text | None = None
    """What it does, in one sentence of our own."""
    passed_by: IssuerRef
    """The body or post that issued it."""
    legislature: str | None = None
    """Legislature or term of the issuer, in Roman numerals."""
    session: Text | None = None
    """Session or meeting at which it was passed."""
    signed_by: str | None = None
    """Who signed it, as printed."""
    date_document: Date | None = None
    """Date of the document; empty: not known."""
    not_before: Date | None = None
    """Where the date is not known: the earliest it can be."""
    not_after: Date | None = None
    """Where the date is not known: the latest it can be."""
    first_date_entry_in_force: Date | None = None
    """First day in force; empty: not known."""
    date_no_longer_in_force: Date | None = None
    """First day no longer in force; empty: not known, or in force."""
    force_basis: Text | None = None
    """How the days in force were inferred, where no source states them."""
    status_as_of: Date | None = None
    """Day of the newest source that shows the status."""
    suspensions: tuple[Suspension, ...] = ()
    """Times in which it was not applied."""
    lapse: Lapse | None = None
    """When it ran out of matter."""
    articles: tuple[Article, ...] = ()
    """Articles that bear on the institution."""
    relations: tuple[Relation, ...] = ()
    """What it does to other documents."""

    @property
    def issued_by_day(self) -> PartialDate | None:
        """The day on which its issuer is named: its date, or else the latest that it can be."""
        return self.date_document or self.not_after
