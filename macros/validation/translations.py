"""Which texts of the data lack one of the languages of the site."""

from collections.abc import Iterator

from macros.model import COLLECTIONS, Text
from macros.register import Entry, Register
from macros.yamlio import Mark


def untranslated_texts(
    register: Register, lang: str
) -> Iterator[tuple[str, list[tuple[Entry, Mark, Text]]]]:
    """The texts without a language, by collection: the record of each and its place in the file."""
    for name in COLLECTIONS:
        texts = [
            (entry, entry.node.mark_at(loc), part)
            for entry in register.collection(name)
            for loc, part in entry.parts
            if isinstance(part, Text) and part.language_for(lang) != lang
        ]
        if texts:
            yield name, texts
