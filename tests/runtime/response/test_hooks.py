"""Hooks: what they are told of a call, and that what they do harms none."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from _runtime.setup.events import RequestEvent, ResponseEvent, RetryEvent
from _runtime.vocabulary.errors import (
    APIConnectionError,
)

from tests.support.raw_calls import BODY, CALLS, FIRST, TOLD, provider
from tests.support.scripted_network import answer, wired
from tests.support.small_api import PLAIN, Driver


def test_hooks_follow_a_call(driver: Driver) -> None:
    """Each request, answer and wait is told, in order and without content."""
    seen: list[Any] = []
    hooks = {f"on_{name}": seen.append for name in ("request", "response", "retry")}
    steps = (
        answer(429, b'{"error": {"code": "slow"}}', **TOLD),
        answer(200, BODY, x_request_id="r-2"),
    )
    client, _ = wired(driver, *steps, provider=provider("uuid"), takes=0.5, **hooks)
    driver.make(client)
    call = {
        "operation": "make",
        "method": "POST",
        "path": "/things/make",
        "client_request_id": FIRST,
    }
    assert [
        RequestEvent(attempt=1, **call),
        ResponseEvent(attempt=1, status_code=429, elapsed=0.5, rate_limits=CALLS, **call),
        RetryEvent(
            attempt=1, wait=1.0, error="RateLimitError", status_code=429, code="slow", **call
        ),
        RequestEvent(attempt=2, **call),
        ResponseEvent(attempt=2, status_code=200, elapsed=0.5, request_id="r-2", **call),
    ] == seen


def test_hooks_hear_of_lost_connections(driver: Driver) -> None:
    """A failure without an answer has no status."""
    seen: list[RetryEvent] = []
    lost = APIConnectionError("gone", sent=False)
    client, _ = wired(driver, lost, answer(200, BODY), on_retry=seen.append)
    driver.make(client)
    assert [("APIConnectionError", None, 1)] == [(e.error, e.status_code, e.attempt) for e in seen]


def test_hooks_of_async_clients_may_be_awaited() -> None:
    """An async client waits for what a hook returns."""
    driver, seen = Driver("async"), []

    async def hook(event: Any) -> None:
        await asyncio.sleep(0)
        seen.append(event.attempt)

    client, _ = wired(driver, answer(200, BODY), on_request=hook, on_response=hook)
    driver.make(client)
    driver.finish()
    assert [1, 1] == seen


@pytest.mark.parametrize("name", ["on_request", "on_response", "on_retry"])
def test_no_hook_costs_an_answer(
    driver: Driver, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What a hook raises is logged, and the call goes on: its answer may have been paid for."""

    def hook(event: Any) -> None:
        raise ValueError("the hook's own")

    client, _ = wired(driver, answer(503), answer(200, BODY), **{name: hook})
    assert "thing-1" == driver.make(client).id
    assert f"make: {name} raised; the call goes on" in caplog.messages
    assert "the hook's own" in caplog.text


def test_awaitables_are_not_for_sync_clients(caplog: pytest.LogCaptureFixture) -> None:
    """A coroutine that a sync client is given by a hook is closed, and that is logged."""
    driver = Driver("sync")

    async def hook(event: Any) -> None:
        raise AssertionError("never begun")

    client, _ = wired(driver, answer(200, BODY), on_request=hook)
    with caplog.at_level(logging.ERROR):
        driver.make(client)
    driver.finish()
    assert "on_request returns an awaitable, which a sync client can't wait for" in caplog.text


@pytest.mark.parametrize("name", ["on_request", "on_response", "on_retry"])
def test_hooks_are_functions(driver: Driver, name: str) -> None:
    """Anything else is refused at construction."""
    assert driver.refusal(PLAIN, api_key="k" * 9, **{name: 5}) == f"{name} has to be a function"


@pytest.mark.parametrize("name", ["retry_unsafe", "follow_redirects", "allow_insecure_http"])
def test_switches_are_true_or_false(driver: Driver, name: str) -> None:
    """A switch takes nothing that only looks like one."""
    for bad in (None, 1, "no"):
        assert driver.refusal(PLAIN, api_key="k" * 9, **{name: bad}).startswith(f"{name} has to")
