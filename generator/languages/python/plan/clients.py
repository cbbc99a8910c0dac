"""What the templates of the clients receive: the Api, arranged as the modules are.

Job: arrange, name and annotate; each class here is what the first line of one template names. It
must not contain a line of output: what is printed between the names is the template's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from generator.api import (
    Api,
    Body,
    Operation,
    Parameter,
    Property,
    Provider,
    Ref,
    ServerVariable,
    Type,
)
from generator.languages.python.annotations import Annotations
from generator.languages.python.deprecation import notice, sentence
from generator.languages.python.naming import ALIASES, RESERVED_ATTRIBUTES
from generator.languages.python.plan.operations import nullable
from generator.languages.python.plan.resources import resource_modules, resource_names
from generator.languages.text import Code

PREFIXES = ("", "Async")

GRANT: Final = (
    "The id of the client, which fetches tokens with it.",
    "The secret of the client, which fetches tokens with it.",
)
"""What is said of the arguments of a grant."""
LINE_LENGTH: Final = 100
"""Characters of a line of code; the formatter has the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A keyword argument of a constructor or a method."""

    name: str
    annotation: Code
    doc: str
    optional: bool = True
    description: str = ""
    """What the description alone says of it."""
    source: str = ""
    """Where the value comes from when it isn't given."""
    deprecated: bool = False

    @property
    def hint(self) -> Code:
        """The annotation in the signature of a method, in brackets where it takes several lines."""
        text = f"{self.annotation} | Omit" if self.optional else self.annotation
        line = f"        {self.name}: {text}{' = omit' if self.optional else ''},"
        return Code(f"({text})" if " | " in text and len(line) > LINE_LENGTH else text)


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
    """What a session makes the call with."""
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
class Resource:
    """An attribute of a client that holds methods, or more of its kind."""

    attribute: str
    name: str
    module: str = ""
    """The module that it has for itself; "" where it stands in that of the client."""
    methods: list[Method] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)

    @property
    def raw(self) -> str:
        """The name of the class with the same methods that give back answers as they came."""
        return f"{self.name}WithRawResponse"

    @property
    def reference(self) -> str:
        """How other modules call its class."""
        return f"{self.module}.{self.name}" if self.module else self.name

    @property
    def raw_reference(self) -> str:
        """How other modules call the class for raw answers."""
        return f"{self.module}.{self.raw}" if self.module else self.raw

    @property
    def annotations(self) -> list[Code]:
        """The annotations of its methods, raw or not."""
        given = [argument.annotation for each in self.methods for argument in each.arguments]
        return [*given, *(method.answer for method in self.methods)]

    def every(self) -> list[Resource]:
        """Return this resource and all that it holds."""
        return [self, *(below for inner in self.resources for below in inner.every())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client class, sync or async."""

    name: str
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
    name, kind = f"{prefix}{provider.client}", prefix or "Sync"
    root = Resource(attribute="", name=name)
    annotations = Annotations(api, hidden(provider))
    made: dict[tuple[str, ...], Resource] = {(): root}
    modules = resource_modules(provider)
    for path, resource in resource_names(provider).items():
        made[path] = Resource(
            attribute=path[-1], name=f"{prefix}{resource}", module=modules.get(path, "")
        )
        made[path[:-1]].resources.append(made[path])
    for operation in provider.operations:
        made[operation.attributes[:-1]].methods.append(_method(annotations, operation, prefix))
    return Client(
        name=name,
        base=f"{kind}Client",
        session=f"{kind}Session",
        namespace=f"{kind}Namespace",
        http_client="httpx2.AsyncClient" if prefix else "httpx2.Client",
        doc=provider.doc or api.title,
        arguments=constructor(provider, prefix),
        parameters=_readable(provider, root),
        methods=tuple(root.methods),
        raw=root.raw,
        resources=tuple(root.resources),
        every=tuple(root.every()),
    )


def constructor(provider: Provider, prefix: str = "") -> tuple[Argument, ...]:
    """Return what a client takes besides the options that every client has."""
    key, text = Code("AsyncKey" if prefix else "Key"), Code("str")
    found = [
        *(
            (argument, text if credential.pair else key, credential.doc, credential.environment)
            for credential in provider.credentials
            for argument in credential.arguments
        ),
        *(
            (name, text, doc, None)
            for credential in provider.credentials
            if credential.grant is not None
            for name, doc in zip(credential.grant.arguments, GRANT, strict=True)
        ),
        *((v.argument, text, v.doc, v.environment) for v in _variables(provider)),
        *((p.argument, text, p.doc, p.environment) for p in provider.parameters),
    ]
    return tuple(
        _setting(name, annotation, doc.strip(), variable)
        for name, annotation, doc, variable in found
    )


def _readable(provider: Provider, root: Resource) -> tuple[Argument, ...]:
    """Return the parameters of a client that can be read from it: those of no other's name."""
    taken = {each.attribute for each in root.resources} | {each.name for each in root.methods}
    names = {parameter.argument for parameter in provider.parameters} - taken - RESERVED_ATTRIBUTES
    return tuple(each for each in constructor(provider) if each.name in names)


def _variables(provider: Provider) -> tuple[ServerVariable, ...]:
    return provider.server.variables if provider.server else ()


def _setting(name: str, annotation: Code, doc: str, variable: str | None) -> Argument:
    source = f"Read from `{variable}` when it isn't given." if variable else ""
    return Argument(
        name=name,
        annotation=annotation,
        doc=" ".join(part for part in (doc, source) if part) or "See the description.",
        description=doc,
        source=source,
    )


def hidden(provider: Provider) -> frozenset[str]:
    """Return what annotations of clients can't name, since attributes are called so."""
    attributes = {name for operation in provider.operations for name in operation.attributes}
    attributes |= {parameter.argument for parameter in provider.parameters}
    return frozenset(attributes & ALIASES.keys())


def _method(annotations: Annotations, operation: Operation, prefix: str) -> Method:
    deprecated = "deprecated_" * operation.deprecated
    return Method(
        name=operation.attributes[-1],
        operation=operation.python,
        define=Code("async def" if prefix else "def"),
        result=Code("await" if prefix else ""),
        arguments=tuple(arguments(annotations, operation)),
        answer=annotations.returned(operation, prefix),
        call=_call(operation),
        unread=Code(
            f"{deprecated}{prefix.lower()}{'_' * bool(prefix)}raw{'_stream' * operation.streams}"
        ),
        deprecated=sentence(operation) if operation.deprecated else "",
        doc=operation.doc or operation.id,
        notice=notice(operation),
        returns=operation.response_doc or "What the provider answers.",
        errors=_errors(annotations, operation),
    )


def _call(operation: Operation) -> Code:
    if operation.pagination is not None:
        return Code("pages")
    return Code("stream" if operation.streams else "call")


def _errors(annotations: Annotations, operation: Operation) -> str:
    statuses: dict[str, list[str]] = {}
    for failure in operation.failures:
        if isinstance(failure.type, Ref):
            name = annotations.declared(failure.type).python
            statuses.setdefault(name, []).append(failure.status)
    told = [f"`{name}` with {', '.join(some)}" for name, some in statuses.items()]
    return f"Its `error` is {'; '.join(told)}." if told else ""


def arguments(annotations: Annotations, operation: Operation) -> list[Argument]:
    """Return the keyword arguments of an operation, in the order of the description."""
    found = [_of_parameter(annotations, parameter) for parameter in operation.parameters]
    body = operation.body
    if body is not None and body.properties is not None:
        replays = dict(body.replayable)
        found += [_of_property(annotations, p, replays.get(p.name.wire)) for p in body.properties]
    elif body is not None:
        found.append(_of_body(annotations, body))
    return found


def _of_parameter(annotations: Annotations, parameter: Parameter) -> Argument:
    optional, doc = not parameter.required, parameter.doc.strip()
    told = [part for part in (doc, "Deprecated." * parameter.deprecated) if part]
    return Argument(
        name=parameter.name.python,
        annotation=_with_none(annotations, parameter.type, optional=optional),
        doc=" ".join(told) or f"The {parameter.location} parameter of this name.",
        optional=optional,
        description=doc,
        deprecated=parameter.deprecated,
    )


def _with_none(
    annotations: Annotations, kind: Type, *, optional: bool, replayed: Ref | None = None
) -> Code:
    """Return the type of an argument; `None` leaves one out that needn't be given."""
    annotation = annotations.argument(kind, replayed)
    leaves_out = optional and not nullable(annotations.api, kind)
    return Code(f"{annotation} | None") if leaves_out else annotation


def _of_property(annotations: Annotations, known: Property, replayed: Ref | None) -> Argument:
    default = f"Server default: `{known.default}`." if known.default is not None else ""
    deprecated = "Deprecated." if known.deprecated else ""
    optional = known.presence == "optional"
    null = "`None` sends null." if optional and nullable(annotations.api, known.type) else ""
    doc = known.doc.strip()
    told = [part for part in (doc, default, null, deprecated) if part]
    return Argument(
        name=known.name.python,
        annotation=_with_none(annotations, known.type, optional=optional, replayed=replayed),
        doc=" ".join(told) or "The property of this name.",
        optional=optional,
        description=doc,
        source=default,
        deprecated=known.deprecated,
    )


def _of_body(annotations: Annotations, body: Body) -> Argument:
    return Argument(
        name=body.argument,
        annotation=_with_none(annotations, body.type, optional=not body.required),
        doc="What is sent, as a whole.",
        optional=not body.required,
    )
