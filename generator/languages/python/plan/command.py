"""What the templates of the command line receive: what there is to call, in a few words each.

Job: arrange the Api as a program with services and operations, and cut descriptions down to their
first sentences. `command_modules` says what stands where; the options themselves are made at run
time, from these tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.api import Constant, Credential, JsonType, Type, is_file
from generator.languages.python.annotations import Annotations
from generator.languages.python.deprecation import notice
from generator.languages.python.plan import accepted, keywords
from generator.languages.python.plan.answers import Answered, answered, few_members
from generator.languages.python.plan.command_modules import call_modules, row_modules
from generator.languages.text import sentence
from generator.spelled import Api, Operation, Property, Provider
from generator.words import distinct


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentHelp:
    """An argument of a client, and what it means."""

    name: str
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """The arguments of a client by which a credential is typed, by its security scheme."""

    scheme: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of an operation: what it means, and what its value may be."""

    name: str
    doc: str
    kinds: tuple[JsonType, ...]
    choices: tuple[Constant, ...]
    open: bool
    place: str = "body"
    required: bool = False
    file: bool = False
    former: tuple[str, ...] = ()
    """Names that it had before, by which there are options as well."""
    items: tuple[JsonType, ...] = ()
    """The JSON types of the items of a parameter's list; none where any will do."""
    members: tuple[Argument, ...] = ()
    """Those of an object of few; they are named as in JSON."""

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is no member of a body."""
        return self.place != "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandCall:
    """What a call of an operation takes and brings."""

    constant: str
    body: str
    credentials: tuple[str, ...]
    answer: Answered
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandOperation:
    """An operation, and the words that call it."""

    words: tuple[str, ...]
    constant: str
    module: str
    doc: str
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A provider, and the module of its tables."""

    name: str
    client: str
    module: str
    settings: tuple[ArgumentHelp, ...]
    secrets: tuple[Secrets, ...]
    operations: tuple[CommandOperation, ...]
    """Those that are listed beside it."""
    rows: tuple[Rows, ...] = ()
    """Those that modules of the provider list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Operations of a provider, listed in a module for themselves."""

    name: str
    provider: str
    client: str
    constant: str
    """What the list is called."""
    operations: tuple[CommandOperation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The command."""

    name: str
    doc: str
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """The calls of one resource of a provider, which have a module for themselves."""

    name: str
    client: str
    calls: tuple[CommandCall, ...]

    @property
    def has_arguments(self) -> bool:
        """Whether one takes anything."""
        return any(call.arguments for call in self.calls)

    @property
    def has_windows(self) -> bool:
        """Whether an answer of one replaces a conversation."""
        return any(call.answer.window is not None for call in self.calls)


def program(api: Api) -> Program:
    """Return the command that calls the operations of all providers."""
    return Program(
        name=api.package.replace("_", "-"),
        doc=f"{sentence(api.title)} Calls the API and prints its answer.",
        services=tuple(_service(api, provider) for provider in api.providers),
    )


def calls(api: Api, provider: Provider) -> tuple[Calls, ...]:
    """Return the calls of a provider, those of each resource of its client together."""
    return tuple(
        Calls(
            name=module,
            client=provider.client,
            calls=tuple(_call(api, operation) for operation in operations),
        )
        for module, operations in call_modules(api, provider).items()
    )


def rows(api: Api, provider: Provider) -> tuple[Rows, ...]:
    """Return the lists of what there is to call of a provider; none where it stands in one."""
    modules = row_modules(api)
    places = {(name, module): f"{name}_{module}" for name in modules for module in modules[name]}
    constants = distinct((repr(place), words.upper()) for place, words in places.items())
    return tuple(
        Rows(
            name=module,
            provider=provider.name,
            client=provider.client,
            constant=constants[repr((provider.name, module))],
            operations=_listed(api, provider, operations),
        )
        for module, operations in modules.get(provider.name, {}).items()
    )


def _service(api: Api, provider: Provider) -> Service:
    secrets = tuple(
        Secrets(scheme=each.name, arguments=_typed(each)) for each in provider.credentials
    )
    arguments = {name for each in secrets for name in each.arguments}
    other = {name for each in provider.credentials for name in each.arguments} - arguments
    settings = [each for each in keywords.constructor(provider) if each.name not in other]
    elsewhere = rows(api, provider)
    return Service(
        name=provider.name,
        client=provider.client,
        module=f".{provider.name}.operations",
        settings=tuple(ArgumentHelp(name=each.name, doc=_brief(each)) for each in settings),
        secrets=secrets,
        operations=() if elsewhere else _listed(api, provider, provider.operations),
        rows=elsewhere,
    )


def _typed(credential: Credential) -> tuple[str, ...]:
    """Return the arguments of a credential that can be typed; others take a function."""
    own = credential.arguments[: 2 if credential.pair else 1]
    return own if credential.grant is None else (*own, *credential.grant.arguments)


def _listed(
    api: Api, provider: Provider, operations: Iterable[Operation]
) -> tuple[CommandOperation, ...]:
    modules = call_modules(api, provider)
    where = {each.attributes: module for module, own in modules.items() for each in own}
    return tuple(
        CommandOperation(
            words=operation.attributes,
            constant=operation.identifier,
            module=f".{provider.name}.{where[operation.attributes]}",
            doc=sentence(operation.doc or operation.id),
            notice=notice(operation),
        )
        for operation in operations
    )


def _call(api: Api, operation: Operation) -> CommandCall:
    credentials = dict.fromkeys(name for requirement in operation.security for name in requirement)
    return CommandCall(
        constant=operation.identifier,
        body=operation.body.content if operation.body is not None else "",
        credentials=tuple(credentials),
        answer=answered(api, operation),
        arguments=tuple(_arguments(api, operation)),
    )


def _arguments(api: Api, operation: Operation) -> Iterator[Argument]:
    values: list[tuple[Type, str, bool]] = [
        (each.type, each.location, each.required) for each in operation.parameters
    ]
    body = operation.body
    if body is not None and body.properties is None:
        values.append((body.type, "whole", body.required))
    elif body is not None:
        values += [(p.type, "body", p.presence != "optional") for p in body.properties or ()]
    keyword_arguments = keywords.arguments(Annotations(api), operation)
    for argument, (kind, place, required) in zip(keyword_arguments, values, strict=True):
        row = replace(
            _value(api, argument.name, _brief(argument), kind),
            place=place,
            required=required,
            file=place == "body" and is_file(kind),
            former=argument.former,
            members=tuple(_member(api, each) for each in _members(api, kind, place)),
        )
        yield _listing(api, row, kind)


def _members(api: Api, kind: Type, place: str) -> tuple[Property, ...]:
    return few_members(api, kind) if place != "whole" else ()


def _member(api: Api, member: Property) -> Argument:
    return _value(api, member.name.wire, sentence(member.doc), member.type)


def _value(api: Api, name: str, doc: str, kind: Type) -> Argument:
    choices, is_open = accepted.constants(api, kind)
    kinds = accepted.kinds(api, kind)
    return Argument(name=name, doc=doc, kinds=kinds, choices=choices, open=is_open)


def _listing(api: Api, argument: Argument, kind: Type) -> Argument:
    """Return the argument of a parameter with what the items of a list may be, typed one by one."""
    items = accepted.items(api, kind)
    if argument.place in ("body", "whole") or items is None:
        return argument
    if not argument.choices:
        choices, is_open = accepted.constants(api, items)
        argument = replace(argument, choices=choices, open=is_open)
    return replace(argument, items=accepted.kinds(api, items))


def _brief(argument: keywords.Argument) -> str:
    """Return the first sentence, and where the value comes from when it isn't given."""
    first = sentence(argument.description) or argument.source or sentence(argument.doc)
    sentences = (first, argument.source, "Deprecated." * argument.deprecated)
    return " ".join(dict.fromkeys(text for text in sentences if text))
