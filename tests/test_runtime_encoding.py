"""What is sent is what was meant: values without one JSON form are refused by name."""

import pytest
from _runtime import wire


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
