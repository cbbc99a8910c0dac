"""Who is calling: where the credential comes from, and that it never shows."""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import pickle
import pprint
import traceback
from typing import Any

import pytest
from _runtime.vocabulary.errors import APIError, APITimeoutError, ConfigurationError
from _runtime.vocabulary.provider import Credential

from tests.support.frames import chain
from tests.support.scripted_network import sources
from tests.support.small_api import FOLDER, GOOD, KEY, OPEN, PLAIN, TENANT, TOKEN, Driver
from tests.support.stub import Reply, Stub, reply

TRANSPORTS = 2

ENDPOINT = {"tenant_endpoint": "https://tenant.example"}
BAD_KEYS = {
    "newline": f"{KEY}\n",
    "carriage return": f"{KEY}\r\nX-Other: 1",
    "nul": f"{KEY}\x00",
    "control": f"{KEY}\x1b",
    "space before": f" {KEY}",
    "space after": f"{KEY} ",
    "dash": f"{KEY}\u2013",
    "byte order mark": f"\ufeff{KEY}",
    "latin-1": f"{KEY}é",
    "empty": "",
    "blank": "   ",
    "bytes": KEY.encode(),
    "number": 12345678,
}


def _shown(error: BaseException) -> str:
    """All that an exception and its chain show in any way."""
    parts = [
        (repr(e), str(e), e.args, vars(e), getattr(e, "__notes__", None)) for e in chain(error)
    ]
    return repr(parts) + "".join(traceback.format_exception(error))


@pytest.mark.parametrize(
    ("provider", "environment", "name", "value"),
    [
        (PLAIN, {"PLAIN_API_KEY": KEY}, "authorization", f"Bearer {KEY}"),
        (TENANT, {"TENANT_API_KEY": KEY}, "api-key", KEY),
        (TENANT, {"TENANT_TOKEN": TOKEN}, "authorization", f"Bearer {TOKEN}"),
        (TENANT, {"TENANT_API_KEY": KEY, "TENANT_TOKEN": TOKEN}, "api-key", KEY),
        (FOLDER, {"FOLDER_API_KEY": "", "FOLDER_TOKEN": TOKEN}, "authorization", f"Bearer {TOKEN}"),
        (PLAIN, {"PLAIN_API_KEY": KEY, "PLAIN_ORG_ID": "org"}, "plain-organization", "org"),
    ],
)
def test_environment_is_read_in_the_order_of_the_table(
    driver: Driver,
    stub: Stub,
    monkeypatch: pytest.MonkeyPatch,
    provider: Any,
    environment: dict[str, str],
    name: str,
    value: str,
) -> None:
    """Without an argument the variables of the table are read; an empty one counts as not set."""
    for variable, text in environment.items():
        monkeypatch.setenv(variable, text)
    stub.plays(reply(GOOD))
    driver.make(driver.client(provider, base_url=stub.url))
    assert value == stub.last.headers[name]


