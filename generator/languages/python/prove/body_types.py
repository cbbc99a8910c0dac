"""Whether each operation reads bodies as the types that the Api gives them.

Job: hold the functions of the tables that say what a body is read as, and the annotations of what
is returned, against the types of the Api; limits aside, which are the models' business. It must
not ask what spells annotations.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Final

from generator.api import Array, Binary, Map, Nullable, Scalar, Type, TypeUnion
from generator.dump.types import spelt
from generator.files import Files
from generator.languages.python.package import Package
from generator.languages.python.prove.annotations import Spelling, agree
from generator.languages.python.prove.trees import kinds, named, tree_of
from generator.spelled import Api, Operation, Provider

PLACES: Final = {
    "models": (1, None, "models"),
    "shared_models": (2, None, "models"),
    "params": (1, None, "params"),
    "shared_params": (2, None, "params"),
    "own_models": (1, None, "models"),
    "own_params": (1, None, "params"),
    "List": (0, "builtins", "list"),
    "operations": (1, None, "operations"),
    "exceptions": (2, None, "exceptions"),
}
"""From where the modules of a provider import what they call so."""


CLIENTS: Final = ("client", "async_client")
RESOURCES: Final = ("resource_", "async_resource_")
"""How names begin of the modules of clients, and of those that a resource has for itself."""


def faults(files: Files, api: Api, package: Package) -> Iterator[str]:
    """Yield every body that would be read as something else, and names that mislead about it."""
    for provider in api.providers:
        lead = f"{package.name}/{provider.name}/"
        callers = tuple(f"{lead}{name}" for name in (*CLIENTS, *RESOURCES))
        calling = [path for path in files if path.startswith(callers) and path.endswith(".py")]
        tables = [path for path in files if _is_tables(path, lead)]
        for path in (*tables, *calling):
            tree = tree_of(files, path)
            if tree is not None:  # who compares the rest of it says that it is missing
                deeper = path.count("/") - lead.count("/")
                yield from (f"{path}: {fault}" for fault in _place_faults(tree, deeper))
        trees = [tree for path in tables if (tree := tree_of(files, path)) is not None]
        if trees:
            yield from (f"{lead}operations.py: {f}" for f in _read_faults(api, provider, trees))


def _is_tables(path: str, lead: str) -> bool:
    """Return whether a module holds tables of operations, all of them or those of a resource."""
    return path == f"{lead}operations.py" or (
        path.startswith(f"{lead}operations/") and path.endswith(".py")
    )


def _place_faults(tree: ast.Module, deeper: int = 0) -> Iterator[str]:
    """Yield imports, at once or later, that give a name of `PLACES` another meaning.

    What a class has under such a name is an attribute, which nothing else reads by that name.
    """
    groups = kinds(tree)
    attributes = {id(member) for each in groups[ast.ClassDef] for member in each.body}
    for node in (*groups[ast.ImportFrom], *groups[ast.Assign]):
        for name, place in _places(node) if id(node) not in attributes else ():
            origin = _own(name) or PLACES.get(name)
            if origin is not None and not _same_place(place, origin, deeper):
                yield f"another meaning: {ast.unparse(node)}"


def _same_place(place: object, origin: object, deeper: int) -> bool:
    """Return whether a module, so much deeper than those of a provider, imports what is meant."""
    match place, origin:
        case (1, "operations", str()), (1, None, "operations"):
            return deeper == 0  # tables of a resource; `clients` says of which
        case (int(level), module, name), (int(above), *rest) if above:
            return [level - deeper, module, name] == [above, *rest]
        case _:
            return place == origin


def _own(name: str) -> object:
    """Return from where a module of a resource is imported; nothing for any other name."""
    return (1, None, name) if name.startswith(RESOURCES) else None


def _places(node: ast.AST) -> Iterator[tuple[str, object]]:
    match node:
        case ast.ImportFrom(level=level, module=module, names=names):
            yield from ((each.asname or each.name, (level, module, each.name)) for each in names)
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if _own(name) or name in PLACES:
            place = (1, None, name) if _own(name) else PLACES[name]
            level, _, module = place
            later = f"LazyModule({'.' * level + module!r}, __package__)"
            yield name, place if ast.unparse(value) == later else value


def _read_faults(api: Api, provider: Provider, trees: Sequence[ast.Module]) -> Iterator[str]:
    spelling = in_a_provider(api)
    statements = {name: each for tree in trees for name, each in named(tree.body).items()}
    for operation in provider.operations:
        for what, kind in _kinds(operation).items():
            name = f"_{operation.identifier.lower()}_{what}"
            if kind is not None and not answers(kind, _returned_by(statements.get(name)), spelling):
                yield f"{name} doesn't return {spelt(kind)}"
        annotation, pages = (
            _annotated_with(statements.get(operation.identifier)),
            operation.pagination,
        )
        if pages is not None:
            annotation, item = both(annotation)
            if not answers(pages.item, item, spelling):
                yield f"{operation.identifier} isn't annotated with the items of its pages"
        if not returned(operation, annotation, spelling):
            yield f"{operation.identifier} isn't annotated with what it answers"


def _kinds(operation: Operation) -> dict[str, Type | None]:
    body = operation.body
    return {
        "request": body.type if body is not None and body.content == "json" else None,
        "response": operation.response,
        **{f"answer_{number}": kind for number, kind in enumerate(json_types(operation), start=1)},
        "error": operation.error,
        **{f"error_{number}": kind for number, kind in enumerate(error_types(operation), start=1)},
    }


def json_types(operation: Operation) -> tuple[Type, ...]:
    """Return the types of JSON that an operation is answered with, where answers differ."""
    if operation.response is not None:
        return ()
    json_answers = (a for a in operation.answers if a.content in ("json", "stream"))
    kinds = (answer.type for answer in json_answers if not isinstance(answer.type, Binary))
    return tuple(dict.fromkeys(kind for kind in kinds if kind is not None))


def error_types(operation: Operation) -> tuple[Type, ...]:
    """Return the types of JSON that errors are told with, where that differs by status."""
    kinds = (failure.type for failure in operation.failures)
    return tuple(dict.fromkeys(kind for kind in kinds if kind is not None))


def _annotated_with(node: ast.stmt | None) -> ast.expr | None:
    """Return what stands in the brackets of the annotation `Operation[...]`."""
    match node:
        case ast.AnnAssign(
            annotation=ast.Subscript(value=ast.Name(id=kind), slice=inner)
        ) if kind in ("Operation", "PagedOperation", "StreamedOperation"):
            return inner
        case _:
            return None


def both(node: ast.expr | None) -> tuple[ast.expr | None, ast.expr | None]:
    """Return the two annotations that stand in brackets; nothing where these aren't two."""
    match node:
        case ast.Tuple(elts=[first, second]):
            return first, second
        case _:
            return None, None


