"""How values travel outside of JSON, held against the tables of the standards."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest
from _runtime.request.styles import Style, cookie_text, in_cookie, in_header, in_path, in_query
from _runtime.vocabulary.errors import ArgumentError
from _runtime.vocabulary.operation import Parameter
from hypothesis import given, strategies as st

ONE = "blue"
LIST = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}

IN_PATH: list[tuple[Style, bool, Any, str]] = [
    ("matrix", False, "", ";color"),
    ("matrix", False, ONE, ";color=blue"),
    ("matrix", False, LIST, ";color=blue,black,brown"),
    ("matrix", False, OBJECT, ";color=R,100,G,200,B,150"),
    ("matrix", True, "", ";color"),
    ("matrix", True, ONE, ";color=blue"),
    ("matrix", True, LIST, ";color=blue;color=black;color=brown"),
    ("matrix", True, OBJECT, ";R=100;G=200;B=150"),
    ("label", False, "", "."),
    ("label", False, ONE, ".blue"),
    ("label", False, LIST, ".blue,black,brown"),
    ("label", False, OBJECT, ".R,100,G,200,B,150"),
    ("label", True, ONE, ".blue"),
    ("label", True, LIST, ".blue.black.brown"),
    ("label", True, OBJECT, ".R=100.G=200.B=150"),
    ("simple", False, ONE, "blue"),
    ("simple", False, LIST, "blue,black,brown"),
    ("simple", False, OBJECT, "R,100,G,200,B,150"),
    ("simple", True, LIST, "blue,black,brown"),
    ("simple", True, OBJECT, "R=100,G=200,B=150"),
]
IN_QUERY: list[tuple[Style, bool, Any, str]] = [
    ("form", False, "", "color="),
    ("form", False, ONE, "color=blue"),
    ("form", False, LIST, "color=blue,black,brown"),
    ("form", False, OBJECT, "color=R,100,G,200,B,150"),
    ("form", True, "", "color="),
    ("form", True, ONE, "color=blue"),
    ("form", True, LIST, "color=blue&color=black&color=brown"),
    ("form", True, OBJECT, "R=100&G=200&B=150"),
    ("spaceDelimited", False, LIST, "color=blue%20black%20brown"),
    ("spaceDelimited", False, OBJECT, "color=R%20100%20G%20200%20B%20150"),
    ("pipeDelimited", False, LIST, "color=blue%7Cblack%7Cbrown"),
    ("pipeDelimited", False, OBJECT, "color=R%7C100%7CG%7C200%7CB%7C150"),
    ("deepObject", True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
]
LEFT_OUT: list[Any] = [None, [], {}, [None], {"R": None}]


@pytest.mark.parametrize(("style", "explode", "value", "text"), IN_PATH)
def test_styles_of_a_path(style: Style, explode: bool, value: Any, text: str) -> None:
    """A path parameter is written as the table of OpenAPI 3.1, section 4.8.12, has it."""
    assert in_path("color", value, style, explode=explode) == text


@pytest.mark.parametrize(("style", "explode", "value", "text"), IN_QUERY)
def test_styles_of_a_query(style: Style, explode: bool, value: Any, text: str) -> None:
    """A query parameter is written as the same table has it."""
    assert "&".join(in_query("color", value, style, explode=explode)) == text


@pytest.mark.parametrize(
    ("explode", "value", "text"),
    [(f, v, t) for style, f, v, t in IN_PATH if style == "simple"],
)
def test_the_style_of_a_header(explode: bool, value: Any, text: str) -> None:
    """A header has the one style of the table, `simple`."""
    assert in_header("color", value, explode=explode) == text


def test_a_header_is_not_encoded() -> None:
    """A header's text stands as it is: no rule of URLs holds there."""
    assert in_header("color", "a b/ä", explode=False) == "a b/ä"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (ONE, (("color", "blue"),)),
        (LIST, (("color", "blue,black,brown"),)),
        (OBJECT, (("color", "R,100,G,200,B,150"),)),
    ],
)
def test_the_style_of_a_cookie(value: Any, found: Any) -> None:
    """A cookie has the style `form`."""
    assert in_cookie("color", value, explode=False) == found


@pytest.mark.parametrize("style", ["form", "spaceDelimited", "pipeDelimited", "deepObject"])
@pytest.mark.parametrize("explode", [True, False])
@pytest.mark.parametrize("value", LEFT_OUT)
def test_what_is_undefined_is_left_out(style: Style, explode: bool, value: Any) -> None:
    """RFC 6570, 2.3: null and lists and objects without anything in them are undefined."""
    assert in_query("color", value, style, explode=explode) == ()


