"""Reads the answer to a call: a value of the promised class, or an exception that keeps it all.

Job: read what came as what is promised, and say in an exception why that can't be. It does no I/O
and never raises anything but `APIAnswerError`s. `session` calls this with what `network` brought
back; what a failure says is read by `refusals`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeVar

from ..transport.protocol import Request, Response
from ..vocabulary.deadline import NEVER, Deadline, DeadlineExceeded
from ..vocabulary.defects import Defect, Notes
from ..vocabulary.errors import (
    Answer,
    APIError,
    APIResponseValidationError,
    APITimeoutError,
    Details,
)
from ..vocabulary.header_map import Headers
from ..vocabulary.json_kinds import WORDS, kind_of
from ..vocabulary.json_types import Json
from ..vocabulary.messages import RequestInfo, ResponseInfo
from ..vocabulary.operation import Answer as Promised, Operation
from ..vocabulary.provider import ErrorTable, Provider
from ..vocabulary.repeats import Repeats
from .parsing import Reading, parsed
from .promises import promise, text_of
from .refusals import answer_of, details_of, first_text, refusal, request_id
from .wording import cut, described, said

R = TypeVar("R")

FAILED: Final = "holds an error instead of the promised object"


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
        partial(success, provider=provider, request=request, response=response, reading=reading),
        response,
    )
    if isinstance(result, APIError):
        raise result  # here, where no frame has the answer's content for a traceback to show
    return result  # type: ignore[no-any-return]


def noted(value: object, response: Response, request: RequestInfo) -> None:
    """Note of a success, where it can carry that, the answer that it came with."""
    from ..model.model import answered

    head = Headers(response.headers)
    info = ResponseInfo(status_code=response.status, headers=head, content=b"", request=request)
    answered(value, info)


def _read_as(answer: Promised, reader: Callable[[Any], Any], response: Response) -> Any:
    match answer.content:
        case None | "stream":  # whoever keeps a stream whole has its bytes
            return None
        case "binary":
            return response.body
        case "text":
            return text_of(response.body, response.headers.get("content-type", ""))
        case _:
            return reader(answer.read() if answer.read is not None else Any)


def misfit(answer: Promised, raw: bytes, table: ErrorTable) -> str | None:
    """Return why a success can't be what is promised, found without reading its members."""
    if answer.content != "json" or answer.read is None:
        return None
    body, problem = parsed(raw)
    return problem or _misfit(answer.read(), body, table)


def success(
    kind: Any, provider: Provider, request: Request, response: Response, reading: Reading
) -> Any:
    """Return what a success holds, or the exception that says why it can't be had."""
    repeats = Repeats() if reading.strict else None
    body, problem = parsed(response.body, repeats, most=reading.values)
    problem = problem or _misfit(kind, body, provider.errors)
    if problem is not None:
        answer = answer_of(provider, request, response, reading.values)
        return misfitting(problem, provider.errors, answer)
    try:
        defects = _defects(kind, body, repeats, reading.deadline) if repeats else ()
        value, hopeless = _read(kind, body)
    except DeadlineExceeded:
        return _late(answer_of(provider, request, response, most=0))  # which isn't read once more
    if defects or hopeless:
        answer = answer_of(provider, request, response, reading.values)
        return _broken(defects or hopeless, answer)
    its_id = request_id(provider, request, response.headers)
    look = partial(_found, kind, response.body, reading.values)
    return _noted(value, its_id, tuple if repeats else look)


def _late(answer: Answer) -> APITimeoutError:
    """Return the exception for an answer that came in time and takes too long to read."""
    late = APITimeoutError(described(answer, "wasn't read in time"))
    late.status_code, late.headers = answer.status_code, Headers(answer.headers)
    late.raw, late.request_id = answer.raw, answer.request_id
    return late


def misfitting(problem: str, table: ErrorTable, answer: Answer) -> APIResponseValidationError:
    """Return the exception for an answer that isn't the object; an error in it says which one."""
    details = details_of(table, answer) if problem == FAILED else Details()
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


def _read(kind: Any, body: Any) -> tuple[Any, tuple[Defect, ...]]:
    """Return the value read as `expected`; and what is wrong with it where that leaves nothing."""
    from ..model.decode import fits, read

    if fits(kind, body):
        return read(kind, body), ()
    # What is no object has no place to note defects in, and one at its root leaves nothing of it.
    return None, _defects(kind, body, None)


def _found(kind: Any, raw: bytes, most: int) -> tuple[Defect, ...]:
    """Return the defects of an answer that was read before."""
    repeats = Repeats()
    body, _ = parsed(raw, repeats, most=most)
    return _defects(kind, body, repeats)


def _defects(
    kind: Any, body: Any, repeats: Repeats | None, deadline: Deadline = NEVER
) -> tuple[Defect, ...]:
    """Return where a body breaks its schema; one defect, where Python's stack ends."""
    from ..model.decode import defects

    twice = _repeated(repeats, body) if repeats is not None else []
    try:
        return (*twice, *defects(kind, body, deadline))
    except RecursionError:  # the caller stands deep, or the schema contains itself level by level
        return (*twice, Defect("", "is nested too deeply"))


def _repeated(repeats: Repeats, body: Any) -> list[Defect]:
    notes = Notes()
    for pointer in repeats.pointers(body):
        notes.add(pointer, "comes more than once; the last one counts")
        if notes.full:
            break
    return notes.defects


def _misfit(kind: Any, body: Json, table: ErrorTable) -> str | None:
    """Return how the value misses the expected object altogether, where it does."""
    from ..model.model import Model

    if not (isinstance(kind, type) and issubclass(kind, Model)):
        return None
    if not isinstance(body, dict):
        return f"is {WORDS[kind_of(body)]}, not an object"
    fields = kind.model_fields.values()
    names = {field.wire for field in fields}
    if not body or not names.isdisjoint(body):
        return None
    if not table.is_inferred and first_text(body, table.code + table.message) is not None:
        return FAILED
    foreign = any(field.is_required() for field in fields)
    return "has no member of the promised object" if foreign else None