def _returned_by(node: ast.stmt | None) -> ast.expr | None:
    """Return what a function returns that does nothing but import and return."""
    match node:
        case ast.FunctionDef(decorator_list=[], body=[*before, ast.Return(value=value)]) if all(
            isinstance(each, ast.ImportFrom) for each in before
        ):
            return value
        case _:
            return None


def in_a_provider(api: Api) -> Spelling:
    """Return how the modules of a provider refer to models, apart from those of models."""
    return {
        (d.namespace, d.name): f"{'models' if d.namespace else 'shared_models'}.{d.identifier}"
        for d in api.declarations
    }


def answers(kind: Type | None, node: ast.expr | None, spelling: Spelling) -> bool:
    """Return whether an expression stands for a type without its limits; no type is `None`."""
    if node is None or kind is None:
        return kind is None and isinstance(node, ast.Constant) and node.value is None
    return agree(_bare(kind), node, spelling)


def returned(operation: Operation, node: ast.expr | None, spelling: Spelling) -> bool:
    """Return whether an expression stands for whatever the answers of an operation hold."""
    kinds = results(operation)
    some = tuple(kind for kind in kinds if kind is not None)
    if not some:
        return answers(None, node, spelling)
    either = TypeUnion(members=some)
    return answers(Nullable(type=either) if None in kinds else either, node, spelling)


def results(operation: Operation) -> tuple[Type | None, ...]:
    """Return what the calls of an operation may return, each once; `None` for nothing."""
    return tuple(dict.fromkeys(answer.type for answer in operation.answers)) or (None,)


def _bare(kind: Type) -> Type:
    match kind:
        case Scalar(kind=name):
            return Scalar(kind=name)
        case Array(items=items):
            return Array(items=_bare(items))
        case Map(values=values):
            return Map(values=_bare(values))
        case Nullable(type=inner):
            return Nullable(type=_bare(inner))
        case TypeUnion(members=members):
            return TypeUnion(members=tuple(_bare(member) for member in members))
        case _:
            return kind
