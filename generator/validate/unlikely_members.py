"""Members of unions that a value can't be, told by one of its texts.

Job: let ``examples`` see quickly that a sample fits: of a union of fifty kinds jsonschema tries one
after the other, down to the last value of each. Members whose tag says otherwise are left out here;
whether the others fit is for jsonschema to say, and so is all of it where none does.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

UNIONS: Final = ("anyOf", "oneOf")
Check = Callable[[Any, Any, Any, Any], Iterator[Any]]


def of_likely(check: Check, plain: Any) -> Check:
    """Return the check of a union's keyword, of those members that a value can be.

    Args:
        check: the one of all members.
        plain: the description, in which references lead to components alone.
    """

    def likely(validator: Any, members: Any, instance: Any, schema: Any) -> Iterator[Any]:
        if isinstance(instance, dict) and isinstance(members, list):
            members = [each for each in members if not _is_ruled_out(plain, each, instance)]
        yield from check(validator, members, instance, schema)

    return likely


def _is_ruled_out(plain: Any, member: Any, instance: Mapping[str, Any]) -> bool:
    """Return whether a property has a text that isn't one of those that the member allows."""
    properties = _component(plain, member).get("properties")
    if not isinstance(properties, dict):
        return False
    return any(
        isinstance(instance.get(name), str) and instance[name] not in texts
        for name, texts in map(_texts, properties.items())
        if texts
    )


def _component(plain: Any, member: Any) -> Mapping[str, Any]:
    """Return the component that a member refers to; an empty one where it is anything else."""
    reference = member.get("$ref") if isinstance(member, dict) else None
    if not isinstance(reference, str) or not reference.startswith("#/components/schemas/"):
        return {}
    schemas = plain.get("components", {}).get("schemas", {})
    component = schemas.get(reference.rpartition("/")[2])
    return component if isinstance(component, dict) and "$ref" not in component else {}


def _texts(entry: tuple[str, Any]) -> tuple[str, list[Any]]:
    """Return a property's name, and the values that it may have where they are told."""
    name, schema = entry
    if not isinstance(schema, dict) or "$ref" in schema:
        return name, []
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    return name, values if isinstance(values, list) else []
