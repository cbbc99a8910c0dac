"""Enumerations and constants of every JSON type, read by a generated package.

An enumeration takes what its JSON type takes and nothing else; a constant takes its value, as JSON
compares values: `1.0` is `1`, and `true` is neither.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.packages import documents_of, write
from tests.support.trees import importable

PROPERTIES: dict[str, Any] = {
    "text": {"enum": ["a", "b"]},
    "whole": {"type": "integer", "enum": [1, 2]},
    "switch": {"type": "boolean", "enum": [True, False]},
    "null": {"enum": [1, 2, None]},
    "mixed": {"anyOf": [{"enum": ["a", "b"]}, {"enum": [1, 2]}]},
    "one_or_true": {"anyOf": [{"const": 1}, {"const": True}]},
    "list": {"type": "array", "items": {"enum": [1, 2]}},
    "one": {"const": 1},
    "true": {"const": True},
    "nullable_one": {"type": ["integer", "null"], "enum": [1, None]},
}
FINE = (
    *(("text", "a"), ("text", "new"), ("whole", 2), ("whole", 7), ("whole", 2.0)),
    *(("switch", False), ("null", None), ("null", 7), ("mixed", "new"), ("mixed", 7)),
    *(("one_or_true", 1), ("one_or_true", True), ("list", [1, 7]), ("one", 1), ("one", 1.0)),
    *(("true", True), ("nullable_one", None), ("nullable_one", 1)),
)
WRONG = (
    *(("text", 1), ("text", None), ("whole", "1"), ("whole", 1.5), ("whole", True)),
    *(("switch", 1), ("switch", "true"), ("null", "a"), ("null", False), ("mixed", 1.5)),
    *(("mixed", True), ("mixed", []), ("one_or_true", "a"), ("list", [1, "a"])),
    *(("one", True), ("one", 2), ("one", "1"), ("true", 1), ("true", False)),
)

Read = Callable[[Any], tuple[Any, Any]]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    """Reads an object of these properties."""
    folder = tmp_path_factory.mktemp("enumerations")
    schema = {"type": "object", "properties": PROPERTIES}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Root"}}}
    get = {"operationId": "read", "responses": {"200": {"description": "It.", "content": content}}}
    head = {"openapi": "3.1.0", "info": {"title": "Made", "version": "1"}}
    paths = {"/": {"get": get}}
    path = folder / "openapi.json"
    components = {"schemas": {"Root": schema}}
    path.write_text(json.dumps({**head, "paths": paths, "components": components}))
    write(documents_of(path), "enumerations", folder)
    with importable(folder):
        namespace = importlib.import_module("enumerations.default")
        decode = importlib.import_module("enumerations._runtime.model.decode").decode
        yield lambda value: decode(namespace.Root, value)


@pytest.mark.parametrize(("name", "value"), FINE)
def test_what_the_json_type_takes(read: Read, name: str, value: object) -> None:
    """A value of the JSON type is no defect, whether or not the description lists it."""
    found, defects = read({name: value})
    assert () == defects
    assert json.dumps({name: value}) == json.dumps(found.to_dict())


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_what_it_does_not_take(read: Read, name: str, value: object) -> None:
    """A value of another JSON type, or another value than the constant, is a defect and is kept."""
    found, defects = read({name: value})
    assert [defect.pointer.split("/")[1] for defect in defects] == [name]
    assert json.dumps({name: value}) == json.dumps(found.to_dict())
