"""The meta-schemas of OpenAPI, read where openapi-spec-validator and its sibling publish them.

Job: give the published texts and nothing of what stands around them: importing the two packages
brings their settings, paths and caches, which take longer than a description of ours is checked
for. Nothing is fetched.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from jsonschema_specifications import REGISTRY as JSON_SCHEMA  # type: ignore[import-untyped]
from referencing import Resource

from generator.standard.versions import Version

_DOCUMENTS: Final = {Version.V3_0: "v3.0", Version.V3_1: "v3.1", Version.V3_2: "v3.2"}
_DIALECTS: Final = {
    Version.V3_1: "https://spec.openapis.org/oas/3.1/dialect/base",
    Version.V3_2: "https://spec.openapis.org/oas/3.2/dialect/2025-09-17",
}


def of_documents(version: Version) -> dict[str, Any]:
    """Return the meta-schema of whole descriptions, as a copy of one's own."""
    schema: dict[str, Any] = _read(_folder("openapi_spec_validator") / _place(version))
    return schema


def of_schemas(version: Version) -> Any:
    """Return the meta-schema of schemas, which 3.0 has only as a part of the other one."""
    return registry().contents(_DIALECTS[version])


@cache
def registry() -> Any:
    """Return a registry that knows what they refer to; without one it would be fetched."""
    return (_vocabularies() @ JSON_SCHEMA).crawl()


def _vocabularies() -> Any:
    folder = _folder("openapi_schema_validator") / "schemas"
    files: Iterator[Path] = (file for file in sorted(folder.rglob("*")) if file.is_file())
    resources: list[Any] = [Resource.from_contents(_read(file)) for file in files]
    return resources


def _place(version: Version) -> str:
    return f"resources/schemas/{_DOCUMENTS[version]}/schema.json"


def _folder(package: str) -> Path:
    """Return where a package lies, which is not imported."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
