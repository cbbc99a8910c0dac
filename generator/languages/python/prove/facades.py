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
    facades = {path for path in files if is_facade(files, path, package.name)}
    offering = {
        f"{package.name}/{provider.name}/{name}"
        for provider in api.providers
        for name in (INIT, "models.py", "params.py")
    }
    for path, file in sorted(files.items()):
        is_candidate = path.endswith(".py") and not file.copied and path not in offering
        may = path in facades or "import *" in file.text
        tree = parsed(file.text) if is_candidate and may else None
        modules = list(stars(tree)) if tree is not None else []
        if path in facades and tree is not None:
            yield from (f"{path}: {fault}" for fault in _facade_faults(files, path, tree, modules))
        elif modules:
            yield f"{path}: imports everything of {modules}"


def is_facade(files: Files, path: str, package: str) -> bool:
    """Return whether a module offers what those beside it hold."""
    folder, _, name = path.rpartition("/")
    inner = folder.removeprefix(f"{package}/").split("/")
    is_part = inner[-1] in ("models", "params", "operations") and len(inner) < 3
    return path in files and name == INIT and is_part


def parts_of(files: Files, folder: str) -> Mapping[str, ast.Module]:
    """Return the modules in a folder beside the one that offers them, by name."""
    paths = (path for path in files if path.startswith(f"{folder}/") and path.endswith(".py"))
    trees = {path.rpartition("/")[2].removesuffix(".py"): tree_of(files, path) for path in paths}
    return {n: tree for n, tree in trees.items() if n != "__init__" and tree is not None}


def offered(tree: ast.Module) -> frozenset[str]:
    """Return the names of what a module makes for others."""
    return frozenset(name for name in named(tree.body) if not name.startswith("_"))


def _facade_faults(files: Files, path: str, tree: ast.Module, modules: list[str]) -> Iterator[str]:
    parts = {f".{n}": offered(t) for n, t in parts_of(files, path.rpartition("/")[0]).items()}
    if sorted(modules) != sorted(parts):
        yield f"imports everything of {modules}, not of {sorted(parts)}"
    offers = table(tree)
    beside = {module: names for module, names in offers.items() if not is_elsewhere(path, module)}
    if beside != parts:
        yield f"offers {beside}, not {parts}"
    every = [name for names in offers.values() for name in names]
    yield from (f"{name} stands in several modules" for name in {*every} if every.count(name) > 1)


def is_elsewhere(path: str, module: str) -> bool:
    """Return whether what a module offers may stand with a provider; `reexports` says which."""
    return module.startswith("..") and path.split("/")[-2] != "operations"


def stars(tree: ast.Module) -> Iterator[str]:
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


def argument(tree: ast.Module, name: str) -> object:
    """Return what that call is given by name: a value, the name of a variable, or nothing."""
    call = _call(tree)
    values = [each.value for each in call.keywords if each.arg == name] if call is not None else []
    match values:
        case [ast.Constant(value=value)]:
            return value
        case [value]:
            return ast.unparse(value)
        case _:
            return None


def table(tree: ast.Module) -> Mapping[str, frozenset[str]]:
    """Return the names that a module imports when they are used, by where they stand."""
    match _call(tree):
        case ast.Call(args=[ast.Name(id="__name__"), ast.Dict() as rows, *_]):
            texts = ast.literal_eval(rows)
            return {module: frozenset(names.split()) for module, names in texts.items()}
        case _:
            return {}
