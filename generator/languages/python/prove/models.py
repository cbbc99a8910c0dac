"""Whether the emitted models are the Api's declarations, no more and no less.

Job: for each namespace find the module, read what it declares, and hold each declaration against
the Api: classes by `fields`, unions by `variants`, aliases by `annotations`. It must not import the
modules, and must not ask the code that wrote them.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import Final, TypeAlias

from generator.api import SHARED
from generator.dump.types import spelt
from generator.files import Files
from generator.languages.python.package import Package
from generator.languages.python.prove import fields, unions
from generator.languages.python.prove.annotations import Spelling, agree
from generator.languages.python.prove.docstrings import same
from generator.languages.python.prove.facades import parts_of
from generator.languages.python.prove.trees import documented, is_listing, parsed
from generator.spelled import Alias, Api, Declaration, Model, Union

VOCABULARY: Final[Mapping[str, frozenset[str]]] = {
    "__future__": frozenset({"annotations"}),
    "typing": frozenset({"TYPE_CHECKING", "Annotated", "Any", "Literal", "TypeAlias"}),
    "_runtime.model.fields": frozenset({"Field", "StringConstraints"}),
    "_runtime.model.model": frozenset({"Model", "Nullable", "ResponseModel", "Unknown"}),
    "_runtime.model.unions": frozenset({"Rule", "Variants"}),
    "_runtime.vocabulary.deprecation": frozenset({"Deprecation"}),
    "_runtime.former.attributes": frozenset({"Former"}),
    "_runtime.lazy": frozenset({"part", "public"}),
}
"""What modules of models import. Each name means there what this proof takes it for."""

Declared: TypeAlias = Mapping[str, ast.stmt]
"""The classes and aliases of a module by name."""


def faults(files: Files, api: Api, package: Package) -> Iterator[str]:
    """Yield every disagreement between the modules of models and the declarations."""
    namespaces = [SHARED, *(provider.name for provider in api.providers)]
    for namespace in namespaces:
        path = "/".join(part for part in (package.name, namespace, "models.py") if part)
        declarations = tuple(d for d in api.declarations if d.namespace == namespace)
        parts = parts_of(files, path.removesuffix(".py"))
        if parts and path not in files:
            for fault in _parts_faults(parts, namespace, api, declarations):
                yield f"{path.removesuffix('.py')}/{fault}"
        elif path in files:
            tree = parsed(files[path].text) or ast.Module([], [])
            for fault in _Module(tree, namespace, api).faults(declarations):
                yield f"{path}: {fault}"
        elif declarations:
            yield f"{path}: the file is missing"
    strays = {d.namespace for d in api.declarations} - set(namespaces)
    yield from (f"{namespace}: no provider has that name" for namespace in sorted(strays))


def _parts_faults(
    parts: Mapping[str, ast.Module],
    namespace: str,
    api: Api,
    declarations: tuple[Declaration, ...],
) -> Iterator[str]:
    """Yield every disagreement between declarations and the modules that they stand in.

    Where each stands is not the proof's matter: what no module has is missing in the first.
    """
    place = {name: part for part, tree in parts.items() for name in _declared(tree)}
    first = min(parts)
    for part, tree in parts.items():
        module = _Module(tree, namespace, api, is_part=True)
        own = tuple(d for d in declarations if place.get(d.identifier, first) == part)
        yield from (f"{part}.py: {fault}" for fault in module.faults(own))


class _Module:
    """A module of models, read."""

    def __init__(
        self, tree: ast.Module, namespace: str, api: Api, *, is_part: bool = False
    ) -> None:
        self.tree = tree
        self.namespace = namespace
        self.dots = 1 if namespace == SHARED and not is_part else 2
        self.declared = _declared(tree)
        self.texts = documented(tree.body)
        self.spelling = _spelling(api, namespace, self.declared if is_part else None)

    def faults(self, declarations: tuple[Declaration, ...]) -> Iterator[str]:
        yield from self._import_faults()
        yield from self._statement_faults()
        by_name = {name: d for d in declarations for name in _names(d)}
        yield from (f"{name}: is missing" for name in by_name if name not in self.declared)
        yield from (f"{name}: nothing asks for it" for name in self.declared if name not in by_name)
        for declaration in declarations:
            for fault in self._declaration_faults(declaration):
                yield f"{declaration.identifier}{fault}"

    def _import_faults(self) -> Iterator[str]:
        """Yield imports that would give a name another meaning."""
        for node in self.tree.body:
            match node:
                case ast.ImportFrom(module=None, level=2, names=[ast.alias("models", None)]):
                    pass  # from where nothing is above, `syntax` refuses it
                case ast.ImportFrom(module="models", level=2) if self.namespace != SHARED:
                    pass  # `reexports` says what
                case ast.ImportFrom(module=str(module), names=names, level=level):
                    own = module.startswith("_runtime.")
                    vocabulary = VOCABULARY.get(module, frozenset())
                    fits = level == (self.dots if own else 0)
                    if not fits or any(n.asname or n.name not in vocabulary for n in names):
                        yield f"an import that models don't need: {ast.unparse(node)}"
                case ast.Import() | ast.ImportFrom():
                    yield f"an import that models don't need: {ast.unparse(node)}"

    def _statement_faults(self) -> Iterator[str]:
        for node in self.tree.body:
            match node:
                case ast.ImportFrom() | ast.Import() | ast.ClassDef() | ast.AnnAssign():
                    pass
                case ast.Expr(value=ast.Constant(value=str())):
                    pass
                case ast.If():
                    pass  # `reexports`, `facades` and `former` say what
                case ast.Assign() if is_listing(node):
                    pass
                case _:
                    yield f"line {node.lineno}: a {type(node).__name__} among the models"

    def _declaration_faults(self, declaration: Declaration) -> Iterator[str]:
        node = self.declared.get(declaration.identifier)
        match declaration:
            case _ if node is None:
                return
            case Model():
                yield from fields.faults(declaration, node, self.spelling)
            case Alias(type=kind):
                value = alias_of(node)
                if value is None or not agree(kind, value, self.spelling):
                    yield f": {ast.unparse(node)} is not {spelt(kind)}"
                yield from self._text_faults(declaration)
            case Union():
                unknown = self.declared.get(declaration.unknown)
                yield from unions.faults(declaration, alias_of(node), unknown, self.spelling)
                yield from self._text_faults(declaration)

    def _text_faults(self, declaration: Declaration) -> Iterator[str]:
        text = self.texts.get(declaration.identifier, "")
        yield from (f": {fault}" for fault in same(text, declaration.doc))


def alias_of(node: ast.stmt | None) -> ast.expr | None:
    """Return what an alias stands for; nothing when the statement isn't one."""
    match node:
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias"), value=value):
            return value
        case _:
            return None


def _names(declaration: Declaration) -> tuple[str, ...]:
    """Return the names that a declaration takes in its module."""
    if isinstance(declaration, Union):
        return declaration.unknown, declaration.identifier
    return (declaration.identifier,)


def _declared(tree: ast.Module) -> Declared:
    statements: dict[str, ast.stmt] = {}
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                statements[name] = node
            case _:
                pass
    return statements


def _spelling(api: Api, namespace: str, here: Collection[str] | None) -> Spelling:
    """Return how a namespace's module refers to what it can see: its own, and what is shared.

    Where it is one of several, its own is what is `here`.
    """
    return {
        (d.namespace, d.name): (
            d.identifier
            if d.namespace == namespace and (here is None or d.identifier in here)
            else f"models.{d.identifier}"
        )
        for d in api.declarations
        if d.namespace in (namespace, SHARED)
    }
