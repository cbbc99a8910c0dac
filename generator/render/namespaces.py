"""What the package and each of its namespaces offer, and which module has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.render import views
from generator.render.output import Output
from generator.render.params import params
from generator.version import VERSION


@dataclass(frozen=True, slots=True)
class Place:
    """Names that a namespace offers, and the module that has them."""

    module: str
    names: tuple[str, ...]


def _names(output: Output, home: str, provider: str) -> tuple[str, ...]:
    names: list[str] = []
    for declared in output.api.declarations:
        if declared.home == home and provider in declared.providers:
            names.append(declared.python)
            unknown = getattr(declared, "unknown", None)
            names += [unknown] if unknown else []
    return tuple(sorted(names))


def namespace(output: Output, home: str) -> dict[str, Any]:
    """Return what the module of a provider offers, and where it is."""
    provider = output.provider(home)
    client = tuple(f"{prefix}{provider.client}" for prefix in reversed(views.PREFIXES))
    places = [Place(".client", client)]
    if home in output.models:
        places.append(Place(".models", _names(output, home, home)))
    if "" in output.models:
        places.append(Place("..models", _names(output, "", home)))
    known = output.own(home)
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
        Place(f".{p.name}.client", tuple(f"{x}{p.client}" for x in reversed(views.PREFIXES)))
        for p in output.api.providers
    ]
    errors = {*output.errors, *output.roots, *(code.exception for code in output.codes)}
    exceptions = Place(".exceptions", tuple(sorted(errors)))
    runtime = [
        Place("._runtime.defects", ("Defect",)),
        Place("._runtime.events", ("RequestEvent", "ResponseEvent", "RetryEvent")),
        Place("._runtime.messages", ("RequestInfo", "ResponseInfo")),
        Place("._runtime.model", ("Model", "ResponseModel", "Unknown")),
        Place("._runtime.omit", ("NOT_GIVEN", "NotGiven", "Omit", "not_given", "omit")),
        Place("._runtime.ratelimits", ("RateLimit",)),
        Place("._runtime.raw", ("RawResponse",)),
        Place("._runtime.settings", ("DEFAULT_MAX_RETRIES", "DEFAULT_TIMEOUT")),
        Place("._runtime.transport", ("Limits",)),
        Place("httpx2", ("Timeout",)),
    ]
    places = [*clients, exceptions, *runtime]
    modules = ["exceptions", "testing", *(p.name for p in output.api.providers)]
    modules += ["models"] if "" in output.models else []
    modules += ["params"] if params(output.api, "") else []
    names = [name for place in places for name in place.names]
    return {
        "doc": f"{output.api.title}.",
        "version": VERSION,
        "modules": sorted(modules),
        "places": places,
        "every_name": sorted([*names, *modules]),
    }
