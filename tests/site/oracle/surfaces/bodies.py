"""Which unit belongs where, and what became of it: charts, pages, lists, banners, changes."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from tests.site.oracle.answers import ANY, OFF, Question, Reading, Steps, always, joint
from tests.site.oracle.records import last, moved, vi
from tests.site.oracle.surfaces.page import (
    Page,
    full_title,
    is_marked,
    label,
    live,
    span_of,
    steps_of,
    text,
    to_iso,
    within,
)
from tests.site.oracle.surfaces.people import dated_text


def chart(page: Page) -> Iterator[Reading]:
    """The structures of a chart and the units in them, with what followed each."""
    body = f"organizations/{page.path.rpartition('/')[2]}"
    levels = page.find("section.chart__level")
    for level, structure in zip(levels, page.records[body].get("structures", ()), strict=True):
        address = f"{body}#{structure['id']}"
        steps, day = live(page.find("p.aside", level)[0], "applies", page.day)
        yield page.reading(Question("applies", address), steps, "level", day)
        for box in page.find("li.box", level):
            name = page.find("p.box__name", box)[0]
            unit = page.links(name)[0]
            said = _box(steps_of(box), steps_of(level))
            yield page.reading(Question("listed", address, unit), said, structure["id"])
            link = next(link for link in page.anchors(name) if page.address(link) == unit)
            yield page.reading(Question("named", unit), dated_text(page, link), structure["id"])
            for after in page.find("p.box__after", box):
                yield from _follower(page, unit, after, structure["id"])


def _box(box: Steps, level: Steps) -> Steps:
    return tuple(
        (start, "no|not-yet" if OFF & set(both) else "yes|may") for start, both in joint(box, level)
    )


def _follower(page: Page, unit: str, after: HtmlElement, place: str) -> Iterator[Reading]:
    follower = page.links(after)[0]
    day = to_iso(text(after).partition(":")[0])
    yield page.reading(Question("followed", unit, follower), _since(day), place)
    yield page.reading(Question("marked", unit, follower), always(is_marked(after)), place)


def _since(day: str) -> Steps:
    """What a page says that names the day of a change; or none, where it could."""
    return (("", "no"), (last(day), "yes")) if day else always("unknown")


def courses(page: Page) -> Iterator[Reading]:
    """The table of units through all structures."""
    for table in page.find("table.courses"):
        for row in page.find("tbody tr", table):
            unit = page.links(row[0])[0]
            for link in page.anchors(row[-1]):
                follower = page.address(link)
                mark = _mark_after(link)
                yield page.reading(Question("marked", unit, follower), always(mark), "courses")


def _mark_after(link: HtmlElement) -> str:
    """Whether the mark of an inference stands right after a link."""
    following = link.getnext()
    while following is not None and following.get("class") == "cite":
        following = following.getnext()
    is_mark = following is not None and "analysis" in (following.get("class") or "")
    return "yes" if is_mark else "no"


def banner(page: Page) -> Iterator[Reading]:
    """What the page of a record says first where its subject is over, wherever that is repeated."""
    for paragraph in page.find("p.ended"):
        strong = text(page.find("strong", paragraph)[0])
        subject = _subject(page, paragraph, strong)
        if not subject.startswith("organizations/"):
            continue
        day = to_iso(strong[strong.index("ngày") :]) if "ngày" in strong else ""
        if day:
            end = moved(last(day), -1)
            end = f"by {end}" if label("ended.unit-by") in strong else end
            yield page.reading(Question("left", subject), always(end), "banner", page.records.as_of)
        after = paragraph.xpath(
            f"./text()[contains(., '{label('ended.followed-by')}')]/following-sibling::a"
        )
        for link in after:
            follower = page.address(link)
            yield page.reading(
                Question("marked", subject, follower), always(_mark_after(link)), "banner"
            )


def _subject(page: Page, paragraph: HtmlElement, strong: str) -> str:
    """The record of which a banner speaks: that of the page, or the one that it names."""
    if page.path in page.records:
        return page.path
    name = strong.rpartition(": ")[0]
    named = [
        address
        for address, record in page.records.all("organizations")
        if name == full_title(record) or (not name and _stands_under(paragraph, address))
    ]
    return named[0] if named else ""


def _stands_under(paragraph: HtmlElement, address: str) -> bool:
    heading: list[str] = paragraph.xpath("preceding::h3[1]/@id")
    return heading == [address.replace("/", "-", 1)]


def facts(page: Page) -> Iterator[Reading]:
    """Whether a body is over, under which it stood and when, its names, what followed it."""
    is_over = "yes" if page.find("div.title span.badge--life-ended") else "no"
    yield page.reading(Question("over", page.path), always(is_over), "heading", page.records.as_of)
    found: dict[str, list[HtmlElement]] = {}
    for block in page.find("dl.facts div"):
        found[text(block[0])] = page.find("li", block[1])
    for item in found.get(label("facts.parents"), ()):
        yield from _parent(page, item)
    for item in found.get(label("facts.names"), ()):
        yield from _old_name(page, item)
    for item in found.get(label("facts.successors"), ()):
        follower = page.links(item)[0]
        day = to_iso(page.anchors(item)[0].tail or "")
        if day:
            yield page.reading(Question("followed", page.path, follower), _since(day), "facts")
        yield page.reading(
            Question("marked", page.path, follower), always(is_marked(item)), "facts"
        )


def _parent(page: Page, item: HtmlElement) -> Iterator[Reading]:
    body = page.links(item)[0]
    words = [text(aside) for aside in page.find("span.aside", item)]
    spans = [span_of(aside) for aside in words if aside.startswith("(")]
    structures = [
        one["id"]
        for one in page.records[body].get("structures", ())
        if f": {vi(one['label'])}" in text(item)
    ]
    if spans and spans[0] and structures:
        question = Question("listed", f"{body}#{structures[0]}", page.path)
        yield page.reading(question, within(spans[0]), "facts")


def _old_name(page: Page, item: HtmlElement) -> Iterator[Reading]:
    span = span_of(text(item).partition("(")[2])
    name = text(item).partition(" (")[0]
    if span and all(span):
        steps = (("", ANY), (span[0], name), (moved(last(span[1]), 1), ANY))
        yield page.reading(Question("named", page.path), steps, name)


def body_list(page: Page) -> Iterator[Reading]:
    """The list of bodies: whether each goes on, and its end."""
    for row in page.find("table.listing tbody tr[data-facets]"):
        body = page.links(row[0])[0]
        is_over = bool(page.find("span.badge--life-ended", row))
        yield page.reading(
            Question("over", body), always("yes" if is_over else "no"), "", page.records.as_of
        )
        yield from _apart(page, body, text(row[0]), "list")


def changes(page: Page) -> Iterator[Reading]:
    """The table of what became of each body."""
    for row in page.find("table.changes tbody tr"):
        before, change, after = row
        unit = page.links(before)[0]
        day = "".join(change.xpath("./time/@datetime"))
        for follower in page.links(after)[:1]:
            yield page.reading(Question("followed", unit, follower), _since(day), "")
            yield page.reading(Question("marked", unit, follower), always(is_marked(after)), "")
        if not page.links(after) and day:
            end = moved(last(day), -1)
            end = f"by {end}" if label("views.at-latest") in text(change) else end
            yield page.reading(Question("left", unit), always(end), "", page.records.as_of)


def same_names(page: Page) -> Iterator[Reading]:
    """Links to bodies of one name, each with what tells it apart."""
    for link in page.anchors():
        address = page.address(link)
        if address in page.records and address.startswith("organizations/") and "#" not in address:
            yield from _apart(page, address, text(link.getparent()), "links")


def _apart(page: Page, body: str, words: str, place: str) -> Iterator[Reading]:
    record = page.records[body]
    if "disambiguation" in record:
        said = "yes" if vi(record["disambiguation"]) in words else "no"
        yield page.reading(Question("apart", body), always(said), place)
