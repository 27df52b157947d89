"""What is true of documents, their articles, and the tasks that rest on them."""

import re
from functools import cache

from tests.site.oracle.answers import Question
from tests.site.oracle.questions import (
    NO,
    NOT_YET,
    UNKNOWN,
    YES,
    World,
    asked,
    best_of,
    graded,
    held,
    is_gone,
    lifetime,
    title_on,
)
from tests.site.oracle.records import Record, first, last, vi

IN_FORCE, PARTLY, ENDED, SUSPENDED = "in-force", "partly", "ended", "suspended"


@cache
def acting_on(world: World, document: str, *verbs: str) -> list[tuple[str, Record]]:
    """The documents that do something to one, with the relation."""
    return [
        (address, relation)
        for address, record in world.records.all("legislation")
        for relation in record.get("relations", ())
        if relation.get("target") == document and relation["type"] in verbs
    ]


@cache
def begins(world: World, document: str) -> str:
    """The first day in force: its own, or when what it ended was over, or its structure began."""
    record = world.records[document]
    if "first_date_entry_in_force" in record:
        return str(record["first_date_entry_in_force"])
    ends = [
        world.records[relation["target"]].get("date_no_longer_in_force")
        for relation in record.get("relations", ())
        if relation["type"] in ("replaces", "repeals")
        and "target" in relation
        and "target_locator" not in relation
    ]
    begun = [
        structure.get("start_date")
        for _, body in world.records.all("organizations")
        for structure in body.get("structures", ())
        if structure.get("instrument") == document
    ]
    return min((day for day in (*ends, *begun) if day), default="")


@asked("force")
def force(world: World, question: Question, day: str) -> str:
    """The status of a document, or of a place in it."""
    whole = _force_of_document(world, question.of, day)
    if not question.about or whole not in (IN_FORCE, PARTLY):
        return whole
    places = [
        _force_of_place(world, question.of, place, whole, day)
        for place in question.about.split("; ")
    ]
    return _together(places)


def _together(states: list[str]) -> str:
    if len(set(states)) == 1:
        return states[0]
    return UNKNOWN if UNKNOWN in states else PARTLY


@cache
def _force_of_document(world: World, document: str, day: str) -> str:
    record, start = world.records[document], begins(world, document)
    begin = start or record.get("date_document") or record.get("not_before")
    end = record.get("date_no_longer_in_force")
    if begin and day < first(begin):
        return NOT_YET
    if end and day >= first(end):
        return ENDED if day >= last(end) else UNKNOWN
    for pause in record.get("suspensions", ()):
        state = held({"end_date": "9999", **pause}, day)
        if state in (YES, UNKNOWN):
            return SUSPENDED if state == YES else UNKNOWN
    lapsed = "lapse" in record and day >= first(record["lapse"]["date"])
    if not start or day < last(start) or lapsed:
        return UNKNOWN
    changes = _changes(world, document)
    if any(last(change) <= day for change in changes):
        return PARTLY
    return UNKNOWN if any(first(change) <= day for change in changes) else IN_FORCE


@cache
def _changes(world: World, document: str) -> list[str]:
    """The days on which a part of a document changed or ended."""
    ends = [
        version.get("date_no_longer_in_force")
        for article in world.records[document].get("articles", ())
        for version in article["versions"]
    ]
    amended = acting_on(world, document, "amends")
    ends += [world.records[other].get("first_date_entry_in_force") for other, _ in amended]
    return [end for end in ends if end]


@cache
def parts_of(locator: str) -> list[str]:
    """`Điều 98 khoản 1`, `khoản 1 Điều 98` as ["điều 98", "khoản 1"]."""
    words = re.findall(r"(điều|khoản|điểm|chương|mục) (\S+)", locator.lower().replace(",", ""))
    order = ("chương", "mục", "điều", "khoản", "điểm")
    found = sorted(words, key=lambda pair: order.index(pair[0]))
    return [" ".join(pair) for pair in found] or [locator.lower()]


@cache
def _covers(outer: str, inner: str) -> bool:
    mine, other = parts_of(outer), parts_of(inner)
    return other[: len(mine)] == mine


def _force_of_place(world: World, document: str, place: str, whole: str, day: str) -> str:
    articles = [
        (locator, article)
        for article in world.records[document].get("articles", ())
        for locator in article["locator"].split("; ")
    ]
    around = [article for locator, article in articles if _covers(locator, place)]
    if around:
        return _force_of_articles(around, day)
    inside = [
        _force_of_articles([article], day)
        for locator, article in articles
        if _covers(place, locator)
    ]
    state = _together(inside) if inside else whole
    return whole if state == IN_FORCE else state


def _force_of_articles(articles: list[Record], day: str) -> str:
    versions = [version for article in articles for version in article["versions"]]
    starts = [version.get("first_date_entry_in_force") for version in versions]
    ends = [version.get("date_no_longer_in_force") for version in versions]
    for start, end in zip(starts, ends, strict=True):
        if (not start or last(start) <= day) and (not end or day < first(end)):
            return IN_FORCE
    if all(start and day < first(start) for start in starts):
        return NOT_YET
    return ENDED if all(end and last(end) <= day for end in ends) else UNKNOWN


@asked("wording")
def _wording(world: World, question: Question, day: str) -> str:
    """Whether a wording (about: its gist) of an article is in force, and its document."""
    for article in world.records[question.of].get("articles", ()):
        for version in article["versions"]:
            if vi(version["gist"]) == question.about:
                state = _force_of_articles([{"versions": [version]}], day)
                whole = _force_of_document(world, question.of, day)
                return whole if state == IN_FORCE and whole != PARTLY else state
    raise LookupError(question)


@asked("issuer")
def _issuer(world: World, question: Question, day: str) -> str:
    """The name that the issuer of a document bore on the day of the document."""
    record = world.records[question.of]
    passed_by = record["passed_by"]
    issued = record.get("date_document") or record.get("not_after") or world.records.as_of
    names = (world.records.part(passed_by) if "#" in passed_by else world.records[passed_by])[
        "names"
    ]
    return title_on(names, last(issued))


@asked("assigned")
def _assigned(world: World, question: Question, day: str) -> str:
    """Whether a bearer (about: role, bearer) answers for a task."""
    role, _, bearer = question.about.partition(" ")
    answers = []
    for assignment in world.records[question.of].get("assignments", ()):
        if (assignment["role"], assignment["bearer"]) == (role, bearer):
            answer = graded(held(assignment, day), assignment, day)
            is_body = bearer.startswith("organizations/") and "#" not in bearer
            if is_body and held(lifetime(world.records[bearer]), day) == NOT_YET:
                answer = NOT_YET
            elif is_body and is_gone(world, bearer, day) and answer != NOT_YET:
                answer = NO
            answers.append(answer)
    return best_of(answers)
