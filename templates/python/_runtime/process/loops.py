"""The event loop that connections belong to.

Job: remember the first loop that used an async client, and refuse others with words that say what
to do: a socket that waits in one loop can't be read in another. `transports` and `borrowed` ask
here.
"""

from __future__ import annotations

import asyncio
import weakref
from contextlib import suppress

from ..vocabulary.errors import ClientMisuseError


class LoopOwner:
    """Where the connections of an async client live."""

    def __init__(self) -> None:
        self._loop: weakref.ref[asyncio.AbstractEventLoop] | None = None

    def enter(self) -> None:
        """Make the running loop the home.

        Raises:
            ClientMisuseError: another loop is, or none of asyncio's runs.
        """
        running = running_loop()
        if self._loop is None:
            self._loop = weakref.ref(running)
        if self._loop() is not running:
            raise ClientMisuseError(
                "the client was first used in another event loop; make one in each loop"
            )


def running_loop() -> asyncio.AbstractEventLoop:
    """Return the event loop that runs.

    Raises:
        ClientMisuseError: none of asyncio's does.
    """
    with suppress(RuntimeError):
        return asyncio.get_running_loop()
    raise ClientMisuseError("async clients need an event loop of asyncio to run in")
