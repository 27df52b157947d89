"""What is true on a day, from the records alone: the simplest code that says it."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from tests.site.oracle.answers import DOUBT, Question
from tests.site.oracle.records import (
    Record,
    Records,
    first,
    last,
    months_later,
    moved,
    units_of,
    vi,
)

YES, NO, NOT_YET, UNKNOWN = "yes", "no", "not-yet", "unknown"
NOBODY = "no such record"
"""The answer to a question about what the records do not hold."""
GRADES = {"recent": 12, "seen": 36}
"""Up to how many months after the last evidence an answer is graded so."""
Truth = Callable[["World", Question, str], str]
TRUTHS: dict[str, Truth] = {}
"""What answers each kind of question on a day."""


def asked(kind: str) -> Callable[[Truth], Truth]:
    """Marks a function as the truth about a kind of question."""

    def note(truth: Truth) -> Truth:
        TRUTHS[kind] = truth
        return truth

    return note


class World:
    """The records, and the true answer to each question on each day."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.truth_on = cache(self._truth_on)

    def questions(self) -> Iterator[Question]:
        """The questions about records that have an answer on every day."""
        records = self.records
        for person, record in records.all("people"):
            for membership in record.get("memberships", ()):
                body, post = membership["organization"], membership.get("post")
                title = titles(self, membership)[-1]
                yield Question("titled", person, f"{body} {title}")
                if post:
                    yield Question("holds", person, f"{body}#{post}")
        for body, record in records.all("organizations"):
            yield Question("named", body)
            yield Question("over", body)
            for post in record.get("posts", ()):
                yield Question("post", f"{body}#{post['id']}")
                yield Question("named", f"{body}#{post['id']}")
            for structure in record.get("structures", ()):
                yield Question("applies", f"{body}#{structure['id']}")
                for unit in units_of(structure):
                    yield Question("listed", f"{body}#{structure['id']}", unit)
        for document, record in records.all("legislation"):
            yield Question("force", document)
            for article in record.get("articles", ()):
                yield Question("force", document, article["locator"])
        for task, record in records.all("tasks"):
            for one in record.get("assignments", ()):
                yield Question("assigned", task, f"{one['role']} {one['bearer']}")

    def truth(self, question: Question, day: str) -> str:
        """The answer; `no such record` where the records know nothing of what is asked."""
        try:
            return TRUTHS[question.kind](self, question, day)
        except (LookupError, StopIteration, ValueError):
            return NOBODY

    def _truth_on(self, question: Question) -> tuple[str, ...]:
        return tuple(self.truth(question, day) for day in self.records.days)


def held(span: Record, day: str) -> str:
    """Whether a span of time held: certainly so from the first to the last day known of it."""
    start, end = span.get("start_date"), span.get("end_date")
    if start and day < first(start):
        return NOT_YET
    by = span.get("ended", {}).get("by")
    if (end and day > last(end)) or (by and day >= last(by)):
        return NO
    sure = certain(span)
    return YES if sure and sure[0] <= day <= sure[1] else UNKNOWN


def certain(span: Record) -> tuple[str, str] | None:
    """The first and the last day on which a span certainly held."""
    dates = [span.get("start_date"), span.get("end_date"), *span.get("attested", ())]
    known = [date for date in dates if date]
    low, high = min(map(last, known), default=""), max(map(first, known), default="")
    return (low, high) if known and low <= high else None


def graded(answer: str, span: Record, day: str) -> str:
    """Where it is not known: how old the last evidence is, with its day; or the first later one."""
    if answer != UNKNOWN:
        return answer
    dates = [span.get("start_date"), span.get("end_date"), *span.get("attested", ())]
    known = sorted(date for date in dates if date)
    before = [date for date in known if first(date) <= day]
    if not before:
        return f"later~{known[0]}" if known else UNKNOWN
    nearest = max(before, key=last)
    for grade, months in GRADES.items():
        if day <= months_later(last(nearest), months):
            return f"{grade}~{nearest}"
    return f"old~{nearest}"


def lifetime(body: Record) -> Record:
    """The time of a body as a span."""
    dates = {
        "start_date": body.get("founding", {}).get("date"),
        "end_date": body.get("dissolution", {}).get("date"),
    }
    return {**dates, "attested": body.get("attested", ())}


