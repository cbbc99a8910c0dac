"""References to components, as the bundled description has them."""

from __future__ import annotations

from typing import Any

from generator.standard.references import component_of

Schema = dict[str, Any]


def followed(components: dict[str, Any], name: str) -> str:
    """Return the name at the end of a chain of components that only refer to the next one."""
    seen = {name}
    while isinstance(schema := components[name], dict) and "$ref" in schema:
        following = component_of(schema["$ref"])
        if following is None or following in seen:
            break
        seen.add(following)
        name = following
    return name


def members_of(schema: Schema) -> list[tuple[Schema, str]]:
    """Return the members of a union with their pointers below it."""
    keyword = "oneOf" if "oneOf" in schema else "anyOf"
    return [(member, f"/{keyword}/{n}") for n, member in enumerate(schema[keyword])]
