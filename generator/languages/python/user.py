"""Somebody who uses all of a package: one function for each thing that code can rely on.

Job: from an Api, the rows of a module that names every class, reads every property into a variable
of its type, builds every object with each of its members, makes every client and call with each
argument, and catches every exception. What of it fails on another package is what breaks. Closed
lists of values are read as their JSON type: that one grows is no break.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from generator.api import (
    Alias,
    Anything,
    Api,
    Array,
    Binary,
    Declaration,
    Literal,
    Map,
    Model,
    Nullable,
    Operation,
    Property,
    Provider,
    Ref,
    Scalar,
    Type,
    TypeUnion,
    Union,
)
from generator.languages.python.filters import identifier, literal
from generator.languages.text import Code

SCALARS: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
MOST_VALUES: Final = 40
"""Values of one list that are written one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """An argument and its value."""

    name: str
    value: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A function of the module, and the place that it is about."""

    function: str
    address: str
    question: str = "runs"
    """Which of the questions its failure answers, besides the types'."""
    holder: str = ""
    name: str = ""
    base: str = ""
    field: str = ""
    annotation: Code = Code("")
    sample: Any = None
    value: Any = None
    client: str = ""
    method: Code = Code("")
    answer: Code = Code("")
    settings: tuple[Keyword, ...] = ()
    keywords: tuple[Keyword, ...] = ()


@dataclass(slots=True, kw_only=True)
class User:
    """A module."""

    package: str
    provider: str
    names: list[Probe] = field(default_factory=list[Probe])
    shared: list[Probe] = field(default_factory=list[Probe])
    bases: list[Probe] = field(default_factory=list[Probe])
    reads: list[Probe] = field(default_factory=list[Probe])
    builds: list[Probe] = field(default_factory=list[Probe])
    values: list[Probe] = field(default_factory=list[Probe])
    clients: list[Probe] = field(default_factory=list[Probe])
    calls: list[Probe] = field(default_factory=list[Probe])
    count: int = 0

    def next(self) -> str:
        """Return a name for one more function."""
        self.count += 1
        return f"probe_{self.count}"

    @property
    def every(self) -> list[Probe]:
        """All functions."""
        named = [*self.names, *self.shared, *self.bases, *self.reads, *self.builds]
        return [*named, *self.values, *self.clients, *self.calls]


def user(
    api: Api, provider: Provider, travels: dict[str, tuple[str, ...]], same: frozenset[str]
) -> User:
    """Return who uses all that a provider has.

    Args:
        api: what there is.
        provider: whose namespace is used.
        travels: which ways the values of each component go.
        same: components and operations that are named and not looked into: their code is the same.
    """
    return _Writing(api, provider, travels, same).user()


