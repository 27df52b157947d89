"""Who signed: a release without the right signature is not shown, neither forward nor back."""

import json
import os
import shutil
from pathlib import Path

import pytest

from deploy.manifest import STATEMENT
from tests.support.publishing import changed, make, named, packed, published, refusal, run, shown
from tests.support.signers import SITE, Signer, days_from_now, made_signer

NO_ROOT = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()
"""What takes from root the right to read what nobody may."""


@pytest.fixture
def an(tmp_path: Path) -> Signer:
    """Who may sign."""
    return made_signer(tmp_path, "an")


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
    """The answer says for which site, and until when."""
    done = run("publish", dest, packed(an.sign(release)))
    signed = f"signed for {SITE} until {days_from_now(14)}"
    assert f"16 files verified, {signed}, 4 carried over" in done.stdout


def test_an_unsigned_release_is_refused(dest: Path, release: Path) -> None:
    """The list of signers is what asks."""
    assert _refused(dest, release) == (
        f"{release.name} is not signed: it has no statement.signed, "
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
    assert said.startswith(f"{release.name} is not signed: it has no statement.signed")
    (dest / "releases").chmod(0o755)


def test_a_foreign_signature_is_refused(tmp_path: Path, dest: Path, release: Path) -> None:
    """A key that is not in the list, whatever it calls itself."""
    made_signer(tmp_path, "binh").sign(release)
    assert f"no one of {dest}/allowed_signers made its signature." in _refused(dest, release)


def test_a_broken_signature_is_refused(dest: Path, an: Signer, release: Path) -> None:
    """Some of its bytes are others."""
    file = an.sign(release) / "statement.signed"
    file.write_text(file.read_text().replace("U1NIU0lH", "U1NIU0lI"))
    assert f"no one of {dest}/allowed_signers made its signature." in _refused(dest, release)


def test_a_signature_of_another_manifest_is_refused(
    tmp_path: Path, dest: Path, release: Path
) -> None:
    """Taken from the release before."""
    shutil.copy(tmp_path / "made" / named("A") / STATEMENT, release)
    said = f"{release.name}: its signature is of another release or manifest."
    assert _refused(dest, release) == said


def test_a_signature_for_something_else_is_refused(dest: Path, an: Signer, release: Path) -> None:
    """A commit or a letter that the same key signed is no release."""
    an.sign(release, "git")
    assert "its signature is not for this statement." in _refused(dest, release)


def test_a_manifest_changed_after_signing_is_refused(dest: Path, an: Signer, release: Path) -> None:
    """By one field."""
    changed(an.sign(release), version="C")
    assert "its signature is of another release or manifest." in _refused(dest, release)


def test_a_statement_changed_after_signing_is_refused(
    dest: Path, an: Signer, release: Path
) -> None:
    """Nobody but the signer makes it valid for longer."""
    file = an.sign(release, until=-1) / STATEMENT
    file.write_text(file.read_text().replace(days_from_now(-1), days_from_now(9)))
    assert "its signature is not for this statement." in _refused(dest, release)


@pytest.mark.parametrize("command", ["publish", "receive"])
def test_a_release_of_another_site_is_refused(
    dest: Path, an: Signer, release: Path, command: str
) -> None:
    """Though the same key signed it: the list of signers says for which site."""
    an.sign(release, site="https://binh.example/")
    archive = packed(release)
    words = [command, dest, *([archive] if command == "publish" else [])]
    assert refusal(*words, given=archive) == (
        f"{release.name}: it was signed for https://binh.example/; "
        f"{dest}/allowed_signers has its key for {SITE} alone."
    )
    assert shown(dest) == named("A")


def test_a_key_may_sign_for_two_sites(dest: Path, an: Signer, release: Path) -> None:
    """Each with a line, or both in one."""
    line = an.line.replace(SITE, f"{SITE},https://binh.example/", 1)
    (dest / "allowed_signers").write_text(line)
    published(dest, an.sign(release, site="https://binh.example/"))
    assert shown(dest) == named("B")


def test_a_release_that_was_made_for_another_path_is_refused(
    dest: Path, an: Signer, release: Path
) -> None:
    """Its links would lead nowhere."""
    site = f"{SITE}ban-thu-ky/"
    (dest / "allowed_signers").write_text(an.line.replace(SITE, site))
    said = f"{release.name} was made for /, not for {site}."
    assert _refused(dest, an.sign(release, site=site)) == said


@pytest.mark.parametrize(
    ("made", "until", "said"),
    [
        (-15, -1, "it may be published until {until}, and today is {today}. Sign it anew."),
        (2, 9, "it was signed on {made}, later than tomorrow by the clock of this server."),
    ],
)
def test_a_release_is_published_within_its_days(
    dest: Path, an: Signer, release: Path, made: int, until: int, said: str
) -> None:
    """An old one that somebody kept is not shown again."""
    days = {"made": days_from_now(made), "until": days_from_now(until), "today": days_from_now(0)}
    refused = _refused(dest, an.sign(release, made=made, until=until))
    assert refused == f"{release.name}: {said.format_map(days)}"


def test_going_back_to_an_expired_release_is_possible_and_said(
    dest: Path, an: Signer, release: Path
) -> None:
    """In an emergency it is better than what is shown; nothing that is shown is taken away."""
    published(dest, an.sign(release))
    an.sign(dest / "releases" / named("A"), made=-15, until=-1)
    done = run("rollback", dest)
    assert (done.returncode, shown(dest)) == (0, named("A"))
    assert f"until {days_from_now(-1)}" in done.stdout
    days = f"until {days_from_now(-1)}, and today is {days_from_now(0)}"
    assert f"All the same: it may be published {days}. Sign it anew." in done.stdout


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Site: https://an.example/\n",
        "Site: an.example\nRelease: {name}\nManifest-SHA256: {sum}\nMade: 2026-01-01\n"
        "Valid-Until: 2026-01-02\n-----BEGIN SSH SIGNATURE-----\n",
        "Site: https://*\nRelease: {name}\nManifest-SHA256: {sum}\nMade: 2026-01-01\n"
        "Valid-Until: 2026-01-02\n-----BEGIN SSH SIGNATURE-----\n",
    ],
)
def test_what_is_no_statement_is_refused(dest: Path, release: Path, text: str) -> None:
    """Before anything of it is believed."""
    (release / STATEMENT).write_text(text.format(name=release.name, sum="0" * 64))
    said = f"{release.name}: its statement.signed is no signed statement. Sign it again."
    assert _refused(dest, release) == said


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
    (tmp_path / "list").write_text(made_signer(tmp_path, "binh").line)
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
    binh = made_signer(dest.parent, "binh")
    (dest / "allowed_signers").write_text(binh.line)
    assert f"{named('A')}: no one of {dest}/allowed_signers made" in refusal("rollback", dest)
    assert shown(dest) == named("B")
    done = run("publish", dest, binh.sign(make(dest.parent / "made", "C")))
    assert f"nothing is carried over of {named('B')}: {named('B')}: no one" in done.stdout
    assert json.loads((dest / "current/carried.json").read_text())["files"] == {}


def test_a_signature_that_comes_later_is_added(tmp_path: Path, an: Signer, release: Path) -> None:
    """A release that was shown before signatures were asked for need not be built again."""
    dest = published(tmp_path / "srv", release)
    (dest / "allowed_signers").write_text(an.line)
    assert "is not signed" in refusal("publish", dest, release)
    published(dest, an.sign(release))
    assert (dest / "current/statement.signed").is_file()
