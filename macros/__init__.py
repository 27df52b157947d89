"""A reference site from facts in YAML: validated, joined, rendered."""

from typing import Any


def define_env(env: Any) -> None:
    """What mkdocs-macros calls; imported late so that the command line starts fast."""
    from macros.author_macros import bind_macros

    bind_macros(env)
