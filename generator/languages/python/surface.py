"""What the runtime adds to the surface of a package: the same for every description.

Job: read it from the sources of the runtime, so that nothing is listed twice: exceptions with their
bases, the options of clients and calls with their types, defaults, and flags of the command line.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from generator.languages.python.package import Package
from generator.languages.python.rooms import is_written
from generator.places import TEMPLATES

RUNTIME = TEMPLATES / "python" / "_runtime"


def surface(package: Package) -> dict[str, str]:
    """Return what each thing is that callers can rely on, by a name of its own."""
    flags = dict(_flags()) if is_written("__main__.py", package.without) else {}
    names = {f"name {name}": "of the package" for name in package.exports.every_name}
    return {**names, **dict(_exceptions()), **dict(_options()), **dict(_defaults()), **flags}


def _tree(*path: str) -> ast.Module:
    return ast.parse(Path(RUNTIME, *path).read_text(encoding="utf-8"))


def _classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in tree.body if isinstance(node, ast.ClassDef))


def _exceptions() -> Iterator[tuple[str, str]]:
    for node in _classes(_tree("vocabulary", "errors.py")):
        if node.name.endswith(("Error", "Warning")):
            yield f"exception {node.name}", f"a {' and '.join(map(ast.unparse, node.bases))}"


def _options() -> Iterator[tuple[str, str]]:
    for node in _classes(_tree("setup", "typed_options.py")):
        for field in node.body:
            if isinstance(field, ast.AnnAssign):
                name = f"option {node.name}.{ast.unparse(field.target)}"
                yield name, ast.unparse(field.annotation)


def _defaults() -> Iterator[tuple[str, str]]:
    for node in _tree("setup", "options.py").body:
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            target = ast.unparse(node.target)
            if target.startswith("DEFAULT_"):
                yield f"default {target}", ast.unparse(node.value)


def _flags() -> Iterator[tuple[str, str]]:
    """Yield the flags that every command has, with what each may be."""
    for node in ast.walk(_tree("command", "general.py")):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".add_argument"):
            flags = [each.value for each in node.args if isinstance(each, ast.Constant)]
            options = {k.arg: ast.unparse(k.value) for k in node.keywords if k.arg != "help"}
            what = ", ".join(f"{key}={value}" for key, value in sorted(options.items()))
            yield from ((f"flag {flag}", what or "a value") for flag in map(str, flags))
