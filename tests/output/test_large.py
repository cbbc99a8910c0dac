"""Descriptions of many operations: a module for each resource, imported when it is used."""

from __future__ import annotations

import asyncio
import importlib
import json
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.languages.python.naming import module_name
from generator.languages.python.plan.resources import TOGETHER
from tests.support.packages import documents_of, write

THING = {"type": "object", "properties": {"id": {"type": "string"}}}
ANSWER = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
DONE = {"200": {"description": "It.", **ANSWER}}


def described(count: int) -> dict[str, Any]:
    """Return a description of so many operations: two resources, one within another, and more."""
    paths: dict[str, Any] = {
        "/models": {"get": {"operationId": "listModels", "responses": DONE}},
        "/models/{id}/parts": {
            "get": {
                "operationId": "listParts",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": DONE,
            }
        },
        "/a/b-c": {"get": {"operationId": "readOne", "responses": DONE}},
        "/a-b/c": {"get": {"operationId": "readOther", "responses": DONE}},
    }
    for number in range(count - len(paths)):
        name = f"/many/more{'x' * number}"
        paths[name] = {"post": {"operationId": f"make{number}", "responses": DONE}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Large", "version": "1"},
        "servers": [{"url": "https://large.example"}],
        "paths": paths,
        "components": {"schemas": {"Thing": THING}},
    }


def written(folder: Path, name: str, count: int) -> Path:
    """Write the package of such a description, and return its folder."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps(described(count)))
    write(documents_of(path), name, folder)
    return folder / name


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder that holds the package `large_api`, which can be imported."""
    place = tmp_path_factory.mktemp("large")
    written(place, "large_api", TOGETHER + 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(place))
        yield place


def modules(package: Path) -> set[str]:
    """Return the modules that resources have for themselves."""
    return {path.stem for path in (package / "default").glob("resource_*.py")}


def test_small_ones_are_one_module(tmp_path: Path) -> None:
    """Up to a number of operations the clients are one module."""
    assert modules(written(tmp_path, "small_api", TOGETHER)) == set()


def test_each_resource_has_a_module(folder: Path) -> None:
    """The attributes that lead to a resource name its module; what would be alike is told apart."""
    there = modules(folder / "large_api")
    assert {"resource_models", "resource_models_parts", "resource_many"} <= there
    assert {"resource_a", "resource_a_b", "resource_a_b_c", "resource_a_b_c_2"} <= there


def test_names_of_modules_have_an_end() -> None:
    """However long the path of a resource is, its module is a file on every system."""
    assert module_name("part_" * 60) == "part_" * 20


def test_only_what_is_used_is_imported(folder: Path) -> None:
    """A call imports the modules on its way, and no other one of a resource."""
    code = """
import sys
import large_api
from large_api.testing import FakeTransport
client = large_api.LargeApi(http_client=FakeTransport({"id": "1"}))
before = [name for name in sys.modules if ".resource_" in name]
assert client.models.parts.list(id="x").id == "1"
print(before, sorted(name.rpartition(".")[2] for name in sys.modules if ".resource_" in name))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert done.stdout == "[] ['resource_models', 'resource_models_parts']\n", done.stderr


def test_one_half_is_imported_without_the_other(folder: Path) -> None:
    """The sync client and its resources are used without a module of the async ones."""
    code = """
import sys
import large_api
from large_api.testing import FakeTransport
with large_api.LargeApi(http_client=FakeTransport({"id": "1"})) as client:
    assert client.with_raw_response.models.list().parse().id == "1"
print([name for name in sys.modules if ".async_" in name])
from large_api import AsyncLargeApi
print([name for name in sys.modules if ".async_" in name], AsyncLargeApi.__name__)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert done.stdout == "[]\n['large_api.default.async_client'] AsyncLargeApi\n", done.stderr


def test_tables_of_many_methods_in_one_place(tmp_path: Path) -> None:
    """What stands on the client itself has its tables in as many modules as it takes, by name."""
    names = [f"send{chr(ord('A') + n // 26)}{chr(ord('a') + n % 26)}" for n in range(81)]
    methods = {f"/{name}": {"post": {"operationId": name, "responses": DONE}} for name in names}
    path = tmp_path / "flat.json"
    path.write_text(json.dumps(described(4) | {"paths": methods}))
    write(documents_of(path), "many_flat", tmp_path)
    tables = tmp_path / "many_flat" / "default" / "operations"
    counts = {each.stem: each.read_text().count(" = Operation(") for each in tables.iterdir()}
    assert counts == {
        "__init__": 0,
        "client_from_send_a": 26,
        "client_from_send_b": 26,
        "client_from_send_c": 29,
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(tmp_path))
        package: Any = importlib.import_module("many_flat")
        fake = importlib.import_module("many_flat.testing").FakeTransport({"id": "1"}, {"id": "2"})
        client = package.ManyFlat(http_client=fake)
        assert (client.send_aa().id, client.send_dc().id) == ("1", "2")
    assert [request.url.rpartition("/")[2] for request in fake.requests] == ["sendAa", "sendDc"]


def test_calls_of_every_kind(folder: Path) -> None:
    """Methods call the same operations, with both clients and with answers as they came."""
    package: Any = importlib.import_module("large_api")
    fake = importlib.import_module("large_api.testing").FakeTransport(*[{"id": "1"}] * 4)
    client = package.LargeApi(http_client=fake)
    assert client.models.list().id == client.with_raw_response.models.list().parse().id == "1"
    assert client.models.with_raw_response.parts.list(id="y").parse().id == "1"
    urls = [request.url.removeprefix("https://large.example") for request in fake.requests]
    assert urls == ["/models", "/models", "/models/y/parts"]

    async def once() -> str:
        async with package.AsyncLargeApi(http_client=fake) as other:
            return str((await other.a.b_c.read()).id)

    assert asyncio.run(once()) == "1"


def test_hints_can_be_read(folder: Path) -> None:
    """What type checkers import, `typing` finds as well."""
    client = importlib.import_module("large_api.default.client").LargeApi
    parts = importlib.import_module("large_api.default.resource_models_parts").ModelsParts
    models = typing.get_type_hints(client.models._make)["return"]
    assert typing.get_type_hints(models.parts._make)["return"] is parts
    assert typing.get_type_hints(parts.list)["id"] is str
