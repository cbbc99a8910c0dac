"""What comes as a stream, read: an item of it, or what came in its place.

Job: read items as whole answers are read, and tell a stream from another answer by what it says of
itself.
"""

from __future__ import annotations

from typing import Any, TypeVar

from ..response.outcome import FAILED, misfitting, success
from ..response.parsing import Reading
from ..response.promises import EVENTS, bare, promise
from ..response.refusals import answer_of, first_text
from ..transport.protocol import Request, Response
from ..vocabulary.errors import (
    APIError,
    APIResponseValidationError,
)
from ..vocabulary.operation import Answer as Promised, Operation
from ..vocabulary.provider import Provider

R = TypeVar("R")


def read_item(
    operation: Operation[R],
    provider: Provider,
    request: Request,
    response: Response,
    reading: Reading,
) -> R:
    """Return an item of a stream, whose JSON text is the body of `response`.

    Raises:
        APITimeoutError: it takes too long to read.
        APIResponseValidationError: it isn't what the description promises.
    """
    answer = promise(operation, response.status, response.headers, empty=False)
    annotation = Any if answer.read is None else answer.read()
    result = success(annotation, provider, request, response, reading)
    if isinstance(result, APIError):
        raise result
    return result  # type: ignore[no-any-return]


def other_than_events(
    answer: Promised, provider: Provider, request: Request, response: Response
) -> APIResponseValidationError | None:
    """Return the exception for an answer that says that it is something else than events."""
    came = response.headers.get("content-type", "")
    if bare(answer.media) != EVENTS or bare(came) in ("", EVENTS):
        return None
    answer_ = answer_of(provider, request, response)
    has_error = first_text(answer_.body, provider.errors.code + provider.errors.message) is not None
    is_told = answer_.body is None and answer_.raw  # the text of what isn't JSON names its type
    reason = "isn't a stream" if is_told else f"isn't a stream ({came})"
    return misfitting(FAILED if has_error else reason, provider.errors, answer_)
