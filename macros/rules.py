"""Knows the list of rules between records and runs them; refuses to know what each one says."""

from collections.abc import Callable, Iterator

from macros import (
    rules_address,
    rules_evidence,
    rules_former,
    rules_learning,
    rules_order,
    rules_time,
)
from macros.register import Finding, Register
from macros.source import Problem, problem

Rule = Callable[[Register], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    rules_address.unknown_address,
    rules_address.unknown_word,
    rules_address.unknown_post,
    rules_address.duplicate_part_id,
    rules_address.same_name,
    rules_time.end_before_start,
    rules_time.attested_outside,
    rules_time.overlapping_memberships,
    rules_time.outside_life,
    rules_evidence.without_citation,
    rules_evidence.unknown_locator,
    rules_evidence.bad_web_address,
    rules_order.relation_to_itself,
    rules_order.passive_relation,
    rules_order.relation_declared_twice,
    rules_order.cycle_of_parents,
    rules_order.numbers_not_in_order,
    rules_order.wrong_total,
    rules_learning.unclear_step,
    rules_learning.unanswerable_question,
    rules_former.former_id_in_use,
    rules_former.short_interval,
)
"""Every rule; the name of a rule is that of its function, its meaning the function's docstring."""


def check(register: Register) -> Iterator[Problem]:
    """Every breach of every rule, each at its place."""
    for rule in RULES:
        name = rule.__name__.replace("_", "-")
        for entry, loc, values in rule(register):
            mark = entry.node.mark_at(loc) if loc else entry.mark
            yield problem(entry.path, mark, values.pop("rule", name), **values)
