"""What callers can't import any more once the files are there.

Job: read the modules that are replaced or deleted, and name what they offered and their successors
don't. It must not judge whether anybody wrote such an import.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.publish.comparison import Comparison
from generator.publish.manifest import prefix


def losses(comparison: Comparison, package: str) -> tuple[str, ...]:
    """Return what goes: `.module:name`, or `.module:` where all of it does."""
    result: list[str] = []
    for path in sorted({*comparison.written, *comparison.deleted}):
        before = comparison.contents[path]
        if before is not None and _is_public(path.removeprefix(prefix(package))):
            module = _module(path.removeprefix(prefix(package)))
            after = _successor(comparison, path)
            names = _offered(before) - after if after is not None else {""}
            result += [f"{module}:{name}" for name in sorted(names)]
    return tuple(result)


def _successor(comparison: Comparison, path: str) -> set[str] | None:
    """Return what is offered in the place of a module, be it one or a folder of several."""
    files, folder = comparison.files, path.removesuffix(".py")
    if path in files:
        return _offered(files[path].text.encode())
    parts = [file.text for each, file in files.items() if each.startswith(f"{folder}/")]
    if f"{folder}/__init__.py" not in files:
        return None
    return {name for text in parts for name in _offered(text.encode())}


def _is_public(path: str) -> bool:
    """Return whether a file is a module that callers import from."""
    parts = PurePosixPath(path).with_suffix("").parts
    inner = (part for part in parts if part != "__init__")
    return path.endswith(".py") and not any(part.startswith("_") for part in inner)


def _module(path: str) -> str:
    parts = PurePosixPath(path).with_suffix("").parts
    return "." + ".".join(part for part in parts if part != "__init__")


def _offered(content: bytes) -> set[str]:
    """Return the names that a module makes, or offers on under their own."""
    try:
        return {name for node in _statements(ast.parse(content)) for name in _names(node)}
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    for node in tree.body:
        yield from node.body if isinstance(node, ast.If) else (node,)


def _names(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.Assign(targets=[ast.Name(id=name)]) if not name.startswith("_"):
            yield name
        case ast.ImportFrom(names=names):
            yield from (alias.name for alias in names if alias.asname == alias.name)
