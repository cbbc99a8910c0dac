"""A JavaPackage to Files: every file of it but the manifest, as text.

Job: fill in the templates of what is generated, one file for each public type, and take over the
runtime, in which nothing changes but the name of its package. Comes before `format`. It must not
choose a name or decide what an API means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import jinja2

from generator.files import File, Files
from generator.languages import text
from generator.languages.java import filters, literals, rows
from generator.languages.java.calls import ClientType, Method, ParamsType, Section
from generator.languages.java.declared import ChoiceType, NestedType
from generator.languages.java.fragments import fragments
from generator.languages.java.java_types import JavaType, Plain
from generator.languages.java.package import JavaPackage
from generator.languages.text import Code

ROOT: Final = "compactgen_root"
"""What the package is called in the runtime's own files."""


def render(package: JavaPackage, templates: Path) -> Files:
    """Return the files of the package, unformatted.

    Args:
        package: what to write.
        templates: the folder that holds `java`.
    """
    source = templates / "java"
    writer = _Writer(package, _environment(source))
    folder = package.name.replace(".", "/")
    files = {**runtime(source, package.name, package.rooms), **dict(writer.files())}
    return {f"{folder}/{path}": file for path, file in sorted(files.items())}


def runtime(source: Path, name: str, rooms: Iterable[str]) -> dict[str, File]:
    """Return the files of the runtime under a package's name, with some of its optional rooms."""
    roots = (source / ROOT, *(source / "rooms" / room for room in rooms))
    return {
        path.relative_to(root).as_posix(): File(moved(path.read_text(encoding="utf-8"), name), True)
        for root in roots
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def moved(source: str, name: str) -> str:
    """Return a file of the runtime as one of a package: its own name is all that changes."""
    return source.replace(ROOT, name)


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
    environment.filters.update(fragments())
    environment.filters.update(markdown=text.markdown, slug=text.slug)
    environment.tests.update(kept=filters.is_kept, endless=literals.is_long)
    return environment


class _Writer:
    """The files that templates become."""

    def __init__(self, package: JavaPackage, environment: jinja2.Environment) -> None:
        self._package = package
        self._environment = environment
        environment.filters["part"] = self._part

    def files(self) -> Iterator[tuple[str, File]]:
        """Yield the files, by their paths below the package's folder."""
        package = self._package
        for model in package.models:
            fields = tuple(m for m in model.accessors if filters.is_kept(m))
            order = tuple(m.wire for m in model.members)
            facts = {"order": order, "limited": any(map(filters.is_limited, model.members))}
            yield self._file(f"models/{model.name}", "model", model, kept=fields, **facts)
        for union in package.unions:
            yield self._file(f"models/{union.name}", "union", union)
            yield self._file(f"models/{union.unknown}", "unknown", union)
        types: tuple[NestedType, ...] = (*package.enumerations, *package.choices)
        for type_ in types:
            yield self._file(f"models/{type_.name}", "type", type_, type=type_)
        for params in package.params:
            required = tuple(p.name for p in params.parameters if p.parameter.required)
            variables = {"required": required, **_bodies(params.body), **_form(params)}
            yield self._file(f"models/{params.name}", "params", params, **variables)
        for answers in package.answers:
            yield self._file(f"models/{answers.name}", "answers", answers)
        for client in package.clients:
            yield from self._client(client)
        for alias in package.aliases:
            yield self._file(alias.name, "alias", alias)
        for exception in package.exceptions:
            yield self._file(f"errors/{exception.name}", "exception", exception)
        for name, page in (("README", package), ("PROVIDERS", package.differences)):
            template = self._environment.get_template(f"{name}.md.jinja")
            yield f"{name}.md", File(template.render({**_public(page), "api": package.api}))

    def _client(self, client: ClientType) -> Iterator[tuple[str, File]]:
        own = [m for r in (client.root, *client.resources) for m in r.methods]
        imports = {"imported": sorted(_taken(own) | _given(own))}
        yield from self._four(client.name, "client", client, **imports)
        ways = {method.operation.attributes for method in client.methods}
        operations = [each for each in client.provider.operations if each.attributes in ways]
        agent = self._package.name.rpartition(".")[2]
        codes = client.provider.errors.codes
        variables: dict[str, Any] = {
            "provider_row": rows.provider(client, agent, operations),
            "methods": _rows(client, own),
            "codes": client.exceptions,
            "thrown": sorted({each for _, each in client.exceptions}),
            "final_codes": [each.code for each in codes if not each.retry],
            "imported": sorted(_given(own) | _failing(own)),
        }
        yield self._file(f"internal/{client.tables}", "tables", client, **variables)
        for section in client.sections:
            yield from self._section(client, section)

    def _section(self, client: ClientType, section: Section) -> Iterator[tuple[str, File]]:
        methods = section.methods
        imports = {"imported": sorted(_taken(methods) | _given(methods))}
        yield from self._four(section.name, "section", section, section=section, **imports)
        variables: dict[str, Any] = {
            "methods": _rows(client, methods),
            "imported": sorted(_given(methods) | _failing(methods)),
        }
        yield self._file(f"internal/{section.tables}", "section_tables", section, **variables)

    def _four(self, name: str, template: str, noun: Any, **more: Any) -> Iterator[tuple[str, File]]:
        """Yield what callers see of some methods and what makes the calls, each also async."""
        yield self._file(name, template, noun, **more)
        yield self._file(f"{name}Async", f"{template}_async", noun, **more)
        yield self._file(f"{name}Calls", f"{template}_calls", noun, **more)
        yield self._file(f"{name}AsyncCalls", f"{template}_async_calls", noun, **more)

    def _file(self, path: str, template: str, noun: Any, **more: Any) -> tuple[str, File]:
        variables = {**_public(noun), "package": self._package.name, "indent": 0, **more}
        template_ = self._environment.get_template(f"{template}.java.jinja")
        return f"{path}.java", File(template_.render(variables))

    def _part(self, noun: Any, template: str = "", indent: int = 0, **more: Any) -> Code:
        """Return what a partial template makes of a noun, indented."""
        template = template or _partial(noun)
        inside = more.get("inside", indent > 0)
        variables = {**_public(noun), "indent": indent, "is_nested": inside, **more}
        body = self._environment.get_template(template).render(variables)
        pad = " " * indent
        lines = body.rstrip("\n").split("\n")
        return Code("\n".join(f"{pad}{line}" if line else line for line in lines))


def _taken(methods: Iterable[Method]) -> set[str]:
    """Return the classes of what calls take."""
    return {method.params for method in methods if method.params}


def _given(methods: Iterable[Method]) -> set[str]:
    """Return the classes of what calls return."""
    answers = (method.answer for method in methods if method.answer is not None)
    return {name for kind in answers for name in filters.classes(kind)}


def _failing(methods: Iterable[Method]) -> set[str]:
    """Return the classes of what errors hold."""
    kinds = (kind for method in methods for _, kind in method.errors if kind is not None)
    return {name for kind in kinds for name in filters.classes(kind)}


def _rows(client: ClientType, methods: Iterable[Method]) -> list[tuple[Method, Code]]:
    """Return methods, each with the row of its operation."""
    return [(m, rows.operation(client, m, client.parameters[m.constant])) for m in methods]


def _partial(noun: Any) -> str:
    return "_choice.jinja" if isinstance(noun, ChoiceType) else "_enumeration.jinja"


def _bodies(body: JavaType | None) -> dict[str, tuple[JavaType, ...]]:
    """Return a body that is one argument: as JSON, or as what travels as it is."""
    is_content = isinstance(body, Plain) and body.kind in ("text", "bytes")
    one = (body,) if body is not None else ()
    return {"bodies": () if is_content else one, "contents": one if is_content else ()}


def _form(params: ParamsType) -> dict[str, Any]:
    """Return what is written for the members of a form."""
    members = params.members
    return {
        "order": params.order,
        "constants": tuple(each for each in members if each.constant is not None),
        "accessors": tuple(each for each in members if each.presence != "constant"),
        "demanded": tuple(each for each in params.all_members if each.presence == "required"),
    }


def _public(noun: Any) -> dict[str, Any]:
    """Return the fields and properties of a noun."""
    names = (name for name in dir(type(noun)) if not name.startswith("_"))
    return {name: getattr(noun, name) for name in names}
