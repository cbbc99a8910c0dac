"""Expressions that don't fit on a line, broken as google-java-format breaks them.

Job: the calls, constructors and choices that templates write. A call that doesn't fit has its
arguments on the next line, all together where they fit there, else each on its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

STEP = 8
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[()<>,]|[^"()<>,]+')


def split(text: str, sign: str = ",") -> list[str]:
    """Return the parts of a list; what stands in brackets or in a literal is one."""
    parts, depth, current = [], 0, ""
    for token in _TOKEN.findall(text):
        depth += token in "(<" and len(token) == 1
        depth -= token in ")>" and len(token) == 1
        if token == sign and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += token
    return [*parts, current.strip()] if current.strip() else parts


def _call(text: str) -> tuple[str, str, str] | None:
    """Return what stands before the arguments of a call, them, and what follows; else nothing."""
    depth, start, at = 0, None, 0
    for token in _TOKEN.findall(text):
        if token == "(":
            start = at if depth == 0 and start is None else start
            depth += 1
        elif token == ")":
            depth -= 1
            if depth == 0 and start is not None:
                return text[: start + 1], text[start + 1 : at], text[at:]
        at += len(token)
    return None


def _choice(text: str) -> list[str]:
    """Return a condition and the values that it chooses between; nothing of another expression."""
    pieces: str = ""
    depth = 0
    for token in _TOKEN.findall(text):
        depth += token in ("(", "<")
        depth -= token in (")", ">")
        is_within = depth > 0 or token.startswith('"')
        pieces += token if is_within else token.replace(" ? ", "\0").replace(" : ", "\0")
    parts = pieces.split("\0")
    return parts if len(parts) == 3 else []


def broken(text: str, lead: str, indent: int, width: int) -> Iterator[str]:
    """Yield the lines of an expression.

    Args:
        text: the expression, with the sign that ends it.
        lead: what stands before it on its first line.
        indent: the column of the statement that it belongs to.
        width: columns of a line.
    """
    inner = " " * (indent + STEP)
    if len(lead) + len(text) <= width:
        yield f"{lead}{text}"
        return
    if choice := _choice(text):
        question, first, second = choice
        yield f"{lead}{question}"
        yield f"{inner}? {first}"
        yield f"{inner}: {second}"
        return
    call = _call(text)
    if call is None or not call[1]:
        yield f"{lead}{text}"
        return
    head, arguments, tail = call
    yield f"{lead}{head}"
    if len(inner) + len(arguments) + len(tail) <= width:
        yield f"{inner}{arguments}{tail}"
        return
    parts = split(arguments)
    for n, part in enumerate(parts):
        ending = "," if n < len(parts) - 1 else tail
        yield from broken(f"{part}{ending}", inner, indent + STEP, width)
