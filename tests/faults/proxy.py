"""A proxy on loopback: tunnels and forwards, and keeps what it was told.

Job: let tests see what a proxy sees. Whatever host it is asked for, it leads to the one server that
it was made for; a tunnel can be slow, or refused. It may be spoken to over TLS.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from types import TracebackType
from typing import Self


class Proxy:
    """The proxy; a context manager that runs it."""

    def __init__(
        self, target: int, *, tls: ssl.SSLContext | None = None, refuses: str = ""
    ) -> None:
        self.heads: list[bytes] = []
        """What it was asked for, as it arrived."""
        self.every = 0.0
        """Seconds between the bytes that it passes back; 0 is at once."""
        self._target, self._tls, self._refuses = target, tls, refuses
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.port = 0

    def _run(self) -> None:
        self._loop.run_until_complete(self._start())
        self._ready.set()
        self._loop.run_forever()

    async def _start(self) -> None:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            self.heads.append(head)
            if self._refuses:
                writer.write(f"HTTP/1.1 {self._refuses}\r\nContent-Length: 0\r\n\r\n".encode())
                return
            there, back = await asyncio.open_connection("127.0.0.1", self._target)
            if head.startswith(b"CONNECT"):
                writer.write(b"HTTP/1.1 200 Go ahead\r\n\r\n")
            else:
                method, _, rest = head.partition(b" http://")
                back.write(method + b" /" + rest.partition(b"/")[2])
            await asyncio.gather(
                self._pass(reader, back, 0.0), self._pass(there, writer, self.every)
            )
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, every: float
    ) -> None:
        while data := await reader.read(1 if every else 65536):
            writer.write(data)
            await writer.drain()
            await asyncio.sleep(every)
        writer.close()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _end(self) -> None:
        mine = asyncio.current_task()
        tasks = [task for task in asyncio.all_tasks() if task is not mine]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
