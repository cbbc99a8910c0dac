"""Connections of Java clients: who closes them and when, what they trust, which way they take."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.runtime.java.conftest import Probe
from tests.support.certified import AUTHORITY, shown
from tests.support.faults.proxy import Proxy
from tests.support.faults.server import THING, WELL, Connection, FaultServer
from tests.support.small_api import KEY

BODY = {"model": "m"}
LARGE = {"model": "x" * 10_000_000}
HALF = ({"lines": ["HTTP/1.1 200 OK", "Content-Length: 9", "", "{"]}, "stall")


class Client:
    """A client that is made anew for each test, and closed after it."""

    def __init__(self, probe: Probe, server: FaultServer, **options: Any) -> None:
        self.probe = probe
        key = {"api_key": KEY}
        self._options = {"session": "test", "base_url": server.url, "arguments": key, **options}

    def start(self, body: Any = BODY, **question: Any) -> None:
        """Start a call."""
        self.probe.start("test", body=body, **{**self._options, **question})

    def call(self, body: Any = BODY, **question: Any) -> dict[str, Any]:
        """Make a call and return how it ended."""
        self.start(body, **question)
        return self.probe.outcome("test")


@pytest.fixture
def client(probe: Probe, server: FaultServer) -> Iterator[Client]:
    """A client of the server that doesn't try again what may have been carried out."""
    yield Client(probe, server, max_retries=1)
    probe.ask("close", session="test")


# --- connections that are used again --------------------------------------------------------------


@pytest.mark.parametrize("end", ["close", "reset"])
def test_an_idle_connection_that_ended_is_replaced(
    server: FaultServer, client: Client, end: str
) -> None:
    """What the server ended while it was idle costs no try, however it was ended."""
    for _ in range(3):
        assert 1 == client.call()["attempts"]
        server.hang_up(reset=end == "reset")
        server.until(lambda: not server.open)
    assert 3 == len(server.connections)


def test_a_connection_is_used_again(server: FaultServer, client: Client) -> None:
    """Calls one after the other take one connection."""
    assert [THING] * 5 == [client.call()["value"] for _ in range(5)]
    assert 1 == len(server.connections)


@pytest.mark.parametrize("rest", ["x", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"])
def test_what_comes_after_an_answer_ends_the_connection(
    server: FaultServer, client: Client, rest: str
) -> None:
    """More than the answer is nobody's answer: the next call takes another connection."""
    server.plays(({"answer": {"body": THING}}, {"send": rest}, "again"))
    assert [THING] * 2 == [client.call()["value"] for _ in range(2)]
    assert 2 == len(server.connections)


def test_a_connection_that_ends_while_it_is_written_to(server: FaultServer, client: Client) -> None:
    """A used connection that ends amid the next request is no harm: that is sent anew."""

    def script(connection: Connection) -> Any:
        if connection is server.connections[0] and len(connection.requests) == 2:
            server.reading = "all"
            return ("reset",)
        return WELL

    server.script, server.reading = script, "head"
    assert 1 == client.call()["attempts"]
    assert 2 == client.call(LARGE)["attempts"]


def test_a_connection_that_ends_after_the_request(server: FaultServer, client: Client) -> None:
    """Once a used connection took the whole request, it isn't sent again: it may be carried out."""
    server.script = lambda connection: WELL if len(connection.requests) == 1 else ("close",)
    client.call()
    outcome = client.call()
    assert ("ApiConnectionException", True, 1) == tuple(
        outcome[name] for name in ("error", "sent", "attempts")
    )
    assert 2 == len(server.requests)


@pytest.mark.skipif(sys.platform != "linux", reason="the system's table of sockets is Linux's")
def test_silent_connections_are_probed(server: FaultServer, client: Client) -> None:
    """While a call waits, the system's timer for probes of its connection runs."""
    server.plays(("stall",))
    client.start(**{"async": True})
    server.until(lambda: len(server.requests) == 1)
    server.until(lambda: _timer(server.port) == "02")
    client.probe.ask("cancel", id="test")
    client.probe.outcome("test")


def _timer(port: int) -> str:
    """Return the kind of timer that runs for the client's end of the connection to a port."""
    remote = f":{port:04X}"
    tables = [Path(f"/proc/net/{name}").read_text() for name in ("tcp", "tcp6")]
    for row in "".join(tables).splitlines():
        columns = row.split()
        if columns[2].endswith(remote) and columns[3] == "01":
            return columns[5].partition(":")[0]
    return ""


# --- the end of calls -----------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [("stall",), HALF], ids=["headers", "body"])
def test_cancelling_closes_the_connection(server: FaultServer, client: Client, steps: Any) -> None:
    """A future that is cancelled lets go of its connection, and the client goes on."""
    server.plays(steps)
    client.start(**{"async": True})
    server.until(lambda: len(server.requests) == 1)
    client.probe.ask("cancel", id="test")
    assert "cancelled" == client.probe.outcome("test")["error"]
    server.until(lambda: not server.open)
    server.plays(WELL)
    assert THING == client.call()["value"]


@pytest.mark.parametrize("steps", [("stall",), HALF], ids=["headers", "body"])
def test_an_interrupt_ends_a_call(server: FaultServer, client: Client, steps: Any) -> None:
    """The thread's flag is set again, and its connection is closed."""
    server.plays(steps)
    client.start()
    server.until(lambda: len(server.requests) == 1)
    client.probe.ask("interrupt", id="test")
    outcome = client.probe.outcome("test")
    assert ("CallInterruptedException", True) == (outcome["error"], outcome["interrupted"])
    server.until(lambda: not server.open)


def test_an_interrupt_ends_a_wait(server: FaultServer, client: Client) -> None:
    """A thread that waits for its next try is woken, too."""
    server.plays(({"answer": {"status": "503 Busy", "headers": {"Retry-After": "60"}}}, "again"))
    client.start()
    server.until(lambda: len(server.requests) == 1)
    client.probe.ask("interrupt", id="test")
    assert "CallInterruptedException" == client.probe.outcome("test")["error"]


def test_closing_ends_a_blocked_call(probe: Probe, server: FaultServer) -> None:
    """A thread that waits for an answer is told at once when another one closes the client."""
    server.plays(("stall",))
    way: dict[str, Any] = {"session": "closed", "arguments": {"api_key": KEY}}
    probe.start("closed", body={}, base_url=server.url, **way)
    server.until(lambda: len(server.requests) == 1)
    probe.ask("close", session="closed")
    outcome = probe.outcome("closed")
    assert ("ApiConnectionException", True) == (outcome["error"], outcome["sent"])
    server.until(lambda: not server.open)


def test_a_copy_shares_connections(probe: Probe, server: FaultServer, client: Client) -> None:
    """A client with other options goes on where the first one was, and closing it closes none."""
    client.call()
    copy: dict[str, Any] = {"base": "test", "session": "copy", "timeout": 5}
    probe.start("copy", body=BODY, **copy)
    assert THING == probe.outcome("copy")["value"]
    probe.ask("close", session="copy")
    client.call()
    assert 1 == len(server.connections)


def test_the_deadline_is_one_for_all_tries(server: FaultServer, client: Client) -> None:
    """A wait that would end after the deadline isn't begun: the failure itself is raised."""
    server.plays(({"answer": {"status": "429 Slow", "headers": {"Retry-After": "5"}}}, "again"))
    outcome = client.call(max_retries=5, timeout=4, session=None)
    assert ("RateLimitException", 1, 429) == tuple(
        outcome[name] for name in ("error", "attempts", "status")
    )
    assert 4 > outcome["took"]


def test_redirects_inside_the_origin(server: FaultServer, client: Client) -> None:
    """They are errors, unless the caller wants them followed."""

    def script(connection: Connection) -> Any:
        if len(connection.requests) % 2 and b"/moved" not in connection.requests[-1]:
            there = {"Location": "/moved", "Connection": "close"}
            return ({"answer": {"status": "307 There", "headers": there}}, "close")
        return WELL

    server.script = script
    assert "RedirectException" == client.call(session=None)["error"]
    outcome = client.call(session=None, follow_redirects=True)
    assert (THING, 1) == (outcome.get("value", outcome), outcome["attempts"])
    assert server.requests[-1].startswith(b"POST /moved HTTP/1.1\r\n")
    assert server.requests[-1].endswith(b'{"model":"m"}')


def test_a_key_that_is_refused_is_asked_for_again(server: FaultServer, client: Client) -> None:
    """Once, and only where another one comes."""
    server.script = lambda connection: (
        WELL if b"second-key" in connection.requests[-1]
        else ({"answer": {"status": "401 No", "body": f"not {KEY}"}}, "again")
    )  # fmt: skip
    keys: dict[str, Any] = {"session": None, "arguments": {}, "keys": [KEY, "second-key"]}
    assert 2 == client.call(**keys)["attempts"]
    outcome = client.call(**{**keys, "keys": [KEY, KEY]})
    assert ("AuthenticationException", 1) == (outcome["error"], outcome["attempts"])
    assert "not ***" == outcome["provider_message"] and KEY not in json.dumps(outcome)


# --- what is sent ---------------------------------------------------------------------------------


def test_a_request_as_it_arrives(server: FaultServer, client: Client) -> None:
    """Request line, headers in their order, and the body as it was made."""
    client.call({"b": 1.50, "a": ["\u00fc"]}, arguments={"api_key": KEY, "project": "p"})
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    line, *headers = head.decode("latin-1").split("\r\n")
    named = dict(header.split(": ", 1) for header in headers)
    assert "POST /things/make HTTP/1.1" == line
    assert f"Bearer {KEY}" == named["Authorization"] and "p" == named["Plain-Project"]
    assert named["User-Agent"].startswith("thing_client/1.2.3 Java/")
    assert server.url.partition("//")[2] == named["Host"]
    assert '{"b":1.5,"a":["\u00fc"]}'.encode() == body


@pytest.mark.parametrize("transport", ["", "java.net.http"])
def test_other_ways_to_the_network(server: FaultServer, client: Client, transport: str) -> None:
    """The JDK's own client carries calls as well, with the same outcomes."""
    way = {"transport": transport, "session": None}
    assert THING == client.call(**way)["value"]
    server.plays(({"answer": {"status": "429 Slow", "body": '{"error": {"code": "c"}}'}}, "again"))
    outcome = client.call(**way, max_retries=0)
    assert ("RateLimitException", "c") == (outcome["error"], outcome["code"])
    server.plays(HALF)
    outcome = client.call(**way, timeout=0.5)
    assert ("ApiTimeoutException", True) == (outcome["error"], outcome["sent"])


# --- TLS and proxies ------------------------------------------------------------------------------


def served(stack: ExitStack, certificate: str) -> FaultServer:
    """Return a server that shows the certificate and answers well."""
    server = stack.enter_context(FaultServer(tls=shown(certificate)))
    server.plays(WELL)
    return server


def secure(probe: Probe, url: str, **question: Any) -> dict[str, Any]:
    """Return how a call ends whose client trusts the authority of the tests."""
    key = {"api_key": KEY}
    whole = {"arguments": key, "base_url": url, "trust": AUTHORITY, "body": BODY, **question}
    return probe.call(**whole)


def test_tls(probe: Probe, stack: ExitStack) -> None:
    """A certificate of a trusted authority for the name that was asked for is what it takes."""
    server = served(stack, "right")
    assert THING == secure(probe, server.url)["value"]
    outcome = secure(probe, server.url, trust=None, max_retries=3)
    assert ("CertificateException", False, 1) == tuple(
        outcome[name] for name in ("error", "sent", "attempts")
    )


@pytest.mark.parametrize("certificate", ["wrong", "expired", "self_signed"])
def test_certificates_that_prove_nothing(probe: Probe, stack: ExitStack, certificate: str) -> None:
    """A name that isn't the one that was asked for, or a time that is over, ends the call."""
    outcome = secure(probe, served(stack, certificate).url)
    assert ("CertificateException", False) == (outcome["error"], outcome["sent"])


def test_a_stalled_write_over_tls_ends_in_time(probe: Probe, stack: ExitStack) -> None:
    """A server that takes nothing more can't hold a call in the middle of its request."""
    server = served(stack, "right")
    server.plays(("stall",), "nothing")
    outcome = secure(probe, server.url, timeout=1.5, body={"model": "x" * 30_000_000})
    assert "ApiTimeoutException" == outcome["error"] and 20 > outcome["took"]


def test_a_server_that_never_shakes_hands(probe: Probe, server: FaultServer) -> None:
    """The deadline holds before anything can be sent, too."""
    server.plays(("stall",), "nothing")
    outcome = secure(probe, server.url.replace("http:", "https:"), timeout=0.5)
    assert ("ApiTimeoutException", False) == (outcome["error"], outcome["sent"])


def test_a_tunnel_through_a_proxy(probe: Probe, stack: ExitStack) -> None:
    """The proxy sees where to and its own password, and neither key nor conversation."""
    server = served(stack, "right")
    proxy = stack.enter_context(Proxy(server.port))
    environment = {"HTTPS_PROXY": f"http://user:p%40ss@127.0.0.1:{proxy.port}"}
    outcome = secure(probe, "https://remote.test/v1", environment=environment)
    (head,) = proxy.heads
    assert head.startswith(b"CONNECT remote.test:443 HTTP/1.1\r\n") and KEY.encode() not in head
    assert base64.b64encode(b"user:p@ss") in head
    assert "CertificateException" == outcome["error"]  # it isn't the server's name


def test_a_forwarding_proxy(probe: Probe, server: FaultServer, stack: ExitStack) -> None:
    """Plain http, where it is allowed, goes through a proxy by its whole address."""
    proxy = stack.enter_context(Proxy(server.port))
    environment = {"http_proxy": f"127.0.0.1:{proxy.port}", "no_proxy": "other.test"}
    way = {"environment": environment, "insecure": True, "trust": None}
    assert THING == secure(probe, "http://remote.test/v1", **way)["value"]
    assert proxy.heads[0].startswith(b"POST http://remote.test/v1/things/make HTTP/1.1\r\n")


def test_a_proxy_that_refuses(probe: Probe, stack: ExitStack) -> None:
    """Nothing was sent then."""
    proxy = stack.enter_context(Proxy(1, refuses="407 Who"))
    environment = {"all_proxy": f"http://127.0.0.1:{proxy.port}"}
    outcome = secure(probe, "https://remote.test/v1", environment=environment)
    assert ("ApiConnectionException", False) == (outcome["error"], outcome["sent"])


@pytest.mark.parametrize(
    ("url", "environment", "proxy"),
    [
        ("https://a.test", {}, None),
        ("https://a.test", {"https_proxy": "http://p.test:1"}, "p.test:1"),
        ("https://a.test", {"HTTPS_PROXY": "p.test:1"}, "p.test:1"),
        ("https://a.test", {"HTTP_PROXY": "p.test:1"}, None),
        ("https://a.test", {"ALL_PROXY": "p.test"}, "p.test:80"),
        ("http://localhost", {"ALL_PROXY": "p.test"}, None),
        ("https://127.0.0.2", {"ALL_PROXY": "p.test"}, None),
        ("https://a.test", {"ALL_PROXY": "p.test", "NO_PROXY": "*"}, None),
        ("https://a.test", {"ALL_PROXY": "p.test", "NO_PROXY": "b.test, A.test"}, None),
        ("https://b.a.test", {"ALL_PROXY": "p.test", "NO_PROXY": "a.test"}, None),
        ("https://ba.test", {"ALL_PROXY": "p.test", "NO_PROXY": "a.test"}, "p.test:80"),
        ("https://a.test", {"ALL_PROXY": "p.test", "NO_PROXY": ".a.test"}, "p.test:80"),
        ("https://a.test", {"ALL_PROXY": "p.test", "NO_PROXY": "a.test:80"}, "p.test:80"),
        ("https://a.test:80", {"ALL_PROXY": "p.test", "NO_PROXY": "a.test:80"}, None),
        ("https://10.1.2.3", {"ALL_PROXY": "p.test", "NO_PROXY": "10.0.0.0/8"}, None),
        ("https://11.1.2.3", {"ALL_PROXY": "p.test", "NO_PROXY": "10.0.0.0/8"}, "p.test:80"),
    ],
)
def test_which_proxy_the_environment_asks_for(
    probe: Probe, url: str, environment: dict[str, str], proxy: str | None
) -> None:
    """Variables in either case, exceptions by name, port and network; never for this machine."""
    assert proxy == probe.ask("proxy", url=url, environment=environment)["proxy"]


@pytest.mark.parametrize(
    "value", ["socks5://u:hidden@h:1", "ftp://u:hidden@h", "http://u:hidden@h:x"]
)
def test_a_proxy_that_cannot_be_used(probe: Probe, value: str) -> None:
    """It is refused without being shown: its address can hold a password."""
    answer = probe.ask("proxy", url="https://a.test", environment={"all_proxy": value})
    assert "ConfigurationException" == answer["class"] and "hidden" not in answer["refused"]


# --- a fresh process ------------------------------------------------------------------------------


def test_the_first_answer_of_a_process(classes: Path, server: FaultServer, tmp_path: Path) -> None:
    """It needs few classes and none that are made at run time, and an open client keeps no process
    alive.
    """
    log = tmp_path / "classes.log"
    command = ["java", f"-Xlog:class+load:file={log}", "-cp", str(classes)]
    done = subprocess.run(
        [*command, "compactgen_root.internal.First", server.url],
        capture_output=True, text=True, timeout=25,
    )  # fmt: skip
    assert (0, "thing\n", "") == (done.returncode, done.stdout, done.stderr)
    loaded = [line.split()[1] for line in log.read_text().splitlines() if " source: " in line]
    made = [name for name in loaded if "Lambda" in name or "$Proxy" in name or "/0x" in name]
    own = [name for name in made if "compactgen_root" in name]
    assert [] == own
    assert 900 > len(loaded)
