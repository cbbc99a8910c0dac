"""P21 for single conditions of the proof about code: what one refuses, and no other would.

Each fault was found by taking a condition away: without it nothing tells.
"""

from __future__ import annotations

import pytest

from generator.languages.python.prove import (
    characters as hygiene,
    docstrings as texts,
    syntax,
    trees,
)

REFUSED = [
    ("from ._custom import x\nfrom .._custom import *\n", "imports everything"),
    ("x = print\n", "uses the builtin 'print'"),
    ("x = undefined\n", "uses a name that nothing makes: 'undefined'"),
    ("class A:\n    pass\n\n\nA().b()\n", "calls 'A().b'"),
    ("x = super(1).f()\n", "calls 'super(1).f'"),
    ("x = super(a=1).f()\n", "calls 'super(a=1).f'"),
    ("x = [].append(1)\n", "calls '[].append'"),
    ("def f(__x):\n    pass\n", "'__x' reaches into Python"),
    ("class __X:\n    pass\n", "'__X' reaches into Python"),
    ("async def __f():\n    pass\n", "'__f' reaches into Python"),
    ("def __f():\n    pass\n", "'__f' reaches into Python"),
    ("x = dict(__a=1)\n", "'__a' reaches into Python"),
    ("import typing as __t\n", "'__t' reaches into Python"),
    ("from .a import __b\n", "'__b' reaches into Python"),
    ("from .__a import b\n", "'__a' reaches into Python"),
    ("from .a.__b import c\n", "'__b' reaches into Python"),
    ("x = int.__a\n", "'__a' reaches into Python"),
    ("from ... import x\n", "from outside of the package: from ... import x"),
    ("from ...x import y\n", "from outside of the package"),
    ("await int\n", "nothing that it compiles"),
    ("return 1\n", "nothing that it compiles"),
    ("x = 1\nif int:\n    x = 2\n", "'x' is made twice"),
    ("if int:\n    x = 1\nelse:\n    X = 2\n", "'X' is made twice"),
    ("X = 1\nx = 2\n", "'x' is made twice"),
    ("class A:\n    if int:\n        x = 1\n    x = 1\n", "'x' is made twice"),
    ("def f(x, *, X):\n    pass\n", "'X' is made twice"),
    ("def f(x, /, X):\n    pass\n", "'X' is made twice"),
    ("x = '\ud800'\n", "not Python"),
    ("x = {int: 1, int: 2}\n", "the key int stands twice"),
    ("from typing import Any\n\nAny = 1\n", "'Any' is imported as well"),
    ("from typing import Any\n\nAny: int = 1\n", "'Any' is imported as well"),
    ("from typing import Any as T\n\n\nclass T:\n    pass\n", "'T' is imported as well"),
    ("import collections.abc\n\n\ndef collections():\n    pass\n", "is imported as well"),
    ("if int:\n    from . import x\nx = 1\n", "'x' is imported as well"),
    ("from . import x\n\nif int:\n    x = 1\n", "'x' is imported as well"),
    ("from . import x\n\nif int:\n    pass\nelse:\n    x = 1\n", "'x' is imported as well"),
    ("from . import x\n\n\nclass A:\n    x: x.y = 1\n", "'x' is imported as well"),
    ("from . import x\n\n\nclass A:\n    x = 1\n    y: x\n", "'x' is imported as well"),
    (
        "if int:\n    from . import x\n\n\nclass A:\n    def x(self, y: x.y):\n        pass\n",
        "'x' is imported as well",
    ),
]


