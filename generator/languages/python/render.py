"""A Package to Files: every file of it but the manifest, as text.

Job: walk the templates, which mirror the package (`_provider_` stands for each provider's folder),
render those that end in `.jinja` and take over the others as they are. Each template receives the
noun of the plan that its first line names. Comes before `format`. It must not choose a name or
decide what an API means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import jinja2

from generator.files import File, Files
from generator.languages import text
from generator.languages.python import filters
from generator.languages.python.modules import (
    ClientModule,
    OperationsPart,
    PartModule,
    ResourceModule,
)
from generator.languages.python.modules.data import ModelsPart, ParamsPart
from generator.languages.python.package import Package, ProviderNamespace, SharedNamespace
from generator.languages.python.plan.command import Calls, Rows
from generator.languages.python.rooms import is_written
from generator.languages.python.user import User

SUFFIX: Final = ".jinja"
PROVIDER: Final = "_provider_"

PARTS: Final = {
    "models/__init__.py": "models_facade",
    "models/part.py": "models_parts",
    "params/__init__.py": "params_facade",
    "params/part.py": "params_parts",
    "operations/__init__.py": "operations_facade",
    "operations/part.py": "operations_parts",
    "__init__.py": "exports",
    "__main__.py": "command",
    "client.py": "clients",
    "command.py": "calls",
    "commands.py": "rows",
    "exceptions.py": "exceptions",
    "models.py": "models",
    "operations.py": "operations",
    "resource.py": "resources",
    "params.py": "params",
    "part.py": "parts",
    "MIGRATION.md": "migration",
    "PROVIDERS.md": "differences",
    "README.md": "readme",
}
"""What each file is made of, by the name that the plan has for it."""

NAMED: Final = (
    ClientModule,
    ResourceModule,
    PartModule,
    ModelsPart,
    ParamsPart,
    OperationsPart,
    Calls,
    Rows,
)
"""Nouns that there are several of, each with the name of its file."""

Holder = Package | SharedNamespace | ProviderNamespace


def render(package: Package, templates: Path) -> Files:
    """Return the files of the package, unformatted.

    Args:
        package: what to write.
        templates: the folder that holds `python`.
    """
    source = templates / "python"
    writer = _Writer(package, _environment(source))
    files: dict[str, File] = {}
    paths = (path.relative_to(source) for path in source.rglob("*") if path.is_file())
    for path in sorted(filter(_is_source, paths), key=Path.as_posix):
        if is_written(path.as_posix(), package.without):
            for name, file in writer.files(path):
                files[f"{package.name}/{name}"] = file
    return files


def _is_source(path: Path) -> bool:
    is_private = path.name.startswith("_") and path.name.endswith(SUFFIX)
    partial = is_private and not path.name.startswith("__")
    cache = any(part == "__pycache__" or part.startswith(".") for part in path.parts)
    return not partial and not cache


def _environment(source: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([source, source.parent / "pages"]),
        undefined=jinja2.StrictUndefined,
        finalize=text.finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # nobody changes a template while it is filled in
        autoescape=False,  # `finalize` is the gate: nothing but code gets through
    )
    environment.filters.update(
        literal=filters.literal,
        identifier=filters.identifier,
        docstring=filters.docstring,
        prose=filters.prose,
        module=filters.module,
        markdown=text.markdown,
        slug=text.slug,
        fenced=filters.fenced,
        submodule=lambda name: filters.literal(f".{filters.identifier(name)}"),
    )
    return environment


def rendered_user(user: User, templates: Path) -> str:
    """Return the module of somebody who uses all of a package."""
    template = _environment(templates / "python_user").get_template("user.py.jinja")
    return template.render(package=user.package, provider=user.provider, **user.rows)


@dataclass(frozen=True, slots=True)
class _Writer:
    """The files that templates become."""

    package: Package
    environment: jinja2.Environment

    def files(self, path: Path) -> Iterable[tuple[str, File]]:
        """Return the files that one template becomes, with their names in the package."""
        name = path.as_posix()
        if not name.endswith(SUFFIX):
            loader = self.environment.loader
            assert loader is not None
            yield name, File(loader.get_source(self.environment, name)[0], copied=True)
            return
        for namespace, holder in self._holders(name):
            template = name.removesuffix(SUFFIX).removeprefix(f"{PROVIDER}/")
            part = getattr(holder, PARTS[template])
            own = name.removesuffix(SUFFIX).replace(PROVIDER, namespace)
            for noun in part if isinstance(part, tuple) else (part,):
                if noun is not None:
                    variables = self._variables(noun)
                    text = self.environment.get_template(name).render(variables)
                    yield self._path(own, noun), File(text)

    def _path(self, name: str, noun: Any) -> str:
        """Return the path of a file; of several that a template becomes each has a name."""
        if isinstance(noun, NAMED):
            return f"{name.rpartition('/')[0]}/{noun.name}.py"
        return name

    def _holders(self, name: str) -> Iterator[tuple[str, Holder]]:
        """Yield what has the noun of a template, by the name of its namespace."""
        if name.startswith(PROVIDER):
            yield from ((namespace.name, namespace) for namespace in self.package.providers)
        else:
            of_all = name.startswith(("models", "params"))
            yield "", self.package.shared if of_all else self.package

    def _variables(self, noun: Any) -> dict[str, Any]:
        """Return the public attributes of a noun."""
        names = (name for name in dir(type(noun)) if not name.startswith("_"))
        return {name: getattr(noun, name) for name in names}
