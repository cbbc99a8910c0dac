"""What the templates of the clients receive: the Api, arranged as the modules are.

Job: arrange, name and annotate; each class here is what the first line of one template names. It
must not contain a line of output: what is printed between the names is the template's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.annotations import Annotations
from generator.api import (
    Api,
    Body,
    Nullable,
    Operation,
    Parameter,
    Property,
    Provider,
    Ref,
    Server,
    ServerVariable,
    Type,
    references,
)
from generator.naming import class_name
from generator.python import Code

PREFIXES = ("", "Async")


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A keyword argument of a constructor or a method."""

    name: str
    annotation: Code
    doc: str
    optional: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method that calls an operation."""

    name: str
    operation: str
    define: Code
    result: Code
    client: Code
    arguments: tuple[Argument, ...]
    answer: Code
    doc: str
    notice: str
    returns: str


@dataclass(slots=True, kw_only=True)
class Resource:
    """An attribute of a client that holds methods, or more of its kind."""

    attribute: str
    name: str
    client: str
    methods: list[Method] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)

    def every(self) -> list[Resource]:
        """Return this resource and all that it holds."""
        return [self, *(below for inner in self.resources for below in inner.every())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client class, sync or async."""

    name: str
    base: str
    http_client: str
    doc: str
    arguments: tuple[Argument, ...]
    methods: tuple[Method, ...]
    resources: tuple[Resource, ...]
    every_resource: tuple[Resource, ...]


def clients(api: Api, provider: Provider) -> tuple[Client, ...]:
    """Return the sync and the async client of a provider."""
    return tuple(_client(api, provider, prefix) for prefix in PREFIXES)


def _client(api: Api, provider: Provider, prefix: str) -> Client:
    name = f"{prefix}{provider.client}"
    root = Resource(attribute="", name=name, client=name)
    for operation in provider.operations:
        holder = root
        for attribute in operation.attributes[:-1]:
            holder = _inner(holder, attribute, prefix, name)
        holder.methods.append(_method(api, operation, prefix, at_root=holder is root))
    return Client(
        name=name,
        base="AsyncClient" if prefix else "SyncClient",
        http_client="httpx2.AsyncClient" if prefix else "httpx2.Client",
        doc=provider.doc or api.title,
        arguments=_constructor(provider, prefix),
        methods=tuple(root.methods),
        resources=tuple(root.resources),
        every_resource=tuple(root.every()[1:]),
    )


def _inner(holder: Resource, attribute: str, prefix: str, client: str) -> Resource:
    for known in holder.resources:
        if known.attribute == attribute:
            return known
    outer = "" if holder.name == client else holder.name.removeprefix(prefix)
    name = f"{prefix}{outer}{class_name(attribute)}"
    if name == client:
        name += "Operations"
    made = Resource(attribute=attribute, name=name, client=client)
    holder.resources.append(made)
    return made


def _constructor(provider: Provider, prefix: str) -> tuple[Argument, ...]:
    key, text = Code("AsyncKey" if prefix else "Key"), Code("str")
    found = [
        *((a, key, c.doc, c.environment) for c in provider.credentials for a in c.arguments),
        *((v.argument, text, v.doc, v.environment) for v in _variables(provider)),
        *((p.argument, text, p.doc, p.environment) for p in provider.parameters),
    ]
    return tuple(
        Argument(name=name, annotation=annotation, doc=_with_environment(doc, variable))
        for name, annotation, doc, variable in found
    )


def _variables(provider: Provider) -> tuple[ServerVariable, ...]:
    return provider.server.variables if provider.server else ()


def _with_environment(doc: str, variable: str | None) -> str:
    told = f"Read from `{variable}` when it isn't given." if variable else ""
    return " ".join(part for part in (doc.strip(), told) if part) or "See the description."


def _method(api: Api, operation: Operation, prefix: str, *, at_root: bool) -> Method:
    spell = Annotations(api)
    notice = operation.availability.note if operation.availability else ""
    return Method(
        name=operation.attributes[-1],
        operation=operation.python,
        define=Code("async def" if prefix else "def"),
        result=Code("await" if prefix else ""),
        client=Code("self" if at_root else "self._client"),
        arguments=tuple(arguments(spell, operation)),
        answer=spell.answer(operation.response),
        doc=operation.doc or operation.id,
        notice=notice,
        returns=operation.response_doc or "What the provider answers.",
    )


