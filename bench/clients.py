"""A client of each package over a transport in memory, so that only client code is measured."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2

from bench import packages

MODEL = "gpt-5.1-codex-max"


def transport(body: bytes) -> httpx2.MockTransport:
    """Return a transport that reads what is sent and always answers `body`."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        request.read()
        return _answer(body)

    return httpx2.MockTransport(answer)


def async_transport(body: bytes) -> httpx2.MockTransport:
    """Return the same for asynchronous clients; it lets others run once, as a network would."""

    async def answer(request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        await asyncio.sleep(0)
        return _answer(body)

    return httpx2.MockTransport(answer)


def _answer(body: bytes) -> httpx2.Response:
    """Return a response that is yet to be read, as those from a network are."""
    headers = {"content-type": "application/json", "content-length": str(len(body))}
    return httpx2.Response(200, stream=httpx2.ByteStream(body), headers=headers)


def ours(body: bytes) -> Any:
    """Return our client."""
    return _sync(packages.ours().OpenAI, body)


def theirs(body: bytes) -> Any | None:
    """Return their client, if it is installed."""
    package = packages.theirs()
    return _sync(package.OpenAI, body) if package else None


def ours_async(body: bytes) -> Any:
    """Return our asynchronous client."""
    return _async(packages.ours().AsyncOpenAI, body)


def theirs_async(body: bytes) -> Any | None:
    """Return their asynchronous client, if it is installed."""
    package = packages.theirs()
    return _async(package.AsyncOpenAI, body) if package else None


def _sync(client: Any, body: bytes) -> Any:
    return client(api_key="key", http_client=httpx2.Client(transport=transport(body)))


def _async(client: Any, body: bytes) -> Any:
    return client(api_key="key", http_client=httpx2.AsyncClient(transport=async_transport(body)))
