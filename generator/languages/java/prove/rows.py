"""Rows of the tables of the output, read back: the expressions that make records, as values."""

from __future__ import annotations

import re
from typing import Any

from generator.languages.java.literals import read_literal
from generator.languages.java.prove.facts import LITERAL

_TOKENS = re.compile(rf"{LITERAL}|new [\w.]+(?:<>)?|List\.of|[\w.]+|[(),]")


def value(expression: str) -> Any:
    """Return what an expression makes: texts, booleans, and tuples that begin with a name.

    Raises:
        ValueError: it is none that a table has.
    """
    tokens = _TOKENS.findall(expression)
    if "".join(tokens).replace(" ", "") != expression.replace(" ", ""):
        raise ValueError(f"{expression!r} is no row of a table")
    result, rest = _value(tokens, 0)
    if rest != len(tokens):
        raise ValueError(f"{expression!r} goes on")
    return result


def _value(tokens: list[str], at: int) -> tuple[Any, int]:
    token = tokens[at]
    if token.startswith('"'):
        return read_literal(token), at + 1
    if at + 1 < len(tokens) and tokens[at + 1] == "(":
        row: list[Any] = [token.removeprefix("new ")]
        at += 2
        while tokens[at] != ")":
            each, at = _value(tokens, at)
            row.append(each)
            at += tokens[at] == ","
        return tuple(row), at + 1
    return {"true": True, "false": False, "null": None}.get(token, token), at + 1


def listed(values: Any) -> tuple[Any, ...]:
    """Return a list of values, as `value` reads it."""
    return ("List.of", *values)


def security(requirements: Any) -> tuple[Any, ...]:
    """Return what a call requires, as `value` reads it."""
    return listed(listed(each) for each in requirements)
