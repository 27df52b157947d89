"""Checks with ssh-keygen that a release was signed, for this site, and until when."""

import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from deploy.manifest import MANIFEST, STATEMENT, Refused
from deploy.statement import NAMESPACE, Statement, parse_statement

_UNABLE = ("No user exists for uid", "unknown option", "illegal option")
"""Messages of ssh-keygen that could not begin: no name for the user, or a version before 2019."""


@dataclass(frozen=True)
class SignedText:
    """The text of a manifest and the signed statement about it."""

    name: str
    """The name of the release."""
    text: bytes
    statement: bytes | None
    """With its signature."""


def read_signed_text(folder: Path, name: str) -> SignedText:
    """The manifest of a release folder with its signed statement, if it has one."""
    file = folder / STATEMENT
    data = file.read_bytes() if file.is_file() else None
    return SignedText(name, (folder / MANIFEST).read_bytes(), data)


def check_signature(
    signed: SignedText, signers: Path, is_required: bool = False
) -> Statement | None:
    """What was signed about a release; None where no signature is asked for.

    One is asked for as soon as the list of signers is there, readable or not; when it `is_required`
    the list must be there. The list names, for each key, the sites that it may sign for. Raise
    Refused without a good signature for one of them, or when none can be verified.
    """
    if not os.path.lexists(signers):
        if is_required:
            raise Refused(f"{signers} is not there; it says who may sign, so nothing is shown.")
        return None
    try:
        signers.open("rb").close()
    except PermissionError:
        raise Refused(f"{signers} can not be read by who publishes, so nothing is shown.") from None
    except OSError:  # a folder, or a link to nothing: a list of nobody
        pass
    if signed.statement is None:
        raise Refused(f"{signed.name} is not signed: it has no {STATEMENT}, and {signers} asks.")
    statement, text, signature = parse_statement(signed.statement, signed.name)
    verification = _verify(text, signature, signers, statement.site)
    if verification.returncode:
        raise Refused(f"{signed.name}: {_fault(text, signature, signers, statement.site)}")
    is_of_it = statement.manifest_sha256 == hashlib.sha256(signed.text).hexdigest()
    if statement.release != signed.name or not is_of_it:
        raise Refused(f"{signed.name}: its signature is of another release or manifest.")
    return statement


def time_fault(statement: Statement | None, today: str, tomorrow: str) -> str:
    """Why a signed release may not be published on a day, YYYY-MM-DD; "" when it may."""
    if statement is None:
        return ""
    if today > statement.until:
        return f"it may be published until {statement.until}, and today is {today}. Sign it anew."
    if statement.made > tomorrow:
        return (
            f"it was signed on {statement.made}, later than tomorrow by the clock of this server."
        )
    return ""


def _verify(
    text: bytes, signature: bytes, signers: Path, site: str
) -> subprocess.CompletedProcess[str]:
    options = ("-f", str(signers), "-I", site, "-n", NAMESPACE)
    return _ssh_keygen(text, signature, "verify", *options)


def _fault(text: bytes, signature: bytes, signers: Path, site: str) -> str:
    """Why a signature does not count."""
    search = _ssh_keygen(text, signature, "find-principals", "-f", str(signers))
    sites = [line.strip() for line in search.stdout.splitlines() if line.strip()]
    if search.returncode or not sites:
        return f"no one of {signers} made its signature. {_output(search)}"
    for allowed in sites:
        verification = _verify(text, signature, signers, allowed)
        if verification.returncode == 0:
            return f"it was signed for {site}; {signers} has its key for {allowed} alone."
    return f"its signature is not for this statement. {_output(verification)}"


def _ssh_keygen(text: bytes, signature: bytes, *arguments: str) -> subprocess.CompletedProcess[str]:
    # The signature is handed over without a file: what it is of is not on the disk yet.
    descriptor = os.memfd_create("signature")
    try:
        os.write(descriptor, signature)
        done = subprocess.run(
            ("ssh-keygen", "-Y", *arguments, "-s", f"/dev/fd/{descriptor}"),
            input=text,
            pass_fds=[descriptor],
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise Refused("ssh-keygen is missing; it verifies signatures (OpenSSH)") from None
    finally:
        os.close(descriptor)
    streams = (stream.decode(errors="replace") for stream in (done.stdout, done.stderr))
    answer = subprocess.CompletedProcess(done.args, done.returncode, *streams)
    if answer.returncode < 0 or any(message in answer.stderr for message in _UNABLE):
        why = f"so no signature was verified. {_output(answer)}"
        raise Refused(f"ssh-keygen does not work here, {why}")
    return answer


def _output(done: subprocess.CompletedProcess[str]) -> str:
    lines = (done.stderr + done.stdout).split("\n")
    return "ssh-keygen says: " + "; ".join(line.strip() for line in lines if line.strip())
