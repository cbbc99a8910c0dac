"""What is sent back looks as it came: numbers have the text that was received, whoever wrote it."""

from __future__ import annotations

import copy
import json
import math
import pickle
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

from tests.package.served import PLAIN_ANSWER, PROVIDERS, Exchange, Provider, compact, received

NUMBER = r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?"
"""The numbers of RFC 8259, as far as floats reach."""

TOKEN = {"token": "a", "bytes": [97], "logprob": "HERE"}
PART = {"type": "output_text", "annotations": [], "text": "-1e-7"}


def answer_text(number: str) -> str:
    """An answer with the number in a typed field, a new field, a new kind, and lists of these."""
    token = {**TOKEN, "top_logprobs": [TOKEN]}
    message = {
        "type": "message",
        "id": "msg_1",
        "status": "completed",
        "role": "assistant",
        "content": [{**PART, "logprobs": [token]}],
        "grown": {"a": ["HERE", {"b": "HERE"}]},
    }
    output = [message, {"type": "hologram", "depth": "HERE"}]
    return compact({**PLAIN_ANSWER, "output": output, "cost": "HERE"}).replace('"HERE"', number)


@given(number=st.from_regex(NUMBER, fullmatch=True).filter(lambda number: number != "-0"))
@example("1e-7")
@example("1.50")
@example("-0.0")
@example("12345678901234567890.123")
@example("123456789012345678901234567890")
def test_a_number_keeps_its_text(provider: Provider, number: str) -> None:
    """An answer is written, and its output sent, with each number's own text."""
    raw = answer_text(number)
    response = received(provider, raw.encode(), strict=True)
    assert raw == response.to_json()
    exchange = Exchange(provider)
    exchange.call(model=provider.model, input=response.output)
    items = raw[raw.index('"output":') + len('"output":') : raw.index(',"usage"')]
    assert exchange.content.endswith(f'"input":{items}}}')


def message_with(number: str) -> tuple[Any, Any]:
    """A message of an answer, and the object in it with the number in a typed field."""
    message = received(PROVIDERS["openai"], answer_text(number).encode()).output[0]
    return message, message.content[0].logprobs[0]


def test_it_is_a_float() -> None:
    """A number with a text of its own counts, compares, hashes and formats as its float."""
    grown = received(PROVIDERS["openai"], answer_text("1.50").encode()).cost
    assert isinstance(grown, float) and 1.5 == grown and hash(1.5) == hash(grown)
    assert ("1.5", "1.5", 3.0, "1.5") == (str(grown), repr(grown), grown * 2, json.dumps(grown))
    assert isinstance(message_with("1.50")[1].logprob, float)


def test_a_changed_number_is_the_new_one() -> None:
    """What was set later is sent; what was set to an equal number is sent as that came."""
    message, read = message_with("1e-7")
    read.logprob = 1e-7
    assert '"logprob":1e-7,"top' in message.to_json()
    read.logprob = -2.5
    assert '"logprob":-2.5,"top_logprobs":[{"token":"a","bytes":[97],"logprob":1e-7}' in (
        message.to_json()
    )
    read.logprob = 1e-7  # of what was replaced nothing is remembered
    assert '"logprob":1e-07,"top' in message.to_json()
    del read.top_logprobs[0]
    assert '"logprob":1e-07,"top_logprobs":[]' in message.to_json()


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda m: m.model_copy(deep=True)])
def test_copies_keep_the_text(again: Any) -> None:
    """Copies of an object, deep or not, are written as it came; so is what is read of its dump."""
    message, _ = message_with("12345678901234567890.123")
    copied = again(message)
    written = message.to_json()
    assert 4 == written.count("12345678901234567890.123")
    assert written == copied.to_json() == again(message).to_json()
    assert written == type(message).from_dict(message.to_dict()).to_json()


def test_pickles_keep_the_number() -> None:
    """A pickle has numbers with their texts, in typed fields and in new ones."""
    response = received(PROVIDERS["openai"], answer_text("1.50").encode())
    again = pickle.loads(pickle.dumps(response))
    assert response == again and again.to_json().endswith('"cost":1.50}')
    assert '"logprob":1.50,' in again.to_json()


def test_text_that_looks_like_it_stays() -> None:
    """Texts are never taken for numbers, whatever they hold."""
    message, read = message_with("1e-7")
    read.token = '"1e-7" 0a1b2c3d4e5f0'
    assert compact(read.token) in message.to_json()


@pytest.mark.case("N47")
@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_none_that_is_none(number: float) -> None:
    """What isn't finite isn't written, also beside numbers with texts of their own."""
    message, _ = message_with("1e-7")
    message.grown = number
    with pytest.raises(ValueError, match="not JSON compliant"):
        message.to_json()
