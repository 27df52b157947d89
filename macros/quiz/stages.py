"""The questions that a newcomer is asked after each stage of a learning path."""

import datetime as dt
from collections.abc import Iterator

from macros.model import LearningPath
from macros.quiz.question import shuffle_key
from macros.quiz.selection import QuizQuestion, quiz_questions
from macros.register import Entry, Register, without_fragment

_PER_STAGE = 2


def stage_questions(
    register: Register, day: dt.date, entry: Entry[LearningPath]
) -> tuple[tuple[QuizQuestion, ...], ...]:
    """For each stage up to two questions about records that its steps lead to, none asked twice.

    Two of different kinds where there are; which ones is decided by hashes of addresses alone.
    """
    asked = set[str]()
    stages: list[tuple[QuizQuestion, ...]] = []
    for stage in entry.record.stages:
        read = {without_fragment(address) for step in stage.steps for address in step.about}
        fitting = [
            question
            for question in quiz_questions(register, day)
            if question.id not in asked and not read.isdisjoint(_records_of(question))
        ]
        fitting.sort(key=lambda question: shuffle_key(entry.address, question.id))
        chosen = _of_different_kinds(fitting)
        asked.update(question.id for question in chosen)
        stages.append(chosen)
    return tuple(stages)


def _records_of(question: QuizQuestion) -> Iterator[str]:
    """The records that one must have read to answer."""
    yield without_fragment(question.page)
    yield without_fragment(question.subject)
    if isinstance(question.right, str):
        yield without_fragment(question.right)


def _of_different_kinds(questions: list[QuizQuestion]) -> tuple[QuizQuestion, ...]:
    """The first questions, those of a kind that comes first before others of their kind."""
    firsts = {question.kind: question for question in reversed(questions)}
    return tuple(sorted(questions, key=lambda question: firsts[question.kind] is not question))[
        :_PER_STAGE
    ]
