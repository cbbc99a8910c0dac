"""Reads the answer to a call: a value of the promised class, or an exception that keeps it all.

Job: tell success from failure, find the provider's code, message and request id in whatever shape
they come, and let no body (text, HTML, nothing, a list) break that. It does no I/O and never raises
anything but `APIAnswerError`s. `client` calls this with what `network` brought back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from .defects import MOST, Defect
from .errors import (
    Answer,
    APIResponseValidationError,
    APIStatusError,
    Details,
    error_for_status,
)
from .nesting import DEEPEST, too_deep
from .operation import Operation
from .pointers import member_at
from .provider import ErrorCode, ErrorTable, Pointer, Provider
from .ratelimits import rate_limits
from .repeats import Repeats
from .transport import Request, Response

R = TypeVar("R")

_EXCERPT: Final = 300
"""Characters of a body that stand for its message where it has none."""
_WORDS: Final = 2000
"""Characters of a message in the text of an exception; `message` has it whole."""
_DEEP: Final = f"is nested too deeply, in more than {DEEPEST} levels"
_LARGE: Final = "holds a number that is out of range"


def read_response(
    operation: Operation[R],
    provider: Provider,
    request: Request,
    response: Response,
    *,
    strict: bool = False,
) -> R:
    """Return what the answer holds.

    Raises:
        APIStatusError: the status is no success.
        APIResponseValidationError: the answer isn't what the description promises.
    """
    failure = refusal(operation, provider, request, response)
    if failure is not None:
        raise failure
    if operation.response is None:
        return None  # type: ignore[return-value]  # R is None for these operations
    result = _success(operation.response(), provider, request, response, strict=strict)
    if isinstance(result, APIResponseValidationError):
        raise result  # here, where no frame has the answer's content for a traceback to show
    return result  # type: ignore[no-any-return]


def refusal(
    operation: Operation[Any], provider: Provider, request: Request, response: Response
) -> APIStatusError | None:
    """Return the exception that the answer's status stands for; `None` for a success."""
    if 200 <= response.status < 300:
        return None
    answer = _answer(provider, request, response)
    details = _details(operation, provider.errors, answer)
    known = meaning(provider, details.code, details.type)
    kind = known.exception if known else error_for_status(answer.status_code)
    return kind(_described(answer, _reason(answer, details)), answer, details)


def meaning(provider: Provider, code: str | None, type_: str | None) -> ErrorCode | None:
    """Return what the provider's table says about a code, or about a type in its place."""
    codes = provider.errors.codes
    return codes.get(code or "") or codes.get(type_ or "")


def request_id(provider: Provider, request: Request, headers: Mapping[str, str]) -> str | None:
    """Return the provider's id of the request, from the first header that has one."""
    found = (headers.get(name.lower()) for name in provider.request_id_headers)
    return next((request.mask(value) for value in found if value), None)


def _success(
    expected: Any, provider: Provider, request: Request, response: Response, *, strict: bool
) -> Any:
    """Return what a success holds, or the exception that says why it can't be had."""
    repeats = Repeats()
    body, problem = _parsed(response.body, repeats)
    problem = problem or _misfit(expected, body, provider.errors)
    if problem is not None:
        answer = _answer(provider, request, response)
        return APIResponseValidationError(_described(answer, problem), answer)
    value, defects = _read(expected, body)
    defects = (*_repeated(repeats.pointers(body)), *defects)
    return _checked(value, defects, provider, request, response, strict=strict)


def _checked(
    value: Any,
    defects: tuple[Defect, ...],
    provider: Provider,
    request: Request,
    response: Response,
    *,
    strict: bool,
) -> Any:
    """Return the value with what belongs to it; the exception, where it can't carry its defects."""
    from .model import Model, ResponseModel

    # What is no object has no place to note defects in, and one at its root leaves nothing of it.
    hopeless = not isinstance(value, Model) and any(not defect.pointer for defect in defects)
    if defects and (strict or hopeless):
        answer = _answer(provider, request, response)
        first = f"{_cut(defects[0].pointer or '/', _EXCERPT)} {defects[0].message}"
        problem = f"breaks the schema in {len(defects)} place(s), first: {first}"
        return APIResponseValidationError(_described(answer, problem), answer, defects)
    if isinstance(value, ResponseModel):
        value._request_id = request_id(provider, request, response.headers)
        value._defects = defects
    return value


