"""What the package and each of its namespaces offer, and which module has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.api import SHARED, Api
from generator.languages.python.output import Output
from generator.languages.python.plan.clients import PREFIXES
from generator.languages.python.plan.params import borrowed, params
from generator.version import VERSION


@dataclass(frozen=True, slots=True)
class Place:
    """Names that a namespace offers, and the module that has them."""

    module: str
    names: tuple[str, ...]


def shared_names(api: Api, provider: str) -> tuple[str, ...]:
    """Return the names of the models that a provider shares."""
    return _names(api, SHARED, provider)


def elsewhere(output: Output) -> tuple[Place, ...]:
    """Return the models that the shared module offers and doesn't hold, by the module of each.

    Of one name it offers the meaning of the first provider that has it.
    """
    api = output.api
    every = {
        p.name: (*_names(api, SHARED, p.name), *_names(api, p.name, p.name)) for p in api.providers
    }
    own = {p.name: _names(api, p.name, p.name) for p in api.providers}
    return _places("models", every, own)


def params_elsewhere(output: Output) -> tuple[Place, ...]:
    """Return the same for what can be sent."""
    own = {p.name: tuple(d.name for d in params(output.api, p.name)) for p in output.api.providers}
    every = {name: (*borrowed(output.api, name), *names) for name, names in own.items()}
    return _places("params", every, own)


def _places(
    module: str, every: dict[str, tuple[str, ...]], own: dict[str, tuple[str, ...]]
) -> tuple[Place, ...]:
    taken: set[str] = set()
    places: list[Place] = []
    for provider, names in own.items():
        free = tuple(sorted(name for name in names if name.casefold() not in taken))
        places += [Place(f".{provider}.{module}", free)] if free else []
        taken |= {name.casefold() for name in every[provider]}
    return tuple(places)


def _names(api: Api, namespace: str, provider: str) -> tuple[str, ...]:
    names: list[str] = []
    for declared in api.declarations:
        if declared.namespace == namespace and provider in declared.providers:
            names.append(declared.python)
            unknown = getattr(declared, "unknown", None)
            names += [unknown] if unknown else []
    return tuple(sorted(names))


def exports(output: Output, namespace: str) -> dict[str, Any]:
    """Return what the module of a provider offers, and where it is."""
    provider = output.provider(namespace)
    client = tuple(f"{prefix}{provider.client}" for prefix in reversed(PREFIXES))
    places = [Place(".client", client)]
    if namespace in output.models:
        places.append(Place(".models", _names(output.api, namespace, namespace)))
    if "" in output.models:
        places.append(Place("..models", _names(output.api, SHARED, namespace)))
    known = output.own(namespace)
    every = [name for place in places for name in place.names]
    every += ["params"] if known["own_params"] else []
    return {
        "doc": f"Everything of {provider.client}: its clients and all of its models.",
        "places": places,
        "every_name": sorted(every),
        **known,
    }


def package(output: Output) -> dict[str, Any]:
    """Return what the package itself offers, and where it is."""
    clients = [
        Place(f".{p.name}.client", tuple(f"{x}{p.client}" for x in reversed(PREFIXES)))
        for p in output.api.providers
    ]
    errors = {*output.errors, *output.roots, *(code.exception for code in output.codes)}
    exceptions = Place(".exceptions", tuple(sorted(errors)))
    runtime = [
        Place("._runtime.vocabulary.defects", ("Defect",)),
        Place("._runtime.setup.events", ("RequestEvent", "ResponseEvent", "RetryEvent")),
        Place("._runtime.vocabulary.messages", ("RequestInfo", "ResponseInfo")),
        Place("._runtime.model.model", ("Model", "ResponseModel", "Unknown")),
        Place("._runtime.vocabulary.omit", ("NOT_GIVEN", "NotGiven", "Omit", "not_given", "omit")),
        Place("._runtime.vocabulary.ratelimits", ("RateLimit",)),
        Place("._runtime.response.raw", ("RawResponse",)),
        Place("._runtime.setup.settings", ("DEFAULT_MAX_RETRIES", "DEFAULT_TIMEOUT")),
        Place("._runtime.transport.transport", ("Limits",)),
        Place("httpx2", ("Timeout",)),
    ]
    places = [*clients, exceptions, *runtime]
    modules = ["exceptions", *(p.name for p in output.api.providers)]
    modules += [] if "testing" in output.without else ["testing"]
    modules += ["models"] if output.models else []
    modules += ["params"] if params(output.api, SHARED) or params_elsewhere(output) else []
    names = [name for place in places for name in place.names]
    return {
        "doc": f"{output.api.title}.",
        "version": VERSION,
        "modules": sorted(modules),
        "places": places,
        "every_name": sorted([*names, *modules]),
    }
