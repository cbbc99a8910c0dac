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
from ..vocabulary.json_types import Json, class_of
from ..vocabulary.messages import RequestInfo, ResponseInfo
from ..vocabulary.operation import Answer as Promised, Operation
from ..vocabulary.pointers import member_at
from ..vocabulary.provider import ErrorCode, ErrorTable, Pointer, Provider
from ..vocabulary.ratelimits import rate_limits
from ..vocabulary.repeats import Repeats
from .parsing import Reading, parsed
from .promises import EVENTS, bare, promise, text_of
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
    result = _read_as(
        promise(operation, response.status, response.headers, empty=not response.body),
        partial(_success, provider=provider, request=request, response=response, reading=reading),
        response,
    )
    if isinstance(result, APIError):
        raise result  # here, where no frame has the answer's content for a traceback to show
    return result  # type: ignore[no-any-return]


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
    expected = Any if answer.read is None else answer.read()
    result = _success(expected, provider, request, response, reading)
    if isinstance(result, APIError):
        raise result
    return result  # type: ignore[no-any-return]


def noted(value: object, response: Response, request: RequestInfo) -> None:
    """Note of a success, where it can carry that, the answer that it came with."""
    from ..model.model import answered

    head = Headers(response.headers)
    info = ResponseInfo(status_code=response.status, headers=head, content=b"", request=request)
    answered(value, info)


def other_than_events(
    answer: Promised, provider: Provider, request: Request, response: Response
) -> APIResponseValidationError | None:
    """Return the exception for an answer that says that it is something else than events."""
    came = response.headers.get("content-type", "")
    if bare(answer.media) != EVENTS or bare(came) in ("", EVENTS):
        return None
    told = _answer(provider, request, response)
    named = _first(told.body, provider.errors.code + provider.errors.message) is not None
    return _misfitting(_FAILED if named else f"isn't a stream ({came})", provider.errors, told)


def _read_as(answer: Promised, read: Callable[[Any], Any], response: Response) -> Any:
    match answer.content:
        case None | "stream":  # whoever keeps a stream whole has its bytes
            return None
        case "binary":
            return response.body
        case "text":
            return text_of(response.body, response.headers.get("content-type", ""))
        case _:
            return read(answer.read() if answer.read is not None else Any)


def refusal(
    operation: Operation[Any], provider: Provider, request: Request, response: Response
) -> APIStatusError | None:
    """Return the exception that the answer's status stands for; `None` for a success."""
    if 200 <= response.status < 300:
        return None
    answer = _answer(provider, request, response)
    details = _details(provider.errors, answer, _typed(operation, answer))
    known = meaning(provider, details.code, details.type)
    kind = known.exception if known else error_for_status(answer.status_code)
    return kind(refused(answer, details, _notice(operation, answer)), answer, details)


def misfit(answer: Promised, raw: bytes, table: ErrorTable) -> str | None:
    """Return why a success can't be what is promised, found without reading its members."""
    if answer.content != "json" or answer.read is None:
        return None
    body, problem = parsed(raw)
    return problem or _misfit(answer.read(), body, table)


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
    repeats = Repeats() if reading.strict else None
    body, problem = parsed(response.body, repeats, most=reading.values)
    problem = problem or _misfit(expected, body, provider.errors)
    if problem is not None:
        answer = _answer(provider, request, response, reading.values)
        return _misfitting(problem, provider.errors, answer)
    try:
        defects = _defects(expected, body, repeats, reading.deadline) if repeats else ()
        value, hopeless = _read(expected, body)
    except DeadlineExceeded:
        return _late(_answer(provider, request, response, most=0))  # which isn't read once more
    if defects or hopeless:
        answer = _answer(provider, request, response, reading.values)
        return _broken(defects or hopeless, answer)
    its_id = request_id(provider, request, response.headers)
    look = partial(_found, expected, response.body, reading.values)
    return _noted(value, its_id, tuple if repeats else look)


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


def _broken(defects: tuple[Defect, ...], answer: Answer) -> APIResponseValidationError:
    """Return the exception for an answer that breaks the schema."""
    first = f"{cut(defects[0].pointer or '/')} {defects[0].message}"
    problem = f"breaks the schema in {len(defects)} place(s), first: {first}"
    return APIResponseValidationError(described(answer, problem), answer, defects)


def _noted(value: Any, its_id: str | None, look: Callable[[], tuple[Defect, ...]]) -> Any:
    """Return the value with what belongs to it, where it can carry that."""
    from ..model.model import ResponseModel, received

    if isinstance(value, ResponseModel):
        received(value, its_id, look)
    return value


def _read(expected: Any, body: Any) -> tuple[Any, tuple[Defect, ...]]:
    """Return the value read as `expected`; and what is wrong with it where that leaves nothing."""
    from ..model.decode import fits, read

    if fits(expected, body):
        return read(expected, body), ()
    # What is no object has no place to note defects in, and one at its root leaves nothing of it.
    return None, _defects(expected, body, None)


def _found(expected: Any, raw: bytes, most: int) -> tuple[Defect, ...]:
    """Return the defects of an answer that was read before."""
    repeats = Repeats()
    body, _ = parsed(raw, repeats, most=most)
    return _defects(expected, body, repeats)


def _defects(
    expected: Any, body: Any, repeats: Repeats | None, deadline: Deadline = NEVER
) -> tuple[Defect, ...]:
    """Return where a body breaks its schema; one defect, where Python's stack ends."""
    from ..model.decode import defects

    twice = _repeated(repeats, body) if repeats is not None else []
    try:
        return (*twice, *defects(expected, body, deadline))
    except RecursionError:  # the caller stands deep, or the schema contains itself level by level
        return (*twice, Defect("", "is nested too deeply"))


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
    fields = expected.model_fields.values()
    known = {field.wire for field in fields}
    if not body or not known.isdisjoint(body):
        return None
    if _first(body, table.code + table.message) is not None:
        return _FAILED
    foreign = any(field.is_required() for field in fields)
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


def _typed(operation: Operation[Any], answer: Answer) -> Any:
    """Return the error body as its model, or a list of them, however many defects it has."""
    expected = operation.error_of(answer.status_code)
    body: Any = answer.body
    if expected is None or class_of(body) not in (dict, list):
        return None
    from ..model.decode import fits, read

    value = read(expected(), body) if fits(expected(), body) else None
    return None if isinstance(value, Mapping) else value


def _first(body: Any, pointers: tuple[Pointer, ...]) -> str | None:
    """Return the first text or number that one of the pointers leads to, as text."""
    for pointer in pointers:
        value = member_at(body, pointer)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and value != "":
            return str(value)
    return None
