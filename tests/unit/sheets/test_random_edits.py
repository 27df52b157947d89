"""Random edits of cells: each is an edit of the data, and there are no others."""

import shutil
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from macros.changes import open_change_set, write_files
from macros.model import FieldKind
from macros.sheets.exchange import export_sheets, stage_sheets
from macros.sheets.layout import sheet_tables
from macros.sheets.values import SHORT_TEXTS, Grid, ReadCell, SheetsToWrite
from macros.validation import load_data
from tests.conftest import INVENTED
from tests.support.random_records import WORDS
from tests.support.sheeting import contents

COLLECTIONS = ("people", "organizations", "legislation", "tasks", "needs")


def _grids(sheets: SheetsToWrite) -> dict[str, Grid]:
    found = {}
    for name, (headings, rows) in sheets.items():
        lines = [[one.title for one in headings], [one.key for one in headings], *rows]
        found[name] = {
            (line, column): ReadCell(text)
            for line, cells in enumerate(lines, start=1)
            for column, text in enumerate(cells, start=1)
            if text
        }
    return found


@st.composite
def _edits(draw: st.DrawFn) -> tuple[str, list[tuple[int, str]]]:
    """A collection, and new words for some of its cells: which table cell, and what to say."""
    count = draw(st.integers(1, 5))
    cell = st.tuples(st.integers(0, 10**6), st.sampled_from(WORDS))
    return draw(st.sampled_from(COLLECTIONS)), draw(st.lists(cell, min_size=count, max_size=count))


@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(chosen=_edits())
def test_each_edit_of_a_cell_is_an_edit_of_the_data(
    tmp_path_factory: pytest.TempPathFactory, chosen: tuple[str, list[tuple[int, str]]]
) -> None:
    """Sheets made anew afterwards are the edited ones; only files of edited records differ."""
    collection, edits = chosen
    data = tmp_path_factory.mktemp("edits") / "data"
    shutil.copytree(INVENTED, data)
    before = contents(data)
    change_set = open_change_set(data)
    grids = _grids(export_sheets(change_set.register, collection))
    free = [
        (table.title, line, place)
        for table in sheet_tables(collection)
        for place, column in enumerate(table.columns, start=1)
        if column.field and column.field.kind is FieldKind.TEXT
        for line in sorted({line for line, _ in grids[table.title] if line > 2})
        # What is short holds no line break.
        if column.field.key not in SHORT_TEXTS
        # English is added only where Vietnamese stands: alone it would be no text.
        if (line, place - column.key.endswith(".en")) in grids[table.title]
    ]
    touched = set()
    for index, words in edits:
        title, line, place = free[index % len(free)]
        grids[title][(line, place)] = ReadCell(words)
        touched.add(str(grids[title][(line, 1)].value))
    stage_sheets(change_set, Path(f"{collection}.xlsx"), grids, {}, delete=False)
    write_files(change_set.file_changes())
    assert _grids(export_sheets(load_data(data), collection)) == grids
    after = contents(data)
    changed = {path for path in before if before[path] != after[path]}
    assert changed <= {f"{address}.yml" for address in touched} | {f"{collection}.yml"}
    assert set(before) == set(after)
