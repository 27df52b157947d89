"""Every built surface gives the same answer to the same question, on every day."""

from pathlib import Path

import pytest

from tests.conftest import INVENTED, INVENTED_CHOICES
from tests.site.oracle.oracle import Report, compare
from tests.support.sites import AS_OF, ROOT

pytestmark = pytest.mark.site


def _is_one_answer(report: Report, *floors: int) -> None:
    """No answer differs, of at least so many questions, days, surfaces and answers."""
    print(report.summary())
    sizes = len(report.questions), report.days, len(report.surfaces), report.answers
    assert all(size >= floor for size, floor in zip(sizes, floors, strict=True)), sizes
    assert report.differences == []


def test_the_real_site_gives_one_answer(real_site: Path) -> None:
    """To each question that the records answer."""
    _is_one_answer(compare(real_site, ROOT / "data", AS_OF), 1_000, 800, 35, 1_000_000)


def test_the_invented_site_gives_one_answer(invented_site: Path) -> None:
    """The same of another institution."""
    _is_one_answer(
        compare(invented_site, INVENTED, INVENTED_CHOICES["AS_OF"]), 110, 150, 33, 30_000
    )
