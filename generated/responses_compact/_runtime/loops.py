"""The event loop that connections belong to.

Job: remember the first loop that used an async client, and refuse others with words that say what
to do: a socket that waits in one loop can't be read in another. `network` and `lent` ask here.
"""

from __future__ import annotations

import asyncio
import weakref

from .errors import ClientMisuseError


class Home:
    """Where the connections of an async client live."""

    def __init__(self) -> None:
        self._loop: weakref.ref[asyncio.AbstractEventLoop] | None = None

    def enter(self) -> None:
        """Make the running loop the home.

        Raises:
            ClientMisuseError: another loop is.
        """
        if self._loop is None:
            self._loop = weakref.ref(asyncio.get_running_loop())
        if not self.here:
            raise ClientMisuseError(
                "the client was first used in another event loop; make one in each loop"
            )

    @property
    def here(self) -> bool:
        """Whether the running loop is the home, or there is none yet."""
        return self._loop is None or self._loop() is asyncio.get_running_loop()