def arguments(spell: Annotations, operation: Operation) -> list[Argument]:
    """Return the keyword arguments of an operation, in the order of the description."""
    found = [_of_parameter(spell, parameter) for parameter in operation.parameters]
    body = operation.body
    if body is not None and body.properties is not None:
        replays = dict(body.replays)
        found += [_of_property(spell, p, replays.get(p.name.wire)) for p in body.properties]
    elif body is not None:
        found.append(_of_body(spell, body))
    return found


def _of_parameter(spell: Annotations, parameter: Parameter) -> Argument:
    return Argument(
        name=parameter.name.python,
        annotation=spell.argument(parameter.type),
        doc=parameter.doc or f"The {parameter.place} parameter of this name.",
        optional=not parameter.required,
    )


def _of_property(spell: Annotations, known: Property, replayed: Ref | None) -> Argument:
    default = f"Server default: `{known.default}`." if known.default is not None else ""
    deprecated = "Deprecated." if known.deprecated else ""
    told = [part for part in (known.doc.strip(), default, deprecated) if part]
    return Argument(
        name=known.name.python,
        annotation=spell.argument(known.type, replayed),
        doc=" ".join(told) or "The property of this name.",
        optional=known.presence == "optional",
    )


def _of_body(spell: Annotations, body: Body) -> Argument:
    return Argument(
        name=body.argument,
        annotation=spell.argument(body.type),
        doc="What is sent, as a whole.",
        optional=not body.required,
    )


# --- operations as data --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A field, a parameter or a whole body, as the runtime's tables have it."""

    argument: str
    wire: str = ""
    place: str = ""
    required: bool
    nullable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A function that returns what an answer is read as."""

    function: str
    expected: Code
    own: bool
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationView:
    """An operation, as the runtime's table has it."""

    python: str
    name: str
    method: str
    path: str
    answer: Code
    answers: tuple[Answer, ...]
    response: str | None
    error: str | None
    fields: tuple[Sent, ...]
    whole: Sent | None
    parameters: tuple[Sent, ...]
    availability: object


def operations(api: Api, provider: Provider) -> tuple[OperationView, ...]:
    """Return the operations of a provider."""
    return tuple(_operation(api, operation) for operation in provider.operations)


def _operation(api: Api, operation: Operation) -> OperationView:
    spell = Annotations(api)
    name = operation.python.lower()
    answers = {
        f"_{name}_{what}": kind
        for what, kind in (("response", operation.response), ("error", operation.error))
        if kind is not None
    }
    return OperationView(
        python=operation.python,
        name=".".join(operation.attributes),
        method=operation.method,
        path=operation.path,
        answer=spell.answer(operation.response),
        answers=tuple(_answer(spell, function, kind) for function, kind in answers.items()),
        response=next((f for f in answers if f.endswith("response")), None),
        error=next((f for f in answers if f.endswith("error")), None),
        fields=tuple(_sent(api, p) for p in (operation.body and operation.body.properties) or ()),
        whole=_whole(api, operation.body),
        parameters=tuple(_parameter(api, parameter) for parameter in operation.parameters),
        availability=operation.availability,
    )


def _answer(spell: Annotations, function: str, kind: Type) -> Answer:
    homes = {ref.home for ref in references(kind)}
    return Answer(
        function=function,
        expected=spell.answer(kind),
        own=any(homes),
        shared="" in homes,
    )


def _sent(api: Api, known: Property) -> Sent:
    return Sent(
        argument=known.name.python,
        wire=known.name.wire,
        required=known.presence != "optional",
        nullable=nullable(api, known.type),
    )


def _whole(api: Api, body: Body | None) -> Sent | None:
    if body is None or body.properties is not None:
        return None
    return Sent(argument=body.argument, required=body.required, nullable=nullable(api, body.type))


def _parameter(api: Api, parameter: Parameter) -> Sent:
    return Sent(
        argument=parameter.name.python,
        wire=parameter.name.wire,
        place=parameter.place,
        required=parameter.required,
        nullable=nullable(api, parameter.type),
    )


def nullable(api: Api, kind: Type) -> bool:
    """Return whether null is a value of the type, also by way of an alias."""
    match kind:
        case Nullable():
            return True
        case Ref(name=name, home=home):
            declared = next(d for d in api.declarations if (d.home, d.name) == (home, name))
            inner = getattr(declared, "type", None)
            return inner is not None and nullable(api, inner)
    return type(kind).__name__ == "Anything"


def server(provider: Provider) -> Server:
    """Return the provider's server; without one the caller has to give the address."""
    return provider.server or Server(url="", environment=None)
