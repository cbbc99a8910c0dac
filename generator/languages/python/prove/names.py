"""Whether every name in the output was chosen: by the plan, or by whoever wrote the templates.

Job: gather the names that the Api plans and the words of the runtime and the templates, and refuse
any identifier that is neither. A description has no way to a name but through the plan. It must
not hold a list of names itself.
"""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any, Final

from generator.languages.python.package import Package
from generator.languages.python.prove.annotations import LIMITS
from generator.languages.python.prove.models import VOCABULARY
from generator.languages.python.prove.syntax import identifiers
from generator.languages.python.prove.trees import parsed
from generator.places import TEMPLATES
from generator.spelled import Api, Model, Name, Operation, classes, former_classes

_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
_PRINTED: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


_OF_MODELS: Final = frozenset().union(LIMITS.values(), *VOCABULARY.values())
"""How limits are called in models, and what these import."""


def chosen(api: Api, package: Package) -> frozenset[str]:
    """Return every name that somebody has chosen."""
    return planned(api, package) | _OF_MODELS | _spoken()


def module_faults(path: str, text: str, allowed: frozenset[str]) -> Iterator[str]:
    """Yield every name in a module that isn't among those that were chosen."""
    tree = parsed(text)
    if tree is not None:
        holders = identifiers(tree)
        for name in sorted(holders.keys() - allowed):
            line = getattr(holders[name][-1], "lineno", 1)
            yield f"{path}:{line}: {name!r} is a name that nobody has chosen"
        yield from (f"{path}: {fault}" for fault in _offer_faults(tree, holders.keys()))


def _offer_faults(tree: ast.Module, bound: Collection[str]) -> Iterator[str]:
    """Yield what `__all__` offers and the module doesn't have."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=ast.List(elts=names)):
                strings = [getattr(name, "value", None) for name in names]
                yield from (f"offers {name!r}" for name in strings if name not in bound)


def planned(api: Api, package: Package) -> frozenset[str]:
    """Return every name of the plan."""
    names: set[str] = set()
    for declaration in api.declarations:
        names |= {*classes(declaration)}
        names |= {former for former, _ in former_classes(declaration)}
        if isinstance(declaration, Model):  # a TypedDict has the names of JSON
            names |= {property_.name.wire for property_ in declaration.properties}
    names |= {*package.classes_of_clients, *package.exceptions.roots}
    names |= {*package.modules}
    names |= {f"_raw_{name}" for name in package.resources}
    for provider in api.providers:
        names.add(provider.name)
        names |= {*_settings(provider), *_operations(provider.operations)}
        names |= {code.exception for code in provider.errors.codes}
    return frozenset(names | set(_python(api)))


def _settings(provider: Any) -> Iterator[str]:
    for credential in provider.credentials:
        yield from credential.every_argument
    for each in (*provider.parameters, *(provider.server.variables if provider.server else ())):
        yield each.argument


def _operations(operations: tuple[Operation, ...]) -> Iterator[str]:
    for operation in operations:
        yield from (operation.identifier, *operation.attributes)
        answers = (f"answer_{n}" for n, _ in enumerate(operation.answers, start=1))
        errors = (f"error_{n}" for n, _ in enumerate(operation.failures, start=1))
        whats = ("request", "response", "error", *answers, *errors)
        yield from (f"_{operation.identifier.lower()}_{what}" for what in whats)
        if operation.body is not None:
            yield operation.body.argument


def _python(whole: Any) -> Iterator[str]:
    """Yield the Python side of every `Name` inside a value."""
    waiting = [whole]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Name):
            yield from (value.identifier, *value.former)
        elif isinstance(value, tuple):
            waiting += value
        else:
            kind: Any = type(value)
            waiting += [getattr(value, name) for name in _fields(kind)]


@lru_cache(maxsize=256)
def _fields(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass; none of anything else."""
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


@lru_cache(maxsize=1)
def _spoken() -> frozenset[str]:
    """Return the words of the templates and the runtime, without what a template prints."""
    texts = (p.read_text(encoding="utf-8") for p in sorted(TEMPLATES.rglob("*")) if _is_text(p))
    return frozenset(word for text in texts for word in _WORD.findall(_PRINTED.sub(" ", text)))


def _is_text(path: Any) -> bool:
    return path.is_file() and path.suffix in (".py", ".jinja")
