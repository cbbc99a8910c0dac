"""Tokens that a generated client fetches for itself, from an endpoint on loopback (RFC 6749)."""

from __future__ import annotations

import asyncio
import base64
import importlib
import json
import pickle
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support.stub import Received, Reply, Stub, reply

CASE = "lower_client_credentials"
PACKAGE = "tokens_case"
ID, SECRET = "the id:1", "s3cret/with+signs 12345"


class Issuer(Stub):
    """A server that gives tokens at one path and takes only the latest one at all others."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[Received] = []
        self.called: list[Received] = []
        self.lifetime: Any = 3600
        self.grants: list[Reply] = []
        """What the token endpoint answers instead."""
        self.refuses = 0
        """How many calls are refused, whatever their token."""
        self.revoked = 0
        """Tokens up to this number are refused."""
        self.slow = 0.0
        self._lock = threading.Lock()

    def next(self, received: Received) -> Reply:
        """Record a request and return its answer."""
        with self._lock:
            if received.target == "/oauth/token":
                self.fetched.append(received)
                if self.grants:
                    return self.grants.pop(0)
                token = {"access_token": f"token-{len(self.fetched):09}", "token_type": "Bearer"}
                if self.lifetime is not None:
                    token["expires_in"] = self.lifetime
                return Reply(200, json.dumps(token).encode(), delay=self.slow)
            if received.target == "/open":
                return Reply(204, b"")
            self.called.append(received)
            kind, _, number = received.headers.get("authorization", "").partition("token-")
            fits = kind == "Bearer " and int(number) > self.revoked
            if self.refuses or not fits:
                self.refuses = max(0, self.refuses - 1)
                return reply({"error": {"message": received.headers.get("authorization")}}, 401)
            return Reply(204, b"")


@pytest.fixture
def issuer(direct: None) -> Iterator[Issuer]:
    """The server."""
    with Issuer() as running:
        yield running


@pytest.fixture(params=["sync", "async"])
def calls(package: Any, issuer: Issuer, request: pytest.FixtureRequest) -> Any:
    """Make some calls, one after the other, with one client."""

    def calling(*names: str, **given: Any) -> None:
        arguments = {"base_url": issuer.url, "client_id": ID, "client_secret": SECRET, **given}
        if request.param == "async":
            asyncio.run(awaiting(names, arguments))
            return
        with package.TokensCase(**arguments) as client:
            for name in names:
                getattr(client, name)()

    async def awaiting(names: tuple[str, ...], arguments: dict[str, Any]) -> None:
        async with package.AsyncTokensCase(**arguments) as client:
            for name in names:
                await getattr(client, name)()

    return calling


def test_a_token_is_fetched_once(calls: Any, issuer: Issuer) -> None:
    """The endpoint is asked by a form, the client known by Basic; the token serves all calls."""
    calls("list_things", "make_thing", "look")
    (asked,) = issuer.fetched
    assert (asked.method, asked.body) == (
        "POST",
        b"grant_type=client_credentials&scope=read+write",
    )
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
    kind, _, encoded = asked.headers["authorization"].partition(" ")
    # RFC 6749, section 2.3.1: both are written as in a form first.
    assert (kind, base64.b64decode(encoded)) == (
        "Basic",
        b"the+id%3A1:s3cret%2Fwith%2Bsigns+12345",
    )
    sent = [each.headers.get("authorization") for each in issuer.called]
    assert sent == ["Bearer token-000000001", "Bearer token-000000001"]


def test_nothing_is_fetched_for_nobody(calls: Any, issuer: Issuer) -> None:
    """A call that needs no credential fetches none."""
    calls("look")
    assert issuer.fetched == []


@pytest.mark.parametrize(("lifetime", "fetched"), [(3600, 1), ("3600", 1), (None, 1), (0.5, 1)])
def test_what_says_how_long(calls: Any, issuer: Issuer, lifetime: Any, fetched: int) -> None:
    """A number, a text and nothing say how long a token lives; a short life is used too."""
    issuer.lifetime = lifetime
    calls("list_things", "list_things")
    assert len(issuer.fetched) == fetched


@pytest.mark.parametrize(("passed", "fetched"), [(269.0, 1), (270.0, 2), (1000.0, 2)])
def test_a_token_is_renewed_before_its_end(package: Any, passed: float, fetched: int) -> None:
    """From thirty seconds before its end on a token isn't used any more."""
    testing = importlib.import_module("tokens_case.testing")
    clock = testing.FakeClock()
    token = {"access_token": "t" * 20, "token_type": "bearer", "expires_in": 300}
    fake = testing.FakeTransport(
        lambda sent: testing.Reply(
            token if sent.url.endswith("/token") else b"",
            status=200 if sent.url.endswith("/token") else 204,
        ),
        sources=testing.Sources(clock=clock),
    )
    client = package.TokensCase(
        base_url="https://test", client_id=ID, client_secret=SECRET, http_client=fake
    )
    client.list_things()
    clock.sleep(passed)
    client.list_things()
    assert len([sent for sent in fake.requests if sent.url.endswith("/token")]) == fetched


