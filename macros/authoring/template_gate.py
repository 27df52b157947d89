"""Lets only what an author needs of Jinja into a page, and notes the place of each call."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.authoring.macro_calls import MACROS
from macros.authoring.page_text import PageText
from macros.text import closest_match, code_point, invisible_characters

FILTERS = ("upper", "lower", "capitalize", "title", "trim", "length", "int", "first", "last")
"""The filters that an author may use: none of them makes a long text of a short one."""
COUNTED, BOUNDED = "counted", "bounded"
"""The names of two filters of ours, around what a loop goes through and what a name stands for."""
PIECE = re.compile("\ue000([0-9]+)\ue001")
"""Stands before each piece of the text that a page makes; the number is its offset in the page."""
_TESTS = ("defined", "undefined", "none", "odd", "even")
_LOOP = ("index", "index0", "first", "last", "length", "revindex")
_MOST_NODES, _MOST_DEPTH = 10_000, 40
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Call),
    *(nodes.Keyword, nodes.If, nodes.For, nodes.Assign, nodes.Tuple, nodes.List, nodes.Compare),
    *(nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat, nodes.Filter),
    *(nodes.Test, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod),
    *(nodes.Neg, nodes.Pos, nodes.Getattr),
)
_ENDINGS = {"{{": "}}", "{%": "%}", "{##": "##}"}
_TAG_WORDS = {
    "assign": ("set",),
    "assignblock": ("set",),
    "callblock": ("call",),
    "filterblock": ("filter",),
    "fromimport": ("from",),
    "if": ("elif",),
    "scope": ("autoescape",),
}
"""How a tag is written, where Jinja calls it otherwise."""
_MOST_SHOWN = 2_000
_LIKE = 0.75
_QUOTES = "“”‘’«»„"


@dataclass(frozen=True)
class Gated:
    """A page as Jinja reads it, without what was refused in it."""

    tree: nodes.Template
    calls: list[int]
    """The offset of each call of a macro; the call has its number as its first argument."""


@dataclass(frozen=True)
class _Token:
    offset: int
    kind: str
    value: str
    line: int


class Mistake(Exception):
    """Raised where a page can not be read further; the problem is reported already."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def gate(environment: Environment, page: PageText, text: str) -> Gated:
    """The tree of the text of a page; what is refused in it is reported to the page.

    Raise Mistake at what is no Jinja.
    """
    try:
        tokens = list(_tokens(environment, text))
        tree = environment.parse(text)
    except TemplateSyntaxError as error:
        raise Mistake(_explain(error, page, text, environment)) from None
    except (RecursionError, ValueError, MemoryError):  # Brackets or numbers without end.
        page.report(0, "template-limit")
        raise Mistake(0) from None
    walk = _Walk(page, tokens, tree)
    walk.visit(tree)
    return Gated(tree, walk.calls)


def _tokens(environment: Environment, text: str) -> Iterator[_Token]:
    """The tokens of a page with their offsets; blanks that `{%-` removes are none of them."""
    offset = 0
    for line, kind, value in environment.lexer.tokeniter(text, None):
        if not value:
            continue
        offset = max(text.find(value, offset), offset)
        yield _Token(offset, kind, value, line)
        offset += len(value)


def _explain(
    error: TemplateSyntaxError, page: PageText, text: str, environment: Environment
) -> int:
    """Report a mistake of form at the `{{` or `{%` in which it is; return its offset."""
    begins, blocks, is_open = _opened(environment, text)
    reached = [token for token in begins if token.line <= error.lineno]
    start = (begins if is_open else reached or begins)[-1].offset if begins else 0
    rest = text[start : start + _MOST_SHOWN]
    opener = next((mark for mark in _ENDINGS if rest.startswith(mark)), "")
    ending = _ENDINGS.get(opener, "\n")
    statement, closed, _ = rest.partition(ending)
    message = error.message or ""
    if opener and (not closed or opener in statement[2:]):
        page.report(start, "open-tag", opener=opener, ending=ending)
    elif quote := next((character for character in statement if character in _QUOTES), ""):
        place = start + statement.index(quote)
        page.report(place, "curly-quotes", sign=quote, code=code_point(quote))
    elif blocks and ("end of template" in message or "end of raw" in message):
        start = blocks[-1].offset
        page.report(start, "open-block", name=text[start + 2 :].lstrip("-+ ").split()[0])
    else:
        page.report(start, "bad-template", text=f"{statement.strip()} {ending}".strip())
    return start


