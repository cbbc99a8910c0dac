"""What each operation is sent of the credentials that a client holds, through a generated package.

The oracle is the text of OpenAPI: the `security` of an operation replaces that of the description;
its members are alternatives; the names in one of them are sent together; an empty one asks nothing.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from generator.cli import main
from tests.support.packages import documents_of, write
from tests.support.refusing import load
from tests.support.stub import Reply, Stub, reply
from tests.support.trees import importable

SCHEMES: dict[str, dict[str, Any]] = {
    "account": {"type": "http", "scheme": "bearer", "x-argument": "account"},
    "device": {"type": "apiKey", "in": "header", "name": "X-Device-Key"},
    "session": {"type": "apiKey", "in": "header", "name": "X-Session", "x-prefix": "Session "},
    "id": {"type": "apiKey", "in": "header", "name": "X-Id"},
    "secret": {"type": "apiKey", "in": "header", "name": "X-Secret"},
}
SENT = {
    "account": ("authorization", "Bearer account-0001"),
    "device": ("x-device-key", "device-0002"),
    "session": ("x-session", "Session session-0003"),
    "id": ("x-id", "ident-0004"),
    "secret": ("x-secret", "secret-0005"),
}
"""The header of each credential, with the value that the tests hold."""
VALUES = {name: value.rpartition(" ")[2] for name, (_, value) in SENT.items()}
SECURITY: dict[str, list[list[str]] | None] = {
    "inherited": None,
    "nobody": [],
    "anybody": [[]],
    "optional": [[], ["device"]],
    "other": [["device"]],
    "either": [["session"], ["account"]],
    "together": [["id", "secret"]],
    "mixed": [["id", "secret"], ["device"]],
    "both": [["account", "device"]],
}
"""The alternatives of each operation; `None` where the description's hold."""
OF_ALL = [["account"]]
EVERY = [set(some) for n in range(len(SENT) + 1) for some in combinations(SENT, n)]


def _required(alternatives: list[list[str]]) -> list[dict[str, list[str]]]:
    return [{name: [] for name in names} for names in alternatives]


def _description(security: Mapping[str, list[list[str]] | None]) -> dict[str, Any]:
    answer = {"200": {"description": "Done.", "content": {"application/json": {"schema": {}}}}}
    paths: dict[str, Any] = {}
    for name, alternatives in security.items():
        operation: dict[str, Any] = {"operationId": name, "x-method": name, "responses": answer}
        if alternatives is not None:
            operation["security"] = _required(alternatives)
        paths[f"/{name}"] = {"post": operation}
    schemes = {
        name: {"x-argument": f"{name}_key", "x-environment": f"CASE_{name.upper()}", **scheme}
        for name, scheme in SCHEMES.items()
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Case", "version": "1", "x-client": "Case"},
        "servers": [{"url": "https://api.example.com"}],
        "security": _required(OF_ALL),
        "paths": paths,
        "components": {"securitySchemes": schemes},
    }


def _argument(name: str) -> str:
    return "account" if name == "account" else f"{name}_key"


def _allowed(operation: str, held: set[str]) -> list[set[str]]:
    """Each set of credentials with which OpenAPI lets the operation be called."""
    alternatives = SECURITY[operation]
    alternatives = OF_ALL if alternatives is None else alternatives
    return [set(names) for names in alternatives or [[]] if held >= set(names)]


