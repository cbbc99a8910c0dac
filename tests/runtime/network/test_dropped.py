"""Awaited calls that nobody goes on with: their loop is gone, or their coroutine was closed."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import sys
from collections.abc import Coroutine, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from _runtime.network.pools import PoolSize
from _runtime.network.transports import AsyncHTTPTransport
from _runtime.transport.protocol import Limits, Request, Response
from _runtime.vocabulary.deadline import Deadline

from tests.support.faults.server import WELL, FaultServer
from tests.support.small_api import KEY, MAKE, PLAIN, AsyncPlainClient

STALL = (("stall",), "all", 2)
STAGES: dict[str, Any] = {
    "waiting": STALL,
    "headers": (({"lines": ["HTTP/1.1 200 OK"]}, "stall"), "all", 2),
    "body": (({"lines": ["HTTP/1.1 200 OK", "Content-Length: 9", "", "{"]}, "stall"), "all", 2),
    "writing": (("stall",), "nothing", 30_000_000),
}


@pytest.fixture
def noise(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is said of contexts that aren't the call's; what else is said is httpcore2's, whose
    cleaning up needs a task, and asyncio's.
    """
    said: list[str] = []

    def hear(unraisable: Any) -> None:
        if isinstance(unraisable.exc_value, ValueError):
            said.append(str(unraisable.exc_value))

    monkeypatch.setattr(sys, "unraisablehook", hear)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # a lost task is asyncio's to tell
    yield said
    logging.getLogger("asyncio").setLevel(logging.NOTSET)


def sent(transport: AsyncHTTPTransport, url: str, size: int) -> Coroutine[Any, Any, Response]:
    """Return a call on its way."""
    request = Request(method="POST", url=url, body=b"x" * size, timeout=60.0)
    return transport.send(request, Deadline.after(60), Limits())


def held(transport: AsyncHTTPTransport) -> int:
    """Return how many sockets a transport has."""
    return len(transport._sockets._open)


@pytest.mark.case("N62")
@pytest.mark.parametrize("stage", STAGES)
def test_the_loop_of_a_pending_call_is_closed(
    server: FaultServer, noise: list[str], stage: str
) -> None:
    """A call that is forgotten with its closed loop closes its connection, wherever it was."""
    steps, reading, size = STAGES[stage]
    server.plays(steps, reading)
    given = {"api_key": KEY, "base_url": server.url, "max_retries": 0}
    client, loop = AsyncPlainClient(PLAIN, given), asyncio.new_event_loop()
    task = loop.create_task(client._session.call(MAKE, {"model": "m", "input": "x" * size}))
    transport: Any = client._session._transport
    while not server.requests:
        loop.run_until_complete(asyncio.sleep(0.01))
    loop.run_until_complete(asyncio.sleep(0.05))
    assert 1 == held(transport)
    loop.close()
    del task
    gc.collect()
    assert 0 == held(transport) and [] == noise
    asyncio.run(client.close())


@pytest.mark.case("N62")
@pytest.mark.parametrize("stage", STAGES)
def test_the_coroutine_of_a_call_is_closed(
    server: FaultServer, noise: list[str], stage: str
) -> None:
    """A call that is closed while it waits leaves no socket, no place taken and the loop intact:
    the next socket may have the same number.
    """
    steps, reading, size = STAGES[stage]

    async def main() -> None:
        transport = AsyncHTTPTransport(PoolSize(connections=1))
        for _ in range(3):
            server.plays(steps, reading)
            known = len(server.requests)
            call = sent(transport, server.url, size)
            task = asyncio.ensure_future(call)
            await server.until_async(lambda: len(server.requests) > known)  # noqa: B023
            await asyncio.sleep(0.02)
            call.close()
            assert 0 == held(transport)
            server.plays(WELL)
            assert 200 == (await sent(transport, server.url, 2)).status
            assert 1 == held(transport)
            task.cancel()
            await asyncio.wait([task])
        await transport.close()

    asyncio.run(main())


@pytest.mark.case("N62")
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_closing_a_call_that_has_no_connection_yet(
    stack: ExitStack, noise: list[str], scheme: str
) -> None:
    """So does one that still connects, or shakes hands."""
    silent = stack.enter_context(socket.socket())
    silent.bind(("127.0.0.1", 0))
    silent.listen(0 if scheme == "http" else 5)
    for _ in range(4 if scheme == "http" else 0):
        filler = stack.enter_context(socket.socket())
        filler.setblocking(False)
        filler.connect_ex(silent.getsockname())
    url = f"{scheme}://127.0.0.1:{silent.getsockname()[1]}"

    async def main() -> None:
        with FaultServer() as server:
            server.plays(WELL)
            transport = AsyncHTTPTransport(PoolSize(connections=1))
            call = sent(transport, url, 2)
            task = asyncio.ensure_future(call)
            await asyncio.sleep(0.1)
            call.close()
            assert 0 == held(transport)
            async with asyncio.timeout(30):
                assert 200 == (await sent(transport, server.url, 2)).status
            task.cancel()
            await asyncio.wait([task])
            await transport.close()

    asyncio.run(main())
    assert [] == noise


@pytest.mark.case("N61")
def test_closing_a_call_that_waits_for_a_connection(server: FaultServer) -> None:
    """So does one that waits for another one's connection."""

    async def main() -> None:
        server.plays(({"stall": 0.3}, *WELL))
        transport = AsyncHTTPTransport(PoolSize(connections=1))
        first = asyncio.ensure_future(sent(transport, server.url, 2))
        await server.until_async(lambda: len(server.requests) == 1)
        call = sent(transport, server.url, 2)
        task = asyncio.ensure_future(call)
        await asyncio.sleep(0.05)
        call.close()
        server.plays(WELL)
        assert 200 == (await first).status
        async with asyncio.timeout(30):
            assert 200 == (await sent(transport, server.url, 2)).status
        task.cancel()
        await asyncio.wait([task])
        await transport.close()

    asyncio.run(main())
