"""The clients of all providers, sync and async, against a server that checks each request."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Mapping
from typing import Any

import httpx2
import pytest
import responses_compact

from tests.package.served import PROVIDERS, Provider, text

pytestmark = pytest.mark.slow

Servers = Mapping[str, str]

SYNC_AND_ASYNC = pytest.mark.parametrize("kind", ["sync", "async"])


def labelled(direction: str) -> Any:
    """A parameter for each example of each provider."""
    return pytest.mark.parametrize(
        ("provider", "label"),
        [
            pytest.param(provider, label, id=f"{provider.name}-{label}")
            for provider in PROVIDERS.values()
            for label in provider.examples(direction)
        ],
    )


def call(kind: str, provider: Provider, servers: Servers, **arguments: Any) -> Any:
    """Call the operation with a client of the kind; what the server found wrong is in the error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", responses_compact.UnsupportedOperationWarning)
        try:
            if kind == "sync":
                return call_sync(provider, servers, arguments)
            return asyncio.run(call_async(provider, servers, arguments))
        except responses_compact.APIStatusError as error:
            error.add_note(error.headers.get("sl-violations", "no violations"))
            error.add_note(str(error.body))
            raise


def options(provider: Provider, servers: Servers) -> dict[str, Any]:
    """The arguments of a client that calls the server of a provider."""
    known = {name: value for name, value in provider.arguments if name != "azure_endpoint"}
    return {**known, "base_url": servers[provider.name], "strict": True, "max_retries": 0}


def call_sync(provider: Provider, servers: Servers, arguments: dict[str, Any]) -> Any:
    """Call with a sync client."""
    make = getattr(responses_compact, provider.client)
    with make(**options(provider, servers)) as client:
        return client.responses.compact(**arguments)


async def call_async(provider: Provider, servers: Servers, arguments: dict[str, Any]) -> Any:
    """Call with an async client."""
    make = getattr(responses_compact, f"Async{provider.client}")
    async with make(**options(provider, servers)) as client:
        return await client.responses.compact(**arguments)


@SYNC_AND_ASYNC
@labelled("response")
def test_each_kind_of_answer(provider: Provider, label: str, kind: str, prism: Servers) -> None:
    """The example that is asked for arrives, with one item of the kind that names it."""
    prefer = {"Prefer": f"example={label}"}
    response = call(kind, provider, prism, model=provider.model, extra_headers=prefer)
    assert provider.namespace.CompactedResponse is type(response)
    assert text(provider.examples("response")[label]) == text(response.to_dict())


@SYNC_AND_ASYNC
@labelled("request")
def test_each_shape_of_request(provider: Provider, label: str, kind: str, prism: Servers) -> None:
    """What the clients make of dicts, and of models, is what the description allows."""
    value = provider.examples("request")[label]
    read = provider.namespace.CompactRequest.from_dict(value)
    for arguments in (value, {name: getattr(read, name) for name in value}):
        response = call(kind, provider, prism, **arguments)
        assert provider.namespace.CompactedResponse is type(response)


@SYNC_AND_ASYNC
@pytest.mark.parametrize("provider", PROVIDERS.values(), ids=lambda provider: provider.name)
def test_what_was_received_is_accepted(provider: Provider, kind: str, prism: Servers) -> None:
    """The output of a call may be sent as the next input, with something new after it."""
    prefer = {"Prefer": "example=compacted"}
    first = call(kind, provider, prism, model=provider.model, extra_headers=prefer)
    assert ["message", "compaction"] == [item.type for item in first.output]
    new = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "t"}]}
    second = call(kind, provider, prism, model=provider.model, input=[*first.output, new])
    assert provider.namespace.CompactedResponse is type(second)


@SYNC_AND_ASYNC
@pytest.mark.parametrize("provider", PROVIDERS.values(), ids=lambda provider: provider.name)
@pytest.mark.parametrize("body", [{"model": {"a": 1}}, {"input": [{"a": 1}]}], ids=str)
def test_the_server_judges_requests(
    provider: Provider, body: dict[str, Any], kind: str, prism: Servers
) -> None:
    """A body that the description forbids is refused: the tests above say something."""
    with pytest.raises(responses_compact.UnprocessableEntityError):
        call(kind, provider, prism, model=provider.model, extra_body=body)


@pytest.mark.parametrize("provider", PROVIDERS.values(), ids=lambda provider: provider.name)
def test_the_server_wants_a_credential(provider: Provider, prism: Servers) -> None:
    """A request without the credential of the description is refused."""
    answer = httpx2.post(
        f"{prism[provider.name]}/responses/compact",
        json={"model": provider.model},
        trust_env=False,
        timeout=60,
    )
    assert 401 == answer.status_code


@SYNC_AND_ASYNC
def test_a_refusal_is_an_exception_of_its_own(kind: str, prism: Servers) -> None:
    """A status that the description documents is raised as the class of that status."""
    prefer = {"Prefer": "code=429"}
    with pytest.raises(responses_compact.RateLimitError) as caught:
        call(kind, PROVIDERS["openai"], prism, model="m", extra_headers=prefer)
    assert 429 == caught.value.status_code
