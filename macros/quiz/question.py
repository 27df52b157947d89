"""A draft of a question, its distractors, and the text of its answers."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from macros.model import Basis, Citation, Event, Inference, Organization, Text
from macros.queries import dated_name, dated_title, in_language, kind_of, post_at
from macros.register import Register, memoized
from macros.text import PartialDate, Period, date_in_figures

Answer = str | PartialDate | tuple[str, ...]
"""An answer: an address, a text, a day, or addresses in an order."""
_SEED = "self-check 1"


@dataclass(frozen=True)
class Distractors:
    """Everything that is certainly a wrong answer to a question."""

    answers: tuple[Answer, ...]
    near: frozenset[Answer] = frozenset()
    """The harder ones, which are chosen first."""


@dataclass(frozen=True)
class Draft:
    """A question, its one right answer and how its wrong ones are found."""

    kind: str
    """The key of its sentences under `selfcheck` in `labels.yml`."""
    subject: str
    """The address of what it asks about."""
    right: Answer
    wrong: Callable[[], Distractors]
    """Finds the wrong answers; only chosen drafts call it, as it searches the whole register."""
    page: str
    """The address whose page states the fact."""
    citations: tuple[Citation, ...]
    """Where the fact can be checked."""
    about: str = ""
    """What else the question names: an address, a text, a verb."""
    day: dt.date | None = None
    """The day asked about."""
    period: Period | None = None
    """The time in which the answer held."""

    @property
    def id(self) -> str:
        """The same in every build: kind, subject and the rest of what it asks."""
        rest = str(self.day) if self.day else ""
        return " ".join(part for part in (self.kind, self.subject, self.about, rest) if part)


def shuffle_key(*parts: object) -> str:
    """A sort key that looks random and is the same in every build."""
    return sha256("\n".join((_SEED, *map(str, parts))).encode()).hexdigest()


def is_stated(fact: Inference) -> bool:
    """Whether a source that is cited states a fact."""
    return fact.basis is Basis.STATED and bool(fact.citations)


@memoized
def event_dates(register: Register, day: dt.date) -> tuple[dt.date, ...]:
    """The days up to `day` on which something happened."""
    dates = {entry.record.date for entry in register.all(Event) if entry.record.date.is_day}
    return tuple(sorted(date.first for date in dates if date.first <= day))


def sample_drafts(question: str, drafts: Iterable[Draft], count: int) -> Iterator[Draft]:
    """A few of several drafts, the same ones whatever else the register holds."""
    yield from sorted(drafts, key=lambda draft: shuffle_key(question, draft.id))[:count]


def value_text(register: Register, value: Answer, day: dt.date, lang: str = "") -> str:
    """An answer or a subject as readers see it, by the names of the day."""
    if isinstance(value, tuple):
        texts = (value_text(register, item, day, lang) for item in value)
        return " ".join(f"({number}) {text}" for number, text in enumerate(texts, 1))
    text = plain_text_of(register, value, day, lang)
    if isinstance(value, PartialDate) or value not in register or "#" in value:
        return text
    entry = register[value]
    apart = in_language(kind_of(entry).disambiguation(entry), lang)
    return f"{text} ({apart})" if apart else text


def plain_text_of(register: Register, value: Answer, day: dt.date, lang: str = "") -> str:
    """The same, without what distinguishes records of one name."""
    if isinstance(value, PartialDate):
        return date_in_figures(value, lang or register.labels.languages[0])
    if isinstance(value, tuple):
        return " ".join(value)
    if value not in register:
        text = _texts_by_main(register).get(value)
        return text.in_language(lang) if text else value
    if "#" in value:
        return _post_text(register, value, day, lang)
    return dated_title(register[value], register.labels, day, lang)


@memoized
def _texts_by_main(register: Register) -> dict[str, Text]:
    """Every text of the records by what it says in the first language: an answer may be one."""
    parts = (part for entry in register.entries.values() for _, part in entry.parts)
    return {part.main: part for part in parts if isinstance(part, Text) and len(part.main) < 300}


def _post_text(register: Register, address: str, day: dt.date, lang: str) -> str:
    """A post by its name on a day, with the body unless the name holds it."""
    post, body = post_at(register, address), register.get(Organization, address).record
    post_name, body_name = dated_name(post.names, day, lang), dated_name(body.names, day, lang)
    return post_name if body_name in post_name else f"{post_name}, {body_name}"
