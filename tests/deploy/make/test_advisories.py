"""What is made of a report of pip-audit: one about nothing is no good news."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from deploy.make.advisories import audit_summary, main

PINS = "".join(f"{name}=={version} --hash=sha256:ab\n" for name, version in [("a", 1), ("b-c", 2)])
FINE = [
    {"name": "a", "version": "1", "vulns": []},
    {"name": "B_c", "version": "2", "vulns": []},
]
WEAK = {"id": "PYSEC-1", "fix_versions": ["2"], "aliases": [], "description": "x"}
SKIPPED = {"name": "b-c", "skip_reason": "Dependency not found on PyPI: b-c (2)"}
NOTHING = [{"name": name, "skip_reason": "no service"} for name in ("a", "b-c")]


def _report(packages: list[dict[str, Any]]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


@pytest.mark.parametrize(
    ("packages", "lines", "count"),
    [
        (FINE, [], 2),
        (NOTHING, ["not looked at: a, b-c", "pip-audit says: no service"], 0),
        ([], ["not looked at: a, b-c"], 0),
        (
            [FINE[0], SKIPPED],
            ["not looked at: b-c", "pip-audit says: Dependency not found on PyPI: b-c (2)"],
            1,
        ),
        ([FINE[0], {**FINE[1], "version": "3"}], ["not looked at: b-c"], 1),
        ([FINE[1], {**FINE[0], "vulns": [WEAK]}], ["a 1: PYSEC-1, mended in 2"], 2),
        (
            [FINE[1], {**FINE[0], "vulns": [{**WEAK, "fix_versions": []}]}],
            ["a 1: PYSEC-1, mended in no version yet"],
            2,
        ),
    ],
)
def test_a_report_counts_what_was_looked_at(
    packages: list[dict[str, Any]], lines: list[str], count: int
) -> None:
    """A weakness is a line, and so is what was skipped or was another version."""
    summary = f"{count} of 2 pinned packages were looked at"
    assert audit_summary(PINS, _report(packages)) == (lines, summary)


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        (_report(FINE), 0, "2 of 2 pinned packages were looked at\n"),
        (_report(NOTHING), 1, "0 of 2 pinned packages were looked at\n"),
        (None, 1, ""),
        ("", 1, ""),
        ("[]", 1, ""),
        ('{"dependencies": [{"name": "a"}]}', 1, ""),
    ],
)
def test_a_gate_that_looked_at_nothing_is_shut(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    text: str | None,
    status: int,
    said: str,
) -> None:
    """Status 1 for a report that is missing or none, and for one about fewer packages."""
    pins, report = tmp_path / "requirements.txt", tmp_path / "audit.json"
    pins.write_text(PINS, encoding="utf-8")
    if text is not None:
        report.write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["advisories", str(pins), str(report)])
    assert main() == status
    output = capsys.readouterr()
    assert output.out.endswith(said)
    assert said or output.err.startswith("pip-audit looked at nothing: ")
