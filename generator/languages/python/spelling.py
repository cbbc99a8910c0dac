"""The Api to the spelled Api: every name of it as Python's code has it, chosen here and once.

Job: make identifiers of what the Api calls things, so that they mean nothing else where they stand:
classes, attributes, keyword arguments, methods, constants. The rules for one text are in `naming`;
here is who stands beside whom. It must not change anything but names.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar

from generator import api as vocabulary, spelled
from generator.api import Api
from generator.findings import Diagnosis
from generator.languages.python.class_names import LANGUAGE, ClassNames, Key, class_names
from generator.languages.python.naming import (
    RESERVED_CONSTANTS,
    argument_name,
    attribute_name,
    class_name,
    client_name,
    constant_name,
    field_name,
)
from generator.names_lock import NamesLock, locked
from generator.renamed_pages import renamed_pages
from generator.spelled import Body, Declaration, Model, Name, Operation, Parameter, Property
from generator.words import distinct

Noun = TypeVar("Noun")
Way: TypeAlias = tuple[str, ...]
Settings: TypeAlias = Mapping[str, str]
"""What the settings of a client are called as arguments, by their words."""


def spelled_api(api: Api, lock: NamesLock, *, whole: bool) -> tuple[spelled.Api, Diagnosis]:
    """Return an Api in Python's names, those of a lock first, and what is wrong with the lock.

    Args:
        api: what descriptions mean.
        lock: names that stay what they are.
        whole: whether all providers and operations are there.
    """
    return locked(_named(api), lock, whole=whole)


def _named(api: Api) -> spelled.Api:
    """Return an Api in Python's names."""
    clients = {each.name: client_name(_client(each), api.package) for each in api.providers}
    classes = class_names(api, clients)
    declarations = tuple(_declaration(each, classes) for each in api.declarations)
    by_key = {(each.namespace, each.name): each for each in declarations}
    return spelled.Api(
        package=api.package,
        title=api.title,
        providers=tuple(_provider(each, clients[each.name], by_key) for each in api.providers),
        declarations=declarations,
    )


def _client(provider: vocabulary.Provider) -> str:
    """Return what a client would be called if it were alone."""
    return dict(provider.called).get(LANGUAGE, "").replace(".", "") or provider.client


def _as(cls: type[Noun], noun: Any, **names: Any) -> Noun:
    """Return a noun as one of a class that has names besides."""
    return cls(**{name: getattr(noun, name) for name in _members(noun.__class__)} | names)


@cache
def _members(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cls))


# --- declarations ---


def _declaration(declaration: vocabulary.Declaration, classes: ClassNames) -> Declaration:
    key = (declaration.namespace, declaration.name)
    identifier = classes.declared[key]
    match declaration:
        case vocabulary.Model(properties=properties):
            names = ((each.name.wire, field_name(each.name.wire)) for each in properties)
            spelled_properties = _properties(properties, distinct(names, own_first=True))
            return _as(Model, declaration, identifier=identifier, properties=spelled_properties)
        case vocabulary.Union():
            unknown = classes.unknown[key]
            return _as(spelled.Union, declaration, identifier=identifier, unknown=unknown)
        case vocabulary.Alias():
            return _as(spelled.Alias, declaration, identifier=identifier)


def _properties(
    properties: Iterable[vocabulary.Property], names: Mapping[str, str]
) -> tuple[Property, ...]:
    return tuple(_as(Property, p, name=_name(p.name.wire, names[p.name.wire])) for p in properties)


def _name(wire: str, identifier: str) -> Name:
    return Name(wire=wire, identifier=identifier)


# --- providers ---


def _provider(
    provider: vocabulary.Provider, client: str, declarations: Mapping[Key, Declaration]
) -> spelled.Provider:
    settings = _settings(provider)
    ways = _attributes(provider.operations)
    constants = distinct(
        ((".".join(way), constant_name(".".join(way))) for way in ways.values()),
        RESERVED_CONSTANTS,
    )
    operations = (
        _operation(each, ways[each.attributes], constants, settings, declarations)
        for each in provider.operations
    )
    return _as(
        spelled.Provider,
        provider,
        client=client,
        server=_server(provider.server, settings),
        credentials=tuple(_credential(each, settings) for each in provider.credentials),
        parameters=tuple(
            dataclasses.replace(each, argument=settings[each.argument])
            for each in provider.parameters
        ),
        errors=_errors(provider.errors),
        operations=tuple(operations),
    )


