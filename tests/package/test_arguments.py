"""Arguments of the wrong JSON type are told by name before anything is sent."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
import responses_compact
from pydantic import BaseModel
from responses_compact.testing import FakeTransport

from tests.package.served import DEPRECATED, PLAIN_ANSWER, Provider

pytestmark = pytest.mark.filterwarnings(
    "ignore::responses_compact.UnsupportedOperationWarning", DEPRECATED
)


class Word(Enum):
    """An enumeration of the caller's."""

    MODEL = "m"
    NUMBER = 5


class Turn(BaseModel):
    """A model of the caller's."""

    role: str = "user"


def call(provider: Provider, **arguments: Any) -> FakeTransport:
    """Return what a call with these arguments was sent through."""
    fake = FakeTransport(PLAIN_ANSWER, validate=False)
    kind = getattr(responses_compact, provider.client)
    client = kind(**dict(provider.arguments), http_client=fake)
    client.responses.compact(**{"model": provider.model, **arguments})
    return fake


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "number": ({"model": 5}, "model has to be a string, not a number"),
    "boolean": ({"model": True}, "model has to be a string, not a boolean"),
    "list": ({"instructions": ["a"]}, "instructions has to be a string, not a list"),
    "enumeration": ({"model": Word.NUMBER}, "model has to be a string, not a number"),
    "number for a list": ({"input": 5}, "input has to be a string or a list, not a number"),
    "object for a list": (
        {"input": {"role": "user"}},
        "input has to be a string or a list, not an object",
    ),
    "model for a list": (
        {"input": responses_compact.models.InputText(text="t")},
        "input has to be a string or a list, not an object",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_json_type_is_refused_by_name(provider: Provider, name: str) -> None:
    """Nothing is sent; the argument is named, and the types that it takes, and no value."""
    arguments, told = WRONG[name]
    with pytest.raises(responses_compact.ArgumentTypeError) as caught:
        call(provider, **arguments)
    assert told == str(caught.value)


RIGHT: dict[str, dict[str, Any]] = {
    "an enumeration": {"model": Word.MODEL},
    "a value that no list has": {"prompt_cache_retention": "a-century"},
    "items of any kind": {"input": [{"role": "usr"}, Turn(), 5]},
    "a tuple": {"input": ({"role": "user", "content": "t"},)},
    "a generator": {"input": (item for item in [Turn()])},
    "what is added": {"extra_body": {"model": 5, "input": {}}},
}


@pytest.mark.parametrize("name", RIGHT)
def test_anything_else_is_the_providers_to_judge(provider: Provider, name: str) -> None:
    """Inside of an argument nothing is looked at, and `extra_body` goes as it is."""
    assert 1 == len(call(provider, **RIGHT[name]).requests)
