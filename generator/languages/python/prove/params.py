"""Whether the TypedDicts and the exceptions are those of the Api.

Job: hold each TypedDict against what can be sent, member by member: names on the wire, what may be
left out, types, docstrings; and each exception class against its code. It must not ask what wrote
them.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping

from generator.api import Ref
from generator.files import Files
from generator.languages.python.package import Package
from generator.languages.python.prove.accepted import Row, TypeRows, row_text, written
from generator.languages.python.prove.docstrings import same
from generator.languages.python.prove.facades import parts_of
from generator.languages.python.prove.facts import Declarations, declarations, sendable, sent_doc
from generator.languages.python.prove.models import alias_of
from generator.languages.python.prove.trees import docstring, documented, statements_of, tree_of
from generator.spelled import Alias, Api, Declaration, Model, Property, Union


def faults(files: Files, api: Api, package: Package) -> Iterator[str]:
    """Yield every disagreement between the modules and the Api."""
    by_ref = declarations(api)
    sendable_refs = sendable(api, by_ref)
    for namespace in ("", *(provider.name for provider in api.providers)):
        path = "/".join(part for part in (package.name, namespace, "params.py") if part)
        tree = tree_of(files, path)
        expected = [d for d in _among(api, sendable_refs) if d.namespace == namespace]
        parts = parts_of(files, path.removesuffix(".py"))
        if parts and tree is None:
            for fault in _parts_faults(by_ref, expected, parts):
                yield f"{path.removesuffix('.py')}/{fault}"
        elif expected and tree is None:
            yield f"{path}: the file is missing"
        if tree is not None:
            for fault in _module_faults(by_ref, expected, tree):
                yield f"{path}: {fault}"
    path = f"{package.name}/exceptions.py"
    for fault in _exception_faults(api, package.exceptions.roots, tree_of(files, path)):
        yield f"{path}: {fault}"


def _among(api: Api, refs: Collection[Ref]) -> Iterator[Declaration]:
    return (d for d in api.declarations if Ref(name=d.name, namespace=d.namespace) in refs)


def _parts_faults(
    by_ref: Declarations, expected: list[Declaration], parts: Mapping[str, ast.Module]
) -> Iterator[str]:
    """Yield the faults of modules that hold it together; what none has is missing in the first."""
    place = {name: part for part, tree in parts.items() for name in statements_of(tree.body)}
    first = min(parts)
    for part, tree in parts.items():
        own = [
            declaration
            for declaration in expected
            if place.get(declaration.identifier, first) == part
        ]
        here = frozenset(declaration.identifier for declaration in own)
        for fault in _module_faults(by_ref, own, tree, here):
            yield f"{part}.py: {fault}"


def _module_faults(
    by_ref: Declarations,
    expected: list[Declaration],
    tree: ast.Module,
    here: Collection[str] | None = None,
) -> Iterator[str]:
    names = {declaration.identifier: declaration for declaration in expected}
    rows = TypeRows(by_ref, inside=True, here=here)
    statements, texts = statements_of(tree.body), documented(tree.body)
    if sorted(statements) != sorted(names):
        yield f"declares {sorted(statements)}, not {sorted(names)}"
    for name, node in statements.items():
        if name in names:
            for fault in _declared_faults(rows, names[name], node, texts.get(name, "")):
                yield f"{name}{fault}"


def _declared_faults(
    rows: TypeRows, declaration: Declaration, node: ast.stmt, below: str
) -> Iterator[str]:
    """`below` is the docstring that follows the statement."""
    own = isinstance(node, ast.ClassDef)
    yield from (f": {fault}" for fault in same(docstring(node) if own else below, declaration.doc))
    match declaration:
        case Model(properties=properties):
            members = {each.name.wire: each for each in properties}
            yield from _member_faults(rows, members, _members(node))
            if isinstance(node, ast.ClassDef):
                texts = documented(node.body)
                for wire, each in members.items():
                    below = texts.get(wire, "")
                    yield from (f".{wire}: {fault}" for fault in same(below, sent_doc(each)))
        case Alias(type=kind):
            yield from _alias_faults(rows.row(kind), node)
        case Union(members=refs):
            yield from _alias_faults(tuple(part for ref in refs for part in rows.row(ref)), node)


def _alias_faults(row: Row, node: ast.stmt) -> Iterator[str]:
    value = alias_of(node)
    if written(value) != row:
        yield f": takes {ast.unparse(value or node)}, not {row_text(row)}"


def _member_faults(
    rows: TypeRows, members: Mapping[str, Property], annotations_: Mapping[str, ast.expr]
) -> Iterator[str]:
    if list(annotations_) != list(members):
        yield f": has the members {list(annotations_)}, not {list(members)}"
    for wire, annotation in annotations_.items():
        if wire in members:
            optional, inner = _apart(annotation)
            if optional != (members[wire].presence == "optional"):
                yield f"[{wire!r}]: may be left out or may not, against the description"
            row = rows.row(members[wire].type)
            if written(inner) != row:
                yield f"[{wire!r}]: takes {ast.unparse(inner)}, not {row_text(row)}"


def _apart(node: ast.expr) -> tuple[bool, ast.expr]:
    """Return whether a member may be left out, and what it takes."""
    match node:
        case ast.Subscript(value=ast.Name(id="NotRequired"), slice=inner):
            return True, inner
        case _:
            return False, node


def _members(node: ast.stmt) -> dict[str, ast.expr]:
    """Return the annotations of a TypedDict by name on the wire."""
    match node:
        case ast.ClassDef(
            bases=[ast.Name(id="TypedDict")], keywords=[], decorator_list=[], body=body
        ):
            fields = [n for n in body if isinstance(n, ast.AnnAssign)]
            return {n.target.id: n.annotation for n in fields if isinstance(n.target, ast.Name)}
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.Call(
                func=ast.Name(id="TypedDict"),
                args=[ast.Constant(value=class_name), ast.Dict(keys=keys, values=values)],
                keywords=[],
            ),
        ) if (
            name == class_name
        ):
            pairs = zip(keys, values, strict=True)
            return {str(getattr(k, "value", k)): value for k, value in pairs}
        case _:
            return {}


def _root_faults(api: Api, roots: Collection[str], others: Mapping[str, ast.stmt]) -> Iterator[str]:
    """Yield what is no class of an error and no name after a client for the root of all."""
    root_names = {*roots} & {f"{provider.client}Error" for provider in api.providers}
    for name, node in others.items():
        match node:
            case ast.Assign(value=ast.Name(id="APIError")) if name in root_names:
                continue
        yield f"{name} is no name of APIError"
    yield from (f"{name} is missing" for name in sorted(root_names - others.keys()))


def _exception_faults(api: Api, roots: Collection[str], tree: ast.Module | None) -> Iterator[str]:
    statements = statements_of(tree.body) if tree is not None else {}
    classes = {name: node for name, node in statements.items() if isinstance(node, ast.ClassDef)}
    yield from _root_faults(
        api, roots, {n: node for n, node in statements.items() if n not in classes}
    )
    codes = {code.exception: code for p in api.providers for code in p.errors.codes}
    if sorted(classes) != sorted(codes):
        yield f"declares {sorted(classes)}, not {sorted(codes)}"
    for name, code in codes.items():
        match classes.get(name):
            case ast.ClassDef(
                bases=[ast.Name(id=base)], keywords=[], decorator_list=[], body=[ast.Expr()]
            ) as node if (base == code.base):
                yield from (f"{name}: {fault}" for fault in same(docstring(node), code.doc))
            case _:
                yield f"{name} is not a {code.base} and nothing more"
