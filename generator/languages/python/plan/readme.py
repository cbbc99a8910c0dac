"""What the package's own README receives: a provider as a reader meets it.

Job: choose what a first use of each client has to show, and list what its constructor takes. It
must not write a line of the text: that is the template's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.api import Binary, Ref, leaves
from generator.languages.examples import credentialed, introductory, taken_at_once
from generator.languages.python.annotations import Annotations
from generator.languages.python.deprecation import notice
from generator.languages.python.plan import keywords
from generator.languages.python.plan.placeholders import DOTS, Placeholders
from generator.languages.text import brief
from generator.samples import Samples
from generator.spelled import Api, Model, Operation, Provider


@dataclass(frozen=True, slots=True)
class Setting:
    """An argument of a client."""

    name: str
    doc: str


@dataclass(frozen=True, slots=True)
class ArgumentValue:
    """An argument with a value that stands for the reader's."""

    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class Call:
    """An operation as it is called: the path of its method, and what has to be given."""

    attributes: tuple[str, ...]
    required: tuple[ArgumentValue, ...]
    summary: str
    """What it does, in a sentence."""
    method: str
    path: str
    credentials: str
    """What it is sent of the client's credentials, where operations differ in that."""
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """What kinds of calls there are that need words of their own, each with those that are such."""

    pages: tuple[Call, ...]
    streams: tuple[Call, ...]
    chunks: tuple[Call, ...]
    files: tuple[Call, ...]
    lines: tuple[Call, ...]
    grants: bool
    """Whether a client fetches tokens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A provider: its clients, what they take, and its operations."""

    name: str
    client: str
    arguments: tuple[ArgumentValue, ...]
    """Arguments of the client without which there is no address, or no credential."""
    test_arguments: tuple[ArgumentValue, ...]
    """Those of a client without a network: credentials of that operation, or of any."""
    addresses: tuple[ArgumentValue, ...]
    """Those that say where the API is."""
    exclusive: bool
    """Whether credentials that are alternatives can't be given at once."""
    variables: tuple[tuple[str, ...], ...]
    """Variables of the environment that hold credentials: alternatives of those needed at once."""
    settings: tuple[Setting, ...]
    first: tuple[Call, ...]
    """The operation to begin with, where there is one."""
    calls: tuple[Call, ...]
    answers: tuple[str, ...]
    """The class of the answer of `first`, where it is an object."""


def examples(api: Api) -> tuple[Example, ...]:
    """Return an example of each provider."""
    return tuple(_example(api, provider) for provider in api.providers)


def kinds(api: Api) -> Kinds:
    """Return which operations of all providers are of a kind that the page has a section for."""
    pairs = [(p, operation) for p in api.providers for operation in p.operations]

    def calls(fits: Callable[[Operation], bool]) -> tuple[Call, ...]:
        return tuple(_call(api, provider, each) for provider, each in pairs if fits(each))

    return Kinds(
        pages=calls(lambda each: each.pagination is not None),
        streams=calls(lambda each: each.streams and not each.chunks),
        chunks=calls(lambda each: each.chunks),
        files=calls(_takes_files),
        lines=calls(lambda each: each.body is not None and each.body.content == "stream"),
        grants=any(c.grant is not None for p in api.providers for c in p.credentials),
    )


def _takes_files(operation: Operation) -> bool:
    body = operation.body
    types = [] if body is None else [body.type, *(each.type for each in body.properties or ())]
    return any(isinstance(leaf, Binary) for kind in types for leaf in leaves(kind))


def _example(api: Api, provider: Provider) -> Example:
    calls = tuple(_call(api, provider, operation) for operation in provider.operations)
    settings = (Setting(argument.name, argument.doc) for argument in keywords.constructor(provider))
    first = introductory(provider.operations)
    names = credentialed(provider, first) if first is not None else ()
    any_of = [name for each in provider.credentials[:1] for name in taken_at_once(each)]
    addresses = tuple(_addresses(provider))
    return Example(
        name=provider.name,
        client=provider.client,
        arguments=(*addresses, *(ArgumentValue(name, DOTS) for name in names)),
        test_arguments=tuple(ArgumentValue(name, "any text") for name in names or any_of),
        addresses=addresses,
        exclusive=provider.exclusive,
        variables=_variables(provider),
        settings=tuple(settings),
        first=() if first is None else (_call(api, provider, first),),
        calls=calls,
        answers=() if first is None else _answers(api, first),
    )


def _addresses(provider: Provider) -> Iterator[ArgumentValue]:
    """Yield what a client has to be told of where the API is."""
    server = provider.server
    if server is None or not server.url.lower().startswith(("https://", "http://", "{")):
        yield ArgumentValue("base_url", "https://example.com")
    else:
        yield from (
            ArgumentValue(each.argument, DOTS) for each in server.variables if each.required
        )


def _variables(provider: Provider) -> tuple[tuple[str, ...], ...]:
    """Return the variables of each way to be let in, where each of its credentials has one."""
    by_name = {each.name: each.environment for each in provider.credentials}
    ways = (tuple(by_name[n] for n in way) for security in provider.security for way in security)
    complete = (tuple(name for name in way if name) for way in ways if way and all(way))
    return tuple(dict.fromkeys(complete))


def _answers(api: Api, operation: Operation) -> tuple[str, ...]:
    if not isinstance(operation.response, Ref):
        return ()
    declaration = Annotations(api).declared(operation.response)
    return (declaration.identifier,) if isinstance(declaration, Model) else ()


def _call(api: Api, provider: Provider, operation: Operation) -> Call:
    return Call(
        attributes=operation.attributes,
        required=tuple(_required(api, operation)),
        summary=brief(operation.summary or operation.doc),
        method=operation.method,
        path=operation.path,
        credentials=_credentials(provider, operation) if len(provider.security) > 1 else "",
        notice=notice(operation),
    )


def _required(api: Api, operation: Operation) -> Iterator[ArgumentValue]:
    """Yield the arguments that a call can't do without."""
    types = {each.name.identifier: each.type for each in operation.parameters}
    if (body := operation.body) is not None:
        members = {each.name.identifier: each.type for each in body.properties or ()}
        types |= members or {body.argument: body.type}
    placeholders = Placeholders(Samples(api))
    for argument in keywords.arguments(Annotations(api), operation):
        if not argument.optional:
            yield ArgumentValue(argument.name, placeholders.value(types[argument.name]))


def _credentials(provider: Provider, operation: Operation) -> str:
    """Return the arguments of the client whose credentials the operation is sent."""
    by_name = {
        each.name: (" and " if each.pair else " or ").join(each.arguments)
        + (f" or {' with '.join(each.grant.arguments)}" if each.grant else "")
        for each in provider.credentials
    }
    ways = (" and ".join(by_name[n] for n in names) or "none" for names in operation.security)
    return " or ".join(ways) or "none"
