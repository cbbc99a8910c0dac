"""What the templates of the command line receive: what there is to call, in a few words each.

Job: arrange the Api as a program with services and operations, put the calls of each resource into
a module of their own, and cut descriptions down to their first sentences. The options themselves
are made at run time, from these tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.api import Credential
from generator.languages.python.deprecation import notice
from generator.languages.python.naming import module_name
from generator.languages.python.plan import keywords
from generator.languages.python.plan.answers import Answered, answered
from generator.languages.python.plan.command_arguments import Argument, arguments, brief
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
        services=tuple(_service(provider) for provider in api.providers),
    )


def calls(api: Api, provider: Provider) -> tuple[Calls, ...]:
    """Return the calls of a provider, those of each resource of its client together."""
    modules = _modules(provider)
    members: dict[str, list[Operation]] = {resource: [] for resource in modules}
    for operation in provider.operations:
        members[_resource(operation)].append(operation)
    return tuple(
        Calls(
            name=module,
            client=provider.client,
            calls=tuple(_call(api, operation) for operation in members[resource]),
        )
        for resource, module in modules.items()
    )


def _resource(operation: Operation) -> str:
    """Return the words of a call but the last; nothing for a method of the client itself."""
    return "_".join(operation.attributes[:-1])


def _modules(provider: Provider) -> dict[str, str]:
    resources = dict.fromkeys(map(_resource, provider.operations))
    names = (f"command_{each}" if each else "command" for each in resources)
    return distinct(zip(resources, map(module_name, names), strict=True))


def _service(provider: Provider) -> Service:
    modules = _modules(provider)
    secrets = tuple(
        Secrets(scheme=each.name, arguments=_typed(each)) for each in provider.credentials
    )
    typed = {name for each in secrets for name in each.arguments}
    other = {name for each in provider.credentials for name in each.arguments} - typed
    settings = [each for each in keywords.constructor(provider) if each.name not in other]
    return Service(
        name=provider.name,
        client=provider.client,
        module=f".{provider.name}.operations",
        settings=tuple(ArgumentHelp(name=each.name, doc=brief(each)) for each in settings),
        secrets=secrets,
        operations=tuple(
            _operation(operation, f".{provider.name}.{modules[_resource(operation)]}")
            for operation in provider.operations
        ),
    )


def _typed(credential: Credential) -> tuple[str, ...]:
    """Return the arguments of a credential that can be typed; others take a function."""
    own = credential.arguments[: 2 if credential.pair else 1]
    return own if credential.grant is None else (*own, *credential.grant.arguments)


def _operation(operation: Operation, module: str) -> CommandOperation:
    return CommandOperation(
        words=operation.attributes,
        constant=operation.identifier,
        module=module,
        doc=sentence(operation.doc or operation.id),
        notice=notice(operation),
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
