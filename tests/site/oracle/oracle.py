"""Asks every surface of a built site, and compares its answers with the truth."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.site.oracle import law, wording
from tests.site.oracle.answers import Question, Reading, Steps, agrees, best, spread
from tests.site.oracle.coverage import expected
from tests.site.oracle.questions import World
from tests.site.oracle.records import Records
from tests.site.oracle.surfaces import data, read_page
from tests.site.oracle.surfaces.page import pages

assert law
assert wording


class Difference(NamedTuple):
    """An answer of a surface that is not the true one."""

    surface: str
    place: str
    question: Question
    day: str
    """The first day on which they differ."""
    days: int
    said: str
    truth: str


@dataclass
class Report:
    """What was compared, and what differs."""

    surfaces: Counter[str] = field(default_factory=Counter)
    """How many answers of each were compared."""
    questions: set[Question] = field(default_factory=set)
    days: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def answers(self) -> int:
        """How many answers were compared."""
        return self.surfaces.total()

    def summary(self) -> str:
        """The sizes, in a line."""
        return (
            f"{len(self.questions)} questions, {self.days} days, {len(self.surfaces)} surfaces, "
            f"{self.answers} answers, {len(self.differences)} differences"
        )


def compare(site: Path, folder: Path, as_of: str) -> Report:
    """Ask a built site everything that the records in a folder answer."""
    world = World(Records.from_yaml(folder, as_of))
    report = Report(days=len(world.records.days))
    grouped: dict[tuple[str, str, Question, str], list[Steps]] = defaultdict(list)
    for surface, reading in _readings(site, world):
        grouped[surface, reading.place, reading.question, reading.day].append(reading.steps)
    for (surface, place, question, day), several in grouped.items():
        day = as_of if question.kind in wording.TIMELESS else day
        days = (day,) if day else world.records.days
        said = best(spread(steps, days) for steps in several)
        true = (world.truth(question, day),) if day else world.truth_on(question)
        report.surfaces[surface] += len(days)
        report.questions.add(question)
        wrong = said != true and [
            at for at, pair in enumerate(zip(said, true, strict=True)) if not agrees(*pair)
        ]
        if wrong:
            at = wrong[0]
            found = Difference(surface, place, question, days[at], len(wrong), said[at], true[at])
            report.differences.append(found)
    answered = {(surface, question) for surface, _, question, _ in grouped}
    for surface, question in dict.fromkeys(expected(world)):
        if (surface, question) not in answered:
            report.differences.append(
                Difference(surface, "", question, "", 0, "nothing", "an answer")
            )
    return report


def _readings(site: Path, world: World) -> Iterator[tuple[str, Reading]]:
    for page in pages(site, world.records):
        yield from read_page(page)
    yield from (("search line", reading) for reading in data.search(site, world.records))
    yield from (("self-check", reading) for reading in data.quiz(site, world.records))
    yield from (("exports", reading) for reading in data.exports(site, world))
