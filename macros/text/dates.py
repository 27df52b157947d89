"""Partial dates, and periods that answer whether something held on a day."""

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache, total_ordering

_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date known to the day, to the month or to the year (Popolo, EDTF level 0)."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `2021`, `2021-07` or `2021-07-20`; raise ValueError for anything else."""
        return _parsed(text)

    @cached_property
    def first(self) -> dt.date:
        """The first day it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @cached_property
    def last(self) -> dt.date:
        """The last day it can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def following(self) -> "PartialDate":
        """The day after; of a month or a year itself, since its last day is not known."""
        after = self.last + dt.timedelta(days=1)
        return PartialDate(after.year, after.month, after.day) if self.is_day else self

    @property
    def is_day(self) -> bool:
        """Whether it is known to the day."""
        return self.day is not None

    def __str__(self) -> str:
        parts = (
            f"{self.year:04}",
            self.month and f"{self.month:02}",
            self.day and f"{self.day:02}",
        )
        return "-".join(part for part in parts if part)

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.first, self.last) < (other.first, other.last)


@lru_cache(maxsize=1 << 14)
def _parsed(text: str) -> PartialDate:
    match = _PARTIAL_DATE.fullmatch(text)
    if match is None:
        raise ValueError("not a date")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    dt.date(year, 1 if month is None else month, 1 if day is None else day)
    return PartialDate(year, month, day)


_OTHER_NOTATIONS = (
    re.compile(r"(?P<y>\d{4})[-/. 年](?P<m>\d{1,2})月?(?:[-/. ]?(?P<d>\d{1,2}))?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"),
    re.compile(
        r"(?:(?:ngày )?(?P<d>\d{1,2}) ?(?:[-/.]| tháng ) ?|tháng )?(?P<m>\d{1,2})"
        r" ?(?:[-/.]| năm ) ?(?P<y>\d{4})"
    ),
    re.compile(r"(?:năm )?(?P<y>\d{4})"),
)
_ENGLISH_DATE = re.compile(
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?[- ])?(?P<m>[a-z]{3,9})\.?[- ]"
    r"(?:(?P<after>\d{1,2})(?:st|nd|rd|th)?,? )?(?P<y>\d{4})"
)
_ENGLISH_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_FIRST_OF_EXCEL = dt.date(1899, 12, 30)
_SERIALS = range(30_000, 60_000)
"""The days of 1982 to 2064 as Excel counts them."""
_MISTYPED_DIGITS = str.maketrans("oOlI–—", "0011--")
_QUOTES = "\"'“”„‟‘’‚«» "
_TIME_OF_DAY = re.compile(
    r"[ t,]*(?:lúc )?\d{1,2}(?::|h| giờ ?)(?:\d\d)?(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?$"
)


def suggest_date(text: str) -> str:
    """The date that a text in another notation likely means; empty if it means none."""
    return next(iter(date_readings(text)), "")


def date_readings(text: str) -> tuple[str, ...]:
    """The dates that a text in another notation can mean, the likeliest first.

    `11/3/2024` is read day first, as in Viet Nam, and then month first.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).lower().strip(_QUOTES).split())
    plain = re.sub(r" ?([-/.年月]) ?", r"\1", plain.rstrip("日"))
    if other := _other_date(plain):
        return (other,)
    for whole in (plain, _TIME_OF_DAY.sub("", plain)):
        for typed in (whole, whole.translate(_MISTYPED_DIGITS)):
            for notation in _OTHER_NOTATIONS:
                if match := notation.fullmatch(typed):
                    year, month, day = (match.groupdict().get(name) for name in "ymd")
                    readings = _valid_date(year, month, day), _valid_date(year, day, month)
                    is_clear = readings[0] and (typed[:4].isdigit() or "tháng" in typed)
                    return tuple(dict.fromkeys(filter(None, readings[: 1 if is_clear else 2])))
    return ()


def _other_date(typed: str) -> str:
    """The date that an English text or a number of Excel means; empty if it means none."""
    if typed.isdecimal() and int(typed) in _SERIALS:
        return str(_FIRST_OF_EXCEL + dt.timedelta(days=int(typed)))
    match = _ENGLISH_DATE.fullmatch(typed)
    if match is None or match["m"][:3] not in _ENGLISH_MONTHS:
        return ""
    month = _ENGLISH_MONTHS.index(match["m"][:3]) + 1
    return _valid_date(match["y"], str(month), match["d"] or match["after"])


def _valid_date(year: str | None, month: str | None, day: str | None) -> str:
    text = "-".join(part.zfill(2) for part in (year, month, day) if part)
    try:
        return str(PartialDate.parse(text))
    except ValueError:
        return ""


def add_months(day: dt.date, months: int) -> dt.date:
    """The day some months later: the same day of its month, or the last one if it has no such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class Tristate(StrEnum):
    """The three answers to the question whether something held on a day."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Period:
    """A period whose ends may be unknown; on its attested days it is known to have held.

    The end is its last day: on the day of a handover both the old and the new hold. Where that
    day is not known, `over_by` may say on which day it was already over.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    attested: tuple[PartialDate, ...] = ()
    over_by: PartialDate | None = None

    @cached_property
    def certain(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day on which it is known to have held; None when none is known."""
        dates = [date for date in (self.start, self.end, *self.attested) if date]
        first = min((date.last for date in dates), default=None)
        last = max((date.first for date in dates), default=None)
        return (first, last) if first and last and first <= last else None

    def on(self, day: dt.date) -> Tristate:
        """Whether it held on a day: yes in `certain`, no outside the known ends, else unknown."""
        if (self.start and day < self.start.first) or self.is_over(day):
            return Tristate.NO
        if self.certain and self.certain[0] <= day <= self.certain[1]:
            return Tristate.YES
        return Tristate.UNKNOWN

    def is_over(self, day: dt.date) -> bool:
        """Whether it had certainly ended before a day."""
        return bool(
            (self.end and day > self.end.last) or (self.over_by and day >= self.over_by.last)
        )

    @cached_property
    def dates(self) -> tuple[PartialDate, ...]:
        """Every date of it."""
        dates = (self.start, self.end, *self.attested, self.over_by)
        return tuple(date for date in dates if date)

    @cached_property
    def evidence(self) -> tuple[PartialDate, ...]:
        """The days on which it is known to have held, oldest first."""
        return tuple(sorted(date for date in (self.start, self.end, *self.attested) if date))

    def overlaps(self, other: "Period") -> bool:
        """Whether the two certainly share more than the single day of a handover."""
        if self.certain is None or other.certain is None:
            return False
        return min(self.certain[1], other.certain[1]) > max(self.certain[0], other.certain[0])
