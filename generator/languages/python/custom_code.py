"""Whether what a project built upon its vendored package still fits.

Job: read `_custom.py`, which the generator never writes, and tell where it and the package don't go
together: names that both have, names that the package doesn't have any more, and what mypy finds,
where there is a mypy. Nothing is imported from the project, and nothing written.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from generator.publish.content import source
from generator.publish.manifest import SEAM

_OPTIONS: Final = (
    "--config-file=",  # the project's own run of mypy obeys the project's configuration
    f"--cache-dir={os.devnull}",
    "--follow-imports=silent",
    "--ignore-missing-imports",
    "--check-untyped-defs",
    "--no-error-summary",
    "--no-color-output",
)


def misfits(package: Path, tell: Callable[[str], None]) -> list[str]:
    """Return what doesn't fit, a line each; `tell` is told what couldn't be looked at."""
    path = package / SEAM
    if not path.is_file():
        return []
    try:
        tree = ast.parse(source(path), str(path))
    except OSError as error:
        return [f"{path}:0: error: can't be read: {error.strerror}"]
    except (SyntaxError, ValueError) as error:
        return [f"{path}:{getattr(error, 'lineno', 0) or 0}: error: not Python: {error}"]
    names = _offered(package / "__init__.py")
    faults = [*_missing_imports(path, tree, names), *_hidden_names(path, tree, names)]
    command = _mypy()
    if command is None:
        tell(f"{path}: not type-checked, for want of mypy")
        return faults
    return faults + _mistakes(command, path)


def _missing_imports(path: Path, tree: ast.Module, package_names: frozenset[str]) -> Iterator[str]:
    """Yield what is imported from the package and isn't there.

    mypy doesn't: for it the package has whatever this module has, imports and all, and a module
    that is missing may be somebody else's.
    """
    imports = (n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom))
    for node in imports:
        for module, names in _imports(node, path.parent):
            if not _is_module(path.parent, module):
                yield f"{path}:{node.lineno}: error: the package has no module {module!r}"
            for name in names if not module else ():
                if name not in package_names and not _is_module(path.parent, name):
                    yield f"{path}:{node.lineno}: error: the package has no {name!r}"


def _imports(node: ast.Import | ast.ImportFrom, package: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the modules of the package that a statement imports from, "" for the package itself."""
    own = _dotted(package)
    match node:
        case ast.ImportFrom(level=1, module=module, names=names):
            yield module or "", [alias.name for alias in names if alias.name != "*"]
        case ast.ImportFrom(level=0, module=str(module), names=names) if module == own:
            yield "", [alias.name for alias in names if alias.name != "*"]
        case ast.ImportFrom(level=0, module=str(module)) if module.startswith(f"{own}."):
            yield module.removeprefix(f"{own}."), []
        case ast.Import(names=names):
            own_modules = (alias.name for alias in names if alias.name.startswith(f"{own}."))
            yield from ((name.removeprefix(f"{own}."), []) for name in own_modules)


def _dotted(package: Path) -> str:
    """Return the name by which the project imports the package."""
    folder = package.resolve()
    outside = folder.parent
    while (outside / "__init__.py").is_file() and outside != outside.parent:
        outside = outside.parent
    return ".".join(folder.relative_to(outside).parts)


def _is_module(package: Path, name: str) -> bool:
    place = package.joinpath(*name.split(".")) if name else package
    return place.is_dir() or place.with_name(f"{place.name}.py").is_file()


def _hidden_names(path: Path, tree: ast.Module, names: frozenset[str]) -> Iterator[str]:
    """Yield the names that would never be seen, since the package has them itself."""
    for node in tree.body:
        for name in sorted(_names(node) & names):
            yield (
                f"{path}:{node.lineno}: error: the package has {name!r} itself, "
                "so this one is never seen; give it another name"
            )


def _names(node: ast.stmt) -> frozenset[str]:
    """Return what a statement makes; imports make nothing that is exported."""
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            return frozenset({name})
        case ast.AsyncFunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
            return frozenset({name})
        case ast.Assign(targets=targets):
            return frozenset(target.id for target in targets if isinstance(target, ast.Name))
        case _:
            return frozenset()


def _offered(init: Path) -> frozenset[str]:
    """Return what `__all__` of the package lists."""
    try:
        body = ast.parse(source(init)).body
    except (OSError, SyntaxError, ValueError):
        return frozenset()
    lists = (
        node.value
        for node in body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    return frozenset(name for value in lists for name in ast.literal_eval(value))


def _mypy() -> list[str] | None:
    if importlib.util.find_spec("mypy"):
        return [sys.executable, "-m", "mypy"]
    command = shutil.which("mypy")
    return [command] if command else None


def _mistakes(command: list[str], path: Path) -> list[str]:
    process = subprocess.run(
        [*command, *_OPTIONS, str(path)],
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        check=False,
    )
    lines = (process.stdout + process.stderr).splitlines()
    return lines if process.returncode else []
