"""Reads the answer to a call: a value of the promised class, or an exception that keeps it all.

Job: tell success from failure, find the provider's code, message and request id in whatever shape
they come, and let no body (text, HTML, nothing, a list) break that. It does no I/O and never raises
anything but `APIAnswerError`s. `session` calls this with what `network` brought back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, TypeVar

from ..transport.protocol import MOST_VALUES, Request, Response
from ..vocabulary.deadline import NEVER, Deadline, DeadlineExceeded
from ..vocabulary.defects import Defect, Notes
from ..vocabulary.errors import (
    Answer,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    Details,
    error_for_status,
)
from ..vocabulary.header_map import Headers
from ..vocabulary.json_types import Json
from ..vocabulary.operation import Operation
from ..vocabulary.pointers import member_at
from ..vocabulary.provider import ErrorCode, ErrorTable, Pointer, Provider
from ..vocabulary.ratelimits import rate_limits
from ..vocabulary.repeats import Repeats
from .parsing import Reading, parsed
from .wording import cut, described, excerpt, refused, said

R = TypeVar("R")

_FAILED: Final = "holds an error instead of the promised object"
_ABSENT: Final = frozenset({404, 405, 501})
"""What servers answer to an operation that they don't have."""


def read_response(
    operation: Operation[R],
    provider: Provider,
    request: Request,
    response: Response,
    reading: Reading,
) -> R:
    """Return what the answer holds.

    Raises:
        APITimeoutError: it takes too long to read.
        APIStatusError: the status is no success.
        APIResponseValidationError: the answer isn't what the description promises.
    """
    failure = refusal(operation, provider, request, response)
    if failure is not None:
        raise failure
    if operation.response is None:
        return None  # type: ignore[return-value]  # R is None for these operations
    from ..model.model import ResponseModel

    result = _success(operation.response(), provider, request, response, reading)
    if isinstance(result, ResponseModel):
        its_id = request_id(provider, request, response.headers)
        result._request_id = its_id  # pyright: ignore[reportPrivateUsage]  # set here alone
    if isinstance(result, APIError):
        raise result  # here, where no frame has the answer's content for a traceback to show
    return result  # type: ignore[no-any-return]


def refusal(
    operation: Operation[Any], provider: Provider, request: Request, response: Response
) -> APIStatusError | None:
    """Return the exception that the answer's status stands for; `None` for a success."""
    if 200 <= response.status < 300:
        return None
    answer = _answer(provider, request, response)
    details = _details(provider.errors, answer, _typed(operation, answer.body))
    known = meaning(provider, details.code, details.type)
    kind = known.exception if known else error_for_status(answer.status_code)
    return kind(refused(answer, details, _notice(operation, answer)), answer, details)


def misfit(operation: Operation[Any], raw: bytes, table: ErrorTable) -> str | None:
    """Return why a success can't be what is promised, found without reading its members."""
    if operation.response is None:
        return None
    body, problem = parsed(raw)
    return problem or _misfit(operation.response(), body, table)


def meaning(provider: Provider, code: str | None, type_: str | None) -> ErrorCode | None:
    """Return what the provider's table says about a code, or about a type in its place."""
    codes = provider.errors.codes
    return codes.get(code or "") or codes.get(type_ or "")


def request_id(provider: Provider, request: Request, headers: Mapping[str, str]) -> str | None:
    """Return the provider's id of the request, from the first header that has one."""
    found = (headers.get(name.lower()) for name in provider.request_id_headers)
    return next((request.mask(value) for value in found if value), None)


def _success(
    expected: Any, provider: Provider, request: Request, response: Response, reading: Reading
) -> Any:
    """Return what a success holds, or the exception that says why it can't be had."""
    repeats = Repeats()
    body, problem = parsed(response.body, repeats, most=reading.values)
    problem = problem or _misfit(expected, body, provider.errors)
    if problem is not None:
        answer = _answer(provider, request, response, reading.values)
        return _misfitting(problem, provider.errors, answer)
    try:
        value, defects = _read(expected, body, reading.deadline)
    except DeadlineExceeded:
        return _late(_answer(provider, request, response, most=0))  # which isn't read once more
    defects = (*_repeated(repeats, body), *defects)
    kept = partial(_answer, provider, request, response, reading.values)
    return _checked(value, defects, kept, reading)


