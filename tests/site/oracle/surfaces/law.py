"""What is in force: the list, the map, the pages of documents, what rests on them."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from tests.site.oracle.answers import ANY, Question, Reading, always
from tests.site.oracle.law import parts_of
from tests.site.oracle.records import Records, first, last, vi
from tests.site.oracle.surfaces.page import (
    Page,
    badges,
    label,
    live,
    printed,
    steps_of,
    text,
    to_iso,
)


def issuer(records: Records, document: str, words: str) -> str:
    """The name of an issuer without what tells it apart from another of that name."""
    apart = records[records[document]["passed_by"]].get("disambiguation")
    return words.removesuffix(f" ({vi(apart)})") if apart else words


def document_list(page: Page) -> Iterator[Reading]:
    """The list of documents: status on each day, issuer, whether its end is inferred."""
    for row in page.find("table.listing tbody tr[data-facets]"):
        document = page.links(row[0])[0]
        steps, day = live(row[-1], "force", page.day)
        yield page.reading(Question("force", document), steps, "", day)
        yield page.reading(
            Question("issuer", document), always(issuer(page.records, document, text(row[3]))), ""
        )
        yield from _inferred(page, document, row[-1], "")


def _inferred(page: Page, document: str, cell: HtmlElement, place: str) -> Iterator[Reading]:
    """Whether the mark of an inference stands right behind the status in an element."""
    status = page.find("span.answer", cell) or page.find("span.badge", cell)
    mark = status[0].getnext()
    is_mark = mark is not None and "analysis" in (mark.get("class") or "")
    yield page.reading(Question("inferred", document), always("yes" if is_mark else "no"), place)


def reads(page: Page, document: str, words: HtmlElement, place: str) -> Iterator[Reading]:
    """Whether a status and the time behind it read as one sentence that is none."""
    is_over = badges(words, "force") == ["ended"]
    is_told = label("document.force-span") in text(words)
    said = "badly" if is_over and label("period.start") in text(words) and not is_told else "well"
    yield page.reading(Question("reads", document), always(said), place)


def map_drawing(page: Page) -> Iterator[Reading]:
    """The boxes of the map, and the mark of what is inferred."""
    for box in page.find("a.doc"):
        document = f"legislation/{box.get('data-id')}"
        yield page.reading(Question("force", document), steps_of(box), "map")
        is_mark = bool(page.find("path.doc__inferred", box))
        yield page.reading(
            Question("inferred", document), always("yes" if is_mark else "no"), "map"
        )


def map_table(page: Page) -> Iterator[Reading]:
    """The list beneath the map, and what rests on single articles."""
    for item in page.find("ul.map-list li[data-row]"):
        document = page.links(item[0])[0]
        steps, day = live(item[1], "force", page.day)
        yield page.reading(Question("force", document), steps, "list", day)
        yield from _inferred(page, document, item[1], "list")
        yield from reads(page, document, item[1], "time")
    for row in page.find("table.resting tbody tr[data-row]"):
        document = page.links(row[0])[0].partition("#")[0]
        place = text(row[0]).partition(f"{text(page.find('a', row[0])[0])}, ")[2]
        steps, day = live(row[1], "force", page.day)
        yield page.reading(Question("force", document, place), steps, "resting", day)


def document_page(page: Page) -> Iterator[Reading]:
    """The page of a document: its status in heading, strip and box, its issuer and wordings."""
    heading = always(printed(page.find("div.title")[0], "force"))
    yield page.reading(Question("force", page.path), heading, "heading", page.records.as_of)
    for cell in page.find("a.strip__cell"):
        place = cell.text.strip()
        word = always(cell.get("class").rpartition("strip__cell--")[2])
        yield page.reading(Question("force", page.path, place), word, "strip", page.records.as_of)
    found = {text(block[0]): block[1] for block in page.find("dl.facts div")}
    status = printed(found[label("facts.status")], "force")
    yield page.reading(Question("force", page.path), always(status), "facts", page.records.as_of)
    name = issuer(page.records, page.path, text(page.anchors(found[label("facts.issuer")])[0]))
    yield page.reading(Question("issuer", page.path), always(name), "facts")
    yield from _inferred(page, page.path, found[label("facts.status")], "facts")
    for section in page.find("section.article"):
        yield from _wordings(page, section, page.path)


def _wordings(page: Page, section: HtmlElement, document: str) -> Iterator[Reading]:
    """Each wording of an article, by its printed time and its badge."""
    place = text(page.find("h3", section)[0])
    articles = [
        one
        for one in page.records[document]["articles"]
        if parts_of(one["locator"]) == parts_of(place)
    ]
    for paragraph, version in zip(page.find("p", section), articles[0]["versions"], strict=True):
        question = Question("wording", document, vi(version["gist"]))
        over = "ended" in badges(paragraph, "force")
        said = "ended" if over else "in-force|unknown|not-yet|suspended"
        yield page.reading(question, always(said), place, page.records.as_of)
        aside = [text(one) for one in page.find("span.aside", paragraph)]
        if aside and aside[0].endswith(":"):
            start, _, end = aside[0].partition(f"{label('period.before')} ")
            begin = to_iso(start)
            steps = [("", "not-yet" if begin else ANY)]
            steps += [(first(begin), ANY)] if begin else []
            steps += [(last(to_iso(end)), "ended")] if end else []
            yield page.reading(question, tuple(steps), f"{place} time")


def cards(page: Page) -> Iterator[Reading]:
    """The documents that the front page names with their status."""
    for item in page.find("ul.texts li"):
        document, answer = page.links(item)[0], always(printed(item, "force"))
        yield page.reading(Question("force", document), answer, "card", page.records.as_of)


def handbook(page: Page) -> Iterator[Reading]:
    """The documents of the handbook."""
    for act in page.find("div.act"):
        document = act.get("id").replace("legislation-", "legislation/", 1)
        line = page.find("p.act__line", act)[0]
        answer = always(printed(page.find("span.answer", line)[0], "force"))
        yield page.reading(Question("force", document), answer, "act", page.records.as_of)
        name = issuer(page.records, document, text(page.anchors(line)[0]))
        yield page.reading(Question("issuer", document), always(name), "act")
        yield from _inferred(page, document, line, "act")


def badges_beside_links(page: Page) -> Iterator[Reading]:
    """Documents, or places in them, whose status stands right behind their name."""
    for link in page.anchors():
        badge, document = link.getnext(), page.address(link).partition("#")[0]
        if badge is not None and document.startswith("legislation/"):
            place = (link.tail or "").rpartition("→")[2].strip(" ,()\n")
            words = [name for name in (badge.get("class") or "").split() if "badge--force-" in name]
            if words and ":" not in place:
                answer = always(words[0].removeprefix("badge--force-"))
                question = Question("force", document, place)
                yield page.reading(question, answer, f"beside {place}", page.records.as_of)
