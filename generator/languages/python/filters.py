"""Python as a language: how values, names, types and text of the Api are spelt in source code.

Job: the typed filters of the templates, types aside (`annotations`). Each returns a `Code`
fragment; a template can print nothing else, so text of a description reaches the output only
through filters that are proved by reading back what they made. It must not decide what is emitted.
"""

from __future__ import annotations

import ast
import keyword
import re
from functools import lru_cache
from typing import Final

from generator.languages.text import Code, wrapped
from generator.words import is_visible

WIDTH: Final = 100
_PLAIN: Final = re.compile(r"[ !#-\[\]-~]*")
"""Text that stands for itself between double quotes."""


def literal(value: object) -> Code:
    """Return the expression that evaluates to `value`, of the same type.

    Raises:
        ValueError: the value has no such expression.
    """
    if type(value) is str and _PLAIN.fullmatch(value):
        return Code(f'"{value}"')  # which stands for itself, as needn't be read back
    text = _plain_repr(value)
    back = ast.literal_eval(text)
    if back != value or type(back) is not type(value):
        raise ValueError(f"{value!r} can't be written as a literal")
    return Code(text)


def _plain_repr(value: object) -> str:
    """Return `repr` with every character that isn't printable ASCII-safe kept escaped.

    A plain string stands in the quotes that `format` wants: what looks formatted already is
    formatted in half the time.
    """
    text = repr(value)
    if isinstance(value, str) and text[1:-1] == value and '"' not in value:
        text = f'"{value}"'
    return _printable(text)


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


@lru_cache(maxsize=65_536)
def identifier(name: str) -> Code:
    """Return a name as code.

    Raises:
        ValueError: it isn't an identifier, dotted or not.
    """
    parts = name.split(".")
    if not all(is_visible(p) and not keyword.iskeyword(p) for p in parts):
        raise ValueError(f"{name!r} isn't an identifier")
    return Code(name)


def docstring(text: str, indent: int = 0) -> Code:
    """Return text of a description as a docstring, wrapped for a place `indent` columns in."""
    lines = wrapped(text, WIDTH - indent - 6)
    pad = " " * indent
    body = "\n".join(
        pad + _escaped(line) if n and line else _escaped(line) for n, line in enumerate(lines)
    )
    body = body.replace('"""', r"\"\"\"")
    quotes = len(lines[-1]) - len(lines[-1].rstrip('"'))
    if quotes % 3:  # the others are escaped by threes; a last one would end the docstring
        body = body[:-1] + r"\""
    source = f'"""{body}"""' if len(lines) == 1 else f'"""{body}\n{pad}"""'
    if not _PLAIN.fullmatch(" ".join(lines)):
        _prove(source, lines, pad)
    return Code(source)


def _prove(source: str, lines: list[str], pad: str) -> None:
    """Refuse a docstring that doesn't read back as the lines that it was made of."""
    docstring_lines = ast.literal_eval(source).split("\n")
    if len(lines) > 1:
        docstring_lines = docstring_lines[:-1]
    if [line.removeprefix(pad) if n else line for n, line in enumerate(docstring_lines)] != lines:
        raise ValueError("a docstring doesn't read back as its text")


def _escaped(line: str) -> str:
    return _printable(line.replace("\\", "\\\\"))


def prose(text: str, indent: int, lead: str = "") -> Code:
    """Return text for a place inside a docstring that is `indent` columns in; no quotes around it.

    `lead` is what stands before it on its first line, further than `indent`. The docstring has to
    go on with a new line after it.
    """
    pad = " " * indent
    lines = wrapped(text, WIDTH - indent, len(lead) + 1 if lead else 0)
    lines_of_docstring = [_escaped(line).replace('"""', r"\"\"\"") for line in lines]
    return Code(f"\n{pad}".join(lines_of_docstring).replace(f"\n{pad}\n", "\n\n"))


def module(name: str) -> Code:
    """Return the name of a module for an import, relative or not.

    Raises:
        ValueError: it isn't one.
    """
    if name.strip("."):
        identifier(name.lstrip("."))
    return Code(name)


def fenced(code: str) -> Code:
    """Return Python as a block of Markdown's, whatever the code holds.

    Raises:
        ValueError: it isn't Python, or holds what can't be seen.
    """
    lines = code.strip("\n").split("\n")
    ast.parse(code)
    if not all(line.isprintable() for line in lines):
        raise ValueError(f"{code!r} holds what can't be seen")
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return Code("\n".join([f"{fence}python", *lines, fence]))
