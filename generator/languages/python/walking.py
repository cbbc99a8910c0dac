"""A syntax tree as a list of its nodes.

Job: go through trees in half the time of `ast.walk`, for `imports` and for the proof.
"""

from __future__ import annotations

import ast


def walked(root: ast.AST) -> list[ast.AST]:
    """Return a node and all below it, the whole before its parts."""
    every, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        every.append(node)
        for value in node.__dict__.values():
            if isinstance(value, ast.AST):
                waiting.append(value)
            elif type(value) is list:
                waiting += [each for each in value if isinstance(each, ast.AST)]
    return every
