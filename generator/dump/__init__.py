"""The Api as text: stable, line by line, made to be read in a diff.

Job: write down everything that `lower` found out, with the providers that share each declaration.
Descriptions are left out. It must not depend on how any language spells a type.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.api import Api
from generator.dump.declarations import declaration
from generator.dump.operations import operation
from generator.dump.providers import provider


def dump(api: Api) -> str:
    """Return the Api as text, in which what nobody sees is written as an escape."""
    lines = (f"package {api.package}", *_providers(api), *_declarations(api))
    return "".join(f"{_visible(line)}\n" for line in lines)


def _visible(line: str) -> str:
    """Return a line whose characters all have a shape."""
    if line.isprintable():
        return line
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)


def _providers(api: Api) -> Iterator[str]:
    for each in api.providers:
        yield ""
        yield from provider(each)
        for one in each.operations:
            yield from operation(one, with_security=bool(each.credentials))


def _declarations(api: Api) -> Iterator[str]:
    namespace = None
    for each in api.declarations:
        if each.namespace != namespace:
            namespace = each.namespace
            yield ""
            yield f"namespace {namespace or 'shared'}"
        yield ""
        yield from declaration(each)
