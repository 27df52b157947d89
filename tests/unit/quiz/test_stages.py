"""The questions after the stages of a learning path."""

import datetime as dt

from macros.model import LearningPath
from macros.quiz import stage_questions
from macros.register import Entry, Register, without_fragment

DAY = dt.date(2026, 11, 21)


def path(register: Register, id: str) -> Entry[LearningPath]:
    return register.get(LearningPath, f"onboarding/{id}")


def test_a_stage_is_followed_by_two_questions_of_different_kinds(real: Register) -> None:
    """None of the first day about session work fits, so none is asked then."""
    counts = {
        entry.id: [len(questions) for questions in stage_questions(real, DAY, entry)]
        for entry in real.all(LearningPath)
    }
    assert counts == {
        "chung": [2, 2, 2],
        "ky-hop-phien-hop": [0, 2, 2],
        "phap-luat": [2, 2, 2],
        "thong-tin": [0, 2, 2],
    }
    first, second = stage_questions(real, DAY, path(real, "chung"))[0]
    assert first.kind != second.kind


def test_each_is_about_a_record_that_the_stage_leads_to(real: Register) -> None:
    """Its page, its subject or its answer has been read; no path asks one twice."""
    for entry in real.all(LearningPath):
        stages = stage_questions(real, DAY, entry)
        for stage, questions in zip(entry.record.stages, stages, strict=True):
            read = {without_fragment(address) for step in stage.steps for address in step.about}
            for question in questions:
                records = {question.page, question.subject, str(question.right)}
                assert read & set(map(without_fragment, records))
        ids = [question.id for questions in stages for question in questions]
        assert len(ids) == len(set(ids))


def test_the_same_ones_are_asked_in_every_build(real: Register) -> None:
    """Which ones is decided by their addresses, not by chance."""
    (first, *_), *_ = stage_questions(real, DAY, path(real, "phap-luat"))
    assert first.topic == first.page.partition("/")[0]
    assert stage_questions(real, DAY, path(real, "phap-luat"))[0][0] == first


def test_a_register_without_questions_asks_none(invented: Register) -> None:
    """Each stage then has an empty place."""
    entry = path(invented, "nguoi-lam-vuon")
    stages = stage_questions(invented, dt.date(2016, 1, 1), entry)
    assert stages == ((), ())
