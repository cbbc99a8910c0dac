"""Everything that a call can fail with, in one tree.

    APIError
    ├── ArgumentError (ValueError)            a value given to a call can't be sent
    │   ├── ArgumentTypeError (TypeError)     ... for its type, or is missing
    │   └── ConfigurationError                a client can't be set up, or its credential not used
    ├── ClientClosedError (RuntimeError)      the client was used after it was closed
    ├── ClientMisuseError (RuntimeError)      ... in another event loop or process than before
    ├── APIConnectionError                    no answer came
    │   ├── APITimeoutError                   ... in time
    │   ├── CertificateError                  ... since the server couldn't prove who it is
    │   ├── IncompleteAnswerError             ... whole: it broke off
    │   └── AnswerTooLargeError               ... within the limits of its size
    └── APIAnswerError                        an answer came, and it is the failure
        ├── APIResponseValidationError        a success that isn't what was promised
        └── APIStatusError                    a status outside 200 to 299
            ├── BadRequestError 400, AuthenticationError 401, PermissionDeniedError 403,
            ├── NotFoundError 404, ConflictError 409, UnprocessableEntityError 422,
            ├── RateLimitError 429, InternalServerError 500 and above
            └── RedirectError 300 to 399          the answer leads somewhere else

A `ValidationError` (ValueError) is no failure of a call: an object that a caller makes breaks the
schema of its class.

Job: name the failure and keep what support will ask for. All state is in plain attributes, so that
every exception can be pickled. Of the request only what may be seen is kept: its headers hold the
credential and its body the conversation. `request`, `response` and `network` raise these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from .dataclass import dataclass, field
from .defects import Defect
from .header_map import Headers
from .messages import RequestInfo, ResponseInfo
from .ratelimits import RateLimit

T = TypeVar("T")


class APIError(Exception):
    """Whatever a call of this package fails with."""

    message: str
    """What went wrong, in the provider's words where it said so."""
    request_id: str | None = None
    """The provider's id of the request, for support."""
    client_request_id: str | None = None
    """Our id of the last try, where the provider takes one; it finds calls without an answer."""
    code: str | None = None
    """The provider's code of the error; a number is given as text."""
    param: str | None = None
    """The part of the request that the provider complains about."""
    type: str | None = None
    """The provider's class of the error."""
    body: Any = None
    """What the answer says, read from JSON; `None` where there is nothing."""
    raw: bytes | None = None
    """The answer's bytes, with the credential masked should the server have repeated it."""
    attempts: int | None = None
    """How often the call was tried, the last time included; `None` where it never began."""
    elapsed: float | None = None
    """Seconds from the start of the call to its failure, waits between tries included."""
    request: RequestInfo | None = None
    """The last request that was sent, without what may be secret; `None` where there was none."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    @property
    def response(self) -> ResponseInfo | None:
        """The answer, or as much of it as came; `None` where none had begun."""
        return None

    def __repr__(self) -> str:
        """Return class and text, and what a call had cost by then."""
        attributes = {name: getattr(self, name) for name in ("attempts", "elapsed")}
        costs = [f", {name}={value:.6g}" for name, value in attributes.items() if value is not None]
        return f"{type(self).__name__}({str(self)!r}{''.join(costs)})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Rebuild from the attributes: subclasses may then have any constructor."""
        return _restore, (self.__class__, self.args, dict(vars(self)))


def _restore(
    kind: type[APIError], arguments: tuple[Any, ...], attributes: dict[str, Any]
) -> APIError:
    error = kind.__new__(kind, *arguments)
    vars(error).update(attributes)
    return error


class ArgumentError(APIError, ValueError):
    """A value given to a call can't be sent. The message names the argument, never the value."""


class ArgumentTypeError(ArgumentError, TypeError):
    """An argument is `None` where null can't be sent, has no JSON form, or is missing."""


class ConfigurationError(ArgumentError):
    """A client can't be set up with what it was given, or its credential can't be used."""


class ClientClosedError(APIError, RuntimeError):
    """The client, or the one that it shares its connections with, was closed before the call."""


class ClientMisuseError(APIError, RuntimeError):
    """The client is used where its connections don't reach: another event loop or process."""


_TOLD: Final = {True: "the request may have been carried out", False: "nothing was sent"}


class APIConnectionError(APIError):
    """No answer came, or no whole one: the connection failed, or what came can't be used."""

    def __init__(self, message: str, *, reason: str = "", sent: bool = True) -> None:
        super().__init__(f"{message}; {_TOLD[sent]}")
        self.reason = reason
        """What the network layer said, as text."""
        self.sent = sent
        """Whether the request may have reached the server, which may then charge for it."""
        self.status_code: int | None = None
        """The status, where the answer had begun."""
        self.headers = Headers()
        """The headers of the answer, where it had begun; `raw` then holds what came of its body."""

    def __str__(self) -> str:
        """Return the text, with the request's id where an answer had begun that told one."""
        its_id = self.request_id or ""
        visible_id = its_id if its_id.isprintable() else ascii(its_id)
        return f"{self.message} [request id {visible_id}]" if its_id else self.message

    @property
    def response(self) -> ResponseInfo | None:
        """What came of the answer; `None` where none had begun."""
        if self.status_code is None:
            return None
        return _response(self, self.status_code, self.headers)


