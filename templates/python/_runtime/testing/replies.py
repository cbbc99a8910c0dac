"""What the transport for tests takes and tells: answers, records of requests, and complaints.

Job: the values that a test hands to `fake_transport` and gets from it, and what is wrong with them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from ..model.decode import defects as defects_in
from ..model.model import Model
from ..model.wire import encode
from ..response.promises import promise
from ..transport.headers import sensitive
from ..transport.protocol import Request
from ..vocabulary.dataclass import dataclass, field
from ..vocabulary.defects import Defect
from ..vocabulary.errors import APIError
from ..vocabulary.header_map import Headers
from ..vocabulary.json_text import loads

_JSON: Final = {"content-type": "application/json"}
_TOLD: Final = 20
"""Places that a complaint names."""


@dataclass(frozen=True, kw_only=True)
class SentRequest:
    """A request as a client sent it."""

    operation: str
    """The method that was called, by its attributes on the client."""
    method: str
    url: str
    headers: Headers = field(repr=False)
    """By name in any case; without the credential, and without any other secret."""
    content: bytes = field(repr=False)
    """The body, if any."""
    json: Any = field(repr=False)
    """The JSON value of the body; `None` where there was no body."""
    body: Any = field(repr=False)
    """The body as its model, or as JSON where it has none; `None` where there was no body."""
    defects: tuple[Defect, ...] = ()
    """Where the body breaks its schema."""


@dataclass(frozen=True)
class Reply:
    """An answer with all that it may have."""

    body: Model | Mapping[str, Any] | Sequence[Any] | bytes | str | None = None
    """Bytes and text as they are; anything else as JSON."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    validate: bool = True
    """Whether a success that breaks its schema fails the test; bytes and text never do."""


Value: TypeAlias = Model | Mapping[str, Any] | list[Any] | Reply | APIError
"""What answers a request: a model or a JSON value with status 200, a `Reply`, or what is raised."""
Function: TypeAlias = Callable[[SentRequest], Value | Awaitable[Value]]


class BadRequestBodyError(AssertionError):
    """A request body breaks its schema; the test is meant to fail with this."""


class BadReplyError(AssertionError):
    """An answer of the test breaks its schema; the test is meant to fail with this."""


class UnexpectedRequestError(AssertionError):
    """A request came that there is no answer for; the test is meant to fail with this."""


def shown(request: Request) -> dict[str, str]:
    """Return the headers without those that hold a secret, and no secret in the others."""
    hidden = {name.lower() for name in request.credentials}
    harmless = [h for h in request.headers if h[0].lower() not in hidden and not sensitive([h])]
    return {name: request.mask(value) for name, value in harmless}


def named(record: SentRequest) -> str:
    return f"{record.operation or 'a call'}: {record.method} {record.url}"


def complaint(record: SentRequest) -> str:
    return "\n  ".join(
        [f"the body of {named(record)} breaks its schema:", *_places(record.defects)]
    )


def _places(defects: tuple[Defect, ...]) -> list[str]:
    lines = [f"{defect.pointer or '/'} {defect.message}" for defect in defects[:_TOLD]]
    return lines + ([f"... and {len(defects) - _TOLD} more"] if len(defects) > _TOLD else [])


def reply_defects(reply: Reply, request: Request) -> tuple[Defect, ...]:
    """Return where an answer that is a success breaks its schema."""
    if request.operation is None or isinstance(reply.body, bytes | str) or reply.body is None:
        return ()
    headers = {name.decode().lower(): value.decode("latin-1") for name, value in headers_of(reply)}
    annotation = promise(request.operation, reply.status, headers, empty=False).read
    if annotation is None or reply.status // 100 != 2:
        return ()
    return defects_in(annotation(), loads(encode(reply.body)))


def reply_complaint(request: Request, defects: tuple[Defect, ...]) -> str:
    name = request.operation.name if request.operation else "a call"
    way = "fill it in with build(), or allow it with Reply(..., validate=False)"
    head = f"the test's answer to {name} breaks its schema ({way}):"
    return "\n  ".join([head, *_places(defects)])


def headers_of(reply: Reply) -> list[tuple[bytes, bytes]]:
    plain = isinstance(reply.body, bytes | str) or reply.body is None
    headers = Headers(reply.headers if plain else {**_JSON, **Headers(reply.headers)})
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]


def content_of(body: object) -> bytes:
    if body is None:
        return b""
    if isinstance(body, bytes):
        return body
    return body.encode() if isinstance(body, str) else encode(body)
