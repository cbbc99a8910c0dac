"""A proxy on loopback: tunnels and forwards, and keeps what it was told.

Job: let tests see what a proxy sees. Whatever host it is asked for, it leads to the one server that
it was made for; a tunnel can be slow, refused, or never come. It may be spoken to over TLS.
"""

from __future__ import annotations

import asyncio
import ssl

from tests.support.faults.background import Background, connected, passed


class Proxy(Background):
    """The proxy; a context manager that runs it."""

    def __init__(
        self, target: int, *, tls: ssl.SSLContext | None = None, refuses: str = ""
    ) -> None:
        super().__init__(tls)
        self.heads: list[bytes] = []
        """What it was asked for, as it arrived."""
        self.every = 0.0
        """Seconds between the bytes that it passes back; 0 is at once."""
        self.stalls = False
        """Whether it takes what it is asked and never says a word."""
        self.open = 0
        """How many connections are open."""
        self._target, self._refuses = target, refuses

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            self.heads.append(head)
            if self.stalls:
                await reader.read()
                return
            if self._refuses:
                writer.write(f"HTTP/1.1 {self._refuses}\r\nContent-Length: 0\r\n\r\n".encode())
                return
            async with connected(self._target) as (there, back):
                if head.startswith(b"CONNECT"):
                    writer.write(b"HTTP/1.1 200 Go ahead\r\n\r\n")
                else:
                    method, _, rest = head.partition(b" http://")
                    back.write(method + b" /" + rest.partition(b"/")[2])
                await asyncio.gather(passed(reader, back), passed(there, writer, self.every))
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self.open -= 1
            writer.close()
