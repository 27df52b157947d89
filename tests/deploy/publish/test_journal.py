"""Where going back leads, after every order of publishing, going back and being killed."""

from pathlib import Path

import pytest

from deploy.publish import journal
from deploy.publish.journal import PUBLISH, ROLLBACK


def _written(dest: Path, steps: str) -> None:
    """Steps as `+AB` (B published after A) and `-BA` (back from B to A); `.` is nothing."""
    for step in steps.split():
        act = PUBLISH if step[0] == "+" else ROLLBACK
        journal.append_step(dest, 0, act, None if step[1] == "." else step[1], step[2])


@pytest.mark.parametrize(
    ("steps", "current", "recent", "back"),
    [
        ("", None, "", ""),
        ("+.A", "A", "A", ""),
        ("+.A +AB +BC", "C", "CBA", "BA"),
        ("+.A +AB +BC -CB", "B", "BCA", "A"),  # back again goes further back
        ("+.A +AB +BC -CB +BD", "D", "DBCA", "BA"),  # and forgets what was left
        ("+.A +AB +BC -CA +AD", "D", "DACB", "A"),
        ("+.A +AB +BC +CA", "A", "ACB", "CB"),  # an old one published again is before nothing
        ("+.A +AB +BC -CB -BC", "C", "CBA", "BA"),  # forward again, by its name
        ("+.A +AB +BC", "B", "BA", "A"),  # killed before C was shown
        ("+.A +AB +BC +BC", "C", "CBA", "BA"),  # killed once, then done
        ("+.A +AB -BA", "B", "BA", "A"),  # killed before going back
        ("+.A +AB -BA +BC", "C", "CBA", "BA"),
        ("+.A +AB +BC", "A", "AB", "B"),  # the link was changed by hand
        ("", "A", "A", ""),  # the journal was lost
    ],
)
def test_what_was_shown(
    tmp_path: Path, steps: str, current: str | None, recent: str, back: str
) -> None:
    """The order in which readers saw releases last, and where going back leads."""
    _written(tmp_path, steps)
    history = journal.read_history(tmp_path, current)
    assert ("".join(history.recent), "".join(history.back)) == (recent, back)


def test_a_torn_line_does_not_count(tmp_path: Path) -> None:
    """A power cut in the middle of a line; the next one begins on its own."""
    _written(tmp_path, "+.A +AB")
    with (tmp_path / "journal").open("a") as stream:
        stream.write("1970-01-01T00:00:00Z publi")
    _written(tmp_path, "+BC")
    assert journal.read_history(tmp_path, "C").recent == ("C", "B", "A")


def test_a_line_says_when_how_and_what(tmp_path: Path) -> None:
    """An operator reads the journal as it is."""
    journal.append_step(tmp_path, 1_800_000_000, PUBLISH, None, "A")
    assert (tmp_path / "journal").read_text() == "2027-01-15T08:00:00Z publish - A\n"
