"""Whether the TypedDicts and the exceptions are those of the Api.

Job: hold each TypedDict against what can be sent, member by member: names on the wire, what may be
left out, constants, docstrings; and each exception class against its code. It must not ask what
wrote them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from generator.api import Api, Declaration, Model, Property
from generator.files import Files
from generator.prove.literals import Constants
from generator.prove.texts import same
from generator.prove.trees import constants, docstring, documented, named, parsed, tree_of
from generator.render.params import params
from generator.render.views import root_error


def faults(files: Files, api: Api, package: str) -> Iterator[str]:
    """Yield every disagreement between the modules and the Api."""
    for home in ("", *(provider.name for provider in api.providers)):
        path = "/".join(part for part in (package, home, "params.py") if part)
        tree = tree_of(files, path)
        planned = [declared.name for declared in params(api, home)]
        if planned and tree is None:
            yield f"{path}: the file is missing"
        if tree is not None:
            for fault in _module_faults(api, home, planned, tree):
                yield f"{path}: {fault}"
    path = f"{package}/exceptions.py"
    for fault in _exception_faults(api, tree_of(files, path)):
        yield f"{path}: {fault}"


def _module_faults(api: Api, home: str, planned: list[str], tree: ast.Module) -> Iterator[str]:
    known = {d.python: d for d in api.declarations if d.home == home}
    written, texts = named(tree.body), documented(tree.body)
    if sorted(written) != sorted(planned):
        yield f"declares {sorted(written)}, not {sorted(planned)}"
    for name, node in written.items():
        if name in known:
            for fault in _declared_faults(api, known[name], node, texts.get(name, "")):
                yield f"{name}{fault}"


def _declared_faults(api: Api, declared: Declaration, node: ast.stmt, below: str) -> Iterator[str]:
    """`below` is the docstring that follows the statement."""
    own = isinstance(node, ast.ClassDef)
    yield from (f": {fault}" for fault in same(docstring(node) if own else below, declared.doc))
    if isinstance(declared, Model):
        members = _members(node)
        meant = {known.name.wire: known for known in declared.properties}
        if list(members) != list(meant):
            yield f": has the members {list(members)}, not {list(meant)}"
        yield from _member_faults(api, meant, members)
        if isinstance(node, ast.ClassDef):
            texts = documented(node.body)
            for wire, known in meant.items():
                yield from (f".{wire}: {fault}" for fault in same(texts.get(wire, ""), known.doc))
    else:
        listed = constants(node)
        kind = getattr(declared, "type", None)
        if repr(listed) != repr(Constants(api).of(kind) if kind is not None else []):
            yield f": lists {listed}"


def _member_faults(
    api: Api, meant: Mapping[str, Property], members: Mapping[str, ast.expr]
) -> Iterator[str]:
    for wire, annotation in members.items():
        if wire in meant:
            optional = isinstance(annotation, ast.Subscript) and _is_not_required(annotation)
            if optional != (meant[wire].presence == "optional"):
                yield f"[{wire!r}]: may be left out or may not, against the description"
            listed = constants(annotation)
            if repr(listed) != repr(Constants(api).of(meant[wire].type)):
                yield f"[{wire!r}]: lists {listed}"


def _is_not_required(node: ast.Subscript) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == "NotRequired"


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
                args=[ast.Constant(value=called), ast.Dict(keys=keys, values=values)],
                keywords=[],
            ),
        ) if (
            name == called
        ):
            pairs = zip(keys, values, strict=True)
            return {str(getattr(k, "value", k)): _unquoted(v) for k, v in pairs}
        case _:
            return {}


def _unquoted(node: ast.expr) -> ast.expr:
    """Return an annotation with the text inside it read as the annotation that it is."""
    match node:
        case ast.Subscript(value=ast.Name(id="NotRequired") as name, slice=inner):
            return ast.Subscript(value=name, slice=_unquoted(inner), ctx=ast.Load())
        case ast.Constant(value=str(text)):
            tree = parsed(text)
            first = tree.body[0] if tree is not None and len(tree.body) == 1 else None
            return first.value if isinstance(first, ast.Expr) else node
        case _:
            return node


def _root_faults(api: Api, others: Mapping[str, ast.stmt]) -> Iterator[str]:
    """Yield what is no class of an error and no name after a client for the root of all."""
    known = {root_error(provider) for provider in api.providers}
    for name, node in others.items():
        match node:
            case ast.Assign(value=ast.Name(id="APIError")) if name in known:
                continue
        yield f"{name} is no name of APIError"


def _exception_faults(api: Api, tree: ast.Module | None) -> Iterator[str]:
    written = named(tree.body) if tree is not None else {}
    classes = {name: node for name, node in written.items() if isinstance(node, ast.ClassDef)}
    yield from _root_faults(api, {n: node for n, node in written.items() if n not in classes})
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
