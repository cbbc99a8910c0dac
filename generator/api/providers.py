"""Providers: who serves the API, and how they are reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal as Choice

from generator.api.declarations import Called
from generator.api.operations import Operation, Security


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """How a client fetches a token for itself (RFC 6749, section 4.4)."""

    token_url: str
    """Absolute, or a path that is relative to the address of the client."""
    arguments: tuple[str, str]
    """Those that take the client's id and its secret, in words."""
    scopes: tuple[str, ...]
    """What operations ask for, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A way to say who calls, by the name of its security scheme."""

    name: str
    arguments: tuple[str, ...]
    """Those that take it, in words, each in place of the others; of a pair, the user's name and
    the password.
    """
    environment: str | None
    location: Choice["header", "query", "cookie"] = "header"
    wire: str
    """What it is called where it travels."""
    prefix: str
    pair: bool = False
    """Whether it is a user's name and password, sent as RFC 7617 has it."""
    grant: Grant | None = None
    doc: str = ""

    @property
    def every_argument(self) -> tuple[str, ...]:
        """All arguments that have to do with it."""
        return (*self.arguments, *(self.grant.arguments if self.grant is not None else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerVariable:
    """A hole in the base URL."""

    name: str
    argument: str
    """What it is called as a setting of the client, in words."""
    environment: str | None
    required: bool
    default: str
    doc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where requests go when the caller doesn't say."""

    url: str
    environment: str | None
    variables: tuple[ServerVariable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientParameter:
    """A header or query parameter that is given once, to the client."""

    argument: str
    """What it is called as a setting of the client, in words."""
    environment: str | None
    location: Choice["header", "query"]
    name: str
    values: tuple[str, ...] = ()
    doc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCode:
    """An error code with an exception class of its own."""

    code: str
    exception: str
    """What it is called, in words and with capitals: `QuotaExceededError`."""
    base: str
    """The kind of error that it is one of, by the name that descriptions give it."""
    retry: bool
    doc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """Where error bodies say what went wrong: JSON pointers, the first that is found wins."""

    code: tuple[str, ...] = ()
    message: tuple[str, ...] = ()
    param: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    codes: tuple[ErrorCode, ...] = ()
    is_inferred: bool = False
    """Whether the description doesn't state them: they are looked into after a failure alone."""


USUAL_ERRORS: Final = Errors(
    code=("/error/code", "/code", "/errors/0/code", "/error_code", "/errorCode"),
    message=(
        "/error/message",
        "/message",
        "/message/0",
        "/errors/0/message",
        "/error_description",
        "/error_message",
        "/errorMessage",
        "/detail",
        "/detail/0/msg",
        "/errors/0/detail",
        "/title",
        "/errors/0/title",
        "/errors/0",
        "/description",
        "/error",
        "/msg",
        "/non_field_errors/0",
        "/0/message",
        "/0/msg",
    ),
    param=("/error/param", "/param", "/errors/0/field", "/errors/0/source/pointer"),
    type=("/error/type", "/type", "/errors/0/type", "/error_type", "/detail/0/type"),
    is_inferred=True,
)
"""Where error bodies of APIs say it by custom or standard (RFC 6749, 9457; JSON:API)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRequestId:
    """A header that takes an id of the caller's for each request."""

    header: str
    form: Choice["uuid", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """The headers of an answer that tell of one limit; `name` is what it counts."""

    name: str
    limit: str | None
    remaining: str | None
    reset: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece of Python that callers write."""

    title: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What callers of another client write differently; `before` may be nothing in particular."""

    title: str
    note: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """What code has to change that calls the provider by another Python package."""

    package: str
    unchanged: tuple[Snippet, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Who serves the API."""

    name: str
    client: str
    """What its client is called, in words and with capitals: `PetStore`."""
    doc: str
    server: Server | None
    credentials: tuple[Credential, ...]
    exclusive: bool = True
    """Whether of credentials that are alternatives one alone may be given; else the first is sent.
    """
    parameters: tuple[ClientParameter, ...]
    request_id_headers: tuple[str, ...]
    client_request_id: ClientRequestId | None = None
    rate_limits: tuple[RateLimit, ...] = ()
    errors: Errors
    operations: tuple[Operation, ...]
    migration: Migration | None = None
    called: Called = ()
    """What it is called in some languages, in place of what they would call it."""
    aliases: tuple[tuple[str, str], ...] = ()
    """One more name for its client in some languages, beside the first."""

    @property
    def security(self) -> tuple[Security, ...]:
        """What operations require, each once: a client is of use if it can meet one of them."""
        return tuple(dict.fromkeys(operation.security for operation in self.operations))
