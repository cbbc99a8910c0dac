"""What is sent is what was meant: values without one JSON form are refused by name."""

import io
import json
import sys
from collections import UserDict, UserList, UserString, deque
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
from _runtime.model import wire
from _runtime.model.model import Model
from _runtime.vocabulary import json_text
from pydantic import BaseModel, Field, RootModel, SecretStr, computed_field
from pydantic.dataclasses import dataclass as pydantic_dataclass


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
    read = Vectors.from_dict(json_text.loads(raw))
    assert read.flat == [1e-7, 0.5] and {float} == {type(number) for number in read.flat}
    if longer:
        read.flat.append(3.0)
        read.named["b"] = [1.5]
        raw = raw.replace(b"0.5]", b"0.5,3.0]").replace(b"[2.50]", b'[2.50],"b":[1.5]')
    assert raw == wire.encode(read)


# --- Values of the caller's own kinds ------------------------------------------------------------


class Note(BaseModel):
    """A model of the caller's, with all that an author can say about its dump."""

    kind: str = "note"
    text: str = Field(serialization_alias="content")
    at: datetime = datetime(2026, 1, 2, tzinfo=UTC)
    hidden: str = Field(default="h", exclude=True)

    @computed_field
    def size(self) -> int:
        """Return a member that is made when it is dumped."""
        return len(self.text)


class Broken(BaseModel):
    """A model that can't be dumped."""

    inner: Any


@dataclass
class Turn:
    """A dataclass."""

    role: str
    notes: list[Note]


@pydantic_dataclass
class Aliased:
    """A dataclass of pydantic's."""

    text: str = Field(serialization_alias="content")


class Role(Enum):
    """An enumeration."""

    USER = "user"


class Spoken(StrEnum):
    """An enumeration of texts."""

    USER = "user"


NOTE = {"kind": "note", "content": "t", "at": "2026-01-02T00:00:00Z", "size": 1}
"""What pydantic's documentation says of these fields: by alias, defaults, computed, excluded."""

OF_CALLERS = {
    "model of pydantic": (Note(text="t"), NOTE),
    "dataclass": (Turn("user", [Note(text="t")]), {"role": "user", "notes": [NOTE]}),
    "dataclass of pydantic": (Aliased("t"), {"content": "t"}),
    "enumeration": ({"role": Role.USER}, {"role": "user"}),
    "enumeration of texts": ({"role": Spoken.USER}, {"role": "user"}),
    "read-only mapping": (MappingProxyType({"a": [1]}), {"a": [1]}),
    "dictionary in disguise": (UserDict(a=1), {"a": 1}),
    "text in disguise": (UserString("text"), "text"),
    "list in disguise": (UserList([Role.USER]), ["user"]),
    "queue": (deque([1, 2]), [1, 2]),
    "values": ({"a": 1}.values(), [1]),
    "date": (date(2026, 1, 2), "2026-01-02"),
    "time with a zone": (datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02T00:00:00+00:00"),
    "uuid": (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    "model of ours": (Part(text="t"), {"text": "t"}),
}


@pytest.mark.parametrize("around", ["itself", "list", "object", "model"])
@pytest.mark.parametrize("name", OF_CALLERS)
def test_a_value_of_the_callers_travels_as_its_author_dumps_it(name: str, around: str) -> None:
    """Wherever it stands, and in `to_dict` as on the wire."""
    value, expected = OF_CALLERS[name]
    holder: Any = {
        "itself": value, "list": [value], "object": {"a": value}, "model": Holder(held=value)
    }[around]  # fmt: skip
    whole: Any = {
        "itself": expected, "list": [expected], "object": {"a": expected},
        "model": {"held": expected},
    }[around]  # fmt: skip
    assert whole == json.loads(wire.encode(holder))
    assert whole == json.loads(json.dumps(wire.to_wire(holder)))


class Holder(Model):
    """An object of ours around anything."""

    held: Any


REFUSED = {
    "object": object(),
    "set": {1},
    "bytes": b"b",
    "buffer": bytearray(b"b"),
    "open file": io.StringIO("line\n"),
    "decimal": Decimal("1.5"),
    "time without a zone": datetime(2026, 1, 2),
    "class": Note,
    "secret": SecretStr("s"),
    "array by pairs": type("Rows", (), {"__iter__": lambda self: iter([("a", 1)])})(),
    "model that can't be dumped": Broken(inner=object()),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_be_meant_in_two_ways_is_refused_with_its_place(name: str) -> None:
    """The type is named, and the pointer to it, wherever it stands; nothing of its content."""
    value = REFUSED[name]
    for body in ({"in/put": [1, {"b": value}]}, {"in/put": [1, Holder(held=value)]}):
        with pytest.raises(TypeError) as caught:
            wire.encode(body)
        text = str(caught.value)
        assert f"a value of type {type(value).__name__} can't be sent as JSON" in text
        assert text.endswith(("(at /in~1put/1/b)", "(at /in~1put/1/held)"))


def test_what_is_read_once_is_refused_without_being_read_again() -> None:
    """An item of a generator has no place that can be found a second time."""
    with pytest.raises(TypeError, match=r"type set can't be sent as JSON$"):
        wire.encode({"a": (each for each in [{1}])})


def test_half_a_surrogate_pair_beside_what_is_read_once() -> None:
    """Nothing is gone through twice, so nothing is lost."""
    assert b'["\\ud800","\xc3\xa4"]' == wire.encode(each for each in ("\ud800", "\u00e4"))


def test_a_model_of_pydantic_1_travels_as_its_author_dumps_it() -> None:
    """Its aliases and encoders count."""
    if sys.version_info >= (3, 14):
        pytest.skip("pydantic 1 doesn't know it")
    v1 = pytest.importorskip("pydantic.v1")

    class Old(v1.BaseModel):  # type: ignore[misc, name-defined]
        text: str = v1.Field(alias="content")
        at: date = date(2026, 1, 2)

    value = Old(content="t")
    assert {"a": {"content": "t", "at": "2026-01-02"}} == json.loads(wire.encode({"a": value}))
