"""Path templates in the manner of Google, through a generated client and a server on loopback."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.packages import documents_of, write
from tests.support.stub import Reply, Stub
from tests.support.trees import importable

CASE = Path(__file__).parents[1] / "cases" / "lower_path_templates" / "openapi.yaml"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The package of the case."""
    folder = tmp_path_factory.mktemp("templates")
    write(documents_of(CASE), "templates_case", folder)
    with importable(folder):
        yield importlib.import_module("templates_case")


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
