"""Credentials that aren't a header of their own: in the query, in cookies, as user and password.

The oracles are RFC 7617 (Basic), RFC 6265 (cookies), RFC 3986 (queries) and OpenAPI's table of
security schemes, through a generated package against a server on loopback.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import logging
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.support.packages import documents_of, write
from tests.support.stub import Reply, Stub, reply
from tests.support.trees import importable

SCHEMES: dict[str, dict[str, Any]] = {
    "people": {"type": "http", "scheme": "Basic", "x-environment": "CASE_PEOPLE"},
    "address": {"type": "apiKey", "in": "query", "name": "the key", "x-argument": "address_key"},
    "biscuit": {"type": "apiKey", "in": "cookie", "name": "session", "x-argument": "biscuit"},
    "other": {"type": "http", "scheme": "Token", "x-argument": "other"},
    "open": {"type": "openIdConnect", "openIdConnectUrl": "https://x.test", "x-argument": "open"},
    "card": {"type": "mutualTLS"},
}
SECURITY: dict[str, list[list[str]]] = {
    "pair": [["people"]],
    "query": [["address"]],
    "cookie": [["biscuit"]],
    "scheme": [["other"]],
    "identity": [["open"]],
    "certificate": [["card"]],
    "all": [["people", "address", "biscuit", "card"]],
}
KEY = "a key/with&all=of it"
BASIC = "Basic " + b64encode("Zoë:p:a ßword".encode()).decode()


def _description() -> dict[str, Any]:
    answer = {"200": {"description": "Done.", "content": {"application/json": {"schema": {}}}}}
    parameters = [
        {"in": "query", "name": "page", "schema": {"type": "integer"}},
        {"in": "cookie", "name": "taste", "schema": {"type": "string"}},
    ]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Case", "version": "1", "x-client": "Case"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": {
            f"/{name}": {
                "post": {
                    "operationId": name,
                    "x-method": name,
                    "parameters": parameters,
                    "responses": answer,
                    "security": [dict.fromkeys(names, []) for names in alternatives],
                }
            }
            for name, alternatives in SECURITY.items()
        },
        "components": {"securitySchemes": SCHEMES},
    }


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package of the description."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "openapi.json").write_text(json.dumps(_description()))
    write(documents_of(folder / "openapi.json"), "elsewhere", folder)
    with importable(folder):
        yield importlib.import_module("elsewhere")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, direct: None) -> None:
    """No credential but those of the test."""
    monkeypatch.delenv("CASE_PEOPLE", raising=False)


def _client(package: ModuleType, stub: Stub, **more: Any) -> Any:
    held = {
        "username": "Zoë",
        "password": "p:a ßword",
        "address_key": KEY,
        "biscuit": "crumb-77=8",
        "other": "other-0001",
        "open": "open-0002",
    }
    return package.Case(base_url=stub.url, **{**held, **more})


@pytest.mark.parametrize(
    ("operation", "target", "authorization", "cookie"),
    [
        ("pair", "/pair", BASIC, None),
        ("query", "/query?the%20key=a%20key%2Fwith%26all%3Dof%20it", None, None),
        ("cookie", "/cookie", None, "session=crumb-77=8"),
        ("scheme", "/scheme", "Token other-0001", None),
        ("identity", "/identity", "Bearer open-0002", None),
        ("certificate", "/certificate", None, None),
        ("all", "/all?the%20key=a%20key%2Fwith%26all%3Dof%20it", BASIC, "session=crumb-77=8"),
    ],
)
def test_each_is_sent_where_its_scheme_says(
    package: ModuleType,
    stub: Stub,
    operation: str,
    target: str,
    authorization: str | None,
    cookie: str | None,
) -> None:
    """Sync and async, plain and raw: the credential is where OpenAPI puts it, and nowhere else."""
    client = _client(package, stub)
    getattr(client, operation)()
    getattr(client.with_raw_response, operation)()
    other = package.AsyncCase(
        base_url=stub.url,
        username="Zoë",
        password="p:a ßword",
        address_key=KEY,
        biscuit="crumb-77=8",
        other="other-0001",
        open="open-0002",
    )
    asyncio.run(getattr(other, operation)())
    assert {
        (r.target, r.headers.get("authorization"), r.headers.get("cookie")) for r in stub.received
    } == {(target, authorization, cookie)}


def test_they_stand_beside_what_the_call_has(package: ModuleType, stub: Stub) -> None:
    """Parameters of the query and cookies of the call stay, each once, also at the next try."""
    stub.plays(Reply(503, b"{}"), reply({}))
    _client(package, stub, max_retries=1).all(page=3, taste="salt")
    assert [(r.target, r.headers["cookie"]) for r in stub.received] == [
        ("/all?page=3&the%20key=a%20key%2Fwith%26all%3Dof%20it", "taste=salt; session=crumb-77=8")
    ] * 2


def test_what_the_caller_says_takes_their_place(package: ModuleType, stub: Stub) -> None:
    """A value of the call's own under the same name is sent in the place of the credential."""
    client = package.Case(base_url=stub.url, other="other-0001")
    client.query(extra_query={"the key": "mine"})
    client.cookie(extra_headers={"cookie": "session=mine"})
    assert stub.received[0].target == "/query?the%20key=mine"
    assert stub.received[1].headers["cookie"] == "session=mine"
    client = _client(package, stub)
    client.query(extra_query={"the key": "mine"})
    client.pair(extra_headers={"authorization": "Basic bWU6bWU="})
    assert stub.received[2].target == "/query?the%20key=mine"
    assert stub.last.headers["authorization"] == "Basic bWU6bWU="


