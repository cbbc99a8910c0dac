"""Whether a module that offers what others hold offers all of that, and nothing else.

Job: find the modules that import everything of others, hold each against its own table and against
what those others make, and refuse every such import elsewhere. It must not ask what stands where.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from generator.files import Files
from generator.languages.python.package import Package
from generator.languages.python.prove.trees import named, parsed, tree_of
from generator.spelled import Api

INIT = "__init__.py"


def faults(files: Files, api: Api, package: Package) -> Iterator[str]:
    """Yield every module whose imports of everything aren't what it offers."""
    facades = {path for path in files if _is_facade(files, path, package.name)}
    wholes = {
        f"{package.name}/{provider.name}/{name}": f"..{kind}"
        for provider in api.providers
        for kind in ("models", "params")
        for name in ([f"{kind}.py", INIT] if kind == "models" else [f"{kind}.py"])
        if f"{package.name}/{kind}/{INIT}" in facades
    }
    for path, file in sorted(files.items()):
        written = path.endswith(".py") and not file.copied
        may = path in facades or path in wholes or "import *" in file.text
        tree = parsed(file.text) if written and may else None
        stars = list(_stars(tree)) if tree is not None else []
        if path in facades and tree is not None:
            yield from (f"{path}: {fault}" for fault in _facade_faults(files, path, tree, stars))
        elif stars != ([wholes[path]] if path in wholes else []):
            yield f"{path}: imports everything of {stars}"
        elif path in wholes and _argument(tree, "whole") != wholes[path]:
            yield f"{path}: offers another module than {wholes[path]}"


def _is_facade(files: Files, path: str, package: str) -> bool:
    """Return whether a module offers what those beside it hold."""
    folder, _, name = path.rpartition("/")
    inner = folder.removeprefix(f"{package}/").split("/")
    return name == INIT and inner[-1] in ("models", "params", "operations") and len(inner) < 3


def parts_of(files: Files, folder: str) -> Mapping[str, ast.Module]:
    """Return the modules in a folder beside the one that offers them, by name."""
    paths = (path for path in files if path.startswith(f"{folder}/") and path.endswith(".py"))
    trees = {path.rpartition("/")[2].removesuffix(".py"): tree_of(files, path) for path in paths}
    return {n: tree for n, tree in trees.items() if n != "__init__" and tree is not None}


def offered(tree: ast.Module) -> frozenset[str]:
    """Return the names of what a module makes for others."""
    return frozenset(name for name in named(tree.body) if not name.startswith("_"))


def _facade_faults(files: Files, path: str, tree: ast.Module, stars: list[str]) -> Iterator[str]:
    wanted = {f".{n}": offered(t) for n, t in parts_of(files, path.rpartition("/")[0]).items()}
    if sorted(stars) != sorted(wanted):
        yield f"imports everything of {stars}, not of {sorted(wanted)}"
    table = _table(tree)
    if table != wanted:
        yield f"offers {table}, not {wanted}"
    every = [name for names in wanted.values() for name in names]
    yield from (f"{name} stands in several modules" for name in {*every} if every.count(name) > 1)


def _stars(tree: ast.Module) -> Iterator[str]:
    """Yield the modules that everything is imported from, but for the seam of the user."""
    for node in tree.body:
        for statement in node.body if isinstance(node, ast.If) else [node]:
            match statement:
                case ast.ImportFrom(module="_custom", level=1):
                    pass
                case ast.ImportFrom(module=module, level=level, names=[ast.alias(name="*")]):
                    yield "." * level + (module or "")


def _call(tree: ast.Module | None) -> ast.Call | None:
    """Return the call that makes a module import what it offers when it is used."""
    for node in tree.body if tree is not None else ():
        match node:
            case ast.If(orelse=[*_, ast.Assign(value=ast.Call(func=ast.Name(id="lazy")) as call)]):
                return call
    return None


def _argument(tree: ast.Module | None, name: str) -> object:
    call = _call(tree)
    given = call.keywords if call is not None else []
    return next((ast.literal_eval(each.value) for each in given if each.arg == name), None)


def _table(tree: ast.Module) -> Mapping[str, frozenset[str]]:
    match _call(tree):
        case ast.Call(args=[ast.Name(id="__name__"), ast.Dict() as table], keywords=[]):
            texts = ast.literal_eval(table)
            return {module: frozenset(names.split()) for module, names in texts.items()}
        case _:
            return {}
