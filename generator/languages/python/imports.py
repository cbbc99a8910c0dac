"""Imports that a module doesn't need.

Job: let a template import whatever it may use, and take out of the text what it didn't. A name
that is imported under itself (`A as A`) is offered to others and stays. Part of `format`.
"""

from __future__ import annotations

import ast

from generator.languages.python.walking import walked


def pruned(source: str) -> str:
    """Return the module without imports that nothing in it uses.

    Raises:
        SyntaxError: the source is not Python.
    """
    shorter = _without_unused(source)
    rest = _without_empty_blocks(shorter)
    return rest if rest == shorter else pruned(rest)  # the name in the condition had a use


def _without_unused(source: str) -> str:
    uses: set[str] = set()
    imports: list[ast.Import | ast.ImportFrom] = []
    for node in walked(ast.parse(source)):
        if isinstance(node, ast.Name):
            uses.add(node.id)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "TypedDict":
            uses |= _quoted(node)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            imports.append(node)
    lines = source.split("\n")
    for statement in sorted(imports, key=lambda node: -node.lineno):
        aliases = [name for name in statement.names if _is_needed(statement, name, uses)]
        if len(aliases) < len(statement.names):
            lines[statement.lineno - 1 : statement.end_lineno] = _written(statement, aliases)
            alone = lines[statement.lineno - 2 : statement.lineno] == ["", ""] and not aliases
            del lines[statement.lineno - 1 : statement.lineno - 1 + alone]
    return "\n".join(lines)


def _quoted(call: ast.Call) -> set[str]:
    """Return the names in the annotations of a TypedDict in calling form, which are texts."""
    values = [v for table in call.args if isinstance(table, ast.Dict) for v in table.values]
    texts = (node for value in values for node in ast.walk(value) if isinstance(node, ast.Constant))
    trees = (ast.parse(str(text.value), mode="eval") for text in texts)
    return {node.id for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _is_needed(node: ast.Import | ast.ImportFrom, name: ast.alias, uses: set[str]) -> bool:
    future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
    identifier = name.asname or name.name.split(".")[0]
    return future or name.name == "*" or name.asname == name.name or identifier in uses


def _written(node: ast.Import | ast.ImportFrom, names: list[ast.alias]) -> list[str]:
    """Return the statement with fewer names: one line, which the formatter folds."""
    if not names:
        return []
    node.names = names
    return [" " * node.col_offset + ast.unparse(node)]


def _without_empty_blocks(source: str) -> str:
    """Return the module without `if` statements that have lost all of their lines."""
    lines = source.split("\n")
    blocks = [number for number, line in enumerate(lines) if line == "if TYPE_CHECKING:"]
    for number in reversed(blocks):
        following = next((text for text in lines[number + 1 :] if text.strip()), "")
        if not following.startswith(" "):
            del lines[number]
    return "\n".join(lines)
