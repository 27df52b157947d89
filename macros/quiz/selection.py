"""The questions of the self-check: which drafts are asked, with which options in which order."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from macros.model import Citation
from macros.quiz.law import law_drafts
from macros.quiz.people import people_drafts
from macros.quiz.question import Answer, Distractors, Draft, plain_text_of, shuffle_key
from macros.quiz.terms import term_drafts
from macros.register import Register, memoized
from macros.text import Period, spelling_key

QUESTION_KINDS = (
    *("holder", "post", "title", "part", "task", "unit", "no-unit"),
    *("ended", "followed", "issuer", "relation", "abbreviation", "meaning", "event", "order"),
)
"""The kinds of questions, in the order of the page."""
_PER_KIND = {"unit": 6, "no-unit": 5, "order": 5}
_MOST_PER_KIND = 8
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
    """The address whose page states the fact."""
    citations: tuple[Citation, ...]
    period: Period | None
    """The time in which the answer held, where it is one of posts."""

    @property
    def right(self) -> Answer:
        """The right option."""
        return self.options[self.answer]

    @property
    def topic(self) -> str:
        """The collection of the record whose page states the fact."""
        return self.page.partition("/")[0]


@memoized
def quiz_questions(register: Register, day: dt.date) -> tuple[QuizQuestion, ...]:
    """The questions of the self-check, those of one kind together.

    What is asked, with which options and in which order is decided by hashes of addresses alone.
    """
    drafts: dict[str, list[Draft]] = {kind: [] for kind in QUESTION_KINDS}
    for find_drafts in (people_drafts, law_drafts, term_drafts):
        for draft in find_drafts(register, day):
            drafts[draft.kind].append(draft)
    return tuple(
        question for kind in QUESTION_KINDS for question in _chosen(register, day, drafts[kind])
    )


def _chosen(register: Register, day: dt.date, drafts: list[Draft]) -> Iterator[QuizQuestion]:
    """The questions asked of the drafts of one kind: few of one subject or with one answer."""
    counts: Counter[tuple[str, object]] = Counter()
    chosen = set[str]()
    for draft in sorted(drafts, key=_draft_order):
        limits = {("subject", draft.subject): _PER_SUBJECT, ("answer", draft.right): _PER_ANSWER}
        if draft.kind in ("unit", "no-unit"):
            limits = {}
        is_full = len(chosen) == _PER_KIND.get(draft.kind, _MOST_PER_KIND) or draft.id in chosen
        if is_full or any(counts[key] >= limit for key, limit in limits.items()):
            continue
        question = _question(register, draft, day)
        if question:
            counts.update(limits.keys())
            chosen.add(draft.id)
            yield question


def _draft_order(draft: Draft) -> tuple[str, str]:
    return shuffle_key(draft.id), shuffle_key(draft.id, draft.right)


def _shuffled(draft: Draft, distractors: Distractors) -> Iterator[Answer]:
    """The wrong answers in their order, the harder ones first."""
    for is_near in (True, False):
        answers = [
            answer for answer in distractors.answers if (answer in distractors.near) is is_near
        ]
        yield from sorted(answers, key=lambda answer: shuffle_key(draft.id, answer))


def _question(register: Register, draft: Draft, day: dt.date) -> QuizQuestion | None:
    """The question with three wrong options, none named like another; None if there are fewer."""
    named_on = draft.day or day
    names = {spelling_key(plain_text_of(register, draft.right, named_on))}
    wrong: list[Answer] = []
    for answer in _shuffled(draft, draft.wrong()):
        name = spelling_key(plain_text_of(register, answer, named_on))
        if name not in names:
            names.add(name)
            wrong.append(answer)
        if len(wrong) == _WRONG:
            break
    else:
        return None
    options = [draft.right, *wrong]
    options.sort(key=lambda option: shuffle_key("place", draft.id, option))
    return QuizQuestion(
        *(draft.id, draft.kind, draft.subject, draft.about, draft.day),
        *(tuple(options), options.index(draft.right), draft.page, draft.citations, draft.period),
    )
