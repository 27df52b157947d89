"""The footnotes of a page: numbers for sources, letters for the places cited in them, remarks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from string import ascii_lowercase

from macros.model import Citation, Text


@dataclass
class Footnote:
    """A source, or a document cited without one, and the places in it that a page cites."""

    number: int
    address: str
    places: dict[Citation, str] = field(default_factory=dict)
    """The marker of each place: `3`, `3a`, `3b`."""

    def by_document(self) -> tuple[tuple[str | None, tuple[tuple[Citation, str], ...]], ...]:
        """The places with their markers, those in one document together."""
        groups: dict[str | None, list[tuple[Citation, str]]] = {}
        for citation, marker in self.places.items():
            document = citation.document if citation.source else None
            groups.setdefault(document, []).append((citation, marker))
        return tuple((document, tuple(places)) for document, places in groups.items())


@dataclass
class Footnotes:
    """The footnotes of one page: numbers by source, letters by place, both by first use."""

    by_address: dict[str, Footnote] = field(default_factory=dict)
    first_marks: dict[str, str] = field(default_factory=dict)
    """For each marker the id of the mark with which its place is cited first."""
    remarks: list[Text] = field(default_factory=list)
    """The remarks on single statements, which are gathered at the foot of the page."""
    has_signs: bool = False
    """Whether a sign of our own analysis is on the page, so that it needs the legend."""

    def mark(self, citations: Iterable[Citation]) -> tuple[list[str], str]:
        """The markers of what one statement cites, and the id of their mark.

        The id is empty where each of them was cited before.
        """
        markers, id = [], ""
        for citation in citations:
            marker, is_first = self.marker(citation)
            markers.append(marker)
            if is_first:
                id = id or f"c{marker}"
                self.first_marks[marker] = id
        return markers, id

    def marker(self, citation: Citation) -> tuple[str, bool]:
        """The marker for a citation, and whether this is its first use on the page."""
        address = citation.source or citation.document or ""
        note = self.by_address.setdefault(address, Footnote(len(self.by_address) + 1, address))
        is_first = citation not in note.places
        if is_first:
            note.places[citation] = f"{note.number}{self._letter(note, citation)}"
        return note.places[citation], is_first

    @staticmethod
    def _letter(note: Footnote, citation: Citation) -> str:
        if (
            citation.locator is None
            and citation.note is None
            and not _is_document_in_source(citation)
        ):
            return ""
        lettered = sum(marker != str(note.number) for marker in note.places.values())
        turn, index = divmod(lettered, len(ascii_lowercase))
        return (ascii_lowercase[turn - 1] if turn else "") + ascii_lowercase[index]

    def __bool__(self) -> bool:
        return bool(self.by_address)

    def __iter__(self) -> Iterator[Footnote]:
        return iter(self.by_address.values())


def _is_document_in_source(citation: Citation) -> bool:
    return citation.source is not None and citation.document is not None
