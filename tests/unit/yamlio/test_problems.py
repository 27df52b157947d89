"""Problems with their places, and the errors that a user can put right."""

from macros.yamlio import CellMark, Mark, Problems, UnsafeEdit, UserError, problem


def test_an_error_names_a_rule_and_the_values_of_its_sentence() -> None:
    """Its sentence is found among the labels of its class."""
    error = UserError("exists", path="data/people/a.yml")
    assert (error.rule, error.values, error.found) == (
        "exists",
        {"path": "data/people/a.yml"},
        (),
    )
    assert (UserError.labels_group, Problems.labels_group) == ("desk.declined", "problems")
    assert UnsafeEdit("edits overlap").rule == "untouchable"


def test_problems_are_counted_with_their_files() -> None:
    """The sheets of a workbook are one file; a colon in the name of a file is no sheet."""
    error = Problems(
        [
            problem("book.xlsx:People", CellMark(2, 1), "tab"),
            problem("book.xlsx:Posts", CellMark(2, 1), "tab"),
            problem("a:b.yml", Mark(), "tab"),
            problem("a:c.yml", Mark(), "tab"),
        ]
    )
    assert [problem.file for problem in error.found] == [
        *("a:b.yml", "a:c.yml", "book.xlsx", "book.xlsx"),
    ]
    assert (error.rule, error.values) == ("count", {"problems": 4, "files": 3})
