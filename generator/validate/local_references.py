"""References of a meta-schema that lead into itself, each followed once.

Job: stand where jsonschema has its resolver, which reads the pointer of a reference anew for every
value that it is followed for. Right for a meta-schema that is one resource and refers to no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend


class Resolved(NamedTuple):
    """What stands where a reference leads, and what follows the references in it."""

    contents: Any
    resolver: LocalReferences


class LocalReferences:
    """A resolver that remembers what it has found."""

    def __init__(self, resolver: Any) -> None:
        self._resolver = resolver
        self._found: dict[str, Resolved] = {}
        self.sound: dict[tuple[object, int], Any] = {}
        """Objects in which a keyword has found no fault, by what it says and by who they are."""

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


def once(dialect: Any) -> Any:
    """Return a dialect that looks at one object once for each reference, as long as it is sound.

    The validator has to be one of `following_locally`; what is the same object is the same value.
    """
    extended: Any = extend  # it has no annotations
    return extended(dialect, {name: _once(dialect.VALIDATORS[name]) for name in ("$ref", "oneOf")})


def _once(fully: Callable[..., Iterator[ValidationError]]) -> Any:
    def check(
        validator: Any, says: Any, instance: Any, schema: Mapping[str, Any]
    ) -> Iterator[ValidationError]:
        if not isinstance(instance, dict):
            yield from fully(validator, says, instance, schema)
            return
        sound: dict[tuple[object, int], Any] = validator._resolver.sound
        place = (says if isinstance(says, str) else id(says), id(instance))
        if place not in sound:
            errors = [*fully(validator, says, instance, schema)]
            if not errors:
                sound[place] = instance  # which keeps it, and its number with it
            yield from errors

    return check
