"""What a language calls otherwise than the Api does, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from generator import spelled
from generator.api import Api


def names(api: Api, named: spelled.Api) -> str:
    """The names in code that aren't those of JSON, or of the Api's words."""
    lines = (line if line.isprintable() else ascii(line) for line in _lines(api, named))
    return "".join(f"{line}\n" for line in lines)


def _lines(api: Api, named: spelled.Api) -> Iterator[str]:
    for words, provider in zip(api.providers, named.providers, strict=True):
        yield from _called("client", words.client, provider.client)
        for one, other in zip(words.operations, provider.operations, strict=True):
            yield from _called("method", ".".join(one.attributes), ".".join(other.attributes))
            for parameter in other.parameters:
                yield from _called(f"{other.id} in {parameter.location}", *_pair(parameter.name))
            properties = (other.body.properties if other.body else None) or ()
            for known in properties:
                yield from _called(f"{other.id} in body", *_pair(known.name))
    for declared in named.declarations:
        yield from _called("class", declared.name, declared.identifier)
        if isinstance(declared, spelled.Union):
            yield f"class of another {declared.name}: {declared.unknown}"
        if isinstance(declared, spelled.Model):
            for each in declared.properties:
                yield from _called(declared.name, *_pair(each.name))


def _pair(name: spelled.Name) -> tuple[str, str]:
    return name.wire, name.identifier


def _called(place: str, name: str, identifier: str) -> Iterator[str]:
    if name != identifier:
        yield f"{place}: {name} as {identifier}"