@pytest.mark.case("P21")
@pytest.mark.parametrize(("code", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_code_is_refused(code: str, told: str) -> None:
    """Each kind of code that nothing generated does has a condition of its own."""
    assert told in "\n".join(syntax.faults("a/b/c.py", code))


@pytest.mark.case("P21")
@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_code_too_deep_to_read_is_refused(depth: int) -> None:
    """Whatever gives up first on deep code, the parser or the compiler, it isn't accepted."""
    for code in (f"x = {'-' * depth}a\n", f"x = a{'.b' * depth}\n"):
        assert list(syntax.faults("a/b/c.py", code)) != []


@pytest.mark.case("P21")
@pytest.mark.parametrize(
    "code",
    [
        "from ._custom import *\n",
        "from .. import x\nfrom typing import Any as T\n",
        "x = {}\ny = {**x, **x}\n",
        "class A:\n    def f(self):\n        return super().f(self.g.h())\n",
        "async def f():\n    pass\n\n\nasync def g():\n    await f()\n",
        "import collections.abc\n\nx = collections.abc\n",
        "def f(a, b):\n    return a | b\n",
        "if int:\n    from . import x\nelse:\n    x = 1\n",
        "from . import x\n\n\nclass A:\n    x: x.y\n",
        "from . import x\n\n\nclass A:\n    def x(self):\n        return x\n",
        "x = 1\n\n\nclass A:\n    x = 2\n\n    def f(self, x):\n        x = 3\n        x = 4\n",
    ],
)
def test_code_is_accepted(code: str) -> None:
    """What generated code does is refused by no condition."""
    assert list(syntax.faults("a/b/c.py", code)) == []


HEAD = '"""A."""\n\n'
BYTES = [
    ("a.md", "", []),
    ("a.py", "", []),
    ("a.md", "x\nb\ufeff\u200b\nc\n", [":2: characters that nobody sees: U+200B, U+FEFF"]),
    ("a.md", "x", [": the last line has no end"]),
    ("a.md", "x  # y\n\n", []),
    ("a.py", f"{HEAD}x = 1\n\n", [": empty lines at the end"]),
    ("a.py", "x = 1\n", [": the first lines are not a docstring of ours, with no room for an enc"]),
    ("a.py", '"""A."""\nx = 1\n', [": the first lines are not a docstring of ours"]),
    ("a.py", '"""\ncoding: x"""\n', [": the first lines are not a docstring of ours"]),
    ("a.py", '"""ä."""\n', [": the first lines are not a docstring of ours"]),
    ("a.py", f"{HEAD}x = 1\n# y\n", [":4: a comment that no template has: '# y'"]),
    ("a.py", f"{HEAD}if x:\n        a\n    b\n", []),
    ("a.py", f"{HEAD}x = (\n", []),
    *(
        ("a.md", f"{sign}\n", [f":1: characters that nobody sees: U+{ord(sign):04X}"])
        for sign in ("\t", "\x85", "\xad", "\ue000", "\u2028", "\u2029", "\ud800", "\U000e0041")
    ),
]


@pytest.mark.case("P21")
@pytest.mark.parametrize(("path", "text", "told"), BYTES)
def test_bytes(path: str, text: str, told: list[str]) -> None:
    """Each rule about characters tells its own, at its place, and nothing besides."""
    found = [fault.removeprefix(path) for fault in hygiene.faults(path, text)]
    assert len(found) == len(told)
    assert all(fault.startswith(begin) for fault, begin in zip(found, told, strict=True))


@pytest.mark.case("P21")
def test_only_the_first_text_is_a_docstring() -> None:
    """A second text below a name doesn't pass for what is told of it."""
    tree = trees.parsed('"""A."""\n"""B."""\nx = 1\n"""C."""\n"""D."""\n')
    assert tree is not None
    assert trees.documented(tree.body) == {"": "A.", "x": "C."}


@pytest.mark.case("P21")
@pytest.mark.parametrize(
    ("written", "meant", "lost"),
    [
        ("a  b\nc", ["a b", "c"], []),
        ("page: x", ["age: x"], ["age: x"]),
        ("x x b a", ["a", "b"], ["b"]),
        ("a b c", ["a b", "b c"], ["b c"]),
        ("a b", ["a", "x", "b"], ["x"]),
        ("a", [], []),
    ],
)
def test_texts(written: str, meant: list[str], lost: list[str]) -> None:
    """Texts are found by whole words, each behind the one before."""
    found = list(texts.told(written, meant))
    assert found == [f"the docstring doesn't say {text!r} where it should" for text in lost]
