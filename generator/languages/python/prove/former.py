"""Whether what was renamed goes by its former names as well, and nothing else does.

Job: read the names that modules find by a table, attributes that stand for others, and arguments
that are taken by several names, and hold each against the Api. It must not call what writes them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from generator.api import SHARED, Nullable, Ref
from generator.files import Files
from generator.languages.python.package import Package
from generator.languages.python.prove.annotations import Spelling, agree
from generator.languages.python.prove.docstrings import same
from generator.languages.python.prove.facts import declarations, sendable
from generator.languages.python.prove.trees import documented, named, parsed, tree_of
from generator.spelled import Api, Declaration, Model, Property, classes, former_classes

FUNCTION: Final = "_runtime.former.modules"

Names: TypeAlias = Mapping[str, str]
"""Present names by those from before."""


def faults(files: Files, api: Api, package: Package) -> Iterator[str]:
    """Yield every module that finds classes by other former names than those of the Api."""
    by_path = {f"{package.name}/{path}": names for path, names in _required_names(api).items()}
    for path, file in sorted(files.items()):
        if file.copied or not path.endswith(".py"):
            continue
        if FUNCTION in file.text or path in by_path:
            tree = parsed(file.text) or ast.Module([], [])
            pairs = by_path.get(path, {})
            if path not in by_path and path.split("/")[1:2] in (["models"], ["params"]):
                pairs = _of_part(tree, _every(api))
            yield from (f"{path}: {fault}" for fault in _table_faults(tree, pairs))
    for kind in ("models", "params"):
        yield from _lost_parts(files, api, f"{package.name}/{kind}/")


def _required_names(api: Api) -> dict[str, Names]:
    """Return what modules of namespaces have to find, by their paths."""
    sendable_refs = sendable(api, declarations(api))
    result: dict[str, Names] = {}
    for kind in ("models", "params"):
        among = [
            d
            for d in api.declarations
            if kind == "models" or Ref(name=d.name, namespace=d.namespace) in sendable_refs
        ]
        for provider in api.providers:
            own = [d for d in among if provider.name in d.providers]
            names = {n: p for d in own for n, p in _pairs(d, kind)}
            result[f"{provider.name}/{kind}.py"] = names
            if kind == "models":
                result[f"{provider.name}/__init__.py"] = names
        result[f"{kind}.py"] = result[f"{kind}/__init__.py"] = _shared(api, among, kind)
    return {path: names for path, names in result.items() if names}


def _every(api: Api) -> Names:
    return {n: p for d in api.declarations for n, p in former_classes(d)}


def _pairs(declaration: Declaration, kind: str) -> list[tuple[str, str]]:
    whole = former_classes(declaration)
    return [each for each in whole if kind == "models" or each[1] == declaration.identifier]


def _shared(api: Api, among: Sequence[Declaration], kind: str) -> Names:
    """Return what the shared module finds: of each name what the first provider means by it."""
    result = {n: p for d in among if d.namespace == SHARED for n, p in _pairs(d, kind)}
    meaning: dict[str, Declaration] = {}
    for provider in api.providers:
        for declaration in (d for d in among if provider.name in d.providers):
            for name in classes(declaration):
                meaning.setdefault(name.casefold(), declaration)
    for declaration in meaning.values():
        for name, present in _pairs(declaration, kind):
            if meaning.get(present.casefold()) is declaration:
                result.setdefault(name, present)
    return result


def _of_part(tree: ast.Module, every: Names) -> Names:
    """Return the former names of what a module makes."""
    return {name: present for name, present in every.items() if present in named(tree.body)}


def _lost_parts(files: Files, api: Api, folder: str) -> Iterator[str]:
    """Yield parts of modules that don't find what they make by its former names."""
    every = _every(api)
    for path in files if every else ():
        inner = path.removeprefix(folder)
        tree = tree_of(files, path) if path != inner and path.endswith(".py") else None
        if tree is not None and inner != "__init__.py" and FUNCTION not in files[path].text:
            names = _of_part(tree, every)
            yield from (f"{path}: {name} isn't found any more" for name in sorted(names))


def is_table(node: ast.stmt) -> bool:
    """Return whether a statement makes a module find former names."""
    return _table(node) is not None


def _table_faults(tree: ast.Module, names: Names) -> Iterator[str]:
    tables = [table for node in tree.body if (table := _table(node)) is not None]
    for_checkers = None if _imports_everything(tree) else names
    if tables != ([(for_checkers, names)] if names else []):
        yield f"finds {tables} by former names, not {dict(names)}"


