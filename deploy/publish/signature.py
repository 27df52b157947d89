"""Checks with ssh-keygen who signed the manifest of a release."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from deploy.manifest import MANIFEST, SIGNATURE, Refused

NAMESPACE = "site-release"
"""What a signature is for, so that one made for a letter or a commit is none for a release."""
_UNABLE = ("No user exists for uid", "unknown option", "illegal option")
"""Messages of ssh-keygen that could not begin: no name for the user, or a version before 2019."""


@dataclass(frozen=True)
class SignedText:
    """The text of a manifest and its signature."""

    name: str
    """The name of the release."""
    text: bytes
    signature: bytes | None


def read_signed_text(folder: Path, name: str) -> SignedText:
    """The manifest of a release folder with its signature, if it has one."""
    signature = folder / SIGNATURE
    data = signature.read_bytes() if signature.is_file() else None
    return SignedText(name, (folder / MANIFEST).read_bytes(), data)


def check_signature(signed: SignedText, signers: Path, is_required: bool = False) -> str:
    """The principal who signed the manifest of a release; "" where no signature is asked for.

    One is asked for as soon as the list of signers is there, readable or not; when it `is_required`
    the list must be there. Raise Refused without a good signature, or when none can be verified.
    """
    if not os.path.lexists(signers):
        if is_required:
            raise Refused(f"{signers} is not there; it says who may sign, so nothing is shown.")
        return ""
    try:
        signers.open("rb").close()
    except PermissionError:
        raise Refused(f"{signers} can not be read by who publishes, so nothing is shown.") from None
    except OSError:  # a folder, or a link to nothing: a list of nobody
        pass
    if signed.signature is None:
        raise Refused(f"{signed.name} is not signed: it has no {SIGNATURE}, and {signers} asks.")
    search = _ssh_keygen(signed, "find-principals", "-f", str(signers))
    principals = [line.strip() for line in search.stdout.splitlines() if line.strip()]
    if search.returncode or not principals:
        raise Refused(f"{signed.name}: no one of {signers} made its signature. {_output(search)}")
    for principal in principals:
        options = ("-f", str(signers), "-I", principal, "-n", NAMESPACE)
        verification = _ssh_keygen(signed, "verify", *options)
        if verification.returncode == 0:
            return principal
    raise Refused(f"{signed.name}: its signature is not for this manifest. {_output(verification)}")


def _ssh_keygen(signed: SignedText, *arguments: str) -> subprocess.CompletedProcess[str]:
    # The signature is handed over without a file: what it is of is not on the disk yet.
    descriptor = os.memfd_create(SIGNATURE)
    try:
        os.write(descriptor, signed.signature or b"")
        done = subprocess.run(
            ("ssh-keygen", "-Y", *arguments, "-s", f"/dev/fd/{descriptor}"),
            input=signed.text,
            pass_fds=[descriptor],
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise Refused("ssh-keygen is missing; it verifies signatures (OpenSSH)") from None
    finally:
        os.close(descriptor)
    text = (stream.decode(errors="replace") for stream in (done.stdout, done.stderr))
    answer = subprocess.CompletedProcess(done.args, done.returncode, *text)
    if answer.returncode < 0 or any(message in answer.stderr for message in _UNABLE):
        why = f"so no signature was verified. {_output(answer)}"
        raise Refused(f"ssh-keygen does not work here, {why}")
    return answer


def _output(done: subprocess.CompletedProcess[str]) -> str:
    lines = (done.stderr + done.stdout).split("\n")
    return "ssh-keygen says: " + "; ".join(line.strip() for line in lines if line.strip())
