"""The page for engineers: its commands can be run as they stand, and again."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.clones import git
from tests.support.publishing import make, named, packed, shown
from tests.support.sites import ROOT

PAGE = (ROOT / "deploy/README.md").read_text(encoding="utf-8")
BLOCKS = [
    re.sub(f"^{indent}", "", text, flags=re.MULTILINE)
    for indent, text in re.findall(r"^( *)```sh\n(.*?)^ *```", PAGE, re.DOTALL | re.MULTILINE)
]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
NOT_HERE = re.compile(r"^(?:apt-get|id publisher|nginx -t|make|ssh) .*\n", re.MULTILINE)
"""What would change the machine of the test, or needs an index: packages, users, services."""
STUBS = {
    # What only root may do here, and who is none of the users of the page.
    "install": 'exec /usr/bin/install $(printf "%s\\n" "$@" | sed "/^publisher$/d; /^-[og]$/d")',
    "chown": "exit 0",
    "runuser": 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"',
    "python3": f'exec {sys.executable} "$@"',
}


def test_every_block_of_commands_is_shell() -> None:
    """And there are many; placeholders like <name> stand only where something is put in."""
    assert len(BLOCKS) > 10
    for block in BLOCKS:
        text = re.sub(r"<name>", "name", block)
        done = subprocess.run(
            ["bash", "-n"], input=text, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), block


def test_every_target_and_every_command_that_it_names_is_there() -> None:
    """With the options that it names."""
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    named_targets = set(re.findall(r"^make ([a-z-]+)", "\n".join(BLOCKS), re.MULTILINE))
    named_targets |= set(re.findall(r"`make\s+([a-z-]+)", PAGE))
    assert len(named_targets) > 10
    assert named_targets - targets == set()
    for command in set(re.findall(r"python3 -m deploy (\w+)", PAGE)):
        shown_help = subprocess.run(
            [sys.executable, "-m", "deploy", command, "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert shown_help.returncode == 0
        for option in set(re.findall(rf"deploy {command} .*?(--[a-z-]+)", PAGE)):
            assert option in shown_help.stdout


def _blocks_with(*words: str) -> list[str]:
    return [next(block for block in BLOCKS if word in block) for word in words]


@pytest.fixture
def machine(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine whose folders lie below one, with the commands that it lacks."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, text in STUBS.items():
        (tools / name).write_text(f"#!/bin/sh\n{text}\n")
        (tools / name).chmod(0o755)
    for folder in ("etc/nginx/sites-enabled", "etc/cron.hourly", "home/publisher", "root", "srv"):
        (tmp_path / folder).mkdir(parents=True)
    return {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}


def _run(block: str, root: Path, environment: dict[str, str]) -> str:
    """What a block says, its folders below one; every line must succeed."""
    text = NOT_HERE.sub("", block)
    for folder in ("/etc/nginx", "/etc/cron", "/srv/site", "/opt/site", "/home/", "/root/"):
        text = text.replace(folder, f"{root}{folder}")
    text = text.replace("<name>", named("B"))
    text = re.sub(r"^python3 -m deploy verify.*\n", "", text, flags=re.MULTILINE)  # no server here
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", text],
        cwd=root / "checkout",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), block
    return done.stdout


def test_the_main_path_can_be_walked_twice(tmp_path: Path, machine: dict[str, str]) -> None:
    """Set up, publish, go back; all of it again, on what the first time left."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(tmp_path / "checkout")], check=True)
    git(tmp_path / "checkout", "checkout", "--quiet", "--detach")
    setup = _blocks_with("/srv/site\n", "/etc/nginx/site ", "/opt/site/deploy", "authorized_keys")
    watch, receive, rollback = _blocks_with("cron.hourly", "receive --again", "deploy rollback")
    first = packed(make(tmp_path / "made", "A"))
    packed(make(tmp_path / "made", "B")).rename(tmp_path / "root" / f"{named('B')}.tar")
    for _ in range(2):
        for block in (*setup, watch):
            _run(block, tmp_path, machine)
        key = (tmp_path / "home/publisher/.ssh/authorized_keys").read_text(encoding="utf-8")
        command = re.findall(
            r'^restrict,command="(.*?)" ssh-ed25519 \S+ pipeline$', key, re.MULTILINE
        )
        sent = subprocess.run(
            ["sh", "-c", *command],
            stdin=first.open("rb"),
            env=machine,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "was shown before" in sent.stderr or shown(tmp_path / "srv/site") == named("A")
        _run(receive, tmp_path, machine)
        assert shown(tmp_path / "srv/site") == named("B")
        _run(rollback, tmp_path, machine)
        assert shown(tmp_path / "srv/site") == named("A")
    script = tmp_path / "etc/cron.hourly/site"
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0
    said = subprocess.run([str(script)], env=machine, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert "intranet.example does not answer" in said.stdout