def _seen(headers: Mapping[str, str]) -> set[str]:
    """The credentials that a request carries, each with the value that is its own."""
    carried = {name for name, (header, _) in SENT.items() if header in headers}
    assert {SENT[n][0]: SENT[n][1] for n in carried} == {
        SENT[n][0]: headers[SENT[n][0]] for n in carried
    }
    assert not any(
        value in text
        for header, text in headers.items()
        for name, value in VALUES.items()
        if header != SENT[name][0]
    )
    return carried


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package of the description."""
    folder = tmp_path_factory.mktemp("security")
    (folder / "openapi.json").write_text(json.dumps(_description(SECURITY)))
    write(documents_of(folder / "openapi.json"), "secured", folder)
    with importable(folder):
        yield importlib.import_module("secured")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, direct: None) -> None:
    """No credential but those of the test."""
    for name in SCHEMES:
        monkeypatch.delenv(f"CASE_{name.upper()}", raising=False)


Call = Callable[[Any, str], Any]


def _plain(client: Any, operation: str) -> Any:
    return getattr(client, operation)()


def _raw(client: Any, operation: str) -> Any:
    return getattr(client.with_raw_response, operation)()


def _copy(client: Any, operation: str) -> Any:
    return getattr(client.with_options(max_retries=1), operation)()


async def _attempts(package: ModuleType, client: Any, call: Call) -> dict[str, bool]:
    """Whether each operation could be called; an error of ours says that it couldn't."""
    done = {}
    for operation in SECURITY:
        try:
            result = call(client, operation)
            await result if inspect.isawaitable(result) else result
        except package.ConfigurationError:
            done[operation] = False
        else:
            done[operation] = True
    return done


@pytest.mark.parametrize("call", [_plain, _raw, _copy])
@pytest.mark.parametrize("kind", ["Case", "AsyncCase"])
def test_every_call_is_sent_one_of_its_alternatives_and_nothing_else(
    package: ModuleType, stub: Stub, kind: str, call: Call
) -> None:
    """Whatever a client holds: a call carries the credentials of one alternative, or isn't sent."""

    async def every() -> None:
        for held in EVERY:
            named = {_argument(name): VALUES[name] for name in held}
            client = getattr(package, kind)(base_url=stub.url, **named)
            done = await _attempts(package, client, call)
            sent = {r.target[1:]: _seen(r.headers) for r in stub.received}
            allowed = {operation: _allowed(operation, held) for operation in SECURITY}
            assert {o: bool(some) for o, some in allowed.items()} == done
            assert {o for o, some in allowed.items() if some} == set(sent)
            assert not [o for o, carried in sent.items() if carried not in allowed[o]]
            if "device" in held:  # what isn't required is sent where it can be
                assert sent["optional"] == {"device"}
            stub.received.clear()
            closed = client.close()
            await closed if inspect.isawaitable(closed) else closed

    asyncio.run(every())


