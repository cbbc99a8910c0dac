"""Calls whose answers are streams.

Job: send a request, again as the policy allows, until an answer has begun that is the stream which
is promised; and give that out. Whatever else begins becomes an exception, with what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from ..call.attempts import Attempts
from ..call.session import SyncSession
from ..call.session_async import AsyncSession
from ..request.building import extras_of
from ..response.parsing import Reading
from ..response.promises import promise
from ..response.raw import RawResponse
from ..setup.options import whole
from ..setup.typed_options import CallOptions
from ..transport.protocol import Request, Response
from ..vocabulary.dataclass import replace
from ..vocabulary.errors import APIError
from ..vocabulary.operation import Operation
from ..vocabulary.tracebacks import of_assertions
from . import channels
from .opened import AsyncOpenResponse, OpenResponse
from .reading import other_than_events, read_item
from .stream import AsyncStream, Stream

R = TypeVar("R")
S = TypeVar("S")

_BEGINNING: Final = 1024 * 1024
"""Bytes that are kept of an answer that isn't the stream that was asked for."""

__tracebackhide__ = of_assertions


def stream(
    session: SyncSession,
    operation: Operation[R],
    arguments: Mapping[str, Any],
    options: CallOptions,
) -> Stream[R]:
    """Return the items of the answer to a call; bytes, where the session doesn't read answers.

    Raises:
        APIError: the call was refused, or isn't answered with a stream.
    """
    reader = session.reader
    draft = reader.draft(operation, arguments, extras_of(operation.name, options))
    return open_stream(reader, operation, draft, as_bytes=session is not reader)


async def stream_async(
    session: AsyncSession,
    operation: Operation[R],
    arguments: Mapping[str, Any],
    options: CallOptions,
) -> AsyncStream[R]:
    """Return the items of the answer to a call, as `stream` does."""
    reader = session.reader
    draft = await reader.draft_async(operation, arguments, extras_of(operation.name, options))
    return await open_stream_async(reader, operation, draft, as_bytes=session is not reader)


def open_stream(
    session: SyncSession, operation: Operation[R], draft: Request, *, as_bytes: bool = False
) -> Stream[R]:
    """Return the stream that a request begins.

    Raises:
        APIError: it was refused, or isn't answered with a stream.
    """
    attempts = session.attempts(operation, draft)
    raw, result = session.answer(attempts, channels.open_channel)
    if not isinstance(result, OpenResponse):
        raise TypeError("the transport opens no streams")
    if _other(attempts, result) is not None:
        raise _refused(attempts, result)
    stream: Stream[R] = _stream(attempts, Stream, raw, result, as_bytes=as_bytes)
    return stream.opened(result.channel)


async def open_stream_async(
    session: AsyncSession, operation: Operation[R], draft: Request, *, as_bytes: bool = False
) -> AsyncStream[R]:
    """Return the stream that a request begins, as `open_stream` does."""
    attempts = await session.attempts(operation, draft)
    raw, result = await session.answer(attempts, channels.open_channel_async)
    if not isinstance(result, AsyncOpenResponse):
        raise TypeError("the transport opens no streams")
    if _other(attempts, result) is not None:
        raise await _refused_async(attempts, result)
    stream: AsyncStream[R] = _stream(attempts, AsyncStream, raw, result, as_bytes=as_bytes)
    return stream.opened(result.channel)


def _refused(attempts: Attempts[Any], response: OpenResponse) -> APIError:
    """Return the exception for an answer that isn't a stream, with the beginning of it."""
    body = b""
    while len(body) < _BEGINNING and (chunk := response.channel.next(attempts.deadline)):
        body += chunk
    response.channel.close()
    return _failure(attempts, response, body)


async def _refused_async(attempts: Attempts[Any], response: AsyncOpenResponse) -> APIError:
    body = b""
    while len(body) < _BEGINNING and (chunk := await response.channel.next(attempts.deadline)):
        body += chunk
    await response.channel.close()
    return _failure(attempts, response, body)


def _failure(attempts: Attempts[Any], response: Response, body: bytes) -> APIError:
    head = body[:_BEGINNING]
    failure = _other(
        attempts, Response(status=response.status, headers=response.headers, body=head)
    )
    return failure or APIError("the answer isn't a stream")


def _other(attempts: Attempts[Any], response: Response) -> APIError | None:
    """Return the exception for a success that isn't the stream that is promised."""
    answer = promise(attempts.operation, response.status, response.headers, empty=False)
    provider = attempts.configuration.provider
    failure = other_than_events(answer, provider, attempts.latest, response)
    return failure and attempts.stamped(failure)


def _stream(
    attempts: Attempts[R],
    kind: Callable[..., S],
    raw: RawResponse[R],
    response: Response,
    *,
    as_bytes: bool,
) -> S:
    """Return the stream that an answer has begun, of the class that `kind` is."""
    operation, provider = attempts.operation, attempts.configuration.provider
    answer = promise(operation, response.status, response.headers, empty=False)
    answer = replace(answer, item="bytes") if as_bytes else answer
    options, request = attempts.configuration.options, attempts.latest
    reading = Reading(strict=options.strict, values=options.limits.values)

    def read(text: bytes) -> Any:
        if answer.item == "bytes":
            return text
        item = Response(status=response.status, headers=response.headers, body=text)
        return read_item(operation, provider, request, item, reading)

    return kind(
        answer,
        options.limits.decoded,
        read,
        attempts.stamped,
        response=raw.http_response,
        request_id=raw.request_id,
        seconds=whole(attempts.draft.timeout),
        clock=attempts.sources.clock,
    )
