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
    from ._runtime.model import (
        Model as Model,
        ResponseModel as ResponseModel,
        Unknown as Unknown,
    )
    from ._runtime.omit import (
        Omit as Omit,
        omit as omit,
    )
    from ._runtime.ratelimits import (
        RateLimit as RateLimit,
    )
    from ._runtime.raw import (
        RawResponse as RawResponse,
    )
    from ._runtime.transport import (
        Limits as Limits,
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
            "._runtime.model": (
                "Model",
                "ResponseModel",
                "Unknown",
            ),
            "._runtime.omit": (
                "Omit",
                "omit",
            ),
            "._runtime.ratelimits": ("RateLimit",),
            "._runtime.raw": ("RawResponse",),
            "._runtime.transport": ("Limits",),
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
    "DeadlineExceededError",
    "Defect",
    "DeploymentNotFoundError",
    "IncompleteAnswerError",
    "InsufficientQuotaError",
    "InternalServerError",
    "InvalidEncryptedContentError",
    "Limits",
    "Model",
    "NotFoundError",
    "Omit",
    "OpenAI",
    "OpenAIError",
    "PermissionDeniedError",
    "RateLimit",
    "RateLimitError",
    "RawResponse",
    "RedirectError",
    "RequestEvent",
    "ResourceExhaustedError",
    "ResponseEvent",
    "ResponseModel",
    "RetryEvent",
    "SpendLimitExceededError",
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
    "omit",
    "openai",
    "params",
    "testing",
    "yandex",
]