@cache
def gone_by(world: World, unit: str) -> str:
    """The last day before a body was dissolved, followed as a whole or no longer listed; or ""."""
    ends = [over_by(world, unit), *_delisted(world, unit)]
    return min((end for end in ends if end), default="")


def over_by(world: World, unit: str) -> str:
    """The last day before a body was dissolved or followed as a whole; or ""."""
    return min((*_dissolved(world, unit), *_followed(world, unit)), default="")


def _dissolved(world: World, unit: str) -> Iterable[str]:
    end = lifetime(world.records[unit])["end_date"]
    return [last(end)] if end else []


def _followed(world: World, unit: str) -> Iterable[str]:
    for successor in world.records[unit].get("successors", ()):
        if "scope" not in successor and "date" in successor:
            yield last(successor["date"])


def last_seen(world: World, unit: str) -> str:
    """The last day on which a source shows a unit, or a list of its body begins with it."""
    seen = [first(date) for date in world.records[unit].get("attested", ())]
    for _, structure in world.records.listings[unit]:
        dates = (structure.get("start_date"), *structure.get("attested", ()))
        seen += [first(date) for date in dates if date]
    return max(seen, default="")


def _delisted(world: World, unit: str) -> Iterable[str]:
    """A complete list of the body that listed the unit before no longer does."""
    for body in {body for body, _ in world.records.listings[unit]}:
        was_listed = False
        for structure in world.records[body]["structures"]:
            is_listed = unit in units_of(structure)
            is_whole = structure["complete"] == "true" and "start_date" in structure
            if was_listed and not is_listed and is_whole:
                yield moved(last(structure["start_date"]), -1)
            was_listed = was_listed or is_listed


def is_gone(world: World, unit: str, day: str) -> bool:
    """Whether a body is over, or no unit any longer, on a day."""
    end = gone_by(world, unit)
    return bool(end) and day > end


def title_on(names: list[Record], day: str) -> str:
    """The last of several names that had begun by a day, or else the first."""
    begun = [
        name
        for name in names
        if not isinstance(name, dict) or "start_date" not in name or last(name["start_date"]) <= day
    ]
    return vi((begun or names)[-1 if begun else 0])


def merger(world: World, post: str) -> tuple[str, str]:
    """The post that a post was merged into, and the first day on which they are one; or empty."""
    merged = world.records.part(post).get("merged", {})
    return merged.get("post", ""), first(merged["date"]) if merged else ""


@asked("merged")
def _merged(world: World, question: Question, day: str) -> str:
    """Whether a post is part of another on a day."""
    since = merger(world, question.of)[1]
    return YES if since and day >= since else NO


@asked("post")
def _post_exists(world: World, question: Question, day: str) -> str:
    post, body = world.records.part(question.of), question.of.partition("#")[0]
    life, span = lifetime(world.records[body]), {k: post.get(k) for k in ("start_date", "end_date")}
    answers = held(span, day), held(life, day)
    if NOT_YET in answers:
        return NOT_YET
    if NO in answers or is_gone(world, body, day):
        return NO
    if _merged(world, question, day) == YES:
        return "merged"
    return UNKNOWN if UNKNOWN in answers else YES


def tenure(world: World, person: str, membership: Record, day: str) -> str:
    """Whether somebody was in a post or role."""
    body = membership["organization"]
    starts = [membership.get("start_date"), lifetime(world.records[body])["start_date"]]
    post = membership.get("post")
    if post:
        place = f"{body}#{post}"
        starts.append(world.records.part(place).get("start_date"))
        end, merged = world.records.part(place).get("end_date"), merger(world, place)[1]
    if any(start and day < first(start) for start in starts):
        return NOT_YET
    if is_gone(world, body, day):
        return NO
    if post and ((end and day > last(end)) or (merged and day >= merged)):
        return NO
    answer = held(membership, day)
    if answer == UNKNOWN:
        answer = _by_absence(world, membership, day) or answer
    return graded(answer, membership, day)


def _by_absence(world: World, own: Record, day: str) -> str:
    """Where it is certain of this day, or of one between it and the days known, that it was not."""
    known = certain(own)
    for start, end, handover in _absences(world, own):
        if start <= day <= end and not handover:
            return NOT_YET if known and day < known[0] else NO
        if known and known[1] < day and known[1] < end and start < day:
            return NO
        if known and day < known[0] and day < end and start < known[0]:
            return NOT_YET
    return ""