def _settings(provider: vocabulary.Provider) -> Settings:
    """Return what the client's settings are called as arguments of its constructor."""
    variables = provider.server.variables if provider.server else ()
    words = [
        *(each.argument for each in variables),
        *(name for each in provider.credentials for name in each.every_argument),
        *(each.argument for each in provider.parameters),
    ]
    return distinct((word, argument_name(word)) for word in dict.fromkeys(words))


def _server(server: vocabulary.Server | None, settings: Settings) -> vocabulary.Server | None:
    if server is None:
        return None
    variables = (
        dataclasses.replace(each, argument=settings[each.argument]) for each in server.variables
    )
    return dataclasses.replace(server, variables=tuple(variables))


def _credential(credential: vocabulary.Credential, settings: Settings) -> vocabulary.Credential:
    grant = credential.grant
    if grant is not None:
        user, secret = (settings[each] for each in grant.arguments)
        grant = dataclasses.replace(grant, arguments=(user, secret))
    arguments = tuple(settings[each] for each in credential.arguments)
    return dataclasses.replace(credential, arguments=arguments, grant=grant)


def _errors(errors: vocabulary.Errors) -> vocabulary.Errors:
    codes = (
        dataclasses.replace(each, exception=class_name(each.exception)) for each in errors.codes
    )
    return dataclasses.replace(errors, codes=tuple(codes))


# --- operations ---


def _attributes(operations: Sequence[vocabulary.Operation]) -> Mapping[Way, Way]:
    """Return the attributes that lead to each method, by their words; no two are alike."""
    result: dict[Way, Way] = {(): ()}
    ways = set[Way]()
    for way in (each.attributes for each in operations):
        for length, word in enumerate(way, start=1):
            if way[:length] in result:
                continue
            holder, name = result[way[: length - 1]], attribute_name(word, inside=length > 1)
            while (*holder, name) in ways:
                name = f"{name}_"
            ways.add((*holder, name))
            result[way[:length]] = (*holder, name)
    return {each.attributes: result[each.attributes] for each in operations}


def _operation(
    operation: vocabulary.Operation,
    attributes: Way,
    constants: Mapping[str, str],
    settings: Settings,
    declarations: Mapping[Key, Declaration],
) -> Operation:
    parameters = _parameters(operation.parameters)
    body = _body(operation.body, parameters)
    properties = (body.properties if body else None) or ()
    names = [*(each.name for each in parameters), *(each.name for each in properties)]
    result: Operation = _as(
        Operation,
        operation,
        identifier=constants[".".join(attributes)],
        attributes=attributes,
        client_parameters=tuple(settings[each] for each in operation.client_parameters),
        parameters=parameters,
        body=body,
        pagination=_pagination(operation.pagination),
    )
    arguments = {each.wire: each.identifier for each in reversed(names)}
    return dataclasses.replace(result, pagination=renamed_pages(result, arguments, declarations))


def _pagination(pages: vocabulary.Pagination | None) -> spelled.Pagination | None:
    """Return pages by the names that things have in JSON: `renamed_pages` gives them others."""
    if pages is None:
        return None
    items = tuple(_name(each.wire, each.wire) for each in pages.items)
    return _as(spelled.Pagination, pages, items=items)


def _parameters(parameters: Sequence[vocabulary.Parameter]) -> tuple[Parameter, ...]:
    """Return parameters as arguments; those that are called so already keep their names."""
    preferences = [
        (f"{p.location} {p.name.wire}", argument_name(p.name.wire), p) for p in parameters
    ]
    by_wire = sorted(preferences, key=lambda each: each[1] != each[2].name.wire)
    names = distinct((place, name) for place, name, _ in by_wire)
    return tuple(_as(Parameter, p, name=_name(p.name.wire, names[at])) for at, _, p in preferences)


def _body(body: vocabulary.Body | None, parameters: Iterable[Parameter]) -> Body | None:
    """Return a body whose properties are arguments, or which is one itself, beside others."""
    if body is None:
        return None
    argument_names = [each.name.identifier for each in parameters]
    properties = body.properties
    if properties is not None:
        preferences = ((each.name.wire, argument_name(each.name.wire)) for each in properties)
        properties = _properties(properties, distinct(preferences, argument_names, own_first=True))
    argument = distinct([("", "body")], argument_names)[""]
    return _as(Body, body, argument=argument, properties=properties)
