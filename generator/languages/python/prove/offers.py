"""Whether the package and each provider's namespace offer what they have to, and from where.

Job: tell by the Api what a namespace offers, and hold the imports that type checkers see and the
table that programs use against it. Where a package has one provider, its modules of models and of
what can be sent offer all of the package's. It must not ask how the names are written.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from generator.api import SHARED, Ref
from generator.files import Files
from generator.languages.python.package import Package
from generator.languages.python.prove.facades import INIT, argument, is_facade, stars, table
from generator.languages.python.prove.facts import declarations, sendable
from generator.languages.python.prove.reexports import Offered, names_of
from generator.languages.python.prove.trees import named, tree_of
from generator.spelled import Api, Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a module offers of others."""

    star: str = ""
    """The module of which type checkers see everything; "" where there is none."""
    names: Offered = field(default_factory=dict)
    """What programs import when they use it, by the module that has it."""
    whole: str | None = None
    """The module whose own table says the rest."""


def faults(files: Files, api: Api, package: Package) -> Iterator[str]:
    """Yield every module that offers something else than it has to."""
    offers = {
        f"{package.name}/{provider.name}/{name}": offer
        for provider in api.providers
        for name, offer in _of_provider(files, api, provider, package).items()
    }
    for path, offer in offers.items():
        tree = tree_of(files, path)
        problems = _faults(tree, offer) if tree is not None else ["the file is missing"]
        yield from (f"{path}: {fault}" for fault in problems)
    for path in (f"{package.name}/{INIT}", *(path for path in offers if path.endswith(INIT))):
        tree = tree_of(files, path)
        if tree is not None:
            yield from (f"{path}: {fault}" for fault in _differences(tree))


def _of_provider(
    files: Files, api: Api, provider: Provider, package: Package
) -> Mapping[str, Offer]:
    """Return what each module of a provider that imports everything of others has to offer."""
    offers: dict[str, Offer] = {}
    by_ref = declarations(api)
    is_only = len(api.providers) == 1 and all(ref.namespace == SHARED for ref in by_ref)
    clients = _clients(files, provider, package)
    offers[INIT] = Offer(names={**clients, **_names(api, provider, "models", by_ref)})
    for kind, among in (("models", by_ref), ("params", sendable(api, by_ref))):
        names = _names(api, provider, kind, among)
        if is_only and names:
            is_divided = is_facade(files, f"{package.name}/{kind}/{INIT}", package.name)
            offers[f"{kind}.py"] = _all_of(f"..{kind}", names, is_divided=is_divided)
            if kind == "models":
                whole = "..models" if is_divided else ".models"
                offers[INIT] = Offer(star=whole, names=clients, whole=whole)
        elif f"{package.name}/{provider.name}/{kind}.py" in files:
            offers[f"{kind}.py"] = Offer()
    return offers


def _clients(files: Files, provider: Provider, package: Package) -> Offered:
    """Return both clients of a provider, by the module that makes them."""
    clients: dict[str, frozenset[str]] = {}
    for module in ("client", "async_client"):
        tree = tree_of(files, f"{package.name}/{provider.name}/{module}.py")
        classes = named(tree.body).keys() if tree is not None else set()
        names = {f"{prefix}{provider.client}" for prefix in ("", "Async")} & classes
        clients |= {f".{module}": frozenset(names)} if names else {}
    return clients


def _all_of(module: str, names: Offered, *, is_divided: bool) -> Offer:
    """Return an offer of all that a module has, by its table where it has one."""
    return Offer(star=module, whole=module) if is_divided else Offer(star=module, names=names)


def _names(api: Api, provider: Provider, kind: str, among: Collection[Ref]) -> Offered:
    """Return what a provider offers: what it shares, and what it has for itself."""
    common = names_of(api, SHARED, kind, among)
    names = {
        f".{kind}": frozenset(names_of(api, provider.name, kind, among)),
        f"..{kind}": frozenset(name for name, of in common.items() if provider.name in of),
    }
    return {module: members for module, members in names.items() if members}


def _faults(tree: ast.Module, offer: Offer) -> Iterator[str]:
    modules = list(stars(tree))
    if modules != ([offer.star] if offer.star else []):
        yield f"imports everything of {modules}, not of {offer.star or 'nothing'}"
    if table(tree) != offer.names:
        yield f"offers {table(tree)}, not {offer.names}"
    if argument(tree, "whole") != offer.whole:
        yield f"offers another module than {offer.whole}"


def _differences(tree: ast.Module) -> Iterator[str]:
    """Yield it where type checkers see something else than what is there."""
    if _imported(tree) != table(tree):
        yield f"offers {table(tree)}, and type checkers see {_imported(tree)}"


def _imported(tree: ast.Module) -> Offered:
    """Return what type checkers see of other modules under its own name, by the module."""
    blocks = (node.body for node in tree.body if isinstance(node, ast.If))
    imports = [each for block in blocks for each in block if isinstance(each, ast.ImportFrom)]
    names: dict[str, frozenset[str]] = {}
    for each in imports:
        if each.module and all(alias.asname == alias.name for alias in each.names):
            names["." * each.level + each.module] = frozenset(alias.name for alias in each.names)
    return names
