"""What `verify` finds in the folder of a release that lies on a server."""

import subprocess
from pathlib import Path

import pytest

from deploy.verify import VerifyOptions, tls_context, verify
from tests.support.nginx import served
from tests.support.small_release import NAME, release

TRUST = tls_context(None, False)


@pytest.fixture
def current(tmp_path: Path) -> Path:
    """The link of a server to its only release."""
    release(tmp_path / "site/releases")
    (tmp_path / "site/current").symlink_to(f"releases/{NAME}")
    return tmp_path / "site/current"


def _breaches(current: Path, signers: Path | None = None) -> list[str]:
    with served(current.parent.parent / "nginx", current.parent) as url:
        return verify(VerifyOptions(url, current, TRUST, signers=signers))[0]


def test_a_folder_as_it_was_published_breaches_nothing(current: Path) -> None:
    """Every file is looked at there, too."""
    assert _breaches(current) == []


def test_what_was_added_is_reported(current: Path) -> None:
    """A file that is served though no release brought it, and links, whatever they lead to."""
    (current / "www/evil.html").write_text("x")
    (current / "www/e").symlink_to("/etc")
    (current / "www/f").symlink_to("/etc/passwd")
    assert _breaches(current) == [
        "www/e and 1 more: is a link or a device [disk]",
        "www/evil.html: is not in the manifest [disk]",
    ]


def test_what_was_changed_is_reported(current: Path) -> None:
    """Also what no server shows."""
    (current / "www/robots.txt.gz").write_bytes(b"x")
    (current / "www/assets/mark.png").unlink()
    (current / "notes.txt").write_text("x")
    assert [line for line in _breaches(current) if line.endswith("[disk]")] == [
        "notes.txt: is not in the manifest [disk]",
        "www/assets/mark.png: is missing [disk]",
        "www/robots.txt.gz: has other bytes than the manifest says [disk]",
    ]


@pytest.mark.parametrize("where", ["on the server", "named"])
def test_a_signature_that_does_not_fit_is_reported(current: Path, where: str) -> None:
    """By the list of the server, or one that is named; without a list none is asked for."""
    folder = current.parent.parent
    signers = folder / "list" if where == "named" else current.parent / "allowed_signers"
    key = folder / "key"
    make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
    subprocess.run(make, check=True)
    signers.write_text(f"an@example.org {(folder / 'key.pub').read_text()}")
    named = signers if where == "named" else None
    assert _breaches(current, named) == [
        f"manifest.json.sig: {NAME} is not signed: it has no manifest.json.sig, "
        f"and {signers} asks. [disk]"
    ]
    sign = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", "site-release"]
    subprocess.run([*sign, str(current / "manifest.json")], check=True, capture_output=True)
    (folder / "nginx").rename(folder / "nginx of before")
    assert _breaches(current, named) == []
