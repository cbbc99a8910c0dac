"""What things of the new side are called on the old one, by which all failures are placed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.api import Ref
from generator.diff.change import Difference
from generator.diff.namespace import Namespace, namespace
from generator.diff.pairs import operation_pairs, pairs
from generator.diff.paths import renamed_holes
from generator.document import split
from generator.spelled import Api

BELOW: Final = re.compile(r"[\[{]|\((?:result|error)")
"""Where an address goes on to what a component or an argument holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What one provider has on both sides."""

    old: Namespace
    new: Namespace
    components: Mapping[str, str]
    """Names of the old side's components with those of the new side's."""
    operations: Mapping[str, str]
    """Addresses of operations and arguments on the new side with those on the old one."""
    bodies: Mapping[str, str]
    """Components whose properties are arguments, by the old side's operations."""

    @classmethod
    def of(cls, old: Api, new: Api) -> dict[str, Names]:
        """Return the names of each provider that both sides have."""
        after = {provider.name: provider for provider in new.providers}
        return {
            provider.name: cls._of(namespace(old, provider), namespace(new, after[provider.name]))
            for provider in old.providers
            if provider.name in after
        }

    @classmethod
    def _of(cls, old: Namespace, new: Namespace) -> Names:
        operations: dict[str, str] = {}
        for one, other in operation_pairs(old.provider, new.provider):
            if one is not None and other is not None:
                operations[other.id] = one.id
                for before, after in renamed_holes(one, other).items():
                    operations[f"{other.id}.{after}"] = f"{one.id}.{before}"
        bodies = {
            operation.id: operation.body.type.name
            for operation in old.provider.operations
            if operation.body is not None and isinstance(operation.body.type, Ref)
        }
        return cls(
            old=old, new=new, components=pairs(old, new), operations=operations, bodies=bodies
        )

    def places(self, difference: Difference) -> tuple[str, ...]:
        """Return what the old side calls the place of a difference: an argument may have two."""
        if is_of_component(difference):
            tokens = split(difference.pointer)
            former = {after: before for before, after in self.components.items()}
            return (".".join([former.get(tokens[2], tokens[2]), *tokens[4:5]]),)
        address = BELOW.split(difference.address)[0]
        if difference.rule in ("body-gathered", "body-spread"):  # any argument may be part of it
            address = address.rpartition(".")[0]
        operation, dot, argument = address.partition(".")
        client = f"{self.new.provider.client}("
        if address.startswith(client):
            return (f"{self.old.provider.client}({address.removeprefix(client)}",)
        old = self.operations.get(operation, operation)
        place = self.operations.get(address, f"{old}{dot}{argument}")
        body = self.bodies.get(old)
        return (place, f"{body}{dot}{argument}") if body is not None and dot else (place,)


def is_of_component(difference: Difference) -> bool:
    """Return whether a difference is in a component, and in no operation."""
    return difference.pointer.startswith("/components/schemas/")
