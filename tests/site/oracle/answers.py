"""Questions, the answers that a surface reads out, and how both are laid over the days."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

Steps = tuple[tuple[str, str], ...]
"""Answers from a day on, oldest first; the first of them is from "", the beginning of time."""
ANY = "*"
"""What a surface says on days on which it says nothing of the question."""


class Question(NamedTuple):
    """What is asked; it has one answer on a day."""

    kind: str
    of: str
    """The address of what it is about."""
    about: str = ""
    """What else it names: an address, a place in a document, a title."""


class Reading(NamedTuple):
    """What a surface answers."""

    place: str
    """The page, and the part of it in which the same question stands once."""
    question: Question
    steps: Steps
    day: str = ""
    """The only day of which it speaks; empty: every day."""


def read_steps(text: str) -> Steps:
    """Steps as a page carries them: `no 2016-01-01 yes 2025-03-08 no`."""
    before, *rest = text.split(" ")
    return (("", before), *zip(rest[::2], rest[1::2], strict=True))


def always(answer: str) -> Steps:
    """The same answer on every day."""
    return (("", answer),)


def answer_on(steps: Steps, day: str) -> str:
    """The answer on a day, as `answerOn` of the pages' script finds it."""
    return [answer for start, answer in steps if start <= day][-1]


def joint(*several: Steps) -> list[tuple[str, list[str]]]:
    """Several answers over the same time: each day on which one changes, and all of them."""
    starts = sorted({start for steps in several for start, _ in steps})
    return [(start, [answer_on(steps, start) for steps in several]) for start in starts]


def shown(steps: Steps, *frames: Steps) -> Steps:
    """An answer within frames that are shown or not; ANY where one of them is not."""
    return tuple(
        (start, answer if not OFF & set(rest) else ANY)
        for start, (answer, *rest) in joint(steps, *frames)
    )


OFF = {"no", "not-yet", "ended", "off"}
"""The answers of a frame that is not shown; the same as in `answers.js`."""
HOLDING = ("yes", "recent", "seen")
"""The answers of those who stand among the holders of a day."""
DOUBT = ("recent", "seen", "old", "later", "unknown")
"""The answers where it is not known, by the age of the nearest evidence."""
MAY = "may"
"""What a surface says that leaves open which of DOUBT it is."""
_ORDER = ("yes", "shown", *DOUBT, MAY, "yes|may", ANY, "no", "not-yet")


def _rank(answer: str) -> int:
    word = answer.partition("~")[0]
    return _ORDER.index(word) if word in _ORDER else len(_ORDER)


@cache
def spread(steps: Steps, days: tuple[str, ...]) -> tuple[str, ...]:
    """The answer on each of some days, which are in order."""
    starts = [bisect_left(days, start) for start, _ in steps] + [len(days)]
    spans = zip(steps, starts, starts[1:], strict=False)
    return tuple(answer for (_, answer), start, end in spans for _ in range(start, end))


def best(several: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Of several answers to one question, on each day the one that says most."""
    rows = list(several)
    return (
        rows[0] if len(rows) == 1 else tuple(min(row, key=_rank) for row in zip(*rows, strict=True))
    )


def agrees(said: str, truth: str) -> bool:
    """Whether what a surface says, one word or several between which it leaves it, is true."""
    words = said.split("|")
    doubt = MAY in words and truth.partition("~")[0] in DOUBT
    return ANY in words or doubt or bool(set(words) & set(truth.split("|")))
