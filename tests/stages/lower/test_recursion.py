"""Objects within objects: what pydantic can't follow is told before anybody meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.findings import Finding
from generator.lower import lower
from tests.support.packages import documents_of


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
