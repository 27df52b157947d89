"""Checks that the folder of a release holds what its manifest lists, and who signed it."""

from pathlib import Path

from deploy.manifest import SIGNATURE, Manifest, Refused, differences
from deploy.publish import SIGNERS, check_signature, extra_files, read_signed_text
from deploy.verify.response_checks import Breach, Checks

_RULE = "disk"


def check_release_folder(
    checks: Checks, folder: Path, manifest: Manifest, signers: Path | None
) -> None:
    """Compare each file with the manifest; a link or a file that it lacks is a breach.

    `signers` is the list of who may sign; else that of the server on which the folder lies, if it
    has one. Raise Refused when the list of retained assets is damaged.
    """
    faults = differences(manifest, folder, extra_files(folder))
    checks.count += len(manifest.files) + 1
    checks.breaches |= {Breach(path, fault, _RULE) for path, fault in faults.items()}
    own_signers = folder.resolve().parent.parent / SIGNERS
    signed = read_signed_text(folder, manifest.name)
    try:
        check_signature(signed, signers or own_signers, signers is not None)
    except Refused as refusal:
        checks.breaches.add(Breach(SIGNATURE, str(refusal), _RULE))
