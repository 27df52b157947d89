"""The command line of `python -m deploy`: what a person reads who asks, errs, or stops it."""

import errno
import io
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.__main__ import main
from tests.support.publishing import run
from tests.support.sites import ROOT
from tests.support.small_release import release


def test_help_says_what_it_is_for() -> None:
    """For people; what a module refuses is for those who read it."""
    said = " ".join(run("--help").stdout.split())
    assert "Makes releases of the site, publishes them on a server, takes them back" in said
    assert "refuses" not in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("verify", "https://x/", "--age=-1"), "argument --age: -1 is no number of days"),
        (("sign", "x", "x", "--days", "10000"), "argument --days: 10000 is no number of days"),
        (("publish", "x", "--wait", "nan"), "argument --wait: nan is no number of seconds"),
        (("publish", "x", "--wait=-1"), "argument --wait: -1 is no number of seconds"),
        (("receive", "x", "--silence", "inf"), "argument --silence: inf is no number of seconds"),
        (
            ("verify", "https://x/", "--plain", "99999"),
            "argument --plain: 99999 is no port: 1 to 65535",
        ),
    ],
)
def test_a_number_that_makes_no_sense_is_wrong_usage(arguments: tuple[str, ...], said: str) -> None:
    """Status 2, before anything is done."""
    done = run(*arguments)
    assert (done.returncode, done.stderr.strip().endswith(said)) == (2, True)


@pytest.mark.parametrize("command", ["release", "zip"])
def test_without_the_packages_it_says_what_to_do(command: str) -> None:
    """A Python that has none, as that of a server."""
    done = subprocess.run(
        [sys.executable, "-S", "-m", "deploy", command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("The package ")
    assert done.stderr.endswith("Run make release or make zip, or install requirements.txt.\n")


def test_stopped_by_hand_it_says_so(tmp_path: Path) -> None:
    """Here while it waits for a server; 130, as a shell expects it."""
    made = release(tmp_path / "releases")
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with subprocess.Popen(
            [sys.executable, "-m", "deploy", "verify", url, str(made)],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
            # What runs in the background may have been told to pass over it.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as asking:
            connection, _ = server.accept()
            with connection:
                connection.recv(1)
                asking.send_signal(signal.SIGINT)
                said = asking.communicate()[1]
    assert (asking.returncode, said) == (130, "Stopped by hand.\n")


def test_the_contract_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """As deploy/CONTRACT.md holds it."""
    assert main(["contract"]) == 0
    assert capsys.readouterr().out == (ROOT / "deploy/CONTRACT.md").read_text(encoding="utf-8")


def test_where_a_package_is_missing_it_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to do."""
    monkeypatch.setitem(sys.modules, "deploy.make", None)
    assert main(["release"]) == 1
    assert capsys.readouterr().err == (
        "The package deploy.make is not installed. "
        "Run make release or make zip, or install requirements.txt.\n"
    )


class _Full(io.StringIO):
    def flush(self) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_output_that_nobody_can_keep_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a full disk, and before a server is asked."""
    release(tmp_path / "build/release")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdout", _Full())
    assert main(["verify", "http://127.0.0.1:1/", "--plain", "8080"]) == 1
    assert capsys.readouterr().err == "output: No space left on device\n"
