"""A second process makes things ahead: what one gets is what one would have made oneself."""

import os

import pytest

from macros.mkdocs_site.render_ahead import Prefetch

NAMES = [f"page {number}" for number in range(40)]


@pytest.fixture(autouse=True)
def _two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes are tried on a machine with one processor, too."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


def _make(name: str) -> str:
    return f"{name} ă " * 10_000


def test_each_text_is_that_of_its_name() -> None:
    """In their order, more of them than a pipe holds."""
    ahead = Prefetch(_make, NAMES)
    assert [ahead.take(name) for name in NAMES] == [_make(name) for name in NAMES]


def test_another_order_and_other_names_are_served_too() -> None:
    """What comes before it is asked for waits; what is not on the list is made at once."""
    ahead = Prefetch(_make, NAMES)
    for name in ("none of them", *reversed(NAMES), NAMES[3]):
        assert ahead.take(name) == _make(name)


def test_another_process_makes_them() -> None:
    """So two processors work at once."""
    ahead = Prefetch(lambda _: str(os.getpid()), NAMES)
    assert {ahead.take(name) for name in NAMES} == {str(ahead._child)}
    assert str(os.getpid()) not in {str(ahead._child)}


def test_a_mistake_shows_itself_to_the_one_who_asks() -> None:
    """The other process ends at it, and the rest is made here."""

    def make(name: str) -> str:
        if name == NAMES[2]:
            raise ValueError(name)
        return name

    ahead = Prefetch(make, NAMES)
    assert [ahead.take(name) for name in NAMES[:2]] == NAMES[:2]
    with pytest.raises(ValueError, match="page 2"):
        ahead.take(NAMES[2])
    assert [ahead.take(name) for name in NAMES[3:]] == NAMES[3:]


def test_one_processor_does_all_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to gain from a second process."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert _makers() == {str(os.getpid())}


@pytest.mark.parametrize("missing", ["fork", "sched_getaffinity"])
def test_a_system_without_a_second_process_does_all_by_itself(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    """As Windows is."""
    monkeypatch.delattr(os, missing)
    assert _makers() == {str(os.getpid())}


def _makers() -> set[str]:
    """The processes that make things."""
    ahead = Prefetch(lambda _: str(os.getpid()), NAMES)
    return {ahead.take(name) for name in NAMES}
