"""What an answer says that is a failure: the exception that keeps all of it.

Job: find the provider's code, message and request id in whatever shape they come, and let no body
(text, HTML, nothing, a list) break that. `outcome` reads what is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..transport.protocol import MOST_VALUES, Request, Response
from ..vocabulary.errors import (
    Answer,
    APIStatusError,
    Details,
    error_for_status,
)
from ..vocabulary.json_types import class_of
from ..vocabulary.operation import Operation
from ..vocabulary.pointers import member_at
from ..vocabulary.provider import ErrorCode, ErrorTable, Pointer, Provider
from ..vocabulary.ratelimits import rate_limits
from .parsing import parsed
from .wording import excerpt, refused

_ABSENT: Final = frozenset({404, 405, 501})
"""What servers answer to an operation that they don't have."""

USUAL_ID_HEADERS: Final = ("x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid")
"""What the id of a request is in where a description says nothing of it, the best first."""


def refusal(
    operation: Operation[Any], provider: Provider, request: Request, response: Response
) -> APIStatusError | None:
    """Return the exception that the answer's status stands for; `None` for a success."""
    if 200 <= response.status < 300:
        return None
    answer = answer_of(provider, request, response)
    details = details_of(provider.errors, answer, _typed(operation, answer))
    code_meaning = meaning(provider, details.code, details.type)
    kind = code_meaning.exception if code_meaning else error_for_status(answer.status_code)
    return kind(refused(answer, details, _notice(operation, answer)), answer, details)


def meaning(provider: Provider, code: str | None, type_: str | None) -> ErrorCode | None:
    """Return what the provider's table says about a code, or about a type in its place."""
    codes = provider.errors.codes
    return codes.get(code or "") or codes.get(type_ or "")


def request_id(provider: Provider, request: Request, headers: Mapping[str, str]) -> str | None:
    """Return the provider's id of the request, from the first header that has one.

    A provider of whom no header is known is taken to have one of the usual ones.
    """
    names = provider.request_id_headers or USUAL_ID_HEADERS
    values = (headers.get(name.lower()) for name in names)
    return next((request.mask(value) for value in values if value), None)


def answer_of(
    provider: Provider, request: Request, response: Response, most: int = MOST_VALUES
) -> Answer:
    """Return the answer for an exception to keep, without any secret that the server repeats."""
    raw = request.mask_bytes(response.body)
    return Answer(
        status_code=response.status,
        headers={name: request.mask(value) for name, value in response.headers.items()},
        raw=raw,
        body=parsed(raw, most=most)[0],
        request_id=request_id(provider, request, response.headers),
        rate_limits=rate_limits(provider.rate_limits, response.headers),
    )


def _notice(operation: Operation[Any], answer: Answer) -> str:
    """Return what the provider's documents say where it seems not to have the operation."""
    availability = operation.availability
    return availability.note if availability is not None and answer.status_code in _ABSENT else ""


def details_of(table: ErrorTable, answer: Answer, error: Any = None) -> Details:
    """Return the parts of an error body, each from where the table of the provider says."""
    body = answer.body
    return Details(
        message=first_text(body, table.message) or excerpt(answer.raw) or None,
        code=first_text(body, table.code),
        param=first_text(body, table.param),
        type=first_text(body, table.type),
        body=_holder(answer, () if table.is_inferred else table.message + table.code),
        error=error,
    )


def _holder(answer: Answer, pointers: tuple[Pointer, ...]) -> Any:
    """Return the object that one of the pointers leads into; text for what isn't JSON."""
    for pointer in pointers:
        if first_text(answer.body, (pointer,)) is not None:
            return member_at(answer.body, pointer.rpartition("/")[0])
    if answer.body is None and answer.raw.strip() not in (b"", b"null"):
        return answer.raw.decode(errors="replace")
    return answer.body


def _typed(operation: Operation[Any], answer: Answer) -> Any:
    """Return the error body as its model, or a list of them, however many defects it has."""
    kind = operation.error_of(answer.status_code)
    body: Any = answer.body
    if kind is None or class_of(body) not in (dict, list):
        return None
    from ..model.decode import fits, read

    value = read(kind(), body) if fits(kind(), body) else None
    return None if isinstance(value, Mapping) else value


def first_text(body: Any, pointers: tuple[Pointer, ...]) -> str | None:
    """Return the first text or number that one of the pointers leads to, as text."""
    for pointer in pointers:
        value = member_at(body, pointer)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and value != "":
            return str(value)
    return None
