"""What is true of marks, numbers and words: what is inferred, counted, told apart."""

import re
from collections.abc import Iterator
from functools import cache

from tests.site.oracle.answers import Question
from tests.site.oracle.law import acting_on
from tests.site.oracle.questions import (
    NO,
    NOT_YET,
    UNKNOWN,
    YES,
    World,
    asked,
    best_of,
    days_between,
    gone_by,
    held,
    is_gone,
    last_seen,
    lifetime,
    over_by,
    tenure,
    titles,
)
from tests.site.oracle.records import Record, Records, first, last, units_of, vi

OLD = 3 * 365 + 1
"""Days after which a last sight is too old for somebody to stand among the holders."""


def _memberships(world: World, person: str) -> list[Record]:
    found: list[Record] = world.records[person].get("memberships", [])
    return found


@asked("known")
def _known(world: World, question: Question, day: str) -> str:
    """Whether the post for which a person is known is still held: the best of all."""
    return best_of(tenure(world, question.of, one, day) for one in _memberships(world, question.of))


@asked("line")
def _line(world: World, question: Question, day: str) -> str:
    """The same of the posts with a title (about), alone or with the body behind it."""
    found = []
    for one in _memberships(world, question.of):
        body = vi(world.records[one["organization"]]["names"][-1])
        if question.about in {
            f"{t}{rest}" for t in titles(world, one) for rest in ("", f", {body}")
        }:
            found.append(tenure(world, question.of, one, day))
    return best_of(found)


@asked("holders")
def _holders(world: World, question: Question, day: str) -> str:
    """Those who surely hold a post; if there are none, those of whom it is not known."""
    body, _, post = question.of.partition("#")
    found: dict[str, set[str]] = {}
    for person, one in world.records.holders[body]:
        if one.get("post") == post:
            found.setdefault(tenure(world, person, one, day), set()).add(person)
    for word, people in sorted(found.items(), reverse=True):
        if word.partition("~")[0] in (YES, UNKNOWN):
            return " ".join([word, *sorted(people)])
    return "none"


@asked("head")
def _head(world: World, question: Question, day: str) -> str:
    """The holders of the post elsewhere that heads a body, or of its own first post."""
    elsewhere = [
        f"{body}#{post['id']}"
        for body, record in world.records.all("organizations")
        for post in record.get("posts", ())
        if question.of in post.get("heads", ())
    ]
    own = [f"{question.of}#{post['id']}" for post in world.records[question.of].get("posts", ())]
    return world.truth(Question("holders", (elsewhere + own)[0]), day)


@asked("among")
def _among(world: World, question: Question, day: str) -> str:
    """Whether a person (of) stands among those who may hold a post or role (about)."""
    body = question.about.partition("#")[0].partition(" ")[0]
    post = question.about.partition("#")[2]
    shown = "hidden"
    for person, one in world.records.holders[body]:
        if person == question.of and one.get("post", "") == post:
            word = tenure(world, person, one, day).partition("~")[0]
            if word == YES or (word == UNKNOWN and _is_fresh(one, day)):
                shown = "shown"
    return shown


def _is_fresh(membership: Record, day: str) -> bool:
    """Whether a source shows it before the day and not too long before."""
    dates = [membership.get("start_date"), *membership.get("attested", ())]
    seen = [first(date) for date in dates if date and first(date) <= day]
    return bool(seen) and days_between(max(seen), day) <= OLD


TIMELESS = {"apart", "count", "inferred-end", "issuer", "marked", "passed-by", "reads"}
TIMELESS |= {"speakers", "term"}
"""The kinds of question whose answer does not change with the day."""
_VACANT = re.compile(r"(?:Chức vụ )?(.+?) để trống đến ngày (\d+)/(\d+)/(\d{4})")


@asked("vacant")
def _vacant(world: World, question: Question, day: str) -> str:
    """Whether a source states that a post (of) was vacant."""
    spans = _vacancies(world, question.of)
    return "vacant" if any(start < day < end for start, end in spans) else "held|unknown"


@cache
def _vacancies(world: World, post: str) -> list[tuple[str, str]]:
    title = {vi(name) for name in world.records.part(post)["names"]}
    spans = []
    for _, event in world.records.all("events"):
        for said in (*event.get("gaps", ()), *event.get("notes", ())):
            found = _VACANT.search(vi(said["text"]))
            if found and found[1] in title:
                until = "-".join(part.zfill(2) for part in reversed(found.groups()[1:]))
                spans.append((last(event["date"]), until))
    return spans


