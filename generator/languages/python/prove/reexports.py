"""Whether the modules of models and of what can be sent offer what others hold, and no more.

Job: a name has one place for ever. Each provider's module offers all that the provider shares; the
shared module offers, of each name that it doesn't hold, the meaning of the first provider that has
it. Both are told by the Api, and held against the imports and the table that are there.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

from generator.api import SHARED, Ref
from generator.files import Files
from generator.languages.python.package import Package
from generator.languages.python.prove.facades import INIT, is_facade, table
from generator.languages.python.prove.facts import declarations, sendable
from generator.languages.python.prove.former import is_table
from generator.languages.python.prove.trees import tree_of
from generator.spelled import Api, Union

Offered: TypeAlias = Mapping[str, frozenset[str]]
"""Names by the module that they are imported from."""


def faults(files: Files, api: Api, package: Package) -> Iterator[str]:
    """Yield every module that offers something else than it has to."""
    namespaces = [SHARED, *(provider.name for provider in api.providers)]
    by_ref = declarations(api)
    for kind in ("models", "params"):
        among = sendable(api, by_ref) if kind == "params" else by_ref.keys()
        own = {namespace: names_of(api, namespace, kind, among) for namespace in namespaces}
        for namespace in namespaces:
            path = "/".join(part for part in (package.name, namespace, f"{kind}.py") if part)
            tree = tree_of(files, path)
            if _offers_whole(tree, kind):
                continue  # `offers` says what that is
            offer = _required_imports(api, namespace, kind, own)
            package_path = path.replace(".py", f"/{INIT}")
            if namespace == SHARED and is_facade(files, package_path, package.name):
                yield from (
                    f"{package_path}: {f}" for f in _facade_faults(files, package_path, offer)
                )
            elif tree is None and offer:
                yield f"{path}: the file is missing"
            elif tree is not None:
                yield from (f"{path}: {fault}" for fault in _faults(tree, kind, namespace, offer))


def _offers_whole(tree: ast.Module | None, kind: str) -> bool:
    """Return whether a module of the only provider offers all that is shared."""
    body = tree.body if tree is not None else []
    conditions = (node for node in body if isinstance(node, ast.If) and not is_table(node))
    return [ast.unparse(each) for node in conditions for each in node.body] == [
        f"from ..{kind} import *"
    ]


def names_of(
    api: Api, namespace: str, kind: str, among: Collection[Ref]
) -> dict[str, tuple[str, ...]]:
    """Return the names that a namespace declares, each with the providers that have it.

    Args:
        api: what the output is made from.
        namespace: a provider's name, or `SHARED`.
        kind: `models`, or `params`, whose unions are open without a class.
        among: what is offered at all.
    """
    providers: dict[str, tuple[str, ...]] = {}
    for declaration in (d for d in api.declarations if d.namespace == namespace):
        if Ref(name=declaration.name, namespace=namespace) in among:
            providers[declaration.identifier] = declaration.providers
            if isinstance(declaration, Union) and kind == "models":
                providers[declaration.unknown] = declaration.providers
    return providers


def _required_imports(
    api: Api, namespace: str, kind: str, own: Mapping[str, dict[str, tuple[str, ...]]]
) -> Offered:
    """Return what a module has to import for others to import from it."""
    if namespace != SHARED:
        names = frozenset(name for name, having in own[SHARED].items() if namespace in having)
        return {f"..{kind}": names} if names else {}
    offer: dict[str, frozenset[str]] = {}
    occupied: set[str] = set()
    for provider in (p.name for p in api.providers):
        common = {name for name, having in own[SHARED].items() if provider in having}
        free = frozenset(name for name in own[provider] if name.casefold() not in occupied)
        if free:
            offer[f".{provider}.{kind}"] = free
        occupied |= {name.casefold() for name in (*own[provider], *common)}
    return offer


def _faults(tree: ast.Module, kind: str, namespace: str, offer: Offered) -> Iterator[str]:
    body = tree.body
    if namespace == SHARED:
        tables = [node for node in body if isinstance(node, ast.If) and not is_table(node)]
        body = [statement for node in tables for statement in node.body]
        offers = [_table(node) for node in tables]
        if offers != ([offer] if offer else []):
            yield f"offers the names {offers} by a table, not {offer}"
    imports = dict(_imported(node) for node in body if _is_offer(node, kind))
    if imports != offer:
        yield f"offers the names {imports}, not {offer}"


def _facade_faults(files: Files, path: str, offer: Offered) -> Iterator[str]:
    """Yield where a module that offers its parts offers something else of providers."""
    tree = tree_of(files, path) or ast.Module([], [])
    modules = {f".{module}": names for module, names in offer.items()}
    offers = {module: names for module, names in table(tree).items() if module.startswith("..")}
    if offers != modules:
        yield f"offers the names {offers} by a table, not {modules}"
    tables = [node for node in tree.body if isinstance(node, ast.If) and not is_table(node)]
    imports = [each for node in tables for each in node.body if isinstance(each, ast.ImportFrom)]
    import_names = [_imported(each) for each in imports if each.names[0].name != "*"]
    if sorted(import_names, key=str) != sorted(modules.items(), key=str):
        yield f"offers the names {import_names}, not {modules}"


def _is_offer(node: ast.stmt, kind: str) -> bool:
    return isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[-1] == kind


def _imported(node: ast.stmt) -> tuple[str, frozenset[str]]:
    """Return what a statement offers on; what it renames isn't offered."""
    assert isinstance(node, ast.ImportFrom)
    names = frozenset(alias.name for alias in node.names if alias.asname == alias.name)
    return "." * node.level + (node.module or ""), names


def _table(node: ast.If) -> object:
    """Return the table of a module's `lazy`; nothing when the statement is of another form."""
    match node:
        case ast.If(
            test=ast.Name(id="TYPE_CHECKING"),
            orelse=[
                ast.ImportFrom(module="_runtime.lazy", level=1, names=[ast.alias("lazy", None)]),
                ast.Assign(
                    targets=[ast.Tuple(elts=[ast.Name(id="__getattr__"), ast.Name(id="__dir__")])],
                    value=ast.Call(
                        func=ast.Name(id="lazy"),
                        args=[ast.Name(id="__name__"), ast.Dict() as table],
                        keywords=[ast.keyword(arg="within", value=ast.Name(id="__package__"))],
                    ),
                ),
            ],
        ):
            entries = ast.literal_eval(table)
            return {module: frozenset(names) for module, names in entries.items()}
        case _:
            return None
