"""Where calls go: operations and paths with servers of their own, through a generated package.

The oracle is OpenAPI: the servers of an operation replace those of its path, which replace those of
the description; the first counts, with the defaults of its variables; a relative address is
relative to that of the description.
"""

from __future__ import annotations

import asyncio
import importlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.support.packages import documents_of, write
from tests.support.stub import Stub
from tests.support.trees import importable


def _operation(name: str, *servers: dict[str, Any]) -> dict[str, Any]:
    written: dict[str, Any] = {
        "operationId": name,
        "x-method": name,
        "responses": {"204": {"description": "Done."}},
    }
    return {**written, **({"servers": list(servers)} if servers else {})}


def _description(
    first: Sequence[dict[str, Any]], paths: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    info = {"title": "Case", "version": "1", "x-client": "Case"}
    key = {"type": "http", "scheme": "bearer"}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": list(first),
        "security": [{"key": []}],
        "paths": paths,
        "components": {"securitySchemes": {"key": key}},
    }


def _package(folder: Path, name: str, description: dict[str, Any]) -> ModuleType:
    (folder / f"{name}.json").write_text(json.dumps(description))
    write(documents_of(folder / f"{name}.json"), name, folder)
    return importlib.import_module(name)


@pytest.fixture
def folder(tmp_path: Path, direct: None) -> Iterator[Path]:
    """Where packages of the test are imported from."""
    with importable(tmp_path):
        yield tmp_path


@pytest.fixture
def elsewhere() -> Iterator[Stub]:
    """A second server."""
    with Stub() as stub:
        yield stub


def _split(stub: Stub, elsewhere: Stub) -> dict[str, Any]:
    port = {"default": str(elsewhere.port), "description": "Where it listens."}
    holes = {"url": "http://127.0.0.1:{port}/{area}/up", "variables": {"port": port}}
    variables = {"port": port, "area": {"default": "north"}}
    return _description(
        [{"url": f"{stub.url}/{{area}}", "variables": {"area": {"default": "south"}}}],
        {
            "/plain": {"get": _operation("plain")},
            "/own": {
                "servers": [{"url": f"{elsewhere.url}/of/path/"}],
                "get": _operation("path"),
                "put": _operation("own", {"url": f"{elsewhere.url}/of/operation"}),
            },
            "/filled": {"get": _operation("filled", {**holes, "variables": variables})},
            "/relative": {"get": _operation("relative", {"url": "/v2"})},
        },
    )


def test_each_call_goes_to_its_own(folder: Path, stub: Stub, elsewhere: Stub) -> None:
    """Operation before path before description, sync and async, with the key."""
    package = _package(folder, "split", _split(stub, elsewhere))
    client = package.Case(api_key="key-0001")

    async def calls() -> None:
        other = package.AsyncCase(api_key="key-0001")
        for name in ("plain", "path", "own", "filled", "relative"):
            getattr(client, name)()
            await getattr(other, name)()

    asyncio.run(calls())
    assert [r.target for r in stub.received] == ["/south/plain"] * 2 + ["/v2/relative"] * 2
    assert [(r.method, r.target) for r in elsewhere.received[::2]] == [
        ("GET", "/of/path/own"),
        ("PUT", "/of/operation/own"),
        ("GET", "/south/up/filled"),
    ]
    received = (*stub.received, *elsewhere.received)
    assert {r.headers["authorization"] for r in received} == {"Bearer key-0001"}


def test_an_address_that_is_given_holds_for_every_call(
    folder: Path, stub: Stub, elsewhere: Stub
) -> None:
    """`base_url` is where everything goes: a test, or a proxy, sees all calls and their key."""
    package = _package(folder, "given", _split(stub, elsewhere))
    with Stub() as proxy:
        client = package.Case(api_key="key-0001", base_url=f"{proxy.url}/base")
        for name in ("plain", "own", "filled"):
            getattr(client, name)()
            getattr(client.with_options(max_retries=0), name)()
        targets = [r.target for r in proxy.received[::2]]
    assert targets == ["/base/plain", "/base/own", "/base/filled"]
    assert [] == [*stub.received, *elsewhere.received]


def test_a_variable_of_the_client_fills_them_too(folder: Path, stub: Stub, elsewhere: Stub) -> None:
    """A variable that the client's address has is one value wherever it stands."""
    package = _package(folder, "variable", _split(stub, elsewhere))
    client = package.Case(api_key="key-0001", area="west")
    client.filled()
    client.with_options(area="east").filled()
    assert [r.target for r in elsewhere.received] == ["/west/up/filled", "/east/up/filled"]


def test_the_commonest_is_the_clients_where_there_is_no_other(
    folder: Path, stub: Stub, elsewhere: Stub
) -> None:
    """Without servers of the description a client needs no address if its operations have some."""
    ours, theirs = {"url": stub.url}, {"url": elsewhere.url}
    paths = {
        "/a": {"servers": [theirs], "get": _operation("a")},
        "/b": {"servers": [ours], "get": _operation("b")},
        "/c": {"servers": [ours], "get": _operation("c")},
    }
    package = _package(folder, "commonest", _description([], paths))
    client = package.Case(api_key="key-0001")
    client.a(), client.b(), client.c()
    assert client.base_url == stub.url
    assert [r.target for r in stub.received] == ["/b", "/c"]
    assert [r.target for r in elsewhere.received] == ["/a"]