def _late(answer: Answer) -> APITimeoutError:
    """Return the exception for an answer that came in time and takes too long to read."""
    late = APITimeoutError(described(answer, "wasn't read in time"))
    late.status_code, late.headers = answer.status_code, Headers(answer.headers)
    late.raw, late.request_id = answer.raw, answer.request_id
    return late


def _misfitting(problem: str, table: ErrorTable, answer: Answer) -> APIResponseValidationError:
    """Return the exception for an answer that isn't the object; an error in it says which one."""
    details = _details(table, answer) if problem == _FAILED else Details()
    says = f": it says {said(details)}" if details.message else ""
    misfit = APIResponseValidationError(described(answer, problem + says), answer)
    misfit.message = details.message or misfit.message
    misfit.code, misfit.param, misfit.type = details.code, details.param, details.type
    return misfit


def _checked(
    value: Any,
    defects: tuple[Defect, ...],
    kept: Callable[[], Answer],
    reading: Reading,
) -> Any:
    """Return the value with what belongs to it; the exception, where it can't carry its defects."""
    from ..model.model import Model, ResponseModel

    # What is no object has no place to note defects in, and one at its root leaves nothing of it.
    hopeless = not isinstance(value, Model) and any(not defect.pointer for defect in defects)
    if defects and (reading.strict or hopeless):
        answer = kept()
        first = f"{cut(defects[0].pointer or '/')} {defects[0].message}"
        problem = f"breaks the schema in {len(defects)} place(s), first: {first}"
        return APIResponseValidationError(described(answer, problem), answer, defects)
    if isinstance(value, ResponseModel):
        value._defects = defects  # pyright: ignore[reportPrivateUsage]  # set here alone
    return value


def _read(expected: Any, body: Any, deadline: Deadline = NEVER) -> tuple[Any, tuple[Defect, ...]]:
    """Return the value read as `expected`, and its defects; nothing, where Python's stack ends."""
    from ..model.decode import decode

    try:
        return decode(expected, body, deadline)
    except RecursionError:  # the caller stands deep, or the schema contains itself level by level
        return None, (Defect("", "is nested too deeply"),)


def _repeated(repeats: Repeats, body: Any) -> list[Defect]:
    notes = Notes()
    for pointer in repeats.pointers(body):
        notes.add(pointer, "comes more than once; the last one counts")
        if notes.full:
            break
    return notes.defects


def _misfit(expected: Any, body: Json, table: ErrorTable) -> str | None:
    """Return how the value misses the expected object altogether, where it does."""
    from ..model.model import Model

    if not (isinstance(expected, type) and issubclass(expected, Model)):
        return None
    if not isinstance(body, dict):
        return f"is {'null' if body is None else type(body).__name__}, not an object"
    fields = expected.model_fields
    known = {field.alias or name for name, field in fields.items()}
    if not body or not known.isdisjoint(body):
        return None
    if _first(body, table.code + table.message) is not None:
        return _FAILED
    foreign = any(field.is_required() for field in fields.values())
    return "has no member of the promised object" if foreign else None


def _answer(
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
    known = operation.availability
    return known.note if known is not None and answer.status_code in _ABSENT else ""


def _details(table: ErrorTable, answer: Answer, error: Any = None) -> Details:
    body = answer.body
    return Details(
        message=_first(body, table.message) or excerpt(answer.raw) or None,
        code=_first(body, table.code),
        param=_first(body, table.param),
        type=_first(body, table.type),
        body=_holder(answer, table.message + table.code),
        error=error,
    )


def _holder(answer: Answer, pointers: tuple[Pointer, ...]) -> Any:
    """Return the object that one of the pointers leads into; text for what isn't JSON."""
    for pointer in pointers:
        if _first(answer.body, (pointer,)) is not None:
            return member_at(answer.body, pointer.rpartition("/")[0])
    if answer.body is None and answer.raw.strip() not in (b"", b"null"):
        return answer.raw.decode(errors="replace")
    return answer.body


def _typed(operation: Operation[Any], body: Any) -> Any:
    """Return the error body as its model, however many defects it has."""
    if operation.error is None or not isinstance(body, dict):
        return None
    value, _ = _read(operation.error(), body)
    return None if isinstance(value, Mapping) else value


def _first(body: Any, pointers: tuple[Pointer, ...]) -> str | None:
    """Return the first text or number that one of the pointers leads to, as text."""
    for pointer in pointers:
        value = member_at(body, pointer)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and value != "":
            return str(value)
    return None
