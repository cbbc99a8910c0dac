"""Where the tables of the command line are: which module says what of which operation.

Job: find the calls of a provider, and the lists of what there is to call where these are in several
modules, and say which operation stands nowhere, or twice. It must not look at what is said of them.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.files import Files
from generator.languages.python.prove.trees import named, tree_of
from generator.spelled import Operation, Provider

CALLS = "CALLS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What there is to call of a provider, by where it stands."""

    calls: Mapping[str, Sequence[Operation]]
    """What each file has of the calls."""
    modules: Mapping[str, str]
    """The module of each operation by its constant, as seen from the package."""
    rows: Sequence[tuple[str, str, Sequence[Operation]]]
    """Each file with a list, what that is called, and what it has; none where one has them all."""
    faults: Sequence[str]


def listing(files: Files, package: str, provider: Provider) -> Listing:
    """Return what the command line lists of a provider."""
    folder = f"{package}/{provider.name}"
    calls = {path: [*_keys(files, path)] for path in _modules(files, f"{folder}/command")}
    imports = [*_imports(files, f"{package}/__main__.py", f"{provider.name}.commands")]
    places = [(f"{package}/{module.replace('.', '/')}.py", name) for module, name in imports]
    rows = [(path, name, [*_constants(files, path, name)]) for path, name in places]
    lists = [some for _, _, some in rows] or [[each.identifier for each in provider.operations]]
    strange = {*_modules(files, f"{folder}/commands")} ^ {path for path, _, _ in rows}
    return Listing(
        calls={path: _some(provider, constants) for path, constants in calls.items()},
        modules={
            constant: path.removeprefix(package).removesuffix(".py").replace("/", ".")
            for path, constants in calls.items()
            for constant in constants
        },
        rows=[(path, name, _some(provider, constants)) for path, name, constants in rows],
        faults=[
            *(f"lists nothing of {path}" for path in sorted(strange)),
            *_count_faults(provider, "called", calls.values()),
            *_count_faults(provider, "listed", lists),
        ],
    )


def _modules(files: Files, lead: str) -> Iterator[str]:
    """Yield the files of modules that are called so, or so and more behind a low line."""
    yield from (path for path in files if path == f"{lead}.py" or path.startswith(f"{lead}_"))


def _some(provider: Provider, constants: Iterable[str]) -> list[Operation]:
    """Return the operations of some constants, in their order; `tables` tells of others."""
    among = {*constants}
    return [each for each in provider.operations if each.identifier in among]


def _count_faults(provider: Provider, what: str, groups: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield operations that stand nowhere, or more than once."""
    counts = Counter(constant for group in groups for constant in group)
    for operation in provider.operations:
        if counts[operation.identifier] != 1:
            yield f"{operation.identifier} is {what} {counts[operation.identifier]} times"


def _imports(files: Files, path: str, lead: str) -> Iterator[tuple[str, str]]:
    """Yield the names that a file takes from modules which are called so, each with its module."""
    tree = tree_of(files, path)
    for node in tree.body if tree is not None else ():
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(lead):
            yield from ((node.module, alias.name) for alias in node.names)


def _keys(files: Files, path: str) -> Iterator[str]:
    match _value(files, path, CALLS):
        case ast.Dict(keys=keys):
            yield from (str(getattr(key, "value", None)) for key in keys)


def _constants(files: Files, path: str, name: str) -> Iterator[str]:
    """Yield the constants of the operations that a list has."""
    match _value(files, path, name):
        case ast.Tuple(elts=rows):
            for keyword in (k for row in rows for k in getattr(row, "keywords", ())):
                if keyword.arg == "constant":
                    yield str(getattr(keyword.value, "value", None))


def _value(files: Files, path: str, name: str) -> ast.expr | None:
    tree = tree_of(files, path)
    value: ast.expr | None = getattr(named(tree.body if tree else []).get(name), "value", None)
    return value
