"""The JSON files by which others check the data: every record with all its fields."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from macros.model import COLLECTIONS
from macros.pages import Links
from macros.quiz import QuizQuestion, quiz_questions
from macros.register import Entry, Register
from macros.text import PartialDate


def json_exports(register: Register, day: dt.date, links: Links) -> Iterator[tuple[str, str]]:
    """Path within the site and text of each file: `api/v1/<collection>.json`.

    A record holds its `address`, the `url` of its page within the site, and every field. Beside
    the collections are the questions of the self-check, to be answered again from the records.
    """
    for collection in COLLECTIONS:
        records = [_record(entry, links) for entry in register.collection(collection)]
        content = {"collection": collection, "as_of": str(day), "records": records}
        yield f"api/v1/{collection}.json", _text(content)
    questions = [_question(question, links) for question in quiz_questions(register, day)]
    yield "api/v1/self-check.json", _text({"as_of": str(day), "questions": questions})


def _text(content: dict[str, Any]) -> str:
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n"


def _question(question: QuizQuestion, links: Links) -> dict[str, Any]:
    """A question; an option is an address, a day, a text, or a list of addresses in order."""
    return {
        "id": question.id,
        "kind": question.kind,
        "subject": question.subject,
        "about": question.about,
        "day": str(question.day) if question.day else None,
        "options": [
            str(value) if isinstance(value, PartialDate) else value for value in question.options
        ],
        "answer": question.answer,
        "page": question.page,
        "url": links.to(question.page),
        "citations": [citation.model_dump(mode="json") for citation in question.citations],
    }


def _record(entry: Entry, links: Links) -> dict[str, Any]:
    fields = entry.record.model_dump(mode="json")
    return {"address": entry.address, "url": links.to(entry.address), **fields}
