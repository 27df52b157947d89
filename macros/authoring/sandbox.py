"""Expands the macros of a page written by hand, in Jinja's sandbox and within limits."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from traceback import extract_tb
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, TemplateError, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.authoring.macro_calls import MACROS
from macros.authoring.page_text import PageText
from macros.authoring.template_gate import BOUNDED, COUNTED, FILTERS, PIECE, Mistake, gate
from macros.yamlio import UserError

DELIMITERS = {"comment_start_string": "{##", "comment_end_string": "##}"}
"""How Jinja is written in pages, where it differs: `## Title {#id}` is no comment."""
_MOST_ROUNDS = 10_000
"""How often the loops of a page go round, all together."""
_MOST_CHARACTERS = 8 << 20
"""The size up to which a page grows."""
_MOST_NAMED = 10_000
"""Characters of a value that a name stands for."""
_MOST_NUMBER = 10**12
_MOST_MISTAKES, _MOST_READ = 50, 200_000
"""Calls without a sense that are looked at in one run, and characters that are read for them."""

Macro = Callable[..., str]


class Piece(NamedTuple):
    """A piece of the text that a page makes."""

    offset: int
    """Where in the page it comes from."""
    text: str
    is_own: bool
    """Whether it stands there word for word; what a macro makes does not."""


class _LimitPassed(Exception):
    """Raised when a page goes round, or grows, without end."""


class PageEnvironment(ImmutableSandboxedEnvironment):
    """What of Jinja there is in one page; nothing leads from it to the program."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%"))

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, **DELIMITERS)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.filters |= {COUNTED: _counted, BOUNDED: _bounded}
        self.rounds = 0

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of an operation on numbers; raise SecurityError for anything else."""
        for value in (left, right):
            if not isinstance(value, int | float) or abs(value) > _MOST_NUMBER:
                raise SecurityError(operator)
        return super().call_binop(context, operator, left, right)


@pass_context
def _counted(context: Context, items: Iterable[Any]) -> Iterator[Any]:
    """What a loop goes through, as long as the loops of the page have rounds left."""
    environment = context.environment
    assert isinstance(environment, PageEnvironment)
    for item in items:
        environment.rounds += 1
        if environment.rounds > _MOST_ROUNDS:
            raise _LimitPassed
        yield item


@pass_context
def _bounded(_: Context, value: Any) -> Any:
    """What a name stands for: a short text or a number, or a list of them."""
    items = value if isinstance(value, list | tuple) else [value]
    if sum(len(str(item)) for item in items if not isinstance(item, list | tuple)) > _MOST_NAMED:
        raise _LimitPassed
    if any(isinstance(item, list | tuple) for item in items):
        raise _LimitPassed
    return value


def expand(page: PageText, macros: Mapping[str, Macro]) -> list[Piece]:
    """The text that a page makes with its macros; what is wrong is reported to the page.

    A call that is no Jinja is left out, so that the rest is looked at, too.
    """
    text = page.body
    for _ in range(1 + min(_MOST_MISTAKES, _MOST_READ // (len(text) + 1))):
        try:
            return _expanded(page, text, macros)
        except Mistake as mistake:
            if not text.startswith("{{", mistake.offset):
                break
            text = _without_call(text, mistake.offset)
    return []


def _without_call(text: str, offset: int) -> str:
    """The text with letters for the `{{ }}` that begins at an offset, or for its opening alone."""
    end = text.find("}}", offset) + 2
    if end < 2 or "\n" in text[offset:end]:
        end = offset + 2
    return f"{text[:offset]}{'x' * (end - offset)}{text[end:]}"


def _expanded(page: PageText, text: str, macros: Mapping[str, Macro]) -> list[Piece]:
    environment = PageEnvironment()
    gated = gate(environment, page, text)

    def call(name: str, number: int, *arguments: Any, **named: Any) -> str:
        try:
            return macros[name](*arguments, **named)
        except UserError as error:
            page.report(gated.calls[number], error.rule, **error.values)
            return ""

    chunks, offset, size = list[str](), 0, 0
    try:
        calls = {name: partial(call, name) for name in MACROS}
        code = environment.compile(gated.tree)
        template = environment.template_class.from_code(environment, code, calls, None)
        for chunk in template.generate():
            chunks.append(chunk)
            size += len(chunk)
            if size > _MOST_CHARACTERS:
                raise _LimitPassed
            if places := PIECE.findall(chunk):
                offset = int(places[-1])
    except (_LimitPassed, SyntaxError, RecursionError, MemoryError):
        page.report(offset, "template-limit")
        raise Mistake(-1) from None
    except (TemplateError, ArithmeticError, TypeError, ValueError) as error:
        offset = _place(error, text, offset)
        page.report(offset, "cannot-compute", text=_statement(text, offset))
        raise Mistake(offset) from None
    parts = PIECE.split("".join(chunks))
    pieces = ((int(parts[i]), parts[i + 1]) for i in range(1, len(parts), 2))
    return [Piece(start, piece, text.startswith(piece, start)) for start, piece in pieces]


def _place(error: BaseException, text: str, reached: int) -> int:
    """The offset of the `{{` or `{%` in which an error was raised, after all that was reached."""
    lines = [frame.lineno or 1 for frame in extract_tb(error.__traceback__)]
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    files = [frame.filename for frame in extract_tb(error.__traceback__)]
    line = next((lines[i] for i in reversed(range(len(lines))) if files[i] == "<template>"), 1)
    start = starts[min(line, len(starts)) - 1]
    if text.count("\n", 0, reached) + 1 == line and text.startswith("{{", reached):
        return reached
    return max(text.find("{%", max(start, reached)), start)


def _statement(text: str, offset: int) -> str:
    """The first line of what is written at an offset."""
    line = text[offset : offset + 200].partition("\n")[0]
    return line.lstrip("{%- ").partition("}}")[0].partition("%}")[0].rstrip("- ")
