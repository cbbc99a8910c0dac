"""What can be seen of a call from outside: logs, and everything else that a key could leak into."""

from __future__ import annotations

import copy
import dataclasses
import io
import logging
import pickle
import pprint
import re
import traceback
import warnings
from typing import Any

import httpx2
import pytest
from _runtime.call import logs
from _runtime.setup.credentials import Secret
from _runtime.transport.protocol import Response
from _runtime.vocabulary.errors import APIError
from _runtime.vocabulary.provider import ClientRequestId
from _runtime.vocabulary.ratelimits import RateLimitHeaders

from tests.support.scripted_network import Watch, answer, sources, wired
from tests.support.small_api import GOOD, KEY, MAKE, PLAIN, READ, TENANT, TOKEN, Driver
from tests.support.stub import Reply, Stub, reply

TRANSPORTS = 2

BODY = b'{"id": "thing-1", "count": 2, "object": "thing"}'
FULL = dataclasses.replace(
    PLAIN,
    client_request_id=ClientRequestId(header="X-Call-Id", form="text"),
    rate_limits=(RateLimitHeaders(name="calls", remaining="x-left"),),
)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that any logger says, from DEBUG on."""
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.mark.case("S08")
def test_lines_of_a_call(driver: Driver, log: pytest.LogCaptureFixture) -> None:
    """A line for each request, answer and retry tells how it goes, and nothing of what is in it."""
    steps = (
        answer(503, b'{"error": {"message": "prompt text", "code": "busy\\nforged line"}}'),
        answer(200, BODY, x_request_id="req-9", x_left="5", set_cookie="session=1"),
    )
    client, _ = wired(driver, *steps, provider=FULL, takes=0.25, organization="org-secret")
    driver.make(client, extra_headers={"X-Own": "own value"}, extra_query={"q": "own query"})
    call = "00000000-0000-4000-8000-000000000001"
    sent = (
        "headers [Accept=application/json User-Agent={agent} Content-Type=application/json"
        f" Plain-Organization=*** X-Own=*** X-Call-Id={call}-"
    )
    records = [record for record in log.records if record.name != "asyncio"]
    lines = [re.sub(r"User-Agent=\S+ \S+", "User-Agent={agent}", r.getMessage()) for r in records]
    lines = [
        line.replace(" Authorization=***", "").replace("Authorization=*** ", "") for line in lines
    ]
    assert [
        f"make: try 1: POST /things/make, query [q=***], {sent}1]",
        "make: try 1: status 503 after 0.250 s, request id None, "
        "headers [content-type=application/json]",
        "make: try 1 failed "
        "(InternalServerError, status 503, code 'busy\\nforged line', request id None),"
        " the next one is in 1.000 s",
        f"make: try 2: POST /things/make, query [q=***], {sent}2]",
        "make: try 2: status 200 after 0.250 s, request id 'req-9', headers"
        " [content-type=application/json x-request-id=req-9 x-left=5 set-cookie=***]",
    ] == lines
    assert {"_runtime"} == {record.name for record in records}


@pytest.mark.case("S08")
def test_a_line_is_short_whatever_the_server_says(
    driver: Driver, log: pytest.LogCaptureFixture
) -> None:
    """A code of the server's that is a text of any length isn't logged whole."""
    error = b'{"error": {"message": "m", "code": "%s"}}' % (b"c" * 100_000)
    client, _ = wired(driver, answer(503, error), answer(200, BODY))
    driver.make(client)
    assert max(len(line) for line in log.messages) < 1000
    assert any("code 'cccc" in line for line in log.messages)


@pytest.mark.case("S08")
def test_path_values_are_not_logged(driver: Driver, log: pytest.LogCaptureFixture) -> None:
    """The path is shown with its holes."""
    client, network = wired(driver, answer(200, BODY))
    driver.call(client, READ, {"group": "patients", "name": "jane"})
    assert network.requests[0].url.endswith("/groups/patients/things/jane")
    assert "GET /groups/{group}/things/{name}" in log.text
    assert "patients" not in log.text and "jane" not in log.text


def test_query_names_are_shown_by_a_list(driver: Driver, log: pytest.LogCaptureFixture) -> None:
    """The values of the provider's own query parameters are shown, no others."""
    client, _ = wired(
        driver, answer(200, BODY), provider=TENANT, api_version="preview",
        tenant_endpoint="https://t.example", default_query={"sig": "signature-1"},
    )  # fmt: skip
    driver.make(client)
    assert "query [api-version=preview sig=***]" in log.text and "signature-1" not in log.text


