"""Bodies that are read while they are sent.

Job: say what the network asks of one. What is sent so is in the room of contents.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator


class Streamed(ABC):
    """A body that is never held whole."""

    __slots__ = ()

    @property
    @abstractmethod
    def sendable(self) -> bool:
        """Whether it can be sent now: it wasn't yet, or it can be read anew."""

    @property
    @abstractmethod
    def length(self) -> int | None:
        """Its bytes; `None` where nobody can tell how many it has."""

    @abstractmethod
    def __iter__(self) -> Iterator[bytes]:
        """Yield the body from its beginning.

        Raises:
            ArgumentError: it can't be read.
        """

    @abstractmethod
    def parts(self) -> Iterator[Iterator[bytes] | AsyncIterator[bytes]]:
        """Yield what reads its pieces, one after the other; each raises what `__iter__` does."""
