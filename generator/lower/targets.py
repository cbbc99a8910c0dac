"""References to components, as the bundled description has them."""

from __future__ import annotations

from typing import Any, Final

from generator.document import split
from generator.load.references import local_pointer

COMPONENTS: Final = ("components", "schemas")

Schema = dict[str, Any]


def component_of(reference: str) -> str | None:
    """Return the name of the schema that a reference means; `None` when it leads elsewhere."""
    tokens = split(local_pointer(reference))
    return tokens[2] if len(tokens) == 3 and tokens[:2] == COMPONENTS else None


def target_of(mapped: str) -> str:
    """Return the name of the schema that a mapping means: a reference, or the name itself."""
    return (component_of(mapped) if mapped.startswith("#") else None) or mapped


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