def _imports_everything(tree: ast.Module) -> bool:
    """Return whether type checkers see all names of other modules here, former ones among them."""
    inner = (each for node in tree.body if isinstance(node, ast.If) for each in node.body)
    every = (
        alias.name for node in inner if isinstance(node, ast.ImportFrom) for alias in node.names
    )
    return "*" in every


def _table(node: ast.stmt) -> tuple[Names | None, Names] | None:
    """Return what type checkers and what the module find; nothing of another statement."""
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING"), body=body, orelse=orelse):
            names = _names_of_statements(orelse)
            return None if names is None else (_aliases(body), names)
        case ast.If(test=ast.UnaryOp(op=ast.Not(), operand=ast.Name(id="TYPE_CHECKING"))):
            names = _names_of_statements(node.body) if not node.orelse else None
            return None if names is None else (None, names)
        case _:
            return None


def _names_of_statements(body: Sequence[ast.stmt]) -> Names | None:
    """Return what a module finds by statements that make it find former names, and are all."""
    match body:
        case [
            ast.ImportFrom(module=str(module), names=[ast.alias("former", None)]),
            ast.Assign(
                targets=[ast.Name(id="__getattr__")],
                value=ast.Call(
                    func=ast.Name(id="former"),
                    args=[ast.Name(id="__name__"), ast.Dict() as table],
                    keywords=[],
                ),
            ),
        ] if (
            module == FUNCTION
        ):
            names: Names = ast.literal_eval(table)
            return names
        case _:
            return None


def _aliases(body: Sequence[ast.stmt]) -> Names:
    """Return the names of other names in a body of such alone, each told to be deprecated."""
    texts, result = documented(body), dict[str, str]()
    for node in body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=present)):
                is_documented = not [*same(texts.get(name, ""), notice_of(present))]
                result[name] = present if is_documented else ""
            case ast.Expr(value=ast.Constant(value=str())):
                pass
            case _:
                result[ast.unparse(node)] = ""
    return result


def notice_of(present: str) -> str:
    """Return what is said of a former name."""
    return f"Deprecated: it is called `{present}`."


def field_faults(model: Model, body: Sequence[ast.stmt], spelling: Spelling) -> Iterator[str]:
    """Yield former names of the fields of a class that aren't those of the Api."""
    by_former = {n: property_ for property_ in model.properties for n in property_.name.former}
    attributes = {
        n: call for n, node in named(body).items() if (call := attribute(node)) is not None
    }
    if [*attributes] != [*by_former]:
        yield f": has fields by the former names {[*attributes]}, not {[*by_former]}"
    texts = documented(body)
    for name in attributes.keys() & by_former.keys():
        identifier, (text, present) = by_former[name].name.identifier, attributes[name]
        if present != identifier:
            yield f".{name}: stands for {present}, not {identifier}"
        if not _is_type_of(by_former[name], text, spelling):
            yield f".{name}: {text} is not the type of {identifier}"
        yield from (f".{name}: {fault}" for fault in same(texts.get(name, ""), notice_of(present)))


def _is_type_of(property_: Property, text: str, spelling: Spelling) -> bool:
    """Return whether an annotation is what reading a property gives, absence as `None`."""
    type_, is_optional = property_.type, property_.presence == "optional"
    match parsed(text):
        case ast.Module(
            body=[ast.Expr(value=ast.Subscript(value=ast.Name(id="Nullable"), slice=inner))]
        ) if is_optional and isinstance(type_, Nullable):
            return agree(type_.type, inner, spelling)
        case ast.Module(body=[ast.Expr(value=annotation)]):
            may_be_none = is_optional and not isinstance(type_, Nullable)
            return agree(Nullable(type=type_) if may_be_none else type_, annotation, spelling)
        case _:
            return False


def attribute(node: ast.stmt) -> tuple[str, str] | None:
    """Return the annotation of an attribute by a former name, and what it stands for."""
    match node:
        case ast.Assign(
            targets=[ast.Name()],
            value=ast.Call(
                func=ast.Subscript(
                    value=ast.Name(id="Former"), slice=ast.Constant(value=str(kind))
                ),
                args=[ast.Constant(value=str(present))],
                keywords=[],
            ),
        ):
            return kind, present
        case _:
            return None


def names_taken(value: ast.expr | None, operation: str) -> tuple[str, ...]:
    """Return the names by which an argument is taken, the present one first; none else."""
    match value:
        case ast.Call(func=ast.Name(id="_renamed"), args=[first], keywords=keywords):
            pairs = [(each.arg, ast.unparse(each.value)) for each in keywords]
            is_plain = all(name == value for name, value in pairs)
            if ast.unparse(first) == f"operations.{operation}.name" and is_plain:
                return tuple(str(name) for name, _ in pairs)
            return ()
        case ast.Name(id=name):
            return (name,)
        case _:
            return ()
