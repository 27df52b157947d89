"""Knows a question with all that could be a wrong answer to it; refuses to choose among those."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from macros.i18n import LANGUAGES
from macros.model import Basis, Citation, Event, Inference, Organization, Task
from macros.queries import in_language, name_on, title_of
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
    """Those that take more knowing."""


@dataclass(frozen=True)
class Draft:
    """A question, its one right answer and how its wrong ones are found."""

    kind: str
    """The key of its sentences under `selfcheck` in `labels.yml`."""
    subject: str
    """The address of what it asks about."""
    right: Answer
    wrong: Callable[[], Distractors]
    """Looks through all the register; so it is asked only where the draft is chosen."""
    page: str
    """The address on whose page the fact stands."""
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
        """What names the question in every build: kind, subject and the rest of what it asks."""
        rest = str(self.day) if self.day else ""
        return " ".join(part for part in (self.kind, self.subject, self.about, rest) if part)


def rank(*parts: object) -> str:
    """A place in an order that looks drawn by lot and is the same in every build."""
    return sha256("\n".join((_SEED, *map(str, parts))).encode()).hexdigest()


def is_stated(fact: Inference) -> bool:
    """Whether a source that is cited states a fact."""
    return fact.basis is Basis.STATED and bool(fact.citations)


@memoized
def event_days(register: Register, day: dt.date) -> tuple[dt.date, ...]:
    """The days up to `day` on which something happened."""
    events = (entry.record for entry in register.all(Event))
    dates = {one.date for one in events if isinstance(one, Event) and one.date.is_day}
    return tuple(sorted(date.first for date in dates if date.first <= day))


def draw_few(question: str, found: Iterable[Draft], count: int) -> Iterator[Draft]:
    """A few of several drafts, the same ones whatever else the register holds."""
    yield from sorted(found, key=lambda one: rank(question, one.id))[:count]


def value_text(register: Register, value: Answer, day: dt.date, lang: str = LANGUAGES[0]) -> str:
    """An answer or a subject as readers see it, by the names of the day."""
    if isinstance(value, tuple):
        named = (value_text(register, one, day, lang) for one in value)
        return " ".join(f"({number}) {name}" for number, name in enumerate(named, 1))
    name = bare_text(register, value, day, lang)
    if isinstance(value, PartialDate) or value not in register or "#" in value:
        return name
    apart = in_language(getattr(register[value].record, "disambiguation", None), lang)
    return f"{name} ({apart})" if apart else name


def bare_text(register: Register, value: Answer, day: dt.date, lang: str = LANGUAGES[0]) -> str:
    """The same without what tells things of one name apart."""
    if isinstance(value, PartialDate):
        return date_in_figures(value)
    if isinstance(value, tuple):
        return " ".join(value)
    if value not in register:
        return value
    if "#" in value:
        return _post(register, value, day, lang)
    record = register[value].record
    if isinstance(record, Task):
        return in_language(record.name, lang)
    if isinstance(record, Organization):
        return in_language(name_on(record.names, day).name, lang)
    return title_of(register[value], register.labels, lang)


def _post(register: Register, address: str, day: dt.date, lang: str) -> str:
    """A post by its name on a day, with the body unless the name holds it."""
    body = register.get(Organization, address).record
    post = next(one for one in body.posts if one.id == address.partition("#")[2])
    name = in_language(name_on(post.names, day).name, lang)
    of = in_language(name_on(body.names, day).name, lang)
    return name if of in name else f"{name}, {of}"