def test_a_refused_token_is_renewed_once(calls: Any, issuer: Issuer, package: Any) -> None:
    """After a 401 a new token is fetched, and the call sent once more; a second 401 is final."""
    issuer.refuses = 1
    calls("list_things")
    assert (len(issuer.fetched), len(issuer.called)) == (2, 2)
    issuer.refuses = 5
    with pytest.raises(package.AuthenticationError) as caught:
        calls("list_things")
    assert (len(issuer.fetched), len(issuer.called)) == (4, 4)
    told = f"{caught.value!r} {caught.value} {vars(caught.value)} {pickle.dumps(caught.value)!r}"
    assert "token-0000" not in told
    assert "***" in told


def test_threads_fetch_once(package: Any, issuer: Issuer) -> None:
    """Many threads wait for one fetch, and for one renewal."""
    issuer.slow = 0.2
    with package.TokensCase(base_url=issuer.url, client_id=ID, client_secret=SECRET) as client:
        for expected in (1, 2):
            with ThreadPoolExecutor(16) as pool:
                for done in [pool.submit(client.list_things) for _ in range(16)]:
                    done.result()
            assert len(issuer.fetched) == expected
            issuer.revoked = 1


def test_tasks_fetch_once(package: Any, issuer: Issuer) -> None:
    """Many tasks wait for one fetch; whoever is cancelled meanwhile keeps no other from it."""
    issuer.slow = 0.2

    async def many() -> None:
        given = {"base_url": issuer.url, "client_id": ID, "client_secret": SECRET}
        async with package.AsyncTokensCase(**given) as client:
            tasks = [asyncio.ensure_future(client.list_things()) for _ in range(16)]
            await asyncio.sleep(0)
            tasks[5].cancel()
            results = await asyncio.gather(*tasks, return_exceptions=True)
            assert [type(each) for each in results if each is not None] == [asyncio.CancelledError]
            assert len(issuer.fetched) == 1
            issuer.revoked = 1
            await asyncio.gather(*(client.list_things() for _ in range(16)))
            assert len(issuer.fetched) == 2

    asyncio.run(many())


@pytest.mark.parametrize(
    ("answer", "kind", "says"),
    [
        (
            reply({"error": "invalid_client", "error_description": SECRET}, 401),
            "AuthenticationError",
            r"invalid_client: \*\*\*",
        ),
        (reply({"error": "invalid_scope"}, 400), "BadRequestError", "invalid_scope"),
        (Reply(403, b"<html>"), "PermissionDeniedError", "no token could be fetched"),
        (reply({"token": "x" * 30}), "APIResponseValidationError", "holds no bearer token"),
        (
            reply({"access_token": "x" * 30, "token_type": "mac"}),
            "APIResponseValidationError",
            "holds no bearer token",
        ),
        (reply({"access_token": "x\ny" * 10}), "APIResponseValidationError", "no bearer token"),
        (reply([1]), "APIResponseValidationError", "holds no bearer token"),
        (Reply(200, b"nothing"), "APIResponseValidationError", "holds no bearer token"),
        (Reply(302, b"", {"Location": "https://elsewhere.example"}), "RedirectError", "redirect"),
    ],
)
def test_no_token(
    calls: Any, issuer: Issuer, package: Any, answer: Reply, kind: str, says: str
) -> None:
    """Whatever the endpoint answers ends in an exception of the package's, without a secret."""
    issuer.grants = [answer]
    with pytest.raises(getattr(package, kind), match=says) as caught:
        calls("list_things")
    assert (len(issuer.fetched), issuer.called) == (1, [])
    error = caught.value
    told = f"{error!r} {error} {vars(error)} {pickle.dumps(error)!r} {error.__cause__}"
    assert not [each for each in (SECRET, "x" * 30, "s3cret") if each in told]


def test_an_endpoint_that_is_busy(calls: Any, issuer: Issuer) -> None:
    """A failure that may pass is tried again, as those of the call are."""
    issuer.grants = [reply({}, 503, retry_after_ms="1")]
    calls("list_things")
    assert (len(issuer.fetched), len(issuer.called)) == (2, 1)


def test_what_is_given(package: Any) -> None:
    """The id goes with the secret, and not with a token; neither is shown or read back."""
    for given, says in (
        ({"client_id": ID}, "client_id is of no use alone: pass client_secret"),
        ({"client_id": ID, "client_secret": SECRET, "api_key": "k"}, "exclude each other"),
        ({"client_id": ID, "client_secret": ""}, "client_secret has to be a string"),
    ):
        with pytest.raises(package.ConfigurationError, match=says):
            package.TokensCase(base_url="https://test", **given)
    client = package.TokensCase(base_url="https://test", client_id=ID, client_secret=SECRET)
    assert SECRET not in f"{client!r} {vars(client)} {vars(client._session)}"
    with pytest.raises(AttributeError, match="can't be read"):
        _ = client.client_secret


def test_plain_http_elsewhere_is_refused(package: Any) -> None:
    """The secret is sent by https, but on this machine."""
    given = {"client_id": ID, "client_secret": SECRET, "base_url": "http://other.example"}
    with pytest.raises(package.ConfigurationError, match="https"):
        package.TokensCase(**given)


def test_a_token_of_the_callers(calls: Any, issuer: Issuer) -> None:
    """Whoever has a token gives that, and nothing is fetched."""
    with pytest.raises(Exception, match="401"):
        calls("list_things", client_id=None, client_secret=None, api_key="mine-0000001")
    assert issuer.fetched == []
    assert issuer.called[0].headers["authorization"] == "Bearer mine-0000001"
