"""Writes the lock of an Api's names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.names_lock.entries import (
    COLUMNS,
    NamesLock,
    argument_address,
    class_address,
    line,
    property_address,
)
from generator.spelled import Api, Model, Name, Operation, Parameter, Property

HEAD: Final = """\
# Names in code that stay what they are: a component, a property of one or an argument; its name;
# the providers that share it. `compactgen generate --names` adds lines, and takes none away.
# A rename is the new name, a comma and the old one, which stays as a deprecated alias.
"""


def text(api: Api, lock: NamesLock) -> str:
    """Return the lock of an Api, with the lines of an earlier one for what isn't there now."""
    lines = {*_lines(api)}
    addresses = {each.rsplit(maxsplit=COLUMNS - 1)[0] for each in lines}
    lines_of_others = {
        line(entry.address, entry.name, entry.former, entry.providers)
        for entry in lock.entries
        if entry.address not in addresses
    }
    return HEAD + "".join(f"{each}\n" for each in sorted({*lines, *lines_of_others}))


def _lines(api: Api) -> Iterator[str]:
    for declaration in api.declarations:
        address = class_address(declaration.name)
        yield line(address, declaration.identifier, declaration.former, declaration.providers)
        for each in declaration.properties if isinstance(declaration, Model) else ():
            address = property_address(declaration.name, each.name.wire)
            yield from _renamed(address, each.name, declaration.providers)
    for provider in api.providers:
        for operation in provider.operations:
            yield from _arguments(operation, provider.name)


def _arguments(operation: Operation, provider: str) -> Iterator[str]:
    properties = (operation.body.properties if operation.body else None) or ()
    every: tuple[Property | Parameter, ...] = (*operation.parameters, *properties)
    for each in every:
        address = argument_address(operation.id, each.name.wire)
        yield from _renamed(address, each.name, (provider,))


def _renamed(address: str, name: Name, providers: tuple[str, ...]) -> Iterator[str]:
    """Yield the line of a name that isn't just that in JSON."""
    if name.identifier != name.wire or name.former:
        yield line(address, name.identifier, name.former, providers)
