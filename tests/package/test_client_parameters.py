"""Parameters that a client is given once are sent with the operations that list them."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import sys
from typing import Any

import pytest

from tests.package.served import ROOT

PROJECT = {"name": "X-Project", "in": "header", "x-argument": "project", "schema": {}}
RELEASE = {"name": "release", "in": "query", "x-argument": "release", "schema": {}}
DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {"title": "Listed", "version": "1"},
    "servers": [{"url": "https://listed.example"}],
    "paths": {
        f"/{name}": {
            "parameters": common,
            "get": {
                "operationId": name,
                "x-method": name,
                "parameters": parameters,
                "responses": {"204": {"description": "Done."}},
            },
        }
        for name, common, parameters in (
            ("both", [PROJECT], [RELEASE]),
            ("project", [PROJECT], []),
            ("release", [], [RELEASE]),
            ("neither", [], []),
        )
    },
}
SENT = {"both": (True, True), "project": (True, False), "release": (False, True)}
SENT["neither"] = (False, False)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A package of four operations, which list none, one or both of two parameters."""
    sys.path.insert(0, str(ROOT / "tests"))
    from tests.support.packages import (  # of the generator, which isn't there beside old libraries
        documents_of,
        write,
    )

    folder = tmp_path_factory.mktemp("listed")
    (folder / "listed.json").write_text(json.dumps(DESCRIPTION), encoding="utf-8")
    write(documents_of(folder / "listed.json"), "listed_parameters", folder)
    sys.path.insert(0, str(folder))
    importlib.import_module("listed_parameters.testing")
    yield importlib.import_module("listed_parameters")
    sys.path.remove(str(folder))


def _client(package: Any, prefix: str, fake: Any) -> Any:
    client = getattr(package, f"{prefix}ListedParameters")
    return client(project="p", release="r", http_client=fake)


@pytest.mark.parametrize("operation", SENT)
@pytest.mark.parametrize("raw", [False, True], ids=["value", "raw"])
@pytest.mark.parametrize("prefix", ["", "Async"], ids=["sync", "async"])
def test_only_where_they_are_listed(listed: Any, prefix: str, raw: bool, operation: str) -> None:
    """For the operation or for its path; an operation that doesn't list one is sent none."""
    fake = listed.testing.FakeTransport(lambda _: None)
    client = _client(listed, prefix, fake)
    call = getattr(client.with_raw_response if raw else client, operation)
    asyncio.run(call()) if prefix else call()
    (request,) = fake.requests
    assert SENT[operation] == ("x-project" in request.headers, "release=r" in request.url)


@pytest.mark.parametrize("operation", SENT)
def test_on_the_command_line(listed: Any, monkeypatch: pytest.MonkeyPatch, operation: str) -> None:
    """An option for the client is sent as the client would."""
    fake = listed.testing.FakeTransport(lambda _: None)
    module = importlib.import_module("listed_parameters._runtime.network.transports")
    monkeypatch.setattr(module, "HTTPTransport", fake.sync_transport)
    main = importlib.import_module("listed_parameters.__main__").main
    with contextlib.suppress(SystemExit):
        main([operation, "--project", "p", "--release", "r"])
    (request,) = fake.requests
    assert SENT[operation] == ("x-project" in request.headers, "release=r" in request.url)
