"""A reference site from facts in YAML: validated, joined, rendered."""

from typing import Any


def define_env(env: Any) -> None:
    """What mkdocs-macros calls: take away all that it would offer to pages.

    Among it are its configuration, the system and the clock. `hooks.py` hands it pages that are
    expanded by our own environment.
    """
    for offered in (env.variables, env.macros, env.filters):
        offered.clear()
