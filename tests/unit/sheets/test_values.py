"""The values of cells: what each kind of key takes of what Excel may hold, and what it refuses."""

import datetime as dt
from pathlib import Path

import pytest

from macros.model import Event, Membership, Person, Programme, field_of
from macros.model.base import Part
from macros.sheets.csv_folder import read_csv, write_csv
from macros.sheets.values import (
    FORMULA_STARTS,
    BadCell,
    CellValue,
    Heading,
    exact_text,
    parse_cell,
)

FIELDS: dict[str, tuple[type[Part], str]] = {
    "text": (Person, "name"),
    "date": (Membership, "start_date"),
    "dates": (Membership, "attested"),
    "count": (Programme, "year"),
    "flag": (Event, "milestone"),
    "choice": (Membership, "kind"),
}


def parsed(kind: str, raw: CellValue, form: str = "") -> str:
    model, key = FIELDS[kind]
    field = field_of(model, key)
    assert field
    return parse_cell(field, raw, form)


@pytest.mark.parametrize(
    ("kind", "raw", "text"),
    [
        ("text", None, ""),
        ("text", "", ""),
        ("text", 2031, "2031"),
        ("text", 2031.0, "2031"),
        ("text", "  An \r\nBình  ", "An\nBình"),
        ("date", dt.date(2031, 2, 3), "2031-02-03"),
        ("date", "' ", ""),
        ("date", 2031, "2031"),
        ("dates", "2031–02\n\n 2030 ", "2031-02\n2030"),
        ("count", 2031.0, "2031"),
        ("count", "-07", "-7"),
        ("count", " ", ""),
        ("flag", True, "true"),
        ("flag", "N", "false"),
        ("flag", 1.0, "true"),
        ("flag", " ", ""),
        ("choice", "‘acting’", "acting"),
        ("choice", " ", ""),
    ],
)
def test_a_cell_is_taken_as_it_was_meant(kind: str, raw: CellValue, text: str) -> None:
    """A whole number may have become one with a point; blanks and quotes around it mean nothing."""
    assert parsed(kind, raw) == text


@pytest.mark.parametrize(
    ("day", "form", "text"),
    [
        (dt.datetime(2031, 7, 1), "mmm-yy", "2031-07"),
        (dt.datetime(2031, 7, 2), "mmm-yy", "2031-07-02"),
        (dt.datetime(2031, 7, 1), "dd/mm/yyyy", "2031-07-01"),
        (dt.datetime(2031, 7, 1), '[$-d]mm" d "yyyy', "2031-07"),
    ],
)
def test_a_month_that_excel_made_a_day_of_is_a_month(
    day: dt.datetime, form: str, text: str
) -> None:
    """Its number format shows no day; what stands in brackets or quotes there is no part of it."""
    assert parsed("date", day, form) == text


@pytest.mark.parametrize(
    ("kind", "raw", "rule"),
    [
        ("text", 1.5, "turned"),
        ("text", True, "turned"),
        ("text", dt.date(2031, 3, 4), "turned"),
        ("date", dt.datetime(2031, 2, 3, 8), "bad-date"),
        ("date", "2031-13", "bad-date"),
        ("count", "1.5", "wrong-type"),
        ("count", "1" * 16, "wrong-type"),
        ("flag", "maybe", "wrong-type"),
        ("choice", "actin", "unknown-choice"),
    ],
)
def test_a_cell_that_can_not_hold_its_key_is_refused(kind: str, raw: CellValue, rule: str) -> None:
    """What was typed is lost, or there is no such day, number or choice."""
    with pytest.raises(BadCell) as error:
        parsed(kind, raw)
    assert error.value.rule == rule


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_what_begins_like_a_formula_is_quoted_and_unquoted(tmp_path: Path, start: str) -> None:
    """In every width; a tab or carriage return before it would be passed over."""
    heading = Heading("x", "x")
    text = write_csv({"x": ((heading,), [[f"{start}1"]])})["x.csv"]
    cell = text.split("\r\n", 2)[2].strip('"\r\n')
    assert cell.startswith("'")
    (tmp_path / "x.csv").write_text(text, encoding="utf-8", newline="")
    assert read_csv(tmp_path)["x"][3, 1].value == f"{start}1"


def test_an_exact_text_of_nothing_is_empty() -> None:
    """A cell may hold none."""
    assert (exact_text(None), exact_text(3.0)) == ("", "3")
