"""Checks that the folder of a release is whole, signed, valid for some days more, and recent."""

import datetime as dt
from pathlib import Path

from deploy.manifest import STATEMENT, Manifest, Refused, differences
from deploy.publish import (
    JOURNAL,
    SIGNERS,
    check_signature,
    extra_files,
    last_publication,
    read_signed_text,
)
from deploy.verify.response_checks import Breach, Checks

_DAYS_BEFORE_END = 3
"""So many days before a release may no longer be published it is reported."""


def check_release_folder(
    checks: Checks, folder: Path, manifest: Manifest, signers: Path | None
) -> str:
    """Compare each file with the manifest; a link or a file that it lacks is a breach.

    `signers` is the list of who may sign; else that of the server on which the folder lies, if it
    has one. Return the last day for which the release was signed, "" where no signature is asked
    for. Raise Refused when the list of retained assets is damaged.
    """
    faults = differences(manifest, folder, extra_files(folder))
    checks.count += len(manifest.files) + 1
    checks.breaches |= {Breach(path, fault, "disk") for path, fault in faults.items()}
    own_signers = _server(folder) / SIGNERS
    signed = read_signed_text(folder, manifest.name)
    try:
        statement = check_signature(signed, signers or own_signers, signers is not None)
    except Refused as refusal:
        checks.breaches.add(Breach(STATEMENT, str(refusal), "disk"))
        return ""
    return statement.until if statement else ""


def check_freshness(
    checks: Checks, folder: Path, until: str, today: dt.date, max_days: int
) -> None:
    """Report that the signature ends soon, and that nothing was published for more than `max_days`.

    `until`: the last day for which it was signed, "" if none. A site stays up after it; but who
    keeps newer releases away from readers is noticed. `max_days` of 0 asks for no age.
    """
    checks.count += 2
    if until and (today + dt.timedelta(days=_DAYS_BEFORE_END)).isoformat() > until:
        sentence = (
            f"may be published until {until}, and today is {today}: make and sign a newer one"
        )
        checks.breaches.add(Breach(STATEMENT, sentence, "expiry"))
    last = last_publication(_server(folder))
    if last and max_days and (days := (today - last).days) > max_days:
        sentence = f"no release came since {last}, for {days} days"
        checks.breaches.add(Breach(JOURNAL, sentence, "age"))


def _server(folder: Path) -> Path:
    """The folder of the server on which a release lies."""
    return folder.resolve().parent.parent
