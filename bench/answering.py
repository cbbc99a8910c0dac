"""A server with a process of its own that answers every request with one body, at once.

Run as a program it is the server: the body comes on standard input, the port goes to standard
output, and it ends when standard input does. It reads no more of HTTP than where a request ends.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


@contextmanager
def answering(body: bytes) -> Iterator[str]:
    """Yield the address of the server, which is ended when the context is left."""
    command = [sys.executable, "-I", __file__, str(len(body))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(body)
        process.stdin.flush()
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/v1"
        process.stdin.close()


class _Answering(asyncio.Protocol):
    """A connection."""

    def __init__(self, answer: bytes) -> None:
        self._answer, self._received = answer, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._end()) is not None:
            self._received = self._received[end:]
            self._transport.write(self._answer)

    def _end(self) -> int | None:
        head = self._received.find(b"\r\n\r\n")
        length = _LENGTH.search(self._received, 0, max(head, 0))
        end = head + 4 + (int(length[1]) if length else 0)
        return end if 0 <= head and end <= len(self._received) else None


async def _serve(body: bytes) -> None:
    head = (
        f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Answering(head.encode() + body), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)


if __name__ == "__main__":
    asyncio.run(_serve(sys.stdin.buffer.read(int(sys.argv[1]))))
