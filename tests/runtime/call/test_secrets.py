"""Where a key or a conversation could come out unasked: models, tasks, the end of things."""

from __future__ import annotations

import asyncio
import base64
import gc
import html
import io
import json
import logging
import pickle
import re
import subprocess
import sys
import traceback
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from _runtime.transport.masks import masked, masked_bytes
from _runtime.transport.sources import Sources
from _runtime.vocabulary.errors import (
    APIError,
    APIResponseValidationError,
    AuthenticationError,
    ConfigurationError,
    ValidationError,
)
from _runtime.vocabulary.operation import Operation

from tests.support.scripted_network import AsyncNetwork, ToldClock, answer, wired
from tests.support.small_api import (
    GOOD,
    KEY,
    LIST,
    MAKE,
    PLAIN,
    Driver,
    ErrorBody,
    Part,
    PlainClient,
    Thing,
)
from tests.support.stub import Reply, Stub, reply

WORDS = "words-of-the-conversation"
ROOT = Path(__file__).parents[3]

LISTED: Operation[Any] = Operation(
    name="listed", method="GET", path="/all", response=lambda: dict[str, list[Thing]],
    error=lambda: ErrorBody,
)  # fmt: skip


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """Every exception that hangs on this one."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def frames(error: BaseException) -> str:
    """What a tool that prints the locals of each frame of ours would show."""
    return "\n".join(
        repr(frame.f_locals)
        for frame, _ in traceback.walk_tb(error.__traceback__)
        if "_runtime" in frame.f_code.co_filename
    )


# --- S13: models -------------------------------------------------------------------------------

MISFITS = [
    {"id": 5, "count": WORDS, "object": "thing"},
    {"id": WORDS, "count": [WORDS], "object": WORDS},
    {"count": {"a": WORDS}, WORDS: WORDS},
    {"things": [{"id": WORDS, "count": WORDS}]},
    [{"id": 5, "count": WORDS}],
    [WORDS],
    WORDS,
    None,
    5,
    {"error": {"message": 5, "code": [WORDS]}},
]


@pytest.mark.case("S13")
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("operation", [MAKE, LIST, LISTED], ids=lambda each: each.name)
@pytest.mark.parametrize("status", [200, 400])
def test_no_call_ends_in_an_error_of_a_models(
    driver: Driver, stub: Stub, operation: Any, status: int, strict: bool
) -> None:
    """Whatever comes back, a call gives a value or an error of ours, which hangs on no other and
    has no value of the answer in its text.
    """
    arguments = {"model": "m"} if operation is MAKE else {}
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url, strict=strict)
    for value in MISFITS:
        stub.plays(reply(value, status))
        try:
            driver.call(client, operation, arguments)
        except APIError as error:
            assert [error] == list(chain(error))
            assert status == 400 or WORDS not in str(error)
            assert status == 400 or APIResponseValidationError is type(error)


@pytest.mark.case("S13")
@pytest.mark.parametrize("values", [{"text": 5}, {"text": [WORDS]}, {"note": WORDS}])
def test_a_model_that_a_caller_builds_hides_what_it_was_given(values: dict[str, Any]) -> None:
    """The text of the error has places and reasons, and none of the values."""
    secret = {**values, "password": KEY}
    for build in (lambda: Part(**secret), lambda: Part.from_dict(secret)):
        with pytest.raises(ValidationError) as caught:
            build()
        shown = f"{caught.value}{caught.value!r}{traceback.format_exception(caught.value)}"
        assert "text" in shown
        assert WORDS not in shown and KEY not in shown and "input_value" not in shown


@pytest.mark.case("S13")
def test_the_error_has_no_value_anywhere() -> None:
    """`errors()` says where something is wrong and what, and so do copies and pickles of it."""
    with pytest.raises(ValidationError) as caught:
        Part(text=[WORDS])
    told = [{"type": "schema", "loc": ("text",), "msg": "should be a valid string"}]
    again = pickle.loads(pickle.dumps(caught.value))
    assert told == caught.value.errors(include_input=True) == again.errors()
    assert 1 == again.error_count() and str(again) == str(caught.value)


@pytest.mark.case("S13")
def test_nothing_is_checked_on_the_way_out(driver: Driver, stub: Stub) -> None:
    """What is sent isn't read as a model, so no call ends in an error of a model's before it."""
    stub.plays(reply(GOOD))
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url)
    driver.call(client, MAKE, {"model": 5, "input": [{"text": 5}, Part.model_construct(text=5)]})
    sent = {"model": 5, "input": [{"text": 5}, {"text": 5}]}
    assert sent.items() <= json.loads(stub.last.body).items()


# --- S05: frames ---------------------------------------------------------------------------------


@pytest.mark.case("S05")
@pytest.mark.parametrize("deferred", [False, True])
@pytest.mark.parametrize("keys", [[KEY, KEY], [KEY, f"{KEY}\n"], [f"{KEY}\n"]])
def test_no_frame_holds_a_key_that_a_function_gave(
    driver: Driver, stub: Stub, keys: list[str], deferred: bool
) -> None:
    """A key that the provider refuses, or its characters, isn't among a frame's locals."""
    if deferred and driver.kind == "sync":
        pytest.skip("a sync client has no use for coroutine functions")
    given = iter(keys)

    async def later() -> str:
        return next(given)

    stub.plays(reply({"error": {"message": "m"}}, 401))
    key = later if deferred else partial(next, given)
    error = driver.error(driver.client(PLAIN, api_key=key, base_url=stub.url))
    assert (AuthenticationError if keys[-1] == KEY else ConfigurationError) is type(error)
    assert [error] == list(chain(error))
    assert KEY not in frames(error)


def test_a_client_that_could_not_be_set_up_can_be_shown() -> None:
    """What prints the locals of a failed constructor's frames doesn't fail itself."""
    with pytest.raises(ConfigurationError) as caught:
        PlainClient(PLAIN, {"api_key": KEY, "timeout": -1})
    assert "<PlainClient that isn't set up>" in frames(caught.value)


# --- S12: a key that comes back in disguise -----------------------------------------------------

SIGNED = "AbCd/EfGh+IjKl==-_.MnOp"
DISGUISES = {
    "as it is": SIGNED,
    "slashes escaped": SIGNED.replace("/", "\\/"),
    "plus escaped": SIGNED.replace("+", "\\u002B"),
    "all signs escaped": "".join(c if c.isalnum() else f"\\u{ord(c):04x}" for c in SIGNED),
    "for an address": quote(SIGNED, safe=""),
    "for an address, small": quote(SIGNED, safe="").lower().replace("abcd", "AbCd")
    .replace("efgh", "EfGh").replace("ijkl", "IjKl").replace("mnop", "MnOp"),
    "every character escaped": "".join(f"\\u{ord(c):04x}" for c in SIGNED),
    "every character escaped, large": "".join(f"\\u{ord(c):04X}" for c in SIGNED),
    "every other character escaped": "".join(
        c if n % 2 else f"\\u{ord(c):04x}" for n, c in enumerate(SIGNED)
    ),
    "JSON in JSON": "".join(f"\\\\u{ord(c):04x}" for c in SIGNED),
    "every character for an address": "".join(f"%{ord(c):02X}" for c in SIGNED),
    "for an address in an address": quote(quote(SIGNED, safe=""), safe=""),
    "for an address in JSON": quote(SIGNED, safe="").replace("%", "\\u0025"),
    "HTML": "".join(f"&#{ord(c)};" for c in SIGNED),
    "HTML by sixteen": "".join(f"&#x{ord(c):X};" for c in SIGNED),
    "as programs print it": "".join(f"\\\\x{ord(c):02x}" for c in SIGNED),
}  # fmt: skip
LONG = SIGNED * 9 + "/&+=tail-of-it"


def readings(text: str) -> str:
    """What a person makes of a text who undoes all escapes, as often as there are any."""
    seen = [text]
    while True:
        read = re.sub(
            r"\\+(?:u00|x)([0-9A-Fa-f]{2})|%([0-9A-Fa-f]{2})|&#x([0-9A-Fa-f]+);",
            lambda match: chr(int(match[1] or match[2] or match[3], 16)),
            html.unescape(seen[-1].replace("\\/", "/")),
        )
        if read == seen[-1]:
            return "".join(seen)
        seen.append(read)


@pytest.mark.case("S12")
@pytest.mark.parametrize("status", [200, 307, 400])
@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_key_that_is_repeated_in_other_writing(
    driver: Driver, stub: Stub, disguise: str, status: int
) -> None:
    """The escapes of JSON and of addresses hide no key from the mask."""
    said = DISGUISES[disguise]
    body = f'{{"error":{{"message":"no key {said}","code":"{said}"}},"{said}":1}}'.encode()
    stub.plays(Reply(status, body, {"X-Echo": said, "Location": f"https://h/?key={said}"}))
    client = driver.client(PLAIN, api_key=SIGNED, base_url=stub.url, max_retries=0)
    error = driver.error(client)
    shown = f"{error}{vars(error)}{frames(error)}{error.raw.decode()}{error.headers}"
    assert "***" in shown
    read = readings(shown + pickle.dumps(error).decode("latin-1"))
    assert "AbCd" not in read and "MnOp" not in read


@pytest.mark.case("S12")
@pytest.mark.parametrize("key", [SIGNED, LONG], ids=["short", "long"])
@pytest.mark.parametrize("every", [1, 2, 3])
def test_a_key_of_any_length_is_masked_whole(key: str, every: int) -> None:
    """In text and in bytes, with what stands around it left as it is."""
    said = "".join(f"\\u{ord(c):04x}" if n % every == 0 else c for n, c in enumerate(key))
    assert '{"a": "b *** c"}' == masked(f'{{"a": "b {said} c"}}', (key,))
    assert b'{"a": "b *** c"}' == masked_bytes(f'{{"a": "b {said} c"}}'.encode(), (key,))


@pytest.mark.case("S12")
@pytest.mark.parametrize("piece", ["\\", "%25", "&amp;", "\\u0041", "A\\", "AbCd/EfGh+IjKl=="])
def test_no_text_takes_long_to_mask(piece: str) -> None:
    """Of a text that nearly is the key, over and over, each character is looked at a few times."""
    assert masked(piece * 50_000 + "\\u0000", (SIGNED,)).startswith(piece)


@pytest.mark.case("S12")
def test_the_keys_of_earlier_tries_are_masked_too(driver: Driver, stub: Stub) -> None:
    """Where a function returns other keys, a server may still speak of the one before."""
    keys = iter([KEY, SIGNED])
    stub.plays(Reply(401, b"no"), Reply(401, f"neither {KEY} nor {SIGNED}".encode()))
    client = driver.client(PLAIN, api_key=lambda: next(keys), base_url=stub.url)
    assert "neither *** nor ***" == driver.error(client).message


@pytest.mark.case("S12")
def test_secrets_of_a_query_and_of_a_pair_are_masked(driver: Driver, stub: Stub) -> None:
    """What is given as a key in the address, and the password that a header holds in base64."""
    stub.plays(Reply(400, b"who are name:word-of-passage, word-of-passage, sig-0123456789?"))
    basic = base64.b64encode(b"name:word-of-passage").decode()
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url)
    headers, query = {"Authorization": f"Basic {basic}"}, {"access_key": "sig-0123456789"}
    error = driver.error(client, extra_headers=headers, extra_query=query)
    assert "who are ***, ***, ***?" == error.message


@pytest.mark.case("S12")
@pytest.mark.parametrize("before", ["", "u:", "me:"])
def test_a_key_in_base64_is_masked(driver: Driver, stub: Stub, before: str) -> None:
    """As a server repeats it that was sent the key as a password, wherever the key begins."""
    pair = base64.b64encode(f"{before}{KEY}".encode()).decode()
    stub.plays(Reply(401, f"no Basic {pair}".encode()))
    error = driver.error(driver.client(PLAIN, api_key=KEY, base_url=stub.url))
    assert re.fullmatch(r"no Basic \w{0,4}\*\*\*[\w=]{0,3}", str(error.message))


def test_a_key_in_a_success_is_data(driver: Driver, stub: Stub) -> None:
    """What the provider sends as the result of a call is returned as it came."""
    stub.plays(reply({**GOOD, "id": KEY}))
    raw = driver.client(PLAIN, api_key=KEY, base_url=stub.url)
    assert KEY == driver.make(raw).id


# --- S21: cancelled calls ------------------------------------------------------------------------


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


# --- S22: what is said when nobody listens -------------------------------------------------------


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
