"""The changes that are made at random: what each kind looks like, and that each is Python."""

import ast

import pytest

from tests.bench.mutations import mutations
from tests.support.sites import ROOT


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("x = a < b", ["x = (a <= b)"]),
        ("x = a not in b", ["x = (a in b)"]),
        ("x = a and b", ["x = (a or b)"]),
        ("if a:\n    b()", ["if (not a):\n    b()"]),
        ("x = [a for a in b if a]", ["x = [a for a in b if (not a)]"]),
        ("def f(a=1): return g", ["def f(a=2): return g", "def f(a=1): return None"]),
        ("def f(*, a=True): pass", ["def f(*, a=False): pass"]),
        ("def f(): return None", ["def f(): return 0"]),
        ("class A:\n    b: str = ''", ["class A:\n    b: str = 'x'"]),
        ("if __name__ == '__main__':\n    f()", []),
        ("x = f'{a == b}'", []),
    ],
)
def test_each_kind_of_change(source: str, changed: list[str]) -> None:
    """An expression becomes another one of its kind, at its place."""
    found = [
        mutation.apply(source.encode()).decode() for mutation in mutations("x.py", source.encode())
    ]
    assert found == changed


def test_a_change_names_its_place_and_the_lines_that_use_it() -> None:
    """A default is used wherever the function runs."""
    source = "ừ = 1\ndef f(a=1):\n    g(a)\n    return h\n".encode()
    default, value = mutations("m/x.py", source)
    assert (str(default), default.reach) == ("m/x.py:2: 1 -> 2", (2, 4))
    assert (str(value), value.reach) == ("m/x.py:4: h -> None", (4, 4))


def test_every_change_of_the_program_is_python() -> None:
    """Else a test would notice the spelling and not the behaviour."""
    count = 0
    for path in sorted((ROOT / "macros/text").glob("*.py")):
        source = path.read_bytes()
        for mutation in mutations(path.name, source):
            ast.parse(mutation.apply(source))
            count += 1
    assert count > 100
