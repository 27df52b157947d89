"""What is true of marks, numbers and words: what is inferred, counted, told apart."""

import re
from collections.abc import Iterator

from tests.site.oracle.answers import HOLDING, Question
from tests.site.oracle.law import begins
from tests.site.oracle.questions import (
    NO,
    NOT_YET,
    UNKNOWN,
    YES,
    World,
    asked,
    best_of,
    gone_by,
    held,
    is_gone,
    last_seen,
    lifetime,
    merger,
    over_by,
    tenure,
    titles,
)
from tests.site.oracle.records import Record, Records, first, last, moved, units_of, vi


def _memberships(world: World, person: str) -> list[Record]:
    found: list[Record] = world.records[person].get("memberships", [])
    return found


@asked("known")
def _known(world: World, question: Question, day: str) -> str:
    """The answer of the post for which a person is known: the surest held, else the newest."""

    def order(one: Record) -> tuple[int, str]:
        word = tenure(world, question.of, one, day).partition("~")[0]
        dates = [one.get("start_date"), one.get("end_date"), *one.get("attested", ())]
        dates.append(one.get("ended", {}).get("by"))
        rank = HOLDING.index(word) if word in HOLDING else len(HOLDING)
        return -rank, max((date for date in dates if date), default="")

    return tenure(world, question.of, max(_memberships(world, question.of), key=order), day)


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
    """Those who hold a post, each with the answer; or that it is vacant."""
    holds = _answers(world, question.of, day)
    standing = sorted(f"{person} {word}" for person, word in holds.items() if _stands(word))
    vacant = [] if _vacant(world, question, day) != "vacant" else ["vacant"]
    return "; ".join([*standing, *vacant]) or "none"


def _answers(world: World, post: str, day: str) -> dict[str, str]:
    """The answer of everybody who ever held a post or the one that it was merged into."""
    posts = [post] + [other for other in (merger(world, post)[0],) if other]
    people = {
        person
        for one in posts
        for person, membership in world.records.holders[one.partition("#")[0]]
        if membership.get("post") == one.partition("#")[2]
    }
    return {person: world.truth(Question("holds", person, post), day) for person in people}


def _stands(word: str) -> bool:
    return word.partition("~")[0] in HOLDING


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
    answers = (world.truth(Question("holders", post), day) for post in elsewhere + own[:1])
    return next((answer for answer in answers if answer != "none"), "none")


TIMELESS = {"apart", "count", "inferred", "issuer", "marked", "passed-by", "reads"}
TIMELESS |= {"speakers", "term"}
"""The kinds of question whose answer does not change with the day."""


@asked("among")
def _among(world: World, question: Question, day: str) -> str:
    """Whether a person (of) stands among the holders of a post or in a role (about)."""
    kind = "holds" if "#" in question.about else "titled"
    return "shown" if _stands(world.truth(question._replace(kind=kind), day)) else "hidden"


@asked("vacant")
def _vacant(world: World, question: Question, day: str) -> str:
    """Whether a source states that a post was vacant."""
    spans = world.records.part(question.of).get("vacancies", ())
    return "vacant" if any(held(span, day) == YES for span in spans) else "held|unknown"


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
        own
        or (end and moved(last(end), 1))
        or (begun if begun and last(begun) > last_seen(world, question.of) else "")
    )


@asked("marked")
def _marked(world: World, question: Question, day: str) -> str:
    """Whether that one body followed another is our inference."""
    return YES if _successor(world, question).get("basis") == "analysis" else NO


@asked("inferred")
def _inferred(world: World, question: Question, day: str) -> str:
    """Whether the days in force of a document are our inference."""
    record = world.records[question.of]
    is_stated = "first_date_entry_in_force" in record
    derived = not is_stated and bool(begins(world, question.of))
    return YES if derived or "force_basis" in record else NO


@asked("over")
def _over(world: World, question: Question, day: str) -> str:
    """Whether a body is over or no unit any longer."""
    return YES if is_gone(world, question.of, day) else NO


@asked("left")
def _left(world: World, question: Question, day: str) -> str:
    """The last day of a body or of its being a unit; `by` a day, where it may have been earlier."""
    end, listings = gone_by(world, question.of), world.records.listings[question.of]
    if not end:
        return "-"
    stood = [structure.get("end_date", "") for _, structure in listings]
    if over_by(world, question.of) == end or end in stood:
        return end
    return f"by {end}"


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
