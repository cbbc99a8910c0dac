"""The description that has everything, with one thing changed, and whether that is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.findings import DescriptionError, errors
from tests.safety.hostile import documents, everything, made

Description = dict[str, Any]
OK = {"200": {"description": "It."}}


def refusals(folder: Path, description: Description) -> list[str]:
    """The pointers of all errors; empty when a package comes out."""
    try:
        made(documents(folder, description))
    except DescriptionError as error:
        found = errors(error.findings)
        assert found, "refused without an error"
        assert all(d.where.line > 0 for d in found)
        return [d.pointer for d in found]
    return []


def with_path(path: str, **operation: Any) -> Description:
    """A description with one more path."""
    description = everything()
    description["paths"][path] = {"get": {"operationId": "extra", "responses": OK, **operation}}
    return description


def with_parameter(**parameter: Any) -> Description:
    """A description with one more parameter."""
    description = everything()
    given = {"schema": {"type": "string"}, **parameter}
    description["paths"]["/things/{id}"]["post"]["parameters"].append(given)
    return description


def with_server(url: str, **variables: Any) -> Description:
    """A description at another address."""
    description = everything()
    description["servers"] = [{"url": url, **({"variables": variables} if variables else {})}]
    return description


def with_schema(schema: Any, name: str = "Hostile") -> Description:
    """A description with one more schema, which is used."""
    description = everything()
    description["components"]["schemas"][name] = schema
    used = {"$ref": f"#/components/schemas/{name}"}
    description["components"]["schemas"]["Thing"]["properties"]["hostile"] = used
    return description


def with_key(**scheme: Any) -> Description:
    """A description with another security scheme."""
    description = everything()
    description["components"]["securitySchemes"]["key"] = {
        "type": "apiKey",
        "in": "header",
        **scheme,
    }
    scheme = description["components"]["securitySchemes"]["key"]
    description["components"]["securitySchemes"]["key"] = {
        k: v for k, v in scheme.items() if v is not None
    }
    return description


def with_responses(**responses: Any) -> Description:
    """A description with other responses."""
    description = everything()
    description["paths"]["/things/{id}"]["get"]["responses"] = responses
    return description
