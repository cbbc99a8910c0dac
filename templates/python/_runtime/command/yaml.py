"""JSON text as YAML, for a reader.

Job: write the same value in the block style of YAML 1.2, of which JSON's scalars are a part. What
isn't plainly a word stays in JSON's quotes, so that no program takes a text for anything else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from .tokens import TOKEN

Tree: TypeAlias = "str | list[Tree] | tuple[tuple[str, Tree], ...]"
"""A value by its tokens: a scalar, a list, or the members of an object."""

_WORD: Final = re.compile(r"[A-Za-z_](?:[\w./ -]*[\w./-])?", re.ASCII)
_OTHERWISE: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""Words that some version of YAML doesn't take for a text."""


def yaml(text: str) -> str:
    """Return JSON text as YAML, with a line end."""
    tree = _tree(iter(TOKEN.findall(text)))
    return "\n".join(_lines(tree)) + "\n"


def _tree(tokens: Iterator[str], token: str | None = None) -> Tree:
    first = next(tokens) if token is None else token
    if first == "{":
        return tuple(_members(tokens))
    return list(_items(tokens)) if first == "[" else first


def _members(tokens: Iterator[str]) -> Iterator[tuple[str, Tree]]:
    for token in tokens:
        if token == "}":
            return
        if token != ",":
            next(tokens)  # the colon
            yield token, _tree(tokens)


def _items(tokens: Iterator[str]) -> Iterator[Tree]:
    for token in tokens:
        if token == "]":
            return
        if token != ",":
            yield _tree(tokens, token)


def _lines(tree: Tree) -> Iterator[str]:
    match tree:
        case str():
            yield _scalar(tree)
        case list() if tree:
            for item in tree:
                first, *others = _lines(item)
                yield f"- {first}"
                yield from (f"  {line}" for line in others)
        case tuple() if tree:
            for name, value in tree:
                yield from _member(_scalar(name), value)
        case _:
            yield "[]" if isinstance(tree, list) else "{}"


def _member(name: str, value: Tree) -> Iterator[str]:
    first, *others = _lines(value)
    if isinstance(value, str) or not value:
        yield f"{name}: {first}"
        return
    yield f"{name}:"
    yield from (f"  {line}" for line in (first, *others))


def _scalar(token: str) -> str:
    if token[0] != '"':
        return token
    text = json.loads(token, strict=False)
    if _WORD.fullmatch(text) and text.lower() not in _OTHERWISE:
        return str(text)
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    number = ord(character)
    short = {9: "\\t", 10: "\\n", 13: "\\r"}.get(number)
    return short or (f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}")
