"""What is sent is what was meant: values without one JSON form are refused by name."""

from typing import Any

import pytest
from _runtime import wire
from _runtime.model import Model
from pydantic import RootModel


def test_a_set_is_no_list() -> None:
    """A set has no order that could be meant, so it isn't sent as some list."""
    with pytest.raises(TypeError, match="set can't be sent"):
        wire.encode({"keys": {"a", "b"}})


def test_a_generator_is_a_list() -> None:
    """What can be gone through in order travels as a list."""
    assert wire.encode({"keys": (key for key in "ab")}) == b'{"keys":["a","b"]}'


def test_half_a_surrogate_pair_travels_as_an_escape() -> None:
    """Text that UTF-8 can't hold keeps its JSON form."""
    assert wire.encode("\ud800") == b'"\\ud800"'


class Part(Model):
    """An object."""

    text: str


class Parts(RootModel[list[Part]]):
    """A list with a name, as pydantic has it."""


class Nested(RootModel[Parts]):
    """One in another."""


@pytest.mark.parametrize("parts", [Parts, Nested])
def test_a_root_model_is_the_value_that_it_holds(parts: Any) -> None:
    """Pydantic's models around a single value travel as that value, wherever they stand."""
    value = {"parts": parts.model_validate([{"text": "t"}])}
    assert wire.encode(value) == b'{"parts":[{"text":"t"}]}'
    assert wire.to_wire(value) == {"parts": [{"text": "t"}]}


class Vectors(Model):
    """An object with numbers at every depth that a type can have."""

    flat: list[float]
    nested: list[list[float]]
    named: dict[str, list[float]]
    either: str | float


@pytest.mark.parametrize("longer", [False, True], ids=["as it came", "longer"])
def test_numbers_in_typed_holders_keep_their_text(longer: bool) -> None:
    """Lists and maps of numbers are written as they came; what was added comes behind."""
    raw = b'{"flat":[1e-7,0.5],"nested":[[1E5]],"named":{"a":[2.50]},"either":1.0e0}'
    read = Vectors.from_dict(wire.loads(raw))
    assert read.flat == [1e-7, 0.5] and {float} == {type(number) for number in read.flat}
    if longer:
        read.flat.append(3.0)
        read.named["b"] = [1.5]
        raw = raw.replace(b"0.5]", b"0.5,3.0]").replace(b"[2.50]", b'[2.50],"b":[1.5]')
    assert raw == wire.encode(read)