@pytest.mark.parametrize("operation", SECURITY)
def test_the_command_sends_what_the_operation_lists(
    package: ModuleType,
    stub: Stub,
    operation: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The command shows and sends the operation's credentials, and no others that are set."""
    main = importlib.import_module("secured.__main__").main
    for held in EVERY:
        for name in SCHEMES:
            monkeypatch.setenv(f"CASE_{name.upper()}", VALUES[name] if name in held else "")
        stub.received.clear()
        code = main([operation, f"--base-url={stub.url}"])
        allowed = _allowed(operation, held)
        assert (0 if allowed else 2) == code
        assert bool(allowed) == bool(stub.received)
        assert not allowed or _seen(stub.last.headers) in allowed
        capfd.readouterr()
        assert main([operation, "--dry-run", f"--base-url={stub.url}"]) == 0
        shown = {line.partition(":")[0].lower() for line in capfd.readouterr().out.splitlines()}
        carried = {name for name, (header, _) in SENT.items() if header in shown}
        assert carried in allowed if allowed else not carried


def test_the_command_offers_the_credentials_of_the_operation(
    package: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    """An option for a credential that wouldn't be sent isn't there."""
    main = importlib.import_module("secured.__main__").main
    assert main(["other", "--help"]) == 0
    told = capfd.readouterr().out
    assert "--device-key-file" in told and "--account-file" not in told


def test_what_is_missing_is_named(package: ModuleType, stub: Stub) -> None:
    """The error names the arguments and variables that the client lacks for the operation."""
    client = package.Case(base_url=stub.url, id_key=VALUES["id"])
    with pytest.raises(package.ConfigurationError) as caught:
        client.mixed()
    assert (
        "mixed needs a credential that the client doesn't hold: pass secret_key or device_key,"
        " or set CASE_SECRET or CASE_DEVICE"
    ) == str(caught.value)
    assert [] == stub.received


def test_the_command_says_which_credentials_go_together(
    package: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    """Those of one way to be let in are joined by "and", the ways by "or"."""
    main = importlib.import_module("secured.__main__").main
    assert main(["mixed"]) == 2
    assert (
        "Case needs a credential: set CASE_ID and CASE_SECRET or set CASE_DEVICE"
        " or give --id-key-file and --secret-key-file or give --device-key-file"
    ) in capfd.readouterr().err


def test_a_client_that_can_call_nothing_is_refused(tmp_path: Path) -> None:
    """Without what at least one operation takes there is no client; with it there is one."""
    secured = {name: SECURITY[name] for name in ("other", "together")}
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(_description(secured)))
    write(documents_of(path), "strictly_secured", tmp_path)
    with importable(tmp_path):
        package = importlib.import_module("strictly_secured")
    for held in ({}, {"id_key": VALUES["id"]}):
        with pytest.raises(package.ConfigurationError) as caught:
            package.Case(**held)
    assert (
        "Case needs a credential: pass device_key or secret_key,"
        " or set CASE_DEVICE or CASE_SECRET"
    ) == str(caught.value)
    assert package.Case(device_key=VALUES["device"])
    assert package.Case(id_key=VALUES["id"], secret_key=VALUES["secret"])


@pytest.mark.parametrize("ours", [False, True])
def test_alternatives_that_are_given_at_once(tmp_path: Path, stub: Stub, ours: bool) -> None:
    """The first that the description lists is sent; in a description of ours they are refused."""
    description = _description({"either": SECURITY["either"]})
    name = f"rivals_{'ours' if ours else 'theirs'}"
    if ours:
        description["info"]["x-provider"] = "default"
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(description))
    write((load(path),), name, tmp_path)
    with importable(tmp_path):
        package = importlib.import_module(name)
    both = {"account": VALUES["account"], "session_key": VALUES["session"]}
    if ours:
        with pytest.raises(package.ConfigurationError, match="exclude each other"):
            package.Case(base_url=stub.url, **both)
        return
    client = package.Case(base_url=stub.url, **both)
    client.either()
    assert _seen(stub.last.headers) == {"session"}
    client.with_options(account="other-0001").either()
    assert stub.last.headers["authorization"] == "Bearer other-0001"


def test_a_copy_keeps_the_credentials_that_it_is_not_given(package: ModuleType, stub: Stub) -> None:
    """`with_options` replaces one credential and leaves the others; the original stays as it is."""
    first = package.Case(base_url=stub.url, account=VALUES["account"])
    second = first.with_options(device_key="another-0009")
    third = second.with_options(account="later-0010")
    third.both()
    assert stub.last.headers["authorization"] == "Bearer later-0010"
    assert stub.last.headers["x-device-key"] == "another-0009"
    first.inherited()
    assert stub.last.headers["authorization"] == f"Bearer {VALUES['account']}"
    with pytest.raises(package.ConfigurationError):
        first.other()


def test_the_credential_given_last_wins(package: ModuleType, stub: Stub) -> None:
    """Where an operation takes either, a copy sends what it was given, in both directions."""
    client = package.Case(base_url=stub.url, account=VALUES["account"])
    client = client.with_options(session_key=VALUES["session"])
    client.either()
    assert _seen(stub.last.headers) == {"session"}
    client = client.with_options(account=VALUES["account"])
    client.with_options(max_retries=0).either()
    assert _seen(stub.last.headers) == {"account"}


def test_an_argument_wins_over_the_environment(
    package: ModuleType, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable fills in what isn't given, and never takes the place of what is."""
    monkeypatch.setenv("CASE_SESSION", VALUES["session"])
    monkeypatch.setenv("CASE_DEVICE", VALUES["device"])
    client = package.Case(base_url=stub.url, account=VALUES["account"])
    client.either()
    assert _seen(stub.last.headers) == {"account"}
    client.both()
    assert _seen(stub.last.headers) == {"account", "device"}


@pytest.mark.parametrize("operation", ["nobody", "anybody", "together", "optional", "inherited"])
@pytest.mark.parametrize(
    "hop", [Reply(503, b"{}"), Reply(307, b"", {"Location": "/moved"})], ids=["retry", "redirect"]
)
def test_the_next_try_is_sent_the_same(
    package: ModuleType, stub: Stub, operation: str, hop: Reply
) -> None:
    """Retries and redirects carry what the first request did."""
    stub.plays(hop, reply({}))
    held = {_argument(n): VALUES[n] for n in ("account", "device", "id", "secret")}
    client = package.Case(base_url=stub.url, follow_redirects=True, max_retries=1, **held)
    getattr(client, operation)()
    first, second = (_seen(received.headers) for received in stub.received)
    assert first == second
    assert first in _allowed(operation, {"account", "device", "id", "secret"})


def test_a_redirect_elsewhere_is_not_followed(package: ModuleType, stub: Stub) -> None:
    """Another origin sees none of several credentials."""
    with Stub() as elsewhere:
        stub.plays(Reply(307, b"", {"Location": f"{elsewhere.url}/together"}))
        client = package.Case(
            base_url=stub.url,
            follow_redirects=True,
            id_key=VALUES["id"],
            secret_key=VALUES["secret"],
        )
        with pytest.raises(package.RedirectError):
            client.together()
        assert [] == elsewhere.received


@pytest.mark.parametrize("kind", ["Case", "AsyncCase"])
def test_a_function_is_asked_for_its_own_operations_only(
    package: ModuleType, stub: Stub, kind: str
) -> None:
    """A function that returns a credential isn't called where the credential isn't sent."""
    asked: list[str] = []

    def device() -> str:
        asked.append("device")
        return VALUES["device"]

    async def calls() -> None:
        client = getattr(package, kind)(
            base_url=stub.url, account=VALUES["account"], device_key=device
        )
        await _attempts(package, client, _plain)
        closed = client.close()
        await closed if inspect.isawaitable(closed) else closed

    asyncio.run(calls())
    carried = [r for r in stub.received if "x-device-key" in r.headers]
    assert len(asked) == len(carried) == 4  # optional, other, mixed, both


def test_a_header_of_the_callers_takes_the_place(package: ModuleType, stub: Stub) -> None:
    """What a call is given as a header needn't be held, and is sent in that call alone."""
    client = package.Case(base_url=stub.url, id_key=VALUES["id"])
    client.together(extra_headers={"x-secret": VALUES["secret"]})
    assert _seen(stub.last.headers) == {"id", "secret"}
    client.nobody()
    assert _seen(stub.last.headers) == set()


def test_the_readme_says_what_each_operation_is_sent(package: ModuleType) -> None:
    """Where operations differ, the table of methods names the arguments of their credentials."""
    text = (Path(str(package.__file__)).parent / "README.md").read_text()
    rows = {row.split("`")[1]: row for row in text.splitlines() if row.startswith("| `")}
    assert "Credentials: session_key or account" in rows["either"].replace("\\", "")
    assert "Credentials: id_key and secret_key or device_key" in rows["mixed"].replace("\\", "")
    assert "Credentials: none" in rows["nobody"]


@pytest.mark.parametrize(
    ("schemes", "first"),
    [
        ({"key": "apiKey"}, {"key": []}),
        ({"pair": "basic"}, {"pair": []}),
        ({"token": "bearer", "pair": "basic"}, {"pair": [], "token": []}),
        ({"token": "bearer", "key": "apiKey"}, {"key": []}),
        ({"pair": "basic"}, None),
    ],
    ids=["key", "pair", "both", "not-the-first", "open"],
)
def test_the_readme_has_clients_that_can_be_made(
    tmp_path: Path, stub: Stub, schemes: dict[str, str], first: dict[str, list[str]] | None
) -> None:
    """Each argument is given once, a pair as two, all of a call of their types; both blocks run."""
    kinds: dict[str, Any] = {
        "apiKey": {"type": "apiKey", "in": "header", "name": "X-Key"},
        **{kind: {"type": "http", "scheme": kind} for kind in ("basic", "bearer")},
    }
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Answer"}}}
    answer = {"200": {"description": "Done.", "content": content}}
    members = {
        "texts": {"type": "array", "items": {"type": "string"}},
        "kind": {"enum": ["first", "second"]},
        "count": {"type": "integer", "minimum": 3},
        "code": {"type": "string", "pattern": "^[a-z]+$"},
        "whole": {"$ref": "#/components/schemas/Answer"},
    }
    body = {"type": "object", "properties": members, "required": [*members]}
    operation = {
        "operationId": "ask",
        "security": [first] if first else [],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": answer,
    }
    path = tmp_path / "openapi.json"
    components = {
        "securitySchemes": {name: kinds[kind] for name, kind in schemes.items()},
        "schemas": {"Answer": {"type": "object", "properties": {"text": {"type": "string"}}}},
    }
    info = {"title": "Case", "version": "1"}
    tail = {"paths": {"/ask": {"post": operation}}, "components": components}
    path.write_text(json.dumps({"openapi": "3.1.0", "info": info, **tail}))
    name = f"shown_{'_'.join(schemes)}_{'_'.join(first or ['open'])}"
    write((load(path),), name, tmp_path)
    text = (tmp_path / name / "README.md").read_text()
    blocks = [part.partition("```")[0] for part in text.split("```python\n")[1:]]
    stub.plays(reply({"text": "yes"}))
    made: dict[str, Any] = {}
    with importable(tmp_path):
        for block in blocks:
            exec(block.replace("https://example.com", stub.url), made)
        sent = json.loads(stub.last.body)
        made["client"].ask(**sent)
    assert {"texts": ["..."], "kind": "first", "count": 3, "code": "a", "whole": {}} == sent
    assert ["POST", "POST"] == [each.method for each in made["fake"].requests]


def test_no_credential_is_shown(package: ModuleType, stub: Stub) -> None:
    """Each of several credentials is masked in errors and absent from `repr`."""
    told = f"{VALUES['id']} and {VALUES['secret']}"
    stub.plays(reply({"error": {"message": told}}, 400))
    client = package.Case(base_url=stub.url, id_key=VALUES["id"], secret_key=VALUES["secret"])
    with pytest.raises(package.BadRequestError) as caught:
        client.together()
    shown = f"{caught.value!r} {vars(caught.value)} {client!r} {vars(client)}"
    assert not [value for value in VALUES.values() if value in shown]


def test_a_credential_that_is_a_parameter(tmp_path: Path, stub: Stub) -> None:
    """Where operations take `Authorization` as a parameter, those are sent what the client has."""
    path = Path(__file__).parents[1] / "cases" / "foreign_authorization" / "openapi.yaml"
    assert main(["generate", str(path), "--out", str(tmp_path), "--package", "authorized"]) == 0
    with importable(tmp_path):
        package = importlib.import_module("authorized")
    stub.plays(Reply(204, b"", {}))
    client = package.Authorized(base_url=stub.url, authorization="Token text-0123456789")
    client.create_thing()
    assert stub.last.headers["authorization"] == "Token text-0123456789"
    client.get_open()
    assert "authorization" not in stub.last.headers
    without = package.Authorized(base_url=stub.url)
    without.create_token()
    with pytest.raises(package.ConfigurationError):
        without.create_thing()
