"""The rules between records: each is a generator of findings whose docstring is the rule."""

from collections.abc import Callable, Iterator

from macros.register import Finding, Register
from macros.validation.rules.dates import (
    attested_outside,
    end_before_start,
    outside_life,
    overlapping_memberships,
    short_interval,
)
from macros.validation.rules.evidence import (
    empty_citation,
    one_reading,
    unknown_locator,
    without_citation,
)
from macros.validation.rules.integrity import (
    cycle_of_parents,
    numbers_not_in_order,
    passive_relation,
    relation_declared_twice,
    relation_target,
    self_reference,
    wrong_total,
)
from macros.validation.rules.onboarding import unanswerable_question, unclear_step
from macros.validation.rules.references import (
    duplicate_part_id,
    same_name,
    unknown_address,
    unknown_post,
    unknown_word,
)
from macros.validation.rules.retired_ids import former_id_in_use
from macros.validation.rules.texts import bad_web_address, name_without_letter, quoted_flag
from macros.yamlio import Problem, problem

Rule = Callable[[Register], Iterator[Finding]]
"""Yields a finding for each place that breaks it; `rule` among its values is another name."""

RULES: tuple[Rule, ...] = (
    unknown_address,
    unknown_word,
    unknown_post,
    duplicate_part_id,
    same_name,
    end_before_start,
    attested_outside,
    overlapping_memberships,
    outside_life,
    short_interval,
    without_citation,
    empty_citation,
    one_reading,
    unknown_locator,
    relation_target,
    self_reference,
    passive_relation,
    relation_declared_twice,
    cycle_of_parents,
    numbers_not_in_order,
    wrong_total,
    unclear_step,
    unanswerable_question,
    former_id_in_use,
    name_without_letter,
    quoted_flag,
    bad_web_address,
)
"""Every rule; the name of a rule is that of its function, its meaning the function's docstring."""


def check_rules(register: Register) -> Iterator[Problem]:
    """Every breach of every rule, each at its place, but those of what could not be read."""
    for rule in RULES:
        name = rule.__name__.replace("_", "-")
        for entry, loc, values in rule(register):
            if entry.unread and entry.is_unread(*loc):
                continue
            mark = entry.node.mark_at(loc) if loc else entry.mark
            yield problem(entry.path, mark, values.pop("rule", name), **values)
