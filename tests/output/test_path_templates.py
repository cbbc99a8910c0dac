"""Path templates in the manner of Google, through a generated client and a server on loopback."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stub import Reply, Stub

CASE = "lower_path_templates"
PACKAGE = "templates_case"


@pytest.mark.parametrize(
    ("name", "arguments", "target"),
    [
        ("access", {"name": "projects/p 1/secrets/ä"}, "/v1/projects/p%201/secrets/%C3%A4:access"),
        ("access_of_folder", {"name": "folders/f/secrets/s?"}, "/v1/folders/f/secrets/s%3F:access"),
        ("drop", {"parent": "a/b", "key": "c/d"}, "/v1/a/b/keys/c%2Fd"),
    ],
)
def test_values(
    package: Any, stub: Stub, name: str, arguments: dict[str, str], target: str
) -> None:
    """Slashes travel where the template has several segments; all else is encoded."""
    stub.plays(Reply(204, b""))
    with package.TemplatesCase(base_url=stub.url) as client:
        getattr(client, name)(**arguments)
    assert stub.last.target == target


@pytest.mark.parametrize("value", ["../admin", "a/../b", "a/.", "a//b", "", "/a"])
def test_values_that_lead_elsewhere(package: Any, stub: Stub, value: str) -> None:
    """A value can't leave its place in the path."""
    with package.TemplatesCase(base_url=stub.url) as client, pytest.raises(package.ArgumentError):
        client.drop(parent=value, key="k")
    assert stub.received == []