def _read(expected: Any, body: Any) -> tuple[Any, tuple[Defect, ...]]:
    """Return the value read as `expected`, and its defects; nothing, where Python's stack ends."""
    from .decode import decode

    try:
        return decode(expected, body)
    except RecursionError:  # the caller stands deep, or the schema contains itself level by level
        return None, (Defect("", "is nested too deeply"),)


def _repeated(pointers: tuple[str, ...]) -> tuple[Defect, ...]:
    told = "comes more than once; the last one counts"
    return tuple(Defect(each, told) for each in pointers[:MOST])


def _parsed(raw: bytes, repeats: Repeats | None = None) -> tuple[Any, str | None]:
    """Return the JSON value of a body, and what is wrong where it has none."""
    from .wire import loads

    if not raw.strip():
        return None, "is empty"
    try:
        value = loads(raw, repeats)
    except RecursionError:
        return None, _DEEP
    except ValueError as error:  # what isn't JSON is told by its subclasses
        return None, _LARGE if type(error) is ValueError else "is not JSON"
    return (None, _DEEP) if too_deep(raw, value) else (value, None)


def _misfit(expected: Any, body: Any, table: ErrorTable) -> str | None:
    """Return how the value misses the expected object altogether, where it does."""
    from .model import Model

    if not (isinstance(expected, type) and issubclass(expected, Model)):
        return None
    if not isinstance(body, dict):
        return f"is {'null' if body is None else type(body).__name__}, not an object"
    fields = expected.model_fields
    known = {field.alias or name for name, field in fields.items()}
    if not body or not known.isdisjoint(body):
        return None
    if _first(body, table.code + table.message) is not None:
        return "holds an error instead of the promised object"
    foreign = any(field.is_required() for field in fields.values())
    return "has no member of the promised object" if foreign else None


def _answer(provider: Provider, request: Request, response: Response) -> Answer:
    """Return the answer for an exception to keep, without any secret that the server repeats."""
    raw = request.mask_bytes(response.body)
    return Answer(
        status_code=response.status,
        headers={name: request.mask(value) for name, value in response.headers.items()},
        raw=raw,
        body=_parsed(raw)[0],
        request_id=request_id(provider, request, response.headers),
        rate_limits=rate_limits(provider.rate_limits, response.headers),
    )


def _details(operation: Operation[Any], table: ErrorTable, answer: Answer) -> Details:
    body = answer.body
    return Details(
        message=_first(body, table.message) or _excerpt(answer.raw) or None,
        code=_first(body, table.code),
        param=_first(body, table.param),
        type=_first(body, table.type),
        error=_typed(operation, body),
    )


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


def _reason(answer: Answer, details: Details) -> str:
    if 300 <= answer.status_code < 400:
        return "is a redirect, which isn't followed: it could carry the request elsewhere"
    code = f"{_cut(details.code, _EXCERPT)}: " if details.code else ""
    return f"says {code}{_cut(details.message, _WORDS)}" if details.message else "says nothing"


def _described(answer: Answer, reason: str) -> str:
    """Return the exception's text, on one line: status, reason, and what support will ask for."""
    text = f"the answer with status {answer.status_code} {reason}"
    content = answer.headers.get("content-type", "no content type")
    text += f" ({content})" if answer.body is None and answer.raw else ""
    return _plain(text + (f" [request id {answer.request_id}]" if answer.request_id else ""))


def _excerpt(raw: bytes) -> str:
    """Return the beginning of a body, for want of better words."""
    return _cut(_plain(raw[: 4 * _EXCERPT].decode(errors="replace")), _EXCERPT)


def _plain(text: str) -> str:
    """Return the text on one line, with nothing in it that could upset a terminal or a log."""
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"
