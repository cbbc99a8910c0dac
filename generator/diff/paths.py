"""Paths of operations: what of them travels, and what only names an argument."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generator.spelled import Operation, Provider

HOLE: Final = re.compile(r"\{([^{}]*)\}")


def shape(operation: Operation) -> tuple[str, str]:
    """Return the method and the path of an operation, whatever its parameters are called."""
    return operation.method, HOLE.sub("{}", operation.path)


def address(operation: Operation, provider: Provider) -> tuple[str, str]:
    """Return the method and the whole address of an operation, whatever its holes are called."""
    return operation.method, HOLE.sub("{}", f"{server(operation, provider)}{operation.path}")


def server(operation: Operation, provider: Provider) -> str:
    """Return the address that the path of an operation is below."""
    return operation.server or (provider.server.url if provider.server else "")


def renamed_holes(old: Operation, new: Operation) -> Mapping[str, str]:
    """Return how parameters in a path were called, with how they are called in the same place.

    Nothing where the path is another one, or where names have changed their places.
    """
    before, after = (HOLE.findall(operation.path) for operation in (old, new))
    pairs = {one: other for one, other in zip(before, after, strict=False) if one != other}
    if shape(old) != shape(new) or {*pairs} & {*after} or {*pairs.values()} & {*before}:
        return {}
    return pairs
