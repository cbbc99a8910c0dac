"""A small API in the form in which generated code describes one, and a driver for either client.

Job: give the tests of the runtime three providers that differ as real ones do (a bearer key; a key
header or a token under an address of one's own; two kinds of key and an unsupported operation), and
let each test run once through the sync and once through the async client.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Literal

from _runtime.call.clients import AsyncClient, SyncClient
from _runtime.model.fields import field as model_field
from _runtime.model.model import Model, Nullable, ResponseModel
from _runtime.transport.sources import Sources
from _runtime.vocabulary.errors import (
    APIError,
    BadRequestError,
    ConfigurationError,
    RateLimitError,
)
from _runtime.vocabulary.operation import Availability, Field, Fields, Operation, Parameter, Whole
from _runtime.vocabulary.provider import (
    ClientParameter,
    Credential,
    ErrorCode,
    ErrorTable,
    Provider,
    Server,
    ServerVariable,
)

KEY = "key-0123456789abcdef"
TOKEN = "token-fedcba9876543210"


class QuotaError(RateLimitError):
    """A code of the provider's that has a class of its own."""


class FilterError(BadRequestError):
    """Another one."""


class ErrorBody(Model):
    """The error body that the description promises."""

    error: Nullable[Any] = None


class Thing(ResponseModel):
    """What a call answers with."""

    id: str
    count: int
    object_: Literal["thing"] = model_field(default="thing", alias="object")


class Part(Model):
    """Something to send."""

    text: str
    note: Nullable[str] = None


ERRORS = ErrorTable(
    code=("/error/code", "/error/innererror/code", "/error/grpcCode", "/code"),
    message=("/error/message", "/error", "/message"),
    param=("/error/param",),
    type=("/error/type",),
    codes={
        "quota_used_up": ErrorCode(exception=QuotaError, retry=False),
        "content_filter": ErrorCode(exception=FilterError, retry=False),
    },
)
REQUEST_IDS = ("x-request-id", "apim-request-id", "x-server-trace-id")

PLAIN = Provider(
    name="plain",
    client="Plain",
    server=Server(url="https://plain.example/v1", environment="PLAIN_BASE_URL"),
    credentials=(
        Credential(
            name="key", arguments=("api_key",), environment="PLAIN_API_KEY", prefix="Bearer "
        ),
    ),
    security=((("key",),),),
    parameters=(
        ClientParameter(
            argument="organization",
            environment="PLAIN_ORG_ID",
            place="header",
            name="Plain-Organization",
        ),
        ClientParameter(argument="project", place="header", name="Plain-Project"),
    ),
    request_id_headers=REQUEST_IDS,
    errors=ERRORS,
    user_agent="thing_client/1.2.3",
)
USUAL = Provider(
    name="usual",
    client="Usual",
    server=Server(url="https://usual.example"),
    credentials=(Credential(name="key", arguments=("api_key",), prefix="Bearer "),),
    security=((("key",),),),
    errors=ErrorTable(
        code=("/error/code", "/code", "/errors/0/code"),
        message=(
            "/error/message",
            "/message",
            "/errors/0/message",
            "/error_description",
            "/detail",
            "/title",
            "/error",
        ),
        param=("/error/param", "/errors/0/source/pointer"),
        type=("/error/type", "/type"),
        is_inferred=True,
    ),
)
"""An API whose description says nothing of errors, with what a generator takes of it."""

TENANT = Provider(
    name="tenant",
    client="Tenant",
    server=Server(
        url="{endpoint}/open/v1",
        variables=(
            ServerVariable(
                name="endpoint",
                argument="tenant_endpoint",
                environment="TENANT_ENDPOINT",
                required=True,
            ),
        ),
    ),
    credentials=(
        Credential(
            name="key", arguments=("api_key",), environment="TENANT_API_KEY", wire="api-key"
        ),
        Credential(
            name="token",
            arguments=("token", "token_provider"),
            environment="TENANT_TOKEN",
            prefix="Bearer ",
        ),
    ),
    security=((("key",), ("token",)),),
    parameters=(ClientParameter(argument="api_version", place="query", name="api-version"),),
    request_id_headers=REQUEST_IDS,
    errors=ERRORS,
)
FOLDER = Provider(
    name="folder",
    client="Folder",
    server=Server(url="https://folder.example/v1"),
    credentials=(
        Credential(
            name="key", arguments=("api_key",), environment="FOLDER_API_KEY", prefix="Api-Key "
        ),
        Credential(
            name="token", arguments=("iam_token",), environment="FOLDER_TOKEN", prefix="Bearer "
        ),
    ),
    security=((("key",), ("token",)),),
    request_id_headers=REQUEST_IDS,
    errors=ERRORS,
)
OPEN = Provider(name="open", client="Open", server=Server(url="https://open.example"))

