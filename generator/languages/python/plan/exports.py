"""What the package and each of its namespaces offer, and which module has it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from generator.api import SHARED
from generator.languages.python.plan.clients import PREFIXES
from generator.languages.python.plan.params import params, reexported
from generator.languages.python.plan.resources import client_module
from generator.spelled import Api, Provider, classes


@dataclass(frozen=True, slots=True)
class Place:
    """Names that a namespace offers, and the module that has them."""

    module: str
    names: tuple[str, ...]


RUNTIME: Final = (
    Place("._runtime.vocabulary.defects", ("Defect",)),
    Place("._runtime.setup.events", ("RequestEvent", "ResponseEvent", "RetryEvent")),
    Place("._runtime.vocabulary.messages", ("RequestInfo", "ResponseInfo")),
    Place("._runtime.model.model", ("Model", "ResponseModel", "Unknown")),
    Place("._runtime.vocabulary.omit", ("NOT_GIVEN", "NotGiven", "Omit", "not_given", "omit")),
    Place("._runtime.vocabulary.ratelimits", ("RateLimit",)),
    Place("._runtime.response.raw", ("RawResponse",)),
    Place("._runtime.setup.options", ("DEFAULT_MAX_RETRIES", "DEFAULT_TIMEOUT")),
    Place("._runtime.transport.protocol", ("Limits",)),
    Place("httpx2", ("Timeout",)),
)
"""What every package offers of its runtime, and of what that stands on."""


def shared_names(api: Api, provider: str) -> tuple[str, ...]:
    """Return the names of the models that a provider shares."""
    return _names(api, SHARED, provider)


def elsewhere(api: Api) -> tuple[Place, ...]:
    """Return the models that the shared module offers and doesn't hold, by the module of each.

    Of one name it offers the meaning of the first provider that has it.
    """
    every = {
        p.name: (*_names(api, SHARED, p.name), *_names(api, p.name, p.name)) for p in api.providers
    }
    own = {p.name: _names(api, p.name, p.name) for p in api.providers}
    return _places("models", every, own)


def params_elsewhere(api: Api) -> tuple[Place, ...]:
    """Return the same for what can be sent."""
    own = {p.name: tuple(d.name for d in params(api, p.name)) for p in api.providers}
    every = {name: (*reexported(api, name), *names) for name, names in own.items()}
    return _places("params", every, own)


def _places(
    module: str, every: dict[str, tuple[str, ...]], own: dict[str, tuple[str, ...]]
) -> tuple[Place, ...]:
    occupied: set[str] = set()
    places: list[Place] = []
    for provider, names in own.items():
        free = tuple(sorted(name for name in names if name.casefold() not in occupied))
        places += [Place(f".{provider}.{module}", free)] if free else []
        occupied |= {name.casefold() for name in every[provider]}
    return tuple(places)


def _names(api: Api, namespace: str, provider: str) -> tuple[str, ...]:
    names: list[str] = []
    for declaration in api.declarations:
        if declaration.namespace == namespace and provider in declaration.providers:
            names += classes(declaration)
    return tuple(sorted(names))


def has_models(api: Api, namespace: str) -> bool:
    """Return whether a namespace holds models of its own."""
    return any(declaration.namespace == namespace for declaration in api.declarations)


def offers_whole(api: Api, namespace: str) -> bool:
    """Return whether a provider has all models of the package, and none for itself."""
    is_only = len(api.providers) == 1 and namespace == api.providers[0].name
    return is_only and has_models(api, SHARED) and not has_models(api, namespace)


def of_provider(api: Api, provider: Provider) -> tuple[Place, ...]:
    """Return what the namespace of a provider offers by name, and which module has it.

    Models that are all of the package's aren't among it: one module offers them as a whole.
    """
    places = [*_clients(".", provider)]
    if offers_whole(api, provider.name):
        return tuple(places)
    if has_models(api, provider.name):
        places.append(Place(".models", _names(api, provider.name, provider.name)))
    if has_models(api, SHARED):
        places.append(Place("..models", _names(api, SHARED, provider.name)))
    return tuple(places)


def of_package(api: Api, exceptions: tuple[str, ...]) -> tuple[Place, ...]:
    """Return what the package itself offers, and which module has it."""
    clients = (each for p in api.providers for each in _clients(f".{p.name}.", p))
    return (*clients, Place(".exceptions", exceptions), *RUNTIME, *_of_operations(api))


def _of_operations(api: Api) -> tuple[Place, ...]:
    """Return the types of the runtime that methods of the package take or return."""
    operations = [operation for provider in api.providers for operation in provider.operations]
    bodies = [operation.body for operation in operations if operation.body is not None]
    places = {
        Place("._runtime.streams.stream", ("AsyncStream", "Stream")): any(
            operation.streams for operation in operations
        ),
        Place("._runtime.contents.multipart", ("File",)): any(
            body.content == "multipart" for body in bodies
        ),
    }
    return tuple(place for place, is_needed in places.items() if is_needed)


def _clients(lead: str, provider: Provider) -> Iterator[Place]:
    """Yield the clients of a provider by their module, of which there may be one for both."""
    modules: dict[str, list[str]] = {}
    for prefix in reversed(PREFIXES):
        module = client_module(provider, prefix)
        modules.setdefault(module, []).append(f"{prefix}{provider.client}")
    yield from (Place(f"{lead}{module}", tuple(names)) for module, names in modules.items())


def modules(api: Api, without: Collection[str]) -> tuple[str, ...]:
    """Return the modules that the package offers themselves."""
    names = ["exceptions", *(provider.name for provider in api.providers)]
    names += [] if "testing" in without else ["testing"]
    names += ["models"] if api.declarations else []
    names += ["params"] if params(api, SHARED) or params_elsewhere(api) else []
    return tuple(sorted(names))
