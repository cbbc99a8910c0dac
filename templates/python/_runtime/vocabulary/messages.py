"""What was asked and what came, as exceptions and raw answers keep it.

Job: the request without what may be secret, and the answer as it came. Both are plain values, which
can be pickled and compared. `shown` makes the one, `errors` and `raw` hold both.
"""

from __future__ import annotations

from typing import Any

from .dataclass import dataclass, field
from .header_map import Headers


@dataclass(frozen=True, kw_only=True)
class RequestInfo:
    """A request that was sent. It has no body, which holds the caller's content."""

    method: str
    url: str
    """Values of the query that aren't known to be harmless are shown as `***`."""
    headers: Headers = field(repr=False)
    """By name in any case; values that aren't known to be harmless are `***`."""


@dataclass(frozen=True, kw_only=True)
class ResponseInfo:
    """An answer as it came; in exceptions without the credential, should it have repeated that."""

    status_code: int
    headers: Headers = field(repr=False)
    """By name in any case."""
    content: bytes = field(repr=False)
    """The body, decompressed."""
    request: RequestInfo | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """The body as text; bytes that aren't UTF-8 are replaced."""
        return self.content.decode(errors="replace")

    @property
    def url(self) -> str:
        """The address that was asked, as `request.url` has it; empty where that isn't known."""
        return "" if self.request is None else self.request.url

    @property
    def reason_phrase(self) -> str:
        """The usual words for the status; empty for one that has none."""
        from http import HTTPStatus

        is_registered = self.status_code in {status.value for status in HTTPStatus}
        return HTTPStatus(self.status_code).phrase if is_registered else ""

    @property
    def is_success(self) -> bool:
        """Whether the status is one from 200 to 299."""
        return 200 <= self.status_code < 300

    @property
    def is_error(self) -> bool:
        """Whether the status is one from 400 on."""
        return self.status_code >= 400

    def json(self) -> Any:
        """Return the body as a JSON value, read anew each time.

        Raises:
            ValueError: It isn't JSON in UTF-8, or is nested too deeply.
        """
        from .json_text import loads

        try:
            return loads(self.content)
        except RecursionError:
            pass
        raise ValueError("the body is nested too deeply")
