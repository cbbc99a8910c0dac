"""Objects within objects: what pydantic can't follow is told before anybody meets it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.api import Api, Union
from generator.findings import Diagnosis, Finding
from generator.load import load
from generator.lower import lower
from generator.policy import Policy
from generator.validate import validated
from tests.support.packages import documents_of

BASE = {"$ref": "#/components/schemas/Base"}


def told(folder: Path, length: int, *, ring: bool) -> list[Finding]:
    """What lowering says of schemas that each hold the next one."""
    schemas = {f"Link{n}": {"type": "object", "properties": {}} for n in range(length)}
    for n in range(length if ring else length - 1):
        following = {"$ref": f"#/components/schemas/Link{(n + 1) % length}"}
        schemas[f"Link{n}"]["properties"] = {"next": following}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Link0"}}}
    get = {"operationId": "read", "responses": {"200": {"description": "It.", "content": content}}}
    path = folder / "openapi.json"
    head = {"openapi": "3.1.0", "info": {"title": "Made", "version": "1"}}
    paths = {"/": {"get": get}}
    path.write_text(json.dumps({**head, "paths": paths, "components": {"schemas": schemas}}))
    _, diagnosis = lower(documents_of(path), "made")
    return list(diagnosis.findings)


@pytest.mark.parametrize("ring", [False, True], ids=["line", "ring"])
def test_long_chains_are_told(tmp_path: Path, ring: bool) -> None:
    """A chain beyond what pydantic follows is a warning at the schema where it begins."""
    (found,) = told(tmp_path, 100, ring=ring)
    assert ("warning", "/components/schemas/Link0") == (found.severity, found.pointer)
    assert "within each other" in found.message


@pytest.mark.parametrize("ring", [False, True], ids=["line", "ring"])
def test_usual_chains_are_nothing_to_tell(tmp_path: Path, ring: bool) -> None:
    """The deepest chain of the published descriptions that were tried has 22 schemas."""
    assert [] == told(tmp_path, 40, ring=ring)


def lowered(folder: Path, schemas: Any, answer: Any) -> tuple[Api, Diagnosis]:
    """What an operation means whose answer has this schema, and what is told of it."""
    content = {"application/json": {"schema": answer}}
    get = {"operationId": "read", "responses": {"200": {"description": "It.", "content": content}}}
    path = folder / "openapi.json"
    head = {"openapi": "3.1.0", "info": {"title": "Made", "version": "1"}}
    paths = {"/": {"get": get}}
    path.write_text(json.dumps({**head, "paths": paths, "components": {"schemas": schemas}}))
    document, _ = load(path)
    assert document is not None
    document, _ = validated(document, Policy(first_party=False))
    return lower([document], "made", Policy(first_party=False))


def test_choices_that_parts_lead_back_to_end(tmp_path: Path) -> None:
    """A part of `allOf` that is one of what it is part of is followed so far, and then remarked on.

    Each of its members would be merged with the part again, one within the other for ever.
    """
    whole = {"$ref": "#/components/schemas/Whole"}
    part = {
        "properties": {"size": {"type": "integer"}},
        "oneOf": [whole, {"type": "array", "items": whole}],
    }
    schemas = {"Base": {"type": "object"}, "Whole": {"allOf": [BASE, part]}}
    api, diagnosis = lowered(tmp_path, schemas, whole)
    assert ["read"] == [o.id for o in api.providers[0].operations]
    assert not diagnosis.errors
    assert any("contain themselves" in finding.message for finding in diagnosis.findings)


def test_parents_by_another_name_are_extended_as_well(tmp_path: Path) -> None:
    """A child that only leads to its parent, by another name of it, is what the parent is itself.

    Else the parent would be one of the kinds of itself, and those one within the other for ever.
    """
    reference = {name: {"$ref": f"#/components/schemas/{name}"} for name in ("A", "C", "D", "E")}
    properties = {"k": {"type": "string"}, "a": {"type": "string"}}
    discriminator = {"propertyName": "k"}
    members = [reference["C"], reference["E"]]
    schemas = {
        "A": {"oneOf": members, "discriminator": discriminator, "properties": properties},
        "C": {"type": "object", "properties": {"c": {"type": "string"}}},
        "D": {"allOf": [reference["A"]]},
        "E": {"allOf": [reference["D"]]},
    }
    api, _ = lowered(tmp_path, schemas, reference["A"])
    (union,) = (each for each in api.declarations if isinstance(each, Union))
    assert ["C", "E"] == [member.name for member in union.members]