@asked("followed")
def _followed(world: World, question: Question, day: str) -> str:
    """Whether a body (of) had been followed by another (about) on a day."""
    date = _day_of(world, question)
    return UNKNOWN if not date else YES if day >= last(date) else NO


def _successor(world: World, question: Question) -> Record:
    successors = world.records[question.of].get("successors", ())
    found: Record = next(one for one in successors if one["organization"] == question.about)
    return found


def _day_of(world: World, question: Question) -> str:
    """Its own day, that of the body's end, or that of the follower's beginning after it."""
    own = _successor(world, question).get("date")
    end = world.records[question.of].get("dissolution", {}).get("date")
    begun = world.records[question.about].get("founding", {}).get("date")
    return str(
        own or end or (begun if begun and last(begun) > last_seen(world, question.of) else "")
    )


@asked("marked")
def _marked(world: World, question: Question, day: str) -> str:
    """Whether that one body followed another is our inference."""
    return YES if _successor(world, question).get("basis") == "analysis" else NO


@asked("inferred-end")
def _inferred_end(world: World, question: Question, day: str) -> str:
    """Whether the day on which a document ended is our inference."""
    record = world.records[question.of]
    ended_by = acting_on(world, question.of, "replaces", "repeals")
    inferred = any(relation.get("basis") == "analysis" for _, relation in ended_by)
    return YES if inferred or "force_basis" in record else NO


@asked("over")
def _over(world: World, question: Question, day: str) -> str:
    """Whether a body is over or no unit any longer."""
    return YES if is_gone(world, question.of, day) else NO


@asked("left")
def _left(world: World, question: Question, day: str) -> str:
    """The last day of a body, or of its being a unit."""
    return gone_by(world, question.of) or "-"


@asked("units")
def _units(world: World, question: Question, day: str) -> str:
    """The units of a body by its newest structure."""
    structures = world.records[question.of].get("structures", ())
    return " ".join(sorted(units_of(structures[-1]))) if structures else "none"


@asked("passed-by")
def _passed_by(world: World, question: Question, day: str) -> str:
    return str(world.records[question.of]["passed_by"])


@asked("apart")
def _apart(world: World, question: Question, day: str) -> str:
    """Whether a body that shares its name is told apart: always."""
    return YES


@asked("reads")
def _reads(world: World, question: Question, day: str) -> str:
    """Whether the status of a document and the time beside it make sense together: always."""
    return "well"


@asked("count")
def _count(world: World, question: Question, day: str) -> str:
    """How many records a collection has, or parts a record."""
    if question.about == "directives":
        return str(len(world.records[question.of]["directives"]))
    if question.about == "tasks":
        return str(world.records[question.of]["announced_tasks"])
    if question.about == "unled":
        return str(len(list(_unled(world, question.of))))
    return str(sum(1 for _ in world.records.all(question.of)))


def _unled(world: World, programme: str) -> Iterator[str]:
    """The tasks that lack a known lead on some day of their programme."""
    record = world.records[programme]
    start, end = first(record["start_date"]), last(record["end_date"])
    days = [start, *(day for day in world.records.days if start < day <= end)]
    for task, one in world.records.all("tasks"):
        leads = [duty["bearer"] for duty in one.get("assignments", ()) if duty["role"] == "lead"]
        led = [Question("assigned", task, f"lead {bearer}") for bearer in leads]
        if one["programme"] == programme and not all(
            any(world.truth(lead, day) == YES for lead in led) for day in days
        ):
            yield task


def newer_terms(records: Records) -> dict[str, str]:
    """Terms that went out of use, by their notes, each with the one that followed."""
    found = {}
    for _, record in records.all("terms"):
        for note in record.get("notes", ()):
            if newer := re.search("Từ ngày .* dùng “(.+?)”", vi(note["text"])):
                found[vi(record["term"])] = newer[1]
    return found


@asked("term")
def _term(world: World, question: Question, day: str) -> str:
    """Whether a definition that uses a term names the newer one, too: always."""
    return YES


@asked("speakers")
def _speakers(world: World, question: Question, day: str) -> str:
    """How many people spoke at an event."""
    roles = [one["role"] for one in world.records[question.of]["participants"]]
    return str(roles.count("speaker"))


@asked("exists")
def _exists(world: World, question: Question, day: str) -> str:
    """Whether a body existed; one that is only no unit any longer may go on."""
    life = held(lifetime(world.records[question.of]), day)
    return NO if life != NOT_YET and day > (over_by(world, question.of) or day) else life