@pytest.mark.parametrize("style", ["matrix", "label", "simple"])
@pytest.mark.parametrize("value", LEFT_OUT)
def test_a_path_is_never_without_a_value(style: Style, value: Any) -> None:
    """A segment without its value would be another address: it is refused."""
    with pytest.raises(ArgumentError):
        in_path("color", value, style, explode=False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("value", "value"),
        ("Hello World!", "Hello%20World!"),
        ("50%", "50%25"),
        ("a%20b", "a%20b"),
    ],
)
def test_reserved_expansion(value: str, text: str) -> None:
    """RFC 6570, 3.2.3: `allowReserved` lets reserved characters and triplets through."""
    assert in_path("v", value, "simple", explode=False, reserved=True) == text
    assert in_query("v", value, "form", explode=True, reserved=True) == (f"v={text}",)


def test_reserved_characters_never_end_a_value() -> None:
    """What would cut a path or a query is encoded even then: that is left to who sends it."""
    assert (
        in_path("v", "a/b?c#d[e]", "simple", explode=False, reserved=True) == "a%2Fb%3Fc%23d%5Be%5D"
    )
    (piece,) = in_query("v", "a/b?c&d#e=f+g", "form", explode=True, reserved=True)
    assert piece == "v=a/b?c%26d%23e=f%2Bg"


def test_names_and_values_of_members_are_encoded_apart() -> None:
    """A sign of equality within a value doesn't look like the one between name and value."""
    value = {"a=b": "c=d,e"}
    assert in_path("v", value, "simple", explode=True) == "a%3Db=c%3Dd%2Ce"
    assert in_query("v", value, "form", explode=False) == ("v=a%3Db,c%3Dd%2Ce",)


def test_deep_objects_within_objects() -> None:
    """`deepObject` goes on with a bracket for each level and an index for each item."""
    value = {"items": [{"price": "p", "n": 1}, {"price": "q"}], "on": True, "off": None}
    assert in_query("sub", value, "deepObject", explode=True) == (
        "sub%5Bitems%5D%5B0%5D%5Bprice%5D=p",
        "sub%5Bitems%5D%5B0%5D%5Bn%5D=1",
        "sub%5Bitems%5D%5B1%5D%5Bprice%5D=q",
        "sub%5Bon%5D=true",
    )


def test_lists_within_objects_are_pairs() -> None:
    """A list in an object that explodes is a pair for each item, as in a form of HTML."""
    value = {"a": ["x", 2, None], "b": [], "c": [[1]]}
    assert in_query("f", value, "form", explode=True) == ("a=x", "a=2", "c=%5B%5B1%5D%5D")


@pytest.mark.parametrize(
    ("reserved", "text"), [(False, "c=a%2520b%2Cd%3B"), (True, "c=a%20b,d%3B")]
)
def test_cookies_as_they_are(reserved: bool, text: str) -> None:
    """A cookie that its author has encoded isn't encoded again, and can't end early."""
    parameter = Parameter(argument="c", wire="c", place="cookie", reserved=reserved)
    assert cookie_text([(parameter, "a%20b,d;")]) == text


def test_objects_within_lists_are_json() -> None:
    """No style says how an object within a list travels: it is sent as JSON text."""
    assert in_cookie("f", [{"a": [1, "ü"]}], explode=True) == (("f", '{"a":[1,"ü"]}'),)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(TEXTS, TEXTS | st.lists(TEXTS, min_size=1), max_size=4))
def test_lists_are_read_back(values: dict[str, Any]) -> None:
    """What any reader of queries gets is what was given, whatever characters it holds."""
    pieces = [p for name, v in values.items() for p in in_query(name, v, "form", explode=True)]
    expected = [(n, t) for n, v in values.items() for t in (v if isinstance(v, list) else [v])]
    assert parse_qsl("&".join(pieces), keep_blank_values=True) == expected


@given(TEXTS, TEXTS)
def test_queries_are_read_back(name: str, value: str) -> None:
    """A name and a value of any characters are one pair of the query, and the same again."""
    (piece,) = in_query(name, value, "form", explode=True)
    assert parse_qsl(piece, keep_blank_values=True) == [(name, value)]
