"""Where a key or a conversation could come out unasked: models, tasks, the end of things."""

from __future__ import annotations

import base64
import html
import json
import pickle
import re
import traceback
from functools import partial
from typing import Any
from urllib.parse import quote

import pytest
from _runtime.transport.masks import masked, masked_bytes
from _runtime.vocabulary.errors import (
    APIError,
    APIResponseValidationError,
    AuthenticationError,
    ConfigurationError,
    ValidationError,
)
from _runtime.vocabulary.operation import Operation

from tests.support.frames import WORDS, chain, frames
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

LISTED: Operation[Any] = Operation(
    name="listed", method="GET", path="/all", response=lambda: dict[str, list[Thing]],
    error=lambda: ErrorBody,
)  # fmt: skip


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
