"""What the template of the command line receives: what there is to call, in a few words each.

Job: arrange the Api as a program with services and operations, and cut descriptions down to their
first sentences. The options themselves are made at run time, from the tables of `operations.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.api import Api, Constant, JsonType, Operation, Provider
from generator.languages.python.annotations import Annotations
from generator.languages.python.plan import accepted, clients

_END: Final = re.compile(r"(?<=[^.\s][.!?])\s+(?=[A-Z`])|\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentHelp:
    """An argument of a client, and what it means."""

    name: str
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of an operation: what it means, and what its value may be."""

    name: str
    doc: str
    kinds: tuple[JsonType, ...]
    choices: tuple[Constant, ...]
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandOperation:
    """An operation, and the words that call it."""

    words: tuple[str, ...]
    constant: str
    doc: str
    notice: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A provider, and the module of its tables."""

    name: str
    client: str
    module: str
    settings: tuple[ArgumentHelp, ...]
    operations: tuple[CommandOperation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The command."""

    name: str
    doc: str
    services: tuple[Service, ...]


def program(api: Api) -> Program:
    """Return the command that calls the operations of all providers."""
    return Program(
        name=api.package.replace("_", "-"),
        doc=f"{_sentence(api.title)} Calls the API and prints its answer.",
        services=tuple(_service(api, provider) for provider in api.providers),
    )


def _service(api: Api, provider: Provider) -> Service:
    return Service(
        name=provider.name,
        client=provider.client,
        module=f".{provider.name}.operations",
        settings=_help(clients.constructor(provider)),
        operations=tuple(_operation(api, operation) for operation in provider.operations),
    )


def _operation(api: Api, operation: Operation) -> CommandOperation:
    return CommandOperation(
        words=operation.attributes,
        constant=operation.python,
        doc=_sentence(operation.doc or operation.id),
        notice=operation.availability.note if operation.availability else "",
        arguments=tuple(_arguments(api, operation)),
    )


def _arguments(api: Api, operation: Operation) -> Iterator[Argument]:
    types = [parameter.type for parameter in operation.parameters]
    body = operation.body
    if body is not None:
        properties = body.properties
        types += [body.type] if properties is None else [known.type for known in properties]
    named = clients.arguments(Annotations(api), operation)
    for argument, kind in zip(named, types, strict=True):
        choices, is_open = accepted.constants(api, kind)
        yield Argument(
            name=argument.name,
            doc=_brief(argument),
            kinds=accepted.kinds(api, kind),
            choices=choices,
            open=is_open,
        )


def _help(arguments: tuple[clients.Argument, ...]) -> tuple[ArgumentHelp, ...]:
    return tuple(ArgumentHelp(name=argument.name, doc=_brief(argument)) for argument in arguments)


def _brief(argument: clients.Argument) -> str:
    """Return the first sentence, and where the value comes from when it isn't given."""
    first = _sentence(argument.description) or argument.source or _sentence(argument.doc)
    return " ".join(dict.fromkeys(text for text in (first, argument.source) if text))


def _sentence(text: str) -> str:
    """Return the first sentence of a text, on one line and with its full stop."""
    first = " ".join(_END.split(text.strip(), maxsplit=1)[0].split())
    return first if not first or first[-1] in ".!?" else f"{first}."
