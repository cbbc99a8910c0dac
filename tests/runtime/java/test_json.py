"""Java's JSON against Python's on drawn values, and what models make of what they hold."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from tests.runtime.java.conftest import Probe

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)
VALUES = st.recursive(
    SCALARS | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=20),
    max_leaves=40,
)


def written(probe: Probe, text: bytes) -> bytes | None:
    """Return what Java writes of a text that it has read; nothing of one that it doesn't read."""
    answer = probe.ask("json", text=base64.b64encode(text).decode())
    if "text" not in answer:
        return None
    assert answer["again"] is True
    return base64.b64decode(answer["text"])


@settings(max_examples=100)
@given(VALUES, st.booleans())
def test_values_survive(probe: Probe, value: Any, ascii_only: bool) -> None:
    """What Python writes is read, and written with the same order, texts and numbers."""
    text = json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":"))
    once = written(probe, text.encode("utf-8", "surrogatepass") if ascii_only else text.encode())
    assert once is not None and json.loads(once) == value
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    assert once == plain


@settings(max_examples=100)
@given(VALUES, st.data())
def test_broken_texts_are_told_from_sound_ones(probe: Probe, value: Any, data: Any) -> None:
    """A text with one byte more, less or another is JSON for both, or for neither."""
    text = bytearray(json.dumps(value).encode())
    place = data.draw(st.integers(0, len(text) - 1))
    byte = data.draw(st.sampled_from(b' {}[]",:\\0123456789.eE+-tfnu\t\n\x00\x1f\xe9'))
    change = data.draw(st.sampled_from(("put", "cut", "replace")))
    if change == "cut":
        del text[place]
    elif change == "put":
        text.insert(place, byte)
    else:
        text[place] = byte
    assert (written(probe, bytes(text)) is not None) is sound(bytes(text))


def sound(text: bytes) -> bool:
    """Return whether Python reads a text as JSON, by the standard and nothing more."""

    def refuse(name: str) -> None:
        raise ValueError(name)

    try:
        json.loads(text.decode("utf-8"), parse_constant=refuse)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    "text",
    [
        *(b"\xff", b'"\xff"', b'"\xc3"', b'"\xc3\x28"', b'"\xe2\x82"', b'"\xed\xa0\x80"'),
        *(b'"\xf4\x90\x80\x80"', b'"\xc0\xaf"', b'{"\xff":1}', b'"\xe9"', b"\xfe\xff\x00["),
    ],
)  # fmt: skip
def test_what_is_not_utf8_is_not_read(probe: Probe, text: bytes) -> None:
    """Bytes that no text in UTF-8 has are refused wherever they stand."""
    assert written(probe, text) is None


@pytest.mark.parametrize("sign", ["[", '{"a":', "[[],", '"\\\\', "1", "[1,", '{"\\u00e9":[', "-"])
def test_long_texts(probe: Probe, sign: str) -> None:
    """Of a million signs a number is read, and what nests or goes on for ever is refused.

    A reader that looks at a sign again for each that follows would not come to an end here.
    """
    text = sign.encode() * (1_000_000 // len(sign))
    assert written(probe, text) == (text if sign == "1" else None)


def test_many_names(probe: Probe) -> None:
    """An object of many names is read, with those that its text repeats once."""
    names = [f"name-{n % 50_000}" for n in range(100_000)]
    text = "{" + ",".join(f'"{name}":{n}' for n, name in enumerate(names)) + "}"
    once = written(probe, text.encode())
    assert once is not None and dict(zip(names, range(100_000), strict=True)) == json.loads(once)


@pytest.mark.parametrize(
    ("text", "whole", "value"),
    [
        *(("1", True, 1), ("1.0", True, 1), ("10e-1", True, 1), ("-0", True, 0), ("0.0", True, 0)),
        *(("1.5", False, None), ("100e-3", False, None), ("1e18", True, 10**18)),
        *(("1e19", True, None), ("1e400", True, None), ("123.4500e2", True, 12345)),
        *(("9223372036854775807", True, 2**63 - 1), ("9223372036854775808", True, None)),
        *(("-9223372036854775808", True, -(2**63)), ("-9223372036854775809", True, None)),
        *(("0e999999999999", True, 0), ("1e-999999999999", False, None), ("0.0001e4", True, 1)),
        ("9" * 400_000, True, None),
        ("0." + "0" * 400_000 + "1", False, None),
    ],
)
def test_numbers_by_their_texts(probe: Probe, text: str, whole: bool, value: int | None) -> None:
    """Whether a number is whole and fits into 64 bits is found in its text, at any length."""
    assert {"whole": whole, "long": value} == probe.ask("numbers", text=text)


GOOD = {"id": "a", "count": 1}
NO_COUNT = "throws Thing: /count should be a whole number of 64 bits"
NO_CELL = "throws Thing: /table/1/1 should be a whole number of 64 bits"


@pytest.mark.parametrize(
    ("change", "name", "value", "defects"),
    [
        ({}, "note", None, []),
        ({"note": None}, "note", None, []),
        ({"note": "n"}, "note", "n", []),
        ({"note": 5}, "note", "throws Thing: /note should be a string", ["/note"]),
        ({"count": 2.0}, "count", 2, []),
        ({"count": None}, "count", NO_COUNT, ["/count"]),
        ({"count": 1.5}, "count", NO_COUNT, ["/count"]),
        ({"count": 2**63}, "count", NO_COUNT, ["/count"]),
        ({"weight": 1}, "weight", 1.0, []),
        ({}, "weight", "throws Thing: /weight is required and missing", []),
        ({"table": [[1], [2, 3]]}, "table", [[1], [2, 3]], []),
        ({"table": [[1], [2, "x"]]}, "table", NO_CELL, ["/table/1/1"]),
        ({"parts": [GOOD, {"id": 1}]}, "parts", 2, ["/parts/1/id", "/parts/1/count"]),
        ({"parts": [GOOD, 1]}, "parts", "throws Thing: /parts/1 should be an object", ["/parts/1"]),
        ({"object": "other"}, "id", "a", ["/object"]),
        ({"unknown": 1}, "id", "a", []),
    ],
)  # fmt: skip
def test_what_accessors_make_of_members(
    probe: Probe, change: dict[str, Any], name: str, value: Any, defects: list[str]
) -> None:
    """Reading never fails; access names class and place where it must; defects name all places."""
    answer = probe.ask("model", json={**GOOD, **change})
    assert value == answer[name]
    assert defects == [defect["pointer"] for defect in answer["defects"]]
    assert f"Thing[{', '.join({**GOOD, **change})}]" == answer["shown"]