@pytest.mark.case("S10")
def test_nothing_shows_them(
    package: ModuleType, stub: Stub, caplog: pytest.LogCaptureFixture
) -> None:
    """Errors, logs, events and `repr` hold none of them, even where the server says them again."""
    told: list[Any] = []
    caplog.set_level(logging.DEBUG)
    echo = {"error": f"{KEY} {BASIC} p:a ßword crumb-77=8 a%20key%2Fwith%26all%3Dof%20it"}
    stub.plays(reply(echo, status=400))
    client = _client(
        package, stub, on_request=told.append, on_response=told.append, on_retry=told.append
    )
    with pytest.raises(package.BadRequestError) as caught:
        client.all()
    error = caught.value
    seen = " ".join(
        [str(error), repr(error), str(error.body), repr(vars(error)), caplog.text, repr(told)]
        + [repr(client), str(error.request.url), repr(error.request.headers)]
    )
    for secret in (KEY, "a%20key", BASIC[6:], "p:a ßword", "crumb-77"):
        assert secret not in seen


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({"password": "alone"}, "password is of no use alone: pass username with it"),
        ({"username": "a:b"}, "username and password holds a character that can't be sent"),
        ({"username": "a\n"}, "username and password holds a character that can't be sent"),
        ({"username": 7}, "username and password has to be a string, not int"),
        ({"biscuit": "a;b"}, "the credential from biscuit holds a character that no cookie can"),
        ({"biscuit": "a b"}, "the credential from biscuit holds a character that no cookie can"),
        ({"address_key": ""}, "the credential from address_key is empty"),
    ],
)
def test_what_cannot_be_sent_is_refused(
    package: ModuleType, held: dict[str, Any], said: str
) -> None:
    """The constructor names the argument and never shows what it holds."""
    with pytest.raises(package.ConfigurationError, match=said):
        package.Case(**held)


def test_a_user_without_a_password(package: ModuleType, stub: Stub) -> None:
    """A name alone is sent with an empty password, as RFC 7617 has it."""
    package.Case(base_url=stub.url, username="key-0001").pair()
    assert stub.last.headers["authorization"] == f"Basic {b64encode(b'key-0001:').decode()}"


def test_both_come_from_one_variable(
    package: ModuleType, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable of the environment holds name and password, with a colon between them."""
    monkeypatch.setenv("CASE_PEOPLE", "Zoë:p:a ßword")
    package.Case(base_url=stub.url).pair()
    assert stub.last.headers["authorization"] == BASIC


def test_the_command_sends_and_masks_them(
    package: ModuleType, stub: Stub, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Name and password are two options; a dry run shows where each goes and no value."""
    main = importlib.import_module("elsewhere.__main__").main
    (tmp_path / "word").write_text("p:a ßword\n")
    (tmp_path / "key").write_text(KEY)
    (tmp_path / "biscuit").write_text("crumb-77=8")
    options = [
        *(
            "all",
            f"--base-url={stub.url}",
            "--username=Zoë",
            f"--password-file={tmp_path / 'word'}",
        ),
        *(f"--address-key-file={tmp_path / 'key'}", f"--biscuit-file={tmp_path / 'biscuit'}"),
    ]
    assert main([*options, "--dry-run"]) == 0
    shown = capfd.readouterr().out
    assert "the%20key=***" in shown and "Authorization: Basic ***" in shown
    assert "session=***" in shown and "crumb" not in shown
    assert main(options) == 0
    assert stub.last.headers["authorization"] == BASIC
    assert stub.last.target.endswith("a%20key%2Fwith%26all%3Dof%20it")
