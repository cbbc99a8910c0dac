"""What scalars of YAML and JSON mean, held against the standards' own words and libraries."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from generator.document import Node
from generator.findings import DescriptionError
from generator.load.json import read_json
from generator.load.source import Source
from generator.load.yaml import read_yaml


def yaml(text: str) -> Any:
    reading = Source("x.yaml", text)
    return reading.finish(read_yaml(reading)).plain()


@pytest.mark.case("M15")
def test_numbers_of_yaml_1_2() -> None:
    """Integers are decimal, 0o and 0x; what looks like a time or has separators is text."""
    text = "a: [017, 0o17, 0x1F, 1e3, 12:30, 1_000, -3, +3, .5, 1., 0b1, '1']"
    expected = [17, 15, 31, 1000.0, "12:30", "1_000", -3, 3, 0.5, 1.0, "0b1", "1"]
    assert {"a": expected} == yaml(text)


def test_types_by_the_tags_of_the_core_schema() -> None:
    """A tag of YAML 1.2, 10.3 says the type, quoted or not; `!` and `!!timestamp` say text."""
    text = (
        "a: [!!str 1, ! 2, !!int '3', !!int 0x1F, !!float 4, !!bool 'true', !!null '']\n"
        "b: !!map {!!str 200: !!seq [!!timestamp 2024-01-01, !!str 'x']}"
    )
    expected = ["1", "2", 3, 31, 4.0, True, None]
    assert {"a": expected, "b": {"200": ["2024-01-01", "x"]}} == yaml(text)
    assert isinstance(yaml(text)["a"][4], float)


@pytest.mark.parametrize(
    "value", ["!!int x", "!!int 1.5", "!!bool yes", "!!float .inf", "!!null 0", "!!seq {}"]
)
def test_tags_that_are_untrue(value: str) -> None:
    """What isn't of the type that its tag says can't be read."""
    with pytest.raises(DescriptionError):
        yaml(f"a: {value}")


@pytest.mark.case("M13")
def test_only_true_and_false_are_booleans() -> None:
    """The other words of YAML 1.1 are what is written."""
    text = "a: [true, false, yes, no, on, off, NO, True, y]"
    assert {"a": [True, False, "yes", "no", "on", "off", "NO", "True", "y"]} == yaml(text)


@pytest.mark.case("M16")
def test_dates_are_text() -> None:
    """A date stays what is written."""
    assert {"a": "2024-01-01", "b": "2001-12-14t21:59:43Z"} == yaml(
        "a: 2024-01-01\nb: 2001-12-14t21:59:43Z"
    )


def test_nothing_written_is_null() -> None:
    """Null is ``null``, ``~`` or nothing; quoted nothing is empty text."""
    assert {"a": None, "b": None, "c": None, "d": ""} == yaml("a:\nb: ~\nc: null\nd: ''")


@pytest.mark.case("M48")
def test_large_integers_are_exact() -> None:
    """No integer goes through a float."""
    assert {"a": 18446744073709551617, "b": 9007199254740993} == yaml(
        "a: 18446744073709551617\nb: 9007199254740993"
    )


TOO_LARGE = "the number is too large"


@pytest.mark.case("H40")
def test_a_number_of_thousands_of_digits_is_refused(tmp_path: Path) -> None:
    """An integer that no language reads is told, in either format, and the largest number taken."""
    largest = 1.7976931348623157e308
    for count in (401, 5000):  # of which neither format reads more than the other
        for sign, value in (("", largest), ("-", -largest)):
            digits = f"{sign}{'9' * count}"
            text = f'{{"openapi": "3.1.0", "x-a": {digits}}}'
            for source in (Source("x.yaml", f"x-a: {digits}"), Source("x.json", text)):
                read = read_json if source.file.endswith(".json") else read_yaml
                assert read(source).plain()["x-a"] == value
                assert [finding.message for finding in source.findings] == [TOO_LARGE]


FINITE = st.floats(allow_nan=False, allow_infinity=False)


SCALARS = st.none() | st.booleans() | st.integers() | FINITE


PRINTABLE = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufeff")
)


VALUES = st.recursive(
    SCALARS | PRINTABLE,
    lambda inner: st.lists(inner) | st.dictionaries(PRINTABLE, inner),
    max_leaves=20,
)


@pytest.mark.case("H72")
@given(st.dictionaries(st.text(st.characters(exclude_categories=("Cs",))), VALUES), st.booleans())
def test_json_means_what_the_standard_library_says(value: dict[str, Any], escaped: bool) -> None:
    """Our JSON reader gives the value that was written, with and without escapes."""
    reading = Source("x.json", json.dumps(value, ensure_ascii=escaped, indent=1))
    assert value == reading.finish(read_json(reading)).plain()


@pytest.mark.case("H72")
@given(st.dictionaries(PRINTABLE, VALUES))
def test_json_read_as_yaml_means_the_same(value: dict[str, Any]) -> None:
    """A JSON text is a YAML text with the same value."""
    reading = Source("x.yaml", json.dumps(value, ensure_ascii=False))
    assert value == reading.finish(read_yaml(reading)).plain()


@given(st.dictionaries(PRINTABLE, VALUES))
def test_every_string_of_json_is_at_its_place(value: dict[str, Any]) -> None:
    """The place of a node is where its text begins."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    lines = text.split("\n")
    for node in nodes(read_json(Source("x.json", text))):
        if isinstance(node.value, str):
            rest = lines[node.where.line - 1][node.where.column - 1 :]
            assert rest.startswith(json.dumps(node.value, ensure_ascii=False))


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for _, below in node.children():
        yield from nodes(below)
