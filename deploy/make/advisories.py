"""Reads what pip-audit reports, and fails unless it looked at every pinned package."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from deploy.make.packages import applicable_pins


def audit_summary(requirements: str, report: str) -> tuple[list[str], str]:
    """A line for each weakness and for what was not looked at; and how many packages were.

    `requirements`: the text of the pinned file; `report`: the JSON of pip-audit, which skips a
    package without an error where no service answers. Raise ValueError if it is none.
    """
    try:
        packages = json.loads(report)["dependencies"]
        asked = {
            (canonicalize_name(package["name"]), package["version"])
            for package in packages
            if "skip_reason" not in package
        }
        lines = sorted(line for package in packages for line in _weaknesses(package))
        reasons = sorted(
            {package["skip_reason"] for package in packages if "skip_reason" in package}
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no report of pip-audit: {error!r}") from None
    pins = applicable_pins(requirements)
    skipped = [pin.name for pin in pins if (pin.name, pin.version) not in asked]
    if skipped:
        lines.append(f"not looked at: {', '.join(skipped)}")
        lines += [f"pip-audit says: {reason}" for reason in reasons[:1]]
    return lines, f"{len(pins) - len(skipped)} of {len(pins)} pinned packages were looked at"


def _weaknesses(package: dict[str, Any]) -> Iterator[str]:
    for weakness in package.get("vulns", ()):
        fixed = ", ".join(weakness["fix_versions"]) or "no version yet"
        yield f"{package['name']} {package['version']}: {weakness['id']}, mended in {fixed}"


def main() -> int:
    """Print the summary of a report; return 1 for a weakness or a package not looked at."""
    requirements, report = (Path(name) for name in sys.argv[1:3])
    try:
        text = report.read_text(encoding="utf-8")
        lines, summary = audit_summary(requirements.read_text(encoding="utf-8"), text)
    except (OSError, ValueError) as error:
        print(f"pip-audit looked at nothing: {error}", file=sys.stderr)
        return 1
    for line in lines:
        print(line)
    print(summary)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
