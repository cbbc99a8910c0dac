"""Deprecated names of classes: which module has which, and what each stands for there.

Job: follow every module that offers a class, and say by which names from before it offers that. A
name that something has today is never one of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.api import SHARED, Ref
from generator.languages.python.modules.data import FormerNames
from generator.spelled import Api, Declaration, classes, former_classes

MODULE = "_runtime.former.modules"


def in_models(api: Api, namespace: str) -> FormerNames | None:
    """Return the former names of models in the module of a namespace; `None` where none are."""
    return _of_namespace(api, namespace, api.declarations)


def in_params(api: Api, namespace: str, refs: Collection[Ref]) -> FormerNames | None:
    """Return those of what can be sent, which has no classes of unknown kinds."""
    of_requests = {*refs}
    declarations = (
        d for d in api.declarations if Ref(name=d.name, namespace=d.namespace) in of_requests
    )
    return _of_namespace(api, namespace, tuple(declarations), unknown=False)


def of_part(api: Api, refs: Iterable[Ref], *, unknown: bool = True) -> FormerNames | None:
    """Return those of the declarations of one module among several."""
    pairs = _pairs(map(api.declared, refs), (), unknown=unknown)
    return FormerNames(f"..{MODULE}", tuple(pairs.items())) if pairs else None


def of_facade(names: FormerNames | None) -> FormerNames | None:
    """Return those of the module that offers what all parts have."""
    return None if names is None else FormerNames(f".{names.module}", names.names, by_import=True)


def of_whole(names: FormerNames | None) -> FormerNames | None:
    """Return those of a module that offers all of another one."""
    return None if names is None else names._replace(by_import=True)


def _of_namespace(
    api: Api, namespace: str, declarations: Collection[Declaration], *, unknown: bool = True
) -> FormerNames | None:
    if namespace != SHARED:
        own = [d for d in declarations if namespace in d.providers]
        pairs = _pairs(own, (), unknown=unknown)
        return FormerNames(f"..{MODULE}", tuple(pairs.items())) if pairs else None
    common = [d for d in declarations if d.namespace == SHARED]
    pairs, occupied = _pairs(common, (), unknown=unknown), set[str]()
    for provider in api.providers:
        own = [d for d in declarations if d.namespace == provider.name]
        pairs = _pairs(own, occupied, unknown=unknown) | pairs
        having = (d for d in declarations if provider.name in d.providers)
        occupied |= {name.casefold() for d in having for name in classes(d)}
    return FormerNames(f".{MODULE}", tuple(sorted(pairs.items()))) if pairs else None


def _pairs(
    declarations: Iterable[Declaration], occupied: Collection[str], *, unknown: bool
) -> dict[str, str]:
    """Return present names by those from before, but for what is taken."""
    return {
        name: present
        for declaration in declarations
        for name, present in sorted(former_classes(declaration))
        if present.casefold() not in occupied and (unknown or present == declaration.identifier)
    }
