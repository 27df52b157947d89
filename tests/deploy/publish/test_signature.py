"""Who signed: a release without the right signature is not shown, neither forward nor back."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.publish.signature import NAMESPACE
from tests.support.publishing import changed, make, named, packed, published, refusal, run, shown

NO_ROOT = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()
"""What takes from root the right to read what nobody may."""


@dataclass(frozen=True)
class Signer:
    """Somebody with a key."""

    key: Path
    name: str

    @property
    def line(self) -> str:
        """The line of a list of signers that allows this one."""
        return f"{self.name} {self.key.with_suffix('.pub').read_text()}"

    def sign(self, release: Path, namespace: str = NAMESPACE) -> Path:
        """Sign a release as the handbook says."""
        command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(self.key), "-n", namespace]
        (release / "manifest.json.sig").unlink(missing_ok=True)
        subprocess.run([*command, "manifest.json"], cwd=release, check=True, capture_output=True)
        return release


def _signer(folder: Path, name: str) -> Signer:
    key = folder / f"key-{name.partition('@')[0]}"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)]
    subprocess.run(command, check=True)
    return Signer(key, name)


@pytest.fixture
def an(tmp_path: Path) -> Signer:
    """Who may sign."""
    return _signer(tmp_path, "an@example.org")


@pytest.fixture
def dest(tmp_path: Path, an: Signer) -> Path:
    """A server that asks for signatures and shows a signed release."""
    (tmp_path / "srv").mkdir()
    (tmp_path / "srv/allowed_signers").write_text(an.line)
    return published(tmp_path / "srv", an.sign(make(tmp_path / "made", "A")))


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """Another release, not signed."""
    return make(tmp_path / "made", "B")


def _refused(dest: Path, release: Path) -> str:
    said = refusal("publish", dest, release)
    assert shown(dest) == named("A")
    assert [path.name for path in (dest / "releases").iterdir()] == [named("A")]
    return said


def test_a_signed_release_is_shown(dest: Path, an: Signer, release: Path) -> None:
    """The answer says who signed."""
    done = run("publish", dest, packed(an.sign(release)))
    assert "16 files verified, signed by an@example.org, 4 carried over" in done.stdout


def test_an_unsigned_release_is_refused(dest: Path, release: Path) -> None:
    """The list of signers is what asks."""
    assert _refused(dest, release) == (
        f"{release.name} is not signed: it has no manifest.json.sig, "
        f"and {dest}/allowed_signers asks."
    )


@pytest.mark.parametrize("command", ["publish", "receive"])
def test_the_signature_is_looked_at_before_anything_is_written(
    dest: Path, release: Path, command: str
) -> None:
    """Where the disk takes no new file, an unsigned release is refused for what it lacks."""
    (dest / "releases").chmod(0o555)
    archive = packed(release)
    words = [command, dest, *([archive] if command == "publish" else [])]
    said = refusal(*words, given=archive, prefix=NO_ROOT)
    assert said.startswith(f"{release.name} is not signed: it has no manifest.json.sig")
    (dest / "releases").chmod(0o755)


def test_a_foreign_signature_is_refused(tmp_path: Path, dest: Path, release: Path) -> None:
    """A key that is not in the list, whatever it calls itself."""
    _signer(tmp_path, "binh@example.org").sign(release)
    assert f"no one of {dest}/allowed_signers made its signature." in _refused(dest, release)


def test_a_broken_signature_is_refused(dest: Path, an: Signer, release: Path) -> None:
    """Some of its bytes are others."""
    file = an.sign(release) / "manifest.json.sig"
    file.write_text(file.read_text().replace("U1NIU0lH", "U1NIU0lI"))
    assert f"no one of {dest}/allowed_signers made its signature." in _refused(dest, release)


def test_a_signature_of_another_manifest_is_refused(
    tmp_path: Path, dest: Path, release: Path
) -> None:
    """Taken from the release before."""
    shutil.copy(tmp_path / "made" / named("A") / "manifest.json.sig", release)
    assert "its signature is not for this manifest." in _refused(dest, release)


def test_a_signature_for_something_else_is_refused(dest: Path, an: Signer, release: Path) -> None:
    """A commit or a letter that the same key signed is no release."""
    an.sign(release, "git")
    assert "its signature is not for this manifest." in _refused(dest, release)


def test_a_manifest_changed_after_signing_is_refused(dest: Path, an: Signer, release: Path) -> None:
    """By one field."""
    changed(an.sign(release), version="C")
    assert "its signature is not for this manifest." in _refused(dest, release)


@pytest.mark.parametrize("kind", ["empty", "folder", "dangling"])
def test_a_list_that_allows_nobody_allows_nobody(
    dest: Path, an: Signer, release: Path, kind: str
) -> None:
    """A list that can not be read is not a list that is not there."""
    signers = dest / "allowed_signers"
    signers.unlink()
    if kind == "dangling":
        signers.symlink_to("nowhere")
    else:
        signers.touch() if kind == "empty" else signers.mkdir()
    assert f"no one of {signers} made its signature." in _refused(dest, an.sign(release))


@pytest.mark.parametrize("command", ["publish", "receive", "rollback"])
def test_a_list_that_is_named_must_be_there(
    tmp_path: Path, dest: Path, an: Signer, release: Path, command: str
) -> None:
    """It may belong to root; the publisher, who owns the folder, can not take it away."""
    published(dest, an.sign(release))
    (dest / "allowed_signers").unlink()
    newer = make(tmp_path / "made", "C")
    words = [command, dest, *([newer] if command == "publish" else [])]
    given = packed(newer)
    said = refusal(*words, "--signers", tmp_path / "list", given=given)
    gone = f"{tmp_path}/list is not there; it says who may sign, so nothing is shown."
    assert said.splitlines()[0] == gone
    (tmp_path / "list").write_text(_signer(tmp_path, "binh@example.org").line)
    said = refusal(*words, "--signers", tmp_path / "list", given=given)
    assert "is not signed" in said or f"no one of {tmp_path}/list made its signature." in said
    assert shown(dest) == named("B")


def test_a_list_that_the_publisher_may_not_read_is_told(
    dest: Path, an: Signer, release: Path
) -> None:
    """It may belong to somebody else, but must be readable; the signature is not to blame."""
    (dest / "allowed_signers").chmod(0)
    said = f"{dest}/allowed_signers can not be read by who publishes, so nothing is shown."
    assert refusal("publish", dest, an.sign(release), prefix=NO_ROOT) == said


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_a_user_without_a_name_is_not_told_that_the_signature_is_bad(
    dest: Path, an: Signer, release: Path
) -> None:
    """ssh-keygen does nothing for one, as in a container; that is not the fault of the signer."""
    for path in (dest, *dest.rglob("*")):
        os.chown(path, 54321, -1, follow_symlinks=False)
    rights = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override")
    said = refusal("publish", dest, an.sign(release), prefix=("setpriv", "--reuid=54321", *rights))
    assert said == (
        "ssh-keygen does not work here, so no signature was verified. "
        "ssh-keygen says: No user exists for uid 54321"
    )


def test_going_back_verifies_the_signature_too(dest: Path, an: Signer, release: Path) -> None:
    """A key may have been withdrawn since; what it signed is neither shown nor carried over."""
    published(dest, an.sign(release))
    binh = _signer(dest.parent, "binh@example.org")
    (dest / "allowed_signers").write_text(binh.line)
    assert f"{named('A')}: no one of {dest}/allowed_signers made" in refusal("rollback", dest)
    assert shown(dest) == named("B")
    done = run("publish", dest, binh.sign(make(dest.parent / "made", "C")))
    assert f"nothing is carried over of {named('B')}: {named('B')}: no one" in done.stdout
    assert json.loads((dest / "current/carried.json").read_text())["files"] == {}


def test_a_signature_is_added_to_an_archive_with_tar_alone(
    tmp_path: Path, dest: Path, an: Signer, release: Path
) -> None:
    """The three commands of a signing job, which runs nothing of the repository."""
    archive = packed(release)
    shutil.rmtree(release)
    manifest = f"{release.name}/manifest.json"
    for command in (
        ["tar", "-xf", archive.name, manifest],
        ["ssh-keygen", "-q", "-Y", "sign", "-f", str(an.key), "-n", NAMESPACE, manifest],
        ["tar", "-rf", archive.name, f"{manifest}.sig"],
    ):
        subprocess.run(command, cwd=archive.parent, check=True, capture_output=True)
    assert "signed by an@example.org" in run("receive", dest, given=archive).stdout
    assert shown(dest) == named("B")


def test_a_signature_that_comes_later_is_added(tmp_path: Path, an: Signer, release: Path) -> None:
    """A release that was shown before signatures were asked for need not be built again."""
    dest = published(tmp_path / "srv", release)
    (dest / "allowed_signers").write_text(an.line)
    assert "is not signed" in refusal("publish", dest, release)
    published(dest, an.sign(release))
    assert (dest / "current/manifest.json.sig").is_file()
