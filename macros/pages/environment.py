"""Our own Jinja environment: values are escaped, unknown names refused."""

import re
from functools import cache
from pathlib import Path

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.i18n import load_labels
from macros.text import initials, locator_anchor, slugify, sort_key

TEMPLATES = Path(__file__).with_name("templates")
"""Our templates; a change in them needs no restart, but `compile_all`."""

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def markdown_safe(value: object) -> Markup:
    """`value` on one line, as text that neither Markdown nor HTML can take for markup."""
    text = " ".join(str(value).split())
    return Markup(_PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", text))


def bytecode_cache(name: str) -> FileSystemBytecodeCache | None:
    """Where the compiled templates of an environment are kept between builds; None: nowhere.

    Environments with other settings make other code: each has a name of its own. The folder is
    Jinja's own, one for each user among the temporary files: the source tree may be read-only.
    Files are put in place whole, so that two builds at once do not disturb each other.
    """
    try:
        return FileSystemBytecodeCache(pattern=f"{name}-{jinja2.__version__}-%s.cache")
    except (RuntimeError, OSError):
        return None


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
        bytecode_cache=bytecode_cache("ours"),
    )
    env.filters["slug"] = slugify
    env.filters["initials"] = initials
    env.filters["anchor"] = locator_anchor
    env.filters["sort_key"] = sort_key
    return env


def compile_all() -> None:
    """Read what is new of the templates; a mistake raises TemplateSyntaxError with file and line.

    Reported later, from within a page, it would be lost in the message of mkdocs-macros.
    """
    environment().auto_reload = True
    for name in environment().list_templates():
        environment().get_template(name)
    environment().auto_reload = False


def banner(problems: str) -> str:
    """The HTML above a served page while the data has problems."""
    labels, _ = load_labels()
    return environment().get_template("parts/live.html.j2").render(t=labels.get, problems=problems)