SECURED = (("key",), ("token",), ())
"""What all the operations ask for; the provider without credentials is called without."""
GIVEN_ONCE = ("organization", "project", "api_version")
"""What clients are given once, and all the operations are sent."""

MAKE: Operation[Thing] = Operation(
    name="make",
    method="POST",
    path="/things/make",
    security=SECURED,
    client_parameters=GIVEN_ONCE,
    body=Fields(
        fields=(
            Field(argument="model", wire="model", required=True),
            Field(argument="input", wire="input", nullable=True),
            Field(argument="cache_key", wire="cache-key"),
        )
    ),
    response=lambda: Thing,
    error=lambda: ErrorBody,
)
UNSUPPORTED: Operation[Thing] = Operation(
    name="unsupported",
    method="POST",
    path="/things/make",
    security=SECURED,
    client_parameters=GIVEN_ONCE,
    body=MAKE.body,
    response=lambda: Thing,
    availability=Availability(status="unsupported", note="The provider doesn't serve this yet."),
)
READ: Operation[Thing] = Operation(
    name="read",
    method="GET",
    path="/groups/{group}/things/{name}",
    security=SECURED,
    client_parameters=GIVEN_ONCE,
    parameters=(
        Parameter(argument="group", wire="group", place="path", required=True),
        Parameter(argument="name", wire="name", place="path", required=True),
        Parameter(argument="tags", wire="tag", place="query"),
        Parameter(argument="deep", wire="deep", place="query"),
        Parameter(argument="trace", wire="X-Trace", place="header"),
    ),
    response=lambda: Thing,
)
REPLACE: Operation[None] = Operation(
    name="replace",
    method="PUT",
    path="things",
    security=SECURED,
    client_parameters=GIVEN_ONCE,
    body=Whole(argument="thing", required=True),
)
LIST: Operation[list[Thing]] = Operation(
    name="list",
    method="GET",
    path="/things",
    security=SECURED,
    client_parameters=GIVEN_ONCE,
    response=lambda: list[Thing],
)

GOOD = {"id": "thing-1", "count": 2, "object": "thing"}

IMPATIENT = Sources(chance=lambda: 0.0)
"""What lets clients wait for nothing between tries."""

Kind = Literal["sync", "async"]


class PlainClient(SyncClient):
    """A client as generated ones are."""

    def make(self, **arguments: Any) -> Thing:
        """Call through a method, as callers do."""
        return self._session.call(UNSUPPORTED, arguments)


class AsyncPlainClient(AsyncClient):
    """Its async twin."""

    async def make(self, **arguments: Any) -> Thing:
        """Call through a method, as callers do."""
        return await self._session.call(UNSUPPORTED, arguments)


class Driver:
    """Runs the same calls through a sync or an async client, by default over `http_client`."""

    def __init__(self, kind: Kind, http_client: Any = None) -> None:
        self.kind = kind
        self._http_client = http_client
        self._runner = asyncio.Runner()
        self._made: list[Any] = []

    def client(self, provider: Provider, /, **arguments: Any) -> Any:
        """Return a client of the driver's kind."""
        sources = arguments.pop("sources", IMPATIENT)
        named = {"http_client": arguments.pop("http_client", self._http_client), "sources": sources}
        kind = PlainClient if self.kind == "sync" else AsyncPlainClient
        return self.keep(kind(provider, arguments, **named))

    def keep(self, client: Any) -> Any:
        """Return the client, which is closed at the end of the test."""
        self._made.append(client)
        return client

    def call(
        self, client: Any, operation: Operation[Any], /, *arguments: Any, **extras: Any
    ) -> Any:
        """Return the result of the call, awaited if need be."""
        return self.result(client._session.call(operation, *arguments, **extras))

    def make(self, client: Any, /, **extras: Any) -> Any:
        """Call the plainest operation."""
        return self.call(client, MAKE, {"model": "m"}, **extras)

    def fails(
        self, expected: type[Exception], action: Callable[..., Any], /, *given: Any, **named: Any
    ) -> Any:
        """Return the exception of that class with which the action ends."""
        try:
            action(*given, **named)
        except expected as error:
            return error
        raise AssertionError(f"no {expected.__name__} was raised")

    def refusal(self, provider: Provider, /, **arguments: Any) -> str:
        """Return why no client can be made with these arguments."""
        return str(self.fails(ConfigurationError, self.client, provider, **arguments))

    def error(self, client: Any, /, **extras: Any) -> Any:
        """Return the error that the plainest call ends with."""
        return self.fails(APIError, self.make, client, **extras)

    def result(self, outcome: Any) -> Any:
        """Return the value, awaited if need be."""
        return self._runner.run(_awaited(outcome)) if self.kind == "async" else outcome

    def finish(self) -> None:
        """Close the clients and the event loop."""
        for client in self._made:
            self.result(client.close() if hasattr(client, "close") else client.aclose())
        self._runner.close()


async def _awaited(outcome: Awaitable[Any]) -> Any:
    return await outcome
