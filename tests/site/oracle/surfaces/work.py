"""Programmes, tasks, common questions, and numbers of things."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from tests.site.oracle.answers import Question, Reading, always
from tests.site.oracle.records import first
from tests.site.oracle.surfaces.law import reads
from tests.site.oracle.surfaces.page import Page, label, live, printed, span_of, text, within

_ROLES = {label(f"task.role-{role}"): role for role in ("lead", "coordinate")}


def matrix(page: Page) -> Iterator[Reading]:
    """The table of tasks: what each rests on, who answers for it, where its duty is now."""
    for row in page.find("table.matrix tbody tr"):
        task = page.links(row[0])[0]
        for hook in page.find("p", row[1]):
            yield from _place(page, hook, f"{task} hooks")
        for bearer in page.find("p[data-row]", row[3]):
            role = _ROLES[text(bearer).partition(":")[0]]
            question = Question("assigned", task, f"{role} {page.links(bearer)[0]}")
            steps, day = live(bearer, "held", page.day)
            yield page.reading(question, steps, "bearers", day)
    if rows := page.find("table.matrix tbody tr"):
        count = Question("count", page.path, "tasks")
        yield page.reading(count, always(str(len(rows))), "matrix")


def _place(page: Page, element: HtmlElement, where: str) -> Iterator[Reading]:
    """The status of the place in a document that an element names first."""
    link = page.anchors(element)[0]
    document = page.address(link).partition("#")[0]
    locator = (link.tail or "").removeprefix(",").strip()
    steps, day = live(element, "force", page.records.as_of)
    yield page.reading(Question("force", document, locator), steps, f"{where} {locator}", day)


def task_page(page: Page) -> Iterator[Reading]:
    """The page of a task: what it rests on, and who answers for it."""
    for item in page.article.xpath(".//h2[@id='hooks']/following-sibling::ul[1]/li"):
        if item.xpath(".//*[contains(@class, 'badge--force')]"):
            yield from _place(page, item, "hooks")
    table = page.article.xpath(".//h2[@id='assignments']/following-sibling::*[1][self::table]")
    for row in page.find("tbody tr", table[0]) if table else ():
        role = _ROLES[text(row[1]).partition(f" {label('basis.analysis')}")[0]]
        question = Question("assigned", page.path, f"{role} {page.links(row[0])[0]}")
        if span := span_of(text(row[2])):
            yield page.reading(question, within(span), "assignments")


def counts(page: Page) -> Iterator[Reading]:
    """The number of records on a list, and of directives on the page of an event."""
    is_list = any(address.startswith(f"{page.path}/") for address in page.records.records)
    for count in page.find("span.count[data-count]") if is_list else ():
        number = re.sub(r"\D", "", text(count).split()[0])
        yield page.reading(Question("count", page.path, ""), always(number), "list")
    if page.path.startswith("events/"):
        listed = page.find("ol.directives li[id]")
        if listed:
            question = Question("count", page.path, "directives")
            yield page.reading(question, always(str(len(listed))), "listed")
            said = re.search(rf"{label('event.directives-count')} (\d+)", text(page.article))
            yield page.reading(question, always(said[1] if said else "not said"), "said")


def needs(page: Page) -> Iterator[Reading]:
    """The answers to common questions."""
    for need in page.find("div.need"):
        address = f"needs/{need.getprevious().get('id')}"
        asked = page.records[address]
        day = first(asked["on"]) if "on" in asked else page.records.as_of
        if reader := _NEEDS.get(asked["asks"]):
            yield from reader(page, need, asked["of"], asked.get("locator", ""), day)


def _need_holder(
    page: Page, need: HtmlElement, of: str, locator: str, day: str
) -> Iterator[Reading]:
    said = []
    for link in page.anchors(need[0]):
        badge = link.getnext()
        is_badge = badge is not None and "badge--held" in (badge.get("class") or "")
        days = badge.xpath("./time/@datetime") if is_badge else []
        word = badge.get("class").partition("badge--held-")[2] if is_badge else "yes"
        said.append(f"{page.address(link)} {'~'.join([word, *days])}")
    said += ["vacant"] if page.find("span.badge--vacant", need[0]) else []
    answer = always("; ".join(sorted(said)) or "none")
    yield page.reading(Question("holders", of), answer, "need", day)
    name = text(page.anchors(need[1])[0])
    yield page.reading(Question("named", of), always(name), "need", day)


def _need_force(
    page: Page, need: HtmlElement, of: str, locator: str, day: str
) -> Iterator[Reading]:
    answer = always(printed(need[0], "force"))
    yield page.reading(Question("force", of, locator), answer, "need", page.records.as_of)
    yield from reads(page, of, need[0], f"need {locator}")


def _need_basis(
    page: Page, need: HtmlElement, of: str, locator: str, day: str
) -> Iterator[Reading]:
    words = [link.getnext() for link in page.anchors(need[0])]
    for document, badge in zip(page.links(need[0]), words, strict=True):
        answer = badge.get("class").split("badge--force-")[1].split()[0]
        question = Question("force", document)
        yield page.reading(question, always(answer), "need basis", page.records.as_of)


def _need_tasks(
    page: Page, need: HtmlElement, of: str, locator: str, day: str
) -> Iterator[Reading]:
    number = re.search(r"\d+", text(need[0]))
    question = Question("count", of, "tasks")
    yield page.reading(question, always(number[0] if number else ""), "need")
    yield page.reading(question, always(str(len(page.links(need[0])))), "need links")


def _need_lead(page: Page, need: HtmlElement, of: str, locator: str, day: str) -> Iterator[Reading]:
    number = re.search(r"\d+", text(need[0]))
    yield page.reading(Question("count", of, "unled"), always(number[0] if number else "0"), "need")


def _need_units(
    page: Page, need: HtmlElement, of: str, locator: str, day: str
) -> Iterator[Reading]:
    units = " ".join(sorted(page.links(need[0])))
    yield page.reading(Question("units", of), always(units or "none"), "need", page.records.as_of)


def _need_ended(
    page: Page, need: HtmlElement, of: str, locator: str, day: str
) -> Iterator[Reading]:
    if of.startswith("organizations/"):
        over = "no" if label("needs.not-ended") in text(need[0]) else "yes"
        yield page.reading(Question("over", of), always(over), "need", page.records.as_of)
        for link in need[1].xpath(
            f"./text()[contains(., '{label('ended.followed-by')}')]/following-sibling::a"
        ):
            following = link.getnext()
            mark = following is not None and "analysis" in (following.get("class") or "")
            question = Question("marked", of, page.address(link))
            yield page.reading(question, always("yes" if mark else "no"), "need")


_NEEDS = {
    "holder": _need_holder,
    "force": _need_force,
    "basis": _need_basis,
    "tasks": _need_tasks,
    "lead": _need_lead,
    "units": _need_units,
    "ended": _need_ended,
}


def lead_gaps(page: Page) -> Iterator[Reading]:
    """The tasks of a programme that are without a lead on some days."""
    if page.find("table.matrix"):
        rows = page.find("table.uncovered tbody tr")
        tasks = {page.links(row[0])[0] for row in rows}
        yield page.reading(
            Question("count", page.path, "unled"), always(str(len(tasks))), "uncovered"
        )


def meeting_sheet(page: Page) -> Iterator[Reading]:
    """The leads of the tasks on a meeting sheet."""
    for row in page.find("table.sheet tbody tr"):
        task = page.links(row[1])[0]
        for bearer in page.links(row[2]):
            question = Question("assigned", task, f"lead {bearer}")
            said = printed(row[2], "held").replace("*", "yes")
            day = page.find("p.as-of time")[0].get("datetime") or ""
            yield page.reading(question, always(said), "sheet", day)
