"""The contract with any server, and where it is written down."""

import re

from deploy.verify.contract import CONTENT_TYPES, HEADERS, RULES, contract_text
from tests.support.sites import ROOT


def test_the_page_for_engineers_is_made_of_the_contract() -> None:
    """What is written is what is checked: `python -m deploy contract > deploy/CONTRACT.md`."""
    assert (ROOT / "deploy/CONTRACT.md").read_text(encoding="utf-8") == contract_text()


def test_rules_have_names_of_their_own() -> None:
    """A breach leads to one row."""
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names) > 20


def test_the_policy_trusts_only_the_site() -> None:
    """No host, no inline script or style; beside the site's own only pictures made in the page."""
    policy = HEADERS["Content-Security-Policy"]
    assert set(re.findall(r"(?<= )\S+?(?=;|$)", policy)) == {"'none'", "'self'", "data:"}
    assert [part for part in policy.split("; ") if "data:" in part] == ["img-src 'self' data:"]


def test_nginx_sends_the_headers_and_types_of_the_contract() -> None:
    """The configuration repeats them, since an engineer reads it without the program."""
    conf = (ROOT / "deploy/nginx/contract.conf").read_text(encoding="utf-8")
    sent = dict(re.findall(r'^add_header (\S+) "(.*)" always;$', conf, re.MULTILINE))
    types = re.findall(r"^    ([\w.+-]+/[\w.+-]+) +(\w+);$", conf, re.MULTILINE)
    assert sent == dict(HEADERS)
    assert {end: kind for kind, end in types} == {
        end: kind.partition(";")[0] for end, kind in CONTENT_TYPES.items()
    }
