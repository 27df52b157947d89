"""How the environment chooses the folder of the data and the day the site speaks of."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros.i18n import problem_line
from macros.settings import as_of, data_folder, language
from macros.yamlio import Problems


@pytest.mark.parametrize(
    ("environment", "folder"),
    [({}, "data"), ({"DATA_DIR": ""}, "data"), ({"DATA_DIR": "/srv/vuon"}, "/srv/vuon")],
    ids=["unset", "empty", "set"],
)
def test_the_data_is_in_the_folder_data_or_where_the_environment_says(
    environment: dict[str, str], folder: str
) -> None:
    """`DATA_DIR` names another folder; empty is as good as unset."""
    assert data_folder(environment) == Path(folder)


@pytest.mark.parametrize(
    ("environment", "day"),
    [
        ({"AS_OF": "2031-02-03"}, dt.date(2031, 2, 3)),
        ({"AS_OF": "2031-02-03", "SOURCE_DATE_EPOCH": "0"}, dt.date(2031, 2, 3)),
        ({"AS_OF": "", "SOURCE_DATE_EPOCH": "1900000000"}, dt.date(2030, 3, 17)),
        ({"SOURCE_DATE_EPOCH": "86399"}, dt.date(1970, 1, 1)),
        ({"SOURCE_DATE_EPOCH": "86400"}, dt.date(1970, 1, 2)),
    ],
    ids=["chosen", "chosen-wins", "empty", "last-second-utc", "first-second-utc"],
)
def test_the_day_is_the_one_chosen_or_that_of_the_source(
    environment: dict[str, str], day: dt.date
) -> None:
    """`AS_OF` goes before `SOURCE_DATE_EPOCH`, which is counted in UTC wherever one builds."""
    assert as_of(environment) == day


@pytest.mark.parametrize(
    ("environment", "value", "nearest"),
    [
        ({"AS_OF": "hôm nay"}, "hôm nay", ""),
        ({"AS_OF": "31/12/2031"}, "31/12/2031", "2031-12-31"),
        ({"AS_OF": "2031-02-30"}, "2031-02-30", ""),
        ({"AS_OF": "2031-02"}, "2031-02", ""),
        ({"SOURCE_DATE_EPOCH": "2031-02-03"}, "2031-02-03", ""),
        ({"SOURCE_DATE_EPOCH": "9" * 30}, "9" * 30, ""),
        ({"AS_OF": "2031-02-30", "SOURCE_DATE_EPOCH": "0"}, "2031-02-30", ""),
    ],
    ids=["words", "notation", "impossible", "month", "not-a-number", "too-far", "no-second-choice"],
)
def test_a_day_that_is_none_is_refused(
    environment: dict[str, str], value: str, nearest: str
) -> None:
    """A slip in a setting must not publish a site as of another day."""
    with pytest.raises(Problems) as error:
        as_of(environment)
    (found,) = error.value.found
    variable = "AS_OF" if "AS_OF" in environment else "SOURCE_DATE_EPOCH"
    assert problem_line(found, "") == f"{variable}:  [bad-day]"
    assert found.values == (("value", value), ("nearest", nearest))


def test_only_without_a_setting_the_clock_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing set, the site speaks of the day on which it is built."""

    class Today(dt.date):
        @classmethod
        def today(cls) -> "Today":
            return cls(2033, 1, 1)

    monkeypatch.setattr("macros.settings.dt", SimpleNamespace(date=Today))
    assert as_of({}) == dt.date(2033, 1, 1)


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "vi"),
        ({"CI": "true"}, "vi"),
        ({"CI": "true", "LANG": "C.UTF-8"}, "vi"),
        ({"CI": "true", "LANG": "en_US.UTF-8"}, "en"),
        ({"CI": "1", "LANG": "en"}, "en"),
        ({"CI": "", "LANG": "en_US.UTF-8"}, "vi"),
    ],
    ids=["none", "a-terminal", "ci", "ci-without", "ci-in-english", "ci-en", "ci-empty"],
)
def test_messages_are_vietnamese_but_in_a_pipeline_set_to_english(
    environment: dict[str, str], lang: str
) -> None:
    """The terminal of a clerk is in English more often than the clerk is."""
    assert language(environment) == lang
