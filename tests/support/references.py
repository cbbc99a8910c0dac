"""References, as descriptions that tests make have them."""

from __future__ import annotations


def reference(name: str) -> dict[str, str]:
    """Return a reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}