@pytest.mark.case("N20")
def test_explicit_argument_wins_over_the_environment(
    driver: Driver, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An explicit credential is the one that is sent, whatever the environment holds."""
    monkeypatch.setenv("TENANT_API_KEY", "from-the-environment")
    stub.plays(reply(GOOD))
    driver.make(driver.client(TENANT, base_url=stub.url, token=TOKEN))
    assert f"Bearer {TOKEN}" == stub.last.headers["authorization"]
    assert "api-key" not in stub.last.headers


@pytest.mark.case("N20")
@pytest.mark.parametrize(
    ("provider", "arguments", "message"),
    [
        (TENANT, {"api_key": KEY, "token": TOKEN}, "api_key and token exclude each other"),
        (TENANT, {"token": TOKEN, "token_provider": lambda: TOKEN}, "token and token_provider"),
        (FOLDER, {"api_key": KEY, "iam_token": TOKEN}, "api_key and iam_token"),
    ],
)
def test_two_explicit_credentials_are_an_error(
    driver: Driver, provider: Any, arguments: dict[str, Any], message: str
) -> None:
    """Two explicit credentials are refused at construction, by name and without their values."""
    error = driver.fails(
        ConfigurationError, driver.client, provider, base_url="https://h", **arguments
    )
    assert message in str(error)
    assert KEY not in str(error) and TOKEN not in str(error)


@pytest.mark.case("N19")
@pytest.mark.parametrize(
    ("provider", "arguments", "names"),
    [
        (PLAIN, {}, "Plain needs a credential: pass api_key, or set PLAIN_API_KEY"),
        (
            TENANT,
            ENDPOINT,
            (
                "Tenant needs a credential: pass api_key or token or token_provider,"
                " or set TENANT_API_KEY or TENANT_TOKEN"
            ),
        ),
        (PLAIN, {"api_key": None}, "Plain needs a credential"),
    ],
)
def test_no_credential_is_an_error_at_construction(
    driver: Driver, provider: Any, arguments: dict[str, Any], names: str
) -> None:
    """Without a credential the constructor names the arguments and variables that would do."""
    assert names in driver.refusal(provider, **arguments)


def test_a_missing_credential_is_fine_where_calls_may_be_anonymous(
    driver: Driver, stub: Stub
) -> None:
    """A provider that also serves anonymous calls gets them when no credential is given."""
    stub.plays(reply(GOOD))
    either = dataclasses.replace(PLAIN, security=((("key",), ()),))
    driver.make(driver.client(either, base_url=stub.url))
    assert "authorization" not in stub.last.headers


@pytest.mark.case("N19", "S06", "S07")
@pytest.mark.parametrize("kind", BAD_KEYS)
def test_bad_key_is_refused_without_being_shown(driver: Driver, kind: str) -> None:
    """A key that can't be sent is refused at construction; no part of it is in the error."""
    error = driver.fails(ConfigurationError, driver.client, PLAIN, api_key=BAD_KEYS[kind])
    assert "the credential from api_key" in str(error)
    assert KEY not in repr((error.args, vars(error), error.__cause__, error.__context__))
    assert error.__cause__ is None and error.__context__ is None


@pytest.mark.case("S06")
def test_the_position_is_told(driver: Driver) -> None:
    """The error says where the offending character stands."""
    error = driver.fails(ConfigurationError, driver.client, PLAIN, api_key="abc\ndef")
    assert "the credential from api_key holds a control character at position 3" == str(error)


@pytest.mark.case("N19")
@pytest.mark.parametrize("kind", [k for k in BAD_KEYS if k not in ("empty", "bytes", "number")])
def test_bad_key_in_the_environment_names_the_variable(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """A bad key from the environment is refused under the variable's name."""
    if kind == "nul":
        pytest.skip("an environment variable can't hold it")
    monkeypatch.setenv("PLAIN_API_KEY", str(BAD_KEYS[kind]))
    error = driver.fails(ConfigurationError, driver.client, PLAIN)
    assert "the credential from PLAIN_API_KEY" in str(error)
    assert KEY not in str(error)


@pytest.mark.case("N21")
def test_other_providers_variables_are_not_read(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key in the environment goes to no provider but its own."""
    monkeypatch.setenv("PLAIN_API_KEY", KEY)
    driver.fails(ConfigurationError, driver.client, TENANT, **ENDPOINT)
    driver.fails(ConfigurationError, driver.client, FOLDER)


@pytest.mark.case("N21")
def test_explicit_base_url_is_consent(
    driver: Driver, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An explicit base_url means that this provider's environment key may be sent there."""
    monkeypatch.setenv("PLAIN_API_KEY", KEY)
    stub.plays(reply(GOOD))
    driver.make(driver.client(PLAIN, base_url=stub.url))
    assert f"Bearer {KEY}" == stub.last.headers["authorization"]


def test_a_callable_is_asked_for_each_call(driver: Driver, stub: Stub) -> None:
    """A callable key is asked anew for each call, and not at construction."""
    keys = iter(["key-one", "key-two"])
    stub.plays(reply(GOOD))
    client = driver.client(PLAIN, api_key=lambda: next(keys), base_url=stub.url)
    driver.make(client)
    driver.make(client)
    assert ["Bearer key-one", "Bearer key-two"] == [
        r.headers["authorization"] for r in stub.received
    ]


def test_an_async_callable_is_awaited_by_the_async_client(driver: Driver, stub: Stub) -> None:
    """A coroutine function works with the async client; the sync one says to use that."""

    async def key() -> str:
        return KEY

    stub.plays(reply(GOOD))
    client = driver.client(PLAIN, api_key=key, base_url=stub.url)
    if driver.kind == "sync":
        assert "use the async client" in str(driver.error(client))
        assert [] == stub.received
    else:
        driver.make(client)
        assert f"Bearer {KEY}" == stub.last.headers["authorization"]


@pytest.mark.case("N22")
@pytest.mark.parametrize("value", [None, b"bytes", "", f"{KEY}\r\n", f"{KEY}\u2013"])
def test_a_callable_with_a_bad_answer(driver: Driver, stub: Stub, value: Any) -> None:
    """What a callable returns is checked like a key; nothing is sent, nothing shown."""
    client = driver.client(PLAIN, api_key=lambda: value, base_url=stub.url)
    error = driver.error(client)
    assert isinstance(error, ConfigurationError)
    assert KEY not in _shown(error)
    assert [] == stub.received


@pytest.mark.case("N22", "S15")
@pytest.mark.parametrize("deferred", [False, True])
def test_a_callable_that_raises(driver: Driver, stub: Stub, deferred: bool) -> None:
    """A callable's exception is named by its class only: its text may hold the token."""

    def key() -> str:
        raise RuntimeError(f"no luck with {TOKEN}")

    async def later() -> str:
        return key()

    if deferred and driver.kind == "sync":
        pytest.skip("a sync client has no use for coroutine functions")
    error = driver.error(driver.client(PLAIN, api_key=later if deferred else key))
    assert isinstance(error, ConfigurationError)
    assert "api_key raised RuntimeError when it was called" == str(error)
    assert error.__cause__ is None and error.__context__ is None


@pytest.mark.case("N22")
@pytest.mark.network
def test_a_callable_that_does_not_return(driver: Driver, stub: Stub) -> None:
    """Waiting for a credential is part of the call: it ends in time, and nothing was sent."""
    if driver.kind == "sync":
        pytest.skip("a function that blocks can't be interrupted")
    cancelled: list[bool] = []

    async def key() -> str:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.append(True)
            raise
        return KEY

    client = driver.client(PLAIN, api_key=key, base_url=stub.url, timeout=0.05)
    error = driver.error(client)
    assert isinstance(error, APITimeoutError)
    assert not error.sent
    assert "api_key didn't return in time; nothing was sent" == str(error)
    assert error.__cause__ is None and error.__context__ is None
    assert [True] == cancelled and [] == stub.received


@pytest.mark.case("S01", "S02")
@pytest.mark.parametrize("argument", [KEY, lambda: KEY])
def test_no_key_in_anything_that_shows_a_client(driver: Driver, argument: Any) -> None:
    """repr, str, format, vars and pretty printing of a client and of its parts hold no key."""
    client = driver.client(PLAIN, api_key=argument, default_headers={"Authorization": f"X {KEY}"})
    inner = [getattr(part, "__dict__", None) for part in vars(client).values()]
    shown = [repr(client), str(client), f"{client}", repr(vars(client)), pprint.pformat(inner)]
    assert KEY not in "".join(shown)
    assert "https://plain.example/v1" in repr(client)


@pytest.mark.case("S03")
@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, pickle.dumps])
def test_clients_are_neither_copied_nor_pickled(driver: Driver, duplicate: Any) -> None:
    """Copying or pickling a client, or its configuration, is refused with a clear TypeError."""
    client = driver.client(PLAIN, api_key=KEY)
    with pytest.raises(TypeError, match="pickled"):
        duplicate(client)
    with pytest.raises(TypeError, match="pickled"):
        duplicate(client._session._configuration.keyring._secrets["key"])


@pytest.mark.case("S04", "S12")
@pytest.mark.parametrize(
    ("provider", "argument"), [(PLAIN, "api_key"), (TENANT, "api_key"), (FOLDER, "iam_token")]
)
@pytest.mark.parametrize(
    "answer",
    [
        Reply(401, f'{{"error":{{"message":"no such key: {KEY}","code":"{KEY}"}}}}'.encode()),
        Reply(500, f"<p>Authorization: Bearer {KEY}</p>".encode(), {"X-Echo": f"Api-Key {KEY}"}),
        Reply(200, f'["{KEY}"]'.encode()),
        Reply(302, b"", {"Location": f"https://elsewhere.example/?key={KEY}"}),
        Reply(drop=True),
    ],
    ids=["error", "text", "list", "redirect", "no answer"],
)
def test_no_key_in_any_exception(
    driver: Driver, stub: Stub, provider: Any, argument: str, answer: Reply
) -> None:
    """No exception, nor anything that hangs on it, holds the key, even if the server repeats it."""
    stub.plays(answer)
    error = driver.error(driver.client(provider, base_url=stub.url, **{argument: KEY}))
    assert isinstance(error, APIError)
    assert KEY not in _shown(error)
    assert KEY.encode() not in pickle.dumps(error)


@pytest.mark.case("S11")
def test_a_credential_is_hidden_whatever_its_header_is_called(driver: Driver, stub: Stub) -> None:
    """The header of the credential may have any name; its value is masked all the same."""
    credential = Credential(name="key", arguments=("api_key",), wire="X-Caller")
    provider = dataclasses.replace(PLAIN, credentials=(credential,))
    stub.plays(Reply(400, f"who is {KEY}?".encode()))
    error = driver.error(driver.client(provider, api_key=KEY, base_url=stub.url))
    assert KEY == stub.last.headers["x-caller"]
    assert ("who is ***?", b"who is ***?") == (error.message, error.raw)


@pytest.mark.case("S04")
def test_no_key_in_a_connection_error(driver: Driver) -> None:
    """An exception of the network layer, which holds the request, is neither cause nor context."""
    client = driver.client(PLAIN, api_key=KEY, base_url="http://127.0.0.1:1")
    error = driver.error(client)
    assert error.__cause__ is None and error.__context__ is None
    assert KEY not in _shown(error)


@pytest.mark.case("S05")
@pytest.mark.parametrize(
    "answer", [Reply(401, KEY.encode()), Reply(200, b"", {"X-Echo": KEY}), Reply(drop=True)]
)
def test_no_key_in_the_locals_of_a_traceback(driver: Driver, stub: Stub, answer: Reply) -> None:
    """Tools that print the locals of each frame find only objects that mask what they hold."""
    stub.plays(answer)
    error = driver.error(driver.client(PLAIN, api_key=KEY, base_url=stub.url))
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    ours = [frame for frame in frames if "_runtime" in frame.f_code.co_filename]
    assert len(ours) >= 2
    assert KEY not in repr([frame.f_locals for frame in ours])


@pytest.mark.case("P14")
def test_two_keys_cannot_be_told_apart(driver: Driver, stub: Stub) -> None:
    """Runs with two different keys look the same from outside."""
    stub.plays(Reply(403, b'{"error": {"message": "no"}}'))
    seen = []
    for key in (KEY, TOKEN):
        client = driver.client(PLAIN, api_key=key, base_url=stub.url, sources=sources())
        seen.append((repr(client), _shown(driver.error(client)).replace(hex(id(client)), "")))
    assert seen[0] == seen[1]


def test_an_open_provider_reads_no_key(driver: Driver) -> None:
    """A provider without credentials needs none."""
    assert "https://open.example" == driver.client(OPEN).base_url
