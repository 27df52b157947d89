"""Self-check questions, each with one provable answer."""

from macros.quiz.question import Answer, value_text
from macros.quiz.selection import QUESTION_KINDS, QuizQuestion, quiz_questions
from macros.quiz.stages import stage_questions

__all__ = [
    "QUESTION_KINDS",
    "Answer",
    "QuizQuestion",
    "quiz_questions",
    "stage_questions",
    "value_text",
]
