"""Objects within objects: what pydantic can't follow is told before anybody meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.findings import Finding
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
    content = {"application/json": {"schema": whole}}
    get = {"operationId": "read", "responses": {"200": {"description": "It.", "content": content}}}
    path = tmp_path / "openapi.json"
    head = {"openapi": "3.1.0", "info": {"title": "Made", "version": "1"}}
    paths = {"/": {"get": get}}
    path.write_text(json.dumps({**head, "paths": paths, "components": {"schemas": schemas}}))
    document, _ = load(path)
    assert document is not None
    document, _ = validated(document, Policy(first_party=False))
    api, diagnosis = lower([document], "made", Policy(first_party=False))
    assert ["read"] == [o.id for o in api.providers[0].operations]
    assert not diagnosis.errors
    assert any("contain themselves" in finding.message for finding in diagnosis.findings)
