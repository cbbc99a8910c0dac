"""The Api to Files: every file of the output but the manifest, as text.

Job: walk the templates, which mirror the package (`_provider_` stands for each provider's folder),
render those that end in `.jinja` and take over the others as they are. The models come from the
engine (`engine`), JSON Schemas and effective descriptions from the documents (`schemas`). Comes
after `verify` and before `format`. What each template receives is in `contexts`. It must
not choose names or decide what an API means.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import jinja2

from generator.api import Api
from generator.document import Document
from generator.files import File, Files
from generator.languages.documents import descriptions
from generator.languages.python import filters
from generator.languages.python.contexts import CONTEXTS
from generator.languages.python.models.engine import emit
from generator.languages.python.output import Output
from generator.rooms import is_left_out

SUFFIX: Final = ".jinja"
PROVIDER: Final = "_provider_"


def render(
    api: Api, documents: Sequence[Document], templates: Path, without: Collection[str] = ()
) -> Files:
    """Return the files of the output, unformatted.

    Args:
        api: what to write.
        documents: the effective description of each provider.
        templates: the folder that holds `python` and `models`.
        without: rooms of the runtime that the package goes without.
    """
    source = templates / "python"
    output = Output(
        api=api, models=emit(api, templates), errors=_errors(source), without=frozenset(without)
    )
    package = _Package(output, _environment(source))
    files: dict[str, File] = dict(descriptions(documents))
    found = (p.relative_to(source) for p in source.rglob("*") if p.is_file())
    for path in sorted(filter(_is_source, found), key=Path.as_posix):
        if not is_left_out(path.as_posix(), without):
            for name, file in package.of(path):
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
        finalize=filters.finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # `finalize` is the gate: nothing but code gets through
    )
    environment.filters.update(
        literal=filters.literal,
        identifier=filters.identifier,
        docstring=filters.docstring,
        prose=filters.prose,
        module=filters.module,
        markdown=filters.markdown,
        slug=filters.slug,
        fenced=filters.fenced,
        submodule=lambda name: filters.literal(f".{filters.identifier(name)}"),
    )
    return environment


def _errors(source: Path) -> tuple[str, ...]:
    """Return the names of the runtime's exceptions and warnings."""
    tree = ast.parse((source / "_runtime" / "vocabulary" / "errors.py").read_text(encoding="utf-8"))
    names = (node.name for node in tree.body if isinstance(node, ast.ClassDef))
    return tuple(sorted(name for name in names if name.endswith(("Error", "Warning"))))


@dataclass(frozen=True, slots=True)
class _Package:
    """The files that templates become."""

    output: Output
    environment: jinja2.Environment

    def of(self, path: Path) -> Iterable[tuple[str, File]]:
        """Return the files that one template becomes, with their names in the package."""
        name = path.as_posix()
        if not name.endswith(SUFFIX):
            loader = self.environment.loader
            assert loader is not None
            yield name, File(loader.get_source(self.environment, name)[0], copied=True)
            return
        for namespace in self._homes(name):
            text = self._rendered(name, namespace)
            if text is not None:
                yield name.removesuffix(SUFFIX).replace(PROVIDER, namespace), File(text)

    def _homes(self, name: str) -> tuple[str, ...]:
        if name.startswith(PROVIDER):
            return tuple(provider.name for provider in self.output.api.providers)
        return ("",)

    def _rendered(self, name: str, namespace: str) -> str | None:
        context = CONTEXTS[name.split("/")[-1]](self.output, namespace)
        return None if context is None else self.environment.get_template(name).render(context)
