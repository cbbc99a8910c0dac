"""Whether a module was only reformatted: what it says, whatever it looks like.

Job: a hash of the syntax tree of a module, which formatters leave as it is. How it is made stands
in the package's own `verify`, which has to know it without us; this only asks it, with trees that
the proof has read before. The hashes of what every package has from the templates stand beside
those (`templates/forms`), by what is hashed. It must not judge.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Mapping
from functools import lru_cache
from types import ModuleType
from typing import Any, Final

from generator.files import digest
from generator.places import TEMPLATES
from generator.syntax_trees import parsed

TABLE: Final = TEMPLATES / "forms" / "python.txt"
"""A line for each module that is copied from the templates: its hash, its form, and its path."""

_NAME: Final = "_compactgen_verify"
_COMMENTS: Final = re.compile(r"\A(?:#[^\n]*\n)+")


_UNLIKE: Final = (ast.Expr, ast.JoinedStr, ast.Delete)
"""Nodes that say something else than all that their fields hold."""

_LEFT_OUT: Final = ("ctx", "kind", "type_comment")


class _Fields(dict[type[ast.AST], "tuple[tuple[str, str], ...]"]):
    """The fields of each class of nodes, as they are told; none of those that are unlike others."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[tuple[str, str], ...]:
        names = () if kind in _UNLIKE else (n for n in kind._fields if n not in _LEFT_OUT)
        self[kind] = tuple((name, f"str {name!r};") for name in names)
        return self[kind]


_FIELDS: Final = _Fields()


@lru_cache(maxsize=256)  # most modules of a package are the runtime's, the same in all packages
def form(content: bytes) -> str | None:
    """Return the hash of what a module says; nothing when it is no Python."""
    return _table().get(digest(content)) or read_form(content)


def read_form(content: bytes) -> str | None:
    """Return the same of any module, by reading it."""
    form_: str | None
    if not content.startswith(b"# ") or _may_be_encoded(content):
        form_ = _verify().form(content)
        return form_
    try:
        tree = parsed(_COMMENTS.sub("", content.decode()))  # which no form has
    except UnicodeDecodeError:
        return None
    return None if tree is None else form_of(tree)


def form_of(tree: ast.Module) -> str:
    """Return what the package's own `verify` makes of a module that was read, in half the time.

    It goes down by calls where that has a list; where an expression is too deep for them, that is
    asked itself.
    """
    texts: list[str] = []
    verify = _verify()
    try:
        _write(tree, texts, verify)
    except RecursionError:
        return str(verify.form_of(tree))
    return digest("".join(texts).encode("utf-8", "surrogatepass"))


def _write(part: Any, texts: list[str], verify: ModuleType) -> None:
    """Append what a part of a tree says, and then its own parts in their order."""
    kind = type(part)
    if kind is str:
        texts.append(f"str {part!r};")
    elif kind is list:
        texts.append("str '[';")
        for each in verify._ordered(part):
            _write(each, texts, verify)
        texts.append("str ']';")
    elif not isinstance(part, ast.AST):
        texts.append(f"{kind.__name__} {verify._spelt(part)};")
    else:
        texts.append(f"({kind.__name__}")
        for name, text in _FIELDS[kind]:
            value = getattr(part, name, None)
            if value is not None and value != []:
                texts.append(text)
                _write(value, texts, verify)
        if kind in _UNLIKE:
            for each in verify._parts(part):
                _write(each, texts, verify)
        texts.append("str ')';")


def _may_be_encoded(content: bytes) -> bool:
    """Return whether a module may say in its first lines how its bytes are to be read."""
    return any(b"coding" in line for line in content.split(b"\n", 2)[:2])


@lru_cache
def _table() -> Mapping[str, str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines)
    return {content: form_ for content, form_, _ in rows}


@lru_cache
def _verify() -> ModuleType:
    spec = importlib.util.spec_from_file_location(_NAME, TEMPLATES / "python" / "verify.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[_NAME] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
