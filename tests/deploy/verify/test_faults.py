"""What `verify` finds wrong with a running server: each mistake by its rule."""

import re
import shutil
from pathlib import Path

import pytest

from deploy.manifest import WWW
from deploy.verify import VerifyOptions, verify
from deploy.verify.contract import RULES
from deploy.verify.http_client import tls_context
from tests.support.nginx import served
from tests.support.server_faults import FAULTS, Fault
from tests.support.small_release import published, put, release, signed

TRUST = tls_context(None, False)
ELSEWHERE = {"hsts", "https", "disk", "expiry", "age"}
"""Rules of TLS and of the folder; test_tls.py and test_release_folder.py have their mistakes."""


def _rules(lines: list[str]) -> set[str]:
    return {match[1] for line in lines if (match := re.search(r" \[([a-z-]+)\]$", line))}


def test_the_configuration_of_the_repository_breaches_nothing(tmp_path: Path) -> None:
    """What the repository brings is held to the contract, on each of its 18 files."""
    made = release(tmp_path / "releases")
    with served(tmp_path / "nginx", published(made, tmp_path / "site")) as url:
        breaches, count = verify(VerifyOptions(url, made, TRUST))
    assert (breaches, count.split(" checks of ")[1]) == ([], f"18 files of {made.name}")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_mistake_is_found_by_its_rule(fault: Fault, tmp_path: Path) -> None:
    """The rules named are those that the mistake breaches, all of them and no other."""
    made = release(tmp_path / "releases")
    shown = shutil.copytree(made, tmp_path / "shown")
    fault.files(shown / WWW)
    site = published(shown, tmp_path / "site")
    changes = {
        name: [(old, new.replace("/srv/site", str(site))) for old, new in pieces]
        for name, pieces in fault.changes.items()
    }
    with served(tmp_path / "nginx", site, changes) as url:
        breaches, _ = verify(VerifyOptions(url, made, TRUST))
    assert _rules(breaches) == fault.rules


def test_every_rule_has_a_mistake_that_breaches_it() -> None:
    """No rule is written down that `verify` would not find breached."""
    breached = {rule for fault in FAULTS for rule in fault.rules} | ELSEWHERE
    assert sorted(breached) == sorted(rule.name for rule in RULES)


def test_an_etag_kept_for_other_bytes_is_found_at_the_next_time(tmp_path: Path) -> None:
    """The server whose files all have one time would let browsers keep an old page."""
    made = release(tmp_path / "releases")
    site = published(made, tmp_path / "site")
    seen = tmp_path / "seen.json"
    with served(tmp_path / "nginx", site) as url:
        assert verify(VerifyOptions(url, made, TRUST, etags_file=seen))[0] == []
        page = made / WWW / "people/an/index.html"
        put(page, page.read_text(encoding="utf-8").replace("An", "Ba"))
        signed(made)
        breaches, _ = verify(VerifyOptions(url, made, TRUST, etags_file=seen))
    assert "/people/an/: has the ETag that other bytes had before [etag]" in breaches
    assert _rules(breaches) == {"etag"}
