"""The Api to Files: every file of the output but the manifest, as text.

Job: walk the templates, which mirror the package (`_provider_` stands for each provider's folder),
render those that end in `.jinja` and take over the others as they are. The models come from the
engine (`engine`), JSON Schemas and effective descriptions from the documents (`schemas`). Comes
after `verify` and before `format`. It must not choose names or decide what an API means.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import jinja2

from generator import calls, python, views
from generator.api import Api, Provider
from generator.document import Document
from generator.engine import emit
from generator.files import File, Files
from generator.params import params
from generator.program import program
from generator.python import Code
from generator.readme import examples
from generator.schemas import descriptions
from generator.tables import tables

SUFFIX: Final = ".jinja"
PROVIDER: Final = "_provider_"
ROOT: Final = Path(__file__).parent

_IMPORTS: Final = {
    "Annotated": "typing",
    "Any": "typing",
    "Literal": "typing",
    "TYPE_CHECKING": "typing",
    "TypeAlias": "typing",
    "Field": "pydantic",
    "StringConstraints": "pydantic",
    "Model": "_runtime.model",
    "Nullable": "_runtime.model",
    "ResponseModel": "_runtime.model",
    "Unknown": "_runtime.model",
    "Rule": "_runtime.unions",
    "Variants": "_runtime.unions",
    "models": "",
}
"""Where the names come from that the modules of models use."""


def render(api: Api, documents: Sequence[Document], templates: Path) -> Files:
    """Return the files of the output, unformatted.

    Args:
        api: what to write.
        documents: the effective description of each provider.
        templates: the folder that holds `python` and `models`.
    """
    source = templates / "python"
    output = _Output(api, _environment(source), emit(api, templates))
    files: dict[str, File] = dict(descriptions(documents))
    for path in sorted(p for p in source.rglob("*") if p.is_file() and _is_source(p)):
        for name, file in output.of(path.relative_to(source)):
            files[f"{api.package}/{name}"] = file
    return files


def _is_source(path: Path) -> bool:
    hidden = path.name.startswith("_") and path.name.endswith(SUFFIX)
    partial = hidden and not path.name.startswith("__")
    cache = any(part == "__pycache__" or part.startswith(".") for part in path.parts)
    return not partial and not cache


def _environment(source: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(source),
        undefined=jinja2.StrictUndefined,
        finalize=python.finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  # `finalize` is the gate: nothing but code gets through
    )
    environment.filters.update(
        literal=python.literal,
        identifier=python.identifier,
        docstring=python.docstring,
        prose=python.prose,
        module=python.module,
        markdown=python.markdown,
        submodule=lambda name: python.literal(f".{python.identifier(name)}"),
    )
    return environment


@dataclass(frozen=True, slots=True)
class _Output:
    """The files that templates become."""

    api: Api
    environment: jinja2.Environment
    models: dict[str, str]

    def of(self, path: Path) -> Iterable[tuple[str, File]]:
        """Return the files that one template becomes, with their names in the package."""
        name = path.as_posix()
        if not name.endswith(SUFFIX):
            loader = self.environment.loader
            assert loader is not None
            yield name, File(loader.get_source(self.environment, name)[0], copied=True)
            return
        for home in self._homes(name):
            text = self._rendered(name, home)
            if text is not None:
                yield name.removesuffix(SUFFIX).replace(PROVIDER, home), File(text)

    def _homes(self, name: str) -> tuple[str, ...]:
        if name.startswith(PROVIDER):
            return tuple(provider.name for provider in self.api.providers)
        return ("",)

    def _rendered(self, name: str, home: str) -> str | None:
        context = _CONTEXTS[name.split("/")[-1]](self, home)
        if context is None:
            return None
        return self.environment.get_template(name).render(context)

    def provider(self, home: str) -> Provider:
        """Return the provider of a namespace."""
        return next(p for p in self.api.providers if p.name == home)

    def own(self, home: str) -> dict[str, bool]:
        """Return which modules there are besides the one of `home` that is being written."""
        return {
            "own_models": bool(home) and home in self.models,
            "shared_models": "" in self.models,
            "own_params": bool(home) and bool(params(self.api, home)),
            "shared_params": bool(params(self.api, "")),
        }


Context = dict[str, Any]


def _models(output: _Output, home: str) -> Context | None:
    if home not in output.models:
        return None
    body = output.models[home]
    doc = f"Models that {output.provider(home).client} has for itself." if home else "Models."
    return {"doc": doc, "imports": _imports(body, home), "body": Code(body)}


@dataclass(frozen=True, slots=True)
class Import:
    """Names from a module."""

    module: str
    names: tuple[str, ...]


def _imports(body: str, home: str) -> list[list[Import]]:
    """Return the imports that a module of models needs: of the standard library, then others."""
    used = {node.id for node in ast.walk(ast.parse(body)) if isinstance(node, ast.Name)}
    dots = ".." if home else "."
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


def _params(output: _Output, home: str) -> Context | None:
    declarations = params(output.api, home)
    if not declarations:
        return None
    doc = "Objects that can be sent."
    return {
        "doc": doc,
        "declarations": declarations,
        "shared_params": home and params(output.api, ""),
    }


def _client(output: _Output, home: str) -> Context:
    provider = output.provider(home)
    return {"clients": views.clients(output.api, provider), **output.own(home)}


def _operations(output: _Output, home: str) -> Context:
    provider = output.provider(home)
    return {
        "provider": provider,
        "server": calls.server(provider),
        "operations": calls.operations(output.api, provider),
        "user_agent": output.api.package,
        **output.own(home),
    }


@dataclass(frozen=True, slots=True)
class Place:
    """Names that a namespace offers, and the module that has them."""

    module: str
    names: tuple[str, ...]


def _names(output: _Output, home: str, provider: str) -> tuple[str, ...]:
    names: list[str] = []
    for declared in output.api.declarations:
        if declared.home == home and provider in declared.providers:
            names.append(declared.python)
            unknown = getattr(declared, "unknown", None)
            names += [unknown] if unknown else []
    return tuple(sorted(names))


def _namespace(output: _Output, home: str) -> Context:
    provider = output.provider(home)
    client = tuple(f"{prefix}{provider.client}" for prefix in reversed(views.PREFIXES))
    places = [Place(".client", client)]
    if home in output.models:
        places.append(Place(".models", _names(output, home, home)))
    if "" in output.models:
        places.append(Place("..models", _names(output, "", home)))
    borrowed = {d.home for d in output.api.declarations if home in d.providers} - {"", home}
    places += [
        Place(f"..{other}.models", _names(output, other, home)) for other in sorted(borrowed)
    ]
    known = output.own(home)
    every = [name for place in places for name in place.names]
    every += ["params"] if known["own_params"] else []
    return {
        "doc": f"Everything of {provider.client}: its clients and all of its models.",
        "places": places,
        "every_name": sorted(every),
        **known,
    }


def _package(output: _Output, home: str) -> Context:
    clients = [
        Place(f".{p.name}.client", tuple(f"{x}{p.client}" for x in reversed(views.PREFIXES)))
        for p in output.api.providers
    ]
    exceptions = Place(".exceptions", tuple(sorted(_exceptions(output, home)["every"])))
    runtime = [
        Place("._runtime.decode", ("Defect",)),
        Place("._runtime.model", ("Model", "ResponseModel", "Unknown")),
        Place("._runtime.omit", ("Omit", "omit")),
    ]
    places = [*clients, exceptions, *runtime]
    modules = ["exceptions", *(p.name for p in output.api.providers)]
    modules += ["models"] if "" in output.models else []
    modules += ["params"] if params(output.api, "") else []
    names = [name for place in places for name in place.names]
    return {
        "doc": f"{output.api.title}: clients and models.",
        "modules": sorted(modules),
        "places": places,
        "every_name": sorted([*names, *modules]),
    }


def _exceptions(output: _Output, home: str) -> Context:
    codes = {c.exception: c for p in output.api.providers for c in p.errors.codes}
    loader = output.environment.loader
    assert loader is not None
    errors = ast.parse(loader.get_source(output.environment, "_runtime/errors.py")[0])
    known = sorted(
        node.name
        for node in errors.body
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Error", "Warning"))
    )
    return {"known": known, "codes": list(codes.values()), "every": [*known, *codes]}


def _readme(output: _Output, home: str) -> Context:
    command = program(output.api).name
    return {"api": output.api, "examples": examples(output.api), "command": command}


def _table(output: _Output, home: str) -> Context:
    found = tables(output.api)
    return {field.name: getattr(found, field.name) for field in fields(found)}


def _main(output: _Output, home: str) -> Context:
    return {"program": program(output.api)}


_CONTEXTS: Final[dict[str, Callable[[_Output, str], Context | None]]] = {
    "__main__.py.jinja": _main,
    "__init__.py.jinja": lambda output, home: (_namespace if home else _package)(output, home),
    "client.py.jinja": _client,
    "exceptions.py.jinja": _exceptions,
    "models.py.jinja": _models,
    "operations.py.jinja": _operations,
    "params.py.jinja": _params,
    "PROVIDERS.md.jinja": _table,
    "README.md.jinja": _readme,
}
