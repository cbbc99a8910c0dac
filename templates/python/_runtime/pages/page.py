"""Answers that are pages of a list.

Job: give the items of a page, and ask for the next one when it is wanted, by the same operation,
the same arguments and options but for what says where a page begins. An address that an answer
names is asked at the origin of that answer alone, since credentials go along. `asking`
makes the first page.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from typing import Any, Generic, NoReturn, TypeVar

from ..call.redirects import at_the_same_origin
from ..response.raw import RawResponse
from ..setup.typed_options import CallOptions
from ..vocabulary.dataclass import dataclass, field, replace
from ..vocabulary.errors import Answer, APIResponseValidationError
from ..vocabulary.messages import ResponseInfo
from ..vocabulary.operation import Operation
from .pagination import Pagination
from .turning import COUNTED, Cursor, items_of, next_cursor

A = TypeVar("A")
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Turn(Generic[A, T]):
    """The call that asks for a page."""

    operation: Operation[A]
    pagination: Pagination
    arguments: Mapping[str, Any] = field(repr=False)
    options: CallOptions = field(repr=False)
    address: str | None = field(default=None, repr=False)
    """Where it goes, in place of what the arguments say."""
    before: frozenset[Cursor] = field(default=frozenset(), repr=False)
    """What the pages before were asked for with."""
    previous_items: list[T] | None = field(default=None, repr=False)
    """The items of the page before, where numbers lead from one to the next."""


class _Paged(Generic[A, T]):
    """A page without the way to the next one."""

    def __init__(self, turn: Turn[A, T], answer: A, raw: RawResponse[Any]) -> None:
        pagination = turn.pagination
        self.answer = answer
        """What the call was answered with, whole."""
        self.items: list[T] = items_of(pagination, answer)
        """The items of this page."""
        self.response: ResponseInfo = replace(raw.http_response, content=b"")
        """The answer without its content."""
        self.request_id = raw.request_id
        """The provider's id of the request, for support."""
        position = turn.arguments.get(pagination.argument or "")
        self._turn = turn
        self._next = next_cursor(pagination, position, answer, self.items, raw.headers)
        self._attempts = raw.attempts
        if self.items and self.items == turn.previous_items:
            raise self._failure("has the items of the page before: the server counts no pages")

    @property
    def has_next_page(self) -> bool:
        """Whether the answer says that there is a next page."""
        return self._next is not None

    def _following(self, cursor: Cursor) -> Turn[A, T]:
        """Return the call that asks for the next page.

        Raises:
            APIResponseValidationError: its address is at another origin, or the answer leads to a
                page that was there before.
        """
        turn, address = self._turn, None
        argument = turn.pagination.argument
        if argument is None:
            address = at_the_same_origin(self.response.url.partition("?")[0], str(cursor))
            if address is None:
                raise self._failure("names an address of the next page that isn't at its origin")
        key = cursor if address is None else address
        position = turn.arguments.get(argument or "")
        before = turn.before | frozenset([position] if isinstance(position, str | int) else [])
        if key in before:
            raise self._failure("leads to a page that was there before, and would do so for ever")
        arguments = turn.arguments if argument is None else {**turn.arguments, argument: cursor}
        counts = turn.pagination.style in COUNTED
        previous_items = self.items if counts else None
        return replace(
            turn,
            arguments=arguments,
            address=address,
            before=before | {key},
            previous_items=previous_items,
        )

    def _failure(self, reason: str) -> APIResponseValidationError:
        status = self.response.status_code
        answer = Answer(status_code=status, headers={}, raw=b"", request_id=self.request_id)
        failure = APIResponseValidationError(f"the answer with status {status} {reason}", answer)
        failure.request, failure.attempts = self.response.request, self._attempts
        return failure

    def __repr__(self) -> str:
        kind, count = type(self).__name__, len(self.items)
        return f"<{kind} of {count} items{', of several' if self.has_next_page else ''}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a page can't be pickled; its answer can")


class Page(_Paged[A, T]):
    """A page of a list; iterating over it walks through the items of all pages from it on."""

    def __init__(
        self,
        ask: Callable[[Turn[A, T]], Page[A, T]],
        turn: Turn[A, T],
        answer: A,
        raw: RawResponse[Any],
    ) -> None:
        super().__init__(turn, answer, raw)
        self._ask = ask

    def next_page(self) -> Page[A, T] | None:
        """Ask for the next page; `None` where there is none.

        Raises:
            APIResponseValidationError: its address is at another origin, the answer leads to a
                page that was there before, or a page that is counted is the one before again.
        """
        return None if self._next is None else self._ask(self._following(self._next))

    def pages(self) -> Iterator[Page[A, T]]:
        """Yield this page and, as they are wanted, all behind it."""
        page: Page[A, T] | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items


class AsyncPage(_Paged[A, T]):
    """The same for clients that are awaited."""

    def __init__(
        self,
        ask: Callable[[Turn[A, T]], Awaitable[AsyncPage[A, T]]],
        turn: Turn[A, T],
        answer: A,
        raw: RawResponse[Any],
    ) -> None:
        super().__init__(turn, answer, raw)
        self._ask = ask

    async def next_page(self) -> AsyncPage[A, T] | None:
        """Ask for the next page; `None` where there is none.

        Raises:
            APIResponseValidationError: its address is at another origin, the answer leads to a
                page that was there before, or a page that is counted is the one before again.
        """
        return None if self._next is None else await self._ask(self._following(self._next))

    async def pages(self) -> AsyncIterator[AsyncPage[A, T]]:
        """Yield this page and, as they are wanted, all behind it."""
        page: AsyncPage[A, T] | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item
