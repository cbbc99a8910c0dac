"""The clients: what they take, and one method for each operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Self

from .._runtime.clients import AsyncClient, SyncClient
from .._runtime.credentials import AsyncKey, Key
from .._runtime.events import RequestHook, ResponseHook, RetryHook
from .._runtime.lazy import Later
from .._runtime.namespaces import AsyncNamespace, CachedProperty, SyncNamespace
from .._runtime.omit import Omit, omit
from .._runtime.raw import RawResponse
from .._runtime.session import SyncSession
from .._runtime.session_async import AsyncSession
from .._runtime.tracebacks import of_assertions
from .._runtime.transport import Limits, Transports
from . import operations

if TYPE_CHECKING:
    import httpx2

    from . import models
    from . import params
else:
    httpx2 = Later("httpx2")
    models = Later(".models", __package__)
    params = Later(".params", __package__)

__tracebackhide__ = of_assertions


class YandexAI(SyncClient):
    """One operation: a conversation goes in, a shorter one with the same meaning for the model
    comes back. This is the operation as Yandex AI Studio documents it, on a page that says that it
    is not supported at present.

    A client may be used as a context manager, which closes it. An explicit `base_url` is consent
    to send the credential there, also one that comes from the environment.
    """

    def __init__(
        self,
        *,
        api_key: Key | None = None,
        iam_token: Key | None = None,
        folder: str | None = None,
        base_url: str | httpx2.URL | None = None,
        timeout: float | httpx2.Timeout | None = 600,
        max_retries: int = 2,
        retry_unsafe: bool = False,
        strict: bool = False,
        follow_redirects: bool = False,
        allow_insecure_http: bool = False,
        limits: Limits | None = None,
        default_headers: Mapping[str, str | None | Omit] | None = None,
        default_query: Mapping[str, object] | None = None,
        on_request: RequestHook | None = None,
        on_response: ResponseHook | None = None,
        on_retry: RetryHook | None = None,
        http_client: httpx2.Client | Transports | None = None,
    ) -> None:
        """Set up a client; nothing is connected yet.

        Args:
            api_key: An API key of a service account. Read from `YC_API_KEY` when it isn't given.
            iam_token: An IAM token of a user or a service account. It expires; a function that
                fetches tokens is asked anew for each try. Read from `YC_IAM_TOKEN` when it isn't
                given.
            folder: Identifier of the folder that the call is charged to. A service account may
                leave it out, which chooses the folder of the account; the model's URI names a
                folder in any case. A folder that the credential does not belong to is refused with
                status 400, whose code, where there is one, is `3` or `INVALID_ARGUMENT`; its text
                changes. Read from `YC_FOLDER_ID` when it isn't given.
            base_url: Replaces the provider's address.
            timeout: Seconds that a call may take as a whole, with all tries and the waits between
                them; `None` for no limit. An `httpx2.Timeout` bounds each phase, and the call by
                the sum of its phases.
            max_retries: How often a call that failed without harm is tried again.
            retry_unsafe: Also try again when the connection failed after the request was sent. The
                provider may then do, and charge for, the same call twice.
            strict: Raise for an answer that breaks its schema, instead of listing its defects.
            follow_redirects: Follow redirects (307 and 308) inside the provider's own origin.
            allow_insecure_http: Accept plain http for other hosts than this machine.
            limits: How large an answer may be.
            default_headers: Headers that are sent with every call; `None` leaves out one that
                would be sent otherwise.
            default_query: Query parameters that are sent with every call.
            on_request: Called with a `RequestEvent` before each request.
            on_response: Called with a `ResponseEvent` after each answer.
            on_retry: Called with a `RetryEvent` before each wait for another try. What a hook
                raises is logged and doesn't touch the call.
            http_client: A client of your own to send with, with its proxies and certificates; it is
                not closed with this one. The end of `timeout` is then noticed between the parts of
                an answer's body only: a server that keeps sending its headers can outlast it.
                In tests, the `FakeTransport` of this package's `testing`.

        Raises:
            ConfigurationError: There is no credential, or a value can't be used.
        """
        arguments: dict[str, Any] = {
            "api_key": api_key,
            "iam_token": iam_token,
            "folder": folder,
            "base_url": base_url,
            "timeout": timeout,
            "max_retries": max_retries,
            "retry_unsafe": retry_unsafe,
            "strict": strict,
            "follow_redirects": follow_redirects,
            "allow_insecure_http": allow_insecure_http,
            "limits": limits,
            "default_headers": default_headers,
            "default_query": default_query,
            "on_request": on_request,
            "on_response": on_response,
            "on_retry": on_retry,
        }
        super().__init__(operations.PROVIDER, arguments, http_client=http_client)

    def with_options(
        self,
        *,
        api_key: Key | None | Omit = omit,
        iam_token: Key | None | Omit = omit,
        folder: str | None | Omit = omit,
        base_url: str | httpx2.URL | None | Omit = omit,
        timeout: float | httpx2.Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        retry_unsafe: bool | Omit = omit,
        strict: bool | Omit = omit,
        follow_redirects: bool | Omit = omit,
        allow_insecure_http: bool | Omit = omit,
        limits: Limits | None | Omit = omit,
        default_headers: Mapping[str, str | None | Omit] | None | Omit = omit,
        default_query: Mapping[str, object] | None | Omit = omit,
        set_default_headers: Mapping[str, str | None | Omit] | None | Omit = omit,
        set_default_query: Mapping[str, object] | None | Omit = omit,
        on_request: RequestHook | None | Omit = omit,
        on_response: ResponseHook | None | Omit = omit,
        on_retry: RetryHook | None | Omit = omit,
        http_client: httpx2.Client | Transports | None | Omit = omit,
    ) -> Self:
        """Return a client that differs in what is given here.

        It shares the connections, and what failures have left of the budget for further tries.
        `default_headers` and `default_query` are added to those that this client has, and replace
        those of the same name; `set_default_headers` and `set_default_query` replace all of them.
        """
        changes: dict[str, Any] = {
            "api_key": api_key,
            "iam_token": iam_token,
            "folder": folder,
            "base_url": base_url,
            "timeout": timeout,
            "max_retries": max_retries,
            "retry_unsafe": retry_unsafe,
            "strict": strict,
            "follow_redirects": follow_redirects,
            "allow_insecure_http": allow_insecure_http,
            "limits": limits,
            "default_headers": default_headers,
            "default_query": default_query,
            "set_default_headers": set_default_headers,
            "set_default_query": set_default_query,
            "on_request": on_request,
            "on_response": on_response,
            "on_retry": on_retry,
            "http_client": http_client,
        }
        return self._changed(changes)

    copy = with_options

    @property
    def folder(self) -> str | None:
        """What is sent with each call for the argument of this name."""
        return self._parameter("folder")

    @CachedProperty
    def responses(self) -> Responses:
        """The operations of `responses`."""
        return Responses(self._session)

    @CachedProperty
    def with_raw_response(self) -> YandexAIWithRawResponse:
        """All operations, each with its answer as it came."""
        return YandexAIWithRawResponse(self._session, self.responses.with_raw_response)


class Responses(SyncNamespace):
    """The operations of `responses`."""

    @CachedProperty
    def with_raw_response(self) -> ResponsesWithRawResponse:
        """The same operations, each with its answer as it came."""
        return ResponsesWithRawResponse(self._session)

    def compact(
        self,
        *,
        model: str | None,
        input: (
            str
            | Sequence[
                models.InputItem | params.InputItem | models.OutputItem | Mapping[str, object]
            ]
            | None
            | Omit
        ) = omit,
        instructions: str | None | Omit = omit,
        previous_response_id: str | None | Omit = omit,
        prompt_cache_key: str | None | Omit = omit,
        prompt_cache_retention: Literal["in_memory", "24h"] | None | Omit = omit,
        extra_headers: Mapping[str, str | None | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: float | httpx2.Timeout | None | Omit = omit,
    ) -> models.CompactedResponse:
        """Replaces a conversation by a shorter list of items. What comes back is the whole of the
        next context window: send it as it is, with new items after it, as the input of the next
        call. Calls can take minutes, during which nothing is received.

        Yandex AI Studio documents this operation and marks it as currently not supported. A call is
        sent all the same, and may fail.

        Args:
            model: The model that does the compaction, as a URI of the form
                `gpt://<folder>/<model>/latest`. `rc` may stand in place of `latest`, or nothing.
                The folder has to be the one of the credential.
            input: The conversation to compact, as one text or as a list of items. The items that
                an earlier compaction returned can be sent back here untouched. `None` sends null.
            instructions: System or developer text for this request only. Those that applied to
                the response named by `previous_response_id` are not carried over. `None` sends
                null.
            previous_response_id: Identifier of a stored response whose conversation is
                continued. It excludes a `conversation` parameter, which this operation does not
                offer anyway. `None` sends null.
            prompt_cache_key: A name under which requests that begin alike share the prompt
                cache. OpenAI's published specification allows up to 64 characters. `None` sends
                null.
            prompt_cache_retention: How long a cached prompt prefix may live. `in_memory` ends
                with the cache's own eviction, `24h` asks for a day. `None` sends null.
            extra_headers: Headers for this call alone; they win over all others, and `None` leaves a
                header out.
            extra_query: Query parameters for this call alone.
            extra_body: Members that are added to the JSON object that is sent, as they are.
            timeout: Seconds that this call may take, in place of the client's.

        Returns:
            The compacted conversation.

        Raises:
            APIStatusError: The provider refused the request or failed on it.
            APIConnectionError: No answer came.
            APIResponseValidationError: What came isn't the answer that is promised.
        """
        return self._session.call(
            operations.RESPONSES_COMPACT,
            {
                "model": model,
                "input": input,
                "instructions": instructions,
                "previous_response_id": previous_response_id,
                "prompt_cache_key": prompt_cache_key,
                "prompt_cache_retention": prompt_cache_retention,
            },
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )


class YandexAIWithRawResponse(SyncNamespace):
    """Operations that give back their answers as they came."""

    def __init__(self, session: SyncSession, raw_responses: ResponsesWithRawResponse) -> None:
        super().__init__(session)
        self._raw_responses = raw_responses

    @CachedProperty
    def responses(self) -> ResponsesWithRawResponse:
        """The operations of `responses`."""
        return self._raw_responses


class ResponsesWithRawResponse(SyncNamespace):
    """Operations that give back their answers as they came."""

    def compact(
        self,
        *,
        model: str | None,
        input: (
            str
            | Sequence[
                models.InputItem | params.InputItem | models.OutputItem | Mapping[str, object]
            ]
            | None
            | Omit
        ) = omit,
        instructions: str | None | Omit = omit,
        previous_response_id: str | None | Omit = omit,
        prompt_cache_key: str | None | Omit = omit,
        prompt_cache_retention: Literal["in_memory", "24h"] | None | Omit = omit,
        extra_headers: Mapping[str, str | None | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: float | httpx2.Timeout | None | Omit = omit,
    ) -> RawResponse[models.CompactedResponse]:
        """Call `compact` and return its answer as it came; `parse()` reads it."""
        return self._session.call_raw(
            operations.RESPONSES_COMPACT,
            {
                "model": model,
                "input": input,
                "instructions": instructions,
                "previous_response_id": previous_response_id,
                "prompt_cache_key": prompt_cache_key,
                "prompt_cache_retention": prompt_cache_retention,
            },
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )


class AsyncYandexAI(AsyncClient):
    """One operation: a conversation goes in, a shorter one with the same meaning for the model
    comes back. This is the operation as Yandex AI Studio documents it, on a page that says that it
    is not supported at present.

    A client may be used as a context manager, which closes it. An explicit `base_url` is consent
    to send the credential there, also one that comes from the environment.
    """

    def __init__(
        self,
        *,
        api_key: AsyncKey | None = None,
        iam_token: AsyncKey | None = None,
        folder: str | None = None,
        base_url: str | httpx2.URL | None = None,
        timeout: float | httpx2.Timeout | None = 600,
        max_retries: int = 2,
        retry_unsafe: bool = False,
        strict: bool = False,
        follow_redirects: bool = False,
        allow_insecure_http: bool = False,
        limits: Limits | None = None,
        default_headers: Mapping[str, str | None | Omit] | None = None,
        default_query: Mapping[str, object] | None = None,
        on_request: RequestHook | None = None,
        on_response: ResponseHook | None = None,
        on_retry: RetryHook | None = None,
        http_client: httpx2.AsyncClient | Transports | None = None,
    ) -> None:
        """Set up a client; nothing is connected yet.

        Args:
            api_key: An API key of a service account. Read from `YC_API_KEY` when it isn't given.
            iam_token: An IAM token of a user or a service account. It expires; a function that
                fetches tokens is asked anew for each try. Read from `YC_IAM_TOKEN` when it isn't
                given.
            folder: Identifier of the folder that the call is charged to. A service account may
                leave it out, which chooses the folder of the account; the model's URI names a
                folder in any case. A folder that the credential does not belong to is refused with
                status 400, whose code, where there is one, is `3` or `INVALID_ARGUMENT`; its text
                changes. Read from `YC_FOLDER_ID` when it isn't given.
            base_url: Replaces the provider's address.
            timeout: Seconds that a call may take as a whole, with all tries and the waits between
                them; `None` for no limit. An `httpx2.Timeout` bounds each phase, and the call by
                the sum of its phases.
            max_retries: How often a call that failed without harm is tried again.
            retry_unsafe: Also try again when the connection failed after the request was sent. The
                provider may then do, and charge for, the same call twice.
            strict: Raise for an answer that breaks its schema, instead of listing its defects.
            follow_redirects: Follow redirects (307 and 308) inside the provider's own origin.
            allow_insecure_http: Accept plain http for other hosts than this machine.
            limits: How large an answer may be.
            default_headers: Headers that are sent with every call; `None` leaves out one that
                would be sent otherwise.
            default_query: Query parameters that are sent with every call.
            on_request: Called with a `RequestEvent` before each request.
            on_response: Called with a `ResponseEvent` after each answer.
            on_retry: Called with a `RetryEvent` before each wait for another try. What a hook
                raises is logged and doesn't touch the call.
            http_client: A client of your own to send with, with its proxies and certificates; it is
                not closed with this one. The end of `timeout` is then noticed between the parts of
                an answer's body only: a server that keeps sending its headers can outlast it.
                In tests, the `FakeTransport` of this package's `testing`.

        Raises:
            ConfigurationError: There is no credential, or a value can't be used.
        """
        arguments: dict[str, Any] = {
            "api_key": api_key,
            "iam_token": iam_token,
            "folder": folder,
            "base_url": base_url,
            "timeout": timeout,
            "max_retries": max_retries,
            "retry_unsafe": retry_unsafe,
            "strict": strict,
            "follow_redirects": follow_redirects,
            "allow_insecure_http": allow_insecure_http,
            "limits": limits,
            "default_headers": default_headers,
            "default_query": default_query,
            "on_request": on_request,
            "on_response": on_response,
            "on_retry": on_retry,
        }
        super().__init__(operations.PROVIDER, arguments, http_client=http_client)

    def with_options(
        self,
        *,
        api_key: AsyncKey | None | Omit = omit,
        iam_token: AsyncKey | None | Omit = omit,
        folder: str | None | Omit = omit,
        base_url: str | httpx2.URL | None | Omit = omit,
        timeout: float | httpx2.Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        retry_unsafe: bool | Omit = omit,
        strict: bool | Omit = omit,
        follow_redirects: bool | Omit = omit,
        allow_insecure_http: bool | Omit = omit,
        limits: Limits | None | Omit = omit,
        default_headers: Mapping[str, str | None | Omit] | None | Omit = omit,
        default_query: Mapping[str, object] | None | Omit = omit,
        set_default_headers: Mapping[str, str | None | Omit] | None | Omit = omit,
        set_default_query: Mapping[str, object] | None | Omit = omit,
        on_request: RequestHook | None | Omit = omit,
        on_response: ResponseHook | None | Omit = omit,
        on_retry: RetryHook | None | Omit = omit,
        http_client: httpx2.AsyncClient | Transports | None | Omit = omit,
    ) -> Self:
        """Return a client that differs in what is given here.

        It shares the connections, and what failures have left of the budget for further tries.
        `default_headers` and `default_query` are added to those that this client has, and replace
        those of the same name; `set_default_headers` and `set_default_query` replace all of them.
        """
        changes: dict[str, Any] = {
            "api_key": api_key,
            "iam_token": iam_token,
            "folder": folder,
            "base_url": base_url,
            "timeout": timeout,
            "max_retries": max_retries,
            "retry_unsafe": retry_unsafe,
            "strict": strict,
            "follow_redirects": follow_redirects,
            "allow_insecure_http": allow_insecure_http,
            "limits": limits,
            "default_headers": default_headers,
            "default_query": default_query,
            "set_default_headers": set_default_headers,
            "set_default_query": set_default_query,
            "on_request": on_request,
            "on_response": on_response,
            "on_retry": on_retry,
            "http_client": http_client,
        }
        return self._changed(changes)

    copy = with_options

    @property
    def folder(self) -> str | None:
        """What is sent with each call for the argument of this name."""
        return self._parameter("folder")

    @CachedProperty
    def responses(self) -> AsyncResponses:
        """The operations of `responses`."""
        return AsyncResponses(self._session)

    @CachedProperty
    def with_raw_response(self) -> AsyncYandexAIWithRawResponse:
        """All operations, each with its answer as it came."""
        return AsyncYandexAIWithRawResponse(self._session, self.responses.with_raw_response)


class AsyncResponses(AsyncNamespace):
    """The operations of `responses`."""

    @CachedProperty
    def with_raw_response(self) -> AsyncResponsesWithRawResponse:
        """The same operations, each with its answer as it came."""
        return AsyncResponsesWithRawResponse(self._session)

    async def compact(
        self,
        *,
        model: str | None,
        input: (
            str
            | Sequence[
                models.InputItem | params.InputItem | models.OutputItem | Mapping[str, object]
            ]
            | None
            | Omit
        ) = omit,
        instructions: str | None | Omit = omit,
        previous_response_id: str | None | Omit = omit,
        prompt_cache_key: str | None | Omit = omit,
        prompt_cache_retention: Literal["in_memory", "24h"] | None | Omit = omit,
        extra_headers: Mapping[str, str | None | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: float | httpx2.Timeout | None | Omit = omit,
    ) -> models.CompactedResponse:
        """Replaces a conversation by a shorter list of items. What comes back is the whole of the
        next context window: send it as it is, with new items after it, as the input of the next
        call. Calls can take minutes, during which nothing is received.

        Yandex AI Studio documents this operation and marks it as currently not supported. A call is
        sent all the same, and may fail.

        Args:
            model: The model that does the compaction, as a URI of the form
                `gpt://<folder>/<model>/latest`. `rc` may stand in place of `latest`, or nothing.
                The folder has to be the one of the credential.
            input: The conversation to compact, as one text or as a list of items. The items that
                an earlier compaction returned can be sent back here untouched. `None` sends null.
            instructions: System or developer text for this request only. Those that applied to
                the response named by `previous_response_id` are not carried over. `None` sends
                null.
            previous_response_id: Identifier of a stored response whose conversation is
                continued. It excludes a `conversation` parameter, which this operation does not
                offer anyway. `None` sends null.
            prompt_cache_key: A name under which requests that begin alike share the prompt
                cache. OpenAI's published specification allows up to 64 characters. `None` sends
                null.
            prompt_cache_retention: How long a cached prompt prefix may live. `in_memory` ends
                with the cache's own eviction, `24h` asks for a day. `None` sends null.
            extra_headers: Headers for this call alone; they win over all others, and `None` leaves a
                header out.
            extra_query: Query parameters for this call alone.
            extra_body: Members that are added to the JSON object that is sent, as they are.
            timeout: Seconds that this call may take, in place of the client's.

        Returns:
            The compacted conversation.

        Raises:
            APIStatusError: The provider refused the request or failed on it.
            APIConnectionError: No answer came.
            APIResponseValidationError: What came isn't the answer that is promised.
        """
        return await self._session.call(
            operations.RESPONSES_COMPACT,
            {
                "model": model,
                "input": input,
                "instructions": instructions,
                "previous_response_id": previous_response_id,
                "prompt_cache_key": prompt_cache_key,
                "prompt_cache_retention": prompt_cache_retention,
            },
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )


class AsyncYandexAIWithRawResponse(AsyncNamespace):
    """Operations that give back their answers as they came."""

    def __init__(self, session: AsyncSession, raw_responses: AsyncResponsesWithRawResponse) -> None:
        super().__init__(session)
        self._raw_responses = raw_responses

    @CachedProperty
    def responses(self) -> AsyncResponsesWithRawResponse:
        """The operations of `responses`."""
        return self._raw_responses


class AsyncResponsesWithRawResponse(AsyncNamespace):
    """Operations that give back their answers as they came."""

    async def compact(
        self,
        *,
        model: str | None,
        input: (
            str
            | Sequence[
                models.InputItem | params.InputItem | models.OutputItem | Mapping[str, object]
            ]
            | None
            | Omit
        ) = omit,
        instructions: str | None | Omit = omit,
        previous_response_id: str | None | Omit = omit,
        prompt_cache_key: str | None | Omit = omit,
        prompt_cache_retention: Literal["in_memory", "24h"] | None | Omit = omit,
        extra_headers: Mapping[str, str | None | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: float | httpx2.Timeout | None | Omit = omit,
    ) -> RawResponse[models.CompactedResponse]:
        """Call `compact` and return its answer as it came; `parse()` reads it."""
        return await self._session.call_raw(
            operations.RESPONSES_COMPACT,
            {
                "model": model,
                "input": input,
                "instructions": instructions,
                "previous_response_id": previous_response_id,
                "prompt_cache_key": prompt_cache_key,
                "prompt_cache_retention": prompt_cache_retention,
            },
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )
