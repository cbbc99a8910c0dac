"""A server on loopback that answers by a script, byte by byte and as wrongly as the script says.

Job: be the network's bad days. It speaks no HTTP of its own but for reading requests; what it sends
is what the script holds. It runs in a thread with an event loop of its own, and notes when each
connection opened and closed, so that tests can tell who let go and when.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from tests.support.faults.background import Background
from tests.support.faults.steps import Step, bytes_of

Steps = Sequence[Step]

THING = {"id": "thing", "count": 1, "object": "thing"}
WELL = ({"answer": {"body": THING}}, "again")
"""The script of a server that answers well."""


@dataclass
class Connection:
    """A connection that a client made."""

    opened: float
    closed: float | None = None
    requests: list[bytes] = field(default_factory=list)


class FaultServer(Background):
    """The server; a context manager that runs it."""

    def __init__(self, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> None:
        super().__init__(tls)
        self.host = host
        self.connections: list[Connection] = []
        self.script: Callable[[Connection], Steps] = lambda connection: ()
        self._writers: dict[int, asyncio.StreamWriter] = {}
        self.reading = "all"
        """How much of a request is read before the script is played: all, head or nothing."""

    def plays(self, steps: Steps, reading: str = "all") -> None:
        """Answer every request with these steps."""
        self.script, self.reading = (lambda connection: steps), reading

    @property
    def url(self) -> str:
        """Its address, without a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}"

    @property
    def requests(self) -> list[bytes]:
        """All requests, as they arrived."""
        return [request for connection in self.connections for request in connection.requests]

    @property
    def open(self) -> int:
        """How many connections are open."""
        return sum(connection.closed is None for connection in self.connections)

    def hang_up(self, reset: bool = False) -> None:
        """End all connections, with or without a reset, and wait until that is done."""
        asyncio.run_coroutine_threadsafe(self._hung_up(reset), self._loop).result(60)

    async def _hung_up(self, reset: bool) -> None:
        for writer in list(self._writers.values()):
            if reset:
                _reset(writer)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    def until(self, condition: Callable[[], bool], seconds: float = 60.0) -> float:
        """Wait for something to become true; return how long it took."""
        began = time.monotonic()
        while not condition():
            assert time.monotonic() - began < seconds, "it didn't become true in time"
            time.sleep(0.001)
        return time.monotonic() - began

    async def until_async(self, condition: Callable[[], bool], seconds: float = 60.0) -> float:
        """Wait for something to become true; return how long it took."""
        began = time.monotonic()
        while not condition():
            assert time.monotonic() - began < seconds, "it didn't become true in time"
            await asyncio.sleep(0.001)
        return time.monotonic() - began

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(time.monotonic())
        self.connections.append(connection)
        self._writers[id(connection)] = writer
        try:
            await self._converse(connection, reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            del self._writers[id(connection)]
            await self._closed(writer)
            connection.closed = time.monotonic()

    async def _closed(self, writer: asyncio.StreamWriter) -> None:
        """Close a connection so that its client can see it: only a later round of the loop does."""
        writer.close()
        if self._tls is None:  # with TLS the end is sent at once; a client may never answer it
            with suppress(OSError):
                await writer.wait_closed()

    async def _converse(
        self, connection: Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while True:
            request = await _request(reader, self.reading)
            connection.requests.append(request)
            playing = asyncio.ensure_future(_play(self.script(connection), writer))
            gone = asyncio.ensure_future(_gone(reader, writer))
            await asyncio.wait((playing, gone), return_when=asyncio.FIRST_COMPLETED)
            ended = playing.done() and playing.result()
            for task in (playing, gone):
                task.cancel()
            await asyncio.wait((playing, gone))
            if ended != "again":
                return


async def _request(reader: asyncio.StreamReader, reading: str) -> bytes:
    if reading == "nothing":
        return b""
    head = await reader.readuntil(b"\r\n\r\n")
    if reading == "head":
        return head
    lines = head.decode("latin-1").lower().split("\r\n")
    lengths = [int(line.partition(":")[2]) for line in lines if line.startswith("content-length:")]
    return head + (await reader.readexactly(lengths[0]) if lengths and lengths[0] else b"")


async def _gone(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Wait for the client to let go, without taking anything that it sends."""
    while not reader.at_eof() and reader.exception() is None and not writer.is_closing():
        await asyncio.sleep(0.001)


async def _play(steps: Steps, writer: asyncio.StreamWriter) -> str:
    """Play the script; return `again` if the connection is to go on."""
    for step in steps:
        (kind, value), *_ = step.items() if isinstance(step, Mapping) else ((step, None),)
        match kind:
            case "stall":
                await asyncio.sleep(value or 3600)
            case "drip":
                for byte in str(value["text"]).encode("latin-1") * value.get("times", 1):
                    writer.write(bytes((byte,)))
                    await asyncio.sleep(value["every"])
            case "reset":
                _reset(writer)
                return ""
            case "again":
                await writer.drain()
                return "again"
            case "close":
                return ""
            case _:
                writer.write(bytes_of(kind, value))
                await writer.drain()
    return ""


def _reset(writer: asyncio.StreamWriter) -> None:
    """End the connection with a reset instead of an end."""
    connected = writer.get_extra_info("socket")
    connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
