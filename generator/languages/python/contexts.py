"""What is put before the templates: for each, the values that its first line names.

Job: gather, for one template and one namespace, what the modules beside it make of the Api. The
namespace of what providers share is called "", and so is that of files which the package has once.
A context of None means that the file isn't needed. It must not contain a line of output.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Final

from generator.languages.differences import tables
from generator.languages.python.annotations import modules_of
from generator.languages.python.filters import Code
from generator.languages.python.output import Output
from generator.languages.python.plan import clients, operations
from generator.languages.python.plan.command import program
from generator.languages.python.plan.exports import (
    elsewhere,
    exports,
    package,
    params_elsewhere,
    shared_names,
)
from generator.languages.python.plan.migration import moves
from generator.languages.python.plan.params import borrowed, params
from generator.languages.python.plan.readme import examples

_IMPORTS: Final = {
    "Annotated": "typing",
    "Any": "typing",
    "Literal": "typing",
    "TYPE_CHECKING": "typing",
    "TypeAlias": "typing",
    "Field": "pydantic",
    "StringConstraints": "pydantic",
    "Model": "_runtime.model.model",
    "Nullable": "_runtime.model.model",
    "ResponseModel": "_runtime.model.model",
    "Unknown": "_runtime.model.model",
    "Rule": "_runtime.model.unions",
    "Variants": "_runtime.model.unions",
    "models": "",
}
"""Where the names come from that the modules of models use."""


Context = dict[str, Any]


def _models(output: Output, namespace: str) -> Context | None:
    body = output.models.get(namespace, "")
    names = shared_names(output.api, namespace) if namespace else ()
    places = () if namespace else elsewhere(output)
    if not body and not names and not places:
        return None
    whose = output.provider(namespace).client if namespace else ""
    doc = (
        f"All models of {whose}: its own, and those that it shares." if namespace else "All models."
    )
    imports = _imports(body, namespace, ("TYPE_CHECKING",) if places else ())
    return {"doc": doc, "imports": imports, "body": Code(body), "borrowed": names, "places": places}


@dataclass(frozen=True, slots=True)
class Import:
    """Names from a module."""

    module: str
    names: tuple[str, ...]


def _imports(body: str, namespace: str, more: tuple[str, ...]) -> list[list[Import]]:
    """Return the imports that a module of models needs: of the standard library, then others."""
    used = {node.id for node in ast.walk(ast.parse(body)) if isinstance(node, ast.Name)} | {*more}
    dots = ".." if namespace else "."
    found: dict[str, list[str]] = {}
    for name, place in _IMPORTS.items():
        if name in used:
            local = not place or place.startswith("_")
            found.setdefault(f"{dots}{place}" if local else place, []).append(name)
    groups: dict[int, list[Import]] = {}
    for module, names in sorted(found.items()):
        ordered = sorted(names, key=lambda name: (not name.isupper(), name))
        groups.setdefault(_rank(module), []).append(Import(module, tuple(ordered)))
    return [groups[rank] for rank in sorted(groups)]


def _rank(module: str) -> int:
    return 2 if module.startswith(".") else int(module != "typing")


def _params(output: Output, namespace: str) -> Context | None:
    declarations = params(output.api, namespace)
    names = borrowed(output.api, namespace) if namespace else ()
    places = () if namespace else params_elsewhere(output)
    if not declarations and not names and not places:
        return None
    return {
        "doc": "Objects that can be sent.",
        "declarations": declarations,
        "borrowed": names,
        "places": places,
    }


def _client(output: Output, namespace: str) -> Context:
    provider = output.provider(namespace)
    views = clients.clients(output.api, provider)
    return {"clients": views, **modules_of(a for client in views for a in client.annotations)}


def _operations(output: Output, namespace: str) -> Context:
    provider = output.provider(namespace)
    rows = operations.operations(output.api, provider)
    return {
        "provider": provider,
        "server": operations.server(provider),
        "operations": rows,
        "user_agent": output.api.package,
        **modules_of(operation.answer for operation in rows),
    }


def _names_of(output: Output, namespace: str) -> Context:
    return exports(output, namespace) if namespace else package(output)


def _exceptions(output: Output, namespace: str) -> Context:
    return {"known": output.errors, "codes": output.codes, "roots": output.roots}


def _readme(output: Output, namespace: str) -> Context:
    command = program(output.api).name
    log = f"{output.api.package}_log".upper()
    shown = {"examples": examples(output.api), "roots": output.roots, "log": log}
    shown["moves"] = moves(output.api)
    several = len(output.api.providers) > 1
    return {
        "api": output.api,
        "command": command,
        "several": several,
        "has_command": "command" not in output.without,
        "has_testing": "testing" not in output.without,
        **shown,
    }


def _migration(output: Output, namespace: str) -> Context | None:
    found = moves(output.api)
    log = f"{output.api.package}_log".upper()
    return {"package": output.api.package, "moves": found, "log": log} if found else None


def _table(output: Output, namespace: str) -> Context | None:
    if len(output.api.providers) < 2:
        return None  # there is nothing to compare
    found = tables(output.api)
    return {"lacking": found.lacking} | {f.name: getattr(found, f.name) for f in fields(found)}


def _main(output: Output, namespace: str) -> Context:
    return {"program": program(output.api)}


CONTEXTS: Final[dict[str, Callable[[Output, str], Context | None]]] = {
    "__main__.py.jinja": _main,
    "__init__.py.jinja": _names_of,
    "client.py.jinja": _client,
    "exceptions.py.jinja": _exceptions,
    "models.py.jinja": _models,
    "operations.py.jinja": _operations,
    "params.py.jinja": _params,
    "MIGRATION.md.jinja": _migration,
    "PROVIDERS.md.jinja": _table,
    "README.md.jinja": _readme,
}
