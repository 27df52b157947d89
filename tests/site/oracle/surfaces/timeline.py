"""The bars of timelines: the printed time of each, and what is drawn."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from lxml.html import HtmlElement

from tests.site.oracle.answers import ANY, Question, Reading, always
from tests.site.oracle.surfaces.page import Page, label, span_of, text, within

_DRAWN = {"sure": "yes|in-force|partly", "open": "may|unknown"}
_WIDE = 3.5
"""From this width on, in percent, a piece is a time and no mark of an unknown end."""


def timelines(page: Page) -> Iterator[Reading]:
    """Every bar of every timeline on a page."""
    for figure in page.find("figure.timeline"):
        day_at = _scale(figure)
        for bar in page.find("ol.bars li", figure):
            if question := _asked(page, bar):
                place = f"{figure.get('aria-labelledby')}"
                words = text(page.find("span.aside", bar)[-1])
                yield from _printed(page, question, words, f"{place} text")
                yield from _drawn(page, question, bar, day_at, place)


def _asked(page: Page, bar: HtmlElement) -> Question | None:
    """What a bar is about, by the label before it."""
    paragraph = page.find("p", bar)[0]
    key, links = text(page.find("span.aside", bar)[0]), page.links(paragraph)
    title = (page.find("span.aside", bar)[0].tail or "").strip().removesuffix(":")
    own = links[0] if links else page.path
    if key == label("bars.post"):
        return Question("line", page.path, title)
    if key == label("bars.holder"):
        return Question("line", own, title)
    if key in (label("bars.life"), label("bars.body")):
        return Question("exists", own)
    if key == label("bars.structure") and "#" in own:
        return Question("applies", own)
    return Question("force", page.path) if key == label("bars.force") else None


def _printed(page: Page, question: Question, words: str, place: str) -> Iterator[Reading]:
    span = None if question.kind == "force" else span_of(words.partition(label("bars.seen"))[0])
    if span and any(span):
        inside = "yes" if all(len(date) == 10 for date in span) else ANY
        yield page.reading(question, within(span, inside), place)


def _drawn(
    page: Page, question: Question, bar: HtmlElement, day_at: Callable[[float], str], place: str
) -> Iterator[Reading]:
    """Each piece of a bar, by the day in its middle."""
    for piece in page.find("rect", bar):
        start, width = (float(piece.get(name).rstrip("%")) for name in ("x", "width"))
        day = day_at(start + width / 2)
        if width > _WIDE and day <= page.records.as_of:
            said = always(_DRAWN[piece.get("class")])
            yield page.reading(question, said, f"{place} drawn", day)


def _scale(figure: HtmlElement) -> Callable[[float], str]:
    """The day at a place, by the first and the last year of the axis."""
    years = [
        int(word)
        for word in figure.xpath(".//*[@class='axis']/desc")[0].text.split()
        if word.isdigit()
    ]
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    return lambda place: str(first + timedelta(days=round((last - first).days * place / 100)))
