"""Members that `additionalProperties: false` forbids, found in linear time.

Job: look for members that a meta-schema leaves no place for as jsonschema does, which takes the
square of their number, but without handing it more of them than anybody is told of. The others are
named by the error together. ``structure`` checks with these dialects.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from jsonschema import Draft4Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

TOLD: Final = 100
"""Members of one object that are looked at beyond those which the meta-schema names."""

Check = Callable[[Any, Any, Any, Any], Iterator[ValidationError]]


def _of_few(fully: Check) -> Check:
    """The check of a keyword that closes objects, for at most so many of their members."""

    def check(
        validator: Any, allowance: Any, instance: Any, schema: Mapping[str, Any]
    ) -> Iterator[ValidationError]:
        if not (allowance is False and isinstance(instance, Mapping)):
            yield from fully(validator, allowance, instance, schema)
            return
        few, surplus = _few(instance, schema)
        for error in fully(validator, allowance, few, schema):
            error.validator_value = surplus
            yield error

    return check


def _few(
    instance: Mapping[str, Any], schema: Mapping[str, Any]
) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The object without what is beyond those that are told, and the names of that.

    Extensions may have a place that the schema doesn't name itself; nothing else has.
    """
    properties = schema.get("properties", {})
    forms = [re.compile(form) for form in schema.get("patternProperties", ())]
    others = [
        n for n in instance if n not in properties and not any(form.search(n) for form in forms)
    ]
    plain = [name for name in others if not name.startswith("x-")]
    shown = {*others[:TOLD], *plain[:TOLD]}
    few = {name: value for name, value in instance.items() if name in properties or name in shown}
    return few, tuple(plain[TOLD:])


def _dialect(dialect: Any, keyword: str) -> Any:
    make: Any = extend  # it has no annotations
    return make(dialect, {keyword: _of_few(dialect.VALIDATORS[keyword])})


Old: Final = _dialect(Draft4Validator, "additionalProperties")
"""For the meta-schema of OpenAPI 3.0."""

New: Final = _dialect(Draft202012Validator, "unevaluatedProperties")
"""For that of 3.1."""
