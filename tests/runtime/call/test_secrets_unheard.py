"""Calls that nobody waits for any more: neither what they raise nor the logs show a key."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
import subprocess
import sys
import traceback
import warnings
from pathlib import Path
from typing import Any

import pytest
from _runtime.transport.sources import Sources

from tests.support.frames import WORDS, frames
from tests.support.scripted_network import AsyncNetwork, ToldClock, answer, wired
from tests.support.small_api import (
    KEY,
    MAKE,
    PLAIN,
    Driver,
)
from tests.support.stub import Reply, Stub

ROOT = Path(__file__).parents[3]


@pytest.mark.case("S21")
@pytest.mark.parametrize("waiting", ["for the answer", "for the next try", "for the credential"])
def test_a_cancelled_call_shows_no_key(caplog: pytest.LogCaptureFixture, waiting: str) -> None:
    """The traceback of a cancelled task, with its frames' locals, and the logs hold no key."""
    caplog.set_level(logging.DEBUG)

    clock = ToldClock()

    class Silent(AsyncNetwork):
        async def send(self, *given: Any) -> Any:
            if waiting == "for the answer":
                await clock.sleep_async(60)
            return await super().send(*given)

    async def key() -> str:
        if waiting == "for the credential":
            await clock.sleep_async(60)
        return KEY

    async def cancelled() -> asyncio.CancelledError:
        driver = Driver("async")
        client, _ = wired(
            driver,
            answer(503, b"busy"),
            api_key=key,
            sources=Sources(clock=clock, chance=lambda: 1.0),
        )
        client._session._transport = Silent(answer(503, b"busy"))
        task = asyncio.ensure_future(client._session.call(MAKE, {"model": "m", "input": WORDS}))
        await clock.until_it_waits()
        shown.append(repr(task) + repr(task.get_stack()))
        task.cancel()
        try:
            await task
        except asyncio.CancelledError as error:
            return error
        raise AssertionError("the task wasn't cancelled")

    shown: list[str] = []
    error = asyncio.run(cancelled())
    shown += [frames(error), "".join(traceback.format_exception(error)), caplog.text]
    assert "_runtime" in shown[2]
    assert KEY not in "".join(shown) and WORDS not in shown[0] + shown[2] + shown[3]


@pytest.mark.case("S22")
@pytest.mark.parametrize(
    "reply_", [Reply(401, KEY.encode()), Reply(200, f'["{KEY}"]'.encode()), Reply(drop=True)]
)
def test_a_task_that_nobody_awaits_shows_no_key(stub: Stub, reply_: Reply) -> None:
    """asyncio's handler of forgotten exceptions prints tracebacks; debug mode prints more."""
    stub.plays(reply_)
    out = io.StringIO()
    told: list[Any] = []
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(message)s %(exc_info)s"))
    logging.getLogger("asyncio").addHandler(handler)

    async def forget() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda loop, context: told.append(dict(context)))
        driver = Driver("async")
        client = driver.client(PLAIN, api_key=KEY, base_url=stub.url, max_retries=0)
        task = asyncio.ensure_future(client._session.call(MAKE, {"model": "m"}))
        await asyncio.wait([task])
        del task
        gc.collect()
        (context,) = told
        told.append(frames(context["exception"]))
        loop.default_exception_handler(context)
        await client.close()

    try:
        asyncio.run(forget(), debug=True)
    finally:
        logging.getLogger("asyncio").removeHandler(handler)
    assert "Task exception was never retrieved" in out.getvalue()
    assert KEY not in out.getvalue() + repr(told)


PROGRAM = """
import asyncio, gc, sys, threading
sys.path[:0] = {paths!r}
from _runtime.call.clients import SyncClient
from _runtime.call.clients import AsyncClient
from _runtime.vocabulary.errors import APIError
from tests.support.small_api import MAKE, PLAIN

KEY, URL = sys.argv[1:]
given = {{"api_key": KEY, "base_url": URL, "max_retries": 0}}

async def forgotten():
    client = AsyncClient(PLAIN, given)
    # cancelled by the end of the loop
    asyncio.ensure_future(client._session.call(MAKE, {{"model": "m"}}))
    try:
        await client._session.call(MAKE, {{"model": "m"}})
    except APIError:
        pass
    client._session.call(MAKE, {{"model": "m"}})  # a coroutine that is never awaited

asyncio.run(forgotten(), debug=True)
gc.collect()
client = SyncClient(PLAIN, given)
try:
    client._session.call(MAKE, {{"model": "m"}})
except APIError:
    pass
try:
    SyncClient(PLAIN, {{**given, "timeout": -1}})
except APIError:
    pass
broken = object.__new__(SyncClient)
del client, broken
gc.collect()
call = lambda: SyncClient(PLAIN, given)._session.call(MAKE, {{"model": "m"}})
thread = threading.Thread(target=call)
thread.start()
thread.join()
kept = SyncClient(PLAIN, given)
raise SystemExit(kept.call(MAKE, {{"model": "m"}}))
"""


@pytest.mark.case("S22")
def test_the_end_of_an_interpreter_shows_no_key(stub: Stub) -> None:
    """Forgotten clients, tasks and coroutines, a thread's exception and one that nobody catches say
    what they say on the standard error, in development mode too, without the key.
    """
    stub.plays(Reply(401, json.dumps({"error": {"message": f"no key {KEY}"}}).encode()))
    paths = [str(ROOT / "templates" / "python"), str(ROOT)]
    program = PROGRAM.format(paths=paths)
    command = [sys.executable, "-X", "dev", "-W", "always", "-c", program, KEY, stub.url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert "AuthenticationError" in done.stderr and 1 == done.returncode
    assert "no key ***" in done.stderr and "was never awaited" in done.stderr
    assert KEY not in done.stderr + done.stdout


@pytest.mark.case("S22")
def test_a_finalizer_that_fails_shows_no_key(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Python says of an exception in a finalizer names the object by its `repr` alone."""
    gc.collect()  # what other tests left is to say whatever it says before
    told: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    client = driver.client(PLAIN, api_key=KEY, default_headers={"X-Secret": KEY})
    kind = type("Broken", (type(client),), {"__del__": lambda self: 1 / 0})
    broken: Any = object.__new__(kind)
    vars(broken).update(vars(client))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        del broken
        gc.collect()
    assert 1 == len(told)
    assert KEY not in f"{told[0].object!r} {told[0].err_msg} {told[0].exc_value!r}"
