"""Partial dates, their order, and whether something held on a day: yes, no or not known."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from macros.text.dates import PartialDate, Period, Tristate, suggest_date


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _period(text: str) -> Period:
    """The period written as `start/end +attested +attested`, each of which may be missing."""
    ends, *attested = text.split(" +")
    start, end = ends.split("/")
    return Period(_date(start), _date(end), tuple(PartialDate.parse(day) for day in attested))


days = st.dates(dt.date(1945, 1, 1), dt.date(2099, 12, 31))
partial_dates = st.one_of(
    days.map(lambda day: PartialDate(day.year)),
    days.map(lambda day: PartialDate(day.year, day.month)),
    days.map(lambda day: PartialDate(day.year, day.month, day.day)),
)


@pytest.mark.parametrize(
    ("text", "date", "first", "last"),
    [
        ("2021", PartialDate(2021), "2021-01-01", "2021-12-31"),
        ("2021-04", PartialDate(2021, 4), "2021-04-01", "2021-04-30"),
        ("2024-02", PartialDate(2024, 2), "2024-02-01", "2024-02-29"),
        ("1900-02", PartialDate(1900, 2), "1900-02-01", "1900-02-28"),
        ("2021-07-20", PartialDate(2021, 7, 20), "2021-07-20", "2021-07-20"),
        ("0001-01-01", PartialDate(1, 1, 1), "0001-01-01", "0001-01-01"),
    ],
)
def test_a_date_is_read_with_its_first_and_last_day(
    text: str, date: PartialDate, first: str, last: str
) -> None:
    """A date known to the year or month can mean any day of it."""
    parsed = PartialDate.parse(text)
    assert parsed == date
    assert (parsed.first.isoformat(), parsed.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "21", "202", "20211", "0000", "2021-7", "2021-07-2", "20210720", "2021/07/20"),
        *("20/7/2021", "2021-13", "2021-00", "2021-02-29", "2021-04-31", "2021-07-00"),
        *(" 2021", "2021 ", "2021\n", "2021-", "-2021", "2021-07-20T00:00", "nay"),
        *("２０２１", "٢٠٢١-٠٧", "2021‐07"),
    ],
    ids=ascii,
)
def test_anything_else_is_not_a_date(text: str) -> None:
    """Only ASCII figures in the forms 2021, 2021-07 and 2021-07-20 that name a real day."""
    with pytest.raises(ValueError):  # noqa: PT011 - any: the clerk's sentence is made elsewhere
        PartialDate.parse(text)


@given(date=partial_dates)
def test_a_date_is_written_as_it_is_read(date: PartialDate) -> None:
    """Writing and reading again gives the same date."""
    assert PartialDate.parse(str(date)) == date


@pytest.mark.parametrize(
    ("text", "is_day"), [("2021", False), ("2021-07", False), ("2021-07-20", True)]
)
def test_only_a_whole_date_is_a_day(text: str, is_day: bool) -> None:
    """Whether a date is known to the day."""
    assert PartialDate.parse(text).is_day is is_day


def test_dates_sort_by_their_first_day_then_by_how_exact_they_are() -> None:
    """The first day of a year comes before its month, the month before the year."""
    order = ["2020-12-31", "2021-01-01", "2021-01", "2021", "2021-01-02", "2021-02", "2022"]
    assert [str(date) for date in sorted(map(PartialDate.parse, sorted(order)))] == order


@given(first=partial_dates, second=partial_dates, third=partial_dates)
def test_the_order_of_dates_is_total(
    first: PartialDate, second: PartialDate, third: PartialDate
) -> None:
    """Of two dates one is first or they are equal, and the order carries over."""
    assert [first < second, first == second, first > second].count(True) == 1
    assert not (first <= second <= third) or first <= third


@pytest.mark.parametrize(
    ("period", "day", "held"),
    [
        ("2029-05-01/2031-06-30", "2029-04-30", Tristate.NO),
        ("2029-05-01/2031-06-30", "2029-05-01", Tristate.YES),
        ("2029-05-01/2031-06-30", "2031-06-30", Tristate.YES),
        ("2029-05-01/2031-06-30", "2031-07-01", Tristate.NO),
        ("2029-05-01/", "2029-05-01", Tristate.YES),
        ("2029-05-01/", "2029-05-02", Tristate.UNKNOWN),
        ("2029-05-01/ +2030-01-01", "2029-12-31", Tristate.YES),
        ("2029-05-01/ +2030-01-01", "2030-01-02", Tristate.UNKNOWN),
        ("/2031-06-30", "2031-06-29", Tristate.UNKNOWN),
        ("/2031-06-30", "2031-06-30", Tristate.YES),
        ("2029/2031", "2028-12-31", Tristate.NO),
        ("2029/2031", "2029-12-30", Tristate.UNKNOWN),
        ("2029/2031", "2029-12-31", Tristate.YES),
        ("2029/2031", "2031-01-02", Tristate.UNKNOWN),
        ("2029/2031", "2032-01-01", Tristate.NO),
        ("/ +2030-03-01 +2031-02-03", "2030-02-28", Tristate.UNKNOWN),
        ("/ +2030-03-01 +2031-02-03", "2030-12-01", Tristate.YES),
        ("/ +2029-12", "2029-12-15", Tristate.UNKNOWN),
        ("/", "2031-01-01", Tristate.UNKNOWN),
    ],
)
def test_a_period_answers_for_a_day(period: str, day: str, held: Tristate) -> None:
    """Yes between what is known, no outside the ends, else not known; the last day counts."""
    assert _period(period).on(dt.date.fromisoformat(day)) is held


_WINDOW = [dt.date(2031, 1, 25) + dt.timedelta(days=count) for count in range(14)]
_NEAR = st.sampled_from(
    [PartialDate(day.year, day.month, day.day) for day in _WINDOW[2:-2]]
    + [PartialDate(2031, 1), PartialDate(2031, 2), PartialDate(2031)]
)


def _worlds(period: Period) -> Iterator[tuple[dt.date, dt.date]]:
    """Every first and last day that could be the true ones."""

    def could_be(day: dt.date, date: PartialDate | None) -> bool:
        return date is None or date.first <= day <= date.last

    for first in _WINDOW:
        for last in _WINDOW[_WINDOW.index(first) :]:
            seen = all(
                attested.first <= last and attested.last >= first for attested in period.attested
            )
            if could_be(first, period.start) and could_be(last, period.end) and seen:
                yield first, last


@given(
    start=st.none() | _NEAR,
    end=st.none() | _NEAR,
    attested=st.lists(_NEAR, max_size=2).map(tuple),
    day=st.sampled_from(_WINDOW[1:-1]),
)
def test_the_three_answers_are_those_of_all_possible_worlds(
    start: PartialDate | None,
    end: PartialDate | None,
    attested: tuple[PartialDate, ...],
    day: dt.date,
) -> None:
    """Yes if it held on the day whatever the unknown is, no if it cannot have, else not known."""
    period = Period(start, end, attested)
    answers = {first <= day <= last for first, last in _worlds(period)}
    assume(answers)
    expected = (
        Tristate.UNKNOWN
        if len(answers) == 2
        else Tristate.YES
        if answers == {True}
        else Tristate.NO
    )
    assert period.on(day) is expected


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2029-05-01/2031-06-30", "2029-05-01", "2031-06-30"),
        ("2029/2031", "2029-12-31", "2031-01-01"),
        ("2029-05-01/ +2031-02-03", "2029-05-01", "2031-02-03"),
        ("/ +2030-03-01", "2030-03-01", "2030-03-01"),
        ("2031-06-30/", "2031-06-30", "2031-06-30"),
    ],
)
def test_the_certain_days_lie_between_what_is_known(period: str, first: str, last: str) -> None:
    """From the latest possible beginning to the earliest possible end, or the days attested."""
    assert _period(period).certain == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("period", ["/", "2031/ +2031"])
def test_no_day_may_be_certain(period: str) -> None:
    """What is known only to the year makes no day of it certain."""
    assert _period(period).certain is None


@pytest.mark.parametrize(
    ("first", "second", "overlaps"),
    [
        ("2029/2030-06-30", "2030-06-30/2031", False),
        ("2029/2030-07-01", "2030-06-30/2031", True),
        ("2029/2031", "2030-01-01/", False),
        ("2029/2031", "2030-01-01/ +2030-01-02", True),
        ("2029/2030", "2030/2031", False),
        ("/", "2029/2031", False),
    ],
)
def test_periods_overlap_when_they_certainly_share_two_days(
    first: str, second: str, overlaps: bool
) -> None:
    """On the day of a handover both hold; what is only possible is no overlap."""
    a, b = _period(first), _period(second)
    assert (a.overlaps(b), b.overlaps(a)) == (overlaps, overlaps)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("11/3/2024", "2024-03-11"),
        ("11-03-2024", "2024-03-11"),
        ("11.3.2024", "2024-03-11"),
        ("3/25/2024", "2024-03-25"),
        ("2024-3-1", "2024-03-01"),
        ("2024/03/11", "2024-03-11"),
        ("20240311", "2024-03-11"),
        ("2O24-O3-11", "2024-03-11"),
        ("2024–03–11", "2024-03-11"),
        ("ngày 11 tháng 3 năm 2024", "2024-03-11"),
        ("Tháng 3 năm 2024", "2024-03"),
        ("3/2024", "2024-03"),
        ("năm 2024", "2024"),
        ("２０２４", "2024"),
        ("2024-02-30", ""),
        ("31/4/2024", ""),
        ("11/3/24", ""),
        ("hôm qua", ""),
        ("", ""),
    ],
)
def test_a_date_in_another_notation_is_understood(typed: str, meant: str) -> None:
    """As one writes it in Viet Nam; what no calendar has, or could be two days, is not guessed."""
    assert suggest_date(typed) == meant
