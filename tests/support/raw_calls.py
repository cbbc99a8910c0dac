"""Calls whose raw answers tests look at: an operation, its provider, and how it is called."""

from __future__ import annotations

import dataclasses
from typing import Any

from _runtime.response.raw import RawResponse
from _runtime.vocabulary.provider import ClientRequestId
from _runtime.vocabulary.ratelimits import RateLimit, RateLimitHeaders

from tests.support.small_api import MAKE, PLAIN, Driver

BODY = b'{"id": "thing-1", "count": 2, "object": "thing", "new": 1}'


LIMITS = (
    RateLimitHeaders(name="calls", limit="X-Limit", remaining="x-left", reset="x-reset"),
    RateLimitHeaders(name="words", remaining="x-words"),
)


TOLD = {"x_limit": "60", "x_left": "59", "x_reset": "6m0s", "x_words": "-1"}


CALLS = {"calls": RateLimit(limit=60, remaining=59, reset=360.0)}


def provider(form: Any = "text", **changes: Any) -> Any:
    """Return the plain provider with an id for each request, and limits."""
    known = ClientRequestId(header="X-Call-Id", form=form)
    return dataclasses.replace(PLAIN, client_request_id=known, rate_limits=LIMITS, **changes)


FIRST = "00000000-0000-4000-8000-000000000001"


def raw(driver: Driver, client: Any, **extras: Any) -> RawResponse[Any]:
    """Return the raw answer to the plainest call."""
    result = driver.result(client._session.call_raw(MAKE, {"model": "m"}, **extras))
    assert isinstance(result, RawResponse)
    return result