class _Writing:
    """The rows while they are written."""

    def __init__(
        self,
        api: Api,
        provider: Provider,
        travels: dict[str, tuple[str, ...]],
        same: frozenset[str],
    ) -> None:
        self._same = same
        self._api = api
        self._provider = provider
        self._travels = travels
        self._user = User(package=api.package, provider=provider.name)

    def user(self) -> User:
        """Return all rows."""
        for declared in self._api.declarations:
            if self._provider.name in declared.providers:
                self._declaration(declared)
        for code in self._provider.errors.codes:
            self._user.bases.append(
                Probe(
                    function=self._user.next(),
                    address=code.code,
                    name=code.exception,
                    base=code.base,
                )
            )
        self._clients()
        for operation in self._provider.operations:
            if operation.id not in self._same:
                self._operation(operation)
            elif operation.has_one_answer:
                self._replays(operation, self._required_arguments(operation))
        return self._user

    def _declaration(self, declared: Declaration) -> None:
        user = self._user
        names = [declared.python, *([declared.unknown] if isinstance(declared, Union) else [])]
        for name in names:
            user.names.append(
                Probe(function=user.next(), address=declared.name, holder="models", name=name)
            )
        if isinstance(declared, Model):
            if not declared.namespace:
                user.shared.append(
                    Probe(function=user.next(), address=declared.name, name=declared.python)
                )
            if declared.name not in self._same:
                self._model(declared)
        if (
            declared.name not in self._same
            and isinstance(declared, Alias)
            and isinstance(declared.type, Literal)
        ):
            self._values(declared, declared.type)

    def _values(self, declared: Alias, listed: Literal) -> None:
        for value in () if listed.open else listed.values[:MOST_VALUES]:
            self._user.values.append(
                Probe(
                    function=self._user.next(),
                    address=declared.name,
                    name=declared.python,
                    value=value,
                )
            )

    def _model(self, model: Model) -> None:
        ways = self._travels.get(model.name, ())
        for each in model.properties:
            address = f"{model.name}.{each.name.wire}"
            if "received" in ways:
                self._read(model, each, address)
            if "sent" in ways:
                self._build(model, each, address)
        if "sent" in ways:
            self._user.builds.append(
                Probe(
                    function=self._user.next(),
                    address=model.name,
                    name=model.python,
                    keywords=tuple(self._required(model)),
                )
            )

    def _read(self, model: Model, one: Property, address: str) -> None:
        sample = {p.name.wire: self.sample(p.type) for p in model.properties}
        kind: Type = one.type
        if one.presence == "optional" and not isinstance(kind, Nullable):
            kind = Nullable(type=kind)
        self._user.reads.append(
            Probe(
                function=self._user.next(),
                address=address,
                name=model.python,
                sample=sample,
                annotation=self.annotation(kind),
                field=one.name.python,
            )
        )

    def _required(self, model: Model) -> Iterator[Keyword]:
        for each in model.properties:
            if each.presence == "required":
                yield Keyword(name=each.name.python, value=self.expression(each.type))

    def _build(self, model: Model, one: Property, address: str) -> None:
        required = {each.name: each for each in self._required(model)}
        for value in self._choices(one.type):
            keywords = required | {one.name.python: Keyword(name=one.name.python, value=value)}
            self._user.builds.append(
                Probe(
                    function=self._user.next(),
                    address=address,
                    name=model.python,
                    keywords=tuple(keywords.values()),
                )
            )

    def _choices(self, kind: Type) -> list[Code]:
        """Return a value of each kind that a type allows."""
        match kind:
            case Nullable(type=inner):
                return [*self._choices(inner), Code("None")]
            case TypeUnion(members=members):
                return [value for member in members for value in self._choices(member)]
            case Literal(values=values):
                return [literal(value) for value in values[:MOST_VALUES]]
            case _:
                return [self.expression(kind)]

    def _settings(self) -> tuple[Keyword, ...]:
        """Return what a client needs."""
        provider = self._provider
        first = provider.security[0][0] if provider.security and provider.security[0] else ()
        known = {each.name: each for each in provider.credentials}
        credentials = [known[name] for name in first if name in known]
        names = [a for c in credentials for a in (c.arguments if c.pair else c.arguments[:1])]
        variables = provider.server.variables if provider.server else ()
        needed = {each.argument: each.default for each in variables if each.required}
        return tuple(
            Keyword(name=name, value=literal(value))
            for name, value in {**dict.fromkeys(names, "any-text"), **needed}.items()
        )

    def _clients(self) -> None:
        provider, user = self._provider, self._user
        settings = {each.name: each for each in self._settings()}
        variables = provider.server.variables if provider.server else ()
        options = {each.argument: each.default for each in variables} | {
            each.argument: each.values[0] if each.values else "any" for each in provider.parameters
        }
        options |= {c.arguments[0]: "any-text" for c in provider.credentials if not c.pair}
        for name, value in options.items():
            keywords = settings | {name: Keyword(name=name, value=literal(value))}
            user.clients.append(
                Probe(
                    function=user.next(),
                    address=f"{provider.client}({name})",
                    name=provider.client,
                    keywords=tuple(keywords.values()),
                )
            )
        user.clients.append(
            Probe(
                function=user.next(),
                address=provider.name,
                name=provider.client,
                keywords=tuple(settings.values()),
            )
        )

    def _operation(self, operation: Operation) -> None:
        if not operation.has_one_answer:
            return
        required = self._required_arguments(operation)
        self._call(operation, operation.id, tuple(required.values()))
        self._replays(operation, required)
        for name, kind, _, wire in self._arguments(operation):
            for value in self._choices(kind):
                keywords = required | {name: Keyword(name=name, value=value)}
                self._call(operation, f"{operation.id}.{wire or name}", tuple(keywords.values()))

    def _arguments(self, operation: Operation) -> list[tuple[str, Type, bool, str]]:
        """Return the arguments of a method: name, type, whether required, and name in JSON."""
        body = operation.body
        properties = (body.properties if body else None) or ()
        whole = [(body.argument, body.type, body.required, "")] if body and not properties else []
        return [
            *((p.name.python, p.type, p.required, p.name.wire) for p in operation.parameters),
            *((p.name.python, p.type, p.presence == "required", p.name.wire) for p in properties),
            *whole,
        ]

    def _required_arguments(self, operation: Operation) -> dict[str, Keyword]:
        return {
            name: Keyword(name=name, value=self.expression(kind))
            for name, kind, is_required, _ in self._arguments(operation)
            if is_required
        }

    def _replays(self, operation: Operation, required: dict[str, Keyword]) -> None:
        """Write calls that send each kind of what was received, as a program keeps it."""
        properties = (operation.body.properties if operation.body else None) or ()
        names = {each.name.wire: each.name.python for each in properties}
        for wire, ref in operation.body.replayable if operation.body else ():
            union = self._declared(ref)
            members = union.members if isinstance(union, Union) else ()
            changed = (m for m in map(self._declared, members) if m.name not in self._same)
            for model in changed:
                for address, item in self._kept(model):
                    value = Code(f"[models.{identifier(model.python)}.from_dict({literal(item)})]")
                    keyword = {names[wire]: Keyword(name=names[wire], value=value)}
                    self._call(operation, address, (*(required | keyword).values(),), "stay")

    def _kept(self, declared: Declaration) -> Iterator[tuple[str, Any]]:
        """Yield objects that were received: one of each member, with a value of each kind."""
        whole = self._object(declared)
        for each in declared.properties if isinstance(declared, Model) else ():
            for value in self._samples(each.type):
                yield f"{declared.name}.{each.name.wire}", {**whole, each.name.wire: value}

    def _samples(self, kind: Type) -> list[Any]:
        """Return a JSON value of each kind that a type allows."""
        match kind:
            case Nullable(type=inner):
                return [*self._samples(inner), None]
            case TypeUnion(members=members):
                return [value for member in members for value in self._samples(member)]
            case _:
                return [self.sample(kind)]

    def _call(
        self,
        operation: Operation,
        address: str,
        keywords: tuple[Keyword, ...],
        question: str = "runs",
    ) -> None:
        result = operation.response
        answer = Code("None")
        if isinstance(result, Ref) and isinstance(self._declared(result), Model):
            answer = Code(f"build(models.{identifier(self._declared(result).python)})")
        elif result is not None:
            answer = literal(self.sample(result))
        self._user.calls.append(
            Probe(
                function=self._user.next(),
                address=address,
                question=question,
                client=self._provider.client,
                method=Code(".".join(map(identifier, operation.attributes))),
                answer=answer,
                settings=self._settings(),
                keywords=keywords,
            )
        )

    def _declared(self, ref: Ref) -> Declaration:
        return self._api.declared(ref)

    def sample(self, kind: Type) -> Any:
        """Return a JSON value of a type, with what is required and no more."""
        match kind:
            case Nullable(type=inner):
                return self.sample(inner)
            case TypeUnion(members=members):
                return self.sample(members[0])
            case Literal(values=values):
                return values[0]
            case Scalar():
                return _scalar(kind)
            case Array(items=items, limits=limits):
                return [self.sample(items)] * max(limits.minItems or 0, 0)
            case Map():
                return {}
            case Ref():
                return self._object(self._declared(kind))
            case Anything() | Binary():
                return {}

    def _object(self, declared: Declaration) -> Any:
        match declared:
            case Alias(type=inner):
                return self.sample(inner)
            case Union(members=members):
                return self._object(self._declared(members[0]))
            case Model(properties=properties):
                needed = (p for p in properties if p.presence != "optional")
                return {p.name.wire: self.sample(p.type) for p in needed}

    def expression(self, kind: Type) -> Code:
        """Return a value of a type as code: objects by their classes, the rest as it is in JSON."""
        match kind:
            case Nullable(type=inner):
                return self.expression(inner)
            case TypeUnion(members=members):
                return self.expression(members[0])
            case Array(items=items):
                return Code(f"[{self.expression(items)}]")
            case Ref():
                return self._built(self._declared(kind))
            case _:
                return literal(self.sample(kind))

    def _built(self, declared: Declaration) -> Code:
        match declared:
            case Alias(type=inner):
                return self.expression(inner)
            case Union(members=members):
                return self._built(self._declared(members[0]))
            case Model():
                sample = literal(self._object(declared))
                return Code(f"models.{identifier(declared.python)}.from_dict({sample})")

    def annotation(self, kind: Type) -> Code:
        """Return the type that a value is read as."""
        match kind:
            case Nullable(type=inner):
                return Code(f"{self.annotation(inner)} | None")
            case TypeUnion(members=members):
                return Code(" | ".join(map(self.annotation, members)))
            case Scalar(kind=name):
                return Code(SCALARS[name])
            case Literal(values=values):
                return Code(" | ".join(dict.fromkeys(type(value).__name__ for value in values)))
            case Array(items=items):
                return Code(f"Sequence[{self.annotation(items)}]")
            case Map(values=inner):
                return Code(f"Mapping[str, {self.annotation(inner)}]")
            case Ref():
                return Code(f"models.{identifier(self._declared(kind).python)}")
            case Anything() | Binary():
                return Code("object")


def _scalar(kind: Scalar) -> Any:
    limits = kind.limits
    match kind.kind:
        case "string":
            return "a" * max(1, limits.minLength or 0)
        case "boolean":
            return True
        case _:
            least = limits.minimum if limits.minimum is not None else limits.exclusiveMinimum
            return 1 if least is None else int(least) + 1
