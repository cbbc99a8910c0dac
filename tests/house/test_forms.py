"""The table of forms that stands beside the templates, and forms that are made of kept trees."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from generator.files import File
from generator.head import head
from generator.languages.python.walking import walked
from generator.publish.forms import TABLE, _verify, form_of, read_form
from tests.support.forms import table


def test_the_table_of_forms_is_that_of_the_templates() -> None:
    """Each module that packages have as it stands is in the table, with what it says."""
    assert TABLE.read_text(encoding="utf-8") == table(), "run `make generate`"


@pytest.mark.parametrize(
    "content",
    [
        head({"a.py": File('"""Text."""\n\nvalue = 1\n')})["a.py"].text.encode(),
        b"# a comment\n# coding: latin-1\nvalue = '\xe4'\n",
        b"# a comment\nvalue = '\xe4'\n",
        b"\xef\xbb\xbf# a comment\nvalue = 1\n",
        b"# a comment\r\nvalue = 1\r\n",
        b"# a comment\nvalue = \n",
        b"# a comment alone",
        b"",
    ],
)
def test_the_form_of_a_module_is_what_the_package_finds(content: bytes) -> None:
    """Whatever a file holds, its form is what `verify` in the package makes of the same bytes."""
    assert read_form(content) == _verify().form(content)


STATEMENTS = """
'a  text'
b"bytes"
del (a, b), c
x = f"{a!r:>{width}} text", 0x10, 1.5, 2j, None, True, ..., -3
import b.c, a as d
from . import e
from .f import g as h
@decorated(1)
async def of(a: int = 1, /, *b: str, c=None, **d) -> "T":
    "A  docstring."
    async with a as b, c: pass
    for each in ():
        continue
    else:
        return [x async for x in y if z]
    try:
        raise A from B
    except* C as d:
        global e
match x:
    case {"a": [1, *rest], **others} if rest:
        pass
    case Name(a=1) | None:
        pass
class A(B, metaclass=C):
    y: int
    z: int = lambda: (yield)
"""


@pytest.mark.parametrize("text", [STATEMENTS, f"x = {'-' * 90}1", f"x = {'(' * 80}a{',)' * 80}"])
def test_trees_say_what_the_package_finds(text: str) -> None:
    """Whatever is in a tree, and however deep, its form is the one that `verify` makes of it."""
    tree = ast.parse(text)
    assert form_of(tree) == _verify().form_of(tree)


def test_what_is_too_deep_for_calls_has_a_form() -> None:
    """An expression deeper than Python's stack, which no text is, has a form as well."""
    deep: ast.expr = ast.Constant(value=1)
    for _ in range(5_000):
        deep = ast.UnaryOp(op=ast.USub(), operand=deep)
    tree = ast.Module(body=[ast.Expr(value=deep)], type_ignores=[])
    assert form_of(tree) == _verify().form_of(tree)


def test_walks_meet_every_node() -> None:
    """What goes through trees meets each node that `ast.walk` does, but for load, store and del."""
    for text in (STATEMENTS, Path(__file__).read_text()):
        tree = ast.parse(text)
        every = [n for n in ast.walk(tree) if not isinstance(n, ast.expr_context)]
        assert sorted(map(id, walked(tree))) == sorted(map(id, every))
