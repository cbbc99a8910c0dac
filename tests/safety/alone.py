"""Hostile names, each alone in its scope: a description with places of its own for every name.

Job: the names, the pairs of them that meet, and one description in which each of these scopes has
objects, unions and operations that hold nothing else. A name among two hundred others is told apart
from them, and what that changes hides what the name alone would break.
"""

from __future__ import annotations

from typing import Any

from tests.safety import hostile_names
from tests.support.references import reference

Scope = tuple[str, ...]

MORE = (
    *("ID", "Id", "__x", "__class", "__x__", "_", "__all__", "__annotations__", "__dict__"),
    *("TypedDict", "NotRequired", "Required", "Sequence", "Mapping", "Omit", "Union", "Unknown"),
    *("bool", "float", "object", "None", "params", "shared_models", "shared_params", "extra_query"),
    *("extra_headers", "arguments", "retry_unsafe", "value", "kind", "type_", "class_", "n1"),
    *("model_", "model_extra", "model_post_init", "construct", "from_dict", "to_json", "register"),
    *("async", "nonlocal", "lambda", "del", "yield", "Exception", "__debug__", "case", "_custom"),
)
PAIRS: tuple[Scope, ...] = (
    *(("id", "ID"), ("fooBar", "FooBar"), ("x", "X"), ("class", "Class"), ("K", "\u212a")),
    *(("foo-bar", "foo_bar"), ("a b", "a-b"), ("a", "_a"), ("a", "a_"), ("class", "class_")),
    *(("é", "e\u0301"), ("ﬁ", "fi"), ("ª", "a"), ("1", "n1"), ("models", "models_"), ("", " ")),
    *(("__x", "x"), ("__x", "__X"), ("__x", "y"), ("self", "self_"), ("x_2", "x"), ("0", "\uff10")),
    *(("model_dump", "model-dump"), ("json", "JSON"), ("Literal", "literal"), ("str", "Str")),
)
"""Those that differ in case only, and those that one name in code would stand for."""

SIGNS = "!#$%&'*+-.^_`|~"
"""What else than letters and digits a header's name may have."""

OTHER = "another value"
"""No name of these."""


NAMES = tuple(dict.fromkeys((*hostile_names.NAMES, *MORE)))


def scopes() -> tuple[Scope, ...]:
    """Every name by itself, and every pair by itself.

    Of the names without letters and digits only some: all of them get names of one kind.
    """
    bare = [name for name in NAMES if not any(map(str.isalnum, name))]
    left = {*bare} - {*bare[::3]}
    return (*((name,) for name in NAMES if name not in left), *PAIRS)


def description(found: tuple[Scope, ...]) -> dict[str, Any]:
    """A description with a place of each kind for each of some scopes."""
    paths: dict[str, Any] = {"/nothing": {"get": _operation("nothing", {})}}
    schemas: dict[str, Any] = {}
    for number, scope in enumerate(found):
        schemas |= _schemas(scope, number)
        paths |= _paths(scope, number)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _schemas(scope: Scope, number: int) -> dict[str, Any]:
    """An object that needs all, with others in it that need nothing; and an answer about tags."""
    least = _object({name: {"enum": ["a", "b"]} for name in scope})
    kinds = {"one": f"One{number}", "two": f"Two{number}"}
    values = {name: f"Value{number}x{n}" for n, name in enumerate((*scope, OTHER))}
    lists = {"values": f"Values{number}", "words": f"Word{number}"}
    return {
        f"Sent{number}": {**_object(dict.fromkeys(scope, least)), "required": [*scope]},
        **{name: _kind(scope[0], value) for value, name in kinds.items()},
        **{name: _kind("kind", value) for value, name in values.items()},
        f"Either{number}": _either(scope[0], kinds),
        f"Values{number}": _either("kind", values),
        f"Word{number}": {"type": "string", "enum": [*scope]},
        f"Answer{number}": _object(
            {
                "sent": reference(f"Sent{number}"),
                "either": reference(f"Either{number}"),
                **{key: {"type": "array", "items": reference(name)} for key, name in lists.items()},
                "map": {"type": "object", "additionalProperties": {"type": "string"}},
            }
        ),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def _kind(tag: str, value: str) -> dict[str, Any]:
    return {**_object({tag: {"const": value}}), "required": [tag]}


def _either(tag: str, kinds: dict[str, str]) -> dict[str, Any]:
    mapping = {value: f"#/components/schemas/{name}" for value, name in kinds.items()}
    discriminator = {"propertyName": tag, "mapping": mapping}
    return {"oneOf": [reference(name) for name in kinds.values()], "discriminator": discriminator}


def _paths(scope: Scope, number: int) -> dict[str, Any]:
    """An operation that sends the object, and for single names one that has them as parameters.

    Kinds of parameters take turns: their arguments get their names as those of the body do.
    """
    sent, answer = (_json(f"{name}{number}") for name in ("Sent", "Answer"))
    body = {"requestBody": {**sent, "required": True}}
    found = {f"/sent{number}": {"post": _operation(f"post{number}", answer, **body)}}
    place = kind(scope, number)
    if place is not None:
        path = f"/{place}{number}" + (f"/{{{scope[0]}}}" if place == "path" else "")
        given = _parameter(scope[0], place)
        found[path] = {"get": _operation(f"get{number}", {}, parameters=[given])}
    return found


def kind(scope: Scope, number: int) -> str | None:
    """Where the parameter of a scope is, if it can be there; arguments of a pair are the body's."""
    place = ("query", "path", "header")[number % 3]
    return place if len(scope) == 1 and fits(scope[0], place) else None


def fits(name: str, place: str) -> bool:
    """Whether a parameter in that place may have that name.

    A header's is a `token` of RFC 9110; a path's ends no hole, no segment and no path.
    """
    if place == "query":
        return True
    if place == "path":
        return bool(name) and not set(name) & set("{}/?#")
    return bool(name) and all(c.isascii() and (c.isalnum() or c in SIGNS) for c in name)


def _json(name: str) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": reference(name)}}}


def _operation(name: str, answer: dict[str, Any], **more: Any) -> dict[str, Any]:
    responses = {"200": {"description": "It.", **answer}}
    return {"operationId": name, "x-method": name, "responses": responses, **more}


def _parameter(name: str, place: str) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}}
