"""The limits that a schema puts on its values, by JSON type."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from generator.api import NO_LIMITS, Limits
from generator.standard.keywords import limits_of
from generator.standard.patterns import KEYWORD, enforceable

STRING: Final = limits_of("string")
NUMBER: Final = limits_of("number")
ARRAY: Final = limits_of("array")
MAP: Final = limits_of("object")


def bounds_of(schema: Any, keywords: tuple[str, ...]) -> Limits:
    """Return those limits of the schema that `keywords` names; the others mean nothing here."""
    if not isinstance(schema, dict):
        return NO_LIMITS
    found = {keyword: schema[keyword] for keyword in keywords if keyword in schema}
    for exclusive, inclusive in (
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ):
        match found.get(exclusive):  # a switch in OpenAPI 3.0, a number since
            case True:
                found[exclusive] = found.pop(inclusive, None)
            case False:
                del found[exclusive]
    if schema.get("type") == "integer" and "multipleOf" in found:
        found.update(_whole(found.pop("multipleOf")))
    if KEYWORD in found and not enforceable(found[KEYWORD]):  # `rules.schemas` says so
        del found[KEYWORD]
    return Limits(**found)


def _whole(step: Any) -> dict[str, int]:
    """Return what `multipleOf` says of whole numbers: of multiples of 1.5, those of 3."""
    whole = Fraction(str(step)).numerator
    return {"multipleOf": whole} if whole != 1 else {}
