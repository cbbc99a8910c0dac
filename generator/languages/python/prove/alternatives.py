"""What an annotation joins: types one by one, each with the settings that hold for it.

Job: take apart how `|`, `Annotated` and texts are nested, as pydantic reads them. Which types those
are is for `annotations` and `accepted` to say.
"""

from __future__ import annotations

import ast
import dataclasses
from typing import TypeAlias

from generator.api import Constant

Settings: TypeAlias = dict[str, Constant]
"""The arguments of `Field(...)` or `StringConstraints(...)`."""


@dataclasses.dataclass(frozen=True, slots=True)
class Alternative:
    """One of the types that an annotation joins by `|`, and the settings that hold for it."""

    node: ast.expr
    settings: Settings


class Unreadable(ValueError):
    """An annotation of a form that no type has."""


def alternatives(node: ast.expr) -> list[Alternative]:
    """Return what an annotation joins, one by one.

    Raises:
        Unreadable: something beside `|` and `Annotated[..., Field(...)]` joins it.
    """
    match node:
        case ast.Constant(value=str(text)):
            return alternatives(_parsed(text))
        case ast.BinOp(left=first, op=ast.BitOr(), right=rest):
            return [*alternatives(first), *alternatives(rest)]
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[inner, *marks])):
            more = _settings(marks)
            return [_with(alternative, more) for alternative in alternatives(inner)]
        case _:
            return [Alternative(node, {})]


def _parsed(text: str) -> ast.expr:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError:
        raise Unreadable(text) from None


def _with(alternative: Alternative, more: Settings) -> Alternative:
    if alternative.settings.keys() & more.keys():
        raise Unreadable("a setting is given twice")
    return Alternative(alternative.node, {**alternative.settings, **more})


def _settings(marks: list[ast.expr]) -> Settings:
    """Return the arguments of the only mark, which takes constants by keyword."""
    match marks:
        case [
            ast.Call(func=ast.Name(id="Field" | "StringConstraints"), args=[], keywords=keywords)
        ]:
            return {str(keyword.arg): _constant(keyword.value) for keyword in keywords}
        case _:
            raise Unreadable("only Field(...) or StringConstraints(...) qualifies a type")


def _constant(node: ast.expr) -> Constant:
    try:
        value = ast.literal_eval(node)
    except ValueError:
        raise Unreadable(ast.unparse(node)) from None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    raise Unreadable(ast.unparse(node))
