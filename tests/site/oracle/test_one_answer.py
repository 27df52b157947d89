"""Every built surface gives the same answer to the same question, on every day."""

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from tests.conftest import INVENTED, INVENTED_CHOICES
from tests.site.oracle.oracle import Difference, Report, compare
from tests.support.sites import AS_OF, ROOT

pytestmark = pytest.mark.site

KNOWN = Path(__file__).with_name("known_differences.yml")
"""Differences that wait to be mended: by kind of question, the records that are asked about."""
FLOORS = {"real": (900, 550, 30, 500_000), "invented": (100, 100, 30, 15_000)}
"""The fewest questions, days, surfaces and answers: the oracle must not pass on nothing."""


def _known(data: str) -> dict[str, list[str]]:
    known: dict[str, list[str]] = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))[data]
    return known


def _by_kind(differences: list[Difference]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for difference in differences:
        found[difference.question.kind].add(difference.question.of)
    return {kind: sorted(found[kind]) for kind in sorted(found)}


def _verdict(report: Report, data: str) -> None:
    """Print what was asked; the differences are those that are known, each with its surfaces."""
    print(report.summary())
    sizes = len(report.questions), report.days, len(report.surfaces), report.answers
    assert all(size >= floor for size, floor in zip(sizes, FLOORS[data], strict=True)), sizes
    known = _known(data)
    for difference in report.differences:
        if difference.question.of not in known.get(difference.question.kind, ()):
            print(difference)
    assert _by_kind(report.differences) == known


def test_the_real_site_gives_one_answer(real_site: Path) -> None:
    """To each of its questions; what waits to be mended is listed and still differs."""
    _verdict(compare(real_site, ROOT / "data", AS_OF), "real")


def test_the_invented_site_gives_one_answer(invented_site: Path) -> None:
    """The same of another institution."""
    _verdict(compare(invented_site, INVENTED, INVENTED_CHOICES["AS_OF"]), "invented")
