"""Changes drawn at random in a copy of the real data: each touches what it should, and no more."""

from pathlib import Path

from tests.support.random_changes import changed


def test_drawn_changes_touch_what_they_should_and_the_data_stays_good(tmp_path: Path) -> None:
    """Four of each kind, one upon the other; `make bench-clerk` makes 200 of each."""
    assert changed(tmp_path, seed=20250307, rounds=4) == {"appoint": 4, "end": 4, "rename": 4}
