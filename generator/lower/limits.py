"""The limits that a schema puts on its values, by JSON type."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from generator.api import NO_LIMITS, Limits
from generator.lower.keywords import KEYS, constrains
from generator.standard.keywords import limits_of
from generator.standard.patterns import KEYWORD, enforceable


def limits(raw: Any, json_type: str) -> Limits:
    """Return those limits of a schema that are of a JSON type; the others mean nothing here."""
    if not isinstance(raw, dict):
        return NO_LIMITS
    keywords = {keyword: raw[keyword] for keyword in limits_of(json_type) if keyword in raw}
    for exclusive, inclusive in (
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ):
        match keywords.get(exclusive):  # a switch in OpenAPI 3.0, a number since
            case True:
                keywords[exclusive] = keywords.pop(inclusive, None)
            case False:
                del keywords[exclusive]
    if raw.get("type") == "integer" and "multipleOf" in keywords:
        keywords.update(_whole(keywords.pop("multipleOf")))
    if KEYWORD in keywords and not enforceable(keywords[KEYWORD]):  # `validate` says so
        del keywords[KEYWORD]
    return Limits(**keywords)


def limits_of_names(raw: Any) -> Limits:
    """Return the limits of the names of a map, where they are no more than limits of a text."""
    text = isinstance(raw, dict) and not constrains(raw, but=KEYS)
    return limits(raw, "string") if text else NO_LIMITS


def _whole(step: Any) -> dict[str, int]:
    """Return what `multipleOf` says of whole numbers: of multiples of 1.5, those of 3."""
    whole = Fraction(str(step)).numerator
    return {"multipleOf": whole} if whole != 1 else {}
