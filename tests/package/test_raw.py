"""Raw access, ids and limits of the generated clients, as users of each provider meet them."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
from typing import Any

import httpx2
import pytest

from tests.package.served import Provider

LIMITS = {
    "x-ratelimit-remaining-tokens": "149000",
    "x-ratelimit-reset-tokens": "6m0s",
    "x-ratelimit-limit-requests": "-1",
    "x-request-id": "req-7",
}
IDS = {"openai": r"[0-9a-f-]{36}-1", "azure": None, "yandex": r"[0-9a-f-]{36}"}


def _answering(provider: Provider, seen: list[httpx2.Request]) -> httpx2.MockTransport:
    body = json.dumps(next(iter(provider.examples("response").values()))).encode()

    def handle(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, headers=LIMITS, content=body)

    return httpx2.MockTransport(handle)


@pytest.mark.filterwarnings("ignore::responses_compact.UnsupportedOperationWarning")
@pytest.mark.parametrize("kind", ["sync", "async"])
def test_with_raw_response(provider: Provider, kind: str) -> None:
    """The raw twin of a method takes the same and gives status, headers, bytes, ids and model."""
    seen: list[httpx2.Request] = []
    transport = _answering(provider, seen)
    if kind == "sync":
        with httpx2.Client(transport=transport) as own:
            client = getattr(provider.namespace, provider.client)(
                **dict(provider.arguments), http_client=own
            )
            raw = client.responses.with_raw_response.compact(model=provider.model, input="Hello")
    else:

        async def call() -> Any:
            async with httpx2.AsyncClient(transport=transport) as own:
                client = getattr(provider.namespace, f"Async{provider.client}")(
                    **dict(provider.arguments), http_client=own
                )
                method = client.responses.with_raw_response.compact
                return await method(model=provider.model, input="Hello")

        raw = asyncio.run(call())
    assert (200, 0, "149000") == (
        raw.status_code, raw.retries_taken, raw.headers["X-RateLimit-Remaining-Tokens"]
    )  # fmt: skip
    assert json.loads(raw.content) == json.loads(raw.text) == raw.parse().to_dict()
    assert "req-7" == raw.request_id == raw.parse().request_id
    sent, expected = seen[0].headers.get("x-client-request-id"), IDS[provider.name]
    assert raw.client_request_id == sent
    assert (sent is None) if expected is None else re.fullmatch(expected, sent or "")
    known = {name: (limit.remaining, limit.reset) for name, limit in raw.rate_limits.items()}
    assert ({} if provider.name == "yandex" else {"tokens": (149000, 360.0)}) == known


@pytest.mark.parametrize("prefix", ["", "Async"])
def test_the_raw_twin_takes_the_same(provider: Provider, prefix: str) -> None:
    """Signature and kind are those of the plain method; what it returns is wrapped."""
    module = __import__(f"responses_compact.{provider.name}.client", fromlist=["client"])
    plain = getattr(module, f"{prefix}Responses").compact
    raw = getattr(module, f"{prefix}ResponsesWithRawResponse").compact
    signatures = inspect.signature(plain), inspect.signature(raw)
    assert signatures[0].parameters == signatures[1].parameters
    returned = [signature.return_annotation for signature in signatures]
    assert f"RawResponse[{returned[0]}]" == returned[1]
    assert inspect.iscoroutinefunction(plain) is inspect.iscoroutinefunction(raw) is bool(prefix)


def test_what_hooks_and_raw_answers_are_is_offered() -> None:
    """The package offers the classes that its clients take and give."""
    import responses_compact

    for name in (
        "Limits",
        "RateLimit",
        "RawResponse",
        "RequestEvent",
        "ResponseEvent",
        "RetryEvent",
    ):
        assert name == getattr(responses_compact, name).__name__
