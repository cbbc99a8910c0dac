"""Clients and models.

Compaction of conversations.

Nothing is imported before it is used: importing this package costs next to nothing. What a module
`_custom` beside it makes is offered too, if there is one: it is never generated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import azure as azure
    from . import exceptions as exceptions
    from . import models as models
    from . import openai as openai
    from . import params as params
    from . import testing as testing
    from . import yandex as yandex
    from .openai.client import (
        AsyncOpenAI as AsyncOpenAI,
        OpenAI as OpenAI,
    )
    from .azure.client import (
        AsyncAzureOpenAI as AsyncAzureOpenAI,
        AzureOpenAI as AzureOpenAI,
    )
    from .yandex.client import (
        AsyncYandexAI as AsyncYandexAI,
        YandexAI as YandexAI,
    )
    from .exceptions import (
        APIAnswerError as APIAnswerError,
        APIConnectionError as APIConnectionError,
        APIError as APIError,
        APIResponseValidationError as APIResponseValidationError,
        APIStatusError as APIStatusError,
        APITimeoutError as APITimeoutError,
        AnswerTooLargeError as AnswerTooLargeError,
        ArgumentError as ArgumentError,
        ArgumentTypeError as ArgumentTypeError,
        AuthenticationError as AuthenticationError,
        AzureOpenAIError as AzureOpenAIError,
        BadRequestError as BadRequestError,
        CertificateError as CertificateError,
        ClientClosedError as ClientClosedError,
        ClientMisuseError as ClientMisuseError,
        ConfigurationError as ConfigurationError,
        ConflictError as ConflictError,
        ContentFilterError as ContentFilterError,
        CreditBalanceExhaustedError as CreditBalanceExhaustedError,
        DeadlineExceededError as DeadlineExceededError,
        DeploymentNotFoundError as DeploymentNotFoundError,
        IncompleteAnswerError as IncompleteAnswerError,
        InsufficientQuotaError as InsufficientQuotaError,
        InternalServerError as InternalServerError,
        InvalidEncryptedContentError as InvalidEncryptedContentError,
        NotFoundError as NotFoundError,
        OpenAIError as OpenAIError,
        PermissionDeniedError as PermissionDeniedError,
        RateLimitError as RateLimitError,
        RedirectError as RedirectError,
        ResourceExhaustedError as ResourceExhaustedError,
        SpendLimitExceededError as SpendLimitExceededError,
        UnavailableError as UnavailableError,
        UnimplementedError as UnimplementedError,
        UnprocessableEntityError as UnprocessableEntityError,
        UnsupportedOperationWarning as UnsupportedOperationWarning,
        UsageLimitExceededError as UsageLimitExceededError,
        YandexAIError as YandexAIError,
    )
    from ._runtime.defects import (
        Defect as Defect,
    )
    from ._runtime.events import (
        RequestEvent as RequestEvent,
        ResponseEvent as ResponseEvent,
        RetryEvent as RetryEvent,
    )
    from ._runtime.messages import (
        RequestInfo as RequestInfo,
        ResponseInfo as ResponseInfo,
    )
    from ._runtime.model import (
        Model as Model,
        ResponseModel as ResponseModel,
        Unknown as Unknown,
    )
    from ._runtime.omit import (
        NOT_GIVEN as NOT_GIVEN,
        NotGiven as NotGiven,
        Omit as Omit,
        not_given as not_given,
        omit as omit,
    )
    from ._runtime.ratelimits import (
        RateLimit as RateLimit,
    )
    from ._runtime.raw import (
        RawResponse as RawResponse,
    )
    from ._runtime.settings import (
        DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES,
        DEFAULT_TIMEOUT as DEFAULT_TIMEOUT,
    )
    from ._runtime.transport import (
        Limits as Limits,
    )
    from httpx2 import (
        Timeout as Timeout,
    )
    from ._custom import *  # type: ignore[import-not-found, unused-ignore]
else:
    from ._runtime.lazy import lazy

    __getattr__, __dir__ = lazy(
        __name__,
        {
            ".openai.client": (
                "AsyncOpenAI",
                "OpenAI",
            ),
            ".azure.client": (
                "AsyncAzureOpenAI",
                "AzureOpenAI",
            ),
            ".yandex.client": (
                "AsyncYandexAI",
                "YandexAI",
            ),
            ".exceptions": (
                "APIAnswerError",
                "APIConnectionError",
                "APIError",
                "APIResponseValidationError",
                "APIStatusError",
                "APITimeoutError",
                "AnswerTooLargeError",
                "ArgumentError",
                "ArgumentTypeError",
                "AuthenticationError",
                "AzureOpenAIError",
                "BadRequestError",
                "CertificateError",
                "ClientClosedError",
                "ClientMisuseError",
                "ConfigurationError",
                "ConflictError",
                "ContentFilterError",
                "CreditBalanceExhaustedError",
                "DeadlineExceededError",
                "DeploymentNotFoundError",
                "IncompleteAnswerError",
                "InsufficientQuotaError",
                "InternalServerError",
                "InvalidEncryptedContentError",
                "NotFoundError",
                "OpenAIError",
                "PermissionDeniedError",
                "RateLimitError",
                "RedirectError",
                "ResourceExhaustedError",
                "SpendLimitExceededError",
                "UnavailableError",
                "UnimplementedError",
                "UnprocessableEntityError",
                "UnsupportedOperationWarning",
                "UsageLimitExceededError",
                "YandexAIError",
            ),
            "._runtime.defects": ("Defect",),
            "._runtime.events": (
                "RequestEvent",
                "ResponseEvent",
                "RetryEvent",
            ),
            "._runtime.messages": (
                "RequestInfo",
                "ResponseInfo",
            ),
            "._runtime.model": (
                "Model",
                "ResponseModel",
                "Unknown",
            ),
            "._runtime.omit": (
                "NOT_GIVEN",
                "NotGiven",
                "Omit",
                "not_given",
                "omit",
            ),
            "._runtime.ratelimits": ("RateLimit",),
            "._runtime.raw": ("RawResponse",),
            "._runtime.settings": (
                "DEFAULT_MAX_RETRIES",
                "DEFAULT_TIMEOUT",
            ),
            "._runtime.transport": ("Limits",),
            "httpx2": ("Timeout",),
        },
        [
            "azure",
            "exceptions",
            "models",
            "openai",
            "params",
            "testing",
            "yandex",
        ],
        seam="._custom",
    )

__version__ = "0.1.0"

__all__ = [
    "APIAnswerError",
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "AnswerTooLargeError",
    "ArgumentError",
    "ArgumentTypeError",
    "AsyncAzureOpenAI",
    "AsyncOpenAI",
    "AsyncYandexAI",
    "AuthenticationError",
    "AzureOpenAI",
    "AzureOpenAIError",
    "BadRequestError",
    "CertificateError",
    "ClientClosedError",
    "ClientMisuseError",
    "ConfigurationError",
    "ConflictError",
    "ContentFilterError",
    "CreditBalanceExhaustedError",
    "DEFAULT_MAX_RETRIES",
    "DEFAULT_TIMEOUT",
    "DeadlineExceededError",
    "Defect",
    "DeploymentNotFoundError",
    "IncompleteAnswerError",
    "InsufficientQuotaError",
    "InternalServerError",
    "InvalidEncryptedContentError",
    "Limits",
    "Model",
    "NOT_GIVEN",
    "NotFoundError",
    "NotGiven",
    "Omit",
    "OpenAI",
    "OpenAIError",
    "PermissionDeniedError",
    "RateLimit",
    "RateLimitError",
    "RawResponse",
    "RedirectError",
    "RequestEvent",
    "RequestInfo",
    "ResourceExhaustedError",
    "ResponseEvent",
    "ResponseInfo",
    "ResponseModel",
    "RetryEvent",
    "SpendLimitExceededError",
    "Timeout",
    "UnavailableError",
    "UnimplementedError",
    "Unknown",
    "UnprocessableEntityError",
    "UnsupportedOperationWarning",
    "UsageLimitExceededError",
    "YandexAI",
    "YandexAIError",
    "azure",
    "exceptions",
    "models",
    "not_given",
    "omit",
    "openai",
    "params",
    "testing",
    "yandex",
]
