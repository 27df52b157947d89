"""What sentences say that the records say, too: numbers of people, terms that went out of use."""

import re
from collections.abc import Iterator

from tests.site.oracle.answers import Question, Reading, always
from tests.site.oracle.records import vi
from tests.site.oracle.surfaces.page import Page, text
from tests.site.oracle.wording import newer_terms

_NUMBERS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]
_SPOKE = re.compile(rf"({'|'.join(_NUMBERS)}|\d+) người phát biểu")


def speakers(page: Page) -> Iterator[Reading]:
    """How many people spoke at an event, as a sentence says and as the table shows."""
    for found in _SPOKE.finditer(text(page.article)):
        number = found[1] if found[1].isdigit() else str(_NUMBERS.index(found[1]))
        yield page.reading(Question("speakers", page.path), always(number), "sentence")


def terms(page: Page) -> Iterator[Reading]:
    """Definitions that use a term of which another record says that it went out of use."""
    for block in page.find("div.term"):
        address = f"terms/{block.getprevious().get('id')}"
        definition = text(page.find("p", block)[0])
        for term, newer in newer_terms(page.records).items():
            if term in definition.casefold() and vi(page.records[address]["term"]) != term:
                said = "yes" if newer in text(block) else "no"
                yield page.reading(Question("term", address, term), always(said))