class APITimeoutError(APIConnectionError):
    """No answer came in time."""


class CertificateError(APIConnectionError):
    """The server's certificate doesn't prove that it is the one that was asked for."""


class IncompleteAnswerError(APIConnectionError):
    """An answer began and broke off, or its body isn't in the form that its headers name."""


class AnswerTooLargeError(APIConnectionError):
    """An answer began whose body is larger than the client's limits."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back, for an exception to keep."""

    status_code: int
    headers: Mapping[str, str]
    raw: bytes
    body: Any = None
    request_id: str | None = None
    rate_limits: Mapping[str, RateLimit] = field(default_factory=dict[str, RateLimit])


class APIAnswerError(APIError):
    """An answer came, and it is the failure."""

    def __init__(self, message: str, answer: Answer) -> None:
        super().__init__(message)
        self.status_code = answer.status_code
        self.headers = Headers(answer.headers)
        """The headers of the answer, by name in any case."""
        self.request_id = answer.request_id
        self.raw = answer.raw
        self.body = answer.body
        self.rate_limits = dict(answer.rate_limits)
        """What the answer says about the limits, by what they count."""

    @property
    def response(self) -> ResponseInfo:
        """The answer as it came: `status_code`, `headers`, `content`, `text`, `json()`."""
        return _response(self, self.status_code, self.headers)


def _response(error: APIError, status_code: int, headers: Headers) -> ResponseInfo:
    content = error.raw or b""
    return ResponseInfo(
        status_code=status_code, headers=headers, content=content, request=error.request
    )


class APIResponseValidationError(APIAnswerError):
    """The status says success, but the answer isn't what the description promises."""

    def __init__(self, message: str, answer: Answer, defects: tuple[Defect, ...] = ()) -> None:
        super().__init__(message, answer)
        self.defects = defects
        """Each deviation from the schema, where a strict client refused the answer for them."""


@dataclass(frozen=True, kw_only=True)
class Details:
    """What the provider says about an error."""

    message: str | None = None
    code: str | None = None
    param: str | None = None
    type: str | None = None
    body: Any = None
    error: Any = None


class APIStatusError(APIAnswerError):
    """The provider refused the request or failed on it."""

    def __init__(self, message: str, answer: Answer, details: Details | None = None) -> None:
        super().__init__(message, answer)
        details = details or Details()
        self.message = message if details.message is None else details.message
        self.body = answer.body if details.body is None else details.body
        """The JSON object that holds the provider's message, a text where the answer isn't JSON,
        and `None` where it is empty. `response.json()` is the whole."""
        self.code = details.code
        self.param = details.param
        self.type = details.type
        self.error = details.error
        """The error body as the model that the description has for its status; `None` where it
        isn't one. `typed` is the same for type checkers."""

    def typed(self, kind: type[T]) -> T | None:
        """Return the error body as an object of the class; `None` where it is no such object."""
        return self.error if isinstance(self.error, kind) else None


class BadRequestError(APIStatusError):
    """400: the request is at fault."""


class AuthenticationError(APIStatusError):
    """401: the credential is missing, wrong or expired."""


class PermissionDeniedError(APIStatusError):
    """403: the credential doesn't allow this."""


class NotFoundError(APIStatusError):
    """404: there is nothing under this address or name."""


class ConflictError(APIStatusError):
    """409: the request contradicts the state that it meets."""


class UnprocessableEntityError(APIStatusError):
    """422: the request is well formed and makes no sense."""


class RateLimitError(APIStatusError):
    """429: too many requests, or a quota is used up."""


class InternalServerError(APIStatusError):
    """500 and above: the provider failed."""


class RedirectError(APIStatusError):
    """300 to 399: the answer leads somewhere else, and the request wasn't sent there."""


class ValidationError(ValueError):
    """An object isn't made, or changed: what was given breaks the schema. No value is told."""

    def __init__(self, title: str, defects: tuple[Defect, ...]) -> None:
        self.title = title
        """The class."""
        self.defects = defects
        """What is wrong, and where in JSON."""
        places = [f"{defect.pointer or '/'} {defect.message}" for defect in defects]
        count = f"{len(defects)} error{'s' if len(defects) > 1 else ''}"
        super().__init__("\n  ".join([f"{count} in what {title} is made of:", *places]))

    def __reduce__(self) -> Any:
        return type(self), (self.title, self.defects)

    def error_count(self) -> int:
        """Return how many places are wrong."""
        return len(self.defects)

    def errors(self, **others: object) -> list[dict[str, Any]]:
        """Return what is wrong in the form of pydantic's errors, without the values."""
        return [
            {"type": "schema", "loc": _location(defect.pointer), "msg": defect.message}
            for defect in self.defects
        ]


def _location(pointer: str) -> tuple[str | int, ...]:
    tokens = (token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:])
    return tuple(int(token) if token.isdecimal() else token for token in tokens)


class UnsupportedOperationWarning(UserWarning):
    """The provider documents the called operation as not supported."""


_BY_STATUS: Final[Mapping[int, type[APIStatusError]]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def error_for_status(status: int) -> type[APIStatusError]:
    """Return the exception that stands for a status when the code says nothing."""
    family = {3: RedirectError}.get(status // 100, APIStatusError)
    return _BY_STATUS.get(status, InternalServerError if status >= 500 else family)
