"""What the templates of the command line receive: what there is to call, in a few words each.

Job: arrange the Api as a program with services and operations, and cut descriptions down to their
first sentences. `command_modules` says what stands where; the options themselves are made at run
time, from these tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.api import Credential
from generator.languages.python.deprecation import notice
from generator.languages.python.plan import keywords
from generator.languages.python.plan.answers import Answered, answered
from generator.languages.python.plan.command_arguments import Argument, arguments, brief
from generator.languages.python.plan.command_modules import call_modules, row_modules
from generator.languages.text import sentence
from generator.spelled import Api, Operation, Provider
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
    typed = {name for each in secrets for name in each.arguments}
    other = {name for each in provider.credentials for name in each.arguments} - typed
    settings = [each for each in keywords.constructor(provider) if each.name not in other]
    elsewhere = rows(api, provider)
    return Service(
        name=provider.name,
        client=provider.client,
        module=f".{provider.name}.operations",
        settings=tuple(ArgumentHelp(name=each.name, doc=brief(each)) for each in settings),
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
            doc=sentence(operation.doc) or f"{operation.method} {operation.path}",
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
        arguments=tuple(arguments(api, operation)),
    )
