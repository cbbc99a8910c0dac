"""Values that break their schema, read by themselves: whatever they are, that is told and nothing
is raised.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from _runtime.model.decode import decode
from _runtime.model.model import Model, Nullable, Unknown
from _runtime.model.unions import Variants
from pydantic import Field


class Filter(Model):
    """An object that several others may hold."""

    names: Nullable[list[str]] = None


class Tree(Model):
    """An object that holds others of its kind, and unions of JSON types with objects in them."""

    kind: Literal["tree"] = Field(default="tree")
    allowed: Nullable[list[str] | Filter] = None
    denied: list[Filter] | Filter | Literal["all"] | None = None
    below: Nullable[list[Tree | str] | Tree | bool] = None
    by_name: Nullable[dict[str, list[Filter] | Filter | int]] = None


HALF = "\ud800"


def _denied(value: Any) -> Any:
    return {"kind": "tree", "denied": value}


def _below(value: Any) -> Any:
    return {"kind": "tree", "below": value}


AT = {
    "itself": (lambda value: {"kind": "tree", "denied": value}, "/denied"),
    "a list": (lambda value: _below([_denied(value)]), "/below/0/denied"),
    "an object": (lambda value: _below(_denied(value)), "/below/denied"),
    "a map": (lambda value: {"kind": "tree", "by_name": {"a": value}}, "/by_name/a"),
}  # fmt: skip


def places(value: Any) -> list[str]:
    """Where a tree breaks its schema; none of it is lost."""
    read, defects = decode(Tree, value)
    assert value == read.to_dict()
    return [defect.pointer for defect in defects]


@pytest.mark.parametrize("below", AT)
@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        (None, ""),
        (True, ""),
        ([None], "/0"),
        ([{"names": [5]}], "/0/names/0"),
        ([{"names": []}, [[]]], "/1"),
        ({"names": {}}, "/names"),
        ({"names": [HALF, None]}, "/names/1"),
    ],
    ids=ascii,
)
def test_a_union_of_json_types_names_what_fits_none(below: str, wrong: Any, where: str) -> None:
    """A value that no member of a union takes is one defect at it, however the members refer to
    models: in lists, maps and themselves.
    """
    within, place = AT[below]
    value = within(wrong)
    assert [place + where] == places(value)


def test_a_union_says_which_json_types_it_takes() -> None:
    """The sentence names each of them once."""
    _, defects = decode(Tree, {"kind": "tree", "denied": 5, "below": 5})
    assert [
        "should be an array or an object or a string",
        "should be an array or a boolean or an object",
    ] == [defect.message for defect in defects]


class Leaf(Model):
    """A member of a union."""

    type: Literal["leaf"] = Field(default="leaf")
    text: str = Field(max_length=2)


class Other(Unknown):
    """A member that nobody knows."""

    type: str


MEMBERS = Variants("type", {"leaf": Leaf}, Other)


class Holder(Model):
    """An object with a map."""

    words: Nullable[dict[str, str]] = None


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ({"type": "leaf", "text": HALF}, []),
        ({"type": "leaf", "text": HALF * 2}, []),
        ({"type": "leaf", "text": HALF * 3}, ["/text"]),
        ({"type": "leaf" + HALF, "text": "a"}, ["/type"]),
        ({"type": HALF, "text": HALF}, ["/type"]),
        ({"type": "other", "text": HALF, HALF: HALF}, []),
    ],
    ids=ascii,
)
def test_half_a_surrogate_pair_is_text_but_no_name(value: Any, wanted: list[str]) -> None:
    """Legal text of a JSON string is held to the limits of texts; a constant isn't spelt so, and no
    provider will ever name a kind by it.
    """
    read, defects = decode(Annotated[Any, MEMBERS], value)
    assert wanted == [defect.pointer for defect in defects]
    assert value == read.to_dict()


def test_half_a_surrogate_pair_in_names_of_a_map() -> None:
    """The names of a map are held to its schema like any other text, and kept."""
    value = {"words": {HALF: "a", "b" + HALF: 5}}
    read, defects = decode(Holder, value)
    assert [f"/words/b{HALF}"] == [defect.pointer for defect in defects]
    assert value == read.to_dict()