def _absences(world: World, own: Record) -> Iterator[tuple[str, str, bool]]:
    """When a complete list lacks the person, the one seat was vacant, or another's (handover)."""
    body, post = world.records[own["organization"]], own.get("post")
    for roster in body.get("rosters", ()):
        is_about = "posts" not in roster or post in roster["posts"]
        if is_about and held(own, roster["date"]) != YES:
            yield roster["date"], roster["date"], False
    if not post or world.records.part(f"{own['organization']}#{post}").get("seats") != "1":
        return
    for vacancy in world.records.part(f"{own['organization']}#{post}").get("vacancies", ()):
        if sure := certain(vacancy):
            yield *sure, False
    for _, other in world.records.holders[own["organization"]]:
        sure = certain(other)
        if other is not own and other.get("post") == post and sure:
            yield *sure, True


def best_of(answers: Iterable[str]) -> str:
    order = (YES, *DOUBT, NO, NOT_YET)
    return min(answers, key=lambda answer: order.index(answer.partition("~")[0]))


@asked("holds")
def _holds(world: World, question: Question, day: str) -> str:
    """Whether a person (of) holds a post (about), or the one that it was merged into."""
    body, _, post = question.about.partition("#")
    answers = [
        tenure(world, person, membership, day)
        for person, membership in world.records.holders[body]
        if person == question.of and membership.get("post") == post
    ]
    other, since = merger(world, question.about)
    if other:
        after = world.truth(question._replace(about=other), day)
        answers += [after if day >= since else NOT_YET] if after != NOBODY else []
    return best_of(answers)


@asked("titled")
def _titled(world: World, question: Question, day: str) -> str:
    """Whether a person (of) is in a body under a title (about: body, title)."""
    body, _, title = question.about.partition(" ")
    return best_of(
        tenure(world, person, membership, day)
        for person, membership in world.records.holders[body]
        if person == question.of and (not title or title in titles(world, membership))
    )


def titles(world: World, membership: Record) -> list[str]:
    """The titles under which a membership can be shown."""
    if "post" not in membership:
        return [vi(membership["role"])]
    post = world.records.part(f"{membership['organization']}#{membership['post']}")
    return [vi(name) for name in post["names"]]


@asked("heads")
def _heads(world: World, question: Question, day: str) -> str:
    """Whether a person (of) heads a body by a post (about: post, body) elsewhere."""
    post, _, body = question.about.partition(" ")
    by_post = _holds(world, Question("holds", question.of, post), day)
    life = held(lifetime(world.records[body]), day)
    if life == NOT_YET or by_post == NOT_YET:
        return NOT_YET
    return NO if is_gone(world, body, day) or life == NO else by_post


@asked("named")
def _named(world: World, question: Question, day: str) -> str:
    if "#" in question.of:
        return title_on(world.records.part(question.of)["names"], day)
    return title_on(world.records[question.of]["names"], day)


@asked("unit")
def _unit(world: World, question: Question, day: str) -> str:
    """Whether a unit (of) is listed in the structure of a body (about)."""
    answers = [
        NO if is_gone(world, question.of, day) else graded(held(structure, day), structure, day)
        for body, structure in world.records.listings[question.of]
        if body == question.about
    ]
    answer = best_of(answers)
    if answer == NO and not is_gone(world, question.of, day):
        return UNKNOWN  # a later list that is incomplete may hold it
    return answer


@asked("listed")
def _listed(world: World, question: Question, day: str) -> str:
    """Whether a structure (of) holds and a unit (about) is still in it."""
    structure = world.records.part(question.of, "structures")
    if question.about not in units_of(structure):
        raise LookupError(question)
    begun = held(lifetime(world.records[question.about]), day) != NOT_YET
    answer = held(structure, day) if begun else NOT_YET
    return NO if answer != NOT_YET and is_gone(world, question.about, day) else answer


@asked("applies")
def _applies(world: World, question: Question, day: str) -> str:
    """Whether a structure (of) applies: its own time, while its instrument is in force."""
    structure = world.records.part(question.of, "structures")
    answer = graded(held(structure, day), structure, day)
    if answer == YES and "instrument" in structure:
        state = world.truth(Question("force", structure["instrument"]), day)
        return {"unknown": UNKNOWN, "not-yet": NOT_YET, "ended": NO}.get(state, answer)
    return answer
