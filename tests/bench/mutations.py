"""Small changes of Python source that a test should notice."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Eq: ast.NotEq(),
    ast.NotEq: ast.Eq(),
    ast.Lt: ast.LtE(),
    ast.LtE: ast.Lt(),
    ast.Gt: ast.GtE(),
    ast.GtE: ast.Gt(),
    ast.In: ast.NotIn(),
    ast.NotIn: ast.In(),
    ast.Is: ast.IsNot(),
    ast.IsNot: ast.Is(),
}
_SKIPPED = (ast.JoinedStr, ast.Assert, ast.Raise)
"""Places inside an f-string are wrong in Python 3.11; messages and assertions are no behaviour."""


@dataclass(frozen=True)
class Mutation:
    """One change of a file: an expression that becomes another."""

    path: str
    line: int
    start: int
    end: int
    old: str
    new: str
    reach: tuple[int, int]
    """First and last line of which a test must run one for the change to matter to it."""

    def __str__(self) -> str:
        old, new = (" ".join(text.split()) for text in (self.old, self.new))
        return f"{self.path}:{self.line}: {old} -> {new}"

    def apply(self, source: bytes) -> bytes:
        """The text of the file with the change in it."""
        return source[: self.start] + self.new.encode() + source[self.end :]


def mutations(path: str, source: bytes) -> list[Mutation]:
    """Every change that can be made in a file, in the order of its text."""
    lines = source.splitlines(keepends=True)
    offsets = [sum(map(len, lines[:number])) for number in range(len(lines))]
    found = []
    for node, new, reach in _changes(ast.parse(source)):
        if node.end_lineno is None or node.end_col_offset is None:
            continue
        start = offsets[node.lineno - 1] + node.col_offset
        end = offsets[node.end_lineno - 1] + node.end_col_offset
        text = f"({ast.unparse(new)})" if _needs_brackets(new) else ast.unparse(new)
        old = source[start:end].decode()
        lines_of = (reach.lineno, reach.end_lineno or reach.lineno)
        found.append(Mutation(path, node.lineno, start, end, old, text, lines_of))
    return sorted(found, key=lambda mutation: (mutation.start, mutation.new))


def _changes(tree: ast.Module) -> Iterator[tuple[ast.expr, ast.expr, ast.stmt | ast.expr]]:
    """An expression, what takes its place, and the code that uses it."""
    for node in _walk(tree):
        match node:
            case ast.Compare(ops=[operator]):
                changed = ast.Compare(node.left, [_COMPARISONS[type(operator)]], node.comparators)
                yield node, changed, node
            case ast.BoolOp():
                other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
                yield node, ast.BoolOp(other, node.values), node
            case ast.If() | ast.While() | ast.IfExp():
                yield node.test, ast.UnaryOp(ast.Not(), node.test), node.test
            case ast.comprehension():
                for condition in node.ifs:
                    yield condition, ast.UnaryOp(ast.Not(), condition), condition
            case ast.Return(value=ast.expr() as value):
                yield value, _other(value) or ast.Constant(None), value
            case ast.FunctionDef():
                for default in (*node.args.defaults, *node.args.kw_defaults):
                    if default is not None and (other_value := _other(default)):
                        yield default, other_value, node
            case ast.ClassDef():
                yield from _defaults_of_fields(node)


def _defaults_of_fields(node: ast.ClassDef) -> Iterator[tuple[ast.expr, ast.expr, ast.stmt]]:
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and statement.value:
            other = _other(statement.value)
            if other:
                yield statement.value, other, node


def _other(value: ast.expr) -> ast.expr | None:
    """Another value of the same type as a constant; None for what is no constant."""
    match value:
        case ast.Constant(value=bool() as truth):
            return ast.Constant(not truth)
        case ast.Constant(value=int() | float() as number):
            return ast.Constant(number + 1)
        case ast.Constant(value=str() as text):
            return ast.Constant("" if text else "x")
        case ast.Constant(value=None):
            return ast.Constant(0)
    return None


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _SKIPPED) or _is_main_guard(child):
            continue
        yield child
        yield from _walk(child)


def _is_main_guard(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)


def _needs_brackets(node: ast.expr) -> bool:
    return not isinstance(node, ast.Constant)
