"""What `verify` finds in the folder of a release that lies on a server."""

import datetime as dt
from pathlib import Path

import pytest

from deploy.verify import VerifyOptions, tls_context, verify
from tests.support.nginx import served
from tests.support.signers import SITE, days_from_now, made_signer
from tests.support.small_release import NAME, release

TRUST = tls_context(None, False)


@pytest.fixture
def current(tmp_path: Path) -> Path:
    """The link of a server to its only release."""
    release(tmp_path / "site/releases")
    (tmp_path / "site/current").symlink_to(f"releases/{NAME}")
    return tmp_path / "site/current"


def _breaches(
    current: Path, signers: Path | None = None, today: dt.date | None = None
) -> list[str]:
    with served(current.parent.parent / "nginx", current.parent) as url:
        return verify(VerifyOptions(url, current, TRUST, signers=signers, today=today))[0]


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
    signer = made_signer(folder, "an")
    signers.write_text(signer.line)
    named = signers if where == "named" else None
    assert _breaches(current, named) == [
        f"statement.signed: {NAME} is not signed: it has no statement.signed, "
        f"and {signers} asks. [disk]"
    ]
    signer.sign(current, site="https://binh.example/")
    (folder / "nginx").rename(folder / "nginx of before")
    assert _breaches(current, named) == [
        f"statement.signed: {NAME}: it was signed for https://binh.example/; "
        f"{signers} has its key for {SITE} alone. [disk]"
    ]


@pytest.mark.parametrize(("until", "is_near"), [(3, False), (2, True), (-1, True)])
def test_the_end_of_a_signature_is_reported_before_it_comes(
    current: Path, until: int, is_near: bool
) -> None:
    """Three days before it, so that somebody can look why nothing newer came."""
    signer = made_signer(current.parent.parent, "an")
    (current.parent / "allowed_signers").write_text(signer.line)
    signer.sign(current, until=until)
    today = dt.datetime.now(dt.UTC).date()
    said = (
        f"statement.signed: may be published until {days_from_now(until)}, and today is {today}: "
        "make and sign a newer one [expiry]"
    )
    assert _breaches(current, today=today) == [said] * is_near


@pytest.mark.parametrize(
    ("journal", "said"),
    [
        ("2026-11-20T01:02:03Z publish - {name}\n", "no release came since 2026-11-20, for 8 days"),
        ("2026-11-21T01:02:03Z publish - {name}\n", ""),
        (
            "2026-11-20T01:02:03Z publish - {name}\n2026-11-27T01:02:03Z rollback {name} B\n",
            "no release came since 2026-11-20, for 8 days",
        ),
        ("yesterday publish - {name}\n", ""),
    ],
)
def test_it_is_reported_when_no_release_comes(current: Path, journal: str, said: str) -> None:
    """By the journal of the server; going back is no new release."""
    (current.parent / "journal").write_text(journal.format(name=NAME))
    breaches = _breaches(current, today=dt.date(2026, 11, 28))
    assert breaches == ([f"journal: {said} [age]"] if said else [])