def test_the_end_of_a_call_is_logged(driver: Driver, log: pytest.LogCaptureFixture) -> None:
    """A call that isn't tried again says why."""
    client, _ = wired(driver, answer(501))
    driver.error(client)
    last = "make: try 1 failed (InternalServerError), no other follows: trying again can't help"
    assert last == log.messages[-1]


def test_nothing_is_printed_unasked(driver: Driver, capfd: pytest.CaptureFixture[str]) -> None:
    """Without a configuration of logging, failures and retries write nothing."""
    client, _ = wired(driver, answer(503))
    driver.error(client)
    assert ("", "") == capfd.readouterr()


@pytest.mark.case("S09")
@pytest.mark.parametrize("own", [False, True])
def test_what_the_network_libraries_log(
    driver: Driver, stub: Stub, log: pytest.LogCaptureFixture, own: bool
) -> None:
    """Their lines with whole URLs and all headers are held back for our calls alone."""
    stub.plays(reply(GOOD, x_echo=f"Bearer {KEY}"))
    kind = httpx2.Client if driver.kind == "sync" else httpx2.AsyncClient
    lent = {"http_client": driver.keep(kind())} if own else {}
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url, **lent)
    driver.make(client, extra_query={"q": "private words"})
    assert "private" in stub.last.target
    assert [logs.LOGGER.name] * 2 == [each.name for each in log.records if each.name != "asyncio"]
    assert "private" not in log.text and KEY not in log.text
    with httpx2.Client() as other:
        other.get(f"{stub.url}/of-another")
    assert "/of-another" in log.text and "receive_response_headers.complete" in log.text


# --- P14 -----------------------------------------------------------------------------------------


def _error(code: str, message: str = "no") -> bytes:
    return b'{"error": {"code": "%s", "message": "%s"}}' % (code.encode(), message.encode())


def _echo(status: int) -> Any:
    """Return a step that answers with all that it was sent, in body and headers."""

    def step(request: Any) -> Response:
        headers = dict(request.headers)
        said = headers.get("Authorization", headers.get("api-key", "none"))
        text = repr(headers).replace('"', "'").encode()
        body = b'{"error": {"code": "%s", "message": "%s"}}' % (said.encode(), text)
        return answer(status, body, x_echo=said, x_request_id=said)

    return step


SCENARIOS: dict[str, tuple[Any, ...]] = {
    "refused": (answer(401, _error("bad_key")),),
    "tried again": (answer(503), answer(429, retry_after="2"), answer(200, BODY)),
    "used up": (answer(429, _error("quota_used_up")),),
    "echoed": (_echo(400),),
    "echoed and tried again": (_echo(503),),
    "redirected": (answer(307, location="https://elsewhere.example/"),),
    "misfit": (answer(200, b"<p>login</p>"),),
}


def _frames(error: BaseException) -> str:
    shown = [repr(frame.f_locals) for frame, _ in traceback.walk_tb(error.__traceback__)
             if "/_runtime/" in frame.f_code.co_filename]  # fmt: skip
    return "\n".join(shown)


def _seen_of(thing: Any) -> str:
    """Return everything that an object shows of itself."""
    parts = [repr(thing), str(thing), f"{thing}", pprint.pformat(thing), repr(vars(thing))]
    for way in (pickle.dumps, copy.copy, copy.deepcopy, dataclasses.asdict):
        try:
            parts.append(repr(way(thing)))
        except TypeError as refused:
            parts.append(str(refused))
    return "\n".join(parts)


