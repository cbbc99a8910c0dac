"""Names that are imported when they are first used (PEP 562).

Job: make importing a package cost next to nothing, whatever it offers, and let it offer what its
user put into a module beside the generated ones. Type checkers don't see this module: for them the
names are imported in the package itself.
"""

from __future__ import annotations

import importlib
import sys
from functools import lru_cache
from types import ModuleType

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Any, TypeAlias

    Lookup: TypeAlias = Callable[[str], Any]
    Listing: TypeAlias = Callable[[], list[str]]


class LazyModule:
    """A module that is imported when something of it is asked for.

    Modules that only annotations name are bound to these, for `typing.get_type_hints` to find.
    """

    def __init__(self, name: str, package: str | None = None) -> None:
        self._place = (name, package)

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(*self._place), name)


_OFFERED: dict[str, Mapping[str, str]] = {}
"""By package, the module of each name that it offers."""


def lazy(
    package: str,
    places: Mapping[str, tuple[str, ...] | str],
    modules: Sequence[str] = (),
    seam: str = "",
    within: str | None = None,
    whole: str = "",
) -> tuple[Lookup, Listing]:
    """Return `__getattr__` and `__dir__` for `package`; the latter lists what is public.

    Args:
        package: the name of the package, or of a module.
        places: the names that it offers, by the module (relative to it) that has them; many stand
            in one text, with blanks between them.
        modules: the modules of its own that it offers themselves.
        seam: a module that need not be there; what it makes is offered too, under names that
            nothing else has.
        within: the package that a module is in, where `package` is one.
        whole: a module (relative to it) of which it offers all that is public.
    """
    above = package if within is None else within
    where = {name: module for module, names in places.items() for name in _each(names)}
    _OFFERED[package] = where

    def lookup(name: str) -> Any:
        value: Any
        if name in where:
            value = getattr(importlib.import_module(where[name], above), name)
        elif name in modules:
            value = importlib.import_module(f".{name}", package)
        elif name == "__all__":
            return [each for each in listing() if not each.startswith("_")]
        elif whole and not name.startswith("_") and name in _names_of(whole, above):
            value = getattr(importlib.import_module(whole, above), name)
        else:
            additions = _added(package, seam if not name.startswith("_") else "")
            if name not in additions:
                raise AttributeError(f"module {package!r} has no attribute {name!r}")
            value = additions[name]
        setattr(sys.modules[package], name, value)
        return value

    def listing() -> list[str]:
        additions = _added(package, seam)
        own_names = [*vars(sys.modules[package])]
        own = () if within is None else _public(sys.modules[package])
        dunders = (name for name in own_names if name.startswith("__"))
        others = _names_of(whole, above) if whole else ()
        return sorted({*dunders, *own, *where, *modules, *additions, *others})

    return lookup, listing


def _each(names: tuple[str, ...] | str) -> Sequence[str]:
    return names.split() if isinstance(names, str) else names


def _names_of(module: str, package: str) -> Collection[str]:
    """Return what a module offers that imports it when it is used."""
    return _OFFERED[importlib.import_module(module, package).__name__]


def part(module: str) -> tuple[Lookup, Listing]:
    """Return `__getattr__` and `__dir__` for a module of what the package above it offers.

    What stands in another part by now is found there: an object that was pickled names the module
    that its class was in then.
    """
    above, _, own = module.rpartition(".")

    def lookup(name: str) -> Any:
        if _OFFERED[above].get(name, f".{own}") == f".{own}":
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        return getattr(sys.modules[above], name)

    return lookup, public(module)


def public(module: str) -> Listing:
    """Return a `__dir__` for a module: what it makes or offers, and not what it imports."""
    return lambda: sorted(_public(sys.modules[module]))


def _public(module: ModuleType) -> set[str]:
    return {name for name in vars(module) if not name.startswith("_")} - _imported(module)


def _added(package: str, seam: str) -> Mapping[str, Any]:
    """Return what the module of the user makes: what its `__all__` lists, or all but imports."""
    if not seam:
        return {}
    try:
        module = importlib.import_module(seam, package)
    except ModuleNotFoundError as error:
        if error.name != package + seam:
            raise
        return {}
    names = vars(module)
    if "__all__" in names:
        return {name: names[name] for name in names["__all__"] if name in names}
    foreign = _imported(module)
    return {
        name: value
        for name, value in names.items()
        if not name.startswith("_") and not isinstance(value, ModuleType) and name not in foreign
    }


@lru_cache
def _imported(module: ModuleType) -> frozenset[str]:
    """Return the names that a module only imports; `from x import y as y` offers one on."""
    import ast  # hardly anybody needs it, and it takes its time

    def outside(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
        for node in nodes:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield node
                yield from outside(ast.iter_child_nodes(node))

    tree = ast.parse(_source(module))
    imports = (node for node in outside([tree]) if isinstance(node, ast.Import | ast.ImportFrom))
    names = (alias for node in imports for alias in node.names)
    return frozenset(alias.asname or alias.name for alias in names if alias.asname != alias.name)


def _source(module: ModuleType) -> str:
    """Return what a module was compiled from, or nothing where that isn't kept."""
    loader: Any = getattr(module.__spec__, "loader", None)
    try:
        return loader.get_source(module.__name__) or ""
    except (AttributeError, ImportError):
        return ""
