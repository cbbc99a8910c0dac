"""An answer as it came, with the means to read it.

Job: what `with_raw_response` gives back. The bytes are there before anything is decoded, so that an
answer that can't be read, or that a strict client refuses, isn't lost. `attempts` makes it once a
call has succeeded; reading is `outcome`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from typing import Any, Final, Generic, NoReturn, TypeVar

from ..vocabulary.deadline import NEVER, Deadline
from ..vocabulary.header_map import Headers
from ..vocabulary.messages import RequestInfo, ResponseInfo
from ..vocabulary.ratelimits import RateLimit, RateLimitHeaders, rate_limits

R = TypeVar("R")
S = TypeVar("S")

_SHORTEST: Final = 0.5
"""Seconds that reading may take in any case: an answer that came at the last moment isn't lost."""


class RawResponse(Generic[R]):
    """An answer as it came."""

    def __init__(
        self,
        *,
        request: RequestInfo,
        status_code: int,
        headers: Mapping[str, str],
        content: bytes,
        request_id: str | None,
        client_request_id: str | None,
        rate_limits: Iterable[RateLimitHeaders],
        attempts: int,
        elapsed: float,
        read: Callable[[Deadline], R],
        deadline: Deadline,
    ) -> None:
        self.http_request = request
        """What was sent, without what may be secret."""
        self.status_code = status_code
        self.headers = Headers(headers)
        """By name in any case."""
        self.content = content
        """The body, decompressed."""
        self.request_id = request_id
        """The provider's id of the request, for support."""
        self.client_request_id = client_request_id
        """Our id of it, where the provider takes one."""
        self.attempts = attempts
        """How often the call was tried."""
        self.elapsed = elapsed
        """Seconds that the call took, waits between tries included."""
        self._rate_limits = rate_limits
        self._read = read
        self._deadline = deadline

    @property
    def rate_limits(self) -> dict[str, RateLimit]:
        """What the answer says about the limits, by what they count."""
        return rate_limits(self._rate_limits, self.headers)

    @property
    def retries_taken(self) -> int:
        """How many tries there were after the first."""
        return self.attempts - 1

    @property
    def http_response(self) -> ResponseInfo:
        """The answer as a plain value, which can be pickled."""
        return ResponseInfo(
            status_code=self.status_code,
            headers=self.headers,
            content=self.content,
            request=self.http_request,
        )

    @property
    def method(self) -> str:
        """The method of the request."""
        return self.http_request.method

    @property
    def url(self) -> str:
        """The address of the request; query values that may be private are shown as `***`."""
        return self.http_request.url

    @property
    def text(self) -> str:
        """The body as text; bytes that aren't UTF-8 are replaced."""
        return self.http_response.text

    def json(self) -> Any:
        """Return the body as a JSON value, read anew each time; `parse()` gives the model.

        Raises:
            ValueError: It isn't JSON in UTF-8, or is nested too deeply.
        """
        return self.http_response.json()

    def parse(self) -> R:
        """Return what the call gives without `with_raw_response`, read anew each time.

        Raises:
            APIResponseValidationError: The answer isn't what is promised.
        """
        return self._read(NEVER)

    def _parse_in_time(self) -> R:
        """Return the same within the time of the call.

        Raises:
            APITimeoutError: It takes longer.
            APIResponseValidationError: The answer isn't what is promised.
        """
        return self._read(self._deadline.at_least(_SHORTEST))

    def read_as(self, change: Callable[[R], S]) -> RawResponse[S]:
        """Return the same answer, which is read as what is made of what it holds."""
        read = self._read

        def read_changed(deadline: Deadline) -> S:
            return change(read(deadline))

        twin: Any = copy(self)
        twin._read = read_changed
        result: RawResponse[S] = twin
        return result

    def __copy__(self) -> RawResponse[R]:
        twin = object.__new__(type(self))
        vars(twin).update(vars(self))
        return twin

    def __repr__(self) -> str:
        size = len(self.content)
        return f"<RawResponse {self.status_code}, {size} bytes, request id {self.request_id}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("an answer as it came can't be pickled; its content and its headers can")
