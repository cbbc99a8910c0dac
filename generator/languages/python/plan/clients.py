"""What the templates of the clients receive: the Api, arranged as the modules are.

Job: arrange, name and annotate; each class here is what the first line of one template names. It
must not contain a line of output: what is printed between the names is the template's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.api import Ref
from generator.languages.python.annotations import Annotations
from generator.languages.python.deprecation import notice, sentence
from generator.languages.python.naming import ALIASES, RESERVED_ATTRIBUTES
from generator.languages.python.plan.keywords import Argument, arguments, constructor
from generator.languages.python.plan.resources import (
    Part as NamedPart,
    class_parts,
    client_module,
    part_modules,
    resource_modules,
    resource_names,
)
from generator.languages.text import Code
from generator.spelled import Api, Operation, Provider

PREFIXES = ("", "Async")


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method that calls an operation."""

    name: str
    operation: str
    define: Code
    result: Code
    arguments: tuple[Argument, ...]
    answer: Code
    call: Code
    """What makes the call: a method of the session, or of the operation."""
    by_session: bool
    """Whether it is a method of the session."""
    unread: Code
    """What makes its twin, which gives the answer back as it came."""
    deprecated: str
    """What its mark says; "" where it isn't to go."""
    doc: str
    notice: str
    returns: str
    errors: str
    """What errors hold, by status, where that differs."""


@dataclass(slots=True, kw_only=True)
class Holder:
    """A class with methods."""

    name: str
    module: str = ""
    """The module that it has for itself; "" where it stands in that of the client."""
    methods: list[Method] = field(default_factory=list)

    @property
    def raw(self) -> str:
        """The name of the class with the same methods that give back answers as they came."""
        return f"{self.name}WithRawResponse"

    @property
    def bases_of_raw(self) -> tuple[str, ...]:
        """What that class derives from."""
        return ()

    @property
    def annotations(self) -> list[Code]:
        """The annotations of its methods, raw or not."""
        of_arguments = [argument.annotation for each in self.methods for argument in each.arguments]
        return [*of_arguments, *(method.answer for method in self.methods)]


@dataclass(slots=True, kw_only=True)
class Part(Holder):
    """Some of the methods of a resource, or of a client, which derives from it."""

    doc: str

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What it holds besides: nothing."""
        return ()


@dataclass(slots=True, kw_only=True)
class Resource(Holder):
    """An attribute of a client that holds methods, or more of its kind."""

    path: tuple[str, ...]
    """The attributes that lead to it."""
    namespace: str
    """What it derives from besides of its parts."""
    resources: list[Resource] = field(default_factory=list)
    parts: tuple[Part, ...] = ()
    """What has its methods, where these are too many for one class."""

    @property
    def attribute(self) -> str:
        """The attribute of what holds it."""
        return self.path[-1]

    @property
    def bases_of_raw(self) -> tuple[str, ...]:
        """What its class for raw answers derives from."""
        return (self.namespace, *(part.raw for part in self.parts))

    @property
    def reference(self) -> str:
        """How other modules call its class."""
        return f"{self.module}.{self.name}" if self.module else self.name

    @property
    def raw_reference(self) -> str:
        """How other modules call the class for raw answers."""
        return f"{self.module}.{self.raw}" if self.module else self.raw

    @property
    def every_method(self) -> list[Method]:
        """Its methods, and those of its parts."""
        return [*self.methods, *(method for part in self.parts for method in part.methods)]

    def every(self) -> list[Resource]:
        """Return this resource and all that it holds."""
        return [self, *(below for inner in self.resources for below in inner.every())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client class, sync or async."""

    name: str
    module: str
    base: str
    session: str
    namespace: str
    http_client: str
    doc: str
    arguments: tuple[Argument, ...]
    parameters: tuple[Argument, ...]
    methods: tuple[Method, ...]
    raw: str
    resources: tuple[Resource, ...]
    parts: tuple[Part, ...]
    """What has its methods, where these are too many for one class."""
    every: tuple[Resource, ...]
    """Itself and all that it holds, wherever they stand."""

    @property
    def holders(self) -> list[Resource]:
        """Those of its own module."""
        return [each for each in self.every if not each.module]

    @property
    def every_resource(self) -> list[Resource]:
        """Those of its own module but for itself."""
        return self.holders[1:]


def root_error(provider: Provider) -> str:
    """Return the name that the root of all exceptions has after a provider's client."""
    return f"{provider.client}Error"


def clients(api: Api, provider: Provider) -> tuple[Client, ...]:
    """Return the sync and the async client of a provider."""
    return tuple(_client(api, provider, prefix) for prefix in PREFIXES)


def _client(api: Api, provider: Provider, prefix: str) -> Client:
    kind = prefix or "Sync"
    root, *every = _resources(api, provider, prefix)
    return Client(
        name=root.name,
        module=client_module(provider, prefix),
        base=f"{kind}Client",
        session=f"{kind}Session",
        namespace=root.namespace,
        http_client="httpx2.AsyncClient" if prefix else "httpx2.Client",
        doc=provider.doc or api.title,
        arguments=constructor(provider, prefix),
        parameters=_readable(provider, root),
        methods=tuple(root.methods),
        raw=root.raw,
        resources=tuple(root.resources),
        parts=root.parts,
        every=(root, *every),
    )


def _resources(api: Api, provider: Provider, prefix: str) -> list[Resource]:
    """Return what holds the methods of a client: the client first, and all below it."""
    namespace = f"{prefix or 'Sync'}Namespace"
    root = Resource(path=(), name=f"{prefix}{provider.client}", namespace=namespace)
    annotations = Annotations(api, hidden(provider))
    by_path: dict[tuple[str, ...], Resource] = {(): root}
    modules = resource_modules(provider, prefix)
    for path, name in resource_names(provider).items():
        by_path[path] = Resource(
            path=path, name=f"{prefix}{name}", namespace=namespace, module=modules.get(path, "")
        )
        by_path[path[:-1]].resources.append(by_path[path])
    for operation in provider.operations:
        by_path[operation.attributes[:-1]].methods.append(_method(annotations, operation, prefix))
    modules_of_parts = part_modules(provider, prefix)
    for path, parts in class_parts(provider).items():
        _divide(by_path[path], prefix, [(part, modules_of_parts[part.name]) for part in parts])
    return root.every()


def _divide(holder: Resource, prefix: str, parts: list[tuple[NamedPart, str]]) -> None:
    """Put the methods of what holds them into parts, each with the name of its module."""
    methods = {method.name: method for method in holder.methods}
    of = ".".join(holder.path) or holder.name
    holder.methods = []
    holder.parts = tuple(
        Part(
            name=f"{prefix}{part.name}",
            module=module,
            doc=f"The operations of `{of}` from `{part.start}` on.",
            methods=[methods[name] for name in part.methods],
        )
        for part, module in parts
    )


def _readable(provider: Provider, root: Resource) -> tuple[Argument, ...]:
    """Return the parameters of a client that can be read from it: those of no other's name."""
    occupied = {each.attribute for each in root.resources} | {
        each.name for each in root.every_method
    }
    names = (
        {parameter.argument for parameter in provider.parameters} - occupied - RESERVED_ATTRIBUTES
    )
    return tuple(each for each in constructor(provider) if each.name in names)


def hidden(provider: Provider) -> frozenset[str]:
    """Return what annotations of clients can't name, since attributes are called so."""
    attributes = {name for operation in provider.operations for name in operation.attributes}
    attributes |= {parameter.argument for parameter in provider.parameters}
    return frozenset(attributes & ALIASES.keys())


def _method(annotations: Annotations, operation: Operation, prefix: str) -> Method:
    deprecated = "deprecated_" * operation.deprecated
    return Method(
        name=operation.attributes[-1],
        operation=operation.identifier,
        define=Code("async def" if prefix else "def"),
        result=Code("await" if prefix else ""),
        arguments=tuple(arguments(annotations, operation)),
        answer=annotations.returned(operation, prefix),
        call=_call(operation, prefix),
        by_session=operation.pagination is None and not operation.streams,
        unread=Code(
            f"{deprecated}{prefix.lower()}{'_' * bool(prefix)}raw{'_stream' * operation.streams}"
        ),
        deprecated=sentence(operation) if operation.deprecated else "",
        doc=operation.doc or operation.id,
        notice=notice(operation),
        returns=operation.response_doc or "What the provider answers.",
        errors=_errors(annotations, operation),
    )


def _call(operation: Operation, prefix: str) -> Code:
    if operation.pagination is not None or operation.streams:
        way = "pages" if operation.pagination is not None else "stream"
        return Code(f"{way}_async" if prefix else way)
    return Code("call")


def _errors(annotations: Annotations, operation: Operation) -> str:
    statuses: dict[str, list[str]] = {}
    for failure in operation.failures:
        if isinstance(failure.type, Ref):
            name = annotations.declared(failure.type).identifier
            statuses.setdefault(name, []).append(failure.status)
    phrases = [f"`{name}` with {', '.join(some)}" for name, some in statuses.items()]
    return f"Its `error` is {'; '.join(phrases)}." if phrases else ""
