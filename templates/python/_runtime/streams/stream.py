"""Answers that come item by item.

Job: give the items of an answer as they come, each read as its type, and let go of the connection
whatever ends the stream: its end, a failure, or whoever has had enough. Nothing is asked for again:
what came was perhaps paid for, and a server that goes on where it stopped is not known. `opening`
opens these.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

from ..process.worker import LARGE, WORKER
from ..vocabulary.deadline import Clock, Deadline
from ..vocabulary.errors import APIError
from ..vocabulary.messages import ResponseInfo
from ..vocabulary.operation import Answer
from .items import Items
from .opened import AsyncChannel, Channel

if TYPE_CHECKING:
    from typing import Self

T = TypeVar("T")


class _Streamed(Generic[T]):
    """A stream without its connection."""

    def __init__(
        self,
        answer: Answer,
        most: int,
        read: Callable[[bytes], T],
        stamped: Callable[[APIError], APIError],
        *,
        response: ResponseInfo,
        request_id: str | None,
        seconds: float | None,
        clock: Clock,
    ) -> None:
        self.response = response
        """The answer without its content."""
        self.request_id = request_id
        """The provider's id of the request, for support."""
        self._items = Items(answer, most)
        self._read = read
        self._stamped = stamped
        self._seconds = seconds
        self._clock = clock

    def _deadline(self) -> Deadline:
        """Return when the next item has to be there."""
        return Deadline.after(self._seconds, self._clock)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.response.status_code}, request id {self.request_id}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a stream can't be pickled")


class Stream(_Streamed[T]):
    """The items of an answer: an iterator, and a context manager that closes it.

    Whoever stops before the end closes it, by `with` or `close()`; a failure has closed it. The
    next item has to come within the `timeout` of the call.
    """

    _channel: Channel

    def opened(self, channel: Channel) -> Self:
        """Return the stream with what the answer comes through."""
        self._channel = channel
        return self

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        """Return the next item.

        Raises:
            APIConnectionError: none came in time, or the answer broke off.
            APIResponseValidationError: what came isn't what is promised.
        """
        deadline = self._deadline()
        try:
            while not self._items.over or self._items.waiting:
                text = self._items.next()
                if text is not None:
                    return self._read(text)
                if not self._items.over:
                    self._items.feed(self._channel.next(deadline))
        except APIError as error:
            self.close()
            self._stamped(error)
            raise
        self.close()
        raise StopIteration

    def close(self) -> None:
        """Let go of the connection; nothing comes any more."""
        self._items.end()
        self._channel.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if hasattr(self, "_channel"):
            self.close()


class AsyncStream(_Streamed[T]):
    """The same for clients that are awaited: an async iterator and context manager."""

    _channel: AsyncChannel

    def opened(self, channel: AsyncChannel) -> Self:
        """Return the stream with what the answer comes through."""
        self._channel = channel
        return self

    def __aiter__(self) -> AsyncIterator[T]:
        return self

    async def __anext__(self) -> T:
        """Return the next item.

        Raises:
            APIConnectionError: none came in time, or the answer broke off.
            APIResponseValidationError: what came isn't what is promised.
        """
        deadline = self._deadline()
        try:
            while not self._items.over or self._items.waiting:
                text = self._items.next()
                if text is not None:
                    work = partial(self._read, text)
                    return await WORKER.do("item", work, long=len(text) > LARGE)
                if not self._items.over:
                    self._items.feed(await self._channel.next(deadline))
        except APIError as error:
            await self.close()
            self._stamped(error)
            raise
        await self.close()
        raise StopAsyncIteration

    async def close(self) -> None:
        """Let go of the connection; nothing comes any more."""
        self._items.end()
        await self._channel.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    def __del__(self) -> None:
        if hasattr(self, "_channel"):
            self._channel.drop()