def _opened(environment: Environment, text: str) -> tuple[list[_Token], list[_Token], bool]:
    """The `{{` and `{%` of a text, as far as it can be read, and the tags that nothing closes.

    And whether the last one is not closed.
    """
    begins, blocks = list[_Token](), list[_Token]()
    is_open, is_tag = False, False
    try:
        for token in _tokens(environment, text):
            if token.kind.endswith("_begin"):
                begins.append(token)
                is_open, is_tag = token.kind != "raw_begin", token.kind == "block_begin"
                blocks += [token] if token.kind == "raw_begin" else []
            elif token.kind.endswith("_end"):
                is_open = False
                blocks = blocks[:-1] if token.kind == "raw_end" else blocks
            elif is_tag and token.kind == "name":
                is_tag = False
                if token.value in ("if", "for"):
                    blocks.append(begins[-1])
                elif token.value.startswith("end"):
                    blocks = blocks[:-1]
    except TemplateSyntaxError as error:
        is_open = "end of raw" not in (error.message or "")
    return begins, blocks, is_open


class _Walk:
    """Walks the tree of a page: reports what is refused, and notes places in it."""

    def __init__(self, page: PageText, tokens: Sequence[_Token], tree: nodes.Template) -> None:
        self.page = page
        self.calls: list[int] = []
        self._count = self._depth = self._refusals = 0
        self._names = defaultdict[tuple[int, str], list[int]](list)
        for token in tokens:
            if token.kind == "name":
                self._names[token.line, token.value].append(token.offset)
        self._begins = [0, *(token.offset for token in tokens if token.kind == "block_begin")]
        self._at = 0
        """The `{{` or `{%` that is being looked at."""
        self._outputs = iter([t.offset for t in tokens if t.kind == "variable_begin"])
        self._data = iter([t.offset for t in tokens if t.kind == "data"])
        self._own = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}

    def visit(self, *siblings: nodes.Node) -> None:
        """Report what is refused in nodes and below them."""
        self._depth += 1
        for node in siblings:
            self._count += 1
            if isinstance(node, nodes.Stmt):
                self._enter(node)
            handler = getattr(self, f"_{type(node).__name__.lower()}", None)
            if self._depth > _MOST_DEPTH or self._count > _MOST_NODES:
                if self._count <= _MOST_NODES + 1:
                    self._refuse(node, "template-limit")
                self._count = _MOST_NODES + 1
            elif type(node) not in _ALLOWED:
                self._refuse(node, "refused-expression", text=_shown(node))
            elif handler is None or handler(node):
                self.visit(*node.iter_child_nodes())
        self._depth -= 1

    def _refuse(self, node: nodes.Node, rule: str, **values: object) -> None:
        self._refusals += 1
        self.page.report(self._offset(node), rule, **values)

    def _offset(self, node: nodes.Node) -> int:
        """Where a node begins: a name exactly, anything else at its `{{` or `{%`."""
        if isinstance(node, nodes.Name) and (found := self._names[node.lineno, node.name]):
            return found.pop(0) if len(found) > 1 else found[0]
        return self._at

    def _enter(self, tag: nodes.Node) -> None:
        """Note that a tag is being looked at."""
        kind = type(tag).__name__.lower()
        for word in (kind, *_TAG_WORDS.get(kind, ())):
            if found := self._names[tag.lineno, word]:
                offset = found.pop(0) if len(found) > 1 else found[0]
                self._at = max(begin for begin in self._begins if begin <= offset)
                return

    # Each of these says whether to go on below the node.

    def _is_refused(self, *found: nodes.Node) -> bool:
        """Visit nodes; whether something in them is refused."""
        before = self._refusals
        self.visit(*found)
        return self._refusals > before

    def _kept(self, statements: list[nodes.Node]) -> list[nodes.Node]:
        """Visit statements; those that may be."""
        self.visit(*statements)
        return [statement for statement in statements if type(statement) in _ALLOWED]

    def _template(self, node: nodes.Template) -> bool:
        node.body = self._kept(node.body)
        return False

    def _if(self, node: nodes.If) -> bool:
        if self._is_refused(node.test):
            node.test = nodes.Const(True, lineno=node.lineno)
        node.body, node.else_ = self._kept(node.body), self._kept(node.else_)
        self.visit(*node.elif_)
        return False

    def _output(self, node: nodes.Output) -> bool:
        marked: list[nodes.Expr] = []
        for child in node.nodes:
            places = self._data if isinstance(child, nodes.TemplateData) else self._outputs
            self._at = next(places, 0)
            marker = f"\ue000{self._at}\ue001"
            marked.append(nodes.TemplateData(marker, lineno=child.lineno))
            if not self._is_refused(child):
                marked.append(child)
        node.nodes = marked
        return False

    def _const(self, node: nodes.Const) -> bool:
        # `"\u202e"` in a string is an invisible character, too.
        hidden = invisible_characters(node.value) if isinstance(node.value, str) else ()
        for found in hidden:
            self._refuse(node, "invisible-character", code=code_point(found.character))
        return True

    def _name(self, node: nodes.Name) -> bool:
        if node.ctx == "load" and node.name in MACROS and node.name not in self._own:
            self._refuse(node, "macro-without-call", name=node.name)
        elif node.ctx == "load" and node.name not in (*self._own, "loop"):
            nearest = closest_match(node.name, MACROS, _LIKE)
            self._refuse(node, "unknown-macro", name=node.name, nearest=nearest)
        elif node.ctx == "store" and node.name in MACROS:
            self._refuse(node, "macro-name-taken", name=node.name)
        return True

    def _call(self, node: nodes.Call) -> bool:
        target = node.node
        if not isinstance(target, nodes.Name) or node.dyn_args or node.dyn_kwargs:
            self._refuse(node, "refused-expression", text=_shown(target))
            return False
        if target.name not in MACROS:
            nearest = closest_match(target.name, MACROS, _LIKE)
            self._refuse(target, "unknown-macro", name=target.name, nearest=nearest)
            return False
        arguments = (*node.args, *node.kwargs)
        node.args.insert(0, nodes.Const(len(self.calls), lineno=node.lineno))
        self.calls.append(self._offset(target))
        self.visit(*arguments)
        return False

    def _getattr(self, node: nodes.Getattr) -> bool:
        is_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop"
        if not is_loop or node.attr not in _LOOP:
            self._refuse(node, "refused-expression", text=_shown(node))
        return False

    def _filter(self, node: nodes.Filter) -> bool:
        if node.name not in FILTERS or node.args or node.kwargs:
            nearest = closest_match(node.name, FILTERS)
            self._refuse(node, "refused-expression", text=_shown(node), nearest=nearest)
            return False
        return True

    def _test(self, node: nodes.Test) -> bool:
        if node.name not in _TESTS:
            self._refuse(node, "refused-expression", text=f"is {node.name}")
            return False
        return True

    def _for(self, node: nodes.For) -> bool:
        if node.recursive:
            self._refuse(node, "refused-expression", text="recursive")
        if self._is_refused(node.iter, *filter(None, (node.test,))):
            node.iter, node.test = nodes.Const((), lineno=node.lineno), None
        self.visit(node.target)
        node.body, node.else_ = self._kept(node.body), self._kept(node.else_)
        node.iter = _filtered(node.iter, COUNTED)
        return False

    def _assign(self, node: nodes.Assign) -> bool:
        if self._is_refused(node.target, node.node):
            node.node = nodes.Const("", lineno=node.lineno)
        node.node = _filtered(node.node, BOUNDED)
        return False


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    assert isinstance(node, nodes.Expr)
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _shown(node: nodes.Node) -> str:
    """What of a refused node is written in the page: a name, a tag or the kind of an operation."""
    if isinstance(node, nodes.Getattr):
        return f"{_shown(node.node)}.{node.attr}"
    if isinstance(node, nodes.Name | nodes.Filter | nodes.Test):
        return f"|{node.name}" if isinstance(node, nodes.Filter) else node.name
    if isinstance(node, nodes.Call):
        return f"{_shown(node.node)}()"
    if isinstance(node, nodes.Pow | nodes.BinExpr):
        return node.operator
    kind = type(node).__name__.lower()
    return f"{{% {_TAG_WORDS.get(kind, (kind,))[0]} %}}" if isinstance(node, nodes.Stmt) else "[…]"
