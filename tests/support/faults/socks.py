"""A SOCKS5 proxy on loopback (RFC 1928, with the passwords of RFC 1929), and what it was told.

Job: let tests see what such a proxy sees. Whatever it is asked for, it leads to the one server that
it was made for; it can be particular about passwords, refuse, and fall silent at each step.
"""

from __future__ import annotations

import asyncio
import ipaddress

from tests.support.faults.background import Background, connected, passed

OPEN, PASSWORD, NOTHING = 0, 2, 255
NAME, IPV4, IPV6 = 3, 1, 4
_SIZES = {IPV4: 4, IPV6: 16}


class Socks(Background):
    """The proxy; a context manager that runs it."""

    def __init__(self, target: int, *, user: tuple[bytes, bytes] | None = None) -> None:
        super().__init__()
        self.offered: list[bytes] = []
        """The ways to prove who one is, as clients offered them."""
        self.users: list[tuple[bytes, bytes]] = []
        """The names and passwords that came."""
        self.asked: list[tuple[int, str, int]] = []
        """What it was asked for: the kind of address, the address and the port."""
        self.refuses = 0
        """The code with which it refuses; 0 is not."""
        self.stalls = ""
        """Where it falls silent: greeting, password or request."""
        self.says: bytes | None = None
        """What it answers to a greeting instead of what it should; nothing is the end."""
        self.open = 0
        """How many connections are open."""
        self._target, self._user = target, user

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        try:
            await self._converse(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self.open -= 1
            writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await self._admitted(reader, writer) and await self._requested(reader, writer):
            async with connected(self._target) as (there, back):
                await asyncio.gather(passed(reader, back), passed(there, writer))

    async def _admitted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        _, count = await reader.readexactly(2)
        offered = await reader.readexactly(count)
        self.offered.append(offered)
        await self._silent("greeting", reader)
        if self.says is not None:
            writer.write(self.says)
            return False
        wanted = OPEN if self._user is None else PASSWORD
        chosen = wanted if wanted in offered else NOTHING
        writer.write(bytes((5, chosen)))
        return chosen == OPEN or (chosen == PASSWORD and await self._known(reader, writer))

    async def _known(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        await reader.readexactly(1)
        name = await reader.readexactly((await reader.readexactly(1))[0])
        user = name, await reader.readexactly((await reader.readexactly(1))[0])
        self.users.append(user)
        await self._silent("password", reader)
        writer.write(bytes((1, user != self._user)))
        return user == self._user

    async def _requested(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        kind = (await reader.readexactly(4))[3]
        size = _SIZES.get(kind) or (await reader.readexactly(1))[0]
        raw = await reader.readexactly(size)
        address = raw.decode() if kind == NAME else str(ipaddress.ip_address(raw))
        self.asked.append((kind, address, int.from_bytes(await reader.readexactly(2), "big")))
        await self._silent("request", reader)
        writer.write(bytes((5, self.refuses, 0, IPV4)) + bytes(6))
        return not self.refuses

    async def _silent(self, step: str, reader: asyncio.StreamReader) -> None:
        """Say nothing more at the step in question, until the client lets go."""
        if self.stalls == step:
            await reader.read()
            raise asyncio.CancelledError
