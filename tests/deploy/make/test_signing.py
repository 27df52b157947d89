"""How a release that was made here is signed by hand."""

import tarfile
from pathlib import Path

import pytest

from deploy.__main__ import main
from deploy.manifest import STATEMENT
from tests.support.publishing import make, packed, run, shown
from tests.support.signers import SITE, days_from_now, made_signer


def test_what_is_signed_by_hand_is_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its tar, too; signed again, it is valid for other days."""
    release = make(tmp_path / "made", "A")
    archive = packed(release)
    signer = made_signer(tmp_path, "an")
    (tmp_path / "srv").mkdir()
    (tmp_path / "srv/allowed_signers").write_text(signer.line)
    for days in ("3", "9"):
        words = ["sign", str(signer.key), SITE.rstrip("/"), str(archive), "--days", days]
        assert main(words) == 0
        assert capsys.readouterr().out == (
            f"{release} is signed for {SITE} until {days_from_now(int(days))}; "
            "its tar was made anew.\n"
        )
    with tarfile.open(archive) as tar:
        assert tar.getnames().count(f"{release.name}/{STATEMENT}") == 1
    assert f"until {days_from_now(9)}" in run("receive", tmp_path / "srv", given=archive).stdout
    assert shown(tmp_path / "srv") == release.name


@pytest.mark.parametrize(
    ("key", "site", "said"),
    [
        ("none", SITE, "{key} signs nothing. ssh-keygen says: "),
        ("an", "", "SITE_URL= is not the address of a site: http://... or https://..."),
        ("an", "https://*/", "SITE_URL=https://*/ is not the address of a site: "),
    ],
)
def test_what_can_not_be_signed_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, site: str, said: str
) -> None:
    """And the release stays as it was."""
    release = make(tmp_path / "made", "A")
    made_signer(tmp_path, "an")
    assert main(["sign", str(tmp_path / f"key-{key}"), site, str(release)]) == 1
    assert capsys.readouterr().err.startswith(said.format(key=tmp_path / f"key-{key}"))
    assert not (release / STATEMENT).exists()


def test_without_ssh_keygen_nothing_is_signed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says which program is missing."""
    release = make(tmp_path / "made", "A")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["sign", "key", SITE, str(release)]) == 1
    assert capsys.readouterr().err == "ssh-keygen is missing; it signs releases (OpenSSH)\n"
