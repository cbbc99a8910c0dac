"""Clients: a provider's interfaces, what their builders take, and the exceptions of its codes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from generator.api import ErrorCode, Provider
from generator.languages.java.calls import ClientType, Method, Resource, Setting, Way
from generator.languages.java.naming import client_name, exception_name, member_name, pascal_case
from generator.languages.java.package import ExceptionType
from generator.languages.java.plan.names import LANGUAGE
from generator.languages.java.plan.operations import Calls
from generator.words import distinct

RESERVED_RESOURCES = (
    *("Builder", "Session", "List", "Map", "Optional", "Supplier", "Consumer"),
    *("EventStream", "StreamCalls"),
)
"""Types that the files of clients name, besides those of the models."""
RESERVED_METHODS = ("async", "builder", "close", "fromEnv", "sync", "withOptions")
"""What every client has."""
RESERVED_SETTINGS = (
    *("allowInsecureHttp", "argument", "baseUrl", "build", "executor", "followRedirects"),
    *("limits", "maxRetries", "onRequest", "onResponse", "onRetry", "proxy", "putDefaultHeader"),
    *("putDefaultQueryParam", "removeDefaultHeader", "retryUnsafe", "self", "session"),
    *("sslContext", "strict", "timeout", "transport"),
)
"""What every client's builder has."""
STATUS = "ApiStatusException"


def client(
    provider: Provider, calls: Calls, name: str, exceptions: dict[str, str], types: Iterable[str]
) -> ClientType:
    """Return what is written for a provider.

    Args:
        provider: the provider.
        calls: its methods.
        name: what its client is called.
        exceptions: the classes that stand for those of the description.
        types: the names that its files mean types by.
    """
    root, *resources = _resources([method for method, _ in calls.methods], types)
    return ClientType(
        name=name,
        tables=f"{name.removesuffix('Client') or name}Tables",
        provider=provider,
        root=root,
        resources=tuple(resources),
        settings=tuple(_settings(provider)),
        parameters={method.constant: members for method, members in calls.methods},
        exceptions=tuple((e.code, exceptions[e.exception]) for e in provider.errors.codes),
    )


def _resources(methods: list[Method], types: Iterable[str]) -> Iterator[Resource]:
    """Yield the client's own methods, and those of each part of the API."""
    ways = [method.operation.attributes[:-1] for method in methods]
    every = dict.fromkeys(way[:n] for way in ways for n in range(len(way) + 1))
    paths = list(every) or [()]
    preferred = [(".".join(path), pascal_case("_".join(path))) for path in paths if path]
    classes = [f"{name}Calls" for _, name in preferred]  # what carries out the calls of each
    names = distinct(preferred, (*RESERVED_RESOURCES, *types, *classes), sign="") | {"": ""}
    for path in paths:
        below = [other for other in paths if len(other) == len(path) + 1 and other[:-1] == path]
        own = [m for m, way in zip(methods, ways, strict=True) if way == path]
        yield _resource(names[".".join(path)], own, below, names)


def _resource(
    name: str, methods: list[Method], below: list[tuple[str, ...]], names: dict[str, str]
) -> Resource:
    """Return a resource whose methods have names of their own."""
    reserved = () if name else RESERVED_METHODS
    preferred = [*((f"way {w[-1]}", member_name(w[-1])) for w in below)]
    preferred += [(m.constant, m.name) for m in methods] + [
        (f"raw {m.raw}", m.raw) for m in methods
    ]
    unique = distinct(preferred, reserved)
    return Resource(
        name=name,
        methods=tuple(_renamed(m, unique[m.constant], unique[f"raw {m.raw}"]) for m in methods),
        below=tuple(Way(unique[f"way {w[-1]}"], names[".".join(w)]) for w in below),
    )


def _renamed(method: Method, name: str, raw: str) -> Method:
    """Return a method under names that nothing else has."""
    return dataclasses.replace(method, name=name, raw=raw)


def _settings(provider: Provider) -> Iterator[Setting]:
    rows = [
        *((name, True, c.doc) for c in provider.credentials for name in c.arguments),
        *(
            (v.argument, False, v.doc)
            for v in (provider.server.variables if provider.server else ())
        ),
        *((p.argument, False, p.doc) for p in provider.parameters),
    ]
    names = distinct(((a, member_name(a)) for a, _, _ in rows), RESERVED_SETTINGS)
    for argument, is_secret, doc in rows:
        yield Setting(name=names[argument], argument=argument, is_secret=is_secret, doc=doc)


def client_names(providers: Iterable[Provider], types: Iterable[str]) -> dict[str, str]:
    """Return what the client of each provider is called, which no type is."""
    preferred = ((p.name, dict(p.called).get(LANGUAGE) or client_name(p.client)) for p in providers)
    return distinct(preferred, ("ClientBuilder", *types), sign="")


def exception_names(providers: Iterable[Provider], types: Iterable[str]) -> dict[str, str]:
    """Return what each exception of the description is called, by its name there."""
    codes = (each.exception for p in providers for each in p.errors.codes)
    return distinct(((n, exception_name(n)) for n in dict.fromkeys(codes)), types, sign="")


def exceptions(providers: Iterable[Provider], names: dict[str, str]) -> Iterator[ExceptionType]:
    """Yield the exceptions of the description."""
    codes: dict[str, list[ErrorCode]] = {}
    for provider in providers:
        for each in provider.errors.codes:
            codes.setdefault(each.exception, []).append(each)
    for name, every in codes.items():
        base = STATUS if every[0].base == "APIStatusError" else exception_name(every[0].base)
        yield ExceptionType(name=names[name], base=base, codes=tuple(every))
