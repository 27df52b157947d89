"""The page of rules: every rule stands on it, and its example breaks that rule and no other."""

from datetime import date

import pytest

from macros.i18n import load_labels
from macros.pages import Site, page_stubs
from macros.register import Register
from macros.validation.rule_examples import RuleExample, load_rule_examples, run_example
from tests.support.sites import AS_OF
from tests.unit.validation.rules.test_rules import SENTENCES

EXAMPLES = load_rule_examples()


def test_every_rule_that_can_be_broken_is_explained() -> None:
    """A sentence without an example would be a rule that nobody can look up."""
    assert sorted(one.rule for one in EXAMPLES) == SENTENCES


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.rule)
def test_a_wrong_example_breaks_its_rule_and_no_other(example: RuleExample) -> None:
    """What is printed of it names the rule, in both languages."""
    for lang in ("vi", "en"):
        rules, printed = run_example(example, lang)
        assert rules == (example.rule,)
        assert f"[{example.rule}]" in printed
        assert "/tmp" not in printed


@pytest.mark.parametrize("name", sorted({one.file for one in EXAMPLES}))
def test_a_right_example_breaks_none(name: str) -> None:
    """The piece that is shown as right stands once in the file, which is good as it is."""
    for one in (one for one in EXAMPLES if one.file == name):
        assert run_example(one, "vi", is_wrong=False) == ((), "")


def test_the_page_has_an_anchor_for_each_rule_and_stays_small(real: Register) -> None:
    """The name of the rule is the anchor; the message is the very one that is printed."""
    (stub,) = (stub for stub in page_stubs(real) if stub.uri == "rules.md")
    page = Site(real, day=date.fromisoformat(AS_OF)).body(stub, "rules/").html
    assert [one.rule for one in EXAMPLES if f'<h3 id="{one.rule}">' not in page] == []
    assert "events/hop.yml:4:6: thiếu dấu cách sau dấu" in page
    assert len(page.encode()) < 100_000
    words, _ = load_labels()
    assert words.get("pages.rules-title") in page
