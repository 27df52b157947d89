"""Rules about the choice of words: one idea, one word."""

import re
from collections.abc import Iterator, Mapping

from macros.i18n import LANGUAGES
from macros.model import Text
from macros.register import Entry, Finding, Register
from macros.yamlio import Loc

_QUOTATION = re.compile(r"“[^”]*”")
_OF_SOURCES = re.compile(
    r"(?:sources|legislation)\.title|tasks\.name|events\.participants\.title|.*\.names\.name"
)
"""The texts that are the wording of sources; what is translated of them is not."""


def avoided_word(register: Register) -> Iterator[Finding]:
    """A text says an idea in the word that the site has for it; the wording of sources stays."""
    words = {lang: register.labels.avoided_words(lang) for lang in LANGUAGES}
    if not any(words.values()):
        return
    for entry in register.entries.values():
        for loc, part in entry.parts:
            if isinstance(part, Text):
                for lang, text in _own_texts(entry, loc, part):
                    for value in first_avoided(text, words[lang]):
                        yield entry, (*loc, lang), {"value": value, "use": words[lang][value]}


def _own_texts(entry: Entry, loc: Loc, part: Text) -> Iterator[tuple[str, str]]:
    """The texts of a part that are not wording of a source, each with its language."""
    keys = (step for step in loc if isinstance(step, str))
    first, *others = ((lang, str(getattr(part, lang) or "")) for lang in LANGUAGES)
    if not _OF_SOURCES.fullmatch(".".join((entry.collection, *keys))):
        yield first
    yield from (other for other in others if other[1] != first[1])


def first_avoided(text: str, words: Mapping[str, str]) -> Iterator[str]:
    """The first of the words to avoid that a text uses outside quotations, if there is one."""
    own = _QUOTATION.sub("“”", text).casefold()
    for word, use in words.items():
        rest = own.replace(use.casefold(), "")
        if re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", rest):
            yield word
            return
