"""Knows which questions the self-check asks and in which order options stand; refuses doubt."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from macros.model import Citation
from macros.quiz.law import of_law
from macros.quiz.people import of_people
from macros.quiz.question import Answer, Distractors, Draft, bare_text, rank
from macros.quiz.terms import of_words
from macros.register import Register, memoized
from macros.text import Period, normalize_spelling

QUESTION_KINDS = (
    *("holder", "post", "title", "part", "task", "unit", "no-unit"),
    *("ended", "followed", "issuer", "relation", "abbreviation", "meaning", "event", "order"),
)
"""The kinds of questions, in the order of the page."""
_PER_KIND = {"unit": 6, "no-unit": 5, "order": 5}
_MOST = 8
"""How many of a kind are asked: fewer where they are alike, or long."""
_PER_SUBJECT = 2
_PER_ANSWER = 3
_WRONG = 3


@dataclass(frozen=True)
class QuizQuestion:
    """A question with its options, of which one is right."""

    id: str
    kind: str
    subject: str
    """The address of what it asks about."""
    about: str
    """What else it names; empty for most kinds."""
    day: dt.date | None
    """The day asked about, or whose names it uses; None: that of the site."""
    options: tuple[Answer, ...]
    answer: int
    """The place of the right option, from 0."""
    page: str
    """The address on whose page the fact stands."""
    citations: tuple[Citation, ...]
    period: Period | None
    """The time in which the answer held, where it is one of posts."""

    @property
    def right(self) -> Answer:
        """The right option."""
        return self.options[self.answer]


@memoized
def quiz_questions(register: Register, day: dt.date) -> tuple[QuizQuestion, ...]:
    """The questions of the self-check, those of one kind together.

    What is asked, with which options and in which order is decided by hashes of addresses alone.
    """
    drafts = [*of_people(register, day), *of_law(register, day), *of_words(register, day)]
    return tuple(
        question
        for kind in QUESTION_KINDS
        for question in _chosen(register, day, [one for one in drafts if one.kind == kind])
    )


def _chosen(register: Register, day: dt.date, drafts: list[Draft]) -> Iterator[QuizQuestion]:
    """As many of one kind as are asked, not all about one thing."""
    asked: Counter[tuple[str, object]] = Counter()
    found = set[str]()
    for draft in sorted(drafts, key=lambda one: (rank(one.id), rank(one.id, one.right))):
        limits = {("subject", draft.subject): _PER_SUBJECT, ("answer", draft.right): _PER_ANSWER}
        if draft.kind in ("unit", "no-unit"):
            limits = {}
        is_full = len(found) == _PER_KIND.get(draft.kind, _MOST) or draft.id in found
        if is_full or any(asked[one] >= limit for one, limit in limits.items()):
            continue
        question = _question(register, draft, day)
        if question:
            asked.update(limits.keys())
            found.add(draft.id)
            yield question


def _drawn(id_: str, others: Distractors) -> Iterator[Answer]:
    """The wrong answers in their order, those that take more knowing first."""
    for is_near in (True, False):
        found = [one for one in others.answers if (one in others.near) is is_near]
        yield from sorted(found, key=lambda one: rank(id_, one))


def _question(register: Register, draft: Draft, day: dt.date) -> QuizQuestion | None:
    """The question with three wrong options, none named like another; None if there are fewer."""
    named, others = draft.day or day, draft.wrong()
    seen = {normalize_spelling(bare_text(register, draft.right, named))}
    wrong: list[Answer] = []

    for one in _drawn(draft.id, others):
        said = normalize_spelling(bare_text(register, one, named))
        if said not in seen:
            seen.add(said)
            wrong.append(one)
        if len(wrong) == _WRONG:
            break
    if len(wrong) < _WRONG:
        return None
    options = tuple(sorted([draft.right, *wrong], key=lambda one: rank("place", draft.id, one)))
    return QuizQuestion(
        *(draft.id, draft.kind, draft.subject, draft.about, draft.day),
        *(options, options.index(draft.right), draft.page, draft.citations, draft.period),
    )
