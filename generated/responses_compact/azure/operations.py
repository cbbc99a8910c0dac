"""The provider and its operations as data; nothing here does anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import exceptions
from .._runtime.operation import Field, Fields, Operation
from .._runtime.provider import (
    ClientParameter,
    Credential,
    ErrorCode,
    ErrorTable,
    Provider,
    Server,
    ServerVariable,
)
from .._runtime.ratelimits import RateLimitHeaders

if TYPE_CHECKING:
    from . import models

PROVIDER = Provider(
    name="azure",
    client="AzureOpenAI",
    server=Server(
        url="{endpoint}/openai/v1",
        environment=None,
        variables=(
            ServerVariable(
                name="endpoint",
                argument="azure_endpoint",
                environment="AZURE_OPENAI_ENDPOINT",
                required=True,
                default="https://your-resource.openai.azure.com",
            ),
        ),
    ),
    credentials=(
        Credential(
            name="entra",
            arguments=("azure_ad_token", "azure_ad_token_provider"),
            environment="AZURE_OPENAI_AD_TOKEN",
            header="Authorization",
            prefix="Bearer ",
        ),
        Credential(
            name="key",
            arguments=("api_key",),
            environment="AZURE_OPENAI_API_KEY",
            header="api-key",
            prefix="",
        ),
    ),
    security=((("entra",), ("key",)),),
    parameters=(
        ClientParameter(
            argument="api_version",
            environment=None,
            place="query",
            name="api-version",
            values=("v1", "preview"),
        ),
    ),
    request_id_headers=("apim-request-id", "x-request-id", "x-ms-request-id"),
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
    ),
    errors=ErrorTable(
        code=("/error/code", "/error/inner_error/code", "/error/innererror/code"),
        message=("/error/message", "/message"),
        param=("/error/param",),
        type=("/error/type",),
        codes={
            "insufficient_quota": ErrorCode(
                exception=exceptions.InsufficientQuotaError,
                retry=False,
            ),
            "invalid_encrypted_content": ErrorCode(
                exception=exceptions.InvalidEncryptedContentError,
                retry=False,
            ),
            "content_filter": ErrorCode(
                exception=exceptions.ContentFilterError,
                retry=False,
            ),
            "ResponsibleAIPolicyViolation": ErrorCode(
                exception=exceptions.ContentFilterError,
                retry=False,
            ),
            "DeploymentNotFound": ErrorCode(
                exception=exceptions.DeploymentNotFoundError,
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
    security=(("entra",), ("key",)),
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
