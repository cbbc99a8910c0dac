"""References of a meta-schema that lead into itself, each followed once.

Job: stand where jsonschema has its resolver, which reads the pointer of a reference anew for every
value that it is followed for. Right for a meta-schema that is one resource and refers to no other.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from jsonschema.protocols import Validator


class Resolved(NamedTuple):
    """What stands where a reference leads, and what follows the references in it."""

    contents: Any
    resolver: LocalReferences


class LocalReferences:
    """A resolver that remembers what it has found."""

    def __init__(self, resolver: Any) -> None:
        self._resolver = resolver
        self._found: dict[str, Resolved] = {}

    def lookup(self, reference: str) -> Resolved:
        """Return where a reference leads."""
        if reference not in self._found:
            contents = self._resolver.lookup(reference).contents
            self._found[reference] = Resolved(contents, self)
        return self._found[reference]

    def in_subresource(self, _: object) -> LocalReferences:
        """Return what follows references in a part of the resource: the same."""
        return self


def following_locally(validator: Validator) -> Validator:
    """Return a validator that remembers where its references lead, of the same dialect.

    Its own `evolve` would take that of `$schema`, which knows nothing of what we have extended.
    """
    untyped: Any = validator  # its resolver is none of the protocol's
    dialect: Any = type(validator)
    following: Validator = dialect(
        untyped.schema,
        format_checker=untyped.format_checker,
        _resolver=LocalReferences(untyped._resolver),
    )
    return following
