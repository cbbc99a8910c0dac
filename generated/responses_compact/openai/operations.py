"""The provider and its operations as data; nothing here does anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import exceptions
from .._runtime.operation import Field, Fields, Operation
from .._runtime.provider import (
    ClientParameter,
    ClientRequestId,
    Credential,
    ErrorCode,
    ErrorTable,
    Provider,
    Server,
)
from .._runtime.ratelimits import RateLimitHeaders

if TYPE_CHECKING:
    from . import models

PROVIDER = Provider(
    name="openai",
    client="OpenAI",
    server=Server(
        url="https://api.openai.com/v1",
        environment="OPENAI_BASE_URL",
        variables=(),
    ),
    credentials=(
        Credential(
            name="bearer",
            arguments=("api_key",),
            environment="OPENAI_API_KEY",
            header="Authorization",
            prefix="Bearer ",
        ),
    ),
    security=((("bearer",),),),
    parameters=(
        ClientParameter(
            argument="organization",
            environment="OPENAI_ORG_ID",
            place="header",
            name="OpenAI-Organization",
            values=(),
        ),
        ClientParameter(
            argument="project",
            environment="OPENAI_PROJECT_ID",
            place="header",
            name="OpenAI-Project",
            values=(),
        ),
    ),
    request_id_headers=("x-request-id",),
    client_request_id=ClientRequestId(
        header="X-Client-Request-Id",
        form="text",
    ),
    rate_limits=(
        RateLimitHeaders(
            name="requests",
            limit="x-ratelimit-limit-requests",
            remaining="x-ratelimit-remaining-requests",
            reset="x-ratelimit-reset-requests",
        ),
        RateLimitHeaders(
            name="tokens",
            limit="x-ratelimit-limit-tokens",
            remaining="x-ratelimit-remaining-tokens",
            reset="x-ratelimit-reset-tokens",
        ),
        RateLimitHeaders(
            name="project_tokens",
            limit="x-ratelimit-limit-project-tokens",
            remaining="x-ratelimit-remaining-project-tokens",
            reset="x-ratelimit-reset-project-tokens",
        ),
    ),
    errors=ErrorTable(
        code=("/error/code",),
        message=("/error/message",),
        param=("/error/param",),
        type=("/error/type",),
        codes={
            "insufficient_quota": ErrorCode(
                exception=exceptions.InsufficientQuotaError,
                retry=False,
            ),
            "credit_balance_exhausted": ErrorCode(
                exception=exceptions.CreditBalanceExhaustedError,
                retry=False,
            ),
            "organization_spend_limit_exceeded": ErrorCode(
                exception=exceptions.SpendLimitExceededError,
                retry=False,
            ),
            "project_spend_limit_exceeded": ErrorCode(
                exception=exceptions.SpendLimitExceededError,
                retry=False,
            ),
            "organization_usage_limit_exceeded": ErrorCode(
                exception=exceptions.UsageLimitExceededError,
                retry=False,
            ),
            "invalid_encrypted_content": ErrorCode(
                exception=exceptions.InvalidEncryptedContentError,
                retry=False,
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
    security=(("bearer",),),
    body=Fields(
        fields=(
            Field(
                argument="model",
                wire="model",
                required=True,
                nullable=False,
            ),
            Field(
                argument="input",
                wire="input",
                required=False,
                nullable=False,
            ),
            Field(
                argument="instructions",
                wire="instructions",
                required=False,
                nullable=False,
            ),
            Field(
                argument="previous_response_id",
                wire="previous_response_id",
                required=False,
                nullable=False,
            ),
            Field(
                argument="prompt_cache_key",
                wire="prompt_cache_key",
                required=False,
                nullable=False,
            ),
            Field(
                argument="prompt_cache_retention",
                wire="prompt_cache_retention",
                required=False,
                nullable=False,
            ),
            Field(
                argument="service_tier",
                wire="service_tier",
                required=False,
                nullable=False,
            ),
        )
    ),
    parameters=(),
    request=_responses_compact_request,
    response=_responses_compact_response,
    error=_responses_compact_error,
)
