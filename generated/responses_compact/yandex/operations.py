"""The provider and its operations as data; nothing here does anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import exceptions
from .._runtime.operation import Availability, Field, Fields, Operation
from .._runtime.provider import (
    ClientParameter,
    ClientRequestId,
    Credential,
    ErrorCode,
    ErrorTable,
    Provider,
    Server,
)

if TYPE_CHECKING:
    from . import models

PROVIDER = Provider(
    name="yandex",
    client="YandexAI",
    server=Server(
        url="https://ai.api.cloud.yandex.net/v1",
        environment=None,
        variables=(),
    ),
    credentials=(
        Credential(
            name="key",
            arguments=("api_key",),
            environment="YC_API_KEY",
            header="Authorization",
            prefix="Api-Key ",
        ),
        Credential(
            name="iam",
            arguments=("iam_token",),
            environment="YC_IAM_TOKEN",
            header="Authorization",
            prefix="Bearer ",
        ),
    ),
    security=((("key",), ("iam",)),),
    parameters=(
        ClientParameter(
            argument="folder",
            environment="YC_FOLDER_ID",
            place="header",
            name="OpenAI-Project",
            values=(),
        ),
    ),
    request_id_headers=("x-request-id", "x-server-trace-id"),
    client_request_id=ClientRequestId(
        header="X-Client-Request-Id",
        form="uuid",
    ),
    rate_limits=(),
    errors=ErrorTable(
        code=("/error/grpcCode", "/error/code", "/code"),
        message=("/error/message", "/error", "/message"),
        param=("/error/param",),
        type=("/error/type", "/error/httpStatus"),
        codes={
            "4": ErrorCode(
                exception=exceptions.DeadlineExceededError,
                retry=True,
            ),
            "8": ErrorCode(
                exception=exceptions.ResourceExhaustedError,
                retry=True,
            ),
            "12": ErrorCode(
                exception=exceptions.UnimplementedError,
                retry=False,
            ),
            "14": ErrorCode(
                exception=exceptions.UnavailableError,
                retry=True,
            ),
            "DEADLINE_EXCEEDED": ErrorCode(
                exception=exceptions.DeadlineExceededError,
                retry=True,
            ),
            "RESOURCE_EXHAUSTED": ErrorCode(
                exception=exceptions.ResourceExhaustedError,
                retry=True,
            ),
            "UNIMPLEMENTED": ErrorCode(
                exception=exceptions.UnimplementedError,
                retry=False,
            ),
            "UNAVAILABLE": ErrorCode(
                exception=exceptions.UnavailableError,
                retry=True,
            ),
        },
    ),
    user_agent="responses_compact",
)


def _responses_compact_request() -> Any:
    from . import models

    return models.CompactRequest


def _responses_compact_response() -> Any:
    from . import models

    return models.CompactedResponse


def _responses_compact_error() -> Any:
    from . import models

    return models.ErrorResponse


RESPONSES_COMPACT: Operation[models.CompactedResponse] = Operation(
    name="responses.compact",
    method="POST",
    path="/responses/compact",
    security=(("key",), ("iam",)),
    body=Fields(
        fields=(
            Field(
                argument="model",
                wire="model",
                required=True,
                nullable=True,
            ),
            Field(
                argument="input",
                wire="input",
                required=False,
                nullable=True,
            ),
            Field(
                argument="instructions",
                wire="instructions",
                required=False,
                nullable=True,
            ),
            Field(
                argument="previous_response_id",
                wire="previous_response_id",
                required=False,
                nullable=True,
            ),
            Field(
                argument="prompt_cache_key",
                wire="prompt_cache_key",
                required=False,
                nullable=True,
            ),
            Field(
                argument="prompt_cache_retention",
                wire="prompt_cache_retention",
                required=False,
                nullable=True,
            ),
        )
    ),
    parameters=(),
    request=_responses_compact_request,
    response=_responses_compact_response,
    error=_responses_compact_error,
    availability=Availability(
        status="unsupported",
        note="Yandex AI Studio documents this operation and marks it as currently not supported. A call is sent all the same, and may fail.",
    ),
)