def _observed(kind: Any, key: str, script: tuple[Any, ...], provider: Any) -> str:
    """Return all that can be seen from outside while a call is made with a key."""
    driver, out = Driver(kind), io.StringIO()
    handler = logging.StreamHandler(out)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    events: list[Any] = []
    hooks = {f"on_{name}": events.append for name in ("request", "response", "retry")}
    settings = {"tenant_endpoint": "https://t.example"} if provider is TENANT else {}
    parts = []
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        client, _ = wired(
            driver, *script, provider=provider, api_key=key, sources=sources(Watch()),
            default_headers={"X-Auth-Token": f"{key}-more"}, **hooks, **settings,
        )  # fmt: skip
        try:
            result = driver.result(client._session.call_raw(MAKE, {"model": "m"}))
            parts += [_seen_of(result), _seen_of(result.parse())]
            parts += [repr(dataclasses.asdict(result.http_response))]
        except APIError as error:
            chain = "".join(traceback.format_exception(error))
            assert error.__cause__ is None and error.__context__ is None
            parts += [_seen_of(error), chain, _frames(error), repr(error.args)]
            kept = [each for each in (error.request, error.response) if each is not None]
            parts += [repr(dataclasses.asdict(each)) for each in kept]
        configuration = client._session._configuration
        parts += [_seen_of(client), repr(configuration), str(configuration.keyring)]
    root.removeHandler(handler)
    root.setLevel(level)
    driver.finish()
    text = "\n".join([*parts, *map(repr, events), *map(str, warned), out.getvalue()])
    return re.sub(r"0x[0-9a-f]+", "0x", text)


@pytest.mark.case("P14", "S01", "S05", "S12", "S16", "S21", "S23")
@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("provider", [PLAIN, TENANT, FULL], ids=["plain", "tenant", "full"])
def test_two_keys_look_the_same(kind: Any, name: str, provider: Any) -> None:
    """Logs, events, exceptions, objects and warnings are the same whichever key is used."""
    first, second = (_observed(kind, key, SCENARIOS[name], provider) for key in (KEY, TOKEN))
    assert first == second
    assert KEY not in first and KEY[-4:] not in first


@pytest.mark.case("P14")
def test_the_test_sees_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    """A credential that shows itself would be noticed."""
    monkeypatch.setattr(Secret, "__repr__", lambda self: f"<{self._key()}>")
    first, second = (_observed("sync", key, (answer(400),), PLAIN) for key in (KEY, TOKEN))
    assert first != second


@pytest.mark.case("S06", "S15")
def test_refused_credentials_look_the_same(driver: Driver) -> None:
    """A key that can't be sent is described by its place, and never shown."""
    seen = []
    for key in (KEY, TOKEN):
        padded = key[:8]
        refusals = [
            driver.refusal(PLAIN, api_key=f"{padded}{bad}") for bad in ("\n", "\u2013", " ")
        ]

        def provide(key: str = key) -> str:
            raise RuntimeError(f"can't renew {key}")

        client, network = wired(driver, answer(200, BODY), api_key=provide)
        error = driver.error(client)
        assert error.__cause__ is None and error.__context__ is None and [] == network.requests
        seen.append((refusals, str(error), _frames(error).count(key)))
    assert seen[0][:2] == seen[1][:2]
    assert 0 == seen[0][2] == seen[1][2]


def test_logs_are_the_packages_own() -> None:
    """The logger has the name of the package that is imported, whatever that is."""
    assert "_runtime" == logs.LOGGER.name


@pytest.mark.case("S16")
def test_a_client_that_is_dropped_says_nothing_secret(
    driver: Driver, stub: Stub, log: pytest.LogCaptureFixture
) -> None:
    """An open client that goes out of scope warns at most, without its key."""
    stub.plays(Reply(403, b""))
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        driver.error(driver.client(PLAIN, api_key=KEY, base_url=stub.url))
    assert KEY not in log.text + "".join(map(str, warned))
