"""The rules between records: each is a generator of findings whose docstring is the rule."""

from collections.abc import Callable, Iterator

from macros.register import Finding, Register
from macros.validation.rules.dates import (
    accessed_before_published,
    attested_outside,
    end_before_start,
    end_given_twice,
    implausible_year,
    number_out_of_range,
)
from macros.validation.rules.evidence import (
    empty_citation,
    name_alone,
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
from macros.validation.rules.lifetimes import (
    assignment_far_from_programme,
    bearer_left_before,
    outside_life,
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
from macros.validation.rules.seats import (
    held_while_vacant,
    overlapping_memberships,
    too_many_holders,
    undated_twice,
    written_twice,
)
from macros.validation.rules.style import avoided_word
from macros.validation.rules.texts import bad_web_address, name_without_letter, quoted_flag
from macros.validation.rules.wordings import overlapping_wordings, replaced_without_end, same_number
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
    end_given_twice,
    implausible_year,
    accessed_before_published,
    number_out_of_range,
    overlapping_memberships,
    too_many_holders,
    held_while_vacant,
    undated_twice,
    written_twice,
    outside_life,
    assignment_far_from_programme,
    bearer_left_before,
    replaced_without_end,
    overlapping_wordings,
    same_number,
    without_citation,
    name_alone,
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
    avoided_word,
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
