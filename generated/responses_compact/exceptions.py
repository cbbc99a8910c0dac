"""Everything that a call can fail with; the tree is drawn in `_runtime.errors`."""

from __future__ import annotations

from ._runtime.errors import (
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
    BadRequestError as BadRequestError,
    CertificateError as CertificateError,
    ClientClosedError as ClientClosedError,
    ClientMisuseError as ClientMisuseError,
    ConfigurationError as ConfigurationError,
    ConflictError as ConflictError,
    IncompleteAnswerError as IncompleteAnswerError,
    InternalServerError as InternalServerError,
    NotFoundError as NotFoundError,
    PermissionDeniedError as PermissionDeniedError,
    RateLimitError as RateLimitError,
    RedirectError as RedirectError,
    UnprocessableEntityError as UnprocessableEntityError,
    UnsupportedOperationWarning as UnsupportedOperationWarning,
)

OpenAIError = APIError
"""Whatever a call fails with; the same class as `APIError`, by the name of a client."""

AzureOpenAIError = APIError
"""Whatever a call fails with; the same class as `APIError`, by the name of a client."""

YandexAIError = APIError
"""Whatever a call fails with; the same class as `APIError`, by the name of a client."""


class InsufficientQuotaError(RateLimitError):
    """The account's quota is used up. Waiting does not help, a change of the plan does."""


class CreditBalanceExhaustedError(RateLimitError):
    """The prepaid credit is used up. Waiting does not help, buying credit does."""


class SpendLimitExceededError(RateLimitError):
    """The organization or the project has spent what it set itself as its limit for the month. Waiting
    for seconds does not help, raising the limit does.
    """


class UsageLimitExceededError(RateLimitError):
    """The organization has used what the provider allows it in a month. Waiting for seconds does not
    help, a higher limit does.
    """


class InvalidEncryptedContentError(BadRequestError):
    """An item holds encrypted content that the provider cannot read: it was altered, or made by
    another provider or with a key that has been replaced. Repeating the call never helps.
    """


class ContentFilterError(BadRequestError):
    """The content filter refused the conversation. The same conversation is refused each time."""


class DeploymentNotFoundError(NotFoundError):
    """No deployment has the name that was given as the model. A deployment made a moment ago may need
    some minutes to be found.
    """


class DeadlineExceededError(InternalServerError):
    """The server did not finish in time."""


class ResourceExhaustedError(RateLimitError):
    """A quota of the cloud is used up for the moment."""


class UnimplementedError(InternalServerError):
    """The server does not have the operation. Another attempt does not change that."""


class UnavailableError(InternalServerError):
    """The service cannot be reached at the moment."""
