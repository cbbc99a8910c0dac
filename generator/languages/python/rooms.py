"""Which rooms of the runtime a package has, and what of it leads to the others.

Job: say which rooms no operation of an Api uses, and which files go with a room that isn't written.
What a room is stands in the runtime's own README; that no other room needs these is tested.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from generator.spelled import Api, Model, Parameter, Property

DOORS: Final[Mapping[str, tuple[str, ...]]] = {
    "command": ("__main__.py", "_provider_/command.py", "_provider_/commands.py"),
    "testing": ("testing.py",),
}
"""By room that may be left out, the modules outside of it that import from it; paths are those of
the templates."""


def unneeded(api: Api) -> frozenset[str]:
    """Return the rooms of the runtime that nothing in the Api needs."""
    operations = [operation for provider in api.providers for operation in provider.operations]
    credentials = [each for provider in api.providers for each in provider.credentials]
    bodies = [operation.body for operation in operations if operation.body is not None]
    rooms_in_use = {
        "contents": any(body.content != "json" for body in bodies),
        "deprecated": any(operation.deprecated for operation in operations),
        "former": has_former_names(api),
        "pages": any(operation.pagination is not None for operation in operations),
        "streams": any(operation.streams for operation in operations),
        "tokens": any(credential.grant is not None for credential in credentials),
    }
    return frozenset(room for room, is_needed in rooms_in_use.items() if not is_needed)


def has_former_names(api: Api) -> bool:
    """Return whether something has been renamed, and goes by its former name as well."""
    operations = [operation for provider in api.providers for operation in provider.operations]
    bodies = [operation.body for operation in operations if operation.body is not None]
    members: list[Property | Parameter] = [
        *(each for o in operations for each in o.parameters),
        *(each for body in bodies for each in body.properties or ()),
        *(each for d in api.declarations if isinstance(d, Model) for each in d.properties),
    ]
    has_renamed_member = any(each.name.former for each in members)
    return has_renamed_member or any(declaration.former for declaration in api.declarations)


def is_written(path: str, without: Collection[str]) -> bool:
    """Return whether a template, and what it becomes, belongs to a package without some rooms."""
    return not any(
        path.startswith(f"_runtime/{room}/") or path.removesuffix(".jinja") in DOORS.get(room, ())
        for room in without
    )
