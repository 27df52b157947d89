"""Specifies which former ids and days of checks are refused, and how they are told."""

from collections.abc import Callable, Mapping

import pytest

from macros.__main__ import main
from tests.conftest import Change, Changed

Find = Callable[[Mapping[str, Change]], list[str]]
Y = "people/tran-y.yml"
HEAD = "name: Trần Ý\n"


def former(*ids: str) -> Change:
    return HEAD, f"{HEAD}former_ids: [{', '.join(ids)}]\n"


def test_an_address_that_was_given_up_is_told_with_the_new_one(problems: Find) -> None:
    """There is one way to write an address; the fragment goes along."""
    found = problems(
        {
            "organizations/hoi-dong-vuon-uom.yml": (
                "abbreviation:",
                "former_ids: [hdvu]\nabbreviation:",
            ),
            "needs.yml": (
                "of: organizations/hoi-dong-vuon-uom#chu-tich",
                "of: organizations/hdvu#chu-tich",
            ),
        }
    )
    assert found == [
        'needs.yml:5:3: "organizations/hdvu#chu-tich" is an address that was given up; '
        'did you mean "organizations/hoi-dong-vuon-uom#chu-tich"? [former-address]'
    ]


def test_a_former_id_is_no_id_that_is_in_use(problems: Find) -> None:
    """Its address leads to one page; an id of another collection is another address."""
    assert problems({Y: former("do-thuy-an", "2031", "tran-y-cu")}) == [
        f'{Y}:2:14: the former address "people/do-thuy-an" stands in '
        f"{_other(problems)} already [former-id-in-use]"
    ]


def _other(problems: Find) -> str:
    found = problems({Y: former("do-thuy-an")})
    return found[0].partition("stands in ")[2].partition(" already")[0]


def test_a_former_id_leads_to_one_record(problems: Find) -> None:
    """Two records can not both have been known under it."""
    other = "people/do-thuy-an.yml"
    found = problems(
        {Y: former("cu"), other: ("name: Đỗ Thùy An\n", "name: Đỗ Thùy An\nformer_ids: [cu]\n")}
    )
    assert [line.rpartition(" ")[2] for line in found] == ["[former-id-in-use]"]
    assert found[0].startswith(f"{Y}:2:14:")


def test_a_former_id_is_a_clean_one(problems: Find) -> None:
    """A page is written under it."""
    assert problems({Y: former("../x")}) == [
        f'{Y}:2:14: the id "../x" may hold only lower-case letters without accents, digits and'
        " hyphens [unclean-id]"
    ]


@pytest.mark.parametrize("months", ["0", "-3", "1201"])
def test_an_interval_is_a_month_or_more(problems: Find, months: str) -> None:
    """Less would be due at once, for ever."""
    assert problems({Y: (HEAD, f"{HEAD}review_every: {months}\n")}) == [
        f'{Y}:2:1: "{months}" is not a number of months from 1 to 1200 [short-interval]'
    ]


def test_a_check_names_its_day_and_who_made_it(problems: Find) -> None:
    """Without either it says nothing."""
    assert problems({Y: (HEAD, f"{HEAD}checked: {{date: 2031-01-01}}\n")}) == [
        f'{Y}:2:1: the key "by" is missing [missing-key]'
    ]


def test_a_check_that_lies_ahead_is_told(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """Seen from the day that is asked about."""
    data = changed({Y: (HEAD, f"{HEAD}checked: {{date: 2031-01-02, by: Lan}}\n")})
    arguments = ["check", "--due", "--lang", "en", "--data", str(data), "--on"]
    assert main([*arguments, "2031-01-01"]) == 1
    assert capsys.readouterr().out == (
        f"{data.as_posix()}/{Y}:2:11: the day of the check, 2031-01-02, is after 2031-01-01"
        " [checked-later]\n    2 | checked: {date: 2031-01-02, by: Lan}\n      |           ^\n"
        "1 problems in 1 files.\n"
    )
    assert main([*arguments, "2031-01-02"]) == 0
