"""Our own Jinja environment: values are escaped, unknown names refused."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.i18n import load_labels
from macros.pages.compiled import Compiled
from macros.text import locator_anchor, slugify, sort_key

TEMPLATES = Path(__file__).with_name("templates")
"""Our templates; a change in them needs no restart, but `compile_all`."""

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def markdown_safe(value: object) -> Markup:
    """`value` as text that neither Markdown nor HTML can take for markup."""
    text = " ".join(str(value).split())
    return Markup(_PUNCTUATION.sub(lambda sign: f"&#{ord(sign[0])};", text))


@cache
def environment() -> Environment:
    """Our own Jinja environment: values escaped, unknown names refused."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=Compiled("ours"),
    )
    env.filters["md"] = markdown_safe
    env.filters["slug"] = slugify
    env.filters["anchor"] = locator_anchor
    env.filters["sort_key"] = sort_key
    return env


def compile_all() -> None:
    """Read what is new of the templates; a mistake raises TemplateSyntaxError with file and line.

    Found later, inside a page, it would be lost in the message of mkdocs-macros.
    """
    environment().auto_reload = True
    for name in environment().list_templates():
        environment().get_template(name)
    environment().auto_reload = False


def banner(problems: str) -> str:
    """What a page shows above itself while the data it should show is not good."""
    words, _ = load_labels()
    return environment().get_template("parts/live.html.j2").render(t=words.get, problems=problems)
